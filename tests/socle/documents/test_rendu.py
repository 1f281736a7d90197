"""The PDF itself: valid, closed to the outside, self-contained, the same bytes everywhere."""

import io
from datetime import UTC, datetime
from threading import Thread

import pikepdf
import pytest

from socle.documents.pieces import PieceJointe
from socle.documents.production import Rendu, page_html
from socle.documents.rendu import DocumentFautif, rendre
from socle.documents.ressources import RessourceRefusee
from socle.documents.sous_processus import RenduInterrompu, rendre_a_part
from tests.verapdf import verifier_pdf

LE = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
PAGE = '<!doctype html><html lang="fr"><head><title>Essai</title></head><body><h1>Essai</h1>{}</body></html>'


def ouvrir(octets: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(octets))


def figures(pdf: pikepdf.Pdf) -> list[str]:
    """Return the alternative of each picture."""
    return [str(objet.Alt) for objet in pdf.objects if isinstance(objet, pikepdf.Dictionary) and objet.get("/S") == "/Figure"]


@pytest.mark.externe
def test_le_specimen_est_valide_en_pdf_a_3a_et_en_pdf_ua_1(specimen: Rendu):
    verifier_pdf(specimen.octets)


@pytest.mark.externe
def test_verapdf_voit_les_fautes():
    with ouvrir(rendre(PAGE.format("<p>Bonjour</p>"), date=LE)) as pdf:
        del pdf.Root.Lang
        abime = io.BytesIO()
        pdf.save(abime)
    with pytest.raises(AssertionError, match="ua1"):
        verifier_pdf(abime.getvalue())


@pytest.mark.parametrize(
    "adresse",
    [
        "file:///etc/passwd",
        "http://exemple.test/image.png",
        "https://exemple.test/image.png",
        "ftp://exemple.test/image.png",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "statique:../manage.py",
        "statique:%2e%2e/manage.py",
        "statique:/etc/passwd",
        "statique:absent.svg",
        "statique:documents",
        "police:../LICENSE",
    ],
)
def test_un_document_ne_charge_que_nos_fichiers(adresse: str):
    for contenu in (f'<img src="{adresse}" alt="x">', f'<style>p {{ background: url("{adresse}") }}</style><p>x</p>'):
        with pytest.raises(RessourceRefusee):
            rendre(PAGE.format(contenu), date=LE)


def test_un_document_charge_nos_fichiers_statiques():
    with ouvrir(rendre(PAGE.format('<img src="statique:documents/signe.svg" alt="Le signe">'), date=LE)) as pdf:
        assert figures(pdf) == ["Le signe"]


def test_un_graphique_porte_son_titre_comme_equivalent(specimen: Rendu):
    with ouvrir(specimen.octets) as pdf:
        assert figures(pdf) == ["Niveau moyen par domaine, avant, à la sortie et six mois après"]


@pytest.mark.parametrize("contenu", ['<img src="statique:documents/signe.svg">', '<p><a href="#nulle-part">voir</a></p>'])
def test_une_image_sans_equivalent_ou_un_lien_mort_arretent_tout(contenu: str):
    with pytest.raises(DocumentFautif):
        rendre(PAGE.format(contenu), date=LE)
    rendre(PAGE.format(""), date=LE)


def test_les_polices_sont_embarquees_et_ce_sont_les_notres(specimen: Rendu):
    with ouvrir(specimen.octets) as pdf:
        polices = [objet for objet in pdf.objects if isinstance(objet, pikepdf.Dictionary) and objet.get("/Type") == "/FontDescriptor"]
        noms = sorted(str(police.FontName).partition("+")[2] for police in polices)
        assert all("/FontFile2" in police for police in polices)
    assert noms == ["Source-Sans-3,", "Source-Sans-3-Light", "Source-Sans-3-Semi-Bold"]


def test_les_tetes_de_page_sont_des_artefacts_et_les_cellules_de_tete_ont_une_portee(specimen: Rendu):
    with ouvrir(specimen.octets) as pdf:
        flux = [page.Contents.read_bytes() for page in pdf.pages]
        portees = [str(objet.A.Scope) for objet in pdf.objects if isinstance(objet, pikepdf.Dictionary) and objet.get("/S") == "/TH"]
    assert all(b"/Artifact <</Type /Pagination>> BDC" in page for page in flux)
    assert {"/Column", "/Row"} == set(portees)


def test_les_dates_du_fichier_sont_celles_qu_on_lui_donne(specimen: Rendu):
    with ouvrir(specimen.octets) as pdf:
        assert (pdf.docinfo["/CreationDate"], pdf.docinfo["/ModDate"]) == ("D:20261120143200Z", "D:20261120143200Z")


def test_les_pieces_jointes_se_lisent_et_sont_annoncees_une_fois():
    pieces = [PieceJointe("b.ods", b"tableur", "Tableau"), PieceJointe("a.json", b"{}", "Données", lien="Source")]
    with ouvrir(rendre(PAGE.format(""), date=LE, pieces_jointes=pieces)) as pdf:
        assert {nom: piece.get_file().read_bytes() for nom, piece in pdf.attachments.items()} == {"a.json": b"{}", "b.ods": b"tableur"}
        assert [str(piece.AFRelationship) for piece in pdf.Root.AF] == ["/Source", "/Data"]
        assert [str(piece.Desc) for piece in pdf.Root.AF] == ["Données", "Tableau"]


def test_le_nom_d_une_piece_jointe_est_sans_accent():
    with pytest.raises(ValueError, match="ASCII"):
        PieceJointe("données.json", b"", "")


def test_les_memes_donnees_donnent_les_memes_octets_dans_un_autre_processus(specimen: Rendu):
    html = page_html("specimen", specimen.contexte, produit_le=LE, donnees="")
    pieces = [PieceJointe("a.bin", bytes(range(256)), "Octets")]
    ici = rendre(html, date=LE, pieces_jointes=pieces)
    assert rendre_a_part(html, date=LE, pieces_jointes=pieces) == ici
    assert rendre(html, date=LE, pieces_jointes=pieces) == ici


def test_plusieurs_fils_dessinent_a_la_fois():
    attendu = rendre(PAGE.format("<p>Bonjour</p>"), date=LE)
    recus: list[bytes] = []
    fils = [Thread(target=lambda: recus.append(rendre(PAGE.format("<p>Bonjour</p>"), date=LE))) for _ in range(3)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert recus == [attendu] * 3


def test_un_dessin_qui_s_emballe_est_arrete():
    sans_fin = PAGE.format("<p>encore</p>" * 60_000)
    with pytest.raises(RenduInterrompu) as arret:
        rendre_a_part(sans_fin, date=LE, cpu_secondes=4)
    assert arret.value.raison == "temps"


def test_un_dessin_trop_gourmand_est_arrete():
    with pytest.raises(RenduInterrompu) as arret:
        rendre_a_part(PAGE.format("<p>encore</p>" * 20_000), date=LE, memoire_mo=150)
    assert arret.value.raison == "memoire"


def test_un_dessin_fautif_dit_sa_faute():
    with pytest.raises(RenduInterrompu, match="etc/passwd") as arret:
        rendre_a_part(PAGE.format('<img src="file:///etc/passwd" alt="x">'), date=LE)
    assert arret.value.raison == "erreur"
