"""Starts a few programs together and stops them one by one; when one dies, the others are stopped and the failure is shown."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from outils.systeme import dire

INTERVALLE = 0.1
JOURNAL_PLEIN = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Programme:
    """One thing to run: a short French name, its command, and what it adds to the environment."""

    nom: str
    commande: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


class Superviseur:
    """Runs programs until a signal asks to stop or one of them dies.

    Each child leads its own session: Ctrl+C in the terminal reaches the supervisor alone, which signals each child by its pid.
    """

    def __init__(self, programmes: Sequence[Programme], journaux: Path, *, delai_arret: float = 15.0) -> None:
        self.programmes = programmes
        self.journaux = journaux
        self.delai_arret = delai_arret
        self.enfants: dict[str, subprocess.Popen[bytes]] = {}
        self.demandes = 0

    def executer(self, quand_pret: Callable[[], bool], annoncer: Callable[[], None]) -> int:
        """Start everything, call `annoncer` once `quand_pret` says yes, watch; return the exit code of the command."""
        for numero in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(numero, self._noter)
        annonce = False
        try:
            self._demarrer()
            while not self.demandes:
                if mort := self._premier_mort():
                    self._expliquer(mort)
                    return 1
                if not annonce and quand_pret():
                    annoncer()
                    annonce = True
                time.sleep(INTERVALLE)
            return 0
        finally:
            self._arreter()

    def _noter(self, numero: int, cadre: FrameType | None) -> None:
        self.demandes += 1

    def _demarrer(self) -> None:
        self.journaux.mkdir(parents=True, exist_ok=True)
        for programme in self.programmes:
            with self._ouvrir_journal(programme.nom) as journal:
                self.enfants[programme.nom] = subprocess.Popen(
                    programme.commande,
                    env={**os.environ, **programme.env},
                    stdin=subprocess.DEVNULL,
                    stdout=journal,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=suivre_le_parent,  # noqa: PLW1509  (one thread here, and nothing is allocated after the fork)
                )

    def _ouvrir_journal(self, nom: str):
        chemin = self.chemin_du_journal(nom)
        if chemin.exists() and chemin.stat().st_size > JOURNAL_PLEIN:
            chemin.replace(chemin.with_suffix(".log.1"))
        return chemin.open("ab")

    def chemin_du_journal(self, nom: str) -> Path:
        """Return where a program writes."""
        return self.journaux / f"{nom}.log"

    def _premier_mort(self) -> str | None:
        return next((nom for nom, enfant in self.enfants.items() if enfant.poll() is not None), None)

    def _expliquer(self, nom: str) -> None:
        journal = self.chemin_du_journal(nom)
        fin = journal.read_text(errors="replace").splitlines()[-15:]
        dire(f"\n✗ Le programme « {nom} » s’est arrêté (code {self.enfants[nom].returncode}). La fin de {journal} :")
        dire("\n".join(f"    {ligne}" for ligne in fin))

    def _arreter(self) -> None:
        """Ask each child, wait for all within the delay (a second Ctrl+C cuts it short), then kill what remains with its children."""
        demandes = self.demandes  # read before anything is said: the second Ctrl+C may come as soon as « Arrêt en cours » is read
        vivants = {nom: enfant for nom, enfant in self.enfants.items() if enfant.poll() is None}
        if vivants:
            dire("\nArrêt en cours…")
        for enfant in vivants.values():
            enfant.send_signal(signal.SIGTERM)
        limite = time.monotonic() + self.delai_arret
        while any(enfant.poll() is None for enfant in vivants.values()) and time.monotonic() < limite and self.demandes == demandes:
            time.sleep(INTERVALLE)
        for nom, enfant in vivants.items():
            if enfant.poll() is None:
                dire(f"! « {nom} » ne répond pas : il est interrompu.")
                os.killpg(enfant.pid, signal.SIGKILL)
                enfant.wait()
        if vivants:
            dire("Tout est arrêté.")


def suivre_le_parent() -> None:
    """Ask Linux to stop this child should the supervisor itself be killed."""
    if _LIBC:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
