"""From the call to the confirmed pair, step by step, as four people do it on screen: porteuse, pilote, comité, personnes-ressources."""

import re

from playwright.sync_api import Page, expect

from tests.parcours import PDF, SIRETS
from tests.pile.scene import ATTENTE, TELEPHONE, Scene, cocher, envoyer, ouvrir, remplir, titre

QUESTION = "Bâtir un budget qui passe l’hiver"
CONTEXTE = "Deux éditions, une trésorerie vide en janvier, et un bureau qui découvre les chiffres en mars."
COMPLEMENT = "Un expert-comptable suit les comptes annuels, personne ne suit la trésorerie."
MENTOR = "Mathieu Sarda"
MOT_DE_PASSE = "un mot de passe solide"
ACCOMPAGNE = "yacine@exemple.test"
COMPETENCES = ("Construire et suivre un budget", "Suivre la trésorerie")
OBJECTIFS = ("Poser un budget par mois", "Savoir quand dire non à une date")
DEPORTE, AVISEE = "Paul Astier", "Odile Rouquette"


# ---------- 1. The visitor opens the call, signs up, sends a request; her session ends in the middle ----------


def candidater(scene: Scene, *, email: str) -> str:
    """Sign up by the code of a mail, fill four steps, send; return the number."""
    page = scene.page("porteuse", "/appels/")
    page.locator("article h3 a").first.click()
    envoyer(page, "Commencer ma candidature")
    remplir(page, prenom="Jeanne", nom="Ferrand", email=email, password1=MOT_DE_PASSE)
    envoyer(page, "Recevoir mon code")
    lettre = scene.lettre("", a=email).locator("main").inner_text()
    remplir(page, code=re.search(r"^[A-Z0-9-]{6,9}$", lettre, re.MULTILINE)[0])
    envoyer(page, re.compile("Confirmer|Continuer|Valider"))
    envoyer(page, "Ouvrir le formulaire")
    _dire_la_structure(page)
    _dire_les_personnes(page)
    _dire_le_besoin(scene, page, email=email)
    _dire_le_format(page)
    expect(titre(page)).to_have_text("Relire et envoyer")
    envoyer(page, "Envoyer ma candidature")
    numero = re.search(r"DOS-\d{4}-\d{4}", page.locator("main").inner_text())[0]
    scene.lettre(numero, a=email)
    return numero


def _dire_la_structure(page: Page) -> None:
    expect(titre(page)).to_have_text("Votre structure")
    remplir(page, siret=SIRETS[4], raison_sociale="Les Hivernales", porteur__0__fonction="Codirectrice")
    remplir(page, adresse__0__code_postal="81000", adresse__0__commune="Albi")
    page.locator("[name=type_structure]").select_option("festival")
    page.locator("[name=taille]").select_option("petite")
    page.locator("[name=adresse-0-departement]").select_option("81")
    # Nobody pressed anything: the draft is saved while one types.
    expect(page.locator("#sauve")).to_contain_text(re.compile(r"[Ee]nregistré à \d+"), timeout=ATTENTE)
    envoyer(page, "Continuer")


def _dire_les_personnes(page: Page) -> None:
    accompagne = {"prenom": "Yacine", "nom": "Benali", "email": ACCOMPAGNE, "fonction": "Administrateur"}
    remplir(page, **{f"participants__0__{cle}": valeur for cle, valeur in accompagne.items()})
    page.locator("[name=participants-0-statut]").select_option("cdi")
    envoyer(page, "Continuer")


