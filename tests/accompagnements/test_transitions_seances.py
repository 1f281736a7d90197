"""Every state × every transition of sessions, and who may take each."""

import uuid
from datetime import timedelta

import pytest

from accompagnements.models import Seance
from comptes.models import Instance
from socle import horloge as heure
from socle.workflow import franchir
from tests import parcours

from .essais import essayer, tout_essayer

pytestmark = pytest.mark.django_db
S = Seance.Etat
MOT = {"mot": "Vu avec vous deux."}


def _donnees_seance() -> dict:
    maintenant = heure.maintenant()
    dit = {"par": None, "le": maintenant}
    return {
        "tenir": dit,
        "noter_absence": dit | {"motif": "Personne au rendez-vous."},
        "annuler": {"motif": "Train supprimé."},
        "contester": dit | {"motif": "Je n’y étais pas."},
        "maintenir": dit | MOT,
        "ecarter": dit | MOT,
        "decider_absence": dit | MOT | {"demi_journees": 0},
    }


def _seance_en(etat: str, *, rang: int = 0) -> Seance:
    """A session of yesterday in this state, by the transitions alone: the mentor declares, the beneficiary contests."""
    accompagnement = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=rang))
    seance = Seance.objects.create(
        dossier=accompagnement.dossier,
        accompagnement=accompagnement,
        jour=heure.aujourdhui() - timedelta(days=1),
        demi_journees=1,
        cle=uuid.uuid4(),
    )
    chemin = {
        S.PREVUE: [],
        S.TENUE: ["tenir"],
        S.ANNULEE: ["annuler"],
        S.ABSENCE: ["noter_absence"],
        S.CONTESTEE: ["tenir", "contester"],
    }
    mentor, donnees = accompagnement.mentor.personne, _donnees_seance()
    for nom in chemin[S(etat)]:
        acteur = parcours.acteur(accompagnement.candidature.porteur if nom == "contester" else mentor)
        dit = {"par": mentor} if "par" in donnees[nom] else {}
        seance = franchir(seance, nom, acteur=acteur, **(donnees[nom] | dit))
    return seance


def _acteurs_seance(seance: Seance) -> dict:
    mentor, porteur = seance.accompagnement.mentor.personne, seance.accompagnement.candidature.porteur
    equipe = parcours.acteur(parcours.pilote())
    de_la_paire = dict.fromkeys(["tenir", "noter_absence", "annuler"], parcours.acteur(mentor))
    return de_la_paire | {"contester": parcours.acteur(porteur)} | dict.fromkeys(["maintenir", "ecarter", "decider_absence"], equipe)


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (S.PREVUE, {"tenir": S.TENUE, "noter_absence": S.ABSENCE, "annuler": S.ANNULEE}),
        (S.TENUE, {"contester": S.CONTESTEE}),
        (S.CONTESTEE, {"maintenir": S.TENUE, "ecarter": S.ANNULEE}),
        (S.ABSENCE, {"decider_absence": S.ABSENCE}),
        (S.ANNULEE, {}),
    ],
)
def test_chaque_etat_d_une_seance(etat, issues):
    seance = _seance_en(etat)
    assert seance.etat == etat
    assert tout_essayer(seance, _acteurs_seance(seance), _donnees_seance()) == issues


@pytest.mark.parametrize(
    ("etat", "nom", "qui"),
    [
        (S.PREVUE, "tenir", {"mentor", "porteur", "référente", "pilote"}),
        (S.PREVUE, "annuler", {"mentor", "porteur", "référente", "pilote"}),
        (S.PREVUE, "noter_absence", {"mentor", "pilote"}),
        (S.TENUE, "contester", {"porteur", "référente"}),
        (S.CONTESTEE, "maintenir", {"pilote"}),
        (S.CONTESTEE, "ecarter", {"pilote"}),
        (S.ABSENCE, "decider_absence", {"pilote"}),
    ],
)
def test_qui_fait_quoi_sur_une_seance(etat, nom, qui):
    seance = _seance_en(etat)
    candidature = seance.accompagnement.candidature
    personnes = {
        "mentor": seance.accompagnement.mentor.personne,
        "porteur": candidature.porteur,
        "référente": candidature.referente.personne,
        "pilote": parcours.pilote(),
        "autre mentor": parcours.mentor(email="autre@exemple.test").personne,
        "comité": parcours.membre_du_comite(),
    }
    donnees = _donnees_seance()[nom]
    issues = {role: essayer(seance, nom, parcours.acteur(personne), **donnees) for role, personne in personnes.items()}
    assert {role for role, issue in issues.items() if issue != "droit"} == qui


