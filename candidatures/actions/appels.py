"""What happens to a call."""

from candidatures.criteres_de_reference import CRITERES
from candidatures.models import Appel, Critere
from socle.acteurs import Acteur
from socle.workflow import franchir


def changer_etat_appel(appel: Appel, transition: str, *, acteur: Acteur) -> Appel:
    """Take one of the transitions of a call (soumettre, valider, publier, retirer)."""
    return franchir(appel, transition, acteur=acteur)


def poser_criteres(appel: Appel) -> None:
    """Give a call the criteria that every new call starts with, unless it has its own."""
    if not appel.criteres.exists():
        Critere.objects.bulk_create(
            Critere(appel=appel, famille=famille, rang=rang, code=code, libelle=libelle, aide=aide)
            for rang, (famille, code, libelle, aide) in enumerate(CRITERES, start=1)
        )