def _dire_le_besoin(scene: Scene, page: Page, *, email: str) -> None:
    """Her session ends while she types: she signs in again and finds every word."""
    remplir(page, intitule=QUESTION)
    scene.contextes["porteuse"].clear_cookies(name="sessionid")
    remplir(page, contexte=CONTEXTE, **{f"objectifs__{rang}__texte": texte for rang, texte in enumerate(OBJECTIFS)})
    envoyer(page, "Continuer")
    remplir(page, login=email, password=MOT_DE_PASSE)
    envoyer(page, "Se connecter", dans="main")
    expect(page.locator("main")).to_contain_text("Nous avons retrouvé ce que vous aviez saisi.")
    expect(page.locator("[name=intitule]")).to_have_value(QUESTION)
    expect(page.locator("[name=contexte]")).to_have_value(CONTEXTE)
    for rang, texte in enumerate(OBJECTIFS):
        expect(page.locator(f"[name=objectifs-{rang}-texte]")).to_have_value(texte)
    for rang, competence in enumerate(COMPETENCES):
        page.locator(f"[name=competences-{rang}-competence]").select_option(label=competence)
        cocher(page, f"competences-{rang}-declare", "0")
        cocher(page, f"competences-{rang}-vise", "3")
    envoyer(page, "Continuer")


def _dire_le_format(page: Page) -> None:
    page.get_by_label(re.compile("^Transfert de savoir-faire")).press("Space")
    cocher(page, "demi_journees", "2")
    cocher(page, "porte", "chercher")
    cocher(page, "lieu", "mixte")
    page.locator("[name=pieces-0-fichier]").set_input_files({"name": "budget.pdf", "mimeType": "application/pdf", "buffer": PDF})
    remplir(page, pieces__0__libelle="Budget de la dernière édition")
    for case in ("verite", "gratuite", "information"):
        cocher(page, "declarations", case)
    envoyer(page, "Relire et envoyer")


# ---------- 2. A complement is asked and given; the committee is asked, one member withdraws ----------


def faire(page: Page, geste: str) -> None:
    """Open the page of a gesture of the team, then do it as it is proposed."""
    ouvrir(page, geste)
    envoyer(page, geste, dans="main")


def trouver_le_dossier(scene: Scene, numero: str) -> Page:
    """The pilot enters and finds the file by a word without accents."""
    page = scene.entrer("pilote")
    page.goto(f"{scene.adresse}/admin/dossiers/?q=hivernales")
    page.locator("tr", has_text=numero).get_by_role("link", name=QUESTION).click()
    expect(titre(page)).to_have_text(QUESTION)
    return page


def completer(scene: Scene, numero: str, *, email: str) -> None:
    """The pilot asks one question again, the applicant answers it on her phone."""
    page = trouver_le_dossier(scene, numero)
    ouvrir(page, "Demander un complément")
    page.get_by_label("Ce qui se passe aujourd’hui").press("Space")
    remplir(page, message="Qui tient la comptabilité aujourd’hui ?")
    envoyer(page, "Demander un complément", dans="main")
    porteuse = scene.suivre_la_lettre("porteuse", "complément", a=email)
    porteuse.set_viewport_size(TELEPHONE)
    expect(porteuse.locator("main")).to_contain_text("Qui tient la comptabilité aujourd’hui ?")
    remplir(porteuse, contexte=f"{CONTEXTE} {COMPLEMENT}")
    envoyer(porteuse, "Envoyer à l’équipe")
    page.goto(f"{scene.adresse}/admin/dossiers/{numero}/")
    expect(page.locator("main")).to_contain_text(COMPLEMENT)


