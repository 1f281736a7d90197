"""An agreement before its emission: its dates, who is paid and how."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from accompagnements.models import Accompagnement
from comptes.models import Structure
from conventions.droits import peut_conduire
from conventions.models import Convention, ModePaiement
from programme.regles import montant
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import journaliser, verrouiller


def preparer(accompagnement: Accompagnement, *, debut: date, fin: date, mode_paiement: str, payee: Structure, acteur: Acteur) -> Convention:
    """Prepare the agreement of a pair: dates, who is paid and how. Raises Refus with the reason."""
    if not peut_conduire(accompagnement, acteur):
        raise RefusDroit("Seule l’équipe pilote prépare une convention.")
    if fin < debut:
        raise Refus("La fin précède le début : choisissez une date plus tardive.")
    try:
        with transaction.atomic():
            frais = verrouiller(accompagnement)
            if frais.etat != Accompagnement.Etat.PREPARE:
                raise Refus("Cet accompagnement a déjà sa convention.")
            rang = frais.conventions.bases().count() + 1
            convention = Convention.objects.create(
                dossier=frais.dossier,
                accompagnement=frais,
                numero=f"{frais.numero}-C{rang}",
                debut=debut,
                fin=fin,
                demi_journees=frais.demi_journees,
                mode_paiement=mode_paiement,
                payee=payee,
                montant=_montant(frais, mode_paiement),
            )
            journaliser(convention, "preparer", acteur)
    except IntegrityError:
        raise Refus("Une convention est déjà en préparation pour cet accompagnement.") from None
    return convention


def _montant(accompagnement: Accompagnement, mode_paiement: str) -> Decimal:
    """Return what the agreement costs at most; who renounces costs nothing, so that nothing is reserved or spent."""
    if mode_paiement == ModePaiement.RENONCIATION:
        return Decimal(0)
    return montant(accompagnement.demi_journees, accompagnement.dispositif.edition.prix_journee)
