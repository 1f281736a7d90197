"""The queues: what SQL counts is what the rules say."""

from datetime import timedelta

import pytest

from candidatures.models import Candidature
from pilotage import regles
from pilotage.lectures import files, triage
from socle.acteurs import SYSTEME
from tests import parcours
from tests.parcours import acteur

pytestmark = pytest.mark.django_db

DEMANDES = ["deposee", "recevable", "irrecevable", "diagnostiquee", "acceptee", "refusee", "sans_suite", "retiree"]


def _scenes(etat: str) -> Candidature:
    """Return the request behind one point of the path."""
    if etat in DEMANDES:
        return parcours.candidature(etat)
    genre, _, reste = etat.partition(":")
    objet = getattr(parcours, genre)(reste)
    return objet.candidature if genre != "convention" else objet.accompagnement.candidature


@pytest.mark.parametrize(
    "etat",
    [
        *DEMANDES,
        *(f"proposition:{etat}" for etat in ("envoyee", "acceptee", "declinee", "retiree")),
        *(f"convention:{etat}" for etat in ("preparee", "emise", "annulee")),
        *(f"accompagnement:{etat}" for etat in ("prepare", "conventionne", "en_cours", "realise", "abandonne")),
    ],
)
def test_une_demande_est_dans_la_file_que_dit_sa_suite(etat):
    candidature = _scenes(etat)
    lue = files.suivies(SYSTEME).get(pk=candidature.pk)
    suite = regles.suite(files.faits(lue), lue.jour)
    dans = [file.code for file in files.FILES if files.suivies(SYSTEME).filter(file.condition, pk=lue.pk).exists()]
    assert dans == ([suite.file] if suite.file else [])
    assert suite.est_a_equipe == files.suivies(SYSTEME).filter(files.EQUIPE.condition, pk=lue.pk).exists()


def test_les_files_comptent_ce_qu_elles_ouvrent():
    for rang, etat in enumerate(["deposee", "deposee", "recevable", "acceptee"]):
        parcours.candidature(etat, rang=rang)
    equipe = acteur(parcours.pilote())
    comptes = {comptee.file.code: comptee.nombre for comptee in files.compter(equipe)}
    assert {code: nombre for code, nombre in comptes.items() if nombre} == {
        "equipe": 4,
        "a_trier": 2,
        "a_diagnostiquer": 1,
        "a_apparier": 1,
    }
    for code, nombre in comptes.items():
        assert triage.chercher(equipe, triage.Filtres(file=code)).count() == nombre


def test_un_brouillon_n_attend_dans_aucune_file():
    parcours.candidature("brouillon")
    assert files.suivies(SYSTEME).count() == 0


def test_un_deport_ne_compte_nulle_part():
    candidature = parcours.candidature()
    pilote = parcours.pilote()
    candidature.dossier.deports.create(personne=pilote, declare_le=candidature.deposee_le)
    assert sum(comptee.nombre for comptee in files.compter(acteur(pilote))) == 0


def test_ce_qui_depasse_la_promesse_de_l_appel_est_en_retard(horloge):
    candidature = parcours.candidature()
    equipe = acteur(parcours.pilote())
    horloge.avancer(timedelta(days=candidature.appel.delai_etude - 1))
    assert triage.lignes(triage.chercher(equipe, triage.Filtres()))[0].est_en_retard is False
    horloge.avancer(timedelta(days=2))
    assert [ligne.est_en_retard for ligne in triage.lignes(triage.chercher(equipe, triage.Filtres(retard=True)))] == [True]


def test_une_proposition_sans_reponse_revient_a_l_equipe(horloge):
    parcours.proposition("envoyee", candidature_=parcours.candidature("recevable"))
    horloge.avancer(timedelta(days=8))
    ligne = triage.lignes(triage.chercher(acteur(parcours.pilote()), triage.Filtres(file="propositions_en_retard")))[0]
    assert ligne.est_en_retard


def test_ce_qui_attend_l_equipe_vient_d_abord():
    for rang, etat in enumerate(["refusee", "deposee"]):
        parcours.candidature(etat, rang=rang)
    parcours.proposition("envoyee", candidature_=parcours.candidature("acceptee", rang=2))
    etats = [ligne.candidature.etat for ligne in triage.lignes(triage.chercher(acteur(parcours.pilote()), triage.Filtres()))]
    assert etats == ["deposee", "acceptee", "refusee"]
