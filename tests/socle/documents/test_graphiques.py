"""Charts: geometry, and the same drawing on a page and in a document."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from socle.documents import graphiques, production
from socle.templatetags.documents import barres

SVG = "{http://www.w3.org/2000/svg}"
valeurs = st.one_of(st.none(), st.floats(0, 4))
lignes = st.lists(
    st.fixed_dictionaries({"libelle": st.text(" abcdéW’", max_size=80), "valeurs": st.lists(valeurs, min_size=3, max_size=3)})
)


@given(lignes=lignes, format_=st.sampled_from([graphiques.LARGE, graphiques.ETROIT]))
def test_les_barres_tiennent_dans_le_cadre_et_ne_se_touchent_pas(lignes: list, format_: graphiques.Format):
    dessin = graphiques.barres({"series": ["a", "b", "c"], "maximum": 4, "decimales": 1, "lignes": lignes}, format_)
    toutes = [barre for groupe in dessin["groupes"] for barre in groupe.barres]
    assert all(barre.largeur is None or 0 <= barre.largeur <= format_.droite - format_.gauche for barre in toutes)
    assert all(avant.y + graphiques.BARRE <= apres.y for avant, apres in pairwise(toutes))
    assert all(barre.y + graphiques.BARRE <= dessin["bas"] < dessin["hauteur"] for barre in toutes)
    noms = [y for groupe in dessin["groupes"] for y, _ in groupe.nom]
    assert noms == sorted(noms)


@given(maximum=st.floats(0.01, 1e6))
def test_une_echelle_a_peu_de_graduations_regulieres(maximum: float):
    trouvees = graphiques.graduations(maximum)
    assert trouvees[0] == 0
    assert 1 <= len(trouvees) <= 7
    assert trouvees[-1] <= maximum * 1.001


@pytest.mark.parametrize(
    ("maximum", "attendu"), [(4, [0, 1, 2, 3, 4]), (60, [0, 20, 40, 60]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (13, [0, 5, 10])]
)
def test_les_graduations_sont_des_nombres_ronds(maximum: float, attendu: list[float]):
    assert graphiques.graduations(maximum) == attendu


@pytest.mark.parametrize(
    ("valeur", "decimales", "attendu"),
    [(1.25, 1, "1,2"), (12000, 0, "12\u202f000"), (1234.5, 1, "1\u202f234,5"), (None, 1, "–"), (0, 0, "0")],
)
def test_les_nombres_s_ecrivent_a_la_francaise(valeur: float | None, decimales: int, attendu: str):
    assert graphiques.nombre(valeur, decimales) == attendu


def test_une_valeur_hors_de_l_echelle_est_refusee(contexte: production.Contexte):
    faux = {**contexte["graphique"], "lignes": [{"libelle": "x", "valeurs": [1, 2, 5]}]}
    with pytest.raises(ValueError, match="outside the scale"):
        graphiques.barres(faux)


def test_un_nom_long_se_coupe_entre_les_mots():
    assert graphiques.couper("Filière enregistrée et développement d’artistes", 224) == [
        "Filière enregistrée et",
        "développement d’artistes",
    ]
    assert graphiques.couper("Anticonstitutionnellement", 10) == ["Anticonstitutionnellement"]


def test_le_dessin_est_accessible_et_ses_series_ne_se_distinguent_pas_que_par_la_couleur(contexte: production.Contexte):
    racine = ElementTree.fromstring(barres(contexte["graphique"]))
    identifiants = {element.get("id") for element in racine.iter() if element.get("id")}
    assert racine.get("role") == "img"
    assert set(racine.get("aria-labelledby").split()) <= identifiants
    assert racine.findtext(f"{SVG}title") == contexte["graphique"]["titre"]
    assert racine.findtext(f"{SVG}desc") == contexte["graphique"]["description"]
    assert {rect.get("fill") for rect in racine.iter(f"{SVG}rect")} == {"#fffdf8", "url(#niveaux-h)", "#4b1d4a", "#f2a73a"}
    textes = [texte.text for texte in racine.iter(f"{SVG}text")]
    assert " ".join(texte for texte in textes if re.fullmatch(r"\d,\d|–", texte)) == "1,2 2,6 2,9 1,5 2,7 2,8 0,9 2,1 2,3 0,6 1,9 –"


def test_la_page_et_le_document_montrent_le_meme_dessin_et_ses_valeurs(specimen: production.Rendu, contexte: production.Contexte):
    page = Template('{% include "composants/graphique.html" %}').render(Context(contexte))
    document = production.page_html("specimen", specimen.contexte, produit_le=specimen.produit_le, donnees="")
    dessin = barres(contexte["graphique"])
    assert dessin in page
    assert dessin in document
    assert barres(contexte["graphique"], etroit=True) in page
    identifiants = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiants) == len(set(identifiants))
    assert re.search(r"\sstyle=|\son\w+=", page) is None
    for sortie in (page, document):
        assert '<th scope="row">Transition écologique</th><td class="n">0,6</td><td class="n">1,9</td><td class="n">–</td>' in sortie