def consulter_le_comite(scene: Scene, numero: str) -> None:
    """Two members are asked: one withdraws and sees the file no more, the other answers by the link of her mail."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    ouvrir(page, "Demander des avis")
    for membre in (DEPORTE, AVISEE):
        page.get_by_label(membre).press("Space")
    envoyer(page, "Demander des avis", dans="main")
    comite = scene.entrer("comite")
    comite.goto(f"{scene.adresse}/comite/avis/{numero}/")
    expect(titre(comite)).to_have_text(QUESTION)
    ouvrir(comite, re.compile("me déporte"))
    envoyer(comite, "Me déporter de ce dossier")
    assert comite.goto(f"{scene.adresse}/comite/avis/{numero}/").status == 404
    for liste in ("/comite/", "/comite/dossiers/", "/comite/besoins/"):
        comite.goto(scene.adresse + liste)
        expect(comite.locator("main")).not_to_contain_text(QUESTION)
    membre = scene.suivre_la_lettre("membre", "Votre avis sur", a="odile.rouquette@drac.test", contenant="/l/")
    envoyer(membre, "Ouvrir")
    cocher(membre, "sens", "reserves")
    remplir(membre, commentaire="Que le bureau suive aussi les séances.")
    envoyer(membre, re.compile("mon avis"))
    expect(membre.locator("main")).to_contain_text("Que le bureau suive aussi les séances.")


# ---------- 3. Recevable, diagnosis shared and agreed, decision announced ----------


def instruire(scene: Scene, numero: str, *, email: str) -> None:
    """Declare recevable, agree on T0, accept; nothing is told before the decision is sent."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    faire(page, "Déclarer recevable")
    ouvrir(page, "Noter le diagnostic")
    remplir(page, synthese="Besoin clair : le budget existe, pas son calendrier.")
    for choix in page.locator("input[type=radio][name^=niveau_][value='1']").all():
        choix.press("Space")
    envoyer(page, "Noter le diagnostic", dans="main")
    faire(page, "Partager le diagnostic")
    porteuse = scene.suivre_la_lettre("porteuse", "diagnostic", a=email)
    envoyer(porteuse, "D’accord")
    page.goto(f"{scene.adresse}/admin/dossiers/{numero}/")
    faire(page, "Accepter")
    porteuse.goto(f"{scene.adresse}/candidatures/{numero}/")
    expect(porteuse.locator("main")).not_to_contain_text("acceptée")
    faire(page, "Envoyer la décision")
    scene.lettre("acceptée", a=email)


# ---------- 4. One personne-ressource declines, the next one accepts, the beneficiary confirms ----------


def trouver_la_paire(scene: Scene, numero: str, *, email: str) -> str:
    """Return the number of the pair."""
    page = scene.page("pilote", f"/admin/dossiers/{numero}/")
    premiere = page.get_by_role("link", name=re.compile(r"^Solliciter (?!" + MENTOR + ")")).first
    qui = premiere.inner_text().replace("Solliciter", "").strip()
    premiere.click()
    _solliciter(page, qui)
    refus = _decliner_par_le_lien(scene, qui)
    page.goto(f"{scene.adresse}/admin/dossiers/{numero}/")
    expect(page.locator("#appariement")).to_contain_text(refus)
    ouvrir(page, f"Solliciter {MENTOR}")
    _solliciter(page, MENTOR)
    scene.lettre(QUESTION, a="mentor@demo.test")
    mentor = scene.entrer("mentor")
    mentor.locator("li", has_text=QUESTION).get_by_role("link").first.click()
    envoyer(mentor, "J’accepte")
    porteuse = scene.suivre_la_lettre("porteuse", MENTOR, a=email)
    envoyer(porteuse, "Je confirme")
    porteuse.wait_for_url("**/accompagnements/*/")
    return porteuse.url.rstrip("/").rsplit("/", 1)[1]


def _solliciter(page: Page, qui: str) -> None:
    """Read the mail that will leave, then ask this person."""
    expect(titre(page)).to_contain_text(f"Solliciter {qui}")
    expect(page.locator("#apercu")).to_contain_text(QUESTION)
    envoyer(page, f"Solliciter {qui}", dans="main")


def _decliner_par_le_lien(scene: Scene, qui: str) -> str:
    """Whoever was asked first says no by the link of their mail, without an account; return their reason."""
    page = scene.suivre_la_lettre("autre-mentor", QUESTION, a="", contenant="/l/")
    expect(titre(page)).to_contain_text(qui.split(maxsplit=1)[0])
    envoyer(page, "Ouvrir")
    page.get_by_text("Pas cette fois").click()
    motif = "Mon équipe est en tournée jusqu’au printemps."
    remplir(page, motif=motif)
    envoyer(page, "Je décline")
    return motif
