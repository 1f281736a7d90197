"""Mails about accounts."""

from django.urls import reverse

from socle import courriels

from .models import Mandat


def inviter(mandat: Mandat) -> None:
    """Tell somebody the role that they were given, and how to come in."""
    contexte = {"role": mandat.get_instance_display(), "du": mandat.du.isoformat(), "chemin": reverse("account_login")}
    courriels.ecrire("comptes/invitation", mandat.personne, contexte=contexte)
