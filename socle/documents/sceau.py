"""The seal of a document: one invisible PAdES signature of the platform over the whole file, and its verdict.

Loading pyHanko costs a second: import this module inside the functions that seal or verify.
"""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder, load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .cachet import Cachet, CachetIndisponible, certificats, empreinte, lire

T = TypeVar("T")

CHAMP = "Cachet"
PERIMEE = "Le fichier n’est pas un PDF lisible, ou sa structure est abîmée."
DELAI_HORODATAGE = 20


@dataclass(frozen=True)
class Verdict:
    """What a seal says of a file; `raisons` holds, in French, all that stands against it."""

    raisons: tuple[str, ...]
    empreinte: str
    certificat: str = ""
    scelle_le: datetime | None = None
    horodate_le: datetime | None = None

    @property
    def est_intact(self) -> bool:
        """Nothing stands against this file: it is, to the last byte, what the platform sealed."""
        return not self.raisons


def sceller(octets: bytes) -> bytes:
    """Return the sealed PDF, verified before it is given; raises CachetIndisponible, and nothing is sealed by half."""
    cachet = lire()
    horodateur = _horodateur()
    metadonnees = PdfSignatureMetadata(
        field_name=CHAMP,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    sortie = io.BytesIO()
    try:
        signeur = PdfSigner(metadonnees, _signataire(cachet), timestamper=horodateur)
        _a_part(lambda: signeur.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(octets)), output=sortie))
    except Exception as erreur:
        if horodateur is None:
            raise
        raise CachetIndisponible(f"Le service d’horodatage ne répond pas comme il faut ({type(erreur).__name__}).") from erreur
    verdict = verifier(sortie.getvalue())
    if not verdict.est_intact:
        raise CachetIndisponible(f"Le sceau posé ne se vérifie pas : {' '.join(verdict.raisons)}")
    return sortie.getvalue()


def verifier(octets: bytes) -> Verdict:
    """Judge the seals of a file. Its SHA-256 is in the verdict: the caller compares it with the one that was stored."""
    somme = sha256(octets).hexdigest()
    try:
        lecteur = PdfFileReader(io.BytesIO(octets))
        signatures = list(lecteur.embedded_signatures)
    except Exception:  # noqa: BLE001  (a damaged file raises anything, down to the recursion limit)
        return Verdict((PERIMEE,), somme)
    if not signatures:
        return Verdict(("Ce fichier ne porte aucun sceau.",), somme)
    if len(signatures) > 1:
        return Verdict(("Ce fichier porte plusieurs sceaux : la plateforme n’en pose qu’un.",), somme)
    try:
        return _a_part(lambda: _juger(octets, signatures[0], somme))
    except CachetIndisponible as manque:
        return Verdict((str(manque),), somme)
    except Exception:  # noqa: BLE001  (as above: what cannot be judged is not accepted)
        return Verdict(("Le sceau est abîmé : il ne peut pas être lu.",), somme)


def _a_part(geste: Callable[[], T]) -> T:
    """Run in a thread of its own: pyHanko starts an event loop, which fails where one already runs."""
    with ThreadPoolExecutor(max_workers=1) as fil:
        return fil.submit(geste).result()


def _juger(octets: bytes, signature: EmbeddedPdfSignature, somme: str) -> Verdict:
    notres = certificats()
    racines = list(load_certs_from_pemder_data(b"".join(un.public_bytes(Encoding.PEM) for un in notres)))
    signature.compute_integrity_info()
    moment = signature.self_reported_timestamp
    statut = validate_pdf_signature(signature, _contexte(racines, moment), ts_validation_context=_contexte(_racines_horodatage(), None))
    connus = {empreinte(un) for un in notres}
    de_nous = signature.signer_cert is not None and signature.signer_cert.sha256.hex() in connus
    raisons = [
        phrase
        for phrase, faute in (
            ("Le contenu du fichier a été modifié après le sceau.", not (statut.intact and statut.valid)),
            ("Des éléments ont été ajoutés au fichier après le sceau.", not statut.docmdp_ok),
            ("Le sceau ne couvre pas tout le fichier.", statut.coverage != SignatureCoverageLevel.ENTIRE_FILE),
            ("Ce sceau n’est pas celui de cette plateforme.", not de_nous),
            ("L’enveloppe du sceau a été modifiée.", not _enveloppe_exacte(octets, signature, connus)),
        )
        if faute
    ]
    if not raisons and not statut.bottom_line:
        raisons.append("Le sceau ne peut pas être validé : son certificat ou son horodatage n’est pas reconnu.")
    jeton = statut.timestamp_validity
    return Verdict(
        tuple(raisons),
        somme,
        certificat=signature.signer_cert.sha256.hex() if signature.signer_cert is not None else "",
        scelle_le=moment,
        horodate_le=jeton.timestamp if jeton else None,
    )


def _enveloppe_exacte(octets: bytes, signature: EmbeddedPdfSignature, connus: set[str]) -> bool:
    """Say whether the only bytes that a seal does not cover, its own, are written as we write them: our certificates, and zeros."""
    debut, longueur, suite, fin = (int(borne) for borne in signature.byte_range)
    if (debut, suite + fin) != (0, len(octets)):
        return False
    ecrit = octets[longueur:suite]
    enveloppe = cms.ContentInfo.load(signature.pkcs7_content)
    utile = enveloppe.dump().hex().upper().encode()
    joints = {sha256(certificat.dump()).hexdigest() for certificat in enveloppe["content"]["certificates"]}
    return joints <= connus and ecrit == b"<" + utile.ljust(len(ecrit) - 2, b"0") + b">"


def _contexte(racines: list[asn1.Certificate], moment: datetime | None) -> ValidationContext:
    """Trust these certificates and fetch nothing. Ours are known one by one: their dates, of ten years, prove nothing more."""
    if moment is not None and racines:
        fin = max(racine.not_valid_after for racine in racines)
        debut = min(racine.not_valid_before for racine in racines)
        moment = min(max(moment, debut), fin)
    return ValidationContext(trust_roots=racines, allow_fetching=False, moment=moment)


def _signataire(cachet: Cachet) -> SimpleSigner:
    cle = cachet.cle.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    (certificat,) = load_certs_from_pemder_data(cachet.certificat.public_bytes(Encoding.PEM))
    registre = SimpleCertificateStore()
    registre.register(certificat)
    return SimpleSigner(certificat, load_private_key_from_pemder_data(cle, passphrase=None), registre)


def _horodateur() -> TimeStamper | None:
    return HTTPTimeStamper(settings.HORODATAGE_URL, timeout=DELAI_HORODATAGE) if settings.HORODATAGE_URL else None


def _racines_horodatage() -> list[asn1.Certificate]:
    chemin = settings.HORODATAGE_CERTIFICATS
    if not chemin:
        return []
    try:
        return list(load_certs_from_pemder([Path(chemin)]))
    except (OSError, ValueError) as erreur:
        raise CachetIndisponible(f"Les certificats du service d’horodatage sont illisibles ({chemin}).") from erreur
