"""The list of files on screen."""

from datetime import timedelta

import pytest
from django.urls import reverse

from socle.models import Deport
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
ADRESSE = "/admin/dossiers/"


def _texte(reponse) -> str:
    return reponse.content.decode()


def test_seule_l_equipe_pilote_ouvre_la_liste(pilote, administrateur, comite, passante, client):
    statuts = {nom: navigateur.get(ADRESSE).status_code for nom, navigateur in locals().items()}
    assert statuts == {"pilote": 200, "administrateur": 403, "comite": 302, "passante": 302, "client": 302}
    assert client.get(ADRESSE).url.startswith("/compte/login/")


def test_une_personne_sans_role_est_arretee_a_la_porte(passante):
    assert passante.get(ADRESSE, follow=True).status_code == 403


def test_la_liste_dit_tout_d_un_dossier(pilote):
    candidature = parcours.candidature()
    page = _texte(pilote.get(ADRESSE))
    for mot in (candidature.numero, candidature.intitule, "Structure 0", "Hérault", "TSF", "2\u00a0demi-journées", "Déposée", "0 jour"):
        assert mot in page
    assert "Vérifier la recevabilité" in page
    assert f'Instruire<span class="tsf-invisible">, dossier {candidature.numero}</span>' in page
    assert reverse("pilotage:dossier", args=[candidature.numero]) in page


@pytest.mark.parametrize(
    ("filtre", "trouve"),
    [
        ("q=FESTIVAL", True),
        ("q=festival+sete", True),
        ("q=Sète", True),
        ("q=jazz", False),
        ("etat=deposee", True),
        ("etat=recevable", False),
        ("etat=nimporte", True),
        ("dispositif=tsf", True),
        ("dispositif=mentorat", False),
        ("departement=34", True),
        ("departement=99", True),
        ("file=a_trier", True),
        ("file=a_decider", False),
        ("retard=1", False),
        ("page=99", True),
    ],
)
def test_les_filtres_gardent_ce_qui_repond(pilote, filtre, trouve):
    candidature = parcours.candidature()
    assert (candidature.numero in _texte(pilote.get(f"{ADRESSE}?{filtre}"))) is trouve


@pytest.mark.parametrize(("cherche", "trouve"), [("W343012345", True), ("w34 301 2345", True), ("77567000300018", False)])
def test_une_association_sans_siret_se_retrouve_par_son_rna(pilote, cherche, trouve):
    candidature = parcours.candidature(siret="", rna="W343012345")
    assert (candidature.numero in _texte(pilote.get(ADRESSE, {"q": cherche}))) is trouve


def test_un_filtre_pose_se_retire_sans_perdre_les_autres(pilote):
    parcours.candidature()
    page = _texte(pilote.get(f"{ADRESSE}?q=festival&etat=deposee&page=1"))
    assert 'href="/admin/dossiers/?etat=deposee"' in page
    assert 'href="/admin/dossiers/?q=festival"' in page


@pytest.mark.parametrize("adresse", [ADRESSE, f"{ADRESSE}?file=a_trier", f"{ADRESSE}?q=rien"])
def test_une_liste_vide_dit_ce_qui_viendra(pilote, adresse):
    assert "tsf-vide" in _texte(pilote.get(adresse))


def test_un_dossier_en_retard_se_voit(horloge):
    candidature = parcours.candidature()
    horloge.avancer(timedelta(days=12))
    page = _texte(connecte(parcours.pilote()).get(ADRESSE))
    assert "délai dépassé" in page
    assert "12 jours" in page
    assert candidature.numero in page


def test_un_deport_retire_le_dossier_de_la_liste(pilote):
    candidature = parcours.candidature()
    Deport.objects.create(dossier=candidature.dossier, personne=parcours.pilote(), declare_le=candidature.deposee_le)
    assert candidature.numero not in _texte(pilote.get(ADRESSE))


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_liste_coute_autant_de_requetes_pour_une_ligne_que_pour_trois(pilote, nombre, django_assert_num_queries):
    for rang in range(nombre):
        parcours.candidature("recevable", rang=rang)
    pilote.get(ADRESSE)
    with django_assert_num_queries(11):
        assert pilote.get(ADRESSE).status_code == 200


def test_la_liste_se_lit_par_pages(pilote, monkeypatch):
    monkeypatch.setattr("pilotage.views.triage.PAR_PAGE", 1)
    numeros = [parcours.candidature(rang=rang).numero for rang in range(2)]
    pages = [_texte(pilote.get(f"{ADRESSE}?page={rang}")) for rang in (1, 2)]
    assert [[numero in page for numero in numeros] for page in pages] == [[True, False], [False, True]]
    assert "Page 1 sur 2" in pages[0]


def test_un_filtre_ne_dit_rien_d_un_dossier_cache(pilote):
    """The only request of a département is hidden from this person: the département is not offered."""
    candidature = parcours.candidature()
    assert '<option value="34">' in _texte(pilote.get(ADRESSE))
    Deport.objects.create(dossier=candidature.dossier, personne=parcours.pilote(), declare_le=candidature.deposee_le)
    assert '<option value="34">' not in _texte(pilote.get(ADRESSE))
