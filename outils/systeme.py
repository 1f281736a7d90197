"""The machine: messages, programs, Debian packages. Standard library only, readable by old Pythons (it runs before the .venv exists)."""

import os
import shutil
import subprocess
import sys

APT = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


class Echec(SystemExit):
    """Ends the command; the sentence, in French, is for the person at the keyboard."""

    def __init__(self, phrase):
        super().__init__("\n✗ " + phrase)


def dire(phrase):
    """Print one line at once, even into a pipe."""
    sys.stdout.write(phrase + "\n")
    sys.stdout.flush()


def ligne_apt(paquets):
    """Return the line to type to install these Debian packages by hand."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install -y --no-install-recommends {' '.join(paquets)}"


def peut_installer():
    """Say whether this process may install Debian packages: root on a Debian-like system."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def installer_paquets(paquets):
    """Install Debian packages; return False when not allowed or refused. The package list is fetched only if needed: it is slow."""
    if not peut_installer():
        return False
    dire("· installation de paquets Debian : " + " ".join(paquets))
    commande = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *paquets]
    for rang in range(2):
        if rang and subprocess.run(["apt-get", "update", "-qq"], env=APT, check=False).returncode:
            return False
        essai = subprocess.run(commande, env=APT, check=False, capture_output=True, text=True)
        if essai.returncode == 0:
            return True
    dire(essai.stdout + essai.stderr)
    return False
