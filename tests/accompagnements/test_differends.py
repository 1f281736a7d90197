"""What the two people do not see alike: contested half-days, absences, what the team settles, and what the ledger says each time."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest

from accompagnements import actions
from accompagnements.actions import RefusSeance
from accompagnements.models import Accompagnement, Presence, Seance
from programme.models import Ligne, Quota
from socle.models import Courriel
from socle.refus import DejaFait, Refus, RefusDroit
from tests import parcours, seances

pytestmark = pytest.mark.django_db
A, S = Accompagnement.Etat, Seance.Etat
MOT = "Vu avec vous deux au téléphone."


@pytest.fixture
def paire() -> Accompagnement:
    """A pair of two half-days, one of them held, declared by the mentor."""
    return parcours.accompagnement("en_cours")


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def tenue(paire: Accompagnement) -> Seance:
    return paire.seances.get(etat=S.TENUE)


def contester(seance: Seance) -> Seance:
    porteuse = parcours.acteur(seance.accompagnement.candidature.porteur)
    return actions.contester(seance, motif="Nous n’étions pas ensemble ce matin-là.", acteur=porteuse)


def equipe():
    return parcours.acteur(parcours.pilote())


def ligne() -> tuple[Decimal, Decimal]:
    """What is engaged and held on the line."""
    trouvee = Ligne.objects.get(genre=Ligne.Genre.INTERVENTIONS, edition=parcours.edition())
    return trouvee.engage, trouvee.realise


def pris(paire: Accompagnement) -> int:
    return Quota.objects.get(structure=paire.candidature.structure).pris


def test_une_seance_contestee_ne_compte_plus_et_reste_reservee(paire):
    assert ligne() == (Decimal(500), Decimal(250))
    seance = contester(tenue(paire))
    lue = relire(paire)
    assert (seance.etat, lue.demi_journees_tenues, lue.demi_journees_reservees) == (S.CONTESTEE, 0, 1)
    assert (lue.etat, ligne()) == (A.EN_COURS, (Decimal(500), Decimal(0)))
    assert Courriel.objects.filter(gabarit="accompagnements/contestation").count() == 3


def test_qui_etait_ailleurs_peut_dire_ou(paire):
    autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
    mentor, seance = parcours.acteur(paire.mentor.personne), tenue(paire)
    with pytest.raises(RefusSeance, match="présente ailleurs"):
        actions.declarer_tenue(autre, parcours.compte_rendu(seance.jour), acteur=mentor)
    contester(seance)
    assert actions.declarer_tenue(autre, parcours.compte_rendu(seance.jour), acteur=mentor).etat == S.TENUE
    with pytest.raises(RefusSeance, match="Depuis la contestation, l’une des personnes a été notée présente ailleurs"):
        actions.maintenir(seance, mot=MOT, acteur=equipe())
    assert relire(seance).etat == S.CONTESTEE


def test_l_equipe_tranche_elle_compte(paire):
    seance = contester(tenue(paire))
    maintenue = actions.maintenir(seance, mot=MOT, acteur=equipe())
    assert (maintenue.etat, maintenue.arbitrage, maintenue.tranchee_par) == (S.TENUE, MOT, parcours.pilote())
    assert (relire(paire).demi_journees_tenues, ligne()) == (1, (Decimal(500), Decimal(250)))
    assert Presence.objects.filter(seance=seance, active=True).count() == 2
    assert Courriel.objects.filter(gabarit="accompagnements/seance-tranchee").count() == 3


def test_l_equipe_tranche_elle_est_annulee_et_la_demi_journee_se_replanifie(paire):
    ecartee = actions.ecarter(contester(tenue(paire)), mot=MOT, acteur=equipe())
    lue = relire(paire)
    assert (ecartee.etat, lue.demi_journees_reservees) == (S.ANNULEE, 0)
    # As before the first half-day: given up, it costs nothing.
    assert (lue.etat, pris(paire), ligne()) == (A.CONVENTIONNE, 2, (Decimal(500), Decimal(0)))


def test_maintenue_la_derniere_demi_journee_termine_l_accompagnement(paire):
    mentor = parcours.acteur(paire.mentor.personne)
    contestee = contester(tenue(paire))
    actions.declarer_tenue(relire(paire), parcours.compte_rendu(moments=("apres_midi",)), acteur=mentor)
    assert relire(paire).etat == A.EN_COURS
    actions.maintenir(contestee, mot=MOT, acteur=equipe())
    assert (relire(paire).etat, ligne()) == (A.REALISE, (Decimal(500), Decimal(500)))


def test_annulee_apres_la_fin_elle_rend_son_reste_a_la_ligne_et_au_quota():
    paire = parcours.accompagnement("realise")
    seance = contester(paire.seances.latest("pk"))
    assert (relire(paire).etat, pris(paire), ligne()) == (A.REALISE, 2, (Decimal(500), Decimal(250)))
    actions.ecarter(seance, mot=MOT, acteur=equipe())
    assert (relire(paire).etat, pris(paire), ligne()) == (A.REALISE, 1, (Decimal(250), Decimal(250)))


def test_la_fin_ne_rend_pas_ce_qui_reste_a_trancher(paire):
    mentor = parcours.acteur(paire.mentor.personne)
    contestee = contester(tenue(paire))
    Quota.objects.get()
    actions.declarer_tenue(relire(paire), parcours.compte_rendu(moments=("apres_midi",)), acteur=mentor)
    actions.terminer(relire(paire), acteur=mentor)
    assert (pris(paire), ligne()) == (2, (Decimal(500), Decimal(250)))
    actions.maintenir(contestee, mot=MOT, acteur=equipe())
    assert (relire(paire).etat, pris(paire), ligne()) == (A.REALISE, 2, (Decimal(500), Decimal(500)))


def test_on_conteste_une_fois_et_seul_l_autre_cote(paire):
    seance = tenue(paire)
    with pytest.raises(RefusDroit):
        actions.contester(seance, motif="…", acteur=parcours.acteur(paire.mentor.personne))
    contester(seance)
    with pytest.raises(DejaFait):
        contester(seance)
    assert Courriel.objects.filter(gabarit="accompagnements/contestation").count() == 3


# ---------- absences ----------


@pytest.fixture
def absence(horloge) -> Seance:
    """A planned session of two half-days where the personne accompagnée did not come."""
    paire = parcours.accompagnement("conventionne")
    mentor = parcours.acteur(paire.mentor.personne)
    seance = actions.planifier(paire, seances.plan(1, 9, 17, demi_journees=2), cle=uuid.uuid4(), acteur=mentor)
    horloge.avancer(timedelta(days=2))
    return actions.noter_absence(seance, motif="J’ai attendu une heure.", acteur=mentor)


def test_une_absence_attend_l_equipe_et_libere_qui_n_est_pas_venu(absence):
    paire = absence.accompagnement
    assert (absence.etat, absence.est_a_trancher) == (S.ABSENCE, True)
    assert (relire(paire).demi_journees_tenues, relire(paire).demi_journees_reservees) == (0, 2)
    assert set(Presence.objects.filter(active=True).values_list("personne__prenom", flat=True)) == {"Mathieu"}
    assert Courriel.objects.filter(gabarit="accompagnements/absence").count() == 3


@pytest.mark.parametrize(
    ("demi_journees", "etat", "tenues", "realise"), [(0, A.CONVENTIONNE, 0, 0), (1, A.EN_COURS, 1, 250), (2, A.REALISE, 2, 500)]
)
def test_l_equipe_compte_l_absence_pour_ce_qu_elle_decide(absence, demi_journees, etat, tenues, realise):
    decidee = actions.decider_absence(absence, demi_journees=demi_journees, mot=MOT, acteur=equipe())
    lue = relire(absence.accompagnement)
    assert (decidee.etat, decidee.est_a_trancher, lue.etat) == (S.ABSENCE, False, etat)
    assert (lue.demi_journees_tenues, lue.demi_journees_reservees, ligne()[1]) == (tenues, tenues, Decimal(realise))


def test_on_ne_compte_pas_plus_que_ce_qui_etait_prevu(absence):
    with pytest.raises(Refus, match="De 0 à 2"):
        actions.decider_absence(absence, demi_journees=3, mot=MOT, acteur=equipe())


def test_on_ne_decide_d_une_absence_qu_une_fois(absence):
    actions.decider_absence(absence, demi_journees=1, mot=MOT, acteur=equipe())
    with pytest.raises(DejaFait):
        actions.decider_absence(absence, demi_journees=1, mot=MOT, acteur=equipe())
    assert relire(absence).demi_journees == 1


def test_ce_qui_attend_l_equipe_retient_l_abandon_par_le_calendrier(absence, horloge):
    paire = absence.accompagnement
    horloge.avancer(paire.fin - horloge.aujourdhui() + timedelta(days=8))
    actions.faire_vivre()
    assert relire(paire).etat == A.CONVENTIONNE
    with pytest.raises(Refus, match="Une séance attend d’être tranchée"):
        actions.abandonner(paire, motif="…", acteur=equipe())
    actions.decider_absence(absence, demi_journees=0, mot=MOT, acteur=equipe())
    actions.faire_vivre()
    assert (relire(paire).etat, ligne()) == (A.ABANDONNE, (Decimal(0), Decimal(0)))
