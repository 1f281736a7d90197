"""Sessions to come: what may be planned, moved, cancelled, and that nobody is expected in two places."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accompagnements import actions
from accompagnements.actions import Plan, RefusSeance
from accompagnements.models import Accompagnement, Deplacement, Presence, Seance
from socle import horloge as heure
from socle.models import Courriel
from socle.refus import DejaParti, Refus, RefusDroit, RefusEtat
from tests import parcours, seances

pytestmark = pytest.mark.django_db
A, S = Accompagnement.Etat, Seance.Etat
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def paire() -> Accompagnement:
    """A pair of two half-days whose agreement is signed."""
    return parcours.accompagnement("conventionne")


def plan(jours: int = 3, de: int = 9, a: int = 12, *, demi_journees: int = 1, **champs) -> Plan:
    """A session in so many days, between two hours of Paris."""
    return seances.plan(jours, de, a, demi_journees=demi_journees, **champs)


def planifier(paire: Accompagnement, plan_: Plan | None = None, *, cle=None) -> Seance:
    return actions.planifier(paire, plan_ or plan(), cle=cle or uuid.uuid4(), acteur=parcours.acteur(paire.mentor.personne))


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def presents(seance: Seance) -> set[tuple[str, str]]:
    return {(p.personne.prenom, p.demi_journee) for p in Presence.objects.filter(seance=seance, active=True)}


def test_une_seance_prevue_occupe_les_deux_personnes_et_reserve_ses_demi_journees(paire):
    seance = planifier(paire, plan(de=14, a=18))
    assert (seance.etat, seance.jour, seance.moments) == (S.PREVUE, heure.aujourdhui() + timedelta(days=3), ["après-midi"])
    assert presents(seance) == {("Mathieu", "apres_midi"), ("Nadia", "apres_midi")}
    assert (relire(paire).demi_journees_tenues, relire(paire).demi_journees_reservees) == (0, 1)


def test_qui_n_a_pas_planifie_est_prevenu(paire):
    planifier(paire)
    ecrits = Courriel.objects.filter(gabarit="accompagnements/seance-prevue").values_list("personne__email", flat=True)
    assert set(ecrits) == {"porteuse0@exemple.test", "nadia0@exemple.test"}


def test_on_ne_planifie_rien_avant_la_signature():
    with pytest.raises(RefusSeance, match="une fois la convention signée par toutes les parties"):
        planifier(parcours.accompagnement("prepare"))


def test_une_autre_personne_ne_planifie_pas(paire):
    with pytest.raises(RefusDroit):
        actions.planifier(paire, plan(), cle=uuid.uuid4(), acteur=parcours.acteur(parcours.personne("autre@exemple.test")))


@pytest.mark.parametrize(
    ("prevu", "champ", "phrase"),
    [
        ({"jours": 3, "de": 12, "a": 9}, "fin", "La séance finit avant de commencer"),
        ({"jours": -2}, "jour", "Ce moment est passé"),
        ({"jours": 91}, "jour", "Les séances vont du"),
    ],
)
def test_chaque_empechement_est_dit_a_son_champ(paire, prevu, champ, phrase):
    with pytest.raises(RefusSeance, match=phrase) as refus:
        planifier(paire, plan(**prevu))
    assert refus.value.champ == champ


def test_jamais_plus_que_ce_que_donne_la_convention(paire):
    planifier(paire, plan(2))
    with pytest.raises(RefusSeance) as refus:
        planifier(paire, plan(3, 9, 17, demi_journees=2))
    phrase = "La convention donne 2 demi-journées et 1 est déjà prévue : il en reste 1, n’en prévoyez pas plus."
    assert (refus.value.phrase, refus.value.champ) == (phrase, "demi_journees")
    planifier(paire, plan(3))
    with pytest.raises(RefusSeance, match="déjà prises : 0 tenue, 2 prévues ou à trancher"):
        planifier(paire, plan(4))
    assert planifier(paire, plan(4, 9, 10, demi_journees=0)).presences.count() == 0


def test_ce_qui_est_prevu_n_est_pas_declare_en_plus(paire):
    for jours in (2, 3):
        planifier(paire, plan(jours))
    with pytest.raises(RefusSeance, match="Racontez ou annulez d’abord l’une de celles qui sont prévues"):
        actions.declarer_tenue(paire, parcours.compte_rendu(), acteur=parcours.acteur(paire.mentor.personne))


def test_personne_n_est_attendu_a_deux_endroits(paire):
    autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
    planifier(paire)
    with pytest.raises(RefusSeance, match="déjà notée présente ailleurs") as refus:
        planifier(autre)
    assert refus.value.champ == "jour"
    assert planifier(autre, plan(de=14, a=17)).etat == S.PREVUE
    with pytest.raises(RefusSeance, match="Une séance est déjà prévue dans cet accompagnement à ce moment-là"):
        planifier(paire, plan(de=8, a=11))


def test_le_double_clic_prevoit_une_seance(paire):
    cle = uuid.uuid4()
    prevu = plan(lieu="12, quai de la Résistance")
    assert planifier(paire, prevu, cle=cle) == planifier(paire, prevu, cle=cle)
    with pytest.raises(DejaParti, match="Une séance est déjà partie depuis cette page"):
        planifier(paire, plan(5), cle=cle)
    assert Seance.objects.count() == 1


def test_deplacer_garde_l_histoire_et_previent_les_deux_cotes(paire):
    seance = planifier(paire, plan(2, lieu="Sète"))
    porteuse = parcours.acteur(paire.candidature.porteur)
    cle = uuid.uuid4()
    for _ in range(2):
        deplacee = actions.deplacer(seance, plan(4, 14, 17, lieu="Agde"), cle=cle, motif="Répétition ce matin-là.", acteur=porteuse)
    assert (deplacee.jour, deplacee.lieu, deplacee.revision) == (heure.aujourdhui() + timedelta(days=4), "Agde", 1)
    trace = Deplacement.objects.get()
    assert (trace.de_debut, trace.vers_debut, trace.par) == (seance.debut, deplacee.debut, porteuse.personne)
    assert (trace.de_lieu, trace.vers_lieu, trace.motif) == ("Sète", "Agde", "Répétition ce matin-là.")
    assert {moment for _, moment in presents(seance)} == {"apres_midi"}
    assert Courriel.objects.filter(gabarit="accompagnements/seance-deplacee").count() == 3
    # The place that was left may be taken.
    assert planifier(paire, plan(2)).etat == S.PREVUE


def test_une_seance_deplacee_garde_sa_part_de_la_convention(paire):
    seance = planifier(paire, plan(2, 9, 17, demi_journees=2))
    mentor = parcours.acteur(paire.mentor.personne)
    assert actions.deplacer(seance, plan(3, 9, 17, demi_journees=2), cle=uuid.uuid4(), acteur=mentor).demi_journees == 2


def test_ce_qui_est_annule_ne_se_deplace_plus(paire):
    seance, mentor = planifier(paire), parcours.acteur(paire.mentor.personne)
    actions.annuler_seance(seance, motif="Train supprimé.", acteur=mentor)
    with pytest.raises(RefusEtat, match="l’état est maintenant « annulée »"):
        actions.deplacer(seance, plan(5), cle=uuid.uuid4(), acteur=mentor)


def test_annuler_rend_la_demi_journee_et_les_personnes(paire):
    seance = planifier(paire)
    annulee = actions.annuler_seance(seance, motif="Train supprimé.", acteur=parcours.acteur(paire.mentor.personne))
    assert (annulee.etat, annulee.motif, annulee.revision) == (S.ANNULEE, "Train supprimé.", 1)
    assert presents(seance) == set()
    assert relire(paire).demi_journees_reservees == 0
    assert Courriel.objects.filter(gabarit="accompagnements/seance-annulee").count() == 3


def test_raconter_une_seance_prevue_la_tient(paire, horloge):
    seance = planifier(paire, plan(1, 9, 12))
    mentor = parcours.acteur(paire.mentor.personne)
    a_temps = parcours.compte_rendu(seance.jour)
    with pytest.raises(Refus, match="Cette date est à venir"):
        actions.declarer_tenue(paire, a_temps, prevue=seance, acteur=mentor)
    horloge.avancer(timedelta(days=2))
    tenue = actions.declarer_tenue(paire, a_temps, prevue=seance, acteur=mentor)
    assert (tenue.pk, tenue.etat, tenue.debut) == (seance.pk, S.TENUE, seance.debut)
    assert (tenue.declaree_par, relire(paire).etat, relire(paire).demi_journees_tenues) == (mentor.personne, A.EN_COURS, 1)
    # Sent again by the same page: the same session.
    assert actions.declarer_tenue(paire, a_temps, prevue=seance, acteur=mentor) == tenue


def test_racontee_un_autre_jour_elle_perd_ses_heures(paire, horloge):
    seance = planifier(paire, plan(1, 9, 12))
    horloge.avancer(timedelta(days=3))
    rendu = parcours.compte_rendu(seance.jour + timedelta(days=1), ("apres_midi",))
    tenue = actions.declarer_tenue(paire, rendu, prevue=seance, acteur=parcours.acteur(paire.mentor.personne))
    assert (tenue.debut, tenue.jour, relire(tenue).moments) == (None, rendu.jour, ["après-midi"])


def test_une_rencontre_sans_demi_journee_se_raconte_sans_en_prendre(paire, horloge):
    seance = planifier(paire, plan(1, 9, 10, demi_journees=0))
    horloge.avancer(timedelta(days=2))
    rendu = parcours.compte_rendu(seance.jour, ())
    tenue = actions.declarer_tenue(paire, rendu, prevue=seance, acteur=parcours.acteur(paire.mentor.personne))
    assert (tenue.etat, tenue.demi_journees, relire(paire).demi_journees_tenues, relire(paire).etat) == (S.TENUE, 0, 0, A.CONVENTIONNE)


def test_la_fin_annule_ce_qui_etait_prevu(paire):
    mentor = parcours.acteur(paire.mentor.personne)
    actions.declarer_tenue(paire, parcours.compte_rendu(), acteur=mentor)
    seance = planifier(relire(paire))
    actions.terminer(relire(paire), acteur=mentor)
    assert (relire(seance).etat, relire(seance).motif, presents(seance)) == (S.ANNULEE, "L’accompagnement est terminé.", set())
    assert relire(paire).etat == A.REALISE


def test_l_abandon_annule_ce_qui_etait_prevu(paire):
    seance = planifier(paire)
    actions.abandonner(relire(paire), motif="Plus de nouvelles.", acteur=parcours.acteur(parcours.pilote()))
    assert (relire(seance).etat, presents(seance)) == (S.ANNULEE, set())


def test_les_heures_sont_celles_de_paris(paire):
    """A morning of Paris, whatever the season and the zone of the server."""
    prevu = plan(3, 9, 12)
    assert prevu.debut == datetime.combine(heure.aujourdhui() + timedelta(days=3), datetime.min.time(), PARIS) + timedelta(hours=9)
    assert planifier(paire, prevu).moments == ["matin"]
