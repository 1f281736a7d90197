"""From the sessions to the report, step by step, on screen; what comes before is in paire.py and signature.py."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.pile.scene import ATTENTE, TELEPHONE, Scene, cocher, envoyer, ouvrir, remplir

# ---------- 4. Sessions and journal: planned, moved, told on a phone ----------


def planifier_une_seance(scene: Scene, paire: str) -> None:
    """The mentor plans the second half-day on a phone; the other side moves it, and both read it in their calendar."""
    page = scene.page("mentor", f"/accompagnements/{paire}/seances/planifier/")
    page.set_viewport_size(TELEPHONE)
    jour = date.fromisoformat(page.locator("[name=jour]").get_attribute("min")) + timedelta(days=5)
    remplir(page, jour=jour.isoformat(), debut="09:30", fin="12:00", adresse="Salle du conseil, Albi")
    envoyer(page, "Prévoir la séance")
    porteuse = scene.page("porteuse", f"/accompagnements/{paire}/")
    porteuse.locator(".tsf-agenda a").first.click()
    ouvrir(porteuse, "Déplacer la séance")
    remplir(porteuse, jour=(jour + timedelta(days=1)).isoformat(), motif="La salle est prise la veille.")
    envoyer(porteuse, "Déplacer la séance")
    expect(porteuse.locator("main")).to_contain_text("La salle est prise la veille.")
    _lire_l_agenda(page, f"{scene.adresse}/agenda/")


def _lire_l_agenda(page: Page, adresse: str) -> None:
    """Ask for a private address, and read there, as a calendar does, the session that was moved."""
    page.goto(adresse)
    envoyer(page, "Créer mon adresse d’agenda")
    agenda = page.request.get(page.get_by_text(re.compile(r"\.ics")).first.inner_text().strip().replace("webcal://", "http://")).text()
    assert "BEGIN:VEVENT" in agenda
    assert "SEQUENCE:1" in agenda


def tenir_les_demi_journees(scene: Scene, paire: str) -> None:
    """One half-day is told afterwards, with a page of the journal beside; a week later the planned one: réalisé by itself."""
    page = scene.page("mentor", f"/accompagnements/{paire}/seances/nouvelle/")
    page.set_viewport_size(TELEPHONE)
    cocher(page, "moments", "matin")
    _raconter(page, "Budget mois par mois.")
    envoyer(page, "Partager le compte rendu")
    page.goto(f"{scene.adresse}/accompagnements/{paire}/journal/ecrire/")
    remplir(page, texte="Le bureau a relu le budget, deux questions pour la prochaine fois.")
    envoyer(page, "Garder la page")
    porteuse = scene.page("porteuse", f"/accompagnements/{paire}/journal/")
    expect(porteuse.locator("main")).to_contain_text("deux questions pour la prochaine fois")
    avancer(scene, 1, "7 jours")
    page.goto(f"{scene.adresse}/accompagnements/{paire}/")
    page.locator(".tsf-agenda a").first.click()
    ouvrir(page, "Raconter la séance")
    _raconter(page, "Les dates auxquelles dire non.")
    envoyer(page, "Enregistrer")
    expect(page.locator("main")).to_contain_text("Réalisé")


def _raconter(page: Page, texte: str) -> None:
    page.locator("[name=objectifs]").first.press("Space")
    remplir(page, texte=texte, suite="Relire ensemble en janvier.")


# ---------- 5. Two evaluations, by personal link ----------


def evaluer(scene: Scene, qui: str, *, a: str, niveau: str, sujet: str = "Cinq minutes") -> None:
    """Answer, on a phone, the evaluation of the last mail to this person that holds a personal link; `niveau` for each competence."""
    page = scene.suivre_la_lettre(f"lien-{qui}-{sujet}", sujet, a=a, contenant="/l/")
    page.set_viewport_size(TELEPHONE)
    envoyer(page, re.compile("."), dans="main")
    for groupe in page.locator("main fieldset:has(input[type=radio])").all():
        choix = groupe.locator("input[type=radio]")
        voulu = groupe.locator(f"input[name^=niveaux][value='{niveau}']")
        (voulu if niveau and voulu.count() else choix.last).press("Space")
    for heures in page.locator("input[inputmode=decimal]").all():
        heures.fill("9,5")
    for texte in page.locator("main textarea").all():
        texte.fill("Nous regardons la trésorerie chaque lundi.")
    envoyer(page, "Envoyer mes réponses")
    expect(page.locator("main")).to_contain_text("Merci")


def avancer(scene: Scene, fois: int, saut: str) -> None:
    """Move the clock of the platform."""
    page = scene.page("pilote", "/demo/horloge/")
    for _ in range(fois):
        envoyer(page, f"Avancer de {saut}")


# ---------- 6. The report ----------


def rendre_compte(scene: Scene) -> bytes:
    """The pilot asks for the report of the period; the committee member downloads it in their space."""
    page = scene.page("pilote", "/admin/rapports/")
    envoyer(page, "Préparer le rapport")
    expect(page.get_by_role("link", name="Télécharger le PDF")).to_be_visible(timeout=2 * ATTENTE)
    comite = scene.page("comite", "/comite/rapports/")
    with comite.expect_download() as telechargement:
        comite.locator("a[href$='rapport.pdf']").first.click()
    return telechargement.value.path().read_bytes()
