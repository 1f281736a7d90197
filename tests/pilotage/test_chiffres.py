"""The figures of a report, against a slow reading of the same rows, one by one."""

from datetime import date, timedelta
from typing import Any

import pytest

from accompagnements.actions import abandonner
from accompagnements.models import Accompagnement, Seance
from candidatures.models import Candidature, Decision
from conventions.models import Convention
from evaluations import actions as a_evaluations
from evaluations.lectures import niveaux_par_competence
from evaluations.models import Evaluation
from pilotage.lectures import Periode, chiffres_du_rapport
from programme.models import Mouvement
from socle import horloge as heure
from socle.models import Evenement
from tests import parcours
from tests.parcours import acteur

pytestmark = pytest.mark.django_db


def _repondre(evaluation: Evaluation, niveau: int, objectifs: str = "") -> None:
    """Answer as the person asked: one level for every competence, one word for every objective."""
    candidature = evaluation.accompagnement.candidature
    reponses = {"objectifs": {str(objectif.pk): objectifs for objectif in candidature.objectifs.all()}} if objectifs else {}
    retour = a_evaluations.Retour({parcours.competence().pk: niveau}, reponses)
    a_evaluations.remplir(evaluation, retour, acteur=acteur(evaluation.personne))


@pytest.fixture
def programme(horloge) -> Periode:
    """A believable little programme: one case answered at both stages, one at exit, one under way, and requests that went elsewhere."""
    fini = parcours.accompagnement("realise")
    _repondre(parcours.evaluation(accompagnement_=fini), 3, "oui")
    _repondre(parcours.evaluation(repondant="mentor", accompagnement_=fini), 2, "non")
    second = parcours.accompagnement("realise", candidature_=parcours.candidature("acceptee", rang=1), profil=_mentor(1))
    _repondre(parcours.evaluation(accompagnement_=second), 2, "partiellement")
    parcours.accompagnement("en_cours", candidature_=parcours.candidature("acceptee", rang=2), profil=_mentor(2))
    parcours.convention(
        "annulee", accompagnement_=parcours.accompagnement(candidature_=parcours.candidature("acceptee", rang=3), profil=_mentor(3))
    )
    parcours.candidature("refusee", rang=4)
    parcours.candidature("irrecevable", rang=4, porteur=parcours.personne("encore@exemple.test"))
    parcours.candidature("retiree", rang=4, porteur=parcours.personne("aussi@exemple.test"))
    # Agreements were signed thirty days ago.
    debut = heure.aujourdhui() - timedelta(days=30)
    horloge.avancer(timedelta(days=186))
    a_evaluations.faire_vivre()
    _repondre(parcours.evaluation("six_mois", accompagnement_=fini), 4)
    return Periode(debut - timedelta(days=1), heure.aujourdhui())


def _mentor(rang: int):
    return parcours.mentor(email=f"mentor{rang}@exemple.test")


def _reference(periode: Periode) -> dict[str, Any]:
    """Compute the same figures by reading every row."""

    def dedans(moment) -> bool:
        return moment is not None and periode.du <= moment.date() <= periode.au

    decisions = [decision for decision in Decision.objects.all() if dedans(decision.le)]
    seances = [seance for seance in Seance.objects.all() if seance.etat == "tenue" and periode.du <= seance.jour <= periode.au]
    faits = [evenement for evenement in Evenement.objects.all() if evenement.objet.startswith("candidatures.candidature")]
    mouvements = [mouvement for mouvement in Mouvement.objects.all() if dedans(mouvement.le)]
    evaluations = [evaluation for evaluation in Evaluation.objects.all() if dedans(evaluation.envoyee_le)]

    def sens(nom: str) -> int:
        return sum(decision.sens == nom for decision in decisions)

    def euros(genre: str):
        return sum(mouvement.montant for mouvement in mouvements if mouvement.genre == genre)

    def reponses(etape: str) -> dict[str, int]:
        lues = [evaluation for evaluation in evaluations if evaluation.etape == etape]
        return {"envoyees": len(lues), "remplies": sum(dedans(lue.remplie_le) for lue in lues)}

    return {
        "candidatures": {
            "recues": sum(dedans(candidature.deposee_le) for candidature in Candidature.objects.all()),
            "recevables": sum(fait.code == "declarer_recevable" for fait in faits),
            "retirees": sum(fait.code == "retirer" for fait in faits),
            "irrecevables": sens("irrecevable"),
            "acceptees": sens("acceptee"),
            "refusees": sens("refusee"),
            "sans_suite": sens("sans_suite"),
        },
        "demi_journees": {
            "accordees": sum(decision.demi_journees for decision in decisions if decision.sens == "acceptee"),
            "conventionnees": sum(c.demi_journees_ajoutees for c in Convention.objects.all() if c.etat == "signee" and dedans(c.signee_le)),
            "tenues": sum(seance.demi_journees for seance in seances),
            "objectif": 60,
        },
        "budget": {"engage": euros("engage") - euros("libere"), "realise": euros("realise"), "ligne": 15000, "enveloppe": 30000},
        "accompagnes": {
            "structures": len({seance.accompagnement.candidature.structure_id for seance in seances}),
            "mentors": len({seance.accompagnement.mentor_id for seance in seances}),
            "accompagnements": len({seance.accompagnement_id for seance in seances}),
        },
        "evaluations": {etape: reponses(etape) for etape in ("sortie", "six_mois")},
    }


