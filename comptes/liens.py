"""Personal links: opening one, making its address, renewing and closing it, and where each purpose leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from socle import horloge

from .models import LienPersonnel, Personne


@dataclass(frozen=True)
class Navigateur:
    """From where somebody acts: the address of their machine and what their browser says of itself."""

    adresse: str = ""
    agent: str = ""


@dataclass(frozen=True)
class But:
    """What a purpose of link does.

    `chemin` returns the path that it opens, given the id of its object. `ouvert` is told when somebody opens one by its button.
    `renouveler` writes again to the person of a link that expired, as long as there is something to do behind it.
    """

    chemin: Callable[[int], str]
    ouvert: Callable[[LienPersonnel, Navigateur], None] | None = None
    renouveler: Callable[[LienPersonnel], None] | None = None


_buts: dict[str, But] = {}
ENTRE_DEUX_RENOUVELLEMENTS = timedelta(hours=1)


def enregistrer_but(
    but: str,
    chemin: Callable[[int], str],
    *,
    ouvert: Callable[[LienPersonnel, Navigateur], None] | None = None,
    renouveler: Callable[[LienPersonnel], None] | None = None,
) -> None:
    """Declare, from AppConfig.ready(), what a purpose does (see `But`)."""
    _buts[but] = But(chemin, ouvert, renouveler)


def ouvrir(but: str, *, personne: Personne, objet_id: int, duree: timedelta | None = None) -> LienPersonnel:
    """Return the link of this person for this object, made or prolonged; one that died gets a new address, the old ones stay dead."""
    if but not in _buts:
        raise ValueError(f"Unknown purpose of link: {but!r}.")
    expire_le = horloge.maintenant() + (duree or settings.DUREE_LIEN)
    with transaction.atomic():
        lien, nouveau = LienPersonnel.objects.select_for_update().get_or_create(
            but=but, personne=personne, objet_id=objet_id, defaults={"expire_le": expire_le}
        )
        if not nouveau:
            if not lien.est_vivant:
                lien.version += 1
            lien.expire_le, lien.revoque_le = expire_le, None
            lien.save()
    return lien


def pour_courriel(lien: LienPersonnel) -> tuple[str, dict[str, Any]]:
    """Return what `courriels.ecrire(liens={"lien": …})` wants: the address is made at sending."""
    return ("lien_personnel", {"lien_id": lien.pk})


def adresse_du_lien(*, lien_id: int) -> str:
    """Maker "lien_personnel": the full address of a link."""
    lien = LienPersonnel.objects.get(pk=lien_id)
    return settings.ADRESSE_PUBLIQUE + reverse("comptes:lien", args=[lien.jeton])


def destination(lien: LienPersonnel) -> str:
    """Return the path a link leads to."""
    return _buts[lien.but].chemin(lien.objet_id)


def noter_ouverture(lien: LienPersonnel, navigateur: Navigateur) -> None:
    """Tell the application of a link that its person has just pressed its button."""
    if ouvert := _buts[lien.but].ouvert:
        ouvert(lien, navigateur)


def renouveler(jeton: str) -> None:
    """Write again, to the same address, to the person of a link that expired by itself; the caller learns nothing of what was done.

    At most once an hour. A link that lives, was revoked or replaced, or whose purpose is over, stays as it is.
    """
    with transaction.atomic():
        lien = LienPersonnel.objects.du_jeton(jeton, meme_mort=True)
        if lien is None or (renouveler_ := _buts[lien.but].renouveler) is None:
            return
        maintenant = horloge.maintenant()
        expires = LienPersonnel.objects.filter(pk=lien.pk, version=lien.version, revoque_le=None, expire_le__lte=maintenant)
        reposes = expires.filter(Q(renouvele_le=None) | Q(renouvele_le__lte=maintenant - ENTRE_DEUX_RENOUVELLEMENTS))
        if reposes.update(renouvele_le=maintenant):
            renouveler_(lien)


def revoquer(but: str, *, personne: Personne, objet_id: int) -> None:
    """Close the link of this person for this object, if there is one: its address is dead, and the sessions it opened are over."""
    vivants = LienPersonnel.objects.filter(but=but, personne=personne, objet_id=objet_id, revoque_le=None)
    vivants.update(revoque_le=horloge.maintenant())
