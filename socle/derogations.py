"""Setting a rule aside on one file: who did it and why is written, and stays."""

from django.db import transaction

from . import horloge
from .acteurs import Acteur
from .models import Derogation, Dossier
from .refus import Refus, RefusDroit
from .workflow import journaliser, verrouiller


def deroger(dossier: Dossier, *, regle: str, motif: str, acteur: Acteur) -> Derogation:
    """Write that `acteur` sets the rule `regle` (its code) aside on this file, and why; the journal holds the code, not the text.

    The caller has checked that this rule may be set aside, and by whom. Raises Refus without a reason.
    """
    if acteur.personne is None:
        raise RefusDroit("Une dérogation porte le nom de la personne qui l’accorde.")
    if not motif.strip():
        raise Refus("Écrivez le motif de la dérogation : il reste au dossier.")
    with transaction.atomic():
        verrouiller(dossier)
        derogation = Derogation.objects.create(
            dossier=dossier, regle=regle, motif=motif.strip(), par=acteur.personne, le=horloge.maintenant()
        )
        journaliser(derogation, "deroger", acteur, regle=regle)
    return derogation
