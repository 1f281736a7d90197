"""The waiting list of a dispositif: whoever was put there first is first, then the lowest number."""

from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from .etats import EtatCandidature

ATTENTE = EtatCandidature.EN_LISTE_ATTENTE


def avec_rang_d_attente(candidatures: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate requests with `rang_attente`: their place in the list, 1 for the first, None for those that are not in it.

    A request is there from its decision, announced or not, until the next one is announced: what an applicant reads never goes back.
    """
    from .instruction import Decision

    mises = Decision.objects.tenantes().filter(sens=Decision.Sens.EN_LISTE_ATTENTE).order_by()
    devant = mises.filter(
        Q(candidature__etat=ATTENTE) | Q(candidature__etat_avant_annonce=ATTENTE),
        Q(le__lt=OuterRef("mise_en_attente_le"))
        | Q(le=OuterRef("mise_en_attente_le"), candidature__dossier__numero__lt=OuterRef("dossier__numero")),
        candidature__dispositif=OuterRef("dispositif"),
    )
    nombre = Subquery(devant.values("candidature__dispositif").annotate(nombre=Count("pk")).values("nombre"))
    y_est = Q(etat=ATTENTE) | Q(etat_avant_annonce=ATTENTE)
    mise = Subquery(mises.filter(candidature=OuterRef("pk")).order_by("-le").values("le")[:1])
    return candidatures.alias(mise_en_attente_le=mise).annotate(
        rang_attente=Case(When(y_est, then=Coalesce(nombre, Value(0)) + Value(1)), output_field=IntegerField())
    )
