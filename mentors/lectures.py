"""Page-shaped reads on personnes-ressources."""

from django.db.models import Count, Q, QuerySet

from candidatures.models import Candidature, Moment, Positionnement

from .models import ProfilMentor


def suggestions(candidature: Candidature) -> QuerySet[ProfilMentor]:
    """Return the profiles that may be asked for a request, those that cover most of its competences first (`couvertes`).

    A personne-ressource is never of the structure that asks. The explained matching comes with the next capability.
    """
    visees = Positionnement.objects.filter(participant__candidature=candidature, moment=Moment.VISE).values("competence")
    return (
        ProfilMentor.objects.mobilisables()
        .exclude(structure=candidature.structure)
        .exclude(personne__participations__candidature=candidature)
        .annotate(couvertes=Count("savoirs", filter=Q(savoirs__competence__in=visees, savoirs__niveau__gte=3)))
        .select_related("personne", "structure__departement")
        .order_by("-couvertes", "personne__nom")
    )
