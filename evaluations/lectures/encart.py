"""The card of the evaluations on the page of a pair, and what it says of what comes next."""

from accompagnements.encarts import Encart, Suite
from accompagnements.models import Accompagnement
from evaluations.models import Etape, Evaluation, Repondant
from socle.acteurs import Acteur
from socle.templatetags.tsf import echeance as en_echeance
from socle.templatetags.tsf import jour as en_jour

from .niveaux import niveaux_par_competence

Etat = Evaluation.Etat
_TITRES = {Etape.SORTIE: "Votre évaluation de sortie vous attend", Etape.SIX_MOIS: "Six mois après : qu’en reste-t-il ?"}


def encart(accompagnement: Accompagnement, acteur: Acteur) -> Encart | None:
    """The evaluations that the reader may see, and the levels before and after once the personne accompagnée answered."""
    visibles = Evaluation.objects.visibles_par(acteur).filter(accompagnement=accompagnement)
    vues = list(visibles.select_related("personne", "accompagnement__beneficiaire"))
    if not vues:
        return None
    # Where one stands is for oneself and the pilot: the mentor knows what they observed, and no more.
    dites = any(evaluation.etat == Etat.REMPLIE and evaluation.repondant == Repondant.ACCOMPAGNE for evaluation in vues)
    niveaux = niveaux_par_competence(accompagnement) if dites else []
    return Encart("evaluations/encart.html", {"evaluations": vues, "niveaux": niveaux}, _suite(accompagnement, vues, acteur))


def _suite(accompagnement: Accompagnement, vues: list[Evaluation], acteur: Acteur) -> Suite | None:
    miennes = [evaluation for evaluation in vues if evaluation.personne == acteur.personne]
    for evaluation in miennes:
        if evaluation.est_ouverte:
            delai = f"Cinq minutes, avant le {en_jour(evaluation.expire_le)} ({en_echeance(evaluation.expire_le)})."
            return Suite(_TITRES[Etape(evaluation.etape)], delai, True, evaluation.get_absolute_url(), "Répondre")
    if accompagnement.etat != Accompagnement.Etat.REALISE or not any(evaluation.etat == Etat.REMPLIE for evaluation in miennes):
        return None
    prevue = Evaluation.objects.filter(accompagnement=accompagnement, etape=Etape.SIX_MOIS, personne=acteur.personne, etat=Etat.PREVUE)
    if le := prevue.values_list("invitation_prevue_le", flat=True).first():
        return Suite("Merci pour vos réponses", f"Rendez-vous le {en_jour(le)}, pour voir ce qui est resté. Nous vous écrirons.")
    return Suite("Merci pour vos réponses", "Vous n’avez plus rien à faire sur cet accompagnement.")
