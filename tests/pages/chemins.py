"""Pages that a bare address does not show: one gets there by a sending, a search, a link of a mail."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from candidatures import actions as a_candidatures
from comptes.models import LienPersonnel, Personne
from conventions.models import Convention
from evaluations import actions as a_evaluations
from pilotage import actions as a_pilotage
from tests import avenants, parcours
from tests.droits.scene import Scene, parenthese
from tests.fabriques import SecondFacteurFactory
from tests.pages.vues import Vue

MOT_DE_PASSE = "quatre mots sans rapport"
Chemin = Callable[[Scene, Client], HttpResponse]


def chemins(scene: Scene) -> Iterator[Vue]:
    """Give what is at the end of each path."""
    for role, nom, aller in CHEMINS:
        client = scene.client(role)
        with parenthese():
            reponse = aller(scene, client)
            assert reponse.status_code == 200, (nom, reponse.status_code, reponse.headers.get("Location"))
            yield Vue(f"{nom}, {role}", reponse.wsgi_request.get_full_path(), client, reponse)


def _lire(route: str, *arguments: object, suite: str = "") -> Chemin:
    return lambda scene, client: client.get(reverse(route, args=arguments) + suite)


def _code_de_connexion(scene: Scene, client: Client) -> HttpResponse:
    return client.post(reverse("account_request_login_code"), {"email": scene.personnes["porteuse"].email}, follow=True)


def _code_d_inscription(scene: Scene, client: Client) -> HttpResponse:
    saisie = {"prenom": "Ana", "nom": "Roux", "email": "ana@exemple.test", "password1": MOT_DE_PASSE}
    return client.post(reverse("account_signup"), saisie, follow=True)


def _code_de_mot_de_passe(scene: Scene, client: Client) -> HttpResponse:
    return client.post(reverse("account_reset_password"), {"email": scene.personnes["porteuse"].email}, follow=True)


def _second_facteur_demande(scene: Scene, client: Client) -> HttpResponse:
    pilote = Personne.objects.get(pk=scene.personnes["pilote"].pk)  # the one of the scene keeps what the parenthesis undoes
    pilote.set_password(MOT_DE_PASSE)
    pilote.save()
    return client.post(reverse("account_login"), {"login": pilote.email, "password": MOT_DE_PASSE}, follow=True)


def _vient_de_prouver(client: Client) -> None:
    """Note that this session proved its second factor again, as allauth asks before it shows secrets."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        preuve | {"reauthenticated": True} for preuve in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()


def _codes_de_secours(scene: Scene, client: Client) -> HttpResponse:
    RecoveryCodes.activate(scene.personnes["pilote"])
    _vient_de_prouver(client)
    return client.get(reverse("mfa_view_recovery_codes"))


def _cle(page: str) -> Chemin:
    def aller(scene: Scene, client: Client) -> HttpResponse:
        donnees = {"name": "Téléphone", "credential": {}, "passwordless": True}
        _vient_de_prouver(client)
        cle = SecondFacteurFactory(user=scene.personnes["pilote"], type=Authenticator.Type.WEBAUTHN, data=donnees)
        return client.get(reverse(page, args=[cle.pk] if page.endswith(("edit_webauthn", "remove_webauthn")) else []))

    return aller


def _courriel(scene: Scene, client: Client) -> HttpResponse:
    boite = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=settings.COURRIELS_DEMO)
    boite.send_messages([EmailMessage("Bonjour", "Votre page : http://localhost:8000/mon-espace/", to=["ana@exemple.test"])])
    [courriel] = client.get(reverse("exploitation:courriels")).context["courriels"]
    return client.get(reverse("exploitation:courriel", args=[courriel.nom]))


def _evaluation_remplie(scene: Scene, client: Client) -> HttpResponse:
    evaluation = scene.evaluations["sortie/accompagne"]
    acteur = parcours.acteur(evaluation.personne)
    a_evaluations.remplir(evaluation, a_evaluations.Retour({parcours.competence().pk: 3}, {"duree": "juste"}), acteur=acteur)
    return client.get(reverse("evaluations:detail", args=[evaluation.pk]))


