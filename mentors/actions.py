"""Writing functions on profiles."""

from django.db import IntegrityError, transaction

from comptes.models import Personne, Structure
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus
from socle.workflow import franchir, journaliser

from .models import ProfilMentor


def inscrire(
    personne: Personne, structure: Structure, *, fonction: str, presentation: str, niveaux: dict[int, int], acteur: Acteur
) -> ProfilMentor:
    """Write the profile of somebody proposed; `niveaux` gives the level (0–4) per id of competence. Raises Refus for a known person."""
    try:
        with transaction.atomic():
            profil = ProfilMentor.objects.create(
                personne=personne, structure=structure, fonction=fonction, presentation=presentation, cree_le=horloge.maintenant()
            )
            for competence_id, niveau in niveaux.items():
                profil.savoirs.create(competence_id=competence_id, niveau=niveau)
            journaliser(profil, "inscrire", acteur)
    except IntegrityError:
        raise Refus(f"{personne} a déjà une fiche de personne-ressource.") from None
    return profil


def changer_etat(profil: ProfilMentor, transition: str, *, acteur: Acteur) -> ProfilMentor:
    """Take one of the transitions of a profile (contacter, valider, mettre_en_pause, reprendre, archiver)."""
    return franchir(profil, transition, acteur=acteur)
