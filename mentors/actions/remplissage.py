"""Filling a card, a few fields at a time; nothing is asked for before it is validated."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from comptes.actions import trouver_ou_creer_structure
from comptes.models import Departement, Personne
from mentors import droits
from mentors.models import Disponibilite, ProfilMentor, Savoir
from mentors.regles import CHARTE
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import journaliser, verrouiller

# What a card holds, by where it is written.
DE_LA_PERSONNE = frozenset({"prenom", "nom", "telephone"})
LIENS = frozenset({"departements", "conflits"})
ENGAGEMENTS = {"charte": "charte_le", "non_concurrence": "non_concurrence_le"}
SIMPLES = frozenset({
    "fonction", "pronom", "statut", "annees", "langues", "types_connus", "tailles", "esthetiques", "presentation", "motivations", "note",
    "a_deja_accompagne", "est_forme", "forme_le", "diplomes", "deplacement", "a_distance", "demi_journees_par_an", "accompagnements_max",
    "mode_paiement", "regime_tva", "accord_employeur", "conflits_dits", "visibilite",
})  # fmt: skip
# Written by the team alone.
DE_L_EQUIPE = frozenset({"conflits"})
SUIVIS = (ProfilMentor.Etat.VALIDE, ProfilMentor.Etat.EN_PAUSE)


class SavoirDit(NamedTuple):
    """A competence that somebody says they can pass on."""

    competence: int
    niveau: int
    preuve: str = ""
    est_vendu: bool = False


class Periode(NamedTuple):
    """A period in which somebody is free."""

    du: date
    au: date
    demi_journees: int | None = None


@dataclass(frozen=True)
class Employeur:
    """The structure of a personne-ressource, by its number."""

    siret: str
    raison_sociale: str
    type_structure: str = ""
    commune: str = ""
    departement: Departement | None = None


def _verrouiller(profil: ProfilMentor, acteur: Acteur) -> ProfilMentor:
    frais = verrouiller(profil)
    if not droits.peut_remplir(frais, acteur):
        raise RefusDroit("Seules la personne elle-même et l’équipe pilote remplissent cette fiche.")
    if frais.etat == ProfilMentor.Etat.ARCHIVE:
        raise Refus("Cette fiche est archivée : écrivez à l’équipe pilote pour la rouvrir.")
    if droits.est_la_personne(frais, acteur):
        # Who fills their card has answered: it is not one of those that are deleted for want of an answer.
        frais.repondu_le = frais.repondu_le or horloge.maintenant()
    return frais


def completer(profil: ProfilMentor, champs: dict[str, Any], *, acteur: Acteur) -> ProfilMentor:
    """Write some fields of a card and leave the others; what the team writes for somebody is journaled, by the names of the fields."""
    inconnus = set(champs) - DE_LA_PERSONNE - LIENS - SIMPLES - set(ENGAGEMENTS)
    if inconnus:
        raise ValueError(f"Not fields of a card: {sorted(inconnus)}.")
    if DE_L_EQUIPE & set(champs) and not droits.peut_suivre(profil, acteur):
        raise RefusDroit("Seule l’équipe pilote écrit cette partie de la fiche.")
    with transaction.atomic():
        frais = _verrouiller(profil, acteur)
        for nom in SIMPLES & set(champs):
            setattr(frais, nom, champs[nom])
        for nom in ENGAGEMENTS.keys() & champs.keys():
            _engager(frais, nom, bool(champs[nom]))
        frais.modifie_le = horloge.maintenant()
        frais.save()
        for nom in LIENS & set(champs):
            getattr(frais, nom).set(champs[nom])
        if DE_LA_PERSONNE & set(champs):
            _nommer(frais.personne, {nom: champs[nom] for nom in DE_LA_PERSONNE & set(champs)})
        if not droits.est_la_personne(frais, acteur) or ENGAGEMENTS.keys() & champs.keys():
            journaliser(frais, "completer", acteur, champs=sorted(champs))
    return frais


def _engager(profil: ProfilMentor, nom: str, oui: bool) -> None:
    """Date a commitment; said again, it keeps its first date."""
    champ = ENGAGEMENTS[nom]
    if oui != (getattr(profil, champ) is not None):
        setattr(profil, champ, horloge.maintenant() if oui else None)
        if nom == "charte":
            profil.charte_version = CHARTE if oui else ""


def _nommer(personne: Personne, champs: dict[str, str]) -> None:
    """A name is never emptied: what others read of somebody would be their address."""
    dits = {nom: valeur for nom, valeur in champs.items() if valeur or nom == "telephone"}
    if dits:
        for nom, valeur in dits.items():
            setattr(personne, nom, valeur)
        personne.save(update_fields=list(dits))


def changer_savoirs(profil: ProfilMentor, savoirs: list[SavoirDit], *, acteur: Acteur) -> ProfilMentor:
    """Replace what somebody can pass on. On a validated card a change of competence or level is for the team to read again."""
    with transaction.atomic():
        frais = _verrouiller(profil, acteur)
        deja = {savoir.competence_id: savoir for savoir in frais.savoirs.all()}
        avant = {competence: savoir.niveau for competence, savoir in deja.items()}
        apres = {savoir.competence: savoir.niveau for savoir in savoirs}
        frais.savoirs.exclude(competence__in=apres).delete()
        for savoir in savoirs:
            ligne = deja.get(savoir.competence) or Savoir(profil=frais, competence_id=savoir.competence)
            ligne.niveau, ligne.preuve, ligne.est_vendu = savoir.niveau, savoir.preuve, savoir.est_vendu
            ligne.save()
        frais.modifie_le = horloge.maintenant()
        if avant != apres:
            changes = sorted(cle for cle in avant.keys() | apres.keys() if avant.get(cle) != apres.get(cle))
            journaliser(frais, "changer_savoirs", acteur, competences=changes)
            if frais.etat in SUIVIS and not droits.peut_suivre(frais, acteur):
                frais.a_relire_depuis = frais.a_relire_depuis or horloge.maintenant()
        frais.save()
    return frais


def changer_periodes(profil: ProfilMentor, periodes: list[Periode], *, acteur: Acteur) -> ProfilMentor:
    """Replace the periods in which somebody is free."""
    with transaction.atomic():
        frais = _verrouiller(profil, acteur)
        frais.disponibilites.all().delete()
        Disponibilite.objects.bulk_create(Disponibilite(profil=frais, **periode._asdict()) for periode in periodes)
        frais.modifie_le = horloge.maintenant()
        frais.save()
    return frais


def rattacher(profil: ProfilMentor, employeur: Employeur, *, acteur: Acteur) -> ProfilMentor:
    """Say which structure somebody works in, found or created. Once known, only the team changes it."""
    with transaction.atomic():
        frais = _verrouiller(profil, acteur)
        if frais.structure_id and not droits.peut_suivre(frais, acteur):
            raise Refus("Votre structure est déjà connue : écrivez à l’équipe pilote pour en changer.")
        frais.structure = trouver_ou_creer_structure(
            siret=employeur.siret,
            raison_sociale=employeur.raison_sociale,
            type=employeur.type_structure,
            commune=employeur.commune,
            departement=employeur.departement,
        )
        frais.modifie_le = horloge.maintenant()
        frais.save()
        journaliser(frais, "rattacher", acteur, structure=frais.structure_id)
    return frais


def relire(profil: ProfilMentor, *, acteur: Acteur) -> ProfilMentor:
    """The team read again what changed on a validated card. Said twice, it is said once."""
    with transaction.atomic():
        frais = verrouiller(profil)
        if not droits.peut_suivre(frais, acteur):
            raise RefusDroit("Seule l’équipe pilote relit les fiches.")
        if frais.a_relire_depuis:
            frais.a_relire_depuis = None
            frais.save()
            journaliser(frais, "relire", acteur)
    return frais
