"""Check files by hand: python -m outils.verapdf document.pdf …"""

import sys
from pathlib import Path

from . import PROFILS, VeraPdf

verapdf = VeraPdf(*PROFILS)
toutes = [(nom, faute) for nom in sys.argv[1:] for faute in verapdf.verifier(Path(nom))]
for nom, faute in toutes:
    print(f"{nom}: {faute.profil} {faute.regle} ×{faute.fois}: {faute.message}")
print(f"{len(sys.argv) - 1} file(s), {len(toutes)} broken rule(s)")
sys.exit(bool(toutes))
