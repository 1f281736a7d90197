"""Who is where: one person is never in two half-days at once, planned ones included. The constraint of the database has the last word."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accompagnements.models import Presence, Seance
from socle.refus import Refus


class RefusSeance(Refus):
    """Half-days may not be declared or planned; `champ` is the answer at fault ("jour", "moments"…), "" when it is none of them."""


def inscrire(seance: Seance, personnes: Iterable[int], moments: Iterable[str], *, champ: str = "moments") -> None:
    """Write who is there and when, in the place of what was written. Raises RefusSeance at `champ` when somebody is elsewhere."""
    seance.presences.all().delete()
    # Always in the same order: two sessions that share people wait for each other, and never in a circle.
    lignes = [
        Presence(seance=seance, personne_id=personne, jour=seance.jour, demi_journee=moment)
        for personne in sorted(set(personnes))
        for moment in sorted(moments)
    ]
    try:
        with transaction.atomic():
            Presence.objects.bulk_create(lignes)
    except IntegrityError:
        raise RefusSeance(_phrase_du_conflit(seance, lignes), champ) from None


def lever(seance: Seance, personnes: Iterable[int] | None = None) -> None:
    """The session keeps nobody any more (or not these persons): they may be elsewhere."""
    presences = seance.presences.all() if personnes is None else seance.presences.filter(personne__in=personnes)
    presences.update(active=False)


def retablir(seance: Seance) -> None:
    """The session counts again: all who were there are there. Raises RefusSeance when one of them is noted elsewhere since."""
    try:
        with transaction.atomic():
            for presence in seance.presences.filter(active=False).order_by("personne", "demi_journee"):
                presence.active = True
                presence.save(update_fields=["active"])
    except IntegrityError:
        raise RefusSeance(
            "Depuis la contestation, l’une des personnes a été notée présente ailleurs à ce moment-là : "
            "annulez cette séance, ou faites d’abord annuler l’autre."
        ) from None


def _phrase_du_conflit(seance: Seance, lignes: list[Presence]) -> str:
    moments = {ligne.demi_journee for ligne in lignes}
    actives = Presence.objects.filter(jour=seance.jour, demi_journee__in=moments, active=True).exclude(seance=seance)
    ici = actives.filter(seance__accompagnement=seance.accompagnement_id).select_related("seance").first()
    if ici and ici.seance.etat == Seance.Etat.PREVUE:
        return "Une séance est déjà prévue dans cet accompagnement à ce moment-là : racontez-la ou déplacez-la depuis sa page."
    if ici:
        return "Cette demi-journée est déjà déclarée dans cet accompagnement. Vérifiez la date et le moment."
    return "L’une des deux personnes est déjà notée présente ailleurs à ce moment-là. Vérifiez la date et la demi-journée."
