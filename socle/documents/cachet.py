"""The key and the certificates that seal documents: making them, reading them. Sealing itself is in sceau.py.

The file of certificates begins with the one in use; those it replaced follow, so that what they sealed still verifies.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key
from cryptography.x509.oid import NameOID
from django.conf import settings

NOM = "Cachet de la plateforme Transfert de savoir-faire"
DUREE = timedelta(days=3653)
# Whoever compares two clocks that differ by some seconds must not find a seal older than its certificate.
AVANCE = timedelta(minutes=5)
CREEZ_LE = "Créez-le par « python manage.py creer_cachet »."


class CachetIndisponible(Exception):
    """The seal cannot be used; the French sentence says why and what to do. A job that meets it is tried again."""


class CachetExiste(Exception):
    """There is a seal already: it is only replaced when that is asked for."""


@dataclass(frozen=True)
class Cachet:
    """A key and its certificate, whose two halves match; `anciens` are the certificates that it replaced."""

    cle: CertificateIssuerPrivateKeyTypes
    certificat: x509.Certificate
    anciens: tuple[x509.Certificate, ...] = ()

    @property
    def empreinte(self) -> str:
        """Return the SHA-256 of the certificate in use."""
        return empreinte(self.certificat)


def empreinte(certificat: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate, in hexadecimal: what `openssl x509 -fingerprint -sha256` prints, without its colons."""
    return certificat.fingerprint(hashes.SHA256()).hex()


def lire() -> Cachet:
    """Return the seal, ready to be used; raises CachetIndisponible."""
    certificat, *anciens = certificats()
    cle = _lire_la_cle(Path(settings.CACHET_CLE))
    if _publique(cle.public_key()) != _publique(certificat.public_key()):
        raise CachetIndisponible("La clé du cachet et son certificat ne vont pas ensemble (TSF_CACHET_CLE, TSF_CACHET_CERTIFICAT).")
    if not certificat.not_valid_before_utc <= _maintenant() <= certificat.not_valid_after_utc:
        raise CachetIndisponible(
            f"Le certificat du cachet n’est valable que du {certificat.not_valid_before_utc:%d/%m/%Y} au "
            f"{certificat.not_valid_after_utc:%d/%m/%Y}. Remplacez-le par « python manage.py creer_cachet --remplacer »."
        )
    return Cachet(cle, certificat, tuple(anciens))


def certificats() -> list[x509.Certificate]:
    """Return the certificates that are ours, the one in use first; raises CachetIndisponible when there is none."""
    chemin = Path(settings.CACHET_CERTIFICAT)
    try:
        return x509.load_pem_x509_certificates(chemin.read_bytes())
    except FileNotFoundError:
        raise CachetIndisponible(f"Le certificat du cachet manque ({chemin}). {CREEZ_LE}") from None
    except (OSError, ValueError) as erreur:
        raise CachetIndisponible(f"Le certificat du cachet est illisible ({chemin}) : {erreur}.") from erreur


def creer(*, remplacer: bool = False) -> Cachet:
    """Make a key and its certificate, good for ten years. Raises CachetExiste when there is one and `remplacer` is not asked."""
    chemin_cle, chemin_certificat = Path(settings.CACHET_CLE), Path(settings.CACHET_CERTIFICAT)
    if not remplacer and (chemin_cle.exists() or chemin_certificat.exists()):
        raise CachetExiste
    anciens = certificats() if chemin_certificat.exists() else []
    cle = ec.generate_private_key(ec.SECP256R1())
    certificat = _se_certifier(cle)
    tous = b"".join(un.public_bytes(Encoding.PEM) for un in (certificat, *anciens))
    # The certificates first: interrupted in between, the key does not match and nothing is sealed, but nothing is lost.
    _ecrire(chemin_certificat, tous, mode=0o644)
    _ecrire(chemin_cle, cle.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), mode=0o600)
    return Cachet(cle, certificat, tuple(anciens))


def assurer() -> bool:
    """Make the seal of a new platform; say whether it was made. An existing one, even by half, is left alone."""
    try:
        creer()
    except CachetExiste:
        return False
    return True


def _se_certifier(cle: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    nom = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, NOM), x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.ADRESSE_PUBLIQUE[:64])]
    )
    maintenant = _maintenant().replace(microsecond=0)
    usages = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(maintenant - AVANCE)
        .not_valid_after(maintenant + DUREE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usages, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(cle.public_key()), critical=False)
        .sign(cle, hashes.SHA256())
    )


def _maintenant() -> datetime:
    """Certificates live by the clock of the machine, which a demo does not move."""
    return datetime.now(UTC)  # noqa: TID251  (see above)


def _lire_la_cle(chemin: Path) -> CertificateIssuerPrivateKeyTypes:
    try:
        cle = load_pem_private_key(chemin.read_bytes(), password=None)
    except FileNotFoundError:
        raise CachetIndisponible(f"La clé du cachet manque ({chemin}). {CREEZ_LE}") from None
    except OSError as erreur:
        raise CachetIndisponible(f"La clé du cachet est illisible ({chemin}) : {erreur.strerror}.") from erreur
    except (ValueError, TypeError, UnsupportedAlgorithm) as erreur:
        # The sentence of the library may quote what it read: only its kind is kept.
        raise CachetIndisponible(f"Le fichier {chemin} n’est pas une clé sans mot de passe ({type(erreur).__name__}).") from None
    return cle  # type: ignore[return-value]


def _publique(cle: object) -> bytes:
    return cle.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]


def _ecrire(chemin: Path, octets: bytes, *, mode: int) -> None:
    """Write a file that is whole or not there, with its rights from its first byte on."""
    chemin.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    attente = chemin.with_name(f".{chemin.name}.{os.getpid()}")
    descripteur = os.open(attente, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(octets)
            fichier.flush()
            os.fsync(fichier.fileno())
        attente.replace(chemin)
    except BaseException:
        attente.unlink(missing_ok=True)
        raise
