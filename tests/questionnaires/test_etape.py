"""Each type of question as one answers it: what is accepted, what is wrong, what is missing, how it is read back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from questionnaires.definition import Etape, lire
from questionnaires.forms import Contexte, EtapeForm, Jugement, elements, relire

pytestmark = pytest.mark.django_db


def etape(*questions: dict[str, Any]) -> Etape:
    completes = [{"libelle": f"Question {question['code']}", **question} for question in questions]
    return lire({"etapes": [{"code": "une", "titre": "Une", "questions": completes}]}).etapes[0]


def juger(question: dict[str, Any], jugement: Jugement = Jugement.TOUT, contexte: Contexte | None = None, **saisie: Any) -> EtapeForm:
    return EtapeForm(etape({"code": "q", **question}), saisie, contexte or Contexte(), jugement)


ACCEPTEES = [
    ({"type": "texte", "format": "rna"}, "w343012345", "W343012345"),
    ({"type": "texte", "format": "siret"}, "775 670 003 00018", "77567000300018"),
    ({"type": "texte", "format": "siret_ou_rna"}, "775 670 003 00018", "77567000300018"),
    ({"type": "texte", "format": "siret_ou_rna"}, "w343012345", "W343012345"),
    ({"type": "texte", "format": "courriel"}, "Nadia@Exemple.test", "nadia@exemple.test"),
    ({"type": "texte", "format": "telephone"}, "06 12 34 56 78", "0612345678"),
    ({"type": "texte", "format": "url"}, "www.exemple.fr", "https://www.exemple.fr"),
    ({"type": "texte", "format": "paragraphe"}, "Deux\r\nlignes", "Deux\r\nlignes"),
    ({"type": "nombre"}, "12", 12),
    ({"type": "montant"}, "1 250,50 €", Decimal("1250.50")),
    ({"type": "date"}, "2026-11-03", date(2026, 11, 3)),
    ({"type": "oui_non"}, "oui", "oui"),
    ({"type": "choix", "choix": [["x", "X"]]}, "x", "x"),
    ({"type": "choix_multiple", "choix": [["x", "X"], ["y", "Y"]]}, ["y"], ["y"]),
    ({"type": "echelle", "echelons": ["non", "oui"]}, "2", "2"),
]


@pytest.mark.parametrize(("question", "saisi", "valeur"), ACCEPTEES)
def test_une_reponse_juste(question, saisi, valeur):
    form = juger(question, q=saisi)
    assert form.is_valid(), form.errors
    assert form.valeurs() == {"q": valeur}


REFUSEES = [
    ({"type": "texte", "format": "rna"}, "343", "Un numéro RNA s’écrit W suivi de neuf caractères, par exemple W343012345."),
    ({"type": "texte", "format": "siret_ou_rna"}, "W343", "Un numéro RNA s’écrit W suivi de neuf caractères, par exemple W343012345."),
    ({"type": "texte", "format": "url"}, "pas un site", "Cette adresse de site est mal écrite, par exemple : www.structure.fr."),
    ({"type": "nombre", "minimum": 2}, "1", "Écrivez un nombre d’au moins 2."),
    ({"type": "nombre"}, "beaucoup", "Écrivez un nombre, par exemple 12."),
    ({"type": "montant"}, "12,345", "Écrivez un montant en euros, par exemple 1 250,50."),
    ({"type": "date"}, "hier", "Écrivez le jour, le mois et l’année, par exemple 03/11/2026."),
    ({"type": "choix", "choix": [["x", "X"]]}, "z", "Choisissez une réponse de la liste."),
    ({"type": "choix_multiple", "maximum": 1, "choix": [["x", "X"], ["y", "Y"]]}, ["x", "y"], "Choisissez 1 réponse au plus."),
]


@pytest.mark.parametrize(("question", "saisi", "phrase"), REFUSEES)
@pytest.mark.parametrize("jugement", [Jugement.FAUX, Jugement.TOUT])
def test_une_reponse_fausse_se_dit_des_l_etape(question, saisi, phrase, jugement):
    assert juger(question, jugement, q=saisi).errors == {"q": [phrase]}


@pytest.mark.parametrize(("question", "saisi", "phrase"), REFUSEES)
def test_rien_ne_se_dit_tant_que_rien_n_est_juge(question, saisi, phrase):
    assert juger(question, Jugement.RIEN, q=saisi).errors == {}


@pytest.mark.parametrize(("question", "saisi", "valeur"), ACCEPTEES)
def test_ce_qui_manque_ne_se_dit_qu_a_la_fin(question, saisi, valeur):
    exigee = {**question, "exige": "Répondez."}
    assert juger(exigee, Jugement.FAUX).errors == {}
    form = juger(exigee)
    assert form.errors == {"q": ["Répondez."]}
    assert [(reprise.champ, reprise.manque) for reprise in relire(form).reprises] == [("id_q", True)]


BLOC = {
    "type": "bloc",
    "minimum": 1,
    "maximum": 3,
    "exige": "Remplissez une place.",
    "questions": [{"code": "nom", "type": "texte", "libelle": "Nom", "exige": "Le nom.", "doublon": "Déjà dit."}],
}


def test_un_bloc_garde_ses_places_remplies_dans_l_ordre():
    form = juger(BLOC, **{"q-1-nom": "Deux", "q-2-nom": "Trois"})
    assert form.is_valid()
    assert form.valeurs() == {"q": [{"cle": "1", "nom": "Deux"}, {"cle": "2", "nom": "Trois"}]}


def test_un_bloc_vide_dit_une_fois_qu_il_en_faut():
    assert juger(BLOC, **{"q-1-nom": "  "}).errors == {"q-0-nom": ["Remplissez une place."]}
    assert juger({**BLOC, "minimum": 0}).is_valid()


def test_une_valeur_deja_dite_dans_une_autre_place():
    assert juger(BLOC, **{"q-0-nom": "Un", "q-2-nom": "Un"}).errors == {"q-2-nom": ["Déjà dit."]}


BOUCLES = Contexte(boucles={"objectifs": [("7", "Poser un budget"), ("9", "Tenir la trésorerie")]})


def test_une_echelle_se_repete_sur_ce_que_donne_la_page():
    question = {"type": "echelle", "echelons": ["non", "oui"], "boucle": "objectifs", "exige": "Répondez."}
    form = juger(question, contexte=BOUCLES, **{"q-7": "1"})
    assert [(nom, champ.label) for nom, champ in form.fields.items()] == [("q-7", "Poser un budget"), ("q-9", "Tenir la trésorerie")]
    assert form.errors == {"q-9": ["Répondez."]}
    assert [element.gabarit for element in elements(form)] == ["serie"]
    complete = juger(question, contexte=BOUCLES, **{"q-7": "1", "q-9": "2"})
    assert complete.is_valid()
    assert complete.valeurs() == {"q": [{"cle": "7", "q": "1"}, {"cle": "9", "q": "2"}]}


def test_un_bloc_se_repete_sur_ce_que_donne_la_page():
    question = {"type": "bloc", "boucle": "objectifs", "questions": [{"code": "mot", "type": "texte", "libelle": "Un mot"}]}
    form = juger(question, contexte=BOUCLES, **{"q-9-mot": "Utile"})
    assert form.is_valid()
    assert form.valeurs() == {"q": [{"cle": "9", "mot": "Utile"}]}
    assert [passage.titre for relue in relire(form).questions for passage in relue.passages] == ["Tenir la trésorerie"]


def test_une_question_qui_n_est_pas_posee_n_est_ni_jugee_ni_relue():
    form = EtapeForm(
        etape({"code": "q", "type": "nombre", "exige": "Répondez."}), {"q": "beaucoup"}, Contexte(posees=frozenset()), Jugement.TOUT
    )
    assert form.is_valid()
    assert (form.valeurs(), relire(form).questions) == ({"q": None}, [])


def test_les_reponses_se_relisent_en_mots():
    question = {"type": "choix_multiple", "choix": [["x", "Premier"], ["y", "Second"]]}
    [relue] = relire(juger(question, q=["y", "x"])).questions
    assert [passage.lignes for passage in relue.passages] == [[("", "Second"), ("", "Premier")]]
