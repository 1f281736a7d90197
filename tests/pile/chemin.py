"""From the agreement to the report, step by step, on screen; what comes before is in paire.py."""

import re

from playwright.sync_api import expect

from tests.parcours import PDF
from tests.pile.scene import ATTENTE, TELEPHONE, Scene, cocher, envoyer, ouvrir, remplir

# ---------- 3. The agreement: prepared, issued, frozen; the signed paper is filed ----------


def conventionner(scene: Scene, numero: str, paire: str) -> None:
    """Prepare, issue, wait for the PDF, file the signed copy."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    ouvrir(page, "Préparer la convention")
    envoyer(page, "Préparer la convention")
    envoyer(page, "Émettre la convention")
    lien = page.get_by_role("link", name="Verser l’exemplaire signé")
    expect(lien).to_be_visible(timeout=ATTENTE)  # the fragment refreshes by itself when the worker has drawn the PDF
    pdf = page.request.get(f"{scene.adresse}/conventions/{paire}-C1/convention.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-1.7")
    lien.click()
    exemplaire = {"name": "signee.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("input[type=file]").set_input_files(exemplaire)
    envoyer(page, "Verser l’exemplaire signé")
    expect(page.locator("main")).to_contain_text("les séances peuvent commencer")


# ---------- 4. The mentor declares the half-days on a phone ----------


def tenir_les_demi_journees(scene: Scene, paire: str) -> None:
    """Two half-days of the same day, one account each; the accompagnement is then réalisé by itself."""
    page = scene.page("mentor", f"/accompagnements/{paire}/")
    page.set_viewport_size(TELEPHONE)
    for moment in ("matin", "apres_midi"):
        page.goto(f"{scene.adresse}/accompagnements/{paire}/seances/nouvelle/")
        cocher(page, "moments", moment)
        page.locator("[name=objectifs]").first.press("Space")
        remplir(page, texte=f"Budget mois par mois ({moment}).", suite="Relire ensemble en janvier.")
        envoyer(page, "Partager le compte rendu")
    expect(page.locator("main")).to_contain_text("Réalisé")


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
