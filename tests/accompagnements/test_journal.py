"""The journal de bord: who writes, who reads, what is corrected, and its pages."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from accompagnements import actions, lectures
from accompagnements.actions import Ecrit, Piece
from accompagnements.models import Accompagnement, Entree, EntreeAnterieure, Temoin
from candidatures.models import Candidature
from socle.models import Consultation, Evenement
from socle.refus import DejaParti, Refus, RefusDroit
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def paire() -> Accompagnement:
    """A pair with one half-day held, told by the mentor."""
    return parcours.accompagnement("en_cours")


def referente(paire: Accompagnement):
    return parcours.acteur(paire.beneficiaire.personne)


def adresse(paire: Accompagnement, page: str = "journal", *plus: int) -> str:
    return reverse(f"accompagnements:{page}", args=[paire.numero, *plus])


def saisie(**champs: object) -> dict:
    return {"cle": str(uuid.uuid4()), "texte": "Une idée à reprendre.", "suite": "", "visibilite": "tous", "legende": ""} | champs


def test_les_deux_ecrivent_et_personne_d_autre(paire):
    permis = []
    candidature = paire.candidature
    gens = {"mentor": paire.mentor.personne, "référente": candidature.referente.personne, "porteuse": candidature.porteur}
    for qui, personne in (gens | {"pilote": parcours.pilote(), "autre": parcours.personne()}).items():
        try:
            parcours.page_du_journal(paire, acteur_=parcours.acteur(personne))
        except RefusDroit:
            continue
        permis.append(qui)
    assert permis == ["mentor", "référente"]


@pytest.mark.parametrize(
    ("etat", "phrase"),
    [("prepare", "Le journal s’ouvre une fois"), ("rompu", "son journal se lit"), ("abandonne", "son journal ne s’écrit pas")],
)
def test_la_phrase_de_chaque_etat_ou_l_on_n_ecrit_pas(etat, phrase):
    with pytest.raises(Refus, match=phrase):
        parcours.page_du_journal(parcours.accompagnement(etat))


def test_on_ecrit_encore_une_fois_les_demi_journees_tenues():
    assert parcours.page_du_journal(parcours.accompagnement("realise")).pk


def test_le_double_clic_est_une_seule_page(paire):
    cle, mentor = uuid.uuid4(), parcours.acteur(paire.mentor.personne)
    for _ in range(2):
        actions.ecrire_au_journal(paire, Ecrit("Une idée."), cle=cle, piece=Piece(parcours.photo(), "Le tableau"), acteur=mentor)
    assert (paire.entrees.filter(seance=None).count(), Temoin.objects.count()) == (1, 1)
    with pytest.raises(DejaParti):
        actions.ecrire_au_journal(paire, Ecrit("Une autre."), cle=cle, acteur=mentor)


def test_un_fichier_refuse_n_ecrit_pas_la_page(paire):
    piece = Piece(parcours.photo("IMG_0042.HEIC"), "Le tableau")
    with pytest.raises(Refus, match="n’est pas d’un type accepté"):
        parcours.page_du_journal(paire, piece=piece)
    assert not paire.entrees.filter(seance=None).exists()


def test_une_correction_garde_ce_qui_etait_ecrit(paire):
    entree = parcours.page_du_journal(paire, "Un budget de 10 000 €.", visibilite="moi")
    mentor = parcours.acteur(paire.mentor.personne)
    actions.corriger_au_journal(entree, Ecrit("Un budget de 12 000 €.", visibilite="paire"), acteur=mentor)
    corrigee = actions.corriger_au_journal(entree, Ecrit("Un budget de 12 000 €.", visibilite="paire"), acteur=mentor)
    assert (corrigee.texte, corrigee.visibilite, corrigee.corrigee_le is not None) == ("Un budget de 12 000 €.", "paire", True)
    assert [(avant.texte, avant.visibilite) for avant in EntreeAnterieure.objects.all()] == [("Un budget de 10 000 €.", "moi")]
    assert Evenement.objects.get(code="corriger_au_journal").details == {"entree": entree.pk}
    # What was private when it was written stays so.
    avant = {qui: lectures.lire_journal(paire, acteur).pages[0].avant for qui, acteur in (("a", mentor), ("b", referente(paire)))}
    assert ([ancienne.texte for ancienne in avant["a"]], avant["b"]) == (["Un budget de 10 000 €."], [])


def test_ce_qui_est_partage_reste_partage(paire):
    entree = parcours.page_du_journal(paire, visibilite="paire")
    with pytest.raises(Refus, match="Cette page a déjà été partagée"):
        actions.corriger_au_journal(entree, Ecrit("…", visibilite="moi"), acteur=parcours.acteur(paire.mentor.personne))


def test_seul_l_auteur_corrige(paire):
    for acteur in (referente(paire), parcours.acteur(parcours.pilote())):
        with pytest.raises(RefusDroit):
            actions.corriger_au_journal(paire.entrees.get(), Ecrit("…"), acteur=acteur)


def test_sept_jours_pour_corriger(horloge):
    paire = parcours.accompagnement("en_cours")
    entree, mentor = paire.entrees.get(), parcours.acteur(paire.mentor.personne)
    horloge.avancer(timedelta(days=7))
    actions.corriger_au_journal(entree, Ecrit("Nous avons posé le budget par pôle et par mois."), acteur=mentor)
    horloge.avancer(timedelta(days=1))
    with pytest.raises(Refus, match="dans les sept jours"):
        actions.corriger_au_journal(entree, Ecrit("…"), acteur=mentor)


def test_le_fil_va_du_plus_recent_au_plus_ancien(paire):
    parcours.page_du_journal(paire, "Première.")
    parcours.page_du_journal(paire, "Seconde.", acteur_=referente(paire))
    textes = [page.entree.texte for page in lectures.lire_journal(paire, referente(paire)).pages]
    assert textes == ["Seconde.", "Première.", "Nous avons posé le budget par pôle."]


def test_chacun_lit_ce_qui_est_pour_lui_et_le_pilote_laisse_une_trace(paire):
    for visibilite in ("tous", "paire", "moi"):
        parcours.page_du_journal(paire, f"Pour {visibilite}.", visibilite=visibilite)
    lus = {}
    candidature = Candidature.objects.get(pk=paire.candidature_id)
    gens = {"mentor": paire.mentor.personne, "référente": candidature.referente.personne, "porteuse": candidature.porteur}
    for qui, personne in (gens | {"pilote": parcours.pilote()}).items():
        page = connecte(personne).get(adresse(paire)).content.decode()
        lus[qui] = [mot for mot in ("tous", "paire", "moi") if f"Pour {mot}." in page]
    assert lus == {"mentor": ["tous", "paire", "moi"], "référente": ["tous", "paire"], "porteuse": ["tous"], "pilote": ["tous"]}
    assert Consultation.objects.filter(objet=f"accompagnements.accompagnement:{paire.pk}").count() == 1


def test_ecrire_une_page_avec_sa_photo(paire):
    client = connecte(paire.mentor.personne)
    photo = {"fichier": parcours.photo()}
    sans_legende = client.post(adresse(paire, "ecrire"), saisie(**photo))
    assert "Dites en quelques mots ce que montre cette photo." in sans_legende.content.decode()
    refusee = client.post(adresse(paire, "ecrire"), saisie(fichier=parcours.photo("IMG_0042.HEIC"), legende="Le tableau"))
    assert "n’est pas d’un type accepté" in refusee.content.decode()
    envoi = client.post(adresse(paire, "ecrire"), saisie(fichier=parcours.photo(), legende="Le tableau"), follow=True)
    page = envoi.content.decode()
    assert "La page est dans le journal." in page
    assert 'alt="Le tableau"' in page
    assert Temoin.objects.get().entree.texte == "Une idée à reprendre."


def test_corriger_sa_page(paire):
    client = connecte(paire.mentor.personne)
    entree = paire.entrees.get()
    assert "Qui peut lire" not in client.get(adresse(paire, "corriger", entree.pk)).content.decode()
    page = client.post(adresse(paire, "corriger", entree.pk), saisie(texte="Le budget, par pôle."), follow=True).content.decode()
    assert Entree.objects.get(pk=entree.pk).texte == "Le budget, par pôle."
    assert "Ce que cette page disait avant" in page
    assert connecte(paire.beneficiaire.personne).get(adresse(paire, "corriger", entree.pk)).status_code == 404


def test_le_formulaire_dit_la_taille_et_les_types(paire):
    page = connecte(paire.mentor.personne).get(adresse(paire, "ecrire")).content.decode()
    assert "20,0\xa0Mio au plus" in page or "20,0\xa0Mo au plus" in page
    assert "image JPEG" in page


def test_autant_de_requetes_pour_une_page_que_pour_quatre(paire, django_assert_num_queries):
    client = connecte(paire.mentor.personne)
    client.get(adresse(paire))
    with django_assert_num_queries(10):
        client.get(adresse(paire))
    for _ in range(3):
        entree = parcours.page_du_journal(paire, piece=Piece(parcours.photo(), "Le tableau"))
        actions.corriger_au_journal(entree, Ecrit("Autre chose."), acteur=parcours.acteur(paire.mentor.personne))
    with django_assert_num_queries(10):
        client.get(adresse(paire))


def test_la_page_de_la_paire_montre_les_dernieres_et_mene_au_journal(paire):
    for rang in range(4):
        parcours.page_du_journal(paire, f"Note {rang}.", visibilite="paire")
    pages = {
        qui: connecte(personne).get(paire.get_absolute_url()).content.decode()
        for qui, personne in (("mentor", paire.mentor.personne), ("pilote", parcours.pilote()))
    }
    assert [rang for rang in range(4) if f"Note {rang}." in pages["mentor"]] == [1, 2, 3]
    assert "Note" not in pages["pilote"]
    assert [adresse(paire) in page for page in pages.values()] == [True, True]
    assert [adresse(paire, "ecrire") in page for page in pages.values()] == [True, False]
