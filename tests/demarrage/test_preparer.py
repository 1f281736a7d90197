"""The data folder of `make run`: its secret, and a first preparation that is whole or begins again."""

import pytest

from outils.preparer import premiere_fois_entiere, preparer_dossier


def test_le_secret_est_a_son_proprietaire_seul_et_ne_change_plus(tmp_path):
    donnees = tmp_path / "donnees"
    preparer_dossier(donnees)
    secret = (donnees / "secret").read_text()
    preparer_dossier(donnees)
    assert (donnees / "secret").read_text() == secret
    assert len(secret) >= 50
    assert (donnees / "secret").stat().st_mode & 0o777 == 0o600
    assert donnees.stat().st_mode & 0o777 == 0o700


def preparer(donnees, *, interrompre: bool, nom: str = "") -> bool:
    """Prepare a base that is one file; return whether it was taken for the first time."""
    with premiere_fois_entiere(donnees, nom or str(donnees / "tsf.sqlite3")) as premiere_fois:
        with (donnees / "tsf.sqlite3").open("a") as base:
            base.write("semis ")
        if interrompre:
            raise KeyboardInterrupt
    return premiere_fois


def test_une_premiere_preparation_interrompue_recommence(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        preparer(tmp_path, interrompre=True)
    (tmp_path / "courriels").mkdir()
    assert preparer(tmp_path, interrompre=False)
    assert (tmp_path / "tsf.sqlite3").read_text() == "semis "
    assert not (tmp_path / "courriels").exists()


def test_une_base_entiere_n_est_plus_jamais_effacee(tmp_path):
    assert preparer(tmp_path, interrompre=False)
    with pytest.raises(KeyboardInterrupt):
        preparer(tmp_path, interrompre=True)
    assert not preparer(tmp_path, interrompre=False)
    assert (tmp_path / "tsf.sqlite3").read_text() == "semis semis semis "


def test_une_autre_base_que_l_embarquee_n_est_jamais_effacee(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        preparer(tmp_path, interrompre=True, nom="tsf")
    assert not preparer(tmp_path, interrompre=False, nom="tsf")
    assert (tmp_path / "tsf.sqlite3").read_text() == "semis semis "
