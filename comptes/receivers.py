"""What allauth announces: an address that somebody proves theirs, a second factor that is set."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest

from . import actions
from .models import Personne


@receiver(email_confirmed)
def adresse_prouvee(*, request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """Take back the password of an account whose address is proved for the first time, by somebody who did not type that password.

    Anybody may sign up with the address of somebody else, and wait for them to come by a code.
    """
    personne = email_address.user
    deja_prouvee = EmailAddress.objects.filter(user=personne, verified=True).exclude(pk=email_address.pk).exists()
    if deja_prouvee or not personne.has_usable_password() or not _vient_par_un_code(request, personne):
        return
    actions.retirer_mot_de_passe(personne)
    messages.info(request, "Par prudence, le mot de passe choisi avant que votre adresse soit confirmée ne sert plus.")


def _vient_par_un_code(request: HttpRequest, personne: Personne) -> bool:
    """Say whether this session proved the address by a code that signs in or that replaces a password."""
    preuves = get_authentication_records(request, personne)
    par_code = bool(preuves) and preuves[-1]["method"] == "code"
    return par_code or PASSWORD_RESET_VERIFICATION_SESSION_KEY in request.session


@receiver(authenticator_added)
def second_facteur_pose(*, request: HttpRequest, user: Personne, authenticator: Authenticator, **_: Any) -> None:
    """End the sessions opened without the factor that was just set; this one has proved it holds it."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    end_other_sessions(request, user)
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
