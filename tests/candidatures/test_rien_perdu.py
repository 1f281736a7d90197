"""Whatever happens between the keyboard and the database, no word is lost and nothing is sent twice."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from candidatures.models import Appel, Candidature
from comptes.models import Personne
from comptes.porte import SESSION_FINIE
from socle.models import Compteur, Courriel, Message
from tests import parcours


def annonces(reponse) -> list[str]:
    return [str(message) for message in get_messages(reponse.wsgi_request)]


def pdf(nom: str = "budget.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, parcours.PDF, content_type="application/pdf")


def messages_de(saisie, etape, **autres):
    champs = etape.champs()
    return {nom: valeur for nom, valeur in {**saisie, **autres}.items() if nom in champs}


def test_enregistrer_garde_tout_ce_qui_est_saisi_juste_ou_faux(navigateur, adresse, brouillon):
    tapee = {"siret": "123", "raison_sociale": "« Ça » & <b>ça</b>", "adresse-0-departement": "75"}
    reponse = navigateur.post(adresse("structure"), {**tapee, "geste": "enregistrer"})
    assert reponse.url == adresse("structure")
    assert annonces(reponse) == ["Votre brouillon est enregistré. Vous pouvez fermer cette page et revenir quand vous voulez."]
    brouillon.reponses.refresh_from_db()
    assert tapee.items() <= brouillon.reponses.saisie.items()
    page = navigateur.get(adresse("structure")).content.decode()
    assert 'value="123"' in page
    assert "« Ça » &amp; &lt;b&gt;ça&lt;/b&gt;" in page


def test_une_case_decochee_l_est_aussi_dans_le_brouillon(navigateur, adresse, brouillon, a_jour):
    for cochees in (["verite", "gratuite"], []):
        navigateur.post(adresse("format"), {**a_jour(), "declarations": cochees, "geste": "passer"})
        brouillon.reponses.refresh_from_db()
        assert brouillon.reponses.saisie["declarations"] == cochees


def test_une_erreur_montre_sa_phrase_et_garde_le_reste(navigateur, adresse, brouillon, saisie, definition):
    fausse = messages_de(saisie, definition.etape("structure"), siret="123")
    reponse = navigateur.post(adresse("structure"), {**fausse, "geste": "continuer"})
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert 'href="#id_siret"' in page
    assert "SIRET ou numéro RNA\xa0: le SIRET compte 14 chiffres, vous en avez saisi 3.</a>" in page
    assert "Le SIRET compte 14 chiffres, vous en avez saisi 3.</span>" in page
    assert "Le Hangar à Sons" in page
    assert "Continuer sans corriger" in page
    brouillon.reponses.refresh_from_db()
    assert fausse.items() <= brouillon.reponses.saisie.items()
    assert navigateur.post(adresse("structure"), {**fausse, "geste": "passer"}).url == adresse("personnes")


def test_une_reponse_qui_manque_n_arrete_personne_avant_le_recapitulatif(navigateur, adresse, definition):
    etapes = [etape.code for etape in definition.etapes]
    suites = [*etapes[1:], "recapitulatif"]
    assert [navigateur.post(adresse(etape), {"geste": "continuer"}).url for etape in etapes] == [adresse(suite) for suite in suites]
    page = navigateur.get(adresse("recapitulatif")).content.decode()
    assert f'<a href="{adresse("structure")}#id_siret">Indiquez le SIRET de la structure, ou son numéro RNA.</a>' in page
    assert "Envoyer ma candidature" not in page


def test_un_envoi_force_d_un_formulaire_incomplet_dit_ce_qui_manque(navigateur, adresse, brouillon):
    reponse = navigateur.post(adresse("recapitulatif"))
    assert (reponse.status_code, 'role="alert"' in reponse.content.decode()) == (200, True)
    brouillon.refresh_from_db()
    assert brouillon.etat == Candidature.Etat.BROUILLON


def test_le_recapitulatif_d_un_formulaire_complet_l_envoie(navigateur, adresse, brouillon, saisie, remplir):
    remplir(saisie)
    page = navigateur.get(adresse("recapitulatif")).content.decode()
    for lu in ("Le Hangar à Sons", "Poser un budget par pôle", "Négocier et vendre des dates", "Un peu des deux", "Salarié·e en CDI"):
        assert lu in page
    assert "Avant d’envoyer" not in page
    assert "Envoyer ma candidature" in page


def test_l_adresse_du_formulaire_mene_a_ce_qui_reste_a_faire(navigateur, adresse, brouillon, saisie, remplir):
    debut = brouillon.get_absolute_url()
    assert navigateur.get(debut).url == adresse("structure")
    remplir({nom: valeur for nom, valeur in saisie.items() if nom != "contexte"})
    assert navigateur.get(debut).url == adresse("besoin")
    remplir(saisie)
    assert navigateur.get(debut).url == adresse("recapitulatif")


def test_un_double_clic_donne_un_numero_et_un_courriel(navigateur, adresse, saisie, envoyer):
    premiere, seconde = envoyer(saisie), navigateur.post(adresse("recapitulatif"))
    assert premiere.url == seconde.url == Candidature.objects.get().get_absolute_url()
    numero = Candidature.objects.get().numero
    phrase = f"Votre candidature est envoyée, sous le numéro {numero}. Un accusé de réception part à l’adresse porteuse@exemple.test."
    assert annonces(seconde)[-1] == phrase
    assert Compteur.objects.get(prefixe="DOS").dernier == 1
    assert Courriel.objects.filter(gabarit="candidatures/accuse_depot").count() == 1


def _onglet(navigateur, adresse, etape: str) -> dict[str, str]:
    """Open the page in a tab; return its hidden fields."""
    page = navigateur.get(adresse(etape))
    return {"revision": str(page.context["revision"]), "onglet": page.context["onglet"]}


def test_deux_onglets_rien_n_est_ecrase_en_silence(navigateur, adresse, brouillon):
    premier, second = (_onglet(navigateur, adresse, "besoin") for _ in range(2))
    navigateur.post(adresse("besoin"), {**premier, "intitule": "Premier onglet", "geste": "continuer"})
    reponse = navigateur.post(adresse("besoin"), {**second, "intitule": "Second onglet", "contexte": "Autre champ", "geste": "passer"})
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert "dans un autre onglet\xa0: «\xa0Premier onglet\xa0»." in page
    assert 'value="Second onglet"' in page
    brouillon.reponses.refresh_from_db()
    assert (brouillon.reponses.saisie["intitule"], brouillon.reponses.saisie["contexte"]) == ("Premier onglet", "Autre champ")
    choix = {"revision": str(reponse.context["revision"]), "onglet": reponse.context["onglet"]}
    suite = navigateur.post(adresse("besoin"), {**choix, "intitule": "Second onglet", "contexte": "Autre champ", "geste": "continuer"})
    assert suite.url == adresse("format")
    brouillon.reponses.refresh_from_db()
    assert brouillon.reponses.saisie["intitule"] == "Second onglet"


def test_le_meme_onglet_se_corrige_autant_qu_il_veut(navigateur, adresse, brouillon):
    onglet = _onglet(navigateur, adresse, "besoin")
    for texte in ("Un", "Deux mots", "Trois mots ici"):
        navigateur.post(adresse("besoin"), {**onglet, "intitule": texte, "touches": "intitule"}, headers={"HX-Request": "true"})
    brouillon.reponses.refresh_from_db()
    assert brouillon.reponses.saisie["intitule"] == "Trois mots ici"


def test_un_onglet_en_retard_arrive_sur_la_candidature_avec_son_texte(navigateur, adresse, brouillon, saisie, envoyer):
    envoyer(saisie)
    tardive = {"contexte": "Un texte écrit dans l’autre onglet.", "intitule": saisie["intitule"], "geste": "continuer"}
    reponse = navigateur.post(adresse("besoin"), tardive)
    brouillon.refresh_from_db()
    assert reponse.url == brouillon.get_absolute_url()
    assert annonces(reponse)[-1] == (
        f"Cette candidature est déjà envoyée, sous le numéro {brouillon.numero} : ce que vous venez de saisir n’y a pas été ajouté. "
        "Vous le retrouvez plus bas, dans un message que vous pouvez envoyer à l’équipe."
    )
    message = navigateur.get(reponse.url).context["message"]
    assert message["texte"].value() == "Un texte écrit dans l’autre onglet."
    navigateur.post(f"{reponse.url}messages/", {"cle": str(message["cle"].value()), "texte": message["texte"].value()})
    assert Message.objects.get().texte == "Un texte écrit dans l’autre onglet."
    assert navigateur.get(reponse.url).context["message"]["texte"].value() is None


def test_les_adresses_du_brouillon_menent_a_la_candidature_envoyee(navigateur, adresse, brouillon, saisie, envoyer):
    debut = brouillon.get_absolute_url()
    cible = envoyer(saisie).url
    assert {navigateur.get(page).url for page in (debut, adresse("besoin"), adresse("recapitulatif"))} == {cible}


def test_l_appel_ferme_pendant_la_saisie(navigateur, adresse, brouillon, saisie, horloge, envoyer):
    Appel.objects.update(ferme_le=horloge.maintenant() + timedelta(hours=1))
    horloge.avancer(timedelta(hours=2))
    reponse = envoyer(saisie)
    assert reponse.url == adresse("recapitulatif")
    assert annonces(reponse) == ["L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé."]
    brouillon.refresh_from_db()
    brouillon.reponses.refresh_from_db()
    assert brouillon.etat == Candidature.Etat.BROUILLON
    assert saisie.items() <= brouillon.reponses.saisie.items()
    page = navigateur.get(adresse("recapitulatif")).content.decode()
    assert "L’appel est fermé." in page
    assert "Envoyer ma candidature" not in page


def test_une_etape_inconnue_n_existe_pas(navigateur, adresse):
    assert navigateur.get(adresse("ailleurs")).status_code == 404


def test_la_session_se_termine_pendant_la_saisie(porteuse, adresse, brouillon, definition, saisie):
    """The real way back: the sign-in page, with its password."""
    EmailAddress.objects.create(user=porteuse, email=porteuse.email, verified=True, primary=True)
    navigateur = Client()
    tapee = messages_de(saisie, definition.etape("format"))
    tardive = navigateur.post(adresse("format"), {**tapee, "revision": "0", "geste": "continuer", "pieces-0-fichier": pdf()})
    assert tardive.url == f"{reverse('account_login')}?next={adresse('format')}"
    assert annonces(tardive) == [
        "Votre session était terminée. Connectez-vous : ce que vous aviez saisi est gardé, rien n’est encore parti. "
        "Le fichier, lui, sera à joindre de nouveau."
    ]
    retour = navigateur.post(tardive.url, {"login": porteuse.email, "password": "un mot de passe solide"})
    assert retour.url == adresse("format")
    page = navigateur.get(adresse("format"))
    assert "Nous avons retrouvé ce que vous aviez saisi." in page.content.decode()
    assert page.context["form"]["declarations"].value() == ["verite", "gratuite", "information"]
    brouillon.reponses.refresh_from_db()
    assert "declarations" not in brouillon.reponses.saisie
    navigateur.post(adresse("format"), {**tapee, "geste": "continuer"})
    assert "Nous avons retrouvé" not in navigateur.get(adresse("format")).content.decode()


def test_ce_qui_est_retrouve_ne_se_montre_qu_a_qui_porte_le_brouillon(adresse):
    navigateur = Client()
    navigateur.post(adresse("besoin"), {"contexte": "Deux mots"})
    navigateur.force_login(parcours.personne())
    assert navigateur.get(adresse("besoin")).status_code == 404


def test_un_visiteur_ne_depose_rien_dans_une_session_sans_brouillon(db):
    navigateur = Client()
    reponse = navigateur.post(reverse("candidatures:etape", args=["5d0f6c1e-0f1b-5c57-9a4e-7b8f1f3f6a52", "structure"]), {"siret": "x"})
    assert reponse.url.startswith(reverse("account_login"))
    assert annonces(reponse) == []


def test_la_session_se_termine_pendant_un_message(porteuse):
    candidature = parcours.candidature(porteur=porteuse)
    page = candidature.get_absolute_url()
    navigateur = Client()
    reponse = navigateur.post(f"{page}messages/", {"texte": "Je suis joignable le matin."})
    assert reponse.url == f"{reverse('account_login')}?next={page}messages/"
    assert annonces(reponse) == [SESSION_FINIE]
    navigateur.force_login(porteuse)
    assert navigateur.get(f"{page}messages/").url == page
    retour = navigateur.get(page)
    assert retour.context["message"]["texte"].value() == "Je suis joignable le matin."
    assert annonces(retour)[-1] == "Nous avons retrouvé ce que vous aviez saisi. Rien n’est encore parti : relisez, puis envoyez."
    assert not Message.objects.exists()


def test_un_message_vide_ou_trop_long_revient_avec_sa_phrase(porteuse, navigateur):
    page = f"{parcours.candidature(porteur=porteuse).get_absolute_url()}messages/"
    vide = navigateur.post(page, {"texte": "  "})
    assert vide.context["message"].errors == {"texte": ["Écrivez votre message avant de l’envoyer."]}
    long = navigateur.post(page, {"texte": "a" * 4001})
    assert long.context["message"].errors == {"texte": ["Raccourcissez : 4000 caractères au plus, il y en a 4001."]}
    assert "a" * 4001 in long.content.decode()


def test_un_double_clic_sur_un_message_en_ecrit_un(porteuse, navigateur):
    page = parcours.candidature(porteur=porteuse).get_absolute_url()
    cle = str(navigateur.get(page).context["message"]["cle"].value())
    for _ in range(2):
        assert navigateur.post(f"{page}messages/", {"cle": cle, "texte": "Bonjour"}).url == f"{page}#fil"
    assert Message.objects.get().texte == "Bonjour"


def test_un_message_dont_la_cle_est_perdue_part_quand_meme(porteuse, navigateur):
    page = parcours.candidature(porteur=porteuse).get_absolute_url()
    navigateur.post(f"{page}messages/", {"cle": "cassée", "texte": "Bonjour"})
    assert Message.objects.get().texte == "Bonjour"


def test_deux_clics_sur_commencer_ouvrent_le_meme_brouillon(porteuse, navigateur):
    commencer = reverse("candidatures:commencer", args=[parcours.appel().slug])
    assert navigateur.post(commencer).url == navigateur.post(commencer).url
    assert Candidature.objects.count() == 1


def test_deux_clics_sur_retirer_retirent_une_fois(porteuse, navigateur):
    candidature = parcours.candidature(porteur=porteuse)
    retrait = reverse("candidatures:retirer", args=[candidature.numero])
    reponses = [navigateur.post(retrait) for _ in range(2)]
    assert [reponse.url for reponse in reponses] == [candidature.get_absolute_url()] * 2
    assert annonces(reponses[1])[-1] == f"La candidature {candidature.numero} est retirée."
    assert candidature.dossier.evenements.filter(code="retirer").count() == 1


def test_une_personne_sans_brouillon_sur_cet_appel_en_ouvre_un_autre_apres_l_envoi(navigateur, brouillon, saisie, envoyer):
    envoyer(saisie)
    autre = navigateur.post(reverse("candidatures:commencer", args=[parcours.appel().slug])).url
    assert str(brouillon.dossier.uuid) not in autre
    assert Personne.objects.get(email="porteuse@exemple.test").candidatures_portees.count() == 2


@pytest.mark.parametrize(("origine", "offert"), [("http://testserver", True), ("https://ailleurs.test", False), ("", False)])
def test_un_jeton_perime_offre_de_renvoyer_ce_qui_venait_d_une_de_nos_pages(porteuse, adresse, brouillon, origine, offert):
    navigateur = Client(enforce_csrf_checks=True, headers={"origin": origine} if origine else {})
    navigateur.force_login(porteuse)
    saisie = {"intitule": "Tenir un budget", "contexte": "Deux lignes.", "geste": "continuer"}
    reponse = navigateur.post(adresse("besoin"), {**saisie, "csrfmiddlewaretoken": "perime"})
    assert reponse.status_code == 403
    renvoi = [(nom, valeur) for nom, valeur in reponse.context["champs"]]
    assert sorted(renvoi) == (sorted(saisie.items()) if offert else [])
    if offert:
        jeton = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', reponse.content.decode())[1]
        navigateur.post(adresse("besoin"), {**dict(renvoi), "csrfmiddlewaretoken": jeton})
        brouillon.reponses.refresh_from_db()
        assert brouillon.reponses.saisie["contexte"] == "Deux lignes."


def test_un_mot_de_passe_n_est_jamais_reecrit_dans_la_page(db):
    navigateur = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    reponse = navigateur.post(reverse("account_login"), {"login": "nadia@exemple.test", "password": "un mot de passe solide"})
    assert reponse.context["champs"] == []
    assert "un mot de passe solide" not in reponse.content.decode()


def test_enregistrer_au_fil_de_la_saisie_coute_peu(navigateur, adresse, django_assert_num_queries):
    """Session, person, their mandates, draft with its version, its lock, one writing: six; and the savepoint, in two statements."""
    navigateur.get(adresse("besoin"))
    with django_assert_num_queries(8):
        navigateur.post(adresse("besoin"), {"intitule": "Tenir", "touches": "intitule"}, headers={"HX-Request": "true"})


def test_un_bloc_dit_son_titre_sauf_quand_c_est_celui_de_la_page(navigateur, adresse):
    titre = '<h2 class="tsf-question__titre">'
    assert f"{titre}Des documents à montrer</h2>" in navigateur.get(adresse("format")).text
    assert titre not in navigateur.get(adresse("personnes")).text
