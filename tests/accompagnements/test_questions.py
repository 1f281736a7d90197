"""The mentor asks before answering, and answers by the link of the mail: one proposal, nothing else."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accompagnements import actions
from accompagnements.models import Proposition, QuestionProposition
from comptes.liens import ouvrir
from comptes.models import LienPersonnel
from pilotage.lectures import files
from socle import horloge
from socle.models import Courriel, Evenement
from socle.refus import DejaParti, Refus, RefusDroit
from tests import parcours
from tests.navigation import connecte, connecter
from tests.parcours import acteur

pytestmark = pytest.mark.django_db


@pytest.fixture
def envoyee() -> Proposition:
    return parcours.proposition("envoyee")


def poser(proposition: Proposition, texte: str = "Où se passe-t-il ?", cle: uuid.UUID | None = None) -> QuestionProposition:
    return actions.demander(proposition, texte=texte, cle=cle or uuid.uuid4(), acteur=acteur(proposition.profil.personne))


def dans_la_file(code: str) -> int:
    return next(compte.nombre for compte in files.compter(acteur(parcours.pilote())) if compte.file.code == code)


def par_le_lien(proposition: Proposition) -> Client:
    """The browser of somebody who opened the link of their mail."""
    client, lien = Client(), LienPersonnel.objects.get(but="proposition", objet_id=proposition.pk)
    assert client.post(reverse("comptes:lien", args=[lien.jeton])).url == proposition.get_absolute_url()
    return client


# ---------- asking ----------


def test_la_question_attend_l_equipe_et_suspend_le_delai(envoyee):
    poser(envoyee)
    Proposition.objects.filter(pk=envoyee.pk).update(echeance=horloge.aujourdhui() - timedelta(days=1))
    envoyee.refresh_from_db()
    assert not envoyee.est_en_retard
    assert (dans_la_file("questions"), dans_la_file("propositions_en_retard")) == (1, 0)
    equipe = connecte(parcours.pilote())
    assert "Où se passe-t-il" in equipe.get(reverse("pilotage:partie", args=[envoyee.dossier.numero, "appariement"])).text
    assert "Répondre à sa question" in equipe.get(reverse("pilotage:dossier", args=[envoyee.dossier.numero])).text


def test_la_reponse_part_par_courriel_et_rend_le_delai(envoyee):
    poser(envoyee)
    adresse = reverse("pilotage:geste", args=[envoyee.dossier.numero, "repondre-a-la-question"])
    equipe = connecte(parcours.pilote())
    assert "Où se passe-t-il" in equipe.get(adresse).content.decode()
    Proposition.objects.filter(pk=envoyee.pk).update(echeance=horloge.aujourdhui())
    equipe.post(adresse, {"reponse": "À Sète."})
    envoyee.refresh_from_db()
    assert (envoyee.question_depuis, envoyee.echeance) == (None, horloge.aujourdhui() + timedelta(days=7))
    assert QuestionProposition.objects.get().reponse == "À Sète."
    assert Courriel.objects.get(gabarit="accompagnements/reponse").personne == envoyee.profil.personne
    assert dans_la_file("questions") == 0
    page = connecte(envoyee.profil.personne).get(envoyee.get_absolute_url()).content.decode()
    assert "À Sète." in page
    assert "J’accepte" in page


def test_une_question_a_la_fois_et_la_meme_cle_une_seule(envoyee):
    cle = uuid.uuid4()
    assert poser(envoyee, cle=cle) == poser(envoyee, cle=cle)
    with pytest.raises(DejaParti):
        poser(envoyee, "Autre chose ?", cle=cle)
    with pytest.raises(Refus, match="attend sa réponse"):
        poser(envoyee, "Et quand ?")
    assert Evenement.objects.filter(code="demander").count() == 1


def test_repondre_oui_sans_attendre_clot_la_question(envoyee):
    poser(envoyee)
    actions.accepter(envoyee, acteur=acteur(envoyee.profil.personne))
    assert dans_la_file("questions") == 0
    with pytest.raises(Refus, match="n’attend plus de réponse"):
        actions.repondre_question(envoyee, reponse="À Sète.", acteur=acteur(parcours.pilote()))


def test_seule_la_personne_sollicitee_demande_et_seule_l_equipe_repond(envoyee):
    with pytest.raises(RefusDroit):
        actions.demander(envoyee, texte="…", cle=uuid.uuid4(), acteur=acteur(envoyee.candidature.porteur))
    poser(envoyee)
    with pytest.raises(RefusDroit):
        actions.repondre_question(envoyee, reponse="…", acteur=acteur(envoyee.profil.personne))


def test_une_question_refusee_revient_avec_son_texte(envoyee):
    client, adresse = connecte(envoyee.profil.personne), reverse("accompagnements:demander", args=[envoyee.pk])
    assert 'id="resume-erreurs"' in client.post(adresse, {"texte": ""}).content.decode()
    actions.retirer(envoyee, acteur=acteur(parcours.pilote()))
    page = client.post(adresse, {"texte": "Où cela se passe-t-il ?"}).content.decode()
    assert "Cette proposition n’attend plus de réponse" in page


def test_la_question_survit_a_la_fin_de_la_session(envoyee):
    client, adresse = Client(), reverse("accompagnements:demander", args=[envoyee.pk])
    assert client.post(adresse, {"texte": "Où cela se passe-t-il ?"}).status_code == 302
    connecter(client, envoyee.profil.personne)
    page = client.get(adresse, follow=True)
    assert page.context["question"]["texte"].value() == "Où cela se passe-t-il ?"


# ---------- by the link ----------


def test_on_accepte_par_le_lien_du_courriel(envoyee):
    client = par_le_lien(envoyee)
    assert "J’accepte" in client.get(envoyee.get_absolute_url()).content.decode()
    client.post(reverse("accompagnements:repondre", args=[envoyee.pk, "accepter"]))
    envoyee.refresh_from_db()
    assert envoyee.etat == "acceptee"
    assert Evenement.objects.get(code="accepter", objet__startswith="accompagnements.proposition").acteur.startswith("lien:")
    assert "Vous avez accepté, merci" in client.get(envoyee.get_absolute_url()).content.decode()


def test_on_demande_et_on_decline_par_le_lien(envoyee):
    client = par_le_lien(envoyee)
    client.post(reverse("accompagnements:demander", args=[envoyee.pk]), {"texte": "Quand ?", "cle": str(uuid.uuid4())})
    client.post(reverse("accompagnements:repondre", args=[envoyee.pk, "decliner"]), {"motif": "Pas avant l’été."})
    envoyee.refresh_from_db()
    assert (envoyee.etat, envoyee.motif, envoyee.questions.count()) == ("declinee", "Pas avant l’été.", 1)


def test_le_lien_n_ouvre_que_sa_proposition(envoyee):
    autre = parcours.proposition("envoyee", candidature_=parcours.candidature("recevable", rang=1))
    client = par_le_lien(envoyee)
    assert autre.profil == envoyee.profil
    for adresse in (autre.get_absolute_url(), reverse("mentors:contact", args=[envoyee.profil_id])):
        assert client.get(adresse).status_code == 404
    assert client.post(reverse("accompagnements:repondre", args=[autre.pk, "accepter"])).status_code == 404
    assert client.get(reverse("accueil:mon-espace")).status_code == 302


def test_le_lien_d_une_autre_personne_ou_d_un_autre_but_n_ouvre_rien(envoyee):
    for but, personne in (("proposition", envoyee.candidature.porteur), ("profil", envoyee.profil.personne)):
        client, lien = Client(), ouvrir(but, personne=personne, objet_id=envoyee.pk)
        client.post(reverse("comptes:lien", args=[lien.jeton]))
        assert client.get(envoyee.get_absolute_url()).status_code == 404
