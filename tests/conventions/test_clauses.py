"""The text of agreements: a closed list of variables and conditions, and nothing else is read in what the team writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions import modele_initial
from conventions.clauses import BLOCS, CONDITIONS, VARIABLES, Ecrite, deployer, empreinte, fautes

VOLONTARIAT = Ecrite("preambule", "", "Chacun·e s’engage sur la base du volontariat.", "toujours")
OBJET = Ecrite("article", "Objet", "Sur ce sujet : {sujet}.", "toujours")
VALEURS = {nom: f"<{nom}>" for nom in VARIABLES}


def textes(sections: list) -> list[str]:
    """Return the paragraphs and points of expanded sections, without their runs."""
    trouves = []
    for section in sections:
        for partie in section["corps"]:
            suites = [partie["suite"]] if partie["genre"] == "paragraphe" else partie.get("points", [])
            trouves += ["".join(texte for texte, _ in suite) for suite in suites]
    return trouves


def test_le_texte_initial_n_a_aucune_faute():
    ecrites = modele_initial.ecrites()
    assert fautes(ecrites) == []
    articles = [clause.titre for clause in ecrites if clause.section == "article" and clause.titre]
    assert len(dict.fromkeys(articles)) == 17
    assert {clause.bloc for clause in ecrites} - {""} == set(BLOCS)


@pytest.mark.parametrize("dispositif", ["tsf", "mentorat"])
@pytest.mark.parametrize("mode", ["facture_structure", "facture_independant", "frais", "renonciation"])
@pytest.mark.parametrize("captation", ["captation", "sans_captation"])
def test_les_renvois_du_texte_initial_tombent_juste(dispositif, mode, captation):
    """Article 7 is what is paid, 10 the images; annexes keep their numbers whatever applies."""
    sections = deployer(modele_initial.ecrites(), valeurs=VALEURS, vraies=frozenset({dispositif, mode, captation}))
    titres = {(section["section"], section["numero"]): section["titre"] for section in sections}
    assert titres["article", 7] == "Prise en charge"
    assert titres["article", 10] == "Image et enregistrements"
    assert titres["article", 17] == "Convention de preuve"
    annexes = [titres["annexe", rang] for rang in (1, 2, 3, 4)]
    assert [titre.split()[0] for titre in annexes] == ["Calendrier", "Compétences", "Notice", "Charte"]
    assert titres.get(("annexe", 5), "") == ("Consentement à l’image et à la voix" if captation == "captation" else "")


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"texte": "Un {cadeau}."}, "Clause 2 (« Objet ») : la variable « {cadeau} » n’existe pas."),
        ({"texte": "Un {sujet.__class__}."}, "Clause 2 (« Objet ») : la variable « {sujet.__class__} » n’existe pas."),
        ({"texte": "Un {sujet."}, "Clause 2 (« Objet ») : une accolade n’est pas fermée, ou pas ouverte."),
        ({"texte": "Un {{ sujet }}."}, "Clause 2 (« Objet ») : la variable « { sujet } » n’existe pas."),
        ({"texte": "{% now 'Y' %}"}, "Clause 2 (« Objet ») : la variable « {% now 'Y' %} » n’existe pas."),
        ({"titre": "Objet de {sujet}"}, "Clause 2 (« Objet de {sujet} ») : un titre ne contient pas de variable."),
        ({"condition": "pleine_lune"}, "Clause 2 (« Objet ») : la condition « pleine_lune » n’existe pas."),
        ({"bloc": "photo"}, "Clause 2 (« Objet ») : le tableau « photo » n’existe pas."),
        ({"section": "postface"}, "Clause 2 (« Objet ») : la partie « postface » n’existe pas."),
        ({"texte": " "}, "Clause 2 (« Objet ») : elle ne dit rien."),
        ({"titre": ""}, "Le premier article n’a pas de titre : donnez-lui-en un."),
    ],
)
def test_une_faute_nomme_sa_clause(change, phrase):
    clause = Ecrite(**({"section": "article", "titre": "Objet", "texte": "Rien.", "condition": "toujours"} | change))
    assert phrase in fautes([VOLONTARIAT, clause])


def test_un_modele_sans_volontariat_ou_en_desordre_est_refuse():
    assert fautes([]) == ["Ce modèle n’a encore aucune clause."]
    assert any("base du volontariat" in faute for faute in fautes([OBJET]))
    assert any("Les parties se mêlent" in faute for faute in fautes([OBJET, VOLONTARIAT]))


def test_seules_les_clauses_qui_s_appliquent_sont_dites_et_leur_titre_reste():
    clauses = [
        Ecrite("article", "Lieu", "Sur place.", "sur_place"),
        Ecrite("article", "", "À distance.", "a_distance"),
        Ecrite("article", "Fin", "Voilà.", "toujours"),
    ]
    sections = deployer(clauses, valeurs=VALEURS, vraies=frozenset({"a_distance"}))
    assert [(section["titre"], section["numero"]) for section in sections] == [("Lieu", 1), ("Fin", 2)]
    assert textes(sections) == ["À distance.", "Voilà."]


def test_le_titre_d_un_article_qui_ne_s_applique_pas_ne_passe_pas_a_une_annexe():
    clauses = [OBJET, Ecrite("article", "Image", "Oui.", "captation"), Ecrite("annexe", "", "Suite.", "toujours")]
    sections = deployer(clauses, valeurs=VALEURS, vraies=frozenset())
    assert [(section["section"], section["titre"]) for section in sections] == [("article", "Objet"), ("annexe", "")]


def test_une_liste_continue_d_une_clause_a_l_autre():
    clauses = [
        Ecrite("article", "Objet", "Elle :\n- prépare ;", "toujours"),
        Ecrite("article", "", "- prévient ;", "frais"),
        Ecrite("article", "", "- raconte.\n\nFin.", "toujours"),
    ]
    corps = deployer(clauses, valeurs=VALEURS, vraies=frozenset({"frais"}))[0]["corps"]
    assert [partie["genre"] for partie in corps] == ["paragraphe", "liste", "paragraphe"]
    assert len(corps[1]["points"]) == 3


@given(st.text())
def test_une_valeur_n_est_jamais_relue(valeur):
    """What people typed stays one run, as they typed it, even when it looks like a variable, a template or HTML."""
    sections = deployer([OBJET], valeurs=VALEURS | {"sujet": valeur}, vraies=frozenset())
    suite = sections[0]["corps"][0]["suite"]
    assert suite == [["Sur ce sujet : ", False], *([[valeur, False]] if valeur else []), [".", False]]


@given(st.text(), st.sampled_from(sorted(CONDITIONS)))
def test_aucun_texte_de_l_equipe_ne_fait_tomber_le_jugement(texte, condition):
    clauses = [VOLONTARIAT, Ecrite("article", "Objet", texte, condition)]
    if not fautes(clauses):
        deployer(clauses, valeurs=VALEURS, vraies=frozenset({condition}))


def test_deux_versions_qui_disent_la_meme_chose_ont_la_meme_empreinte():
    assert empreinte([OBJET]) == empreinte([Ecrite("article", "Objet", "Sur ce sujet : {sujet}.", "toujours")])
    assert empreinte([OBJET]) != empreinte([VOLONTARIAT])
