"""`make run`: the platform in demo mode on this machine, web, worker and beat under one supervisor."""

import argparse
import fcntl
import os
import socket
import sys
from pathlib import Path
from typing import TextIO

from outils.preparer import preparer_donnees, preparer_dossier
from outils.sante import repond
from outils.superviser import Programme, Superviseur
from outils.systeme import Echec, dire

RACINE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
ECOUTE = "127.0.0.1"  # the demo opens accounts without a password: never further than this machine


def verifier_port(port: int) -> None:
    """Refuse a port that somebody else listens on."""
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind((ECOUTE, port))
        except PermissionError as erreur:
            raise Echec(f"Le port {port} est réservé au système. Choisissez-en un autre : make run PORT=8001") from erreur
        except OSError as erreur:
            raise Echec(
                f"Le port {port} est déjà pris. Si c’est la plateforme, elle est à l’adresse http://localhost:{port}/ ; "
                f"sinon, choisissez un autre port : make run PORT={port + 1}"
            ) from erreur


def verrouiller(donnees: Path) -> TextIO:
    """Take the data folder for this process; the lock falls with the returned file."""
    verrou = (donnees / "verrou").open("w")
    try:
        fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as erreur:
        verrou.close()
        raise Echec(
            f"La plateforme tourne déjà sur le dossier {donnees}. Pour une seconde : make run PORT=8001 DATA=/autre/dossier"
        ) from erreur
    return verrou


def programmes(port: int, donnees: Path) -> list[Programme]:
    """Return web, worker and beat; without Redis the beat lives inside the worker, since the embedded queue has one reader."""
    web = [str(BIN / "gunicorn"), "tsf.wsgi", "--bind", f"{ECOUTE}:{port}", "--workers", "1", "--threads", "4"]
    web += ["--graceful-timeout", "10", "--timeout", "120", "--no-control-socket"]
    celery = [str(BIN / "celery"), "-A", "tsf"]
    # Threads: the default pool can hang at its stop with the embedded queue.
    worker = [*celery, "worker", "--pool", "threads", "-c", "2", "-Q", "tsf", "--loglevel", "WARNING"]
    if os.environ.get("REDIS_URL"):
        beat = [*celery, "beat", "-s", str(donnees / "beat"), "--pidfile", "", "--loglevel", "WARNING"]
        return [Programme("web", web), Programme("worker", worker), Programme("beat", beat)]
    return [Programme("web", web), Programme("worker", [*worker, "-B", "-s", str(donnees / "beat")])]


def annoncer(adresse: str, donnees: Path) -> None:
    """Say where to click and who may sign in."""
    from exploitation.demo import ROLES  # Django is ready by now

    dire(f"\nLa plateforme est prête : {adresse}/\n")
    dire("Comptes de démonstration (un clic chacun sur la page de connexion) :")
    for role in ROLES:
        dire(f"    {role.email:<26} {role.libelle}")
    dire(f"\nCourriels envoyés : {adresse}/demo/courriels/")
    dire(f"Données et journaux : {donnees}")
    dire("Pour arrêter : Ctrl+C")


def principal() -> int:
    analyseur = argparse.ArgumentParser(description=__doc__)
    analyseur.add_argument("--port", type=int, default=8000)
    analyseur.add_argument("--donnees", type=Path, default=RACINE / "var")
    choix = analyseur.parse_args()
    donnees, adresse = choix.donnees.resolve(), f"http://localhost:{choix.port}"

    verifier_port(choix.port)
    preparer_dossier(donnees)
    with verrouiller(donnees):
        os.environ.update(TSF_DEMO="1", TSF_DONNEES=str(donnees), TSF_ADRESSE=adresse)
        preparer_donnees(donnees)
        dire("· démarrage")
        superviseur = Superviseur(programmes(choix.port, donnees), donnees / "journaux")
        return superviseur.executer(lambda: repond(choix.port), lambda: annoncer(adresse, donnees))


if __name__ == "__main__":
    try:
        sys.exit(principal())
    except KeyboardInterrupt:
        sys.exit("\nInterrompu.")