def _chiffres(periode: Periode) -> dict[str, Any]:
    return chiffres_du_rapport(Accompagnement.objects.first().dispositif.edition, periode)


def test_les_chiffres_sont_ceux_d_une_lecture_ligne_a_ligne(programme):
    chiffres, reference = _chiffres(programme), _reference(programme)
    assert {cle: chiffres[cle] for cle in reference} == reference
    assert chiffres["candidatures"]["recues"] == 7
    assert chiffres["demi_journees"]["tenues"] == 5
    assert chiffres["budget"]["engage"] == 1500
    assert chiffres["objectifs"] == {"juges": 4, "atteints": 2}
    for axe in ("departements", "dispositifs"):
        assert sum(ligne["recues"] for ligne in chiffres[axe]) == chiffres["candidatures"]["recues"]
        assert sum(ligne["acceptees"] for ligne in chiffres[axe]) == chiffres["candidatures"]["acceptees"]
        assert sum(ligne["tenues"] for ligne in chiffres[axe]) == chiffres["demi_journees"]["tenues"]


def test_les_niveaux_sont_ceux_de_chaque_accompagnement_et_ne_nomment_personne(programme):
    chiffres = _chiffres(programme)
    assert len(chiffres["cas"]) == 3
    for un in chiffres["cas"]:
        lus = niveaux_par_competence(Accompagnement.objects.get(numero=un["numero"]))
        assert un["competences"] == [{cle: ligne[cle] for cle in ("code", "nom", "t0", "t1", "t2")} for ligne in lus]
    # T0 is 1 for all; 3 and 2 at exit, 4 six months after for the first one.
    ligne = {"code": "02.1", "nom": "Construire et suivre un budget", "domaine": "Gestion et administration"}
    assert chiffres["competences"] == [ligne | {"t0": 1.0, "t1": 2.5, "n1": 2, "t2": 4.0, "n2": 1}]
    assert [nom for nom in ("Belkacem", "Nadia", "Sarda", "Mathieu", "Vidal") if nom in str(chiffres)] == []


def test_une_reponse_arrivee_apres_la_periode_n_y_est_pas(programme, django_assert_num_queries):
    edition = Accompagnement.objects.first().dispositif.edition
    with django_assert_num_queries(21):
        chiffres = chiffres_du_rapport(edition, Periode(programme.du, programme.du + timedelta(days=32)))
    assert [(ligne["n1"], ligne["n2"]) for ligne in chiffres["competences"]] == [(2, 0)]
    assert chiffres["evaluations"]["six_mois"] == {"envoyees": 0, "remplies": 0}


def test_hors_de_la_periode_il_n_y_a_rien():
    parcours.candidature("acceptee")
    chiffres = chiffres_du_rapport(parcours.edition(), Periode(date(2020, 1, 1), date(2020, 12, 31)))
    assert (chiffres["cas"], chiffres["competences"], chiffres["departements"], chiffres["dispositifs"]) == ([], [], [], [])
    assert sum(chiffres["candidatures"].values()) == 0
    assert chiffres["demi_journees"] == {"accordees": 0, "conventionnees": 0, "tenues": 0, "objectif": 60}


def test_une_convention_resiliee_ne_compte_plus(horloge):
    edition, periode = parcours.edition(), Periode(heure.aujourdhui() - timedelta(days=40), heure.aujourdhui())
    convention = parcours.convention("signee")
    assert chiffres_du_rapport(edition, periode)["demi_journees"]["conventionnees"] == 2
    abandonner(convention.accompagnement, motif="Plus de disponibilités communes.", acteur=acteur(parcours.pilote()))
    chiffres = chiffres_du_rapport(edition, periode)
    assert (chiffres["demi_journees"]["conventionnees"], chiffres["budget"]["engage"]) == (0, 0)
