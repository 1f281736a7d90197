"""Every mail was read by somebody: none without its snapshot."""

import pytest

from .sources import RACINE

GABARITS = RACINE / "templates"
METIER = sorted(f"{chemin.parent.name}/{chemin.stem}" for chemin in (GABARITS / "courriels").glob("*/*.txt"))
# allauth's leave in comptes/acces, each with its own text.
COMPTES = sorted(
    chemin.stem.removesuffix("_message") for chemin in (GABARITS / "account/email").glob("*_message.txt") if chemin.stem != "base_message"
)


@pytest.mark.parametrize("gabarit", [nom for nom in METIER if nom != "comptes/acces"] + [f"comptes/{nom}" for nom in COMPTES])
def test_chaque_courriel_a_son_instantane(gabarit: str):
    application, nom = gabarit.split("/")
    gardes = (RACINE / "tests" / application / "instantanes").glob(f"{nom}*.txt")
    assert any(garde.stem == nom or garde.stem.startswith((f"{nom}-", f"{nom}_")) for garde in gardes)


def test_chaque_genre_d_invitation_et_de_relance_a_le_sien():
    evaluations = RACINE / "tests/evaluations/instantanes"
    attendus = {
        f"{nom}-{etape}-{repondant}"
        for nom in ("invitation", "relance", "remerciement")
        for etape in ("sortie", "six_mois")
        for repondant in ("accompagne", "mentor")
    }
    assert attendus <= {garde.stem for garde in evaluations.glob("*.txt")}
