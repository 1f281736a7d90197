"""Answers to an evaluation."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from candidatures.models import Moment, Positionnement, Source
from evaluations import notifications
from evaluations.models import Etape, Evaluation
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus
from socle.templatetags.tsf import jour as en_jour
from socle.workflow import franchir, verrouiller

from .calendrier import clore_si_fini

MOMENTS = {Etape.SORTIE: Moment.T1, Etape.SIX_MOIS: Moment.T2}


@dataclass(frozen=True)
class Retour:
    """What somebody answered: the level (0–4) per id of competence, the rest by code of question."""

    niveaux: dict[int, int]
    reponses: dict[str, Any] = field(default_factory=dict)


def remplir(evaluation: Evaluation, retour: Retour, *, acteur: Acteur) -> Evaluation:
    """Send the answers, once: levels become T1 or T2. Raises DejaFait when others were sent before, Refus when it expired."""
    with transaction.atomic():
        frais = verrouiller(evaluation)
        niveaux = {str(competence_id): niveau for competence_id, niveau in retour.niveaux.items()}
        reponses = retour.reponses | ({"niveaux": niveaux} if niveaux else {})
        if frais.etat == Evaluation.Etat.REMPLIE:
            return _deja_remplie(frais, reponses)
        if frais.etat == Evaluation.Etat.ENVOYEE and not frais.est_ouverte:
            raise Refus("Le délai de réponse est passé : cette évaluation est close.")
        frais = franchir(frais, "remplir", acteur=acteur, le=horloge.maintenant(), reponses=reponses)
        _noter_les_niveaux(frais, retour.niveaux)
        notifications.retenir_les_appels(frais)
        notifications.remercier(frais)
        clore_si_fini(frais.accompagnement)
    return frais


def _deja_remplie(evaluation: Evaluation, reponses: dict[str, Any]) -> Evaluation:
    """The same answers twice are sent once; the first ones stay."""
    if evaluation.reponses != reponses:
        raise DejaFait(f"Vos réponses étaient déjà enregistrées, le {en_jour(evaluation.remplie_le)}. Ce sont les premières qui comptent.")
    return evaluation


def _noter_les_niveaux(evaluation: Evaluation, niveaux: dict[int, int]) -> None:
    """Write T1 or T2, in the place of what the same person said of a former accompagnement of the same request."""
    for competence_id, niveau in niveaux.items():
        Positionnement.objects.update_or_create(
            participant=evaluation.accompagnement.beneficiaire,
            competence_id=competence_id,
            moment=MOMENTS[Etape(evaluation.etape)],
            source=Source(evaluation.repondant),
            defaults={"niveau": niveau},
        )
