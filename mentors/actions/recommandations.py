"""Somebody proposes a personne-ressource; the person answers, or is forgotten."""

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from comptes.actions import trouver_ou_creer_personne
from comptes.models import Personne
from comptes.regles import texte_de_recherche
from mentors import droits, notifications
from mentors.models import ProfilMentor, Recommandation
from mentors.regles import DELAI_REPONSE
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.lots import un_par_un
from socle.refus import RefusDroit
from socle.workflow import franchir, journaliser, verrouiller


@dataclass(frozen=True)
class Proposee:
    """Who proposes whom, what for, as they wrote it; an address or a telephone at least."""

    par_nom: str
    prenom: str
    nom: str
    structure: str
    pourquoi: str
    par_email: str = ""
    institution: str = ""
    email: str = ""
    telephone: str = ""
    fonction: str = ""
    besoin: str = ""
    competences: list[int] = field(default_factory=list)


def recommander(proposee: Proposee, *, cle: UUID, acteur: Acteur, accuser: bool = True) -> None:
    """Keep a proposal: a new card, or one source more for somebody known; `accuser` thanks who proposes by mail. Sent twice, it is one.

    It answers nothing: whether somebody is known here must not show. Who asked not to be contacted again is left in peace.
    """
    try:
        with transaction.atomic():
            if Recommandation.objects.filter(cle=cle).exists():
                return
            profil = _trouver_ou_creer(proposee)
            journaliser(profil, "recommander", acteur)
            if profil.oppose_le is None:
                _noter(profil, proposee, cle)
            if accuser and proposee.par_email:
                notifications.accuser_recommandation(proposee.par_email)
    except IntegrityError:
        # Only the other half of a double click draws the same key.
        if not Recommandation.objects.filter(cle=cle).exists():
            raise


def _trouver_ou_creer(proposee: Proposee) -> ProfilMentor:
    if not proposee.email and (connu := _du_meme_telephone(proposee)):
        return connu
    personne = trouver_ou_creer_personne(
        email=proposee.email or None, prenom=proposee.prenom, nom=proposee.nom, telephone=proposee.telephone
    )
    profil, _ = ProfilMentor.objects.get_or_create(
        personne=personne,
        defaults={"structure_dite": proposee.structure, "fonction": proposee.fonction, "cree_le": horloge.maintenant()},
    )
    return profil


def _du_meme_telephone(proposee: Proposee) -> ProfilMentor | None:
    """Somebody of the same name behind the same number: a number alone may be that of a whole structure."""
    nom = texte_de_recherche(proposee.prenom, proposee.nom)
    proches = ProfilMentor.objects.filter(personne__telephone=proposee.telephone).select_related("personne").order_by("pk")
    return next((profil for profil in proches if texte_de_recherche(profil.personne.nom_complet) == nom), None)


def _noter(profil: ProfilMentor, proposee: Proposee, cle: UUID) -> None:
    recommandation = Recommandation.objects.create(
        profil=profil,
        cle=cle,
        par_nom=proposee.par_nom,
        par_email=proposee.par_email,
        institution=proposee.institution,
        prenom=proposee.prenom,
        nom=proposee.nom,
        email=proposee.email,
        telephone=proposee.telephone,
        structure=proposee.structure,
        fonction=proposee.fonction,
        pourquoi=proposee.pourquoi,
        besoin=proposee.besoin,
        le=horloge.maintenant(),
    )
    recommandation.competences.set(proposee.competences)


def accepter_contact(profil: ProfilMentor, *, acteur: Acteur) -> ProfilMentor:
    """The person agrees to be a personne-ressource (or said so to the team): the card is kept. Said twice, it is said once."""
    with transaction.atomic():
        frais = verrouiller(profil)
        if not droits.peut_remplir(frais, acteur):
            raise RefusDroit("Seule la personne elle-même donne son accord.")
        if frais.repondu_le is None:
            frais.repondu_le = horloge.maintenant()
            frais.save()
            journaliser(frais, "accepter_contact", acteur)
    return frais


def decliner_contact(profil: ProfilMentor, *, acteur: Acteur) -> ProfilMentor:
    """The person does not want to be a personne-ressource: what was written of them is erased, but for what leaves them in peace."""
    with transaction.atomic():
        frais = franchir(profil, "decliner", acteur=acteur, le=horloge.maintenant())
        for lignes in (frais.recommandations, frais.savoirs, frais.disponibilites):
            lignes.all().delete()
        for lien in (frais.departements, frais.conflits):
            lien.clear()
    return frais


def faire_vivre() -> None:
    """Called by the beat at short intervals: delete those who were contacted and never answered. The journal keeps the count."""
    un_par_un(ProfilMentor.objects.sans_reponse(horloge.maintenant() - DELAI_REPONSE), _effacer)


def _effacer(profil: ProfilMentor) -> None:
    with transaction.atomic():
        frais = ProfilMentor.objects.select_for_update().filter(pk=profil.pk).sans_reponse(horloge.maintenant() - DELAI_REPONSE).first()
        if frais is None:
            return
        personne = frais.personne
        journaliser(frais, "effacer_sans_reponse", SYSTEME)
        frais.delete()
        _oublier(personne)


def _oublier(personne: Personne) -> None:
    """Delete somebody who was known only by their card: no account opened, no part anywhere. Their mails go too."""
    a_un_compte = personne.last_login or not personne.password.startswith(UNUSABLE_PASSWORD_PREFIX)
    if a_un_compte or personne.appartenances.exists() or personne.consentements.exists():
        return
    try:
        with transaction.atomic():
            personne.courriels.all().delete()
            personne.delete()
    except ProtectedError:
        # Named elsewhere (a request, a mandate): they stay there.
        return
