"""The pages to look at: every cell of the rights matrix that answers with a page, and the error pages."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from allauth.core.ratelimit import respond_429
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from socle import views
from tests.droits.scene import ROLES, Scene, parenthese
from tests.navigation import finir

MONTREES = {"200", "410"}


@dataclass(frozen=True)
class Vue:
    """An answer that holds a page, who got it and where."""

    nom: str
    adresse: str
    client: Client
    reponse: HttpResponse

    @property
    def gabarit(self) -> str:
        """The template of the page."""
        return self.reponse.templates[0].name if getattr(self.reponse, "templates", None) else self.nom

    @property
    def squelettes(self) -> tuple[str, str]:
        """The frame of the page (head, menus, foot) and the page in it, without what they say."""
        avant, _, suite = self.reponse.text.partition("<main")
        page, _, apres = suite.partition("</main>")
        return _squelette(f"{avant}><{apres}"), _squelette(page)


def _squelette(html: str) -> str:
    html = re.sub(r'\b(value|href|action|content|title|aria-label|data-hx-\w+)="[^"]*"', r"\1", html)
    return re.sub(r">[^<]+<", "><", html)


def distinctes(vues: Iterator[Vue], cadres: set[str]) -> Iterator[Vue]:
    """Keep the views of a row that show something new: a page of another skeleton, or a frame that is not among `cadres` yet."""
    pages: set[str] = set()
    for vue in vues:
        cadre, page = vue.squelettes
        if page not in pages or cadre not in cadres:
            pages.add(page)
            cadres.add(cadre)
            yield vue


def lues(scene: Scene, nom: str, adresse: str, cellules: dict[str, str]) -> Iterator[Vue]:
    """Give what the roles of a row read."""
    return _demandees(scene, "get", nom, adresse, cellules)


def renvoyees(scene: Scene, nom: str, adresse: str, cellules: dict[str, str]) -> Iterator[Vue]:
    """Give what the roles of a row are shown again after an empty sending: the form with its refusals."""
    return _demandees(scene, "post", nom, adresse, cellules)


def _demandees(scene: Scene, methode: str, nom: str, adresse: str, cellules: dict[str, str]) -> Iterator[Vue]:
    for role, cellule in cellules.items():
        if cellule in MONTREES:
            client = scene.client(role)
            with parenthese() if methode == "post" else nullcontext():
                reponse = getattr(client, methode)(adresse)
            finir(reponse)
            # A fragment (htmx) is looked at in the page that asks for it.
            if reponse["Content-Type"].startswith("text/html") and reponse.text.lstrip().startswith("<!DOCTYPE"):
                yield Vue(f"{nom}, {role}", adresse, client, reponse)


def erreurs(scene: Scene) -> Iterator[Vue]:
    """Give each error page, to a visitor and to somebody signed in."""
    for role in (ROLES[0], "porteuse"):
        client = scene.client(role)
        yield Vue(f"404, {role}", "/nulle-part/", client, client.get("/nulle-part/"))
        yield Vue(f"400, {role}", "/", client, _directement(views.requete_incorrecte, client))
        yield Vue(f"500, {role}", "/", client, _directement(views.erreur_interne, client))
        yield Vue(f"429, {role}", "/", client, _directement(respond_429, client))
        yield Vue(f"405, {role}", "/", client, client.post("/"))
    yield Vue("403, porteuse", reverse("accueil:comite"), client, client.get(reverse("accueil:comite")))
    strict = Client(enforce_csrf_checks=True)
    yield Vue("jeton périmé", reverse("account_login"), strict, strict.post(reverse("account_login"), {"login": "x@exemple.test"}))


def _directement(vue, client: Client) -> HttpResponse:
    """Return the answer of an error view, under the headers of any page."""
    requete = RequestFactory().get("/")
    requete.user, requete.session, requete.acteur = (getattr(client.get("/").wsgi_request, nom) for nom in ("user", "session", "acteur"))
    return vue(requete)
