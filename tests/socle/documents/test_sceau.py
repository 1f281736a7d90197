"""The seal: what it covers, what it finds, whose it is."""

import asyncio
import io
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper

from socle import horloge
from socle.documents import cachet, sceau
from socle.documents.production import Rendu
from tests.verapdf import verifier_pdf

GRAINE = 20261127
ESSAIS = 200


@pytest.fixture(scope="module")
def scelle(specimen: Rendu, _cachet) -> bytes:
    """The specimen of documents, sealed."""
    return sceau.sceller(specimen.octets)


def test_le_document_scelle_est_intact_et_dit_par_qui(scelle, specimen):
    verdict = sceau.verifier(scelle)
    assert verdict.raisons == ()
    assert verdict.est_intact
    assert verdict.certificat == cachet.lire().empreinte
    assert scelle.startswith(specimen.octets)
    assert sceau.verifier(specimen.octets).raisons == ("Ce fichier ne porte aucun sceau.",)


def test_sceller_ne_demande_pas_qu_aucune_boucle_ne_tourne(specimen):
    """As under Playwright, whose own loop runs in the thread of the tests."""

    async def dans_une_boucle() -> bool:
        return sceau.verifier(sceau.sceller(specimen.octets)).est_intact

    with ThreadPoolExecutor(max_workers=1) as fil:
        assert fil.submit(lambda: asyncio.run(dans_une_boucle())).result()


@pytest.mark.externe
def test_le_sceau_laisse_le_document_valide(scelle):
    verifier_pdf(scelle)


def test_un_bit_change_n_importe_ou_est_trouve(scelle):
    """200 places drawn with a fixed seed; the seal alone cannot see a few bits of its own envelope, the stored hash sees them all."""
    tirage = random.Random(GRAINE)
    places = [(tirage.randrange(len(scelle)), tirage.randrange(8)) for _ in range(ESSAIS)]
    par_le_sceau, trouves, raisons = 0, 0, Counter()
    empreinte = sceau.verifier(scelle).empreinte
    for octet, bit in places:
        change = bytearray(scelle)
        change[octet] ^= 1 << bit
        verdict = sceau.verifier(bytes(change))
        par_le_sceau += not verdict.est_intact
        trouves += not verdict.est_intact or verdict.empreinte != empreinte
        raisons.update(verdict.raisons)
    print(f"\nBits changés trouvés : {trouves} sur {ESSAIS} ; par le sceau seul : {par_le_sceau}. {dict(raisons)}")
    assert trouves == ESSAIS
    assert par_le_sceau >= ESSAIS - 2


def _couper(octets: bytes) -> bytes:
    return octets[:-300]


def _couper_un_octet(octets: bytes) -> bytes:
    return octets[:-1]


def _ajouter(octets: bytes) -> bytes:
    return octets + b"\n% rien\n"


def _ajouter_un_zero(octets: bytes) -> bytes:
    return octets + b"\0"


def _annoter(octets: bytes) -> bytes:
    """An incremental update that adds a note on the first page, as a reader of PDF does."""
    ecrit = IncrementalPdfFileWriter(io.BytesIO(octets))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (100, 100, 400, 200)]),
            generic.pdf_name("/Contents"): generic.pdf_string("et mille euros de plus"),
        }
    )
    page = ecrit.root["/Pages"]["/Kids"][0]
    page["/Annots"] = generic.ArrayObject([ecrit.add_object(note)])
    ecrit.update_container(page)
    return _ecrire(ecrit)


def _recouvrir(octets: bytes) -> bytes:
    """An incremental update that draws over the first page."""
    ecrit = IncrementalPdfFileWriter(io.BytesIO(octets))
    dessin = generic.StreamObject(stream_data=b"q 1 0 0 rg 50 50 400 400 re f Q")
    ecrit.add_stream_to_page(0, ecrit.add_object(dessin))
    return _ecrire(ecrit)


def _ecrire(ecrit: IncrementalPdfFileWriter) -> bytes:
    sortie = io.BytesIO()
    ecrit.write(sortie)
    return sortie.getvalue()


def _reecrire(octets: bytes) -> bytes:
    """What a tool that saves the whole file does."""
    sortie = io.BytesIO()
    with pikepdf.open(io.BytesIO(octets)) as pdf:
        pdf.save(sortie)
    return sortie.getvalue()


def _oter_le_sceau(octets: bytes) -> bytes:
    sortie = io.BytesIO()
    with pikepdf.open(io.BytesIO(octets)) as pdf:
        del pdf.Root["/AcroForm"]
        for page in pdf.pages:
            if "/Annots" in page:
                del page["/Annots"]
        pdf.save(sortie)
    return sortie.getvalue()


