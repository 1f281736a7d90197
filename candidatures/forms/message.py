"""A message in the thread of a request."""

from django import forms

from questionnaires.forms import Texte, phrases
from socle.envois import Cle
from socle.televersements import ChampFichiers

LONGUEUR_MESSAGE = 4000


class MessageForm(forms.Form):
    """`cle` is drawn with the form: sent twice, it is one message."""

    cle = Cle()
    texte = Texte(
        label="Votre message à l’équipe",
        max_length=LONGUEUR_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=phrases("Écrivez votre message avant de l’envoyer."),
    )
    pieces = ChampFichiers()


class CorrectionForm(forms.Form):
    """What is to be corrected in the diagnosis, in the wording (`version`) that was read."""

    cle = Cle()
    version = forms.CharField(max_length=64, widget=forms.HiddenInput)
    texte = Texte(
        label="Ce qu’il faut corriger",
        max_length=LONGUEUR_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=phrases("Dites ce qu’il faut corriger avant d’envoyer."),
    )
