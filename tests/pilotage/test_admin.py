"""The two buttons of the admin, pressed for real."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from socle import courriels, horloge
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


def test_les_courriels_retenus_partent_quand_on_le_demande_et_une_seule_fois():
    client, nadia = connecte(parcours.pilote()), parcours.personne("nadia@exemple.test")
    retenus = [
        courriels.ecrire("comptes/acces", nadia, contexte={"sujet": sujet}, secret={"texte": "Bonjour"}, retenu=True)
        for sujet in ("Premier", "Second", "Troisième")
    ]
    parcours.executer("courriel")
    assert mail.outbox == []
    for _ in range(2):
        _presser(client, "courriel", "liberer", *retenus[:2])
        parcours.executer("courriel")
    assert sorted(message.subject for message in mail.outbox) == ["Premier", "Second"]
    assert list(Courriel.objects.order_by("pk").values_list("etat", flat=True)) == ["envoye", "envoye", "retenu"]
