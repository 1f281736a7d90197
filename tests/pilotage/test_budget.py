"""The budget: figures that agree with the ledger and the reports, and what each number counts."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accompagnements.models import Accompagnement, Seance
from conventions.models import Convention
from pilotage.lectures import budget as lectures
from pilotage.lectures import chiffres
from pilotage.lectures.periode import Periode
from programme.models import Edition, Ligne, Mouvement
from socle import horloge
from socle.models import Deport
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def equipe():
    return parcours.pilote()


@pytest.fixture
def comite():
    return parcours.membre_du_comite()


def paires(nombre: int = 1, etat: str = "en_cours") -> list[Accompagnement]:
    """Return pairs of as many structures, each with its own personne-ressource."""
    return [
        parcours.accompagnement(
            etat,
            candidature_=parcours.candidature("acceptee", rang=rang),
            profil=parcours.mentor(email=f"mentor{rang}@exemple.test"),
        )
        for rang in range(nombre)
    ]


def ligne() -> Ligne:
    return Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)


def lu(page: str) -> str:
    """Return what one reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def adresse(nom: str, *arguments, suite: str = "") -> str:
    return reverse(f"pilotage:{nom}", args=arguments) + suite


def test_les_nombres_de_l_edition(equipe):
    paires(2)
    trouve = lectures.budget(parcours.edition())
    assert trouve.total == {"montant": 30000, "engage": 1000, "realise": 500, "paye": 0, "disponible": 29000}
    assert (trouve.ensemble.conventionnees, trouve.ensemble.prevues, trouve.ensemble.tenues) == (4, 0, 2)
    assert [(rang.code, rang.conventionnees, rang.tenues) for rang in trouve.dispositifs] == [("tsf", 4, 2), ("mentorat", 0, 0)]
    assert (trouve.manquantes, trouve.a_conventionner, trouve.a_repartir) == (58, 56, 0)


def test_le_budget_et_les_rapports_disent_les_memes_nombres(equipe):
    paires(2)
    edition = parcours.edition()
    periode = Periode(edition.debut, edition.fin)
    trouve, lus, argent = lectures.budget(edition), chiffres.demi_journees(edition, periode), chiffres.budget(edition, periode)
    assert (trouve.ensemble.conventionnees, trouve.ensemble.tenues) == (lus["conventionnees"], lus["tenues"])
    assert (ligne().engage, ligne().realise) == (argent["engage"], argent["realise"])


def test_au_dela_de_l_objectif_rien_ne_manque():
    assert (chiffres.manquantes(60, 61), chiffres.manquantes(60, 58)) == (0, 2)


@pytest.mark.parametrize(("genre", "total"), [("engage", 500), ("realise", 250), ("", 0)])
def test_chaque_somme_ouvre_ses_mouvements(equipe, genre, total):
    [paire] = paires()
    mouvements = list(lectures.mouvements(ligne(), genre, parcours.acteur(equipe)))
    signe = {Mouvement.Genre.LIBERE: -1}
    if genre:
        assert sum(signe.get(mouvement.genre, 1) * mouvement.montant for mouvement in mouvements) == total
    page = connecte(equipe).get(adresse("budget-ligne", ligne().pk, suite=f"?genre={genre}")).content.decode()
    assert adresse("dossier", paire.dossier.numero) in page
    assert lu(page).count("Structure 0") == len(mouvements)


@pytest.mark.parametrize(("quoi", "reference", "nombre"), [("tenues", "", 1), ("conventionnees", "-C1", 2)])
def test_chaque_nombre_de_demi_journees_ouvre_ce_qu_il_compte(equipe, quoi, reference, nombre):
    [paire] = paires()
    edition = parcours.edition()
    [rang] = lectures.en_rangs(lectures.rangs(edition, quoi, "", parcours.acteur(equipe)))
    assert (rang.numero, rang.demi_journees) == (paire.numero + reference, nombre)
    assert list(lectures.rangs(edition, quoi, "mentorat", parcours.acteur(equipe))) == []
    page = connecte(equipe).get(adresse("budget-compte", edition.code, quoi, suite="?dispositif=tsf")).content.decode()
    assert rang.numero in page
    assert adresse("dossier", paire.dossier.numero) in page


def test_un_compte_inconnu_n_existe_pas(equipe):
    assert connecte(equipe).get(adresse("budget-compte", parcours.edition().code, "perdues")).status_code == 404


