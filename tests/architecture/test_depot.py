"""What the repository may hold."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture.sources import RACINE, fichiers_suivis, gabarits, modules, nom

LIGNES_AU_PLUS = 400
ADRESSES = re.compile(
    r"(?:^|[^A-Za-z0-9._-])/(?:w[o]rk|r[o]ot|f[a]rm|h[o]me)/|https?://[^ ]*(?:registry|pypi|mirror)|\"resolved\": *\"http"
)
EVITE_UN_TEST = re.compile(r"pytest\.mark\.(?:skip|skipif|xfail)\b|pytest\.(?:skip|xfail|importorskip)\(")
# A script of data is not run: the content policy lets it be.
INLINE = re.compile(r"""\sstyle=|<style\b|<script\b(?![^>]*(?:\ssrc=|\stype="application/json"))|\son[a-z]+=|javascript:""", re.IGNORECASE)
# Read by mail programs and by the PDF renderer, where no content policy applies.
HORS_PAGES = ("templates/courriels/", "templates/documents/")
SANS_ECHAPPEMENT = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")


def _lignes(chemin: Path) -> list[str]:
    return chemin.read_text(encoding="utf-8", errors="replace").splitlines()


def _trouver(motif: re.Pattern[str], chemins) -> list[str]:
    return [f"{nom(chemin)}:{rang}" for chemin in chemins for rang, ligne in enumerate(_lignes(chemin), 1) if motif.search(ligne)]


def test_aucun_fichier_ne_nomme_une_machine_ou_un_depot_de_paquets():
    assert _trouver(ADRESSES, (chemin for chemin in fichiers_suivis() if chemin != Path(__file__))) == []


def test_les_verrous_portent_des_empreintes():
    for verrou in ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt"):
        blocs = re.split(r"\n(?=\S)", (RACINE / verrou).read_text().strip())
        assert [bloc.split()[0] for bloc in blocs if "--hash=sha256:" not in bloc] == []
    paquets = json.loads((RACINE / "package-lock.json").read_text())["packages"]
    assert [cle for cle, paquet in paquets.items() if cle and ("integrity" not in paquet or "resolved" in paquet)] == []


def test_aucun_fichier_python_ne_depasse_la_longueur_permise():
    longs = [f"{nom(chemin)} : {len(_lignes(chemin))}" for chemin in modules(tests=True) if len(_lignes(chemin)) >= LIGNES_AU_PLUS]
    assert longs == []


def test_aucun_test_n_est_evite():
    assert _trouver(EVITE_UN_TEST, (chemin for chemin in modules(tests=True) if chemin != Path(__file__))) == []


def test_aucune_page_ne_porte_de_style_ni_de_script():
    pages = [chemin for chemin in gabarits() if not nom(chemin).startswith(HORS_PAGES)]
    assert _trouver(INLINE, pages) == []


def test_aucun_gabarit_html_ne_desarme_l_echappement():
    assert _trouver(SANS_ECHAPPEMENT, gabarits()) == []


@pytest.mark.parametrize("dossier", ["node_modules", ".venv", "var"])
def test_ce_qui_se_refabrique_n_est_pas_suivi(dossier):
    assert [nom(chemin) for chemin in fichiers_suivis() if nom(chemin).startswith(f"{dossier}/")] == []
