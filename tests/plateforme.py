"""The platform for real, as `make run` starts it: web, worker and beat on their own data folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from outils.serveurs_de_test import port_libre
from tests.architecture.sources import RACINE

# What the test run sets for itself must not reach the platform.
HERITEES = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "TSF_DONNEES", "DJANGO_SETTINGS_MODULE"}


class Plateforme:
    """One `outils.servir`; `env` adds settings (DATABASE_URL, REDIS_URL…)."""

    def __init__(self, donnees: Path, *, env: Mapping[str, str] | None = None) -> None:
        self.donnees, self.port = donnees, port_libre()
        self.adresse = f"http://localhost:{self.port}"
        self.env = {nom: valeur for nom, valeur in os.environ.items() if nom not in HERITEES} | dict(env or {})
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

    def tuer(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.processus and self.processus.poll() is None:
            self.processus.kill()
            self.processus.communicate()

    def executer(self, code: str) -> str:
        """Run Python inside the platform's own settings; return what it printed."""
        env = {**self.env, "TSF_DEMO": "1", "TSF_DONNEES": str(self.donnees), "TSF_ADRESSE": self.adresse, "TSF_NIVEAU_JOURNAL": "ERROR"}
        commande = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code]
        return subprocess.run(commande, cwd=RACINE, env=env, check=True, capture_output=True, text=True).stdout

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
