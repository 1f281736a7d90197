"""The guards of the test run do guard."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import get_template
from django.test import RequestFactory

from socle.models import Compteur
from tests import gardes


@pytest.fixture
def gabarit_a_nous(tmp_path, settings, monkeypatch):
    """Write a template in a folder that the guard takes for ours, and load it."""
    monkeypatch.setattr(gardes, "NOS_GABARITS", tmp_path)

    def ecrire(texte: str) -> Template:
        from django.template import engines
        from django.template.base import Origin

        origine = Origin(name=str(tmp_path / "essai.html"), template_name="essai.html")
        return Template(texte, origin=origine, name="essai.html", engine=engines["django"].engine)

    return ecrire


def test_une_variable_absente_fait_echouer_nos_gabarits(gabarit_a_nous):
    with pytest.raises(gardes.VariableIndefinie, match=r"essai\.html : \{\{ absente\|default"):
        gabarit_a_nous('{{ absente|default:"rien" }}').render(Context())


def test_une_condition_sur_une_variable_absente_est_permise(gabarit_a_nous):
    assert gabarit_a_nous("{% if absente %}oui{% else %}non{% endif %}").render(Context()) == "non"


def test_les_gabarits_des_autres_gardent_leurs_habitudes():
    assert Template('{{ absente|default:"rien" }}').render(Context()) == "rien"


def test_un_gabarit_inconnu_est_refuse():
    with pytest.raises(TemplateDoesNotExist):
        get_template("nulle/part.html")


def _ecrire(request):
    Compteur.objects.create(prefixe="TST", annee=2026)
    return HttpResponse()


@pytest.mark.django_db
@pytest.mark.parametrize("methode", ["get", "head", "options"])
def test_une_lecture_qui_ecrit_echoue(methode):
    requete = getattr(RequestFactory(), methode)("/")
    with pytest.raises(gardes.EcritureEnLecture, match="socle_compteur"):
        gardes.LectureSansEcriture(_ecrire)(requete)


@pytest.mark.django_db
def test_un_envoi_peut_ecrire():
    assert gardes.LectureSansEcriture(_ecrire)(RequestFactory().post("/")).status_code == 200
