"""Private PostgreSQL and Redis on free ports, for the tests; stopped at the end whatever happens.

`python -m outils.serveurs_de_test <command>` runs a command with DATABASE_URL and REDIS_URL set to them.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from outils.superviser import suivre_le_parent
from outils.systeme import Echec

DELAI_DEMARRAGE = 30.0
DELAI_ARRET = 10.0
# A test database may forget everything in a power cut; it must be quick.
REGLAGES_POSTGRESQL = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "deadlock_timeout": "500ms",
}


def port_libre() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a new PostgreSQL; yield the DATABASE_URL of its superuser."""
    programmes = _dossier_postgresql()
    with _dossier_du_serveur("postgresql") as dossier:
        base, port = dossier / "base", port_libre()
        # Present on every Debian, and it knows the case of accented letters, which plain C does not.
        initdb = [programmes / "initdb", "-D", base, "-U", "tsf", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        _executer(initdb)
        reglages = {**REGLAGES_POSTGRESQL, "port": str(port), "unix_socket_directories": str(dossier)}
        options = [mot for nom, valeur in reglages.items() for mot in ("-c", f"{nom}={valeur}")]
        pret = [programmes / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "tsf", "-d", "postgres"]
        # SIGINT is PostgreSQL's fast stop: SIGTERM would wait for every client to leave.
        with _serveur([programmes / "postgres", "-D", base, *options], dossier, lambda: _reussit(pret), signal.SIGINT):
            yield f"postgres://tsf@127.0.0.1:{port}/postgres"


@contextmanager
def redis(port: int | None = None) -> Iterator[str]:
    """Run a new Redis that keeps nothing; yield its REDIS_URL. A given port lets a test stop it and start it again."""
    port = port or port_libre()
    with _dossier_du_serveur("redis") as dossier:
        commande = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(dossier)]
        with _serveur(commande, dossier, lambda: _redis_repond(port), signal.SIGTERM):
            yield f"redis://127.0.0.1:{port}/0"


def _redis_repond(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as prise:
            prise.sendall(b"PING\r\n")
            return prise.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _dossier_postgresql() -> Path:
    """Return the folder of the newest PostgreSQL's programs: Debian leaves them out of the PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda chemin: float(chemin.parts[-3]))
    trouve = versions[-1] if versions else shutil.which("postgres")
    if not trouve:
        raise Echec("PostgreSQL est introuvable : lancez make test, qui l’installe ou dit comment.")
    return Path(trouve).parent


def _compte() -> dict[str, str | int | list[str]]:
    """Return the Popen arguments that leave root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    try:
        compte = pwd.getpwnam("postgres")
    except KeyError:
        compte = pwd.getpwnam("nobody")
    return {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []}


@contextmanager
def _dossier_du_serveur(nom: str) -> Iterator[Path]:
    dossier = Path(tempfile.mkdtemp(prefix=f"tsf-{nom}-"))
    if compte := _compte():
        os.chown(dossier, compte["user"], compte["group"])
    try:
        yield dossier
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _reussit(commande: Sequence[str | Path]) -> bool:
    return subprocess.run(commande, check=False, capture_output=True).returncode == 0


def _executer(commande: Sequence[str | Path]) -> None:
    essai = subprocess.run(commande, check=False, capture_output=True, text=True, cwd="/", **_compte())
    if essai.returncode:
        raise Echec(f"{commande[0]} a échoué :\n{essai.stdout}{essai.stderr}")


@contextmanager
def _serveur(commande: Sequence[str | Path], dossier: Path, pret: Callable[[], bool], arret: signal.Signals) -> Iterator[None]:
    """Run a server until the block ends; it dies with this process too."""
    journal = dossier / "journal"
    with journal.open("wb") as sortie:
        serveur = subprocess.Popen(
            commande,
            stdin=subprocess.DEVNULL,
            stdout=sortie,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            preexec_fn=suivre_le_parent,  # noqa: PLW1509  (short, and nothing is allocated after the fork)
            **_compte(),
        )
    try:
        limite = time.monotonic() + DELAI_DEMARRAGE
        while not pret():
            if serveur.poll() is not None or time.monotonic() > limite:
                raise Echec(f"{commande[0]} ne démarre pas :\n{journal.read_text(errors='replace')}")
            time.sleep(0.05)
        yield
    finally:
        serveur.send_signal(arret)
        try:
            serveur.wait(DELAI_ARRET)
        except subprocess.TimeoutExpired:
            serveur.kill()
            serveur.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgresql() as base, redis() as file:
        sys.exit(subprocess.run(sys.argv[1:], check=False, env={**os.environ, "DATABASE_URL": base, "REDIS_URL": file}).returncode)
