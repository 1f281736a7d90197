"""Half-days that a structure has had under a dispositif: taken by decisions, given back, never past the cap."""

from django.db import transaction

from comptes.models import Structure
from programme.models import Dispositif, Quota
from socle.refus import Refus


def prendre_quota(dispositif: Dispositif, structure: Structure, demi_journees: int) -> Quota:
    """Grant half-days to a structure, under lock. Raises Refus with what is left when the cap would be passed.

    Where the edition does not allow both dispositifs, what the structure has of the other one is refused too.
    """
    with transaction.atomic():
        quotas = _verrouiller_quotas(dispositif, structure)
        quota = next(quota for quota in quotas if quota.dispositif_id == dispositif.pk)
        if autre := next((quota for quota in quotas if quota.dispositif_id != dispositif.pk and quota.pris), None):
            raise Refus(
                f"{structure} a déjà des demi-journées de « {autre.dispositif} » et cette édition ne permet pas de cumuler les deux : "
                "accordez-en plutôt de ce même dispositif."
            )
        if demi_journees > quota.reste:
            raise Refus(_phrase_quota(structure, quota, demi_journees))
        quota.pris += demi_journees
        quota.save()
    return quota


def _verrouiller_quotas(dispositif: Dispositif, structure: Structure) -> list[Quota]:
    """Lock the quotas that a decision depends on: its own, and where both dispositifs may not be had, the one of each.

    Rows are made before they are locked, in a fixed order: a first decision on one dispositif waits for a first one on the other.
    """
    edition = dispositif.edition
    concernes = Dispositif.objects.filter(pk=dispositif.pk) if edition.cumul_permis else edition.dispositifs.order_by("pk")
    for concerne in concernes:
        Quota.objects.get_or_create(dispositif=concerne, structure=structure, defaults={"plafond": concerne.maximum})
    quotas = Quota.objects.select_for_update(of=("self",)).filter(dispositif__in=concernes, structure=structure)
    return list(quotas.order_by("dispositif_id").select_related("dispositif"))


def _phrase_quota(structure: Structure, quota: Quota, demandees: int) -> str:
    reste = f"il en reste {quota.reste}" if quota.reste else "il n’en reste aucune"
    return (
        f"{structure} a déjà {quota.pris} demi-journée{'s' if quota.pris > 1 else ''} sur {quota.plafond} "
        f"pour « {quota.dispositif} » : {reste}, vous en accordez {demandees}."
    )


def rendre_quota(dispositif: Dispositif, structure: Structure, demi_journees: int) -> Quota:
    """Give half-days back to the structure: they were granted and will not be held."""
    with transaction.atomic():
        quota = Quota.objects.select_for_update().get(dispositif=dispositif, structure=structure)
        quota.pris = max(quota.pris - demi_journees, 0)
        quota.save()
    return quota
