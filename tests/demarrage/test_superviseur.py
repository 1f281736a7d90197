"""The supervisor of `make run`, on small real programs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from outils.superviser import Programme, Superviseur

ATTEND = "import time; time.sleep(60)"
SOURD = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('sourd', flush=True); time.sleep(60)"
MEURT = "import sys; print('panne de courant'); sys.exit(3)"
# Starts a child of its own, then neither of them listens to the request to stop.
SOURD_ET_PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SOURD!r}]); {SOURD}"

COMMANDE = """
import sys
from pathlib import Path
from outils.superviser import Programme, Superviseur
journaux, delai, *scripts = sys.argv[1:]
programmes = [Programme(f"p{rang}", [sys.executable, "-c", script, journaux]) for rang, script in enumerate(scripts)]
superviseur = Superviseur(programmes, Path(journaux), delai_arret=float(delai))
sys.exit(superviseur.executer(lambda: True, lambda: print("PRET", flush=True)))
"""


@pytest.fixture
def superviser(tmp_path: Path):
    """Start a supervisor over these scripts, in a process of its own."""
    lances: list[subprocess.Popen[str]] = []

    def lancer(*scripts: str, delai: float = 5.0) -> subprocess.Popen[str]:
        commande = [sys.executable, "-c", COMMANDE, str(tmp_path), str(delai), *scripts]
        lances.append(subprocess.Popen(commande, stdout=subprocess.PIPE, text=True))
        return lances[-1]

    yield lancer
    for lance in lances:
        lance.kill()
        lance.wait()
        lance.stdout.close()


def _restent(tmp_path: Path) -> list[str]:
    """Return the commands still running that were started for this test: they all carry its folder in their arguments."""
    trouves = []
    for dossier in Path("/proc").glob("[0-9]*"):
        try:
            commande = (dossier / "cmdline").read_bytes()
            zombie = (dossier / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            continue
        if str(tmp_path).encode() in commande and not zombie:
            trouves.append(commande.decode())
    return trouves


def _attendre(texte: str, journal: Path) -> None:
    limite = time.monotonic() + 10
    while not (journal.exists() and texte in journal.read_text()):
        assert time.monotonic() < limite, f"{journal} ne dit pas {texte!r}"
        time.sleep(0.05)


@pytest.mark.parametrize("demande", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_une_demande_d_arret_arrete_tout_et_finit_bien(superviser, tmp_path, demande):
    lance = superviser(ATTEND, ATTEND)
    assert lance.stdout.readline() == "PRET\n"
    lance.send_signal(demande)
    assert lance.wait(timeout=10) == 0
    assert _restent(tmp_path) == []


def test_un_programme_qui_meurt_arrete_les_autres_et_montre_la_fin_de_son_journal(superviser, tmp_path):
    lance = superviser(ATTEND, MEURT)
    sortie, _ = lance.communicate(timeout=10)
    assert lance.returncode == 1
    assert "« p1 » s’est arrêté (code 3)" in sortie
    assert "panne de courant" in sortie
    assert _restent(tmp_path) == []


def test_un_programme_sourd_est_interrompu_avec_ses_enfants_apres_le_delai(superviser, tmp_path):
    lance = superviser(SOURD_ET_PARENT, delai=1.0)
    _attendre("sourd\nsourd\n", tmp_path / "p0.log")
    lance.terminate()
    sortie, _ = lance.communicate(timeout=10)
    assert lance.returncode == 0
    assert "« p0 » ne répond pas" in sortie
    assert _restent(tmp_path) == []


def test_un_second_ctrl_c_n_attend_plus(superviser, tmp_path):
    lance = superviser(SOURD, delai=60.0)
    _attendre("sourd\n", tmp_path / "p0.log")
    lance.send_signal(signal.SIGINT)
    assert "Arrêt en cours" in "".join(lance.stdout.readline() for _ in range(3))
    lance.send_signal(signal.SIGINT)
    assert lance.wait(timeout=10) == 0
    assert _restent(tmp_path) == []


def test_tuer_le_superviseur_arrete_les_programmes(superviser, tmp_path):
    lance = superviser(ATTEND)
    assert lance.stdout.readline() == "PRET\n"
    lance.kill()
    lance.wait()
    limite = time.monotonic() + 10
    while _restent(tmp_path) and time.monotonic() < limite:
        time.sleep(0.05)
    assert _restent(tmp_path) == []


def test_chaque_programme_est_hors_de_portee_du_ctrl_c_du_terminal(tmp_path):
    superviseur = Superviseur([Programme("p", [sys.executable, "-c", ATTEND])], tmp_path)
    anciens = {numero: signal.getsignal(numero) for numero in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    groupes = []

    def noter() -> None:
        groupes.append(os.getpgid(superviseur.enfants["p"].pid))
        os.kill(os.getpid(), signal.SIGTERM)

    try:
        assert superviseur.executer(lambda: True, noter) == 0
    finally:
        for numero, ancien in anciens.items():
            signal.signal(numero, ancien)
    assert groupes == [superviseur.enfants["p"].pid]
