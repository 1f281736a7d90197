"""A window of the real browser that Django's test client feeds: it sees what the test wrote, and no server is needed.

The browser applies the answers as they are, headers (content policy) included.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.architecture.sources import RACINE
from tests.chromium import ecouter, fermer

ORIGINE = "https://tsf.example.org"
BUREAU, TELEPHONE, ETROIT = {"width": 1280, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 640}
AXE = RACINE / "node_modules" / "axe-core" / "axe.min.js"
# All the rules of axe and its good practices, and the size of targets, which it leaves out by default. No preload: it would add styles
# to the page, which its content policy refuses.
REGLES = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}

# The heading of the column where Django's admin puts the name of a row of an inline is empty, in its own template.
ENDROIT = {"exclude": [".tabular thead th:empty"]}


class Fenetre:
    """One window; `montrer` puts an answer in it as the document of its address, the rest is asked from the same client."""

    def __init__(self, navigateur: Browser) -> None:
        self.contexte = navigateur.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=BUREAU, reduced_motion="reduce")
        self.page: Page = self.contexte.new_page()
        self.plaintes = ecouter(self.page)
        self._client, self._document = Client(), HttpResponse()
        self.contexte.route("**/*", self._repondre)
        self._axe = AXE.read_text(encoding="utf-8")
        # The browser asks from inside Playwright's event loop, where Django would open another connection: a thread shares the test's.
        connection.inc_thread_sharing()
        self._fil = ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=("default", connections["default"]))

    def fermer(self) -> None:
        """Close the window."""
        self._fil.shutdown()
        connection.dec_thread_sharing()
        fermer(self.contexte)

    def montrer(self, reponse: HttpResponse, *, client: Client, adresse: str) -> None:
        """Show an answer that `client` got at `adresse`."""
        # The former page leaves first: what it was still asking would be complained of here.
        self.page.goto("about:blank")
        self.plaintes.clear()
        self._client, self._document = client, reponse
        self.page.set_viewport_size(BUREAU)
        self.page.emulate_media(color_scheme="light")
        self.page.goto(ORIGINE + adresse)

    def _repondre(self, route: Route) -> None:
        demande = route.request
        chemin = urlsplit(demande.url).path
        if demande.is_navigation_request():
            _rendre(route, self._document)
        elif chemin.startswith("/static/"):
            trouve = finders.find(chemin.removeprefix("/static/"))
            route.fulfill(path=Path(str(trouve))) if trouve else route.fulfill(status=404)
        else:
            _rendre(route, self._fil.submit(self._client.get, demande.url.removeprefix(ORIGINE)).result())

    def fautes_axe(self) -> list[str]:
        """Return the accessibility faults of the page as it is now."""
        self.page.evaluate(self._axe)
        violations = self.page.evaluate("(tout) => axe.run(tout[0], tout[1]).then(trouve => trouve.violations)", [ENDROIT, REGLES])
        return [
            f"axe {violation['id']} : {violation['help']} · {noeud['html'][:160]} ({noeud['target'][0]})"
            for violation in violations
            for noeud in violation["nodes"]
        ]

    def fautes_de_saisie(self) -> list[str]:
        """Return the forms whose refusals the browser would say in our place, and the fields that the bar hides from the keyboard."""
        bulles = [f"sans novalidate : {formulaire}" for formulaire in self.page.evaluate(SANS_NOVALIDATE)]
        return bulles + [f"sous la barre : {champ}" for champ in self.page.evaluate(SOUS_LA_BARRE)]

    def fautes_au_telephone_la_nuit(self) -> list[str]:
        """Return the accessibility faults of the page on a phone, in dark."""
        self.page.set_viewport_size(TELEPHONE)
        self.page.emulate_media(color_scheme="dark")
        return [f"la nuit, au téléphone : {faute}" for faute in self.fautes_axe()]

    def fautes_de_largeur(self) -> list[str]:
        """Return what sticks out of a window 320 pixels wide (WCAG 1.4.10)."""
        self.page.set_viewport_size(ETROIT)
        largeur = self.page.evaluate("document.documentElement.scrollWidth")
        return [f"à 320 px, la page en fait {largeur} : {self.page.evaluate(DEPASSENT)}"] if largeur > ETROIT["width"] else []


# The deepest elements that end beyond the window.
DEPASSENT = """() => [...document.querySelectorAll('body *')]
    .filter(e => [e, ...e.children].map(f => f.getBoundingClientRect().right > innerWidth + 1).lastIndexOf(true) === 0)
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""

# Forms that ask for something.
SANS_NOVALIDATE = """() => [...document.querySelectorAll('form[method=post]:not([novalidate])')]
    .filter(e => e.querySelector(':is(input:not([type=hidden]), select, textarea):required'))
    .map(e => e.outerHTML.slice(0, 120))"""
# Of a tall field, what counts is where one begins to write.
SOUS_LA_BARRE = """() => [...document.querySelectorAll('form:has(.tsf-barre) :is(input:not([type=hidden]), select, textarea)')]
    .filter(e => {
        e.focus();
        const champ = e.getBoundingClientRect(), barre = document.querySelector('.tsf-barre').getBoundingClientRect();
        return champ.top + Math.min(champ.height, 44) > barre.top + 1;
    })
    .map(e => e.outerHTML.slice(0, 120))"""


def _rendre(route: Route, reponse: HttpResponse) -> None:
    corps = b"".join(reponse) if reponse.streaming else reponse.content
    route.fulfill(status=reponse.status_code, headers=dict(reponse.items()), body=corps)
