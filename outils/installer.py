"""Makes the .venv and fills it by hash; run by the system's Python: `python3 -m outils.installer [--verifications]`.

Standard library only. The annotations of newer Pythons are left out so that an old one reaches the sentence that refuses it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from outils.systeme import Echec, dire, installer_paquets, ligne_apt

RACINE = Path(__file__).resolve().parent.parent
VENV = RACINE / ".venv"
PYTHON = VENV / "bin" / "python"
MINIMUM = (3, 11)
PANGO_VERIFIE = VENV / "pango.verifie"

PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
# Program → Debian package that brings it.
PROGRAMMES_DES_VERIFICATIONS = {
    "chromium": "chromium",
    "pg_ctlcluster": "postgresql",
    "redis-server": "redis-server",
    "javac": "default-jdk-headless",
    "pdftotext": "poppler-utils",
    "docker-compose": "docker-compose",
}


def creer_venv():
    """Create the .venv unless a working one is there; install Debian's venv module when that is all that is missing."""
    if sys.version_info < MINIMUM:
        trouve = ".".join(map(str, sys.version_info[:2]))
        raise Echec(
            f"Il faut Python 3.11 ou plus récent ; {sys.executable} est un Python {trouve}. Indiquez-en un autre : make PYTHON=python3.11 …"
        )
    if PYTHON.exists() and (any(VENV.glob("*.installe")) or _reussit([PYTHON, "-c", "import pip"])):
        return
    if not _reussit([sys.executable, "-c", "import ensurepip, venv"]) and not installer_paquets(["python3-venv"]):
        raise Echec("Le module venv de Python manque. Installez-le, puis relancez la commande :\n    " + ligne_apt(["python3-venv"]))
    dire("· création de l’environnement Python (.venv)")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def installer_verrou(nom):
    """Install what a lock file lists, by hash; nothing to do when the same file was already installed here."""
    verrou = RACINE / nom
    empreinte = hashlib.sha256(verrou.read_bytes()).hexdigest()
    temoin = VENV / (nom + ".installe")
    if temoin.exists() and temoin.read_text() == empreinte:
        return
    dire("· installation des paquets Python (" + nom + ")")
    # uv is ten times quicker; where it cannot run or reach the packages, pip does the same work from the same file.
    if not (_installer_uv() and _reussit(_commande_uv(verrou))) and not _reussit(_commande_pip(verrou), montrer=True):
        raise Echec(
            "Les paquets Python n’ont pas pu être installés : voyez l’erreur ci-dessus (accès au dépôt de paquets, place sur le disque)."
        )
    temoin.write_text(empreinte)


def _installer_uv():
    return (VENV / "bin" / "uv").exists() or _reussit(_commande_pip(RACINE / "requirements-uv.txt"))


def _commande_uv(verrou):
    return [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", verrou]


def _commande_pip(verrou):
    return [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", verrou]


def _reussit(commande, montrer=False):
    """Run a command; say whether it succeeded. Its output is shown only when asked."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    sortie = None if montrer else subprocess.DEVNULL
    return subprocess.run([str(mot) for mot in commande], env=env, stdout=sortie, stderr=sortie, check=False).returncode == 0


def verifier_pango(exiger):
    """Check the library that lays PDFs out, by importing what uses it; once, since this import is slow."""
    if PANGO_VERIFIE.exists():
        return
    essai = [PYTHON, "-c", "import weasyprint"]
    if _reussit(essai) or (installer_paquets(PANGO) and _reussit(essai)):
        PANGO_VERIFIE.touch()
        return
    phrase = "Pango manque : les PDF ne pourront pas être produits. Pour les avoir, tapez puis relancez :\n    " + ligne_apt(PANGO)
    if exiger:
        raise Echec(phrase)
    dire("! " + phrase)


def installer_programmes():
    """Install the programs that the checks start: browser, database, broker, Java, PDF tools."""
    manquants = [paquet for programme, paquet in PROGRAMMES_DES_VERIFICATIONS.items() if not shutil.which(programme)]
    if manquants and not installer_paquets(manquants):
        raise Echec("Il manque des programmes pour tout vérifier. Tapez, puis relancez :\n    " + ligne_apt(manquants))


def installer_paquets_node():
    """Install the page checkers (axe-core, Nu) with the Node of the .venv, unless this lock file was already installed."""
    verrou = RACINE / "package-lock.json"
    temoin = RACINE / "node_modules" / ".installe"
    empreinte = hashlib.sha256(verrou.read_bytes()).hexdigest()
    if temoin.exists() and temoin.read_text() == empreinte:
        return
    dire("· installation des vérificateurs de pages (npm)")
    env = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    commande = [str(VENV / "bin" / "npm"), "ci", "--ignore-scripts", "--silent"]
    if subprocess.run(commande, cwd=str(RACINE), env=env, check=False).returncode:
        raise Echec("npm n’a pas pu installer les vérificateurs de pages : voyez l’erreur ci-dessus.")
    temoin.write_text(empreinte)


def principal(arguments):
    creer_venv()
    if "--verifications" not in arguments:
        installer_verrou("requirements.txt")
        verifier_pango(exiger=False)
        return
    installer_verrou("requirements-dev.txt")
    verifier_pango(exiger=True)
    if "--rapide" not in arguments:
        installer_programmes()
        installer_paquets_node()


if __name__ == "__main__":
    principal(sys.argv[1:])
