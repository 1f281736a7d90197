"""The session of the team ends in the middle of a gesture, a button is pressed twice: nothing lost, nothing twice, a calm word."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accompagnements.actions import demander
from candidatures import actions
from candidatures.models import Avis, Candidature
from comptes.models import Instance
from mentors.models import ProfilMentor
from pilotage import gestes
from pilotage.models import Rapport
from pilotage.views.dossier import DEPASSE
from socle import horloge
from socle.models import Courriel, Message
from socle.reprise import RETROUVEE
from socle.workflow import DEJA_FAIT
from tests import parcours
from tests.mentors.test_pages import saisie as fiche
from tests.navigation import connecte, connecter
from tests.parcours import acteur

from .cas_de_la_suite import CAS_DE_LA_SUITE, SIGNATURES_D_UN_AVENANT
from .test_gestes import entretien

pytestmark = pytest.mark.django_db


def annonces(reponse) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(reponse.wsgi_request)]


@pytest.mark.parametrize(
    ("etat", "code", "tapee"),
    [
        ("deposee", "declarer-irrecevable", {"motif": "Hors du territoire."}),
        ("diagnostiquee", "refuser", {"motif": "Un autre dispositif convient mieux."}),
        ("deposee", "repondre", {"texte": "Pouvez-vous préciser ?"}),
    ],
)
def test_la_session_se_termine_au_milieu_d_un_geste(etat, code, tapee):
    adresse = reverse("pilotage:geste", args=[parcours.candidature(etat).numero, code])
    client = Client()
    assert client.post(adresse, tapee).url == f"{reverse('account_login')}?next={adresse}"
    connecter(client, parcours.pilote())
    retour = client.get(adresse)
    assert annonces(retour)[-1] == ("info", RETROUVEE)
    assert {nom: retour.context["formulaire"][nom].value() for nom in tapee} == tapee


def test_la_session_se_termine_au_milieu_d_une_fiche():
    client, adresse = Client(), reverse("mentors:inscrire")
    tapee = fiche()
    assert client.post(adresse, tapee).url == f"{reverse('account_login')}?next={adresse}"
    connecter(client, parcours.pilote())
    retour = client.get(adresse)
    assert annonces(retour)[-1] == ("info", RETROUVEE)
    formulaires = [retour.context["form"], *retour.context["savoirs"]]
    rendus = {formulaire.add_prefix(nom): formulaire[nom].value() for formulaire in formulaires for nom in formulaire.fields}
    assert {nom: rendus[nom] for nom in tapee if nom in rendus} == {nom: str(valeur) for nom, valeur in tapee.items() if nom in rendus}
    assert client.post(adresse, tapee).url == reverse("mentors:fiche", args=[ProfilMentor.objects.get().pk])


def test_une_adresse_d_envoi_ramene_a_la_page_de_son_bouton(pilote):
    rapport = Rapport.objects.create(
        edition=parcours.edition(), du="2026-01-01", au="2026-02-01", cle=uuid.uuid4(), demande_le=horloge.maintenant()
    )
    assert pilote.get(reverse("pilotage:arreter-rapport", args=[rapport.pk])).url == reverse("pilotage:rapports")
    appel = parcours.appel()
    assert pilote.get(reverse("candidatures:avancer-appel", args=[appel.slug, "retirer"])).url == appel.get_absolute_url()


# ---------- twice the same sending ----------


def _proposee() -> Candidature:
    return parcours.proposition().candidature


def _sans_reponse() -> Candidature:
    candidature = _proposee()
    candidature.propositions.update(echeance=horloge.aujourdhui() - timedelta(days=1))
    return candidature


def _interrogee() -> Candidature:
    proposition = parcours.proposition()
    demander(proposition, texte="Où se passe-t-il ?", cle=uuid.uuid4(), acteur=acteur(proposition.profil.personne))
    return proposition.candidature


def _signee() -> Candidature:
    return parcours.accompagnement("en_cours").candidature


def _ecrite() -> Candidature:
    candidature = parcours.candidature()
    actions.ecrire_message(candidature, texte="Où en est-on ?", cle=uuid.uuid4(), acteur=acteur(candidature.porteur))
    return candidature


def _convention(etat: str) -> Candidature:
    return parcours.convention(etat).accompagnement.candidature


def _avis_demande() -> Candidature:
    return parcours.avis().candidature


def _avis_a_relancer() -> Candidature:
    avis = parcours.avis()
    Avis.objects.update(demande_le=horloge.maintenant() - timedelta(days=1))
    return avis.candidature


def _deporte() -> Candidature:
    candidature = _avis_demande()
    actions.declarer_deport(candidature, personne=parcours.membre_du_comite(), acteur=acteur(parcours.pilote()))
    return candidature


def _qui(candidature: Candidature) -> dict[str, Any]:
    return {"personne": parcours.membre_du_comite().pk}


def _demande_d_avis(candidature: Candidature) -> dict[str, Any]:
    return {"personnes": [parcours.membre_du_comite().pk], "echeance": (horloge.aujourdhui() + timedelta(days=7)).isoformat()}


def _motif(candidature: Candidature) -> dict[str, Any]:
    return {"motif": "Hors du champ de l’appel."}


def _rien(candidature: Candidature) -> dict[str, Any]:
    return {}


def _accord(candidature: Candidature) -> dict[str, Any]:
    return {"dispositif": candidature.dispositif_id, "demi_journees": 2}


def _complement(candidature: Candidature) -> dict[str, Any]:
    question = candidature.reponses.version.questions.get(code="contexte")
    return {"questions": [question.pk], "message": "Joignez votre budget.", "echeance": horloge.aujourdhui() + timedelta(days=20)}


def _preparation(candidature: Candidature) -> dict[str, Any]:
    jour = horloge.aujourdhui()
    return {"debut": jour.isoformat(), "fin": (jour + timedelta(days=90)).isoformat(), "mode_paiement": "facture_structure"} | _lieu()


def _lieu() -> dict[str, Any]:
    return {"modalite": "sur_place", "lieu": "à Sète", "representant_pilote": parcours.pilote().pk}


# Gesture → the file on which it is made, what its form sends.
CAS: dict[str, tuple[Any, Any]] = {
    "declarer-recevable": (parcours.candidature, _rien),
    "declarer-irrecevable": (parcours.candidature, _motif),
    "diagnostiquer": (lambda: parcours.candidature("recevable"), entretien),
    "demander-un-complement": (parcours.candidature, _complement),
    "prolonger-le-complement": (lambda: parcours.complement().candidature, _complement),
    "annuler-le-complement": (lambda: parcours.complement().candidature, _rien),
    "rouvrir-le-complement": (parcours.complement_recu, _complement),
    "partager-le-diagnostic": (lambda: parcours.candidature("diagnostiquee"), _rien),
    "corriger-le-diagnostic": (lambda: parcours.candidature("diagnostiquee"), entretien),
    "accepter": (lambda: parcours.candidature("diagnostiquee"), _accord),
    "refuser": (lambda: parcours.candidature("diagnostiquee"), _motif),
    "mettre-en-attente": (lambda: parcours.candidature("diagnostiquee"), _rien),
    "ajourner": (
        lambda: parcours.candidature("diagnostiquee"),
        lambda c: _motif(c) | {"jusqu_au": horloge.aujourdhui() + timedelta(days=30)},
    ),
    "reorienter": (lambda: parcours.candidature("recevable"), lambda c: _motif(c) | {"orientation": "dla"}),
    "classer-sans-suite": (_proposee, lambda c: _motif(c) | {"cause": "aucune_personne"}),
    "annoncer-la-decision": (lambda: parcours.candidature("refusee", annoncee=False), lambda _: {"mot": "À bientôt."}),
    "revenir-sur-la-decision": (lambda: parcours.candidature("refusee", annoncee=False), _rien),
    "demander-des-avis": (lambda: parcours.candidature("recevable"), _demande_d_avis),
    "relancer-les-avis": (_avis_a_relancer, _rien),
    "retirer-une-demande-d-avis": (_avis_demande, lambda _: {"avis": Avis.objects.get().pk}),
    "noter-un-deport": (_avis_demande, _qui),
    "lever-un-deport": (_deporte, lambda candidature: _qui(candidature) | {"motif": "Le lien a pris fin."}),
    "solliciter": (lambda: parcours.candidature("acceptee"), lambda _: {"profil": parcours.mentor().pk}),
    "repondre-a-la-question": (_interrogee, lambda _: {"reponse": "À Sète, le matin."}),
    "relancer": (_sans_reponse, _rien),
    "retirer-la-proposition": (_proposee, _rien),
    "preparer-la-convention": (lambda: parcours.accompagnement().candidature, _preparation),
    "corriger-la-convention": (lambda: _convention("preparee"), _preparation),
    "relancer-les-informations": (lambda: _convention("preparee"), _rien),
    "emettre-la-convention": (lambda: _convention("verifiee"), _rien),
    "annuler-la-convention": (lambda: _convention("emise"), _rien),
    "abandonner-l-accompagnement": (lambda: parcours.accompagnement("conventionne").candidature, _motif),
    "terminer-l-accompagnement": (_signee, _rien),
    "confier": (parcours.candidature, lambda _: {"personne": parcours.pilote().pk}),
    "repondre": (parcours.candidature, lambda _: {"texte": "Bonjour", "cle": "5d0f6c1e-0f1b-5c57-9a4e-7b8f1f3f6a52"}),
    "noter": (parcours.candidature, lambda _: {"texte": "À rappeler.", "cle": "5d0f6c1e-0f1b-5c57-9a4e-7b8f1f3f6a53"}),
    "rien-a-repondre": (_ecrite, _rien),
    **CAS_DE_LA_SUITE,
}


def test_chaque_action_a_son_cas():
    assert set(CAS) == set(gestes.PAR_CODE)


@pytest.mark.parametrize(
    ("code", "cas"),
    [
        *(pytest.param(code, cas, id=code) for code, cas in CAS.items()),
        *(pytest.param(code, cas, id=f"{code}-d-un-avenant") for code, cas in SIGNATURES_D_UN_AVENANT.items()),
    ],
)
def test_deux_clics_sur_une_action_la_font_une_fois(pilote, code, cas):
    preparer, tapee = cas
    candidature = preparer()
    adresse = reverse("pilotage:geste", args=[candidature.numero, code])
    premiere = pilote.post(adresse, tapee(candidature))
    assert annonces(premiere) == [("success", gestes.PAR_CODE[code].fait)]
    pilote.get(premiere.url)
    effets = candidature.dossier.evenements.count(), Courriel.objects.count(), Message.objects.count()
    seconde = pilote.post(adresse, tapee(candidature))
    assert seconde.url == premiere.url
    assert annonces(seconde) == [("info", DEJA_FAIT) if code not in {"noter", "repondre"} else ("success", gestes.PAR_CODE[code].fait)]
    assert (candidature.dossier.evenements.count(), Courriel.objects.count(), Message.objects.count()) == effets


def test_ce_que_quelqu_un_d_autre_a_fait_se_dit_autrement():
    """The path of the tests declares it by the pilot of the scene: here it is somebody else of the team."""
    candidature = parcours.candidature("recevable")
    autre = parcours.personne("autre-pilote@exemple.test", instance=Instance.PILOTE)
    reponse = connecte(autre).post(reverse("pilotage:geste", args=[candidature.numero, "declarer-recevable"]))
    assert annonces(reponse) == [("error", DEPASSE)]


def test_un_autre_message_sous_la_meme_cle_revient_avec_sa_phrase_et_part_ensuite(pilote):
    adresse = reverse("pilotage:geste", args=[parcours.candidature().numero, "repondre"])
    cle = str(uuid.uuid4())
    pilote.post(adresse, {"texte": "Bonjour", "cle": cle})
    reponse = pilote.post(adresse, {"texte": "Encore un mot", "cle": cle})
    assert "Un autre message est déjà parti depuis cette page." in reponse.text
    formulaire = reponse.context["formulaire"]
    assert formulaire["texte"].value() == "Encore un mot"
    assert formulaire["cle"].value() != cle
    pilote.post(adresse, {nom: formulaire[nom].value() for nom in ("texte", "cle")})
    assert list(Message.objects.order_by("pk").values_list("texte", flat=True)) == ["Bonjour", "Encore un mot"]


def test_un_autre_rapport_sous_la_meme_cle_revient_avec_sa_phrase_et_se_demande_ensuite(pilote):
    adresse, edition = reverse("pilotage:rapports"), parcours.edition()
    demande = {"edition": edition.pk, "du": "2026-01-01", "au": "2026-02-01", "cle": str(uuid.uuid4())}
    assert pilote.post(adresse, demande).url == pilote.post(adresse, demande).url
    reponse = pilote.post(adresse, demande | {"au": "2026-03-01"})
    assert "Un rapport est déjà demandé depuis cette page, pour une autre période." in reponse.text
    formulaire = reponse.context["formulaire"]
    assert pilote.post(adresse, {nom: formulaire[nom].value() for nom in formulaire.fields}).status_code == 302
    assert Rapport.objects.count() == 2


def test_deux_clics_sur_l_etat_d_un_appel(pilote):
    appel = parcours.appel()
    adresse = reverse("candidatures:avancer-appel", args=[appel.slug, "retirer"])
    assert [annonces(pilote.post(adresse))[-1][0] for _ in range(2)] == ["success", "info"]


def test_deux_clics_sur_l_etat_d_une_fiche(pilote):
    adresse = reverse("mentors:changer-etat", args=[parcours.mentor("propose").pk, "valider"])
    assert [annonces(pilote.post(adresse))[-1][0] for _ in range(2)] == ["success", "info"]


def test_deux_clics_sur_l_arret_d_un_rapport(pilote):
    rapport = Rapport.objects.create(
        edition=parcours.edition(), du="2026-01-01", au="2026-02-01", cle=uuid.uuid4(), demande_le=horloge.maintenant()
    )
    adresse = reverse("pilotage:arreter-rapport", args=[rapport.pk])
    assert [annonces(pilote.post(adresse))[-1][0] for _ in range(2)] == ["success", "info"]


def test_deux_clics_ouvrent_une_fiche_et_une_autre_saisie_se_dit(pilote):
    adresse = reverse("mentors:inscrire")
    assert pilote.post(adresse, fiche()).url == pilote.post(adresse, fiche()).url
    assert "a déjà une fiche de personne-ressource" in pilote.post(adresse, fiche(fonction="Autre fonction")).text
    assert ProfilMentor.objects.count() == 1
