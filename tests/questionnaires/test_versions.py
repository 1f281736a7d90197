"""A version is frozen once; what is frozen never changes; its printable copy is made by a job."""

from typing import Any

import pytest

from candidatures import questionnaire_initial
from questionnaires import actions, documents
from questionnaires.definition import DefinitionInvalide
from questionnaires.models import Question, Version
from socle.acteurs import SYSTEME
from socle.models import Evenement, Travail
from tests import parcours

pytestmark = pytest.mark.django_db


def definition(*codes: str, mesure: str = "") -> dict[str, Any]:
    questions = [{"code": code, "type": "texte", "libelle": f"Question {code}"} for code in codes]
    questions[0] |= {"mesure": mesure} if mesure else {}
    return {"etapes": [{"code": "une", "titre": "Une", "questions": questions}]}


def charger(*codes: str, mesure: str = "") -> Version:
    return actions.charger("essai", "Essai", definition(*codes, mesure=mesure), acteur=SYSTEME)


def test_la_meme_definition_est_la_meme_version():
    premiere, seconde = charger("a", "b"), charger("a", "b")
    assert (premiere, premiere.numero, Version.objects.count()) == (seconde, 1, 1)
    assert Evenement.objects.filter(code="figer_version").count() == 1
    assert Travail.objects.filter(genre="fac_simile").count() == 1


def test_une_autre_definition_est_la_version_suivante():
    charger("a")
    assert charger("a", "b").numero == 2


def test_revenir_a_une_definition_plus_ancienne_rend_sa_version():
    ancienne = charger("a")
    charger("b")
    assert charger("a") == ancienne


def test_chaque_question_a_sa_ligne_dans_l_ordre():
    version = questionnaire_initial.charger(SYSTEME)
    lignes = list(version.questions.values_list("rang", "code", "rattachement"))
    assert lignes[0] == (1, "siret", "structure.siret")
    assert [code for _, code, _ in lignes] == [question.code for question in version.lue.questions]


def test_une_version_qui_perdrait_une_mesure_est_refusee_et_rien_n_est_ecrit():
    charger("a", mesure="satisfaction")
    with pytest.raises(DefinitionInvalide, match="La version 1 mesure « satisfaction »"):
        charger("b")
    assert Version.objects.count() == 1
    assert charger("c", mesure="satisfaction").numero == 2


ECRITURES = [
    lambda version: version.save(),
    lambda version: version.save(update_fields=["definition"]),
    lambda version: version.delete(),
    lambda version: Version.objects.update(numero=2),
    lambda version: Version.objects.all().delete(),
]


@pytest.mark.parametrize("ecrire", ECRITURES)
def test_une_version_figee_ne_se_change_ni_ne_s_efface(ecrire):
    with pytest.raises(TypeError, match="A frozen version is never"):
        ecrire(charger("a"))


def test_le_fac_simile_se_fait_une_fois():
    version = charger("a")
    parcours.executer("fac_simile")
    version.refresh_from_db()
    premier = version.fac_simile
    actions.produire_fac_simile(Travail.objects.get(genre="fac_simile"))
    version.refresh_from_db()
    assert version.fac_simile == premier
    assert premier.nom == "fac-simile-essai-v1.pdf"


def test_le_fac_simile_dit_toutes_les_questions_et_leurs_choix():
    parcours.departement()
    contexte = documents.fac_simile(questionnaire_initial.charger(SYSTEME))
    questions = {question["libelle"]: question for etape in contexte["etapes"] for question in etape["questions"]}
    assert len(questions) == Question.objects.count() == 20
    assert questions["Quel accompagnement ?"]["choix"] == ["Transfert de savoir-faire", "Mentorat-compagnonnage"]
    assert questions["La personne à qui vous pensez"]["condition"] == "Seulement si vous avez déjà quelqu’un en tête."
    assert [sous["libelle"] for sous in questions["Où elle est installée"]["sous_questions"]] == ["Code postal", "Commune", "Département"]
    assert questions["SIRET ou numéro RNA"]["facultative"] is False
    assert questions["À quelle période ?"]["facultative"] is True
