"""How django-allauth stands in this project: its mails leave through the outbox, its secrets are kept encrypted."""

import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.template.loader import render_to_string

from socle import courriels, horloge
from socle.coffre import coffre

from . import textes
from .models import Personne


class AdaptateurCompte(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | textes.ERREURS_DU_COMPTE

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name each way in our words."""
        return [facon | {"description": textes.PREUVES[facon["id"]]} for facon in super().get_reauthentication_methods(user)]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's mail in the outbox; its text holds a code, so it is kept encrypted until it leaves."""
        contexte = {**context, "email": email, "nom_plateforme": "Transfert de savoir-faire", "adresse": settings.ADRESSE_PUBLIQUE}
        sujet = " ".join(render_to_string(f"{template_prefix}_subject.txt", contexte).split())
        corps = render_to_string(f"{template_prefix}_message.txt", contexte, self.request).strip()
        personne = Personne.objects.filter(email__iexact=email).first()
        courriels.ecrire("comptes/acces", personne, adresse=email, contexte={"sujet": sujet}, secret={"texte": corps})

    def save_user(self, request: Any, user: Personne, form: Any, commit: bool = True) -> Personne:
        """Sign up with the name that the form asks."""
        user.prenom = form.cleaned_data.get("prenom", "")
        user.nom = form.cleaned_data.get("nom", "")
        user.cree_le = horloge.maintenant()
        return super().save_user(request, user, form, commit)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for a new proof before the security of the account is touched, but not within five minutes of signing in.

        Otherwise a pilot who has just typed a password types it again to reach the second factor that is asked of them.
        """
        preuves = get_authentication_records(self.request, self.request.user)
        fraiche = bool(preuves) and time.time() - preuves[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not fraiche and super().is_reauthentication_required(app=app, **kwargs)


class AdaptateurSecondFacteur(DefaultMFAAdapter):
    """Keeps the seeds of codes encrypted: a stolen copy of the database must not give the second factor of the staff."""

    SEL = "comptes.second_facteur"
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | textes.ERREURS_DU_SECOND_FACTEUR

    def encrypt(self, text: str) -> str:
        return coffre(self.SEL).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return coffre(self.SEL).decrypt(encrypted_text.encode()).decode()