def test_ce_que_le_beneficiaire_declare_c_est_le_mentor_qui_le_conteste():
    seance = _seance_en(S.PREVUE)
    paire = seance.accompagnement
    porteur, mentor = parcours.acteur(paire.candidature.porteur), parcours.acteur(paire.mentor.personne)
    seance = franchir(seance, "tenir", acteur=porteur, par=porteur.personne, le=heure.maintenant())
    donnees = _donnees_seance()["contester"]
    assert essayer(seance, "contester", parcours.acteur(paire.candidature.referente.personne), **donnees) == "droit"
    assert essayer(seance, "contester", mentor, **donnees) == S.CONTESTEE


def test_ce_que_l_equipe_declare_chacun_des_deux_cotes_le_conteste():
    seance, equipe = _seance_en(S.PREVUE), parcours.acteur(parcours.pilote())
    seance = franchir(seance, "tenir", acteur=equipe, par=equipe.personne, le=heure.maintenant())
    donnees = _donnees_seance()["contester"]
    for personne in (seance.accompagnement.mentor.personne, seance.accompagnement.candidature.porteur):
        assert essayer(seance, "contester", parcours.acteur(personne), **donnees) == S.CONTESTEE


def test_ce_qui_est_a_venir_ne_se_declare_pas():
    seance = _seance_en(S.PREVUE)
    mentor, donnees = parcours.acteur(seance.accompagnement.mentor.personne), _donnees_seance()
    seance.debut = heure.maintenant() + timedelta(hours=1)
    seance.fin = seance.debut + timedelta(hours=3)
    seance.save()
    a_venir = "Cette séance est à venir : elle se raconte une fois l’heure venue."
    for nom in ("tenir", "noter_absence"):
        assert essayer(seance, nom, mentor, **donnees[nom]) == a_venir
    assert essayer(seance, "annuler", mentor, **donnees["annuler"]) == S.ANNULEE


def test_l_absence_a_une_rencontre_sans_demi_journee_n_a_rien_a_trancher():
    seance = _seance_en(S.PREVUE)
    seance.demi_journees = 0
    seance.save()
    issue = essayer(seance, "noter_absence", parcours.acteur(seance.accompagnement.mentor.personne), **_donnees_seance()["noter_absence"])
    assert issue == "Cette rencontre ne consommait aucune demi-journée : annulez-la plutôt."


def test_on_conteste_dans_les_sept_jours_et_l_equipe_ne_tranche_qu_une_fois(horloge):
    seance = _seance_en(S.TENUE)
    porteur, equipe = parcours.acteur(seance.accompagnement.candidature.porteur), parcours.acteur(parcours.pilote())
    horloge.avancer(timedelta(days=7))
    assert essayer(seance, "contester", porteur, **_donnees_seance()["contester"]) == S.CONTESTEE
    horloge.avancer(timedelta(days=1))
    trop_tard = "Une demi-journée se conteste dans les sept jours qui suivent sa déclaration. Écrivez à l’équipe pilote."
    assert essayer(seance, "contester", porteur, **_donnees_seance()["contester"]) == trop_tard

    tranchee = franchir(_seance_en(S.CONTESTEE, rang=1), "maintenir", acteur=equipe, **_donnees_seance()["maintenir"])
    encore = parcours.acteur(tranchee.accompagnement.candidature.porteur)
    assert essayer(tranchee, "contester", encore, **_donnees_seance()["contester"]) == "L’équipe pilote a déjà tranché pour cette séance."
    absence = franchir(_seance_en(S.ABSENCE, rang=2), "decider_absence", acteur=equipe, **_donnees_seance()["decider_absence"])
    autre = parcours.acteur(parcours.personne("seconde-pilote@exemple.test", instance=Instance.PILOTE))
    issue = essayer(absence, "decider_absence", autre, **_donnees_seance()["decider_absence"])
    assert issue == "L’équipe pilote a déjà tranché pour cette séance."
