"""Personal links: opening one, making its address, closing it, and where each purpose leads."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from socle import horloge

from .models import LienPersonnel, Personne

# Purpose of a link → the path that it opens, given the id of its object.
_buts: dict[str, Callable[[int], str]] = {}


def enregistrer_but(but: str, chemin: Callable[[int], str]) -> None:
    """Declare, from AppConfig.ready(), where a purpose leads: `chemin` returns a path, given the id of the object of the link."""
    _buts[but] = chemin


def ouvrir(but: str, *, personne: Personne, objet_id: int) -> LienPersonnel:
    """Return the link of this person for this object, made or prolonged; one that died gets a new address, the old ones stay dead."""
    if but not in _buts:
        raise ValueError(f"Unknown purpose of link: {but!r}.")
    expire_le = horloge.maintenant() + settings.DUREE_LIEN
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
    return _buts[lien.but](lien.objet_id)


def revoquer(but: str, *, personne: Personne, objet_id: int) -> None:
    """Close the link of this person for this object, if there is one: its address is dead, and the sessions it opened are over."""
    vivants = LienPersonnel.objects.filter(but=but, personne=personne, objet_id=objet_id, revoque_le=None)
    vivants.update(revoque_le=horloge.maintenant())
