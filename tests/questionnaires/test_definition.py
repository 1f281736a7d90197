"""A definition says what is asked; what cannot work is refused with its sentence."""

import json
from typing import Any

import pytest

from candidatures.questionnaire_initial import DEFINITION
from questionnaires.definition import OBLIGATOIRES, DefinitionInvalide, lire, mesures_retirees


def question(code: str = "a", type: str = "texte", **autres: Any) -> dict[str, Any]:
    return {"code": code, "type": type, "libelle": f"Question {code}", **autres}


def definition(*questions: dict[str, Any]) -> dict[str, Any]:
    return {"etapes": [{"code": "une", "titre": "Une", "questions": list(questions)}]}


def bloc(*sous: dict[str, Any], **autres: Any) -> dict[str, Any]:
    return question("b", "bloc", questions=list(sous), **autres)


CHOIX = [["x", "X"], ["y", "Y"]]
REFUSEES = {
    "vide": ({}, "aucune étape"),
    "étape sans question": ({"etapes": [{"code": "une"}]}, "L’étape « une » n’a aucune question"),
    "code d’étape": ({"etapes": [{"code": "recapitulatif", "questions": [question()]}]}, "ne peut pas être le code d’une étape"),
    "type": (definition(question(type="couleur")), "le type « couleur » n’existe pas"),
    "format": (definition(question(format="iban")), "le format « iban » n’existe pas"),
    "code": (definition(question("À")), "le code s’écrit en minuscules"),
    "propriété": (definition(question(couleur="bleu")), "« couleur » n’est pas une propriété connue"),
    "libellé": (definition({"code": "a", "type": "texte"}), "le libellé manque"),
    "code répété": (definition(question(), question()), "Le code « a » sert deux fois"),
    "choix sans choix": (definition(question(type="choix")), "elle donne ses choix, ou le nom d’une liste"),
    "deux listes de choix": (definition(question(type="choix", choix=CHOIX, liste="lieux")), "elle donne ses choix, ou"),
    "liste": (definition(question(type="choix", liste="planetes")), "la liste « planetes » n’existe pas"),
    "texte à choix": (definition(question(choix=CHOIX)), "seule une question à choix"),
    "choix répété": (definition(question(type="choix", choix=[["x", "X"], ["x", "Y"]])), "deux choix ont la même valeur"),
    "échelle avec milieu": (definition(question(type="echelle", echelons=["non", "bof", "oui"])), "un nombre pair d’échelons"),
    "échelons ailleurs": (definition(question(echelons=["a", "b"])), "seule une échelle"),
    "bornes": (definition(question(type="nombre", minimum=3, maximum=1)), "le minimum dépasse le maximum"),
    "bornes d’un texte": (definition(question(minimum=1)), "ni minimum, ni maximum"),
    "trop de places": (definition(bloc(question(), maximum=21)), "le nombre de places va de 1 à 20"),
    "bloc vide": (definition(bloc()), "au moins une sous-question"),
    "bloc dans un bloc": (definition(bloc(question("c", "bloc", questions=[question()]))), "est trop riche"),
    "sous-questions jumelles": (definition(bloc(question(), question())), "deux sous-questions ont le même code"),
    "places sans nom": (definition(bloc(question(), maximum=2, places=[{"titre": "U", "nom": "u"}])), "un nom par place, ou aucun"),
    "boucle": (definition(bloc(question(), boucle="planetes")), "la liste « planetes » n’existe pas"),
    "boucle d’un texte": (definition(question(boucle="objectifs")), "seuls un bloc ou une échelle"),
    "sous-questions d’un texte": (definition(question(questions=[question("c")])), "seul un bloc"),
    "rattachement": (definition(question(rattachement="lune")), "le rattachement « lune » n’existe pas"),
    "rattachement d’un autre type": (definition(question(type="nombre", rattachement="intitule")), "attend le type « texte »"),
    "rattachement répété": (
        definition(question(rattachement="intitule"), question("b", rattachement="intitule")),
        "« intitule » sert deux fois",
    ),
    "bloc rattaché incomplet": (definition(bloc(question("nom"), rattachement="objectifs")), "attend une sous-question « texte »"),
    "condition sur une suivante": (
        definition(question(condition={"question": "b", "valeurs": ["x"], "phrase": "…"}), question("b", "choix", choix=CHOIX)),
        "qui n’est pas posée avant elle",
    ),
    "condition sans phrase": (definition(question(condition={"question": "b", "valeurs": ["x"]})), "la phrase qui l’annonce"),
    "condition sur une autre valeur": (
        definition(question("b", "choix", choix=CHOIX), question(condition={"question": "b", "valeurs": ["z"], "phrase": "…"})),
        "n’a pas les valeurs de sa condition",
    ),
}


@pytest.mark.parametrize("cas", REFUSEES)
def test_une_definition_fausse_est_refusee_avec_sa_phrase(cas):
    brute, phrase = REFUSEES[cas]
    with pytest.raises(DefinitionInvalide, match=phrase):
        lire(brute)


def initiale() -> dict[str, Any]:
    return json.loads(DEFINITION.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rattachement", sorted(OBLIGATOIRES["candidature"]))
def test_une_demande_ne_se_passe_d_aucun_rattachement_obligatoire(rattachement):
    brute = initiale()
    for etape in brute["etapes"]:
        etape["questions"] = [question for question in etape["questions"] if question.get("rattachement") != rattachement]
    brute["etapes"] = [etape for etape in brute["etapes"] if etape["questions"]]
    with pytest.raises(DefinitionInvalide, match=f"« {rattachement} »"):
        lire(brute, usage="candidature")
    lire(brute)


def test_une_mesure_se_reformule_et_ne_disparait_pas():
    ancienne = lire(definition(question(mesure="satisfaction"), question("b")))
    assert mesures_retirees(ancienne, lire(definition(question("c", mesure="satisfaction")))) == []
    assert mesures_retirees(ancienne, lire(definition(question("b")))) == ["satisfaction"]


def test_une_question_conditionnelle_se_pose_selon_la_reponse_qui_la_precede():
    condition = {"question": "b", "valeurs": ["x"], "phrase": "Si X."}
    suite = {"question": "a", "valeurs": ["oui"], "phrase": "Si oui."}
    lue = lire(
        definition(question("b", "choix", choix=CHOIX), question("a", "oui_non", condition=condition), question("c", condition=suite))
    )
    assert lue.posees({"b": "x", "a": "oui"}) == {"a", "b", "c"}
    assert lue.posees({"b": "y", "a": "oui"}) == {"b"}
    assert lue.posees({}) == {"b"}


def test_les_champs_d_une_boucle_portent_la_cle_de_ce_qui_est_donne():
    lue = lire(
        definition(bloc(question("note"), boucle="objectifs"), question("e", "echelle", echelons=["non", "oui"], boucle="objectifs"))
    )
    assert lue.etapes[0].champs({"objectifs": [("7", "Un"), ("9", "Deux")]}) == {
        "b-7-note": "texte",
        "b-9-note": "texte",
        "e-7": "echelle",
        "e-9": "echelle",
    }