def _resigner(octets: bytes) -> bytes:
    """A second signature after ours, by the same key even: nothing but what the platform wrote is accepted."""
    metadonnees = PdfSignatureMetadata(field_name="Autre", md_algorithm="sha256")
    signataire = sceau._signataire(cachet.lire())
    return sceau._a_part(lambda: sign_pdf(IncrementalPdfFileWriter(io.BytesIO(octets)), metadonnees, signataire)).getvalue()


FALSIFICATIONS = [_couper, _couper_un_octet, _ajouter, _ajouter_un_zero, _annoter, _recouvrir, _reecrire, _oter_le_sceau, _resigner]


@pytest.mark.parametrize("falsifier", FALSIFICATIONS)
def test_toute_retouche_est_trouvee_par_le_sceau_seul(scelle, falsifier):
    verdict = sceau.verifier(falsifier(scelle))
    assert verdict.raisons
    assert not verdict.est_intact


def test_le_sceau_d_un_autre_n_est_pas_le_notre(specimen, scelle, settings, tmp_path):
    settings.CACHET_CLE, settings.CACHET_CERTIFICAT = str(tmp_path / "cle.pem"), str(tmp_path / "certificat.pem")
    cachet.creer()
    autre = sceau.sceller(specimen.octets)
    assert sceau.verifier(autre).est_intact
    assert "Ce sceau n’est pas celui de cette plateforme." in sceau.verifier(scelle).raisons


def test_un_ancien_sceau_se_verifie_apres_le_remplacement(specimen, settings, tmp_path):
    settings.CACHET_CLE, settings.CACHET_CERTIFICAT = str(tmp_path / "cle.pem"), str(tmp_path / "certificat.pem")
    premier = cachet.creer()
    ancien = sceau.sceller(specimen.octets)
    cachet.creer(remplacer=True)
    assert sceau.verifier(ancien).est_intact
    assert sceau.verifier(ancien).certificat == premier.empreinte
    assert sceau.verifier(sceau.sceller(specimen.octets)).certificat == cachet.lire().empreinte


def test_sans_cachet_rien_n_est_scelle_ni_reconnu(specimen, scelle, settings, tmp_path):
    settings.CACHET_CLE, settings.CACHET_CERTIFICAT = str(tmp_path / "cle.pem"), str(tmp_path / "certificat.pem")
    with pytest.raises(cachet.CachetIndisponible, match="creer_cachet"):
        sceau.sceller(specimen.octets)
    assert "manque" in sceau.verifier(scelle).raisons[0]


@pytest.fixture
def horodatage(monkeypatch, settings, tmp_path: Path) -> Path:
    """A timestamping service without a network, that the settings ask for; return its certificate, which they do not trust yet."""
    cle = rsa.generate_private_key(public_exponent=65537, key_size=2048)  # the only kind that DummyTimeStamper signs with
    nom = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Horodatage d’essai")])
    maintenant = horloge.maintenant()
    certificat = (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(cle.public_key())
        .serial_number(7)
        .not_valid_before(maintenant - timedelta(days=1))
        .not_valid_after(maintenant + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(cle, hashes.SHA256())
    )
    pem = certificat.public_bytes(Encoding.PEM)
    (lu,) = load_certs_from_pemder_data(pem)
    secret = load_private_key_from_pemder_data(cle.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), passphrase=None)
    monkeypatch.setattr(sceau, "HTTPTimeStamper", lambda adresse, timeout: DummyTimeStamper(lu, secret))
    settings.HORODATAGE_URL = "https://horodatage.test/"
    chemin = tmp_path / "racine.pem"
    chemin.write_bytes(pem)
    return chemin


@pytest.mark.externe
def test_un_sceau_horodate_dit_quand_et_reste_valide(specimen, horodatage, settings):
    settings.HORODATAGE_CERTIFICATS = str(horodatage)
    scelle = sceau.sceller(specimen.octets)
    verdict = sceau.verifier(scelle)
    assert verdict.est_intact
    assert abs(verdict.horodate_le - horloge.maintenant()) < timedelta(minutes=5)
    verifier_pdf(scelle)


def test_un_horodatage_que_rien_ne_garantit_ne_scelle_pas(specimen, horodatage):
    with pytest.raises(cachet.CachetIndisponible, match="ne se vérifie pas"):
        sceau.sceller(specimen.octets)


def test_un_service_d_horodatage_muet_ne_scelle_pas(specimen, settings):
    settings.HORODATAGE_URL = "http://127.0.0.1:9/"
    with pytest.raises(cachet.CachetIndisponible, match="horodatage ne répond pas"):
        sceau.sceller(specimen.octets)
