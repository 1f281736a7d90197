"""Every page as each role gets it, in a real browser: valid HTML, no complaint of the browser, no fault for axe, no overflow.

In light for each page and role; in dark, on a phone, once for each template.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.droits import routes
from tests.droits.test_matrice import ADMIN_ECRITURE, ADMIN_LECTURE, ECRITURE, LECTURE, PAGES_ADMIN
from tests.pages import nu
from tests.pages.chemins import chemins
from tests.pages.fenetre import Fenetre
from tests.pages.vues import MONTREES, Vue, distinctes, erreurs, lues, renvoyees

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.navigateur,
    pytest.mark.externe,
    pytest.mark.xdist_group("pages"),
    pytest.mark.usefixtures("demonstration"),
]


def _qui_montrent(table: dict[str, dict[str, str]]) -> list[str]:
    return [ligne for ligne, cellules in table.items() if MONTREES.intersection(cellules.values())]


@dataclass
class DejaVu:
    """What was looked at already: the frames of pages (in light), the templates in dark."""

    cadres: set[str] = field(default_factory=set)
    la_nuit: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def deja_vu() -> DejaVu:
    return DejaVu()


def _regarder(vues: Iterator[Vue], fenetre: Fenetre, deja_vu: DejaVu) -> None:
    """Fail on any fault of these pages, naming them all."""
    fautes = [f"{vue.nom} · {faute}" for vue in distinctes(vues, deja_vu.cadres) for faute in _fautes_de(vue, fenetre, deja_vu.la_nuit)]
    assert not fautes, "\n".join(fautes)


def _fautes_de(vue: Vue, fenetre: Fenetre, vus_la_nuit: set[str]) -> list[str]:
    fautes = nu.fautes(vue.reponse.text)
    fenetre.montrer(vue.reponse, client=vue.client, adresse=vue.adresse)
    fautes += fenetre.fautes_axe() + fenetre.fautes_de_saisie() + fenetre.fautes_de_largeur()
    if vue.gabarit not in vus_la_nuit:
        vus_la_nuit.add(vue.gabarit)
        fautes += fenetre.fautes_au_telephone_la_nuit()
    return fautes + [f"navigateur : {plainte}" for plainte in fenetre.plaintes if not _est_le_statut(plainte, vue)]


def _est_le_statut(plainte: str, vue: Vue) -> bool:
    """The browser says in its console that the page itself is an error page."""
    return vue.reponse.status_code >= 400 and f"status of {vue.reponse.status_code}" in plainte


@pytest.mark.parametrize("ligne", _qui_montrent(LECTURE))
def test_la_page_lue(scene, fenetre, deja_vu, ligne):
    vues = lues(scene, ligne, routes.adresse(ligne, scene), LECTURE[ligne])
    _regarder(vues, fenetre, deja_vu)


@pytest.mark.parametrize("ligne", _qui_montrent(ECRITURE))
def test_la_page_renvoyee(scene, fenetre, deja_vu, ligne):
    vues = renvoyees(scene, ligne, routes.adresse(ligne, scene), ECRITURE[ligne])
    _regarder(vues, fenetre, deja_vu)


@pytest.mark.parametrize(("modele", "page"), PAGES_ADMIN, ids=lambda valeur: getattr(valeur, "__name__", valeur))
def test_la_page_de_parametres(scene, fenetre, deja_vu, modele, page):
    adresse, ligne = routes.adresse_admin(modele, page, scene), f"{modele._meta.label_lower} {page}"
    vues = [
        *lues(scene, ligne, adresse, ADMIN_LECTURE.get(ligne, ADMIN_LECTURE[f"* {page}"])),
        *renvoyees(scene, ligne, adresse, ADMIN_ECRITURE.get(ligne, ADMIN_ECRITURE[f"* {page}"])),
    ]
    _regarder(iter(vues), fenetre, deja_vu)


def test_les_pages_d_erreur(scene, fenetre, deja_vu):
    _regarder(erreurs(scene), fenetre, deja_vu)


def test_les_pages_au_bout_d_un_chemin(scene, fenetre, deja_vu):
    _regarder(chemins(scene), fenetre, deja_vu)


def test_un_seul_processus_regarde_les_pages(request):
    """What was looked at is remembered: two processes would look twice. With some versions of pytest, pytest-xdist forgets its groups."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@pages")


def test_la_fenetre_voit_les_fautes(fenetre, client):
    """What this module would not say if the window let things pass."""
    html = '<!DOCTYPE html><html><title>Essai</title><body><script>1</script><img src="a.png"><p style="width: 900px">x</p></body></html>'
    reponse = client.get("/dispositif/")
    reponse.content = html.encode()
    fenetre.montrer(reponse, client=client, adresse="/dispositif/")
    fautes = nu.fautes(html) + fenetre.fautes_axe() + fenetre.plaintes
    for attendue in ("lang", "image-alt", "script-src", "style-src"):
        assert [faute for faute in fautes if attendue in faute], attendue
