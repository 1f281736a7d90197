"""Whatever happens between the keyboard and the database, no word is lost and nothing is sent twice."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from candidatures.forms import retenir
from candidatures.models import Appel, Candidature
from comptes.models import Personne
from comptes.porte import SESSION_FINIE
from socle.models import Compteur, Courriel, Message
from tests import parcours


def annonces(reponse) -> list[str]:
    return [str(message) for message in get_messages(reponse.wsgi_request)]


def pdf(nom: str = "budget.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, parcours.PDF, content_type="application/pdf")


def envoyer(navigateur, adresse, saisie, **autres):
    return navigateur.post(adresse, {**saisie, "geste": "envoyer", **autres})


def test_enregistrer_garde_tout_ce_qui_est_saisi_juste_ou_faux(navigateur, adresse, brouillon):
    tapee = {"siret": "123", "contexte": "Deux lignes,\r\navec « ça » & <b>ça</b>.", "demi_journees": "7", "verite": "on"}
    reponse = navigateur.post(adresse, {**tapee, "geste": "enregistrer"})
    assert reponse.url == adresse
    assert annonces(reponse) == ["Votre brouillon est enregistré. Vous pouvez fermer cette page et revenir quand vous voulez."]
    brouillon.refresh_from_db()
    assert brouillon.saisie == tapee
    page = navigateur.get(adresse).content.decode()
    assert 'value="123"' in page
    assert "avec « ça » &amp; &lt;b&gt;ça&lt;/b&gt;." in page
    assert re.search(r'name="demi_journees" value="7"[^>]* checked', page)


def test_une_erreur_montre_sa_phrase_et_garde_le_reste(navigateur, adresse, brouillon, saisie):
    fausse = {**saisie, "siret": "123"}
    reponse = envoyer(navigateur, adresse, fausse)
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert 'href="#id_siret"' in page
    assert "SIRET\xa0: le SIRET compte 14 chiffres, vous en avez saisi 3.</a>" in page
    assert "Le SIRET compte 14 chiffres, vous en avez saisi 3.</span>" in page
    for valeur in ("Le Hangar à Sons", "Poser un budget par pôle", "Troisième édition, trésorerie tendue."):
        assert valeur in page
    brouillon.refresh_from_db()
    assert brouillon.saisie == retenir(fausse)
    assert brouillon.etat == Candidature.Etat.BROUILLON


def test_un_double_clic_donne_un_numero_et_un_courriel(navigateur, adresse, saisie):
    premiere, seconde = envoyer(navigateur, adresse, saisie), envoyer(navigateur, adresse, saisie)
    assert premiere.url == seconde.url == Candidature.objects.get().get_absolute_url()
    numero = Candidature.objects.get().numero
    phrase = f"Votre candidature est envoyée, sous le numéro {numero}. Un accusé de réception part à l’adresse porteuse@exemple.test."
    assert annonces(seconde)[-1] == phrase
    assert Compteur.objects.get(prefixe="DOS").dernier == 1
    assert Courriel.objects.filter(gabarit="candidatures/accuse_depot").count() == 1


def test_deux_onglets_le_dernier_enregistrement_l_emporte(navigateur, adresse, brouillon):
    navigateur.post(adresse, {"intitule": "Premier onglet", "geste": "enregistrer"})
    navigateur.post(adresse, {"intitule": "Second onglet", "geste": "enregistrer"})
    brouillon.refresh_from_db()
    assert brouillon.saisie == {"intitule": "Second onglet"}


def test_un_onglet_en_retard_arrive_sur_la_candidature_avec_son_texte(navigateur, adresse, brouillon, saisie):
    envoyer(navigateur, adresse, saisie)
    tardive = {**saisie, "contexte": "Un texte écrit dans l’autre onglet.", "geste": "enregistrer"}
    reponse = navigateur.post(adresse, tardive)
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


def test_l_adresse_du_brouillon_mene_a_la_candidature_envoyee(navigateur, adresse, saisie):
    cible = envoyer(navigateur, adresse, saisie).url
    assert navigateur.get(adresse).url == cible


def test_l_appel_ferme_pendant_la_saisie(navigateur, adresse, brouillon, saisie, horloge):
    Appel.objects.update(ferme_le=horloge.maintenant() + timedelta(hours=1))
    horloge.avancer(timedelta(hours=2))
    reponse = envoyer(navigateur, adresse, saisie)
    assert reponse.url == adresse
    assert annonces(reponse) == ["L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé."]
    brouillon.refresh_from_db()
    assert (brouillon.etat, brouillon.saisie) == (Candidature.Etat.BROUILLON, retenir(saisie))
    page = navigateur.get(adresse).content.decode()
    assert "L’appel est fermé." in page
    assert "Envoyer ma candidature" not in page


def test_la_session_se_termine_pendant_la_saisie(porteuse, adresse, brouillon, saisie):
    """The real way back: the sign-in page, with its password."""
    EmailAddress.objects.create(user=porteuse, email=porteuse.email, verified=True, primary=True)
    navigateur = Client()
    tardive = navigateur.post(adresse, {**saisie, "geste": "envoyer", "piece": pdf()})
    assert tardive.url == f"{reverse('account_login')}?next={adresse}"
    assert annonces(tardive) == [
        "Votre session était terminée. Connectez-vous : ce que vous aviez saisi est gardé, rien n’est encore parti. "
        "Le fichier, lui, sera à joindre de nouveau."
    ]
    retour = navigateur.post(tardive.url, {"login": porteuse.email, "password": "un mot de passe solide"})
    assert retour.url == adresse
    page = navigateur.get(adresse).content.decode()
    assert "Nous avons retrouvé ce que vous aviez saisi." in page
    assert "Le Hangar à Sons" in page
    brouillon.refresh_from_db()
    assert brouillon.saisie == {}
    assert envoyer(navigateur, adresse, saisie).url != adresse
    assert "Nous avons retrouvé" not in navigateur.get(adresse, follow=True).content.decode()


def test_ce_qui_est_retrouve_ne_se_montre_qu_a_qui_porte_le_brouillon(adresse, saisie):
    navigateur = Client()
    navigateur.post(adresse, saisie)
    navigateur.force_login(parcours.personne())
    assert navigateur.get(adresse).status_code == 404


def test_un_visiteur_ne_depose_rien_dans_une_session_sans_brouillon(db):
    navigateur = Client()
    reponse = navigateur.post(reverse("candidatures:formulaire", args=["5d0f6c1e-0f1b-5c57-9a4e-7b8f1f3f6a52"]), {"siret": "x"})
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


def test_une_personne_sans_brouillon_sur_cet_appel_en_ouvre_un_autre_apres_l_envoi(navigateur, adresse, saisie):
    envoyer(navigateur, adresse, saisie)
    autre = navigateur.post(reverse("candidatures:commencer", args=[parcours.appel().slug])).url
    assert autre != adresse
    assert Personne.objects.get(email="porteuse@exemple.test").candidatures_portees.count() == 2


@pytest.mark.parametrize(("origine", "offert"), [("http://testserver", True), ("https://ailleurs.test", False), ("", False)])
def test_un_jeton_perime_offre_de_renvoyer_ce_qui_venait_d_une_de_nos_pages(porteuse, adresse, saisie, origine, offert):
    navigateur = Client(enforce_csrf_checks=True, headers={"origin": origine} if origine else {})
    navigateur.force_login(porteuse)
    reponse = navigateur.post(adresse, {**saisie, "geste": "envoyer", "csrfmiddlewaretoken": "perime"})
    assert reponse.status_code == 403
    renvoi = [(nom, valeur) for nom, valeur in reponse.context["champs"]]
    assert sorted(renvoi) == (sorted([*saisie.items(), ("geste", "envoyer")]) if offert else [])
    if offert:
        jeton = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', reponse.content.decode())[1]
        assert "/candidatures/DOS-" in navigateur.post(adresse, {**dict(renvoi), "csrfmiddlewaretoken": jeton}).url


def test_un_mot_de_passe_n_est_jamais_reecrit_dans_la_page(db):
    navigateur = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    reponse = navigateur.post(reverse("account_login"), {"login": "nadia@exemple.test", "password": "un mot de passe solide"})
    assert reponse.context["champs"] == []
    assert "un mot de passe solide" not in reponse.content.decode()
