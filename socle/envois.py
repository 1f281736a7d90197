"""Sending by a button: addresses that only receive, and the key that makes a double click harmless."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from .refus import DejaParti, Refus

Vue = Callable[..., HttpResponseBase]


def envoi_depuis(page: str, *arguments: str) -> Callable[[Vue], Vue]:
    """Mark a view that only receives: whoever comes by GET (back from the sign-in page) is led to the page that has its button.

    `page` is the name of its route, `arguments` those of the address that it shares.
    """

    def decorer(vue: Vue) -> Vue:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(vue)
        def recue(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                return vue(request, *args, **kwargs)
            return redirect(page, **{nom: kwargs[nom] for nom in arguments})

        return recue

    return decorer


class Cle(forms.UUIDField):
    """The key drawn with a form: sent twice, it is sent once. One that comes back broken is drawn again, the text matters more."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": uuid.uuid4, **kwargs})

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return uuid.uuid4()


def montrer_refus(formulaire: forms.BaseForm, refus: Refus, champ: str = "") -> None:
    """Show a refusal in the form that comes back: at the answer it names, at `champ` or above all.

    Where the key of the form has served, draw another: sending again sends.
    """
    fautif = refus.champ or champ
    formulaire.add_error(fautif if fautif in formulaire.fields else None, refus.phrase)
    if isinstance(refus, DejaParti):
        formulaire.data = formulaire.data.copy()  # type: ignore[attr-defined]
        formulaire.data[formulaire.add_prefix("cle")] = str(uuid.uuid4())  # type: ignore[index]
