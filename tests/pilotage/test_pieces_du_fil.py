"""Files that come with a message, both ways."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidatures import actions
from socle.models import Fichier, Message
from socle.refus import DejaParti, Refus
from tests import parcours
from tests.navigation import connecte, finir
from tests.parcours import acteur

pytestmark = pytest.mark.django_db


def pdf(nom: str = "devis.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, parcours.PDF, content_type="application/pdf")


def envoyer(navigateur, candidature, *pieces, texte: str = "Voici.", route: str = "candidatures:messages"):
    adresse = reverse(route, args=[candidature.numero] if route.startswith("candidatures") else [candidature.numero, "repondre"])
    return navigateur.post(adresse, {"texte": texte, "cle": uuid.uuid4(), "pieces": list(pieces)})


@pytest.mark.parametrize("route", ["candidatures:messages", "pilotage:geste"])
def test_chaque_cote_joint_et_lit(pilote, route):
    candidature = parcours.candidature()
    porteuse = connecte(candidature.porteur)
    qui = porteuse if route.startswith("candidatures") else pilote
    assert envoyer(qui, candidature, pdf(), pdf("plan.pdf"), route=route).status_code == 302
    assert [piece.nom for piece in Message.objects.get().pieces.order_by("pk")] == ["devis.pdf", "plan.pdf"]
    uuid_ = Fichier.objects.first().uuid
    for navigateur, page, fichier in (
        (porteuse, candidature.get_absolute_url(), "candidatures:piece-du-fil"),
        (pilote, reverse("pilotage:dossier", args=[candidature.numero]), "pilotage:piece-du-fil"),
    ):
        adresse = reverse(fichier, args=[candidature.numero, uuid_])
        assert adresse in navigateur.get(page).text
        reponse = navigateur.get(adresse)
        assert b"".join(reponse.streaming_content) == parcours.PDF


@pytest.mark.parametrize(
    ("pieces", "phrase"),
    [
        ([pdf(f"{rang}.pdf") for rang in range(4)], "3 fichiers au plus par message"),
        ([SimpleUploadedFile("ruse.pdf", b"MZ")], "ne contient pas ce que son nom annonce"),
        ([SimpleUploadedFile("script.exe", b"MZ")], "d’un type accepté"),
    ],
)
def test_ce_qui_ne_s_accepte_pas_se_dit_et_le_texte_reste(pilote, pieces, phrase):
    candidature = parcours.candidature()
    for route, qui in (("candidatures:messages", connecte(candidature.porteur)), ("pilotage:geste", pilote)):
        for piece in pieces:
            piece.seek(0)
        reponse = envoyer(qui, candidature, *pieces, texte="Voici mon devis.", route=route)
        assert phrase in reponse.text.replace("\u00a0", " ")
        assert "Voici mon devis." in reponse.text
    assert not Message.objects.exists()
    assert not Fichier.objects.exists()


def test_la_piece_d_un_autre_dossier_n_est_pas_la(pilote):
    mienne, autre = parcours.candidature(), parcours.candidature(rang=1)
    actions.ecrire_message(autre, texte="Voici.", cle=uuid.uuid4(), pieces=[pdf()], acteur=acteur(autre.porteur))
    piece = Fichier.objects.get()
    assert pilote.get(reverse("pilotage:piece-du-fil", args=[mienne.numero, piece.uuid])).status_code == 404
    assert connecte(mienne.porteur).get(reverse("candidatures:piece-du-fil", args=[mienne.numero, piece.uuid])).status_code == 404
    assert connecte(mienne.porteur).get(reverse("candidatures:piece-du-fil", args=[autre.numero, piece.uuid])).status_code == 404
    finir(pilote.get(reverse("pilotage:piece-du-fil", args=[autre.numero, piece.uuid])))


def test_deux_clics_ne_joignent_qu_une_fois():
    candidature, cle = parcours.candidature(), uuid.uuid4()
    for _ in range(2):
        actions.ecrire_message(candidature, texte="Voici.", cle=cle, pieces=[pdf()], acteur=acteur(candidature.porteur))
    assert Fichier.objects.count() == 1
    with pytest.raises(DejaParti):
        actions.ecrire_message(candidature, texte="Voici.", cle=cle, pieces=[pdf("autre.pdf")], acteur=acteur(candidature.porteur))
    with pytest.raises(Refus, match="3 fichiers au plus"):
        actions.ecrire_message(candidature, texte="…", cle=uuid.uuid4(), pieces=[pdf()] * 4, acteur=acteur(candidature.porteur))
    assert Message.objects.count() == 1