def test_un_avenant_compte_pour_ce_qu_il_ajoute(equipe):
    [paire] = paires(etat="conventionne")
    base = Convention.objects.get()
    champs = {nom: getattr(base, nom) for nom in ("dossier", "accompagnement", "debut", "fin", "mode_paiement", "payee", "signee_le")}
    champs |= {"demi_journees": 3, "montant": 750, "demi_journees_avant": 2, "montant_avant": 500, "motif_avenant": "Une de plus."}
    Convention.objects.create(**champs, parent=base, numero=f"{base.numero}-V1", etat="signee", derniere_signature=base.derniere_signature)
    rangs = lectures.en_rangs(lectures.rangs(parcours.edition(), "conventionnees", "", parcours.acteur(equipe)))
    assert [(rang.numero, rang.demi_journees) for rang in rangs] == [(base.numero, 2), (f"{base.numero}-V1", 1)]
    assert lectures.budget(parcours.edition()).ensemble.conventionnees == 3
    assert paire.numero in base.numero


def test_qui_s_est_deporte_lit_les_totaux_pas_les_lignes_du_dossier(equipe, comite):
    cachee, montree = paires(2)
    for personne in (equipe, comite):
        Deport.objects.create(dossier=cachee.dossier, personne=personne, declare_le=horloge.maintenant())
    for personne, prefixe in ((equipe, "budget"), (comite, "comite-budget")):
        client = connecte(personne)
        assert "1\u202f000\u00a0€" in client.get(adresse(prefixe)).content.decode()
        for page in (
            adresse(f"{prefixe}-ligne", ligne().pk),
            adresse(f"{prefixe}-compte", parcours.edition().code, "tenues"),
            adresse(f"{prefixe}-compte", parcours.edition().code, "conventionnees"),
        ):
            texte = client.get(page).content.decode()
            assert montree.numero in texte
            assert cachee.numero not in texte
            assert "Structure 0" not in texte


def test_le_comite_lit_sans_ouvrir_de_dossier_ni_rien_changer(comite):
    [paire] = paires()
    client = connecte(comite)
    pages = [
        adresse("comite-budget"),
        adresse("comite-budget-ligne", ligne().pk),
        adresse("comite-budget-compte", parcours.edition().code, "tenues"),
    ]
    for page in pages:
        texte = client.get(page).content.decode()
        assert "/admin/" not in texte
        assert 'aria-current="page">Budget</a>' in texte
        assert str(paire.mentor.personne) not in texte


def test_le_budget_se_lit_edition_par_edition(equipe):
    paires()
    client = connecte(equipe)
    assert client.get(adresse("budget")).context["budget"].edition == parcours.edition()
    page = client.get(adresse("budget", suite="?edition=2022-2023"))
    assert page.context["budget"].edition == Edition.objects.get(code="2022-2023")
    assert "0 sur 60" in lu(page.content.decode())
    # The accounts are closed: its lines do not change.
    assert reverse("admin:programme_ligne_change", args=[page.context["budget"].lignes[0].pk]) not in page.content.decode()
    assert client.get(adresse("budget", suite="?edition=jamais")).context["budget"].edition == parcours.edition()


def test_une_seance_prevue_se_compte_a_part(equipe):
    [paire] = paires()
    paire.seances.update(etat=Seance.Etat.PREVUE, jour=horloge.aujourdhui() + timedelta(days=2))
    trouve = lectures.budget(parcours.edition()).ensemble
    assert (trouve.prevues, trouve.tenues) == (1, 0)


@pytest.mark.parametrize("nombre", [1, 3])
@pytest.mark.parametrize(("page", "requetes"), [("budget", 10), ("ligne", 11), ("tenues", 7), ("conventionnees", 7)])
def test_les_pages_coutent_autant_pour_un_dossier_que_pour_trois(equipe, nombre, page, requetes, django_assert_num_queries):
    paires(nombre)
    edition, client = parcours.edition(), connecte(equipe)
    chemins = {"budget": adresse("budget"), "ligne": adresse("budget-ligne", ligne().pk)}
    chemin = chemins.get(page) or adresse("budget-compte", edition.code, page)
    client.get(chemin)
    with django_assert_num_queries(requetes):
        assert client.get(chemin).status_code == 200


def test_le_budget_est_dans_le_menu_et_sur_la_matinee(equipe):
    parcours.edition()
    page = connecte(equipe).get(reverse("admin:index")).content.decode()
    assert page.count(f'href="{adresse("budget")}"') == 3
