"""The main job, step by step, as five people do it on screen. Each function is one step; nothing is read from the database."""

import re
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.parcours import PDF, SIRETS

QUESTION = "Bâtir un budget qui passe l’hiver"
MENTOR = "Mathieu Sarda"
ACCOMPAGNE = "yacine@exemple.test"
COMPETENCES = ("Construire et suivre un budget", "Suivre la trésorerie")
OBJECTIFS = ("Poser un budget par mois", "Savoir quand dire non à une date")
TELEPHONE = {"width": 390, "height": 844}
ATTENTE = 30_000


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
        limite = time.monotonic() + ATTENTE / 1000
        while time.monotonic() < limite:
            trouvees = page.locator("li", has=page.get_by_role("link", name=re.compile(re.escape(sujet)))).filter(has_text=f"à {a}")
            if trouvees.count():
                trouvees.first.get_by_role("link").click()
                return page
            time.sleep(0.5)
            page.reload()
        raise AssertionError(f"No mail « {sujet} » to {a}.")

    def suivre_la_lettre(self, qui: str, sujet: str, *, a: str, contenant: str = "/") -> Page:
        """Open, in the browser of this person, the first link of a mail whose address holds `contenant`."""
        lettre = self.lettre(sujet, a=a)
        chemin = lettre.locator(f"main .tsf-lettre a[href*='{contenant}']").first.get_attribute("href")
        return self.page(qui, chemin)


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


# ---------- 1. The visitor opens the call, signs up, sends a request ----------


def candidater(scene: Scene, *, email: str) -> str:
    """Sign up by the code of a mail, fill the four steps, send; return the number."""
    page = scene.page("porteuse", "/appels/")
    page.locator("article h3 a").first.click()
    envoyer(page, "Commencer ma candidature")
    remplir(page, prenom="Jeanne", nom="Ferrand", email=email, password1="un mot de passe solide")
    envoyer(page, "Recevoir mon code")
    lettre = scene.lettre("", a=email).locator("main").inner_text()
    remplir(page, code=re.search(r"^[A-Z0-9-]{6,9}$", lettre, re.MULTILINE)[0])
    envoyer(page, re.compile("Confirmer|Continuer|Valider"))
    envoyer(page, "Ouvrir le formulaire")
    expect(titre(page)).to_have_text("Votre structure")
    _remplir_la_demande(page)
    expect(titre(page)).to_have_text("Relire et envoyer")
    envoyer(page, "Envoyer ma candidature")
    numero = re.search(r"DOS-\d{4}-\d{4}", page.locator("main").inner_text())[0]
    scene.lettre(numero, a=email)
    return numero


def _remplir_la_demande(page: Page) -> None:
    """Four steps; each button leads to the next one."""
    remplir(page, siret=SIRETS[4], raison_sociale="Les Hivernales", adresse__0__code_postal="81000", adresse__0__commune="Albi")
    remplir(page, porteur__0__fonction="Codirectrice")
    page.locator("[name=type_structure]").select_option("festival")
    page.locator("[name=adresse-0-departement]").select_option("81")
    envoyer(page, "Continuer")
    accompagne = {"prenom": "Yacine", "nom": "Benali", "email": ACCOMPAGNE, "fonction": "Administrateur"}
    remplir(page, **{f"participants__0__{cle}": valeur for cle, valeur in accompagne.items()})
    page.locator("[name=participants-0-statut]").select_option("cdi")
    envoyer(page, "Continuer")
    remplir(page, intitule=QUESTION, contexte="Deux éditions, une trésorerie vide en janvier.")
    remplir(page, **{f"objectifs__{rang}__texte": texte for rang, texte in enumerate(OBJECTIFS)})
    for rang, competence in enumerate(COMPETENCES):
        page.locator(f"[name=competences-{rang}-competence]").select_option(label=competence)
        cocher(page, f"competences-{rang}-declare", "0")
        cocher(page, f"competences-{rang}-vise", "3")
    envoyer(page, "Continuer")
    page.get_by_label(re.compile("^Transfert de savoir-faire")).press("Space")
    cocher(page, "demi_journees", "2")
    cocher(page, "porte", "chercher")
    cocher(page, "lieu", "mixte")
    page.locator("[name=pieces-0-fichier]").set_input_files({"name": "budget.pdf", "mimeType": "application/pdf", "buffer": PDF})
    for declaration in ("verite", "gratuite", "information"):
        cocher(page, "declarations", declaration)
    envoyer(page, "Relire et envoyer")


# ---------- 2. The pilot: recevable, diagnosis, decision, mentor; mentor accepts, beneficiary confirms ----------


def instruire(scene: Scene, numero: str) -> None:
    """Find the file in the admin, recevable, T0, accepted, mentor asked."""
    page = scene.entrer("pilote")
    page.goto(f"{scene.adresse}/admin/dossiers/?q=hivernales")
    page.locator("tr", has_text=numero).get_by_role("link", name=QUESTION).click()
    expect(titre(page)).to_have_text(QUESTION)
    ouvrir(page, "Déclarer recevable")
    envoyer(page, "Déclarer recevable")
    ouvrir(page, "Noter le diagnostic")
    remplir(page, synthese="Besoin clair : le budget existe, pas son calendrier.")
    for choix in page.locator("input[type=radio][name^=niveau_][value='1']").all():
        choix.press("Space")
    envoyer(page, "Noter le diagnostic")
    ouvrir(page, "Accepter")
    envoyer(page, "Accepter")
    envoyer(page, re.compile(f"Solliciter {MENTOR}"))
    scene.lettre(QUESTION, a="mentor@demo.test")


def trouver_la_paire(scene: Scene, *, email: str) -> str:
    """The mentor accepts, the beneficiary confirms from the link of a mail; return the number of the pair."""
    mentor = scene.entrer("mentor")
    mentor.locator("li", has_text=QUESTION).get_by_role("link").first.click()
    envoyer(mentor, "J’accepte")
    porteuse = scene.suivre_la_lettre("porteuse", MENTOR, a=email)
    envoyer(porteuse, "Je confirme")
    porteuse.wait_for_url("**/accompagnements/*/")
    return porteuse.url.rstrip("/").rsplit("/", 1)[1]


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
    comite = scene.entrer("comite")
    comite.goto(f"{scene.adresse}/comite/rapports/")
    with comite.expect_download() as telechargement:
        comite.locator("a[href$='rapport.pdf']").first.click()
    return telechargement.value.path().read_bytes()


def ouvrir(page: Page, nom: str) -> None:
    """Follow a link drawn as a button."""
    page.get_by_role("link", name=nom).first.click()
    page.wait_for_load_state()
