"""The key and the certificates of the seal: made once, replaced without losing what they sealed, refused when they cannot serve."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import CommandError, call_command

from socle.documents import cachet
from socle.documents.cachet import CachetIndisponible


@pytest.fixture
def dossier(settings, tmp_path: Path) -> Path:
    """A platform without a seal."""
    settings.CACHET_CLE, settings.CACHET_CERTIFICAT = str(tmp_path / "c" / "cle.pem"), str(tmp_path / "c" / "certificat.pem")
    return tmp_path / "c"


def test_le_cachet_est_a_son_proprietaire_seul_et_dure_dix_ans(dossier):
    nouveau = cachet.creer()
    assert stat.S_IMODE((dossier / "cle.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE(dossier.stat().st_mode) == 0o700
    assert sorted(chemin.name for chemin in dossier.iterdir()) == ["certificat.pem", "cle.pem"]
    assert isinstance(nouveau.cle, ec.EllipticCurvePrivateKey)
    assert isinstance(nouveau.cle.curve, ec.SECP256R1)
    duree = nouveau.certificat.not_valid_after_utc - nouveau.certificat.not_valid_before_utc
    assert timedelta(days=3652) < duree < timedelta(days=3655)
    assert cachet.lire().certificat == nouveau.certificat


def test_un_cachet_existant_n_est_pas_ecrase(dossier, capsys):
    call_command("creer_cachet")
    assert cachet.lire().empreinte in capsys.readouterr().out
    avant = (dossier / "cle.pem").read_bytes(), (dossier / "certificat.pem").read_bytes()
    with pytest.raises(CommandError, match="Il y a déjà un cachet"):
        call_command("creer_cachet")
    call_command("creer_cachet", si_absent=True)
    assert not cachet.assurer()
    assert ((dossier / "cle.pem").read_bytes(), (dossier / "certificat.pem").read_bytes()) == avant


@pytest.mark.parametrize("reste", ["cle.pem", "certificat.pem"])
def test_une_moitie_de_cachet_n_est_pas_ecrasee(dossier, reste):
    cachet.creer()
    for chemin in dossier.iterdir():
        if chemin.name != reste:
            chemin.unlink()
    garde = (dossier / reste).read_bytes()
    assert not cachet.assurer()
    assert (dossier / reste).read_bytes() == garde
    with pytest.raises(CachetIndisponible, match="manque"):
        cachet.lire()


def test_remplacer_garde_l_ancien_certificat(dossier):
    premier = cachet.creer()
    call_command("creer_cachet", remplacer=True, verbosity=0)
    second = cachet.lire()
    assert second.empreinte != premier.empreinte
    assert second.anciens == (premier.certificat,)
    assert [cachet.empreinte(un) for un in cachet.certificats()] == [second.empreinte, premier.empreinte]
    assert stat.S_IMODE((dossier / "cle.pem").stat().st_mode) == 0o600


def test_une_cle_perdue_se_remplace_sans_perdre_le_certificat(dossier):
    premier = cachet.creer()
    (dossier / "cle.pem").unlink()
    assert cachet.creer(remplacer=True).anciens == (premier.certificat,)


def _abimer_la_cle(dossier: Path) -> None:
    (dossier / "cle.pem").write_text("-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n")


def _abimer_le_certificat(dossier: Path) -> None:
    (dossier / "certificat.pem").write_text("rien")


def _mettre_un_dossier(dossier: Path) -> None:
    (dossier / "cle.pem").unlink()
    (dossier / "cle.pem").mkdir()


def _mettre_la_cle_d_un_autre(dossier: Path) -> None:
    garde = (dossier / "certificat.pem").read_bytes()
    cachet.creer(remplacer=True)
    (dossier / "certificat.pem").write_bytes(garde)


@pytest.mark.parametrize(
    ("abimer", "phrase"),
    [
        (_abimer_la_cle, "n’est pas une clé"),
        (_abimer_le_certificat, "certificat du cachet est illisible"),
        (_mettre_un_dossier, "clé du cachet est illisible"),
        (_mettre_la_cle_d_un_autre, "ne vont pas ensemble"),
    ],
)
def test_un_cachet_inutilisable_est_refuse_en_clair(dossier, abimer, phrase):
    cachet.creer()
    abimer(dossier)
    with pytest.raises(CachetIndisponible, match=phrase) as refus:
        cachet.lire()
    assert "secret" not in str(refus.value)


@pytest.mark.parametrize("jour", [datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)])
def test_un_certificat_hors_de_ses_dates_ne_scelle_plus(dossier, jour):
    with time_machine.travel(datetime(2026, 11, 27, 12, tzinfo=UTC), tick=False):
        cachet.creer()
        cachet.lire()
    with time_machine.travel(jour, tick=False), pytest.raises(CachetIndisponible, match="creer_cachet --remplacer"):
        cachet.lire()
