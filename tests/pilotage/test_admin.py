"""The button of the admin, pressed for real, and the one that it does not have."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from socle import horloge
from socle.models import Courriel, Travail
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


def _presser(client: Client, modele: str, action: str, *lignes) -> str:
    donnees = {"action": action, "_selected_action": [ligne.pk for ligne in lignes]}
    return client.post(reverse(f"admin:socle_{modele}_changelist"), donnees, follow=True).content.decode()


def test_reessayer_remet_dans_la_file_les_travaux_abandonnes_et_eux_seuls():
    client, maintenant = connecte(parcours.pilote()), horloge.maintenant()
    abandonne, fait = (
        Travail.objects.create(genre="courriel", cle=etat, etat=etat, tentatives=8, prochain_essai_le=maintenant, cree_le=maintenant)
        for etat in (Travail.Etat.ABANDONNE, Travail.Etat.FAIT)
    )
    page = _presser(client, "travail", "reessayer", abandonne, fait)
    assert "Réessayer les travaux abandonnés" in page
    assert "Travaux remis dans la file" in page
    abandonne.refresh_from_db()
    fait.refresh_from_db()
    assert (abandonne.etat, abandonne.tentatives, abandonne.fini_le) == (Travail.Etat.A_FAIRE, 0, None)
    assert (fait.etat, fait.tentatives) == (Travail.Etat.FAIT, 8)
    parcours.executer("courriel")
    abandonne.refresh_from_db()
    assert abandonne.etat == Travail.Etat.FAIT


def test_le_courriel_retenu_d_une_decision_ne_part_pas_de_la_liste_des_courriels():
    """It would tell the decision before it is announced."""
    client, candidature = connecte(parcours.pilote()), parcours.candidature("refusee", annoncee=False)
    parcours.executer("courriel")
    retenu = Courriel.objects.get(etat=Courriel.Etat.RETENU)
    partis = len(mail.outbox)
    _presser(client, "courriel", "liberer", retenu)
    parcours.executer("courriel")
    retenu.refresh_from_db()
    assert (retenu.etat, len(mail.outbox), candidature.decisions.get().annoncee_le) == (Courriel.Etat.RETENU, partis, None)
