"""The private calendar: what a calendar program reads, for whom, and the address that dies."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accompagnements import actions
from accompagnements.documents import calendrier
from accompagnements.models import Accompagnement, Agenda, Seance
from comptes.acteurs import ANONYME
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import RefusDroit
from socle.workflow import franchir
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
DEBUT = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def paire() -> Accompagnement:
    """A pair with one half-day held."""
    return parcours.accompagnement("en_cours")


def prevoir(paire: Accompagnement, **champs) -> Seance:
    """Return a planned session."""
    usuels = {"jour": date(2026, 12, 1), "debut": DEBUT, "fin": DEBUT + timedelta(hours=3), "demi_journees": 1, "lieu": "Sète ; salle 2"}
    return Seance.objects.create(dossier=paire.dossier, accompagnement=paire, cle=uuid.uuid4(), **usuels | champs)


def lire(personne) -> dict:
    """Parse the calendar of somebody back, by UID."""
    return {str(evenement["uid"]): evenement for evenement in Calendar.from_ical(calendrier(personne)).walk("VEVENT")}


def uid(seance: Seance) -> str:
    return f"seance-{seance.pk}@{seance.dossier.uuid}"


def test_une_seance_prevue_se_relit_avec_ses_heures_en_utc(paire):
    seance = prevoir(paire)
    lue = lire(paire.mentor.personne)[uid(seance)]
    assert (lue.decoded("dtstart"), lue.decoded("dtend")) == (DEBUT, DEBUT + timedelta(hours=3))
    assert (lue["status"], lue["location"], lue["sequence"]) == ("CONFIRMED", "Sète ; salle 2", 0)
    assert lue["summary"] == "Séance\xa0: Construire un budget de festival qui tient"
    assert lue["description"] == "Avec Nadia Belkacem."
    assert lue["url"].endswith(paire.get_absolute_url())
    assert b"DTSTART:20261201T083000Z" in calendrier(paire.mentor.personne)


def test_une_seance_tenue_sans_heures_est_d_une_journee(paire):
    seance = paire.seances.get()
    lue = lire(paire.beneficiaire.personne)[uid(seance)]
    assert (lue.decoded("dtstart"), lue.decoded("dtend")) == (seance.jour, seance.jour + timedelta(days=1))
    assert lue["description"] == "Avec Mathieu Sarda."
    ecrite = Evenement.objects.filter(objet=f"accompagnements.seance:{seance.pk}").latest("le").le
    assert lue.decoded("dtstamp") == ecrite.replace(microsecond=0)


def test_une_seance_annulee_garde_son_identite_et_monte_d_une_revision(paire):
    seance = prevoir(paire)
    avant = lire(paire.mentor.personne)[uid(seance)]
    franchir(seance, "annuler", acteur=SYSTEME, motif="Grippe.")
    apres = lire(paire.mentor.personne)[uid(seance)]
    assert (avant["status"], apres["status"]) == ("CONFIRMED", "CANCELLED")
    assert (avant["sequence"], apres["sequence"]) == (0, 1)
    assert "Grippe" not in calendrier(paire.mentor.personne).decode()


def test_le_meme_etat_donne_les_memes_octets(paire):
    prevoir(paire, lieu="x" * 200)
    assert calendrier(paire.mentor.personne) == calendrier(paire.mentor.personne)
    assert max(len(ligne) for ligne in calendrier(paire.mentor.personne).split(b"\r\n")) <= 75


def test_chacun_n_y_lit_que_ses_seances(paire):
    ailleurs = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=1))
    prevoir(ailleurs)
    assert len(lire(paire.mentor.personne)) == 2
    assert len(lire(paire.beneficiaire.personne)) == 1
    # Who carries the request is not expected there.
    assert lire(paire.candidature.porteur) == {}
    assert lire(parcours.pilote()) == {}


def test_autant_de_requetes_pour_une_seance_que_pour_trois(paire, django_assert_num_queries):
    moi = paire.mentor.personne
    with django_assert_num_queries(2):
        calendrier(moi)
    prevoir(paire)
    prevoir(paire)
    with django_assert_num_queries(2):
        calendrier(moi)


def test_l_adresse_se_lit_sans_compte_ni_temoin_de_connexion(paire):
    agenda = actions.renouveler_agenda(depuis=0, acteur=parcours.acteur(paire.mentor.personne))
    reponse = Client().get(reverse("accompagnements:agenda-ics", args=[agenda.jeton]))
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (reponse.cookies, reponse["Cache-Control"]) == ({}, "private, no-cache")
    assert len(Calendar.from_ical(reponse.content).walk("VEVENT")) == 1


def test_renouvelee_l_ancienne_adresse_est_morte():
    client = connecte(parcours.personne("moi@exemple.test"))
    assert "Créer mon adresse d’agenda" in client.get(reverse("accompagnements:agenda")).content.decode()
    client.post(reverse("accompagnements:renouveler-agenda"), {"version": "0"})
    ancienne = Agenda.objects.get()
    page = client.get(reverse("accompagnements:agenda")).content.decode()
    assert f'href="{ancienne.abonnement}"' in page
    assert ancienne.abonnement.startswith("webcal://")
    for _ in range(2):
        client.post(reverse("accompagnements:renouveler-agenda"), {"version": "1"})
    nouvelle = Agenda.objects.get()
    assert nouvelle.version == 2
    statuts = [Client().get(reverse("accompagnements:agenda-ics", args=[jeton])).status_code for jeton in (ancienne.jeton, nouvelle.jeton)]
    assert statuts == [404, 200]


@pytest.mark.parametrize("jeton", ["", "1-1", "1-1:faux", "x-y:faux", "1-1:" + "é" * 20])
def test_un_jeton_invente_ne_mene_a_rien(jeton):
    assert Agenda.objects.du_jeton(jeton) is None


def test_un_compte_ferme_n_a_plus_d_agenda():
    moi = parcours.personne("moi@exemple.test")
    agenda = actions.renouveler_agenda(depuis=0, acteur=parcours.acteur(moi))
    moi.is_active = False
    moi.save()
    assert Agenda.objects.du_jeton(agenda.jeton) is None


def test_un_visiteur_n_a_pas_d_agenda():
    with pytest.raises(RefusDroit):
        actions.renouveler_agenda(depuis=0, acteur=ANONYME)
