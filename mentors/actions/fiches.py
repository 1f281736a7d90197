"""Opening a card, and its states."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from comptes.actions import trouver_ou_creer_personne, trouver_ou_creer_structure
from comptes.models import Departement, Personne, Structure
from mentors import droits, notifications
from mentors.models import ProfilMentor
from mentors.signaux import profil_indisponible
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser


@dataclass(frozen=True)
class Fiche:
    """What the pilot writes of somebody: who they are, where they work, the level (1–4) per id of competence."""

    prenom: str
    nom: str
    email: str
    siret: str
    raison_sociale: str
    fonction: str
    presentation: str = ""
    type_structure: str = ""
    commune: str = ""
    departement: Departement | None = None
    niveaux: dict[int, int] = field(default_factory=dict)


def ouvrir_fiche(fiche: Fiche, *, acteur: Acteur) -> ProfilMentor:
    """Open the card of somebody, the person and the structure found or created. Raises Refus for somebody who has one."""
    with transaction.atomic():
        personne = trouver_ou_creer_personne(email=fiche.email, prenom=fiche.prenom, nom=fiche.nom)
        structure = trouver_ou_creer_structure(
            siret=fiche.siret,
            raison_sociale=fiche.raison_sociale,
            type=fiche.type_structure,
            commune=fiche.commune,
            departement=fiche.departement,
        )
        return inscrire(personne, structure, fonction=fiche.fonction, presentation=fiche.presentation, niveaux=fiche.niveaux, acteur=acteur)


def inscrire(
    personne: Personne, structure: Structure, *, fonction: str, presentation: str, niveaux: dict[int, int], acteur: Acteur
) -> ProfilMentor:
    """Write the profile of somebody proposed; `niveaux` gives the level (0–4) per id of competence. The same twice is one profile.

    Raises Refus for somebody who has another one.
    """
    if not droits.peut_inscrire(acteur):
        raise RefusDroit("Seule l’équipe pilote inscrit une personne-ressource.")
    try:
        with transaction.atomic():
            profil = ProfilMentor.objects.create(
                personne=personne, structure=structure, fonction=fonction, presentation=presentation, cree_le=horloge.maintenant()
            )
            for competence_id, niveau in niveaux.items():
                profil.savoirs.create(competence_id=competence_id, niveau=niveau)
            journaliser(profil, "inscrire", acteur)
    except IntegrityError:
        profil = ProfilMentor.objects.get(personne=personne)
        dit = (profil.structure, profil.fonction, profil.presentation, dict(profil.savoirs.values_list("competence_id", "niveau")))
        if dit != (structure, fonction, presentation, niveaux):
            raise Refus(f"{personne} a déjà une fiche de personne-ressource.") from None
    return profil


# Nothing new is proposed to somebody after these.
RETRAITS = ("mettre_en_pause", "archiver")


def changer_etat(profil: ProfilMentor, transition: str, *, acteur: Acteur) -> ProfilMentor:
    """Take one of the transitions of a profile (contacter, valider, mettre_en_pause, reprendre, archiver).

    The first contact informs the person by mail. What they were asked and have not answered goes back to the team when they leave.
    """
    with transaction.atomic():
        if transition in RETRAITS:
            # First: what listens locks files, then the profile, in this order.
            profil_indisponible.send(sender=ProfilMentor, profil=profil, acteur=acteur)
        if transition == "contacter":
            frais = franchir(profil, transition, acteur=acteur, le=horloge.maintenant())
            notifications.informer(frais)
            return frais
        return franchir(profil, transition, acteur=acteur)
