"""The six digits that prove that who holds a link also reads the mails of its person.

A code is derived from its row and from the secret of the platform: it is made when its mail leaves and again when it comes back, and
stored nowhere. Limits are rows, read under the lock of the file.
"""

from datetime import timedelta
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from comptes.liens import Navigateur
from conventions import notifications, preuves
from conventions.models import CodeDeSignature, GenrePreuve, Signataire
from socle import horloge
from socle.refus import DejaFait, Refus

SEL = "conventions.code_de_signature"
UN_PAR = timedelta(minutes=1)
PAR_HEURE = 5


def chiffres(code: CodeDeSignature) -> str:
    """Return the six digits of a code."""
    condense = salted_hmac(SEL, f"{code.pk}:{code.signataire_id}:{code.rang}", algorithm="sha256").digest()
    return f"{int.from_bytes(condense[:8], 'big') % 1_000_000:06d}"


def fabriquer(*, code_id: int) -> str:
    """Maker "code_de_signature": the digits, as the mail that leaves writes them."""
    return chiffres(CodeDeSignature.objects.get(pk=code_id))


def envoyer(signataire: Signataire, navigateur: Navigateur) -> CodeDeSignature:
    """Send a new code; those before it are void. Under the lock of the file.

    Raises DejaFait when one has just left, Refus when five left within the hour or when there is no address.
    """
    if not signataire.personne.email:
        raise Refus("Nous n’avons pas d’adresse où vous envoyer un code. Écrivez à l’équipe pilote, ou signez sur papier.")
    maintenant = horloge.maintenant()
    comptes = signataire.codes.filter(compte=True)
    if comptes.filter(demande_le__gt=maintenant - UN_PAR).exists():
        raise DejaFait("Un code vient de partir. Attendez une minute avant d’en demander un autre.")
    if comptes.filter(demande_le__gt=maintenant - timedelta(hours=1)).count() >= PAR_HEURE:
        raise Refus("Cinq codes sont déjà partis en une heure. Réessayez plus tard, ou écrivez à l’équipe pilote.")
    signataire.codes.filter(clos_le=None).update(clos_le=maintenant)
    rang = signataire.codes.count() + 1
    code = CodeDeSignature.objects.create(signataire=signataire, rang=rang, demande_le=maintenant)
    notifications.envoyer_code(signataire, code)
    _noter(GenrePreuve.CODE_ENVOYE, code, navigateur, adresse_electronique=signataire.personne.email)
    return code


def verifier(signataire: Signataire, saisi: str, navigateur: Navigateur) -> Refus | None:
    """Return why this is not the code, or None: it has then served. Under the lock of the file; what it writes must be committed."""
    code = signataire.codes.vivants(horloge.maintenant()).last()
    if code is None:
        return Refus("Ce code ne sert plus : il a plus d’un quart d’heure, ou cinq essais l’ont fermé. Demandez-en un autre.", "code")
    if compare_digest("".join(saisi.split()), chiffres(code)):
        code.clos_le = horloge.maintenant()
        code.save()
        _noter(GenrePreuve.CODE_VERIFIE, code, navigateur)
        return None
    code.essais += 1
    reste = CodeDeSignature.ESSAIS - code.essais
    if not reste:
        code.clos_le = horloge.maintenant()
    code.save()
    _noter(GenrePreuve.CODE_FAUX, code, navigateur, essai=code.essais)
    if not reste:
        return Refus("Ce n’est pas le bon code, et c’était le dernier essai. Demandez-en un autre.", "code")
    return Refus(f"Ce n’est pas le bon code. Il vous reste {reste} essai{'s' if reste > 1 else ''}.", "code")


def repartir_a_neuf(signataire: Signataire) -> None:
    """Forget the limits of a signatory: the team vouches that it is the right person who asks."""
    signataire.codes.filter(clos_le=None).update(clos_le=horloge.maintenant())
    signataire.codes.filter(compte=True).update(compte=False)


def _noter(genre: str, code: CodeDeSignature, navigateur: Navigateur, **plus: object) -> None:
    signataire = code.signataire
    details = {"code": code.rang, "adresse_ip": navigateur.adresse, "agent": navigateur.agent}
    preuves.ecrire(signataire.convention, genre, signataire=signataire, **details, **plus)
