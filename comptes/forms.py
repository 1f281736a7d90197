"""Forms of the account pages: allauth's own, in the words of the platform."""

from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import AddEmailForm, ChangeEmailForm, LoginForm, RequestLoginCodeForm, ResetPasswordForm, SignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from .models import Personne


def _nommer(formulaire: forms.BaseForm, **libelles: str) -> None:
    for nom, libelle in libelles.items():
        formulaire.fields[nom].label = libelle


def _adresser(formulaire: forms.BaseForm, nom: str = "email") -> None:
    """Ask for an address in our words, no longer than the column that keeps it: Django's own field lets 320 characters through."""
    champ = formulaire.fields[nom]
    champ.widget.attrs.pop("placeholder", None)
    place = Personne._meta.get_field("email").max_length
    formulaire.fields[nom] = EmailField(label="Adresse électronique", max_length=place, widget=champ.widget, required=champ.required)


def _en_chiffres(formulaire: forms.BaseForm) -> None:
    formulaire.fields["code"].widget.attrs["inputmode"] = "numeric"


class Connexion(LoginForm):
    """Sign in with an address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _adresser(self, "login")
        # The link to the forgotten password comes after the button: before the field, the keyboard meets it on the way.
        self.fields["password"].help_text = ""


class Inscription(SignupForm):
    """Sign-up: who you are, your address, a password."""

    prenom = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    nom = forms.CharField(label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    field_order = ["prenom", "nom", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _adresser(self)
        self.fields["password1"].help_text = "Douze caractères au moins. Quatre mots sans rapport entre eux font un bon mot de passe."


class DemandeCode(RequestLoginCodeForm):
    """Ask for a sign-in code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _adresser(self)


class MotDePasseOublie(ResetPasswordForm):
    """Ask for the code that lets one choose another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _adresser(self)


class AutreAdresse(AddEmailForm):
    """Add an address to one's account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _adresser(self)


class AdresseCorrigee(ChangeEmailForm):
    """Mend the address typed at sign-up, before its code arrived."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _adresser(self)


class PremierCode(ActivateTOTPForm):
    """The first code of an authenticator app, which proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _nommer(self, code="Code à six chiffres")
        _en_chiffres(self)


class SecondFacteur(AuthenticateForm):
    """The code of the app, or a recovery code, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _en_chiffres(self)


class SecondFacteurEncore(ReauthenticateForm):
    """The same, before the security of the account is touched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _en_chiffres(self)


class NouvelleCle(AddWebAuthnForm):
    """Register a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _nommer(self, name="Nom de la clé", passwordless="Entrer avec cette clé seule, sans mot de passe")
        self.fields["name"].help_text = "Pour la reconnaître plus tard : « mon téléphone », « la clé du bureau »."
        self.fields["passwordless"].help_text = "Elle vous demandera toujours l’empreinte, le visage ou le code de l’appareil."
        self.fields["passwordless"].initial = True


class NomDeCle(EditWebAuthnForm):
    """Rename a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _nommer(self, name="Nom de la clé")
