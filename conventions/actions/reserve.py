"""What agreements and avenants reserve: half-days of the structure, euros of the line; and what goes back when they are not held.

An agreement reserves all that it gives, an avenant what it adds to what was in force. Each stands in the ledger under its own name.
"""

from decimal import Decimal
from typing import cast

from accompagnements.models import Accompagnement
from comptes.models import Structure
from conventions.models import Convention
from programme.actions import engager, liberer, prendre_quota, rendre_quota
from programme.regles import part
from socle.workflow import nom_objet


def reserver(convention: Convention) -> None:
    """At emission: take what it adds, on the quota (an avenant; a decision took that of an agreement), then on the line. Raises Refus."""
    accompagnement = convention.accompagnement
    ajoutees, ajoute = _ajout(convention)
    if convention.est_un_avenant and ajoutees:
        prendre_quota(accompagnement.dispositif, _structure(accompagnement), ajoutees)
    engager(accompagnement.dispositif.edition, origine=nom_objet(convention), demi_journees=ajoutees, montant=ajoute)


def rendre(convention: Convention) -> None:
    """It will not be signed: give back all that it added, once."""
    accompagnement = convention.accompagnement
    ajoutees, ajoute = _ajout(convention)
    if convention.est_un_avenant and ajoutees:
        rendre_quota(accompagnement.dispositif, _structure(accompagnement), ajoutees)
    liberer(accompagnement.dispositif.edition, origine=nom_objet(convention), demi_journees=ajoutees, montant=ajoute)


def rendre_ce_que_retire(avenant: Convention) -> None:
    """An avenant is signed: give back to the line what it takes away from what was in force."""
    liberer(
        avenant.accompagnement.dispositif.edition,
        origine=nom_objet(avenant),
        demi_journees=max(-avenant.demi_journees_ajoutees, 0),
        montant=max(-avenant.montant_ajoute, Decimal(0)),
    )


def rendre_le_reste(base: Convention, accompagnement: Accompagnement) -> None:
    """The accompagnement is over: give back to the line what is in force, avenants included, and was not held.

    What is contested, or an absence to be settled, may still have to be paid.
    """
    tenues, sur = accompagnement.demi_journees_reservees, accompagnement.demi_journees
    convenu = accompagnement.montant or Decimal(0)
    liberer(
        accompagnement.dispositif.edition,
        origine=nom_objet(base),
        demi_journees=sur - tenues,
        montant=convenu - part(convenu, tenues, sur),
    )


def _ajout(convention: Convention) -> tuple[int, Decimal]:
    return max(convention.demi_journees_ajoutees, 0), max(convention.montant_ajoute, Decimal(0))


def _structure(accompagnement: Accompagnement) -> Structure:
    # A request that is granted has its structure.
    return cast(Structure, accompagnement.candidature.structure)
