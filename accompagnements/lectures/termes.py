"""Whether an accompagnement that is signed may have other terms: what is already held, planned or to be settled stands in the way."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accompagnements.models import Accompagnement
from socle.templatetags.tsf import demi_journees as en_demi_journees

Etat = Accompagnement.Etat


@dataclass(frozen=True)
class Termes:
    """What an avenant gives: dates, half-days, amount in euros; `fin_anticipee`: it stops at what is held."""

    debut: date
    fin: date
    demi_journees: int
    montant: Decimal
    fin_anticipee: bool = False


def empechement_des_termes(accompagnement: Accompagnement, termes: Termes) -> str:
    """Return why an accompagnement may not have these terms now, or ""."""
    if accompagnement.etat not in {Etat.CONVENTIONNE, Etat.EN_COURS}:
        return f"L’accompagnement est maintenant « {accompagnement.get_etat_display().lower()} » : ses termes ne changent plus."
    seances = accompagnement.seances
    if termes.fin_anticipee:
        if seances.a_trancher().exists():
            return "Une séance attend d’être tranchée : décidez-en avant de mettre fin à l’accompagnement."
        tenues = accompagnement.demi_journees_tenues
        if tenues != termes.demi_journees:
            return f"{_sont(tenues, 'tenue')} maintenant, et l’avenant s’arrête à {termes.demi_journees} : préparez-en un autre."
        retenues = seances.tenues()
    else:
        retenues = seances.reservees()
        if (reservees := retenues.total()) > termes.demi_journees:
            return (
                f"{_sont(reservees, 'tenue')} ou prévues, et l’avenant n’en donne que {termes.demi_journees} : "
                "annulez d’abord une séance prévue, ou donnez-en davantage."
            )
    if dehors := retenues.exclude(jour__range=(termes.debut, termes.fin)).order_by("jour").first():
        return f"Une séance est notée le {dehors.jour:%d/%m/%Y}, hors des dates de l’avenant : choisissez des dates qui la contiennent."
    return ""


def _sont(nombre: int, participe: str) -> str:
    pluriel = nombre > 1
    return f"{en_demi_journees(nombre)} {'sont' if pluriel else 'est'} {participe}{'s' if pluriel else ''}"
