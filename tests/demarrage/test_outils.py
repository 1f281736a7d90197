"""The pieces of `make run` and `make test`, one by one."""

import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from outils import installer, servir, verifier
from outils.sante import repond
from outils.serveurs_de_test import port_libre
from outils.systeme import Echec

RACINE = Path(installer.RACINE)


def test_un_port_pris_est_dit_en_francais():
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        port = prise.getsockname()[1]
        with pytest.raises(Echec, match=f"Le port {port} est déjà pris.*make run PORT={port + 1}"):
            servir.verifier_port(port)
    servir.verifier_port(port_libre())


def test_deux_plateformes_ne_partagent_pas_leurs_donnees(tmp_path):
    with servir.verrouiller(tmp_path), pytest.raises(Echec, match="tourne déjà"):
        servir.verrouiller(tmp_path)
    servir.verrouiller(tmp_path).close()


@pytest.mark.parametrize(("redis", "attendus"), [("", ["web", "worker"]), ("redis://127.0.0.1:6379/0", ["web", "worker", "beat"])])
def test_le_beat_vit_dans_le_worker_quand_la_file_est_embarquee(monkeypatch, tmp_path, redis, attendus):
    monkeypatch.setenv("REDIS_URL", redis)
    lances = servir.programmes(8000, tmp_path)
    assert [programme.nom for programme in lances] == attendus
    assert sum("-B" in programme.commande for programme in lances) == (redis == "")


def test_un_python_trop_vieux_est_refuse_en_francais(monkeypatch):
    monkeypatch.setattr(installer, "MINIMUM", (99, 0))
    with pytest.raises(Echec, match="ou plus récent"):
        installer.creer_venv()


def test_les_outils_d_avant_le_venv_se_lisent_avec_un_vieux_python():
    essai = "import ast, sys; [ast.parse(open(nom).read(), feature_version=(3, 7)) for nom in sys.argv[1:]]"
    fichiers = [str(RACINE / "outils" / nom) for nom in ("__init__.py", "systeme.py", "installer.py")]
    assert subprocess.run([sys.executable, "-c", essai, *fichiers], check=False).returncode == 0


def test_une_etape_qui_echoue_arrete_tout_et_dit_comment_la_rejouer(tmp_path):
    bilan = verifier.Bilan()
    verifier.passer(verifier.Etape("bonne", [sys.executable, "-c", ""]), bilan, tmp_path)
    with pytest.raises(Echec, match=r"« mauvaise » a échoué.*\n.*-c 'raise SystemExit\(2\)'"):
        verifier.passer(verifier.Etape("mauvaise", [sys.executable, "-c", "raise SystemExit(2)"]), bilan, tmp_path)
    assert (bilan.reussis, bilan.echoues) == (1, 1)


def test_le_bilan_compte_les_tests_un_par_un_et_un_saut_comme_un_echec(tmp_path):
    rapport = tmp_path / "rapport.xml"
    rapport.write_text('<testsuites><testsuite tests="10" failures="1" errors="1" skipped="1"/></testsuites>')
    bilan = verifier.Bilan(reussis=2)
    bilan.compter(verifier.Etape("pytest", [], est_pytest=True), 1, rapport)
    assert (bilan.reussis, bilan.echoues) == (9, 3)


def test_la_partie_portable_est_la_meme_avec_et_sans_make():
    assert f'"{verifier.PORTABLE}"' in (RACINE / "pyproject.toml").read_text()


def test_l_aide_nomme_toutes_les_commandes():
    aide = subprocess.run(["make", "help"], cwd=RACINE, check=True, capture_output=True, text=True).stdout
    cibles = re.search(r"^\.PHONY: (.*)$", (RACINE / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert re.findall(r"make ([\w-]+)", aide.replace("PORT", "")) == [cible for cible in cibles if cible != "python"]


@pytest.mark.parametrize(("hotes", "attendu"), [("localhost,127.0.0.1", True), ("127.0.0.1", True), ("ailleurs.example", False)])
@pytest.mark.django_db(transaction=True)
def test_la_sante_se_demande_sous_un_nom_que_la_plateforme_accepte(live_server, monkeypatch, hotes, attendu):
    monkeypatch.setenv("ALLOWED_HOSTS", hotes)
    assert repond(urlsplit(live_server.url).port) is attendu


def test_un_port_ou_personne_n_ecoute_ne_repond_pas():
    assert not repond(port_libre())
