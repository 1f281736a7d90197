"""What was typed and could not be written (session over, request already sent), kept in the session until it is.

Only a form that says so (`a_reprendre`) is kept: never a secret nor a file, and little of it, for a visitor's session is no place to
store books.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase, QueryDict

Champs = list[tuple[str, str]]
Vue = Callable[..., HttpResponseBase]

# Never kept, never written back in a page.
SECRETS = frozenset({"password", "password1", "password2", "oldpassword", "code"})
ADRESSES_AU_PLUS = 3
CARACTERES_AU_PLUS = 40_000
RETROUVEE = "Nous avons retrouvé ce que vous aviez saisi. Rien n’est encore parti : relisez, puis envoyez."
_CLE = "reprises"


def a_reprendre(existe: Callable[..., bool] = lambda **_: True) -> Callable[[Vue], Vue]:
    """Say that what is sent to this view is worth keeping; `existe`, given the arguments of the address, whether there is a form there."""

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def gardee(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # What comes now replaces what was kept: it is written, or it comes back in the answer.
            if request.method == "POST":
                oublier(request.session, request.path)
            return vue(request, *args, **kwargs)

        gardee.reprise = existe  # type: ignore[attr-defined]
        return gardee

    return decorer


def est_attendue(request: HttpRequest) -> bool:
    """Say whether this sending goes to a form that exists and that is worth keeping."""
    trouve = request.resolver_match
    existe = getattr(trouve.func, "reprise", None) if trouve else None
    return request.method == "POST" and existe is not None and existe(**trouve.kwargs)  # type: ignore[union-attr]


def champs_saisis(request: HttpRequest) -> Champs:
    """Return what was typed, field by field; nothing at all when it holds a secret."""
    if SECRETS.intersection(request.POST):
        return []
    return [(nom, str(valeur)) for nom, valeurs in request.POST.lists() if nom != "csrfmiddlewaretoken" for valeur in valeurs]


def garder(session: SessionBase, adresse: str, champs: Champs) -> None:
    """Keep what was to be sent to this address, the last three of them; signing in keeps the session's content."""
    autres = {autre: valeur for autre, valeur in session.get(_CLE, {}).items() if autre != adresse}
    gardees = [*autres.items(), (adresse, list(_couper(champs)))]
    session[_CLE] = dict(gardees[-ADRESSES_AU_PLUS:])


def _couper(champs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    reste = CARACTERES_AU_PLUS
    for nom, valeur in champs:
        reste -= len(nom)
        if reste < 0:
            return
        yield nom, valeur[:reste]
        reste -= len(valeur[:reste])


def retrouver(session: SessionBase, adresse: str) -> QueryDict | None:
    """Return what was kept for this address, as it was posted, or None."""
    champs = session.get(_CLE, {}).get(adresse)
    if champs is None:
        return None
    saisie = QueryDict(mutable=True)
    for nom, valeur in champs:
        saisie.appendlist(nom, valeur)
    return saisie


def rendre(request: HttpRequest, *formulaires: forms.BaseForm, adresse: str = "") -> None:
    """Fill the forms that a page shows with what was kept for `adresse` (its own when not given), and say so."""
    saisie = None if request.method == "POST" else retrouver(request.session, adresse or request.path)
    if saisie is None:
        return
    for formulaire in formulaires:
        for nom, champ in formulaire.fields.items():
            saisi = None if champ.widget.needs_multipart_form else champ.widget.value_from_datadict(saisie, {}, formulaire.add_prefix(nom))
            if saisi is not None:
                formulaire.initial[nom] = saisi
    # A page of several forms says it once.
    if not getattr(request, "reprise_dite", False):
        request.reprise_dite = True  # type: ignore[attr-defined]
        messages.info(request, RETROUVEE)


def oublier(session: SessionBase, adresse: str) -> None:
    """Forget what has been written since."""
    if adresse in session.get(_CLE, {}):
        session[_CLE] = {autre: valeur for autre, valeur in session[_CLE].items() if autre != adresse}
