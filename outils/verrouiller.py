"""Writes the locked requirements*.txt from the requirements*.in: every version with its hashes, no registry address."""

import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
# In this order: the second keeps the versions of the first (`-c requirements.txt`).
VERROUS = ("requirements", "requirements-dev", "requirements-uv")
OPTIONS = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11", "--quiet"]

if __name__ == "__main__":
    uv = Path(sys.executable).parent / "uv"
    for nom in VERROUS:
        subprocess.run([uv, "pip", "compile", *OPTIONS, *sys.argv[1:], f"{nom}.in", "-o", f"{nom}.txt"], cwd=RACINE, check=True)
