"""Every setting read from the environment is documented, with its true default."""

import ast
import re

from tests.architecture.sources import RACINE, arbre

LIGNE = re.compile(r"^\| `(\w+)` \| (?:`(.*?)`)? *\|", re.MULTILINE)
# Of make and of the tests, read elsewhere than in the settings.
DES_COMMANDES = {"PYTHON", "PORT", "DATA", "CI", "HYPOTHESIS_PROFILE", "TSF_INSTANTANES"}


def _documentes() -> dict[str, str]:
    trouves = LIGNE.findall((RACINE / "docs" / "reglages.md").read_text(encoding="utf-8"))
    return {nom: defaut for nom, defaut in trouves if nom not in DES_COMMANDES}


def _lus() -> dict[str, str | None]:
    """Return each setting with its default in words, None when it is computed from another setting."""
    lus: dict[str, str | None] = {}
    for module in sorted((RACINE / "tsf" / "settings").glob("*.py")):
        for noeud in ast.walk(arbre(module)):
            if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute) and getattr(noeud.func.value, "id", "") == "env":
                if noeud.func.attr == "read_env":
                    continue
                defaut = next((mot.value for mot in noeud.keywords if mot.arg == "default"), None)
                lus[ast.literal_eval(noeud.args[0])] = _en_mots(defaut)
    return lus


def _en_mots(defaut: ast.expr | None) -> str | None:
    if defaut is None:
        return ""
    if any(isinstance(noeud, ast.Name | ast.JoinedStr) for noeud in ast.walk(defaut)):
        return None
    valeur = eval(compile(ast.Expression(defaut), "default", "eval"))
    return ",".join(valeur) if isinstance(valeur, list) else str(valeur)


def test_chaque_reglage_est_documente_et_aucun_n_est_invente():
    assert sorted(_documentes()) == sorted(_lus())


def test_l_exemple_de_deploiement_donne_tout_ce_que_docker_compose_exige():
    exiges = set(re.findall(r"\$\{(\w+):\?", (RACINE / "docker-compose.yml").read_text(encoding="utf-8")))
    exemple = re.search(r"<<'FIN'\n(.*?) FIN\n", (RACINE / "docs" / "deploiement.md").read_text(encoding="utf-8"), re.DOTALL)
    assert exemple
    assert exiges == set(re.findall(r"^ +(\w+)=", exemple[1], re.MULTILINE))


def test_les_valeurs_par_defaut_documentees_sont_les_vraies():
    documentes = _documentes()
    assert {nom: documentes[nom] for nom, defaut in _lus().items() if defaut is not None} == {
        nom: defaut for nom, defaut in _lus().items() if defaut is not None
    }
