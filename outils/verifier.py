"""`make test`, `make test-vite`, `make lint`, `make endurance`: named checks in order, stopped at the first failure."""

import os
import re
import secrets
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from outils import serveurs_de_test
from outils.systeme import Echec, dire

RACINE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# The order is that of tests/conftest.py: what is long and cannot be shared goes first.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
PORTABLE = "not postgres and not navigateur and not pile and not externe and not endurance"
# What a machine in production would say; the secret is long enough for Django's check, and is nobody's.
DEPLOIEMENT = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "TSF_ADRESSE": "https://tsf.example.org",
    "ALLOWED_HOSTS": "tsf.example.org",
}


@dataclass(frozen=True)
class Etape:
    """One named check. The number of passed and failed tests is read from `rapport` when the check is pytest, else it counts for one."""

    nom: str
    commande: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    est_pytest: bool = False


def etapes_de_style() -> list[Etape]:
    """Everything that reads the code without running the tests."""
    manage = [sys.executable, "manage.py"]
    return [
        Etape("ruff : défauts", [str(BIN / "ruff"), "check", "."]),
        Etape("ruff : mise en forme", [str(BIN / "ruff"), "format", "--check", "."]),
        Etape("import-linter : ordre des applications et des couches", [str(BIN / "lint-imports"), "--no-logo"]),
        Etape("djlint : gabarits", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
        Etape("mypy : types", [str(BIN / "mypy")]),
        Etape("Django : contrôles, ceux d’un déploiement compris", [*manage, "check", "--deploy", "--fail-level", "WARNING"], DEPLOIEMENT),
        Etape("Django : migrations à jour", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def etape_portable(*, seconde_base: bool) -> Etape:
    """The tests that need nothing but Python, on the embedded database; as a second one, without those that it changes nothing to."""
    marques = f"{PORTABLE} and not une_fois" if seconde_base else PORTABLE
    return Etape("pytest : partie portable sur SQLite", [*PYTEST, "-m", marques], est_pytest=True)


def etape_services(nom: str, marques: str, pile: ExitStack, **env: str) -> Etape:
    """Tests on private PostgreSQL and Redis, started here and stopped with `pile`."""
    base, file = pile.enter_context(serveurs_de_test.postgresql()), pile.enter_context(serveurs_de_test.redis())
    return Etape(nom, [*PYTEST, "--migrations", "-m", marques], {"DATABASE_URL": base, "REDIS_URL": file, **env}, est_pytest=True)


def etape_compose() -> Etape:
    """The deployment file is well-formed; the images are not built here, there is no Docker engine."""
    fichier = (RACINE / "docker-compose.yml").read_text(encoding="utf-8")
    env = {**dict.fromkeys(re.findall(r"\$\{(\w+):\?", fichier), "exemple"), **DEPLOIEMENT}
    return Etape("docker-compose : configuration", ["docker-compose", "-f", "docker-compose.yml", "config", "--quiet"], env)


@dataclass
class Bilan:
    """How many checks passed and failed, pytest's tests counted one by one."""

    reussis: int = 0
    echoues: int = 0

    def compter(self, etape: Etape, code: int, rapport: Path) -> None:
        if not etape.est_pytest or not rapport.exists():
            self.reussis, self.echoues = self.reussis + (code == 0), self.echoues + (code != 0)
            return
        suites = ElementTree.parse(rapport).getroot().findall("testsuite")  # noqa: S314  (written by pytest just now)
        total, rates, sautes = (sum(int(suite.get(nom, 0)) for suite in suites) for nom in ("tests", "failures", "skipped"))
        rates += sum(int(suite.get("errors", 0)) for suite in suites)
        # Under CI=true the tests skipped are failures (tests/conftest.py); a run that fails without a failed test counts for one.
        rates = max(rates + sautes, int(code != 0))
        self.reussis, self.echoues = self.reussis + total - rates, self.echoues + rates


def passer(etape: Etape, bilan: Bilan, donnees: Path) -> None:
    """Run one check and show how long it took; raise Echec when it fails."""
    dire(f"\n▸ {etape.nom}")
    rapport, debut = donnees / "rapport.xml", time.monotonic()
    rapport.unlink(missing_ok=True)
    commande = [*etape.commande, f"--junitxml={rapport}"] if etape.est_pytest else etape.commande
    env = {**os.environ, "SECRET_KEY": "verification", "TSF_DONNEES": str(donnees), "CI": "true", **etape.env}
    code = subprocess.run(commande, cwd=RACINE, env=env, check=False).returncode
    bilan.compter(etape, code, rapport)
    if code:
        raise Echec(f"« {etape.nom} » a échoué. Pour la rejouer seule :\n    {shlex.join(etape.commande)}")
    dire(f"  fait en {time.monotonic() - debut:.0f} s")


def verifier(quoi: str, bilan: Bilan) -> None:
    """Run the checks of one command: "style", "vite", "tout" or "endurance"."""
    with tempfile.TemporaryDirectory(prefix="tsf-verification-") as dossier:
        donnees = Path(dossier)
        if quoi == "endurance":
            with ExitStack() as pile:
                longue = etape_services("pytest : endurance", "endurance or hypothesis", pile, HYPOTHESIS_PROFILE="endurance")
                passer(longue, bilan, donnees)
            return
        for etape in etapes_de_style()[: 2 if quoi == "vite" else None]:
            passer(etape, bilan, donnees)
        if quoi == "tout":
            passer(etape_compose(), bilan, donnees)
            with ExitStack() as pile:
                passer(etape_services("pytest : tout sur PostgreSQL et Redis", "not endurance", pile), bilan, donnees)
        if quoi != "style":
            passer(etape_portable(seconde_base=quoi == "tout"), bilan, donnees)


def principal(quoi: str) -> int:
    # A stop asked from outside unwinds the stack, so that the private servers are stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bilan, debut = Bilan(), time.monotonic()
    try:
        verifier(quoi, bilan)
    except Echec as echec:
        sys.stderr.write(f"{echec}\n")
        bilan.echoues = max(bilan.echoues, 1)
    dire(f"\n{quoi} : {time.monotonic() - debut:.0f} s\n{bilan.reussis} passed, {bilan.echoues} failed")
    return 1 if bilan.echoues else 0


if __name__ == "__main__":
    try:
        sys.exit(principal(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit("\nInterrompu.")
