"""The whole thin path by five people: porteuse, pilote, mentor, personne accompagnée, comité; the clock moves six months."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.pile import chemin
from tests.pile.conftest import plateforme_servie
from tests.verapdf import verifier_pdf

pytestmark = [pytest.mark.pile, pytest.mark.navigateur, pytest.mark.externe, pytest.mark.xdist_group("pile")]

PORTEUSE = "jeanne.ferrand@exemple.test"
PERSONNES = ("Ferrand", "Benali", "Yacine", "Sarda")


def _texte(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def test_de_l_appel_au_rapport_six_mois_apres(tmp_path, chromium):
    with plateforme_servie(tmp_path, "tsf_chemin", os.environ["REDIS_URL"].replace("/0", "/1")) as plateforme:
        scene = chemin.Scene(chromium, plateforme.adresse)
        numero = chemin.candidater(scene, email=PORTEUSE)
        chemin.instruire(scene, numero)
        paire = chemin.trouver_la_paire(scene, email=PORTEUSE)
        chemin.conventionner(scene, numero, paire)
        chemin.tenir_les_demi_journees(scene, paire)
        chemin.evaluer(scene, "accompagne", a=chemin.ACCOMPAGNE, niveau="2")
        chemin.evaluer(scene, "mentor", a="mentor@demo.test", niveau="3")
        chemin.avancer(scene, 1, "6 mois")
        chemin.evaluer(scene, "accompagne", a=chemin.ACCOMPAGNE, niveau="4", sujet="Six mois après")
        rapport = tmp_path / "rapport.pdf"
        rapport.write_bytes(chemin.rendre_compte(scene))

        texte = _texte(rapport)
        cas = [ligne.split() for ligne in texte.splitlines() if ligne.startswith(paire)]
        assert [mots[-3:] for mots in cas] == [["1", "2", "4"]] * len(chemin.COMPETENCES)  # T0, T1, T2
        assert not [nom for nom in PERSONNES if nom in texte]
        verifier_pdf(rapport)
        assert plateforme.arreter() == 0
        assert plateforme.restent() == []
