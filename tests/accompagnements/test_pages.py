"""The pages of proposals and pairs: who reads what, what the buttons do, and that nothing typed is lost."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accompagnements import actions
from accompagnements.models import Accompagnement, Proposition, Seance
from candidatures.models import Candidature
from socle import horloge as heure
from socle.models import Consultation
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


def repondre(client: Client, proposition: Proposition, geste: str, **donnees) -> tuple[str, list[str]]:
    """Press a button; return where it leads and what the next page says."""
    reponse = client.post(reverse("accompagnements:repondre", args=[proposition.pk, geste]), donnees)
    assert reponse.status_code == 302
    return reponse["Location"], [str(message) for message in get_messages(reponse.wsgi_request)]


@pytest.fixture
def envoyee() -> Proposition:
    return parcours.proposition("envoyee")


@pytest.fixture
def en_cours() -> Accompagnement:
    """A pair with one half-day held of two."""
    return parcours.accompagnement("en_cours")


# ---------- propositions ----------


def test_la_personne_ressource_lit_le_besoin_sans_aucun_nom_ni_coordonnee(envoyee):
    page = connecte(envoyee.profil.personne).get(envoyee.get_absolute_url()).content.decode()
    candidature = envoyee.candidature
    for lu in ("Structure 0", "Hérault", candidature.intitule, "Poser un budget par pôle", "Construire et suivre un budget", "J’accepte"):
        assert lu in page
    for tu in ("porteuse0@", "nadia0@", "Nadia", "Belkacem"):
        assert tu not in page


def test_la_personne_ressource_ne_voit_jamais_une_candidature(envoyee):
    actions.accepter(envoyee, acteur=parcours.acteur(envoyee.profil.personne))
    actions.confirmer(envoyee, acteur=parcours.acteur(envoyee.candidature.porteur))
    mentor = envoyee.profil.personne
    assert not Candidature.objects.visibles_par(parcours.acteur(mentor)).exists()
    assert connecte(mentor).get(envoyee.candidature.get_absolute_url()).status_code == 404


def test_de_la_sollicitation_a_la_paire_chaque_page_dit_la_suite(envoyee):
    mentor, porteuse = connecte(envoyee.profil.personne), connecte(envoyee.candidature.porteur)
    adresse = envoyee.get_absolute_url()
    assert porteuse.get(adresse).status_code == 404

    assert repondre(mentor, envoyee, "accepter") == (adresse, ["Merci ! Nous vous écrivons dès que la structure a confirmé."])
    assert "C’est maintenant à la structure de confirmer" in mentor.get(adresse).content.decode()

    page = porteuse.get(adresse).content.decode()
    assert "Mathieu Sarda" in page
    assert "Quinze ans de festivals." in page
    assert "dans votre demande" in page
    assert "mentor@exemple.test" not in page

    ou, dit = repondre(porteuse, envoyee, "confirmer")
    assert (ou, dit) == (Accompagnement.objects.get().get_absolute_url(), ["C’est confirmé. L’équipe pilote prépare la convention."])
    assert "L’équipe pilote prépare la convention avec vous deux" in mentor.get(adresse).content.decode()


def test_decliner_avec_un_motif(envoyee):
    mentor = connecte(envoyee.profil.personne)
    _, dit = repondre(mentor, envoyee, "decliner", motif="Je pars en tournée.")
    assert dit == ["C’est noté, merci d’avoir répondu. L’équipe pilote sollicite quelqu’un d’autre."]
    envoyee.refresh_from_db()
    assert (envoyee.etat, envoyee.motif) == ("declinee", "Je pars en tournée.")


def test_un_motif_trop_long_revient_avec_sa_phrase_et_son_texte(envoyee):
    motif = "Trop loin. " * 200
    reponse = connecte(envoyee.profil.personne).post(reverse("accompagnements:repondre", args=[envoyee.pk, "decliner"]), {"motif": motif})
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert motif.strip() in page
    assert 'id="resume-erreurs"' in page
    assert Proposition.objects.get().etat == "envoyee"


def test_la_confirmation_attend_la_decision_et_la_page_le_dit():
    proposition = parcours.proposition("acceptee", candidature_=parcours.candidature("recevable"))
    porteuse = connecte(proposition.candidature.porteur)
    page = porteuse.get(proposition.get_absolute_url()).content.decode()
    assert "la confirmation attend la décision de l’équipe" in page
    assert "Je confirme" not in page
    assert "décide d’abord de la demande" in connecte(proposition.profil.personne).get(proposition.get_absolute_url()).content.decode()
    _, dit = repondre(porteuse, proposition, "confirmer")
    assert dit == ["La candidature n’est pas encore acceptée : la confirmation attend la décision de l’équipe."]


def test_une_proposition_retiree_apres_l_accord_garde_sa_page():
    proposition = parcours.proposition("acceptee")
    porteuse = connecte(proposition.candidature.porteur)
    actions.retirer(proposition, acteur=parcours.acteur(parcours.pilote()))
    assert "Cette proposition n’est plus d’actualité" in porteuse.get(proposition.get_absolute_url()).content.decode()
    assert "ne vous est plus proposée" in connecte(proposition.profil.personne).get(proposition.get_absolute_url()).content.decode()


@pytest.mark.parametrize("etat", ["envoyee", "declinee", "acceptee"])
def test_une_personne_de_l_equipe_qui_porte_la_demande_ouvre_la_proposition(etat):
    candidature = parcours.candidature("acceptee", porteur=parcours.pilote())
    proposition = parcours.proposition(etat, candidature_=candidature)
    page = connecte(parcours.pilote()).get(proposition.get_absolute_url()).content.decode()
    assert ("À vous de confirmer" in page) == (etat == "acceptee")


def test_une_paire_abandonnee_le_dit_avec_son_motif():
    paire = parcours.accompagnement("abandonne")
    page = connecte(paire.mentor.personne).get(paire.get_absolute_url()).content.decode()
    assert "Il a été abandonné avant la première demi-journée. La structure ne répond plus." in page


def test_un_geste_inconnu_n_est_pas_une_page(envoyee):
    client = connecte(envoyee.profil.personne)
    assert client.post(reverse("accompagnements:repondre", args=[envoyee.pk, "retirer"])).status_code == 404
    assert client.get(reverse("accompagnements:repondre", args=[envoyee.pk, "accepter"])).url == envoyee.get_absolute_url()


# ---------- la page de la paire ----------


def test_qui_ouvre_la_page_d_une_paire(en_cours):
    adresse = en_cours.get_absolute_url()
    candidature = en_cours.candidature
    statuts = {
        "mentor": connecte(en_cours.mentor.personne).get(adresse).status_code,
        "porteur": connecte(candidature.porteur).get(adresse).status_code,
        "référente": connecte(candidature.referente.personne).get(adresse).status_code,
        "pilote": connecte(parcours.pilote()).get(adresse).status_code,
        "autre mentor": connecte(parcours.mentor(email="autre@exemple.test").personne).get(adresse).status_code,
        "comité": connecte(parcours.membre_du_comite()).get(adresse).status_code,
        "anonyme": Client().get(adresse).status_code,
    }
    assert statuts == {"mentor": 200, "porteur": 200, "référente": 200, "pilote": 200, "autre mentor": 404, "comité": 404, "anonyme": 302}


def test_la_page_d_une_paire_dit_tout_ce_qu_il_faut(en_cours):
    page = connecte(en_cours.mentor.personne).get(en_cours.get_absolute_url()).content.decode()
    for lu in (
        "Encore 1\u00a0demi-journée à tenir",
        "1 tenue sur 2",
        "Nous avons posé le budget par pôle.",
        "Relire le plan de trésorerie.",
        "Ce que vous convenez",
        "nadia0@exemple.test",
        "Terminer et rendre 1\u00a0demi-journée",
        "Aucune séance n’est prévue",
    ):
        assert lu in page
    assert reverse("accompagnements:declarer", args=[en_cours.numero]) in page


def test_la_consultation_du_pilote_est_consignee_celle_de_la_paire_non(en_cours, envoyee_autre):
    connecte(en_cours.mentor.personne).get(en_cours.get_absolute_url())
    assert not Consultation.objects.exists()
    pilote = connecte(parcours.pilote())
    pilote.get(en_cours.get_absolute_url())
    pilote.get(envoyee_autre.get_absolute_url())
    assert Consultation.objects.count() == 2


@pytest.fixture
def envoyee_autre() -> Proposition:
    return parcours.proposition("envoyee", candidature_=parcours.candidature("acceptee", rang=1))


@pytest.mark.parametrize("seances", [1, 3])
def test_la_page_coute_autant_pour_une_ou_trois_seances(seances, django_assert_num_queries: DjangoAssertNumQueries):
    paire = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", demi_journees=4))
    for rang in range(seances):
        compte_rendu = parcours.compte_rendu(heure.aujourdhui() - timedelta(days=rang))
        actions.declarer_tenue(paire, compte_rendu, acteur=parcours.acteur(paire.mentor.personne))
    client = connecte(paire.mentor.personne)
    client.get(paire.get_absolute_url())
    with django_assert_num_queries(12):
        client.get(paire.get_absolute_url())


@pytest.mark.parametrize("paires", [1, 3])
def test_les_demi_journees_tenues_se_lisent_avec_la_liste(paires, django_assert_num_queries: DjangoAssertNumQueries):
    for rang in range(paires):
        parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=rang))
    with django_assert_num_queries(1):
        assert [paire.demi_journees_tenues for paire in Accompagnement.objects.pour_page()] == [0] * paires


def test_la_liste_compte_ce_qui_est_tenu(en_cours):
    assert [paire.demi_journees_tenues for paire in Accompagnement.objects.avec_tenues()] == [1]


# ---------- le compte rendu ----------


def saisie(**champs) -> dict:
    return {
        "cle": str(uuid.uuid4()),
        "jour": heure.aujourdhui().isoformat(),
        "moments": ["apres_midi"],
        "lieu": "a_distance",
        "texte": "Nous avons relu le plan de trésorerie.",
        "suite": "Nadia appelle la mairie.",
    } | champs


def envoyer(accompagnement: Accompagnement, **champs):
    client = connecte(accompagnement.mentor.personne)
    return client.post(reverse("accompagnements:declarer", args=[accompagnement.numero]), saisie(**champs))


def test_le_compte_rendu_tient_en_un_ecran_et_s_enregistre(en_cours):
    adresse = reverse("accompagnements:declarer", args=[en_cours.numero])
    page = connecte(en_cours.mentor.personne).get(adresse).content.decode()
    assert "Compte rendu de la deuxième demi-journée" in page
    assert "1. Poser un budget par pôle" in page

    objectif = en_cours.candidature.objectifs.first()
    reponse = envoyer(en_cours, objectifs=[objectif.pk], competences=[parcours.competence().pk])
    assert reponse["Location"] == en_cours.get_absolute_url()
    seance = Seance.objects.latest("pk")
    assert (seance.moments, seance.a_distance, seance.entree.suite) == (["après-midi"], True, "Nadia appelle la mairie.")
    assert (list(seance.entree.objectifs.all()), list(seance.entree.competences.all())) == ([objectif], [parcours.competence()])
    assert [str(message) for message in get_messages(reponse.wsgi_request)] == [
        "C’était la dernière demi-journée : l’accompagnement est réalisé. L’évaluation de sortie vous attend, cinq minutes suffisent."
    ]


def test_ce_qui_reste_est_dit_apres_chaque_demi_journee():
    paire = parcours.accompagnement("conventionne")
    reponse = envoyer(paire)
    assert "Il vous reste 1\u00a0demi-journée." in str(next(iter(get_messages(reponse.wsgi_request))))


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"jour": ""}, "Indiquez la date de la séance."),
        ({"jour": "31/02/2026"}, "Cette date n’existe pas"),
        ({"jour": "2020-01-01"}, "Les séances vont du"),
        ({"jour": "2999-01-01"}, "Cette date est à venir"),
        ({"moments": []}, "Indiquez le matin, l’après-midi, ou les deux."),
        ({"moments": ["matin", "apres_midi"]}, "La convention donne 2 demi-journées"),
        ({"moments": ["nuit"]}, "nuit"),
        ({"texte": "  "}, "Écrivez en quelques mots ce que vous avez travaillé."),
        ({"lieu": ""}, "Ce champ est obligatoire."),
    ],
)
def test_une_erreur_est_dite_a_sa_place_et_rien_n_est_perdu(en_cours, champs, phrase):
    envoi = saisie(suite="Un texte auquel je tiens.") | champs
    reponse = connecte(en_cours.mentor.personne).post(reverse("accompagnements:declarer", args=[en_cours.numero]), envoi)
    page = reponse.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert reponse.status_code == 200
    assert phrase in page
    assert "Un texte auquel je tiens." in page
    assert f'value="{envoi["cle"]}"' in page
    assert Seance.objects.count() == 1


def test_le_refus_d_une_demi_journee_deja_prise_est_au_champ(en_cours):
    reponse = envoyer(en_cours, moments=["matin"])
    formulaire = reponse.context["formulaire"]
    assert formulaire.errors == {
        "moments": ["Cette demi-journée est déjà déclarée dans cet accompagnement. Vérifiez la date et le moment."]
    }


def test_envoyer_deux_fois_la_meme_page_fait_une_seance(en_cours):
    cle = str(uuid.uuid4())
    assert [envoyer(en_cours, cle=cle).status_code for _ in range(2)] == [302, 302]
    assert Seance.objects.count() == 2


def test_un_choix_en_double_ne_compte_pas_double():
    paire = parcours.accompagnement("conventionne")
    assert envoyer(paire, moments=["matin", "matin"]).status_code == 302
    assert Seance.objects.get().demi_journees == 1


def test_avant_la_signature_la_page_renvoie_avec_la_raison():
    paire = parcours.accompagnement("prepare")
    reponse = connecte(paire.mentor.personne).get(reverse("accompagnements:declarer", args=[paire.numero]), follow=True)
    assert reponse.redirect_chain == [(paire.get_absolute_url(), 302)]
    assert "une fois la convention signée par toutes les parties" in reponse.content.decode()


def test_un_envoi_arrive_trop_tard_garde_le_texte():
    paire = parcours.accompagnement("realise")
    reponse = envoyer(paire, suite="Un texte auquel je tiens.")
    page = reponse.content.decode()
    assert "plus aucune demi-journée ne peut y être déclarée" in page
    assert "Un texte auquel je tiens." in page


def test_terminer_par_le_bouton(en_cours):
    client = connecte(en_cours.candidature.porteur)
    adresse = reverse("accompagnements:terminer", args=[en_cours.numero])
    assert client.get(adresse).url == en_cours.get_absolute_url()
    reponse = client.post(adresse, follow=True)
    assert "L’accompagnement est terminé" in reponse.content.decode()
    assert Accompagnement.objects.get().etat == "realise"
    assert connecte(parcours.personne("autre@exemple.test")).post(adresse).status_code == 404
