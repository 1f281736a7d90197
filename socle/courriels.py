"""The outbox: write a mail in the transaction that decides it; a job renders and sends it."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import get_template

from . import horloge, travaux
from .coffre import coffre
from .models import Courriel, Dossier, Travail

Fabrique = Callable[..., str]
_fabriques: dict[str, Fabrique] = {}
_masques: dict[str, str] = {}
_releve: ContextVar[list[Courriel] | None] = ContextVar("courriels_releves", default=None)

SEL = "socle.courriels.secret"
LIEN_MASQUE = "[lien personnel]"
SECRET_MASQUE = "[code personnel]"  # noqa: S105  (shown in the place of a secret)


def enregistrer_fabrique(nom: str, fabrique: Fabrique, *, masque: str = LIEN_MASQUE) -> None:
    """Declare, from AppConfig.ready(), a maker of links or codes, called at sending with the stored arguments; only `masque` is kept."""
    _masques[nom] = masque
    if _fabriques.setdefault(nom, fabrique) is not fabrique:
        raise ValueError(f"The maker {nom!r} is already registered.")


def ecrire(
    gabarit: str,
    personne: Any = None,
    *,
    adresse: str = "",
    dossier: Dossier | None = None,
    contexte: dict[str, Any] | None = None,
    liens: dict[str, tuple[str, dict[str, Any]]] | None = None,
    secret: dict[str, str] | None = None,
    retenu: bool = False,
) -> Courriel:
    """Put a mail in the outbox; it leaves after the commit, or when it is released if `retenu`.

    `gabarit` "app/nom" is templates/courriels/app/nom.txt, whose first line is the subject. `contexte` is JSON. `liens` gives, per name,
    the maker and its arguments: the link is made at sending. `secret` (codes) is encrypted until then, and erased.
    """
    courriel = Courriel.objects.create(
        dossier=dossier,
        personne=personne,
        adresse=adresse,
        gabarit=gabarit,
        version=_version(gabarit),
        contexte=contexte or {},
        liens=liens or {},
        secret=_chiffrer(secret) if secret else "",
        etat=Courriel.Etat.RETENU if retenu else Courriel.Etat.A_ENVOYER,
        cree_le=horloge.maintenant(),
    )
    if not retenu:
        travaux.planifier("courriel", courriel.pk, cle=f"courriel:{courriel.pk}")
    _noter(courriel)
    return courriel


def liberer(courriel: Courriel) -> None:
    """Let a held mail go; once, whoever else presses the button."""
    with transaction.atomic():
        if Courriel.objects.filter(pk=courriel.pk, etat=Courriel.Etat.RETENU).update(etat=Courriel.Etat.A_ENVOYER):
            travaux.planifier("courriel", courriel.pk, cle=f"courriel:{courriel.pk}")
            _noter(courriel)


def annuler(courriel: Courriel) -> None:
    """Cancel a mail that has not left."""
    partants = Courriel.objects.filter(pk=courriel.pk, etat__in=[Courriel.Etat.RETENU, Courriel.Etat.A_ENVOYER])
    partants.update(etat=Courriel.Etat.ANNULE, secret="")


def apercu(courriel: Courriel) -> tuple[str, str]:
    """Return (subject, text) as they would leave now, links and codes masked."""
    masques = {nom: _masques[fabrique] for nom, (fabrique, _) in courriel.liens.items()}
    caches = dict.fromkeys(_dechiffrer(courriel.secret), SECRET_MASQUE)
    return _rendre(courriel, {**masques, **caches})


@dataclass(frozen=True)
class Apercu:
    """A mail as it would leave, links and codes masked; `retenu`: only once it is released."""

    destinataire: str
    sujet: str
    corps: str
    retenu: bool


def a_blanc(faire: Callable[[], object]) -> list[Apercu]:
    """Do something, read the mails that it writes or releases, undo all of it: what is shown is what would be sent.

    Nothing is kept, so `faire` must act on the database alone. Raises what it raises.
    """
    ecrits: list[Courriel] = []
    jeton = _releve.set(ecrits)
    try:
        with transaction.atomic():
            try:
                faire()
                return [_lire(courriel) for courriel in ecrits]
            finally:
                transaction.set_rollback(True)
    finally:
        _releve.reset(jeton)


def _noter(courriel: Courriel) -> None:
    """Tell `a_blanc`, when it listens, that this mail leaves."""
    ecrits = _releve.get()
    if ecrits is not None:
        # Written, then released at once: it is one mail, as it stands last.
        ecrits[:] = [*(autre for autre in ecrits if autre != courriel), courriel]


def _lire(courriel: Courriel) -> Apercu:
    sujet, corps = apercu(courriel)
    retenu = courriel.etat == Courriel.Etat.RETENU and not Travail.objects.filter(genre="courriel", objet_id=courriel.pk).exists()
    return Apercu(str(courriel.personne or courriel.adresse), sujet, corps, retenu)


def expedier(travail: Travail) -> None:
    """Job "courriel": render with real links and send. A stable Message-ID lets mail servers drop a repeated sending."""
    courriel = Courriel.objects.select_related("personne").filter(pk=travail.objet_id or 0, etat=Courriel.Etat.A_ENVOYER).first()
    if courriel is None:
        return
    destinataire = courriel.adresse or (courriel.personne.email if courriel.personne else "")
    if not destinataire:
        annuler(courriel)
        return
    garde = _a_garder(courriel)
    liens = {nom: _fabriques[fabrique](**arguments) for nom, (fabrique, arguments) in courriel.liens.items()}
    sujet, corps = _rendre(courriel, {**liens, **_dechiffrer(courriel.secret)})
    entetes = {"Message-ID": f"<courriel-{courriel.pk}@{_domaine()}>"}
    message = EmailMultiAlternatives(sujet, corps, to=[destinataire], reply_to=[settings.CONTACT], headers=entetes)
    message.attach_alternative(get_template("courriels/base.html").render({"sujet": sujet, "corps": corps}), "text/html")
    message.send()
    Courriel.objects.filter(pk=courriel.pk, etat=Courriel.Etat.A_ENVOYER).update(
        etat=Courriel.Etat.ENVOYE, secret="", envoye_le=horloge.maintenant(), **garde
    )


def _a_garder(courriel: Courriel) -> dict[str, str]:
    """Return what stays of a mail: ready before it is sent, as a row that cannot be written afterwards makes the mail leave again."""
    sujet, corps = apercu(courriel)
    place = Courriel._meta.get_field("sujet").max_length
    return {"sujet": sujet[:place], "corps": corps, "version": _version(courriel.gabarit)}


def _domaine() -> str:
    return settings.ADRESSE_PUBLIQUE.split("://", 1)[1].split(":")[0]


def _fichier(gabarit: str) -> str:
    return f"courriels/{gabarit}.txt"


def _version(gabarit: str) -> str:
    trouve: Any = get_template(_fichier(gabarit))
    return sha256(trouve.template.source.encode()).hexdigest()[:12]


def _rendre(courriel: Courriel, valeurs: dict[str, str]) -> tuple[str, str]:
    contexte = {"personne": courriel.personne, "adresse": settings.ADRESSE_PUBLIQUE, **courriel.contexte, **valeurs}
    texte = get_template(_fichier(courriel.gabarit)).render(contexte)
    sujet, _, corps = texte.lstrip().partition("\n")
    return sujet.strip(), corps.strip() + "\n"


def _chiffrer(secret: dict[str, str]) -> str:
    return coffre(SEL).encrypt(json.dumps(secret).encode()).decode()


def _dechiffrer(secret: str) -> dict[str, str]:
    return json.loads(coffre(SEL).decrypt(secret.encode())) if secret else {}
