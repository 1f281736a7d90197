"""The amounts of the budget lines: together never more than the envelope, each never less than what is engaged on it."""

from decimal import Decimal

from django.db import transaction

from programme import droits
from programme.models import Edition, Ligne
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.templatetags.tsf import euros
from socle.workflow import journaliser


def modifier_ligne(ligne: Ligne, montant: Decimal, *, acteur: Acteur) -> Ligne:
    """Change the amount of a budget line, under the lock of its edition. Raises Refus with the bound that stands in the way."""
    if not droits.peut_conduire(ligne.edition, acteur):
        raise RefusDroit("Seule l’équipe pilote change le montant d’une ligne.")
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=ligne.edition_id)
        fraiche = Ligne.objects.select_for_update(of=("self",)).select_related("edition").get(pk=ligne.pk)
        if phrase := empechement_de_ligne(fraiche, montant):
            raise Refus(phrase)
        avant = fraiche.montant
        if montant != avant:
            fraiche.montant = montant
            fraiche.save()
            journaliser(fraiche, "modifier_ligne", acteur, avant=str(avant), apres=str(montant))
    return fraiche


def empechement_de_ligne(ligne: Ligne, montant: Decimal) -> str:
    """Return why a budget line, as it is in the database, may not have this amount, or ""."""
    edition = ligne.edition
    if edition.etat == Edition.Etat.SOLDEE:
        return "Les comptes de cette édition sont soldés : ses lignes ne changent plus."
    if montant < ligne.engage:
        return f"{euros(ligne.engage)} sont déjà engagés sur cette ligne : elle ne peut pas descendre au-dessous."
    autres = edition.total_des_lignes() - ligne.montant
    if autres + montant > edition.enveloppe:
        return (
            f"L’enveloppe est de {euros(edition.enveloppe)} et les autres lignes en prennent {euros(autres)} : "
            f"il reste {euros(edition.enveloppe - autres)} pour celle-ci."
        )
    return ""
