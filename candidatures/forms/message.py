"""A message in the thread of a request."""

import uuid
from typing import Any

from django import forms

from .champs import Texte, phrases

LONGUEUR_MESSAGE = 4000


class Cle(forms.UUIDField):
    """The key drawn with a form; one that comes back broken is drawn again, the text matters more."""

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return uuid.uuid4()


class MessageForm(forms.Form):
    """`cle` is drawn with the form: sent twice, it is one message."""

    cle = Cle(widget=forms.HiddenInput)
    texte = Texte(
        label="Votre message à l’équipe",
        max_length=LONGUEUR_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=phrases("Écrivez votre message avant de l’envoyer."),
    )

    @classmethod
    def neuf(cls, texte: str = "") -> "MessageForm":
        """Return a form to fill in, with a new key; `texte` was typed before."""
        return cls(initial={"cle": uuid.uuid4(), "texte": texte})
