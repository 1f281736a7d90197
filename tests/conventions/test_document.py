"""The PDF of the agreement: its text, its variants, its validity."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.conf import settings

from comptes.actions import declarer_appartenance
from comptes.models import Institution
from conventions import actions, documents, lectures, modele_initial
from conventions.models import Convention, Cote, Modalite, ModePaiement, VersionModele
from socle.acteurs import SYSTEME
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
        verifiee = parcours.convention("verifiee", captation=True, lieu="dans les locaux de Structure 0")
        presidente = {"represente_sa_structure": False, "representant_nom": "Jeanne Roux", "representant_qualite": "Présidente"}
        verifiee.parties.filter(cote=Cote.BENEFICIAIRE).update(**presidente)
        yield verifiee


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
@pytest.mark.parametrize(
    ("dispositif", "mode", "modalite", "captation"),
    [
        ("tsf", ModePaiement.FACTURE_STRUCTURE, Modalite.SUR_PLACE, True),
        ("tsf", ModePaiement.FACTURE_INDEPENDANT, Modalite.MIXTE, False),
        ("mentorat", ModePaiement.FRAIS, Modalite.A_DISTANCE, False),
        ("mentorat", ModePaiement.RENONCIATION, Modalite.MIXTE, True),
    ],
)
def test_chaque_convention_est_valide(dispositif, mode, modalite, captation):
    version = modele_initial.charger(SYSTEME)
    verifier_pdf(
        pdf(documents.contexte_d_exemple(version, dispositif=dispositif, mode_paiement=mode, modalite=modalite, captation=captation))
    )


def test_le_pdf_d_une_convention_est_le_meme_octet_pour_octet(convention):
    contexte = documents.contexte(convention)
    assert pdf(contexte) == pdf(contexte)


def test_chaque_page_porte_un_code_qui_mene_a_la_verification(convention):
    contexte = documents.contexte(convention)
    page = production.page_html("convention", contexte, produit_le=LE, donnees="")
    adresse = f"{settings.ADRESSE_PUBLIQUE}/verifier/{convention.numero}/"
    assert f'<img src="qr:{adresse}" alt="Code à scanner&nbsp;: {adresse}">' in page
    with pikepdf.open(io.BytesIO(pdf(contexte))) as fichier:
        assert all("/Artifact" in page.Contents.read_bytes().decode("latin-1") for page in fichier.pages)
        assert len(fichier.attachments) == 1
        jointes = json.loads(next(iter(fichier.attachments.values())).get_file().read_bytes())
    assert jointes == contexte


def test_ce_que_l_equipe_et_les_personnes_ecrivent_reste_du_texte(convention):
    """No clause and no value is ever a template, nor HTML."""
    version = actions.dupliquer(VersionModele.objects.en_vigueur(), acteur=SYSTEME)
    clause = version.clauses.filter(section="article").first()
    clause.texte = "<b>gras</b> {sujet}"
    clause.save()
    contexte = documents.contexte_d_exemple(version) | {"intitule": "x"}
    contexte["articles"][1]["corps"][0]["suite"].append(["{{ settings.SECRET_KEY }}<script>", False])
    page = production.page_html("convention", contexte, produit_le=LE, donnees="")
    assert "&lt;b&gt;gras&lt;/b&gt;" in page
    assert "{{ settings.SECRET_KEY }}&lt;script&gt;" in page


PRISES_EN_CHARGE = {
    ModePaiement.FACTURE_STRUCTURE: "comme prestataire de la structure pilote et désigne Mathieu Sarda pour intervenir",
    ModePaiement.FACTURE_INDEPENDANT: "Mathieu Sarda intervient à titre indépendant et organise librement son travail.",
    ModePaiement.FRAIS: "sur justificatifs, les frais réellement engagés",
    ModePaiement.RENONCIATION: "renoncent, de leur plein gré, à toute prise en charge",
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
    """The mentor represents their own structure, somebody else that which asks."""
    texte = html(documents.contexte(convention))
    assert "représentée par Jeanne Roux, présidente" in texte
    assert "Jeanne Roux signe aux côtés de Nadia Belkacem, au nom de Structure 0." in texte
    assert "avec l’accord de" not in texte
    assert texte.count("Nom et qualité") == 0


def test_avant_qu_on_sache_qui_represente_une_structure():
    convention = parcours.convention("preparee")
    texte = html(documents.contexte(convention))
    assert texte.count("Nom et qualité") == 2

    presidente = parcours.personne("jeanne@exemple.test", prenom="Jeanne", nom="Roux")
    declarer_appartenance(presidente, convention.accompagnement.candidature.structure, fonction="Présidente", est_representant=True)
    partie = lectures.preremplie(convention, Cote.BENEFICIAIRE)
    assert (partie.representant_nom, partie.representant_qualite, partie.representant_email) == (
        "Jeanne Roux",
        "Présidente",
        "jeanne@exemple.test",
    )


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
