"""`make run` for real, once the packages are there: served, a mail leaves by the worker, everything stops, the second start is quick."""

import time
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from tests.plateforme import Plateforme

pytestmark = [pytest.mark.pile, pytest.mark.xdist_group("make-run")]

ECRIRE = """
from socle.courriels import ecrire
ecrire("comptes/acces", adresse="essai@demo.test", contexte={"sujet": "Essai de la file"}, secret={"texte": "Bonjour"})
"""


@pytest.fixture(scope="module")
def plateforme(tmp_path_factory) -> Iterator[Plateforme]:
    plateforme = Plateforme(tmp_path_factory.mktemp("make-run") / "donnees")
    yield plateforme
    plateforme.tuer()


def test_la_plateforme_est_servie_envoie_un_courriel_s_arrete_et_repart_vite(plateforme):
    console = plateforme.lancer()
    assert f"La plateforme est prête : {plateforme.adresse}/" in console
    assert "beneficiaire@demo.test" in console
    with urlopen(plateforme.adresse, timeout=10) as reponse:
        assert b"<h1" in reponse.read()

    plateforme.executer(ECRIRE)
    limite = time.monotonic() + 30
    while not any("Essai de la file" in courriel.read_text() for courriel in (plateforme.donnees / "courriels").glob("*")):
        assert time.monotonic() < limite, "le worker n’a pas envoyé le courriel"
        time.sleep(0.2)

    assert plateforme.arreter() == 0
    assert plateforme.restent() == []

    console = plateforme.lancer()
    assert "est prête" in console
    # What takes time is done once.
    assert "cette fois seulement" not in console
    assert "fichiers statiques" not in console
    assert plateforme.arreter() == 0
