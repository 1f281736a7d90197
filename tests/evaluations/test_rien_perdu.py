"""The session or the personal link ends while somebody answers, or other answers come after: not a word is lost, the first ones stay."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from comptes.models import LienPersonnel
from comptes.porte import SESSION_OU_LIEN_FINI
from evaluations.models import Evaluation
from socle import horloge
from socle.reprise import RETROUVEE
from socle.templatetags.tsf import jour
from tests.navigation import connecte, par_lien

from .test_pages import saisie


def annonces(reponse) -> list[str]:
    return [str(message) for message in get_messages(reponse.wsgi_request)]


def test_le_lien_est_revoque_pendant_la_saisie(accompagnee):
    """A new link, or signing in, gives the answers back."""
    adresse, client = accompagnee.get_absolute_url(), par_lien(accompagnee.personne, "evaluation", accompagnee.pk)
    tapee = saisie(accompagnee, premier_changement="Un budget par pôle, enfin.")
    LienPersonnel.objects.update(revoque_le=horloge.maintenant())
    tardive = client.post(adresse, tapee)
    assert tardive.url == f"{reverse('account_login')}?next={adresse}"
    assert annonces(tardive) == [SESSION_OU_LIEN_FINI]
    LienPersonnel.objects.update(revoque_le=None)
    lien = LienPersonnel.objects.get(personne=accompagnee.personne, objet_id=accompagnee.pk)
    assert client.post(reverse("comptes:lien", args=[lien.jeton])).url == adresse
    retour = client.get(adresse)
    assert annonces(retour)[-1] == RETROUVEE
    formulaire = retour.context["formulaire"]
    assert {nom: formulaire[nom].value() for nom in formulaire.fields} == {nom: tapee[nom] for nom in formulaire.fields}
    assert client.post(adresse, tapee).url == adresse
    assert Evaluation.objects.get(pk=accompagnee.pk).etat == "remplie"


@pytest.mark.django_db
def test_la_session_se_termine_pendant_la_saisie(accompagnee):
    client, adresse = Client(), accompagnee.get_absolute_url()
    assert annonces(client.post(adresse, saisie(accompagnee, premier_changement="Tout."))) == [SESSION_OU_LIEN_FINI]
    client.force_login(accompagnee.personne)
    assert client.get(adresse).context["formulaire"]["premier_changement"].value() == "Tout."


def test_les_memes_reponses_deux_fois_sont_enregistrees_une_fois(accompagnee):
    client, tapee = connecte(accompagnee.personne), saisie(accompagnee)
    for _ in range(2):
        assert annonces(client.post(accompagnee.get_absolute_url(), tapee))[-1] == "Merci, vos réponses sont enregistrées."


def test_d_autres_reponses_laissent_les_premieres_et_le_disent(accompagnee):
    client, adresse = connecte(accompagnee.personne), accompagnee.get_absolute_url()
    client.post(adresse, saisie(accompagnee))
    premieres = Evaluation.objects.get(pk=accompagnee.pk)
    reponse = client.post(adresse, saisie(accompagnee, recommandation="0"))
    assert reponse.url == adresse
    assert annonces(reponse)[-1] == (
        f"Vos réponses étaient déjà enregistrées, le {jour(premieres.remplie_le)}. Ce sont les premières qui comptent."
    )
    assert Evaluation.objects.get(pk=accompagnee.pk).reponses == premieres.reponses
