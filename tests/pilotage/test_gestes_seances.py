"""What the team settles about sessions: contested half-days, absences; their queues, their place in the file."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from accompagnements import actions
from accompagnements.models import Accompagnement, Seance
from pilotage import regles
from pilotage.lectures import files
from socle.acteurs import SYSTEME
from socle.models import Courriel
from tests import parcours, seances

from .essais import adresse, faire, texte

pytestmark = pytest.mark.django_db
S = Seance.Etat
MOT = "Nous avons vu vos deux agendas."


@pytest.fixture
def absence(horloge) -> Seance:
    """A session where the personne accompagnée did not come."""
    seance = seances.seance("prevue", jours=1)
    horloge.avancer(timedelta(days=2))
    return actions.noter_absence(seance, motif="J’ai attendu une heure.", acteur=parcours.acteur(seance.accompagnement.mentor.personne))


def relire(seance: Seance) -> Seance:
    return Seance.objects.get(pk=seance.pk)


def file_de(seance: Seance) -> tuple[list[str], str, bool]:
    """Return the queues that hold the file, what its rules say, and whether the team acts."""
    lue = files.suivies(SYSTEME).get(pk=seance.accompagnement.candidature_id)
    suite = regles.suite(files.faits(lue), lue.jour)
    dans = [file.code for file in files.FILES if files.suivies(SYSTEME).filter(file.condition, pk=lue.pk).exists()]
    return dans, suite.file, suite.est_a_equipe


def test_une_contestation_attend_l_equipe_dans_sa_file(pilote):
    seance = seances.seance("contestee")
    assert file_de(seance) == (["contestations"], "contestations", True)
    page = texte(pilote.get(reverse("pilotage:dossier", args=[seance.accompagnement.candidature.numero])))
    for lu in ("Trancher la contestation d’une séance", "Contestation\u00a0: compter la séance", "Contestation\u00a0: annuler la séance"):
        assert lu.replace("\u00a0", " ") in page.replace("\u00a0", " ")


@pytest.mark.parametrize(("geste", "etat"), [("compter-la-seance-contestee", S.TENUE), ("annuler-la-seance-contestee", S.ANNULEE)])
def test_trancher_une_contestation(pilote, geste, etat):
    seance = seances.seance("contestee")
    candidature = seance.accompagnement.candidature
    assert "Nous n’étions pas ensemble." in texte(pilote.get(adresse(candidature, geste)))
    assert "Dites en quelques mots ce que vous décidez" in texte(faire(pilote, candidature, geste, mot=""))
    faire(pilote, candidature, geste, mot=MOT)
    assert (relire(seance).etat, relire(seance).arbitrage) == (etat, MOT)
    assert "déjà fait" in texte(faire(pilote, candidature, geste, mot=MOT))
    assert Courriel.objects.filter(gabarit="accompagnements/seance-tranchee").count() == 3
    assert file_de(seance)[0] == ["seances_en_cours"]


def test_decider_de_l_absence(pilote, absence):
    candidature = absence.accompagnement.candidature
    assert file_de(absence) == (["absences"], "absences", True)
    page = texte(pilote.get(adresse(candidature, "decider-de-l-absence")))
    assert "J’ai attendu une heure." in page
    faire(pilote, candidature, "decider-de-l-absence", mot=MOT, demi_journees="1")
    assert (relire(absence).est_a_trancher, relire(absence).demi_journees) == (False, 1)
    assert Accompagnement.objects.get().demi_journees_tenues == 1
    assert "déjà fait" in texte(faire(pilote, candidature, "decider-de-l-absence", mot=MOT, demi_journees="1"))


def test_on_ne_compte_pas_au_dela_de_ce_qui_etait_prevu(pilote, absence):
    page = texte(faire(pilote, absence.accompagnement.candidature, "decider-de-l-absence", mot=MOT, demi_journees="2"))
    assert "Sélectionnez un choix valide" in page
    assert relire(absence).est_a_trancher


def test_le_dossier_montre_chaque_seance_et_ce_qui_en_est_dit(pilote):
    contestee = seances.seance("contestee")
    paire = contestee.accompagnement
    actions.planifier(paire, seances.plan(), cle=uuid.uuid4(), acteur=parcours.acteur(paire.mentor.personne))
    page = texte(pilote.get(reverse("pilotage:partie", args=[paire.candidature.numero, "seances"])))
    for lu in ("Nous n’étions pas ensemble.", "Contestée par", "Prévue"):
        assert lu in page
