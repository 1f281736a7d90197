"""The calendar of a person, as a calendar program reads it."""

from datetime import UTC, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from accompagnements import lectures
from accompagnements.models import Seance
from comptes.models import Personne


def calendrier(personne: Personne) -> bytes:
    """Return all the sessions of a person as an iCalendar file: planned, held, cancelled."""
    fichier = Calendar()
    fichier.add("prodid", "-//Transfert de savoir-faire//Séances//FR")
    fichier.add("version", "2.0")
    fichier.add("method", "PUBLISH")
    fichier.add("x-wr-calname", "Séances du transfert de savoir-faire")
    for notee in lectures.agenda(personne):
        fichier.add_component(_evenement(notee, personne))
    return fichier.to_ical()


def _evenement(notee: lectures.SeanceNotee, personne: Personne) -> Event:
    seance = notee.seance
    evenement = Event()
    # Stable for ever, wherever the platform stands.
    evenement.add("uid", f"seance-{seance.pk}@{seance.dossier.uuid}")
    evenement.add("sequence", seance.revision)
    evenement.add("dtstamp", notee.le.astimezone(UTC))
    evenement.add("summary", f"{_TITRES.get(seance.etat, 'Séance')} : {seance.accompagnement.candidature.intitule}")
    evenement.add("description", f"Avec {_autre(seance, personne)}.")
    evenement.add("url", settings.ADRESSE_PUBLIQUE + seance.accompagnement.get_absolute_url())
    evenement.add("status", "CANCELLED" if seance.etat == Seance.Etat.ANNULEE else "CONFIRMED")
    if seance.debut and seance.fin:
        evenement.add("dtstart", seance.debut.astimezone(UTC))
        evenement.add("dtend", seance.fin.astimezone(UTC))
    else:
        evenement.add("dtstart", seance.jour)
        evenement.add("dtend", seance.jour + timedelta(days=1))
    if lieu := seance.lieu or ("À distance" if seance.a_distance else ""):
        evenement.add("location", lieu)
    return evenement


_TITRES = {Seance.Etat.ANNULEE: "Séance annulée"}


def _autre(seance: Seance, personne: Personne) -> str:
    paire = seance.accompagnement
    return str(paire.beneficiaire if paire.mentor.personne_id == personne.pk else paire.mentor.personne)
