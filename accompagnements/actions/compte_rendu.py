"""What one writes of a half-day: the *compte rendu*, and whether one of the same sending has already come."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from accompagnements.models import Accompagnement, Seance
from socle.refus import DejaParti
from socle.templatetags.tsf import jour as en_jour


@dataclass(frozen=True)
class CompteRendu:
    """When, how, who was there, what was worked. `moments` holds "matin", "apres_midi" or both (none for a meeting without half-day).

    `presents`: the participants who were there beside the personne-ressource, None for the personne accompagnée alone. `fichiers`: up to
    three photos or documents, filed as témoins.
    """

    cle: uuid.UUID
    jour: date
    moments: list[str]
    a_distance: bool
    texte: str
    suite: str = ""
    objectifs: list[int] = field(default_factory=list)
    competences: list[int] = field(default_factory=list)
    presents: list[int] | None = None
    fichiers: list[UploadedFile] = field(default_factory=list, compare=False)


def deja_declaree(accompagnement: Accompagnement, compte_rendu: CompteRendu, prevue: Seance | None) -> Seance | None:
    """Return the session of this very sending, when it already came (double click, two tabs). Raises DejaParti when it told otherwise."""
    deja = Seance.objects.filter(cle_declaration=compte_rendu.cle).first()
    if deja is None:
        return None
    la_meme = deja.accompagnement_id == accompagnement.pk and prevue in (None, deja)
    if not (la_meme and _est_le_meme(deja, compte_rendu)):
        raise DejaParti(
            f"Un compte rendu est déjà parti depuis cette page, pour le {en_jour(deja.jour)}. "
            "Celui-ci en diffère : il n’est pas enregistré. "
            "Si c’est une autre demi-journée, vérifiez la date et le moment, puis partagez-le."
        )
    return deja


def _est_le_meme(seance: Seance, compte_rendu: CompteRendu) -> bool:
    """Say whether a session holds what this *compte rendu* tells."""
    entree, presences = seance.entree, list(seance.presences.all())
    ecrit = CompteRendu(
        cle=compte_rendu.cle,
        jour=seance.jour,
        moments=sorted({presence.demi_journee for presence in presences}),
        a_distance=seance.a_distance,
        texte=entree.texte,
        suite=entree.suite,
        objectifs=sorted(objectif.pk for objectif in entree.objectifs.all()),
        competences=sorted(competence.pk for competence in entree.competences.all()),
        presents=sorted({presence.personne_id for presence in presences} - {seance.accompagnement.mentor.personne_id}),
    )
    return ecrit == replace(
        compte_rendu,
        moments=sorted(compte_rendu.moments),
        objectifs=sorted(compte_rendu.objectifs),
        competences=sorted(compte_rendu.competences),
        # Nobody is noted at a meeting that takes no half-day.
        presents=sorted(presents_de(seance.accompagnement, compte_rendu)) if compte_rendu.moments else [],
    )


def presents_de(accompagnement: Accompagnement, compte_rendu: CompteRendu) -> list[int]:
    """Return who was there on the side that asks: as told, or the personne accompagnée."""
    return [accompagnement.beneficiaire.personne_id] if compte_rendu.presents is None else compte_rendu.presents
