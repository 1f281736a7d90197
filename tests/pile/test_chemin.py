"""The whole path, from the call to the report, by those who take part in it; the clock moves six months."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.pile import chemin, paire, signature
from tests.pile.conftest import plateforme_servie
from tests.pile.scene import Scene
from tests.verapdf import verifier_pdf

pytestmark = [pytest.mark.pile, pytest.mark.navigateur, pytest.mark.externe, pytest.mark.xdist_group("pile")]

PORTEUSE = "jeanne.ferrand@exemple.test"
PERSONNES = ("Ferrand", "Benali", "Yacine", "Sarda")


def _texte(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def test_de_l_appel_au_rapport_six_mois_apres(tmp_path, chromium):
    with plateforme_servie(tmp_path, "tsf_chemin", os.environ["REDIS_URL"].replace("/0", "/1")) as plateforme:
        scene = Scene(chromium, plateforme.adresse)
        numero = paire.candidater(scene, email=PORTEUSE)
        paire.completer(scene, numero, email=PORTEUSE)
        paire.consulter_le_comite(scene, numero)
        paire.instruire(scene, numero, email=PORTEUSE)
        accompagnement = paire.trouver_la_paire(scene, numero, email=PORTEUSE)
        convention = signature.emettre(scene, numero, accompagnement, email=PORTEUSE)
        signature.signer_a_trois(scene, numero, convention, accompagne=paire.ACCOMPAGNE)
        final = signature.verifier_le_document(scene, convention, tmp_path)
        chemin.planifier_une_seance(scene, accompagnement)
        signature.changer_par_avenant(scene, numero, accompagnement, convention, accompagne=paire.ACCOMPAGNE)
        chemin.tenir_les_demi_journees(scene, accompagnement)
        chemin.evaluer(scene, "accompagne", a=paire.ACCOMPAGNE, niveau="2")
        chemin.evaluer(scene, "mentor", a="mentor@demo.test", niveau="3")
        chemin.avancer(scene, 1, "6 mois")
        chemin.evaluer(scene, "accompagne", a=paire.ACCOMPAGNE, niveau="4", sujet="Six mois après")
        rapport = tmp_path / "rapport.pdf"
        rapport.write_bytes(chemin.rendre_compte(scene))

        texte = _texte(rapport)
        cas = [ligne.split() for ligne in texte.splitlines() if ligne.startswith(accompagnement)]
        assert [mots[-3:] for mots in cas] == [["1", "2", "4"]] * len(paire.COMPETENCES)  # T0, T1, T2
        assert not [nom for nom in PERSONNES if nom in texte]
        verifier_pdf(rapport)
        verifier_pdf(final)
        assert plateforme.arreter() == 0
        assert plateforme.restent() == []
