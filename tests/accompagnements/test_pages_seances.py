"""The pages of sessions: planned, moved, cancelled, told, contested, and what the page of the pair says of each."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accompagnements import actions
from accompagnements.models import Accompagnement, Deplacement, Seance, Temoin
from candidatures.models import Participant
from socle import horloge as heure
from socle.models import Consultation
from tests import parcours, seances
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
S = Seance.Etat


@pytest.fixture
def paire() -> Accompagnement:
    """A pair of two half-days whose agreement is signed."""
    return parcours.accompagnement("conventionne")


@pytest.fixture
def prevue(paire) -> Seance:
    """A morning planned in three days."""
    return seances.seance("prevue", accompagnement_=paire)


def adresse(nom: str, objet: Seance | Accompagnement) -> str:
    arguments = [objet.accompagnement.numero, objet.pk] if isinstance(objet, Seance) else [objet.numero]
    return reverse(f"accompagnements:{nom}", args=arguments)


def saisie(jours: int = 3, **champs) -> dict:
    jour = heure.aujourdhui() + timedelta(days=jours)
    prevu = {"cle": str(uuid.uuid4()), "jour": jour.isoformat(), "debut": "09:30", "fin": "12:30", "lieu": "sur_place"}
    return prevu | {"adresse": "Sète", "demi_journees": "selon_les_heures"} | champs


def lire(objet: Seance | Accompagnement, personne=None, nom: str = "") -> str:
    paire = objet.accompagnement if isinstance(objet, Seance) else objet
    client = connecte(personne or paire.mentor.personne)
    page = client.get(adresse(nom, objet) if nom else objet.get_absolute_url())
    assert page.status_code == 200
    return page.content.decode()


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def test_planifier_puis_retrouver_la_seance_sur_la_page_de_la_paire(paire):
    client = connecte(paire.mentor.personne)
    assert "Fixez ensemble votre première séance" in client.get(paire.get_absolute_url()).content.decode()
    reponse = client.post(adresse("planifier", paire), saisie())
    assert reponse["Location"] == paire.get_absolute_url()
    dit = str(next(iter(get_messages(reponse.wsgi_request))))
    assert dit.startswith("La séance est prévue le ")
    assert "à 9\u00a0h\u00a030. L’autre personne en est prévenue par courriel." in dit
    seance = Seance.objects.get()
    assert (seance.etat, seance.demi_journees, seance.lieu) == (S.PREVUE, 1, "Sète")
    page = lire(paire)
    for lu in ("Prochaine séance", "de 9\u00a0h\u00a030 à 12\u00a0h\u00a030", seance.get_absolute_url(), "1 prévue"):
        assert lu in page


@pytest.mark.parametrize(
    ("debut", "fin", "choix", "demi_journees"),
    [
        ("09:00", "10:30", "selon_les_heures", 0),
        ("09:00", "12:00", "selon_les_heures", 1),
        ("09:00", "17:00", "selon_les_heures", 2),
        ("09:00", "17:00", "1", 1),
        ("09:00", "12:00", "0", 0),
    ],
)
def test_les_demi_journees_sont_proposees_par_les_heures(paire, debut, fin, choix, demi_journees):
    champs = saisie(debut=debut, fin=fin, demi_journees=choix)
    assert connecte(paire.mentor.personne).post(adresse("planifier", paire), champs).status_code == 302
    assert Seance.objects.get().demi_journees == demi_journees


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"jour": ""}, "jour", "Indiquez le jour de la séance."),
        ({"debut": "25:00"}, "debut", "Cette heure n’existe pas : écrivez-la ainsi, 14:30."),
        ({"fin": ""}, "fin", "Indiquez l’heure de fin."),
        ({"fin": "08:00"}, "fin", "La séance finit avant de commencer : vérifiez les deux heures."),
        ({"jour": "2020-01-01"}, "jour", "Ce moment est passé : pour une séance déjà tenue, écrivez plutôt son compte rendu."),
        ({"demi_journees": "3"}, "demi_journees", "Sélectionnez un choix valide. 3 n’en fait pas partie."),
    ],
)
def test_une_erreur_est_dite_a_son_champ_et_rien_n_est_perdu(paire, champs, champ, phrase):
    reponse = connecte(paire.mentor.personne).post(adresse("planifier", paire), saisie(adresse="Un lieu que je garde") | champs)
    erreurs = {nom: [str(texte) for texte in textes] for nom, textes in reponse.context["formulaire"].errors.items()}
    assert champ in erreurs
    assert erreurs[champ][0].replace("'", "’").replace("\u00a0", " ").startswith(phrase.split(" :")[0][:25])
    assert "Un lieu que je garde" in reponse.content.decode()
    assert not Seance.objects.exists()


def test_avant_la_signature_la_page_renvoie_avec_la_raison():
    paire = parcours.accompagnement("prepare")
    reponse = connecte(paire.mentor.personne).get(adresse("planifier", paire), follow=True)
    assert reponse.redirect_chain == [(paire.get_absolute_url(), 302)]
    assert "une fois la convention signée par toutes les parties" in reponse.content.decode()


def test_la_page_d_une_seance_prevue(prevue):
    page = lire(prevue)
    for lu in ("Déplacer la séance", "Annuler la séance", "de 9\u00a0h\u00a000 à 12\u00a0h\u00a000", "1\u00a0demi-journée"):
        assert lu in page
    assert "Raconter la séance" not in page


def test_le_formulaire_de_deplacement_est_rempli_et_l_histoire_se_lit(prevue):
    porteuse = prevue.accompagnement.candidature.porteur
    page = lire(prevue, porteuse, "deplacer")
    assert f'value="{prevue.jour.isoformat()}"' in page
    assert 'value="09:00"' in page
    envoi = saisie(5, motif="Répétition ce matin-là.")
    assert connecte(porteuse).post(adresse("deplacer", prevue), envoi).url == prevue.get_absolute_url()
    assert connecte(porteuse).post(adresse("deplacer", prevue), envoi).status_code == 302
    assert Deplacement.objects.count() == 1
    page = lire(relire(prevue))
    assert "Répétition ce matin-là." in page
    assert "à 9\u00a0h\u00a030" in page


def test_un_deplacement_dit_pourquoi(prevue):
    reponse = connecte(prevue.accompagnement.mentor.personne).post(adresse("deplacer", prevue), saisie(5))
    assert reponse.context["formulaire"].errors == {"motif": ["Dites en quelques mots pourquoi la séance est déplacée."]}


def test_annuler_par_la_page_de_la_seance(prevue):
    client, paire = connecte(prevue.accompagnement.mentor.personne), prevue.accompagnement
    sans_motif = client.post(adresse("annuler-seance", prevue), {"motif": ""})
    assert "Dites en quelques mots pourquoi elle n’a pas lieu." in sans_motif.content.decode()
    for _ in range(2):
        assert client.post(adresse("annuler-seance", prevue), {"motif": "Train supprimé."}).url == paire.get_absolute_url()
    assert relire(prevue).etat == S.ANNULEE
    assert "Séances annulées et absences (1)" in lire(paire)
    assert "Train supprimé." in lire(prevue)
    assert client.get(adresse("deplacer", prevue)).url == prevue.get_absolute_url()


# ---------- raconter une séance prévue ----------


@pytest.fixture
def passee(prevue, horloge) -> Seance:
    """The same, once its day has passed."""
    horloge.avancer(timedelta(days=4))
    return prevue


def rendu(seance: Seance, **champs) -> dict:
    return {
        "cle": str(uuid.uuid4()),
        "issue": "tenue",
        "jour": seance.jour.isoformat(),
        "moments": ["matin"],
        "lieu": "sur_place",
        "texte": "Nous avons relu le plan de trésorerie.",
        "suite": "",
    } | champs


def test_une_seance_passee_est_la_premiere_chose_a_faire(passee):
    paire = passee.accompagnement
    for personne in (paire.mentor.personne, paire.candidature.porteur):
        page = lire(paire, personne)
        assert "a-t-elle eu lieu" in page
        assert adresse("compte-rendu", passee) in page
    assert "Raconter la séance" in lire(passee)
    assert "a-t-elle eu lieu" in lire(paire, parcours.pilote())


def test_le_compte_rendu_est_rempli_de_ce_qui_etait_prevu(passee):
    reponse = connecte(passee.accompagnement.mentor.personne).get(adresse("compte-rendu", passee))
    formulaire = reponse.context["formulaire"]
    assert (formulaire["jour"].value(), formulaire["moments"].value(), formulaire["issue"].value()) == (passee.jour, ["matin"], "tenue")
    assert "presents" not in formulaire.fields


def test_tenue_avec_une_photo(passee):
    paire = passee.accompagnement
    photo = SimpleUploadedFile("tableau.jpg", b"\xff\xd8\xff\xe0photo", content_type="image/jpeg")
    reponse = connecte(paire.mentor.personne).post(adresse("compte-rendu", passee), rendu(passee, fichiers=[photo]))
    assert reponse.url == paire.get_absolute_url()
    seance = relire(passee)
    assert (seance.etat, seance.entree.texte) == (S.TENUE, "Nous avons relu le plan de trésorerie.")
    assert [temoin.fichier.nom for temoin in Temoin.objects.filter(entree=seance.entree)] == ["tableau.jpg"]
    assert connecte(paire.mentor.personne).get(adresse("compte-rendu", passee)).url == passee.get_absolute_url()


def test_annulee_ou_absence_rien_d_autre_n_est_demande(passee):
    client = connecte(passee.accompagnement.mentor.personne)
    vide = {"cle": str(uuid.uuid4()), "issue": "absence", "motif": ""}
    assert client.post(adresse("compte-rendu", passee), vide).context["formulaire"].errors == {
        "motif": ["Dites en quelques mots ce qui s’est passé."]
    }
    for _ in range(2):
        reponse = client.post(adresse("compte-rendu", passee), vide | {"motif": "J’ai attendu une heure."})
    assert (relire(passee).etat, relire(passee).motif) == (S.ABSENCE, "J’ai attendu une heure.")
    assert reponse.status_code == 200
    assert "l’équipe pilote tranche" in lire(passee.accompagnement)


def test_seul_qui_est_venu_note_une_absence(passee):
    porteuse = connecte(passee.accompagnement.candidature.porteur)
    assert "n’est pas venue" not in porteuse.get(adresse("compte-rendu", passee)).content.decode()
    reponse = porteuse.post(adresse("compte-rendu", passee), {"cle": str(uuid.uuid4()), "issue": "absence", "motif": "…"})
    assert "issue" in reponse.context["formulaire"].errors
    reponse = porteuse.post(adresse("compte-rendu", passee), {"cle": str(uuid.uuid4()), "issue": "annulee", "motif": "Malade."})
    assert (reponse.status_code, relire(passee).etat) == (302, S.ANNULEE)


def test_on_dit_qui_etait_la(passee):
    paire = passee.accompagnement
    collegue = parcours.personne("collegue@exemple.test", prenom="Alix", nom="Roy")
    autre = Participant.objects.create(
        candidature=paire.candidature, personne=collegue, prenom="Alix", nom="Roy", fonction="Régie", statut="cdi"
    )
    client = connecte(paire.mentor.personne)
    assert "Alix Roy" in client.get(adresse("compte-rendu", passee)).content.decode()
    assert client.post(adresse("compte-rendu", passee), rendu(passee)).context["formulaire"].errors == {
        "presents": ["Cochez au moins une personne."]
    }
    assert client.post(adresse("compte-rendu", passee), rendu(passee, presents=[autre.pk])).status_code == 302
    presents = relire(passee).presences.filter(active=True).values_list("personne", flat=True)
    assert set(presents) == {paire.mentor.personne_id, collegue.pk}


# ---------- contester ----------


def test_contester_par_la_page_puis_lire_la_decision(paire):
    seance = seances.seance("tenue", accompagnement_=paire)
    porteuse = paire.candidature.porteur
    assert "Contester cette séance" not in lire(seance)
    assert "Contester cette séance" in lire(seance, porteuse)
    sans = connecte(porteuse).post(adresse("contester", seance), {"contestation": ""})
    assert "Dites en quelques mots ce qui ne correspond pas." in sans.content.decode()
    envoi = {"contestation": "Nous n’étions pas ensemble."}
    assert connecte(porteuse).post(adresse("contester", seance), envoi).url == seance.get_absolute_url()
    page = lire(seance)
    for lu in ("Nous n’étions pas ensemble.", "Contestée", "1\u00a0demi-journée réservée"):
        assert lu in page
    actions.maintenir(seance, mot="Nous avons vu vos deux agendas.", acteur=parcours.acteur(parcours.pilote()))
    assert "Nous avons vu vos deux agendas." in lire(seance, porteuse)


def test_la_consultation_de_l_equipe_est_consignee(prevue):
    lire(prevue)
    assert not Consultation.objects.exists()
    lire(prevue, parcours.pilote())
    assert Consultation.objects.count() == 1


def test_la_seance_d_une_autre_paire_n_est_pas_la(prevue):
    autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
    client = connecte(prevue.accompagnement.mentor.personne)
    assert client.get(reverse("accompagnements:seance", args=[autre.numero, prevue.pk])).status_code == 404


@pytest.mark.parametrize("deplacements", [1, 3])
def test_la_page_d_une_seance_coute_autant(prevue, deplacements, django_assert_num_queries: DjangoAssertNumQueries):
    mentor = parcours.acteur(prevue.accompagnement.mentor.personne)
    for rang in range(deplacements):
        actions.deplacer(prevue, seances.plan(4 + rang), cle=uuid.uuid4(), motif="…", acteur=mentor)
    client = connecte(prevue.accompagnement.mentor.personne)
    client.get(prevue.get_absolute_url())
    with django_assert_num_queries(7):
        client.get(prevue.get_absolute_url())
