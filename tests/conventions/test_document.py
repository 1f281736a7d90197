"""The PDF of the agreement: its text, its variants, its validity."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from comptes.actions import declarer_appartenance
from comptes.models import Institution
from conventions import documents
from conventions.models import Convention, ModePaiement
from socle.documents import production
from tests import parcours
from tests.instantanes import texte_du_pdf, verifier
from tests.verapdf import verifier_pdf

pytestmark = pytest.mark.django_db
INSTANTANE = Path(__file__).parent / "instantanes" / "convention.txt"
LE = datetime(2026, 11, 22, 9, tzinfo=UTC)
VOLONTARIAT = "Chaque personne s’engage sur la base du volontariat et peut arrêter sans avoir à se justifier."


@pytest.fixture
def convention():
    with time_machine.travel(LE, tick=False):
        yield parcours.convention("preparee")


def html(contexte: dict) -> str:
    """Return the text of the document, without tags, on one line."""
    page = production.page_html("convention", contexte, produit_le=LE, donnees="")
    corps = re.sub(r"<[^>]*>", " ", page[page.index("<main>") : page.index("</main>")])
    return re.sub(r"\s+", " ", corps.replace("\u00a0", " ").replace("&nbsp;", " "))


def pdf(contexte: dict) -> bytes:
    return production.preparer("convention", "convention", contexte, nom="convention.pdf", le=LE).octets


@pytest.mark.externe
def test_le_texte_de_la_convention_est_celui_qu_on_a_relu(convention):
    verifier(texte_du_pdf(pdf(documents.contexte(convention))), INSTANTANE)


@pytest.mark.externe
@pytest.mark.parametrize("mode", ModePaiement.values)
def test_chaque_convention_est_valide(convention, mode):
    Convention.objects.update(mode_paiement=mode)
    convention.refresh_from_db()
    verifier_pdf(pdf(documents.contexte(convention)))


PRISES_EN_CHARGE = {
    ModePaiement.FACTURE_STRUCTURE: "Mathieu Sarda intervient au nom de sa structure.",
    ModePaiement.FACTURE_INDEPENDANT: "Mathieu Sarda intervient à titre indépendant.",
    ModePaiement.FRAIS: "La structure pilote lui rembourse, sur justificatifs, les frais réellement engagés",
    ModePaiement.RENONCIATION: "renoncent à toute prise en charge",
}


@pytest.mark.parametrize("mode", ModePaiement.values)
def test_le_texte_suit_le_mode_de_prise_en_charge(convention, mode):
    Convention.objects.update(mode_paiement=mode)
    convention.refresh_from_db()
    texte = html(documents.contexte(convention))
    assert [autre for autre, phrase in PRISES_EN_CHARGE.items() if phrase in texte] == [mode]
    assert VOLONTARIAT in texte
    assert "gratuit pour la structure bénéficiaire" in texte


def test_aucun_mot_de_la_formation_n_y_designe_ce_que_fait_le_programme(convention):
    texte = html(documents.contexte(convention)).lower()
    assert re.findall(r"\b(?:stagiaires?|format(?:eur|rice)s?|formations?)\b", texte) == ["formation"]
    assert "n’est ni une action de formation" in texte


def test_la_convention_nomme_la_structure_pilote_quand_on_la_connait(convention):
    assert "La structure pilote du programme" in html(documents.contexte(convention))
    Institution.objects.create(code="structure-pilote", nom="Fédération Trame sonore")
    assert "Fédération Trame sonore" in html(documents.contexte(convention))


def test_qui_represente_les_structures(convention):
    texte = html(documents.contexte(convention))
    assert texte.count("Nom et qualité") == 2

    paire = convention.accompagnement
    presidente = parcours.personne("jeanne@exemple.test", prenom="Jeanne", nom="Roux")
    declarer_appartenance(presidente, paire.candidature.structure, fonction="Présidente", est_representant=True)
    declarer_appartenance(paire.mentor.personne, paire.mentor.structure, fonction="Directeur", est_representant=True)
    texte = html(documents.contexte(convention))
    assert texte.count("Nom et qualité") == 0
    assert "représentée par Jeanne Roux, présidente" in texte
    assert "avec l’accord de" not in texte


def test_les_niveaux_et_les_objectifs_y_sont_avec_leurs_mots(convention):
    contexte = documents.contexte(convention)
    assert contexte["niveaux"] == [
        {
            "code": "02.1",
            "nom": "Construire et suivre un budget",
            "t0": 1,
            "t0_en_mots": "Notions",
            "vise": 3,
            "vise_en_mots": "Autonomie",
        }
    ]
    texte = html(contexte)
    assert "1. Notions" in texte
    assert "3. Autonomie" in texte
    assert "Suivre la trésorerie" in texte


def test_le_contexte_est_du_json_et_ne_bouge_pas(convention):
    contexte = documents.contexte(convention)
    assert production.figer(contexte) == contexte
    assert documents.contexte(convention) == contexte


def test_une_association_sans_siret_y_est_nommee_par_son_rna():
    candidature = parcours.candidature("acceptee", siret="", rna="W343012345")
    objet = parcours.convention(accompagnement_=parcours.accompagnement(candidature_=candidature))
    assert "Structure 0 34200 Sète RNA W343012345" in html(documents.contexte(objet))
