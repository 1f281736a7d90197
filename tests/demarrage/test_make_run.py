"""`make run` for real, once the packages are there: served, a mail leaves by the worker, everything stops, the second start is quick."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from outils.services import port_libre
from tests.architecture.sources import RACINE

pytestmark = [pytest.mark.pile, pytest.mark.xdist_group("make-run")]

ECRIRE = """
from socle.courriels import ecrire
ecrire("comptes/acces", adresse="essai@demo.test", contexte={"sujet": "Essai de la file"}, secret={"texte": "Bonjour"})
"""


class Plateforme:
    """One `outils.servir` on its own data folder; the settings of the tests do not reach it."""

    def __init__(self, donnees: Path, port: int) -> None:
        self.donnees, self.port, self.adresse = donnees, port, f"http://localhost:{port}"
        heritees = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "TSF_DONNEES", "DJANGO_SETTINGS_MODULE"}
        self.env = {nom: valeur for nom, valeur in os.environ.items() if nom not in heritees}
        self.processus: subprocess.Popen[str] | None = None

    def lancer(self) -> str:
        """Start, wait until it is announced; return what the console said."""
        commande = [sys.executable, "-m", "outils.servir", "--port", str(self.port), "--donnees", str(self.donnees)]
        self.processus = subprocess.Popen(commande, cwd=RACINE, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        lignes = []
        for ligne in self.processus.stdout:
            lignes.append(ligne)
            if "Ctrl+C" in ligne:
                break
        return "".join(lignes)

    def arreter(self) -> int:
        """Ask politely, wait; return the exit code."""
        self.processus.send_signal(signal.SIGTERM)
        self.processus.communicate(timeout=40)
        return self.processus.returncode

    def executer(self, code: str) -> None:
        """Run Python inside the platform's own settings."""
        env = {**self.env, "TSF_DEMO": "1", "TSF_DONNEES": str(self.donnees), "TSF_ADRESSE": self.adresse}
        subprocess.run([sys.executable, "manage.py", "shell", "-c", code], cwd=RACINE, env=env, check=True, capture_output=True)

    def restent(self) -> list[str]:
        """Return the commands still running on this data folder or port."""
        marques = (str(self.donnees).encode(), f"127.0.0.1:{self.port}".encode())
        commandes = [_commande(dossier) for dossier in Path("/proc").glob("[0-9]*")]
        return [commande.decode() for commande in commandes if any(marque in commande for marque in marques)]


def _commande(dossier: Path) -> bytes:
    try:
        return (dossier / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def plateforme(tmp_path_factory) -> Iterator[Plateforme]:
    plateforme = Plateforme(tmp_path_factory.mktemp("make-run") / "donnees", port_libre())
    yield plateforme
    if plateforme.processus:
        plateforme.processus.kill()
        plateforme.processus.communicate()


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
