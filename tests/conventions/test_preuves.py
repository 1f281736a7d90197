"""The chain of evidence: written once, and nothing in it can be changed, removed or moved without being seen."""

from datetime import timedelta

import pytest
from django.db import connection

from conventions import preuves
from conventions.models import GenrePreuve, Preuve
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def chaine() -> list[Preuve]:
    convention = parcours.convention("preparee")
    preuves.ecrire(convention, GenrePreuve.EMISE, empreinte="a" * 64)
    preuves.ecrire(convention, GenrePreuve.CODE_FAUX, essai=1, adresse="192.0.2.7", agent="Navigateur « œ » 🎷")
    preuves.ecrire(convention, GenrePreuve.ANNULEE, motif=None, vrai=True)
    return _lues()


def _lues() -> list[Preuve]:
    return list(Preuve.objects.order_by("rang"))


def test_chaque_evenement_tient_l_empreinte_du_precedent(chaine):
    assert [preuve.rang for preuve in chaine] == [1, 2, 3]
    assert [preuve.precedente for preuve in chaine] == ["", chaine[0].empreinte, chaine[1].empreinte]
    assert preuves.est_intacte(chaine)


def test_une_convention_sans_evenement_est_intacte():
    assert preuves.est_intacte([])


@pytest.mark.parametrize("rang", [1, 2, 3])
@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("genre", "'signe'"),
        ("donnees", "'{\"essai\": 2}'"),
        ("signataire_id", None),
        ("precedente", "'" + "0" * 64 + "'"),
        ("empreinte", "'" + "0" * 64 + "'"),
    ],
)
def test_un_champ_retouche_se_voit(chaine, rang, champ, valeur):
    if champ == "signataire_id":
        chaine[rang - 1].signataire_id = 12
        assert not preuves.est_intacte(chaine)
        return
    with connection.cursor() as curseur:
        curseur.execute(f"UPDATE conventions_preuve SET {champ} = {valeur} WHERE rang = %s", [rang])
    assert not preuves.est_intacte(_lues())


def test_un_instant_deplace_d_une_microseconde_se_voit(chaine):
    chaine[1].le += timedelta(microseconds=1)
    assert not preuves.est_intacte(chaine)


@pytest.mark.parametrize("ordre", [[1, 2], [0, 2], [1, 0, 2], [0, 1, 1, 2]])
def test_un_evenement_retire_deplace_ou_double_se_voit(chaine, ordre):
    assert not preuves.est_intacte([chaine[rang] for rang in ordre])


def test_la_chaine_coupee_a_la_fin_reste_une_chaine(chaine):
    """What was cut off the end shows elsewhere: the sealed document holds the last hash."""
    assert preuves.est_intacte(chaine[:2])


def test_un_evenement_ne_se_change_ni_ne_s_efface(chaine):
    with pytest.raises(TypeError):
        chaine[0].save()
    with pytest.raises(TypeError):
        chaine[0].delete()
    with pytest.raises(TypeError):
        Preuve.objects.update(genre="signe")
    with pytest.raises(TypeError):
        Preuve.objects.all().delete()
