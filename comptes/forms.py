"""Forms of the account pages."""

from allauth.account.forms import SignupForm
from django import forms


class Inscription(SignupForm):
    """Sign-up: who you are, your address, a password."""

    prenom = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    nom = forms.CharField(label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    field_order = ["prenom", "nom", "email", "password1"]
