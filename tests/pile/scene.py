"""The platform and the browsers of those who act, and the few gestures that all steps share. Nothing is read from the database."""

import re
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Locator, Page

TELEPHONE = {"width": 390, "height": 844}
ATTENTE = 60_000  # ms; a document may be drawn before the one awaited


@dataclass
class Scene:
    """The platform and the browsers of those who act."""

    navigateur: Browser
    adresse: str
    contextes: dict[str, BrowserContext] = field(default_factory=dict)

    def page(self, qui: str, chemin: str = "/", **options) -> Page:
        """Return a new page of this person, opened on `chemin`; everyone has their own session."""
        if qui not in self.contextes:
            self.contextes[qui] = self.navigateur.new_context(locale="fr-FR", timezone_id="Europe/Paris", **options)
            self.contextes[qui].set_default_timeout(ATTENTE)
        page = self.contextes[qui].new_page()
        page.goto(self.adresse + chemin)
        return page

    def entrer(self, role: str) -> Page:
        """Enter by the one-click door of the demo."""
        page = self.page(role, "/compte/login/")
        page.locator(f"form[action='/demo/{role}/'] button").click()
        return page

    def lettre(self, sujet: str, *, a: str) -> Page:
        """Wait until the worker has sent a mail to this address whose subject holds `sujet`, and open it."""
        page = self.page("courriels", "/demo/courriels/")
        trouvees = page.locator("li", has=page.get_by_role("link", name=re.compile(re.escape(sujet)))).filter(has_text=f"à {a}")
        recharger_jusqu_a(page, trouvees, manque=f"No mail « {sujet} » to {a}.")
        trouvees.first.get_by_role("link").click()
        return page

    def suivre_la_lettre(self, qui: str, sujet: str, *, a: str, contenant: str = "/") -> Page:
        """Open, in the browser of this person, the first link of a mail whose address holds `contenant`."""
        lettre = self.lettre(sujet, a=a)
        chemin = lettre.locator(f"main .tsf-lettre a[href*='{contenant}']").first.get_attribute("href")
        return self.page(qui, chemin)


def recharger_jusqu_a(page: Page, voulu: Locator, *, manque: str) -> None:
    """Read a page again until it shows what the worker is preparing."""
    limite = time.monotonic() + ATTENTE / 1000
    while not voulu.count():
        assert time.monotonic() < limite, manque
        time.sleep(0.5)
        page.reload()


def remplir(page: Page, **valeurs: str) -> None:
    """Fill fields by the name of their control."""
    for nom, valeur in valeurs.items():
        page.locator(f"[name='{nom.replace('__', '-')}']").fill(valeur)


def cocher(page: Page, nom: str, valeur: str) -> None:
    """Choose a radio button or a checkbox by name and value, from the keyboard: what one sees is its label."""
    page.locator(f"input[name='{nom}'][value='{valeur}']").press("Space")


def envoyer(page: Page, bouton: str | re.Pattern[str], dans: str = "body") -> None:
    """Press a button that sends, and wait for the page that answers."""
    page.locator(dans).get_by_role("button", name=bouton).first.click()
    page.wait_for_load_state()


def titre(page: Page) -> Locator:
    return page.locator("h1")


def ouvrir(page: Page, nom: str | re.Pattern[str]) -> None:
    """Follow a link drawn as a button."""
    page.get_by_role("link", name=nom).first.click()
    page.wait_for_load_state()
