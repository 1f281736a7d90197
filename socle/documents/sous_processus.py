"""Drawing in a process of its own, with limits: a document that runs away is stopped and takes nothing down with it."""

import base64
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from os import environ

from django.conf import settings

from .pieces import PieceJointe

SORTIE_MEMOIRE = 3
# A process that waits uses no CPU: the clock on the wall stops it too, with room for a busy machine.
PATIENCE = 6
CPU_SECONDES = 120


class RenduInterrompu(Exception):
    """The drawing went past its limits, or failed; `raison` is "temps", "memoire" or "erreur"."""

    def __init__(self, raison: str, detail: str) -> None:
        super().__init__(f"{raison}: {detail}")
        self.raison = raison


def rendre_a_part(
    html: str,
    *,
    date: datetime,
    pieces_jointes: Sequence[PieceJointe] = (),
    cpu_secondes: int = CPU_SECONDES,
    memoire_mo: int = 1500,
) -> bytes:
    """Do what `rendre` does, in a subprocess held to `cpu_secondes` of CPU and `memoire_mo` MB of address space.

    Raises RenduInterrompu.
    """
    commande = [sys.executable, "-m", "socle.documents.sous_processus", str(cpu_secondes), str(memoire_mo)]
    try:
        fini = subprocess.run(
            commande,
            input=_emballer(html, date, pieces_jointes),
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, **environ},
            timeout=cpu_secondes * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as erreur:
        raise RenduInterrompu("temps", f"still not finished after {erreur.timeout} s") from erreur
    if fini.returncode:
        raise _interruption(fini)
    return fini.stdout


def _interruption(fini: subprocess.CompletedProcess[bytes]) -> RenduInterrompu:
    """Say why a drawing ended badly. C libraries that get no memory abort, they raise nothing."""
    fin = fini.stderr.decode(errors="replace").strip()[-2000:]
    if fini.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return RenduInterrompu("temps", f"killed by signal {-fini.returncode}")
    if fini.returncode == SORTIE_MEMOIRE or fini.returncode < 0:
        return RenduInterrompu("memoire", fin)
    return RenduInterrompu("erreur", fin)


def _emballer(html: str, date: datetime, pieces: Sequence[PieceJointe]) -> bytes:
    jointes = [{**asdict(piece), "octets": base64.b64encode(piece.octets).decode()} for piece in pieces]
    return json.dumps({"html": html, "date": date.isoformat(), "pieces_jointes": jointes}).encode()


def _deballer(demande: bytes) -> tuple[str, datetime, list[PieceJointe]]:
    lue = json.loads(demande)
    pieces = [PieceJointe(**{**piece, "octets": base64.b64decode(piece["octets"])}) for piece in lue["pieces_jointes"]]
    return lue["html"], datetime.fromisoformat(lue["date"]), pieces


def principal(cpu_secondes: int, memoire_mo: int) -> int:
    """Read one request on standard input, draw it under the limits, write the PDF on standard output."""
    from .rendu import rendre

    resource.setrlimit(resource.RLIMIT_CPU, (cpu_secondes, cpu_secondes + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memoire_mo * 2**20, memoire_mo * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        html, date, pieces = _deballer(sys.stdin.buffer.read())
        sys.stdout.buffer.write(rendre(html, date=date, pieces_jointes=pieces))
    except MemoryError:
        return SORTIE_MEMOIRE
    return 0


if __name__ == "__main__":
    sys.exit(principal(int(sys.argv[1]), int(sys.argv[2])))
