"""The agreement, step by step on screen: each side checks what it says, three parties sign, it changes by an avenant."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.parcours import PDF
from tests.pile.scene import ATTENTE, TELEPHONE, Scene, cocher, envoyer, ouvrir, recharger_jusqu_a, remplir, titre

PRESIDENTE = "presidente@exemple.test"
REPRESENTANTE = "Josiane Amat"
PILOTE = "Claire Vidal"


# ---------- 1. Prepared by the team, checked by both sides, issued ----------


def emettre(scene: Scene, numero: str, paire: str, *, email: str) -> str:
    """Prepare the agreement, let both sides check what it says of them by the link of their mail, issue it; return its number."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    ouvrir(page, "Préparer la convention")
    page.locator("[name=representant_pilote]").select_option(label=PILOTE)
    envoyer(page, "Préparer la convention", dans="main")
    _verifier(scene, "mentor", a="mentor@demo.test", represente=True)
    _verifier(scene, "porteuse", a=email, represente=False)
    page.goto(f"{scene.adresse}/admin/dossiers/{numero}/")
    envoyer(page, "Émettre la convention")
    return f"{paire}-C1"


def _verifier(scene: Scene, qui: str, *, a: str, represente: bool) -> None:
    """One side reads what the agreement will say of it, says who represents its structure, confirms."""
    page = scene.suivre_la_lettre(f"informations-{qui}", "Vérifiez vos informations", a=a, contenant="/l/")
    page.set_viewport_size(TELEPHONE)
    envoyer(page, "Ouvrir")
    cocher(page, "meme_personne", "oui" if represente else "non")
    if not represente:
        remplir(page, representant_nom=REPRESENTANTE, representant_qualite="Présidente", representant_email=PRESIDENTE)
    envoyer(page, "Tout est juste, je confirme")
    expect(page.locator("main")).to_contain_text("vérifiées")


# ---------- 2. Three parties sign: on a phone, by keyboard alone, on paper ----------


def signer_a_trois(scene: Scene, numero: str, convention: str, *, accompagne: str) -> None:
    """The mentor signs on a phone, the personne accompagnée by keyboard and code, the president on paper, the pilot at their desk."""
    _signer_au_telephone(scene, convention)
    _signer_au_clavier(scene, convention, a=accompagne)
    _signer_au_bureau(scene, convention)
    _verser_le_papier(scene, numero, REPRESENTANTE)
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    expect(page.locator("main")).to_contain_text("Conventionné", timeout=ATTENTE)


def _a_signer(convention: str) -> str:
    """Return the subject of the mail that asks to sign."""
    return "Un avenant à signer" if "-V" in convention else "Une convention à signer"


def _le(convention: str) -> str:
    return "l’avenant" if "-V" in convention else "la convention"


def _signer(page: Page) -> None:
    """Tick the text, type the name that it holds, sign; with the keyboard alone."""
    aide = page.locator("#signer").get_by_text(re.compile("Tel que (la convention|l’avenant) le donne")).inner_text()
    nom = re.search(r"donne\s*:\s*(.+?)\.?$", aide.strip())[1]
    page.locator("[name=accord]").focus()
    page.keyboard.press("Space")
    page.locator("[name=nom]").focus()
    page.keyboard.type(nom)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(titre(page)).to_have_text("Vous avez signé")


def _signer_au_telephone(scene: Scene, convention: str) -> None:
    page = scene.suivre_la_lettre("mentor", _a_signer(convention), a="mentor@demo.test", contenant="/l/")
    page.set_viewport_size(TELEPHONE)
    envoyer(page, "Ouvrir")
    expect(titre(page)).to_have_text("Lire, puis signer")
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    _signer(page)


def _signer_au_clavier(scene: Scene, convention: str, *, a: str) -> None:
    """By the link of the mail, without an account: the code of a second mail is asked. No click at all."""
    page = scene.suivre_la_lettre("accompagne", _a_signer(convention), a=a, contenant="/l/")
    page.get_by_role("button", name="Ouvrir").press("Enter")
    page.wait_for_load_state()
    page.get_by_role("button", name="Recevoir mon code").press("Enter")
    page.wait_for_load_state()
    lettre = scene.lettre(f"Votre code pour signer {_le(convention)} {convention}", a=a).locator("main").inner_text()
    page.locator("[name=code]").focus()
    page.keyboard.type(re.search(r"pour signer\s*:\s*(\d{6})", lettre)[1])
    _signer(page)


def _signer_au_bureau(scene: Scene, convention: str) -> None:
    _signer(scene.page("pilote", f"/conventions/{convention}/signer/"))


def _verser_le_papier(scene: Scene, numero: str, qui: str, *, contenu: bytes = PDF) -> None:
    """The pilot drops the scan on the row of who signed on paper."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    ouvrir(page, "Verser un exemplaire signé")
    expect(page.locator("main")).to_contain_text(qui)
    page.locator("input[type=file]").set_input_files({"name": "signee.pdf", "mimeType": "application/pdf", "buffer": contenu})
    envoyer(page, "Verser un exemplaire signé", dans="main")


# ---------- 3. The sealed document, and who doubts it ----------


def verifier_le_document(scene: Scene, convention: str, dossier: Path) -> Path:
    """Download the final document once it is sealed, show it to the page that verifies, and the same with one letter more."""
    page = scene.page("mentor", f"/conventions/{convention}/")
    recharger_jusqu_a(page, page.get_by_role("link", name="signée et scellée"), manque=f"{convention} is not sealed.")
    final = dossier / f"{convention}.pdf"
    final.write_bytes(page.request.get(f"{scene.adresse}/conventions/{convention}/convention.pdf").body())
    visiteur = scene.page("visiteur", "/verifier/")
    visiteur.locator("input[type=file]").set_input_files(final)
    expect(visiteur.locator("main")).to_contain_text("intact", timeout=ATTENTE)
    touche = dossier / f"touche-{convention}.pdf"
    touche.write_bytes(final.read_bytes() + b"\n")
    visiteur.locator("input[type=file]").set_input_files(touche)
    expect(visiteur.locator("main")).to_contain_text("modifié", timeout=ATTENTE)
    return final


# ---------- 4. An avenant: a later end, signed by the same ----------


def changer_par_avenant(scene: Scene, numero: str, paire: str, convention: str, *, accompagne: str) -> str:
    """Give the pair a month more; the agreement that was signed stays as it is. Return the number of the avenant."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    ouvrir(page, "Préparer un avenant")
    fin = date.fromisoformat(page.locator("[name=fin]").input_value())
    remplir(page, motif="Le bureau demande un mois de plus.", fin=(fin + timedelta(days=30)).isoformat())
    envoyer(page, "Préparer un avenant", dans="main")
    envoyer(page, "Émettre l’avenant")
    avenant = f"{convention}-V1"
    _signer_au_telephone(scene, avenant)
    _signer_au_clavier(scene, avenant, a=accompagne)
    _signer_au_bureau(scene, avenant)
    _verser_le_papier(scene, numero, REPRESENTANTE, contenu=PDF + b"% avenant")
    mentor = scene.page("mentor", f"/conventions/{convention}/")
    expect(mentor.locator("main")).to_contain_text("en vigueur")
    expect(mentor.locator("main")).to_contain_text(avenant)
    return avenant
