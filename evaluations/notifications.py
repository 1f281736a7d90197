"""Mails that invite and remind, each with the personal link of the evaluation."""

from comptes import liens
from socle import courriels

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
            "numero": accompagnement.numero,
            "etape": evaluation.etape,
            "repondant": evaluation.repondant,
            "mentor": str(accompagnement.mentor.personne),
            "beneficiaire": str(accompagnement.beneficiaire.personne),
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


def remercier(evaluation: Evaluation) -> None:
    """Acknowledge the answers, with the link to read them again."""
    _ecrire("remerciement", evaluation)
