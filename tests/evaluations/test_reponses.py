"""Answers: once, by the right person, and the levels T1 and T2 they write."""

from datetime import timedelta

import pytest
from django.test import Client

from candidatures.models import Positionnement
from comptes.acteurs import ANONYME, ActeurLien
from comptes.models import LienPersonnel
from evaluations import actions, lectures
from evaluations.actions import Retour
from evaluations.models import Evaluation
from socle.acteurs import SYSTEME
from socle.models import Courriel
from socle.refus import DejaFait, Refus
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer

from .conftest import termine

pytestmark = pytest.mark.django_db
E = Evaluation.Etat


def niveaux() -> list[tuple[str, str, int]]:
    return list(
        Positionnement.objects.filter(moment__in=["t1", "t2"]).order_by("moment", "source").values_list("moment", "source", "niveau")
    )


def repondre(evaluation: Evaluation, niveau: int) -> Evaluation:
    retour = Retour({parcours.competence().pk: niveau}, {"satisfaction": "tout_a_fait"})
    return actions.remplir(evaluation, retour, acteur=parcours.acteur(evaluation.personne))


def test_chaque_reponse_ecrit_le_niveau_du_bon_moment_et_de_la_bonne_source(accompagnee, mentor, horloge):
    repondre(accompagnee, 3)
    repondre(mentor, 2)
    horloge.avancer(timedelta(days=190))
    actions.faire_vivre()
    repondre(Evaluation.objects.get(etape="six_mois", repondant="accompagne"), 4)
    assert niveaux() == [("t1", "accompagne", 3), ("t1", "mentor", 2), ("t2", "accompagne", 4)]
    assert lectures.niveaux_par_competence(accompagnee.accompagnement) == [
        {"code": "02.1", "nom": "Construire et suivre un budget", "t0": 1, "t1": 3, "t2": 4, "t1_mentor": 2}
    ]


def test_les_reponses_gardent_les_niveaux_avec_le_reste(accompagnee):
    remplie = repondre(accompagnee, 3)
    assert remplie.reponses == {"satisfaction": "tout_a_fait", "niveaux": {str(parcours.competence().pk): 3}}
    assert remplie.remplie_le is not None


def test_repondre_deux_fois_repond_une_fois(accompagnee):
    premiere = repondre(accompagnee, 3)
    assert repondre(accompagnee, 3).reponses == premiere.reponses
    with pytest.raises(DejaFait, match="Vos réponses étaient déjà enregistrées"):
        repondre(accompagnee, 0)
    assert niveaux() == [("t1", "accompagne", 3)]
    assert Courriel.objects.filter(gabarit="evaluations/remerciement").count() == 1


def test_un_niveau_deja_dit_par_la_meme_source_est_remplace(accompagnee):
    Positionnement.objects.create(
        participant=accompagnee.accompagnement.beneficiaire, competence=parcours.competence(), moment="t1", source="accompagne", niveau=0
    )
    repondre(accompagnee, 3)
    assert niveaux() == [("t1", "accompagne", 3)]


def test_apres_le_delai_la_reponse_est_refusee_meme_si_le_calendrier_n_est_pas_passe(accompagnee, horloge):
    horloge.avancer(timedelta(days=60))
    with pytest.raises(Refus, match="Le délai de réponse est passé"):
        repondre(accompagnee, 3)
    assert niveaux() == []


@pytest.mark.parametrize(
    ("chemin", "issues"),
    [
        ([], {"envoyer": E.ENVOYEE}),
        (["envoyer"], {"remplir": E.REMPLIE, "expirer": E.EXPIREE}),
        (["envoyer", "remplir"], {}),
        (["envoyer", "expirer"], {}),
    ],
)
def test_chaque_etat_d_une_evaluation(paire, chemin, issues, horloge):
    evaluation = Evaluation.objects.filter(etape="six_mois").first()
    le = horloge.maintenant()
    donnees = {"envoyer": {"le": le}, "remplir": {"le": le, "reponses": {}}}
    acteurs = {"envoyer": SYSTEME, "remplir": parcours.acteur(evaluation.personne), "expirer": SYSTEME}
    for nom in chemin:
        evaluation = franchir(evaluation, nom, acteur=acteurs[nom], **donnees.get(nom, {}))
    assert tout_essayer(evaluation, acteurs, donnees) == issues


def test_qui_peut_repondre(accompagnee, mentor, horloge):
    liens = {lien.objet_id: ActeurLien(lien) for lien in LienPersonnel.objects.filter(but="evaluation")}
    acteurs = {
        "elle-même": parcours.acteur(accompagnee.personne),
        "son lien": liens[accompagnee.pk],
        "l’autre": parcours.acteur(mentor.personne),
        "le lien de l’autre": liens[mentor.pk],
        "le pilote": parcours.acteur(parcours.pilote()),
        "la plateforme": SYSTEME,
        "personne": ANONYME,
    }
    donnees = {"le": horloge.maintenant(), "reponses": {}}
    permis = {qui for qui, acteur in acteurs.items() if essayer(accompagnee, "remplir", acteur, **donnees) == E.REMPLIE}
    assert permis == {"elle-même", "son lien"}


def test_qui_voit_une_evaluation(accompagnee, mentor):
    liens = {lien.objet_id: ActeurLien(lien) for lien in LienPersonnel.objects.filter(but="evaluation")}
    vues = {
        "accompagnée": Evaluation.objects.visibles_par(parcours.acteur(accompagnee.personne)),
        "son lien": Evaluation.objects.visibles_par(liens[accompagnee.pk]),
        "mentor": Evaluation.objects.visibles_par(parcours.acteur(mentor.personne)),
        "porteuse": Evaluation.objects.visibles_par(parcours.acteur(accompagnee.accompagnement.candidature.porteur)),
        "pilote": Evaluation.objects.visibles_par(parcours.acteur(parcours.pilote())),
        "comité": Evaluation.objects.visibles_par(parcours.acteur(parcours.membre_du_comite())),
        "anonyme": Evaluation.objects.visibles_par(ANONYME),
    }
    assert {qui: set(trouvees) for qui, trouvees in vues.items()} == {
        "accompagnée": {accompagnee},
        "son lien": {accompagnee},
        "mentor": {mentor},
        "porteuse": set(),
        "pilote": set(Evaluation.objects.all()),
        "comité": set(),
        "anonyme": set(),
    }


def test_un_lien_d_une_autre_chose_n_ouvre_pas_une_evaluation(accompagnee):
    lien = LienPersonnel.objects.get(objet_id=accompagnee.pk, personne=accompagnee.personne)
    lien.but = "signature"
    assert not Evaluation.objects.visibles_par(ActeurLien(lien)).exists()


@pytest.mark.parametrize("paires", [1, 3])
def test_les_niveaux_se_lisent_en_une_requete(paires, django_assert_num_queries):
    toutes = [termine(rang) for rang in range(paires)]
    with django_assert_num_queries(paires):
        assert [len(lectures.niveaux_par_competence(paire)) for paire in toutes] == [1] * paires


def test_un_visiteur_est_invite_a_se_connecter(accompagnee):
    reponse = Client().get(accompagnee.get_absolute_url())
    assert (reponse.status_code, "/compte/" in reponse["Location"]) == (302, True)
