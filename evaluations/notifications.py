"""Mails that invite and remind, each with the personal link of the evaluation."""

from comptes import liens
from socle import courriels
from socle.models import Courriel

from .droits import BUT
from .models import Evaluation


def _ecrire(gabarit: str, evaluation: Evaluation) -> None:
    accompagnement = evaluation.accompagnement
    lien = liens.ouvrir(BUT, personne=evaluation.personne, objet_id=evaluation.pk)
    courriels.ecrire(
        f"evaluations/{gabarit}",
        evaluation.personne,
        dossier=evaluation.dossier,
        contexte={
            "evaluation": evaluation.pk,
            "numero": accompagnement.numero,
            "etape": evaluation.etape,
            "repondant": evaluation.repondant,
            "mentor": str(accompagnement.mentor.personne),
            "beneficiaire": str(accompagnement.beneficiaire),
            "structure": str(accompagnement.candidature.structure),
            "expire_le": evaluation.expire_le.isoformat() if evaluation.expire_le else "",
        },
        liens={"lien": liens.pour_courriel(lien)},
    )


def inviter(evaluation: Evaluation) -> None:
    """Invite to answer."""
    _ecrire("invitation", evaluation)


def relancer(evaluation: Evaluation) -> None:
    """Remind somebody who has not answered."""
    _ecrire("relance", evaluation)


def retenir_les_appels(evaluation: Evaluation) -> None:
    """Cancel invitations and reminders that have not left yet: nobody is asked for what they have just given."""
    appels = Courriel.objects.filter(
        personne=evaluation.personne,
        gabarit__in=["evaluations/invitation", "evaluations/relance"],
        etat__in=[Courriel.Etat.RETENU, Courriel.Etat.A_ENVOYER],
        contexte__evaluation=evaluation.pk,
    )
    for appel in appels:
        courriels.annuler(appel)


def remercier(evaluation: Evaluation) -> None:
    """Acknowledge the answers, with the link to read them again."""
    _ecrire("remerciement", evaluation)