def _avis_par_le_lien(scene: Scene, client: Client) -> HttpResponse:
    lien = LienPersonnel.objects.filter(but="avis", personne=scene.personnes["comite"]).earliest("pk")
    return client.post(reverse("comptes:lien", args=[lien.jeton]), follow=True)


def _avis_clos(scene: Scene, client: Client) -> HttpResponse:
    candidature = scene.candidatures["recevable"]
    a_candidatures.classer_sans_suite(candidature, motif="Personne.", acteur=parcours.acteur(scene.personnes["pilote"]))
    return client.get(reverse("candidatures:avis", args=[candidature.numero]))


def _rapport_arrete(scene: Scene, client: Client) -> HttpResponse:
    rapport = scene.rapports["en_preparation"]
    a_pilotage.annuler_rapport(rapport, acteur=parcours.acteur(scene.personnes["pilote"]))
    return client.get(reverse("pilotage:rapport", args=[rapport.pk]))


def _lot(geste: str) -> Chemin:
    def aller(scene: Scene, client: Client) -> HttpResponse:
        numeros = [scene.candidatures[nom].numero for nom in ("deposee", "recevable")]
        return client.get(reverse("pilotage:lot"), {"geste": geste, "dossier": numeros})

    return aller


def _solliciter(scene: Scene, client: Client) -> HttpResponse:
    adresse = reverse("pilotage:geste", args=[scene.candidatures["recevable"].numero, "solliciter"])
    return client.get(adresse, {"profil": scene.profils["mentor"].pk})


def _avenant(lire: Callable[[Convention], str]) -> Chemin:
    def aller(scene: Scene, client: Client) -> HttpResponse:
        paire = scene.accompagnements["en_cours"]
        autres_dates = {"fin": paire.fin + timedelta(days=7), "demi_journees": paire.demi_journees}
        return client.get(lire(avenants.avenant("emise", accompagnement_=paire, **autres_dates)))

    return aller


CHEMINS: list[tuple[str, str, Chemin]] = [
    ("anonyme", "un domaine", lambda scene, client: client.get(scene.competence.domaine.get_absolute_url())),
    ("anonyme", "recherche dans le référentiel", _lire("referentiel:liste", suite="?q=budget")),
    ("anonyme", "recherche sans réponse", _lire("referentiel:liste", suite="?q=zzz")),
    ("anonyme", "code de connexion", _code_de_connexion),
    ("anonyme", "code d’inscription", _code_d_inscription),
    ("anonyme", "code de mot de passe", _code_de_mot_de_passe),
    ("anonyme", "second facteur demandé", _second_facteur_demande),
    ("anonyme", "avis par le lien du courriel", _avis_par_le_lien),
    ("comite", "avis clos", _avis_clos),
    ("pilote", "codes de secours", _codes_de_secours),
    ("pilote", "clés d’accès", _cle("mfa_list_webauthn")),
    ("pilote", "renommer une clé", _cle("mfa_edit_webauthn")),
    ("pilote", "retirer une clé", _cle("mfa_remove_webauthn")),
    ("pilote", "confier deux dossiers", _lot("confier")),
    ("pilote", "des dossiers que le lot refuse", _lot("declarer-recevable")),
    ("pilote", "solliciter quelqu’un", _solliciter),
    ("pilote", "dossiers sans réponse", _lire("pilotage:dossiers", suite="?q=zzz")),
    ("anonyme", "un courriel de la démonstration", _courriel),
    ("accompagnee", "évaluation remplie", _evaluation_remplie),
    ("pilote", "rapport arrêté", _rapport_arrete),
    ("mentor", "un avenant à signer", _avenant(lambda avenant: avenant.get_absolute_url())),
    ("mentor", "la convention qu’il change", _avenant(lambda avenant: avenant.parent.get_absolute_url())),
]
