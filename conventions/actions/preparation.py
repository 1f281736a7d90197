"""An agreement before its emission: the terms that the team settles."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accompagnements.models import Accompagnement
from comptes.models import Personne, Structure
from conventions.droits import peut_conduire
from conventions.models import Convention, Modalite, ModePaiement
from programme.regles import montant
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, journaliser, verrouiller

from .parties import ouvrir_les_parties


@dataclass(frozen=True)
class Termes:
    """What the team settles: dates, who is paid and how, where sessions are held, images or not, who signs for the pilot."""

    debut: date
    fin: date
    mode_paiement: str
    payee: Structure
    modalite: str = Modalite.MIXTE
    lieu: str = ""
    captation: bool = False
    representant_pilote: Personne | None = None

    def verifier(self) -> None:
        """Raises Refus when the terms contradict each other."""
        if self.fin < self.debut:
            raise Refus("La fin précède le début : choisissez une date plus tardive.")


def preparer(accompagnement: Accompagnement, termes: Termes, *, acteur: Acteur) -> Convention:
    """Prepare the agreement of a pair, and ask both sides to check what it says of them. Raises Refus with the reason."""
    if not peut_conduire(accompagnement, acteur):
        raise RefusDroit("Seule l’équipe pilote prépare une convention.")
    termes.verifier()
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
                demi_journees=frais.demi_journees,
                montant=_montant(frais, termes.mode_paiement),
                **_colonnes(termes),
            )
            journaliser(convention, "preparer", acteur)
            ouvrir_les_parties(convention)
    except IntegrityError:
        raise Refus("Une convention est déjà en préparation pour cet accompagnement.") from None
    return convention


def corriger(convention: Convention, termes: Termes, *, acteur: Acteur) -> Convention:
    """Settle other terms before the emission; what both sides checked of themselves stays. Raises Refus once it is issued."""
    termes.verifier()
    with transaction.atomic():
        frais = verrouiller(convention)
        if not peut_conduire(frais.accompagnement, acteur):
            raise RefusDroit("Seule l’équipe pilote prépare une convention.")
        if frais.etat != Convention.Etat.PREPAREE:
            raise RefusEtat("Cette convention n’est plus en préparation : ses termes ne changent que par un avenant.")
        voulues = _colonnes(termes)
        if all(getattr(frais, colonne) == valeur for colonne, valeur in voulues.items()):
            raise DejaFait(DEJA_FAIT)
        for colonne, valeur in voulues.items():
            setattr(frais, colonne, valeur)
        frais.montant = _montant(frais.accompagnement, termes.mode_paiement)
        frais.save()
        journaliser(frais, "corriger_preparation", acteur)
    return frais


def _colonnes(termes: Termes) -> dict[str, Any]:
    return {champ.name: getattr(termes, champ.name) for champ in fields(termes)}


def _montant(accompagnement: Accompagnement, mode_paiement: str) -> Decimal:
    """Return what the agreement costs at most; who renounces costs nothing, so that nothing is reserved or spent."""
    if mode_paiement == ModePaiement.RENONCIATION:
        return Decimal(0)
    return montant(accompagnement.demi_journees, accompagnement.dispositif.edition.prix_journee)
