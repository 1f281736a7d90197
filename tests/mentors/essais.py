"""Proposals as the public form writes them."""

import uuid
from typing import Any

from comptes.acteurs import ANONYME
from mentors import actions
from mentors.models import ProfilMentor


def recommander(*, cle: uuid.UUID | None = None, **champs: Any) -> ProfilMentor | None:
    """Propose somebody; return the card of the last one proposed."""
    valeurs: dict[str, Any] = {
        "par_nom": "Ariane Coll",
        "institution": "Octopus",
        "prenom": "Élodie",
        "nom": "Fabre",
        "email": "elodie@exemple.test",
        "structure": "Collectif Cigales noires",
        "pourquoi": "A écrit la charte de son collectif.",
    }
    actions.recommander(actions.Proposee(**(valeurs | champs)), cle=cle or uuid.uuid4(), acteur=ANONYME)
    return ProfilMentor.objects.order_by("pk").last()
