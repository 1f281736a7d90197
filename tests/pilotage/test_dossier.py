"""The all-in-one file on screen."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidatures import actions
from conventions.actions import emettre
from pilotage.lectures.parties import PARTIES
from socle.models import Consultation, Deport
from tests import parcours
from tests.navigation import connecte
from tests.parcours import acteur

pytestmark = pytest.mark.django_db


def _page(navigateur, candidature) -> str:
    reponse = navigateur.get(reverse("pilotage:dossier", args=[candidature.numero]))
    assert reponse.status_code == 200
    return reponse.content.decode()


def _partie(navigateur, candidature, nom: str) -> str:
    return navigateur.get(f"{reverse('pilotage:partie', args=[candidature.numero, nom])}?morceau").text


def _parties(navigateur, candidature) -> str:
    """Return the parts that the page asks for once it is shown."""
    adresses = [f"{reverse('pilotage:partie', args=[candidature.numero, nom])}?morceau" for nom in PARTIES]
    page = _page(navigateur, candidature)
    toujours = [adresse for nom, adresse in zip(PARTIES, adresses, strict=True) if nom in {"structure", "journal"}]
    assert [adresse for adresse in toujours if f'data-hx-get="{adresse}"' not in page] == []
    return " ".join(navigateur.get(adresse).text for adresse in adresses)


def test_seule_l_equipe_pilote_ouvre_un_dossier(pilote, administrateur, comite, passante, client):
    adresse = reverse("pilotage:dossier", args=[parcours.candidature().numero])
    navigateurs = {"pilote": pilote, "administrateur": administrateur, "comite": comite, "passante": passante, "client": client}
    statuts = {nom: navigateur.get(adresse).status_code for nom, navigateur in navigateurs.items()}
    assert statuts == {"pilote": 200, "administrateur": 403, "comite": 302, "passante": 302, "client": 302}


@pytest.mark.parametrize(("route", "suite"), [("dossier", []), ("piece", [1]), ("convention", [])])
def test_un_deport_rend_le_dossier_introuvable(pilote, route, suite):
    candidature = parcours.candidature()
    Deport.objects.create(dossier=candidature.dossier, personne=parcours.pilote(), declare_le=candidature.deposee_le)
    assert pilote.get(reverse(f"pilotage:{route}", args=[candidature.numero, *suite])).status_code == 404
    assert pilote.post(reverse("pilotage:geste", args=[candidature.numero, "declarer-recevable"])).status_code == 404


def test_le_dossier_dit_le_numero_de_la_structure_et_sa_taille(pilote):
    page = _page(pilote, parcours.candidature())
    assert 'SIRET <span class="tsf-numero">775\u00a0670\u00a0003\u00a000018</span>' in page
    assert "De 1 à 3 permanent·es." in page


def test_une_association_sans_siret_n_est_pas_refusee_pour_cela(pilote):
    page = _page(pilote, parcours.candidature(siret="", rna="W343012345"))
    assert 'RNA <span class="tsf-numero">W343012345</span>' in page
    assert "RNA W343012345, sans SIRET" in page
    assert "tsf-etat--refus" not in page


def test_un_numero_inconnu_est_introuvable(pilote):
    assert pilote.get(reverse("pilotage:dossier", args=["DOS-2026-9999"])).status_code == 404


@pytest.mark.parametrize("etat", ["deposee", "irrecevable", "refusee", "sans_suite", "retiree"])
def test_un_dossier_s_ouvre_a_chaque_etat_de_la_demande(pilote, etat):
    candidature = parcours.candidature(etat)
    page = _page(pilote, candidature)
    for mot in (candidature.intitule, "Troisième édition, trésorerie tendue.", "Poser un budget par pôle", "Nadia Belkacem", "02.1"):
        assert mot in page


def test_un_dossier_fini_montre_tout_le_chemin(pilote):
    accompagnement = parcours.accompagnement("realise")
    page = _page(pilote, accompagnement.candidature) + _parties(pilote, accompagnement.candidature)
    for mot in (
        "Besoin clair, tout se joue sur la trésorerie.",
        "Mathieu Sarda",
        accompagnement.numero,
        f"{accompagnement.numero}-C1",
        "Convention (PDF)",
        "Exemplaire signé",
        "500\u00a0€",
        "Nous avons posé le budget par pôle.",
        "À la sortie, personne accompagnée",
        "Candidature déposée, par Nadia Belkacem",
        "Exemplaire signé versé, par Claire Vidal",
        "Accompagnement réalisé, par la plateforme",
    ):
        assert mot in page
    assert "Classer sans suite" not in page


def test_une_consultation_est_consignee_une_fois(pilote):
    candidature = parcours.candidature()
    _page(pilote, candidature)
    _page(pilote, candidature)
    assert list(Consultation.objects.values_list("dossier", "personne")) == [(candidature.dossier_id, parcours.pilote().pk)]


def test_le_quota_et_les_autres_demandes_de_la_structure_sont_la(pilote):
    premiere = parcours.candidature("acceptee")
    seconde = parcours.candidature(porteur=parcours.personne("autre@exemple.test"))
    assert "2 demi-journées sur 4." in _page(pilote, seconde).replace("\u00a0", " ")
    structure = _parties(pilote, seconde)
    for mot in ("reste 2 sur 4", premiere.numero, "2\u00a0demi-journées accordées", "Nadia Belkacem", "à confirmer"):
        assert mot in structure


def test_une_decision_reprise_ne_compte_pas_dans_l_histoire_de_la_structure(pilote):
    retenue = parcours.candidature("acceptee", annoncee=False)
    autre = parcours.candidature(porteur=parcours.personne("autre@exemple.test"))
    assert "2\xa0demi-journées accordées" in _partie(pilote, autre, "structure")
    actions.reprendre_decision(retenue, acteur=acteur(parcours.pilote()))
    assert "accordées</span>" not in _partie(pilote, autre, "structure")


def test_les_suggestions_disent_pourquoi(pilote):
    parcours.mentor()
    page = _partie(pilote, parcours.candidature("recevable"), "appariement")
    assert "Mathieu Sarda" in page
    assert "Couvre 1 compétence sur 1" in page
    assert "02.1 Construire et suivre un budget (niveau 4)" in page


def test_une_personne_en_pause_n_est_pas_suggeree_et_la_page_dit_pourquoi(pilote):
    parcours.mentor("en_pause")
    page = _partie(pilote, parcours.candidature("recevable"), "appariement")
    assert "Est en pause en ce moment." in page
    assert "Solliciter" not in page
    assert reverse("mentors:inscrire") in page


def test_la_piece_jointe_se_telecharge(pilote):
    porteuse = parcours.personne("porteuse0@exemple.test")
    brouillon = parcours.brouillon(porteuse)
    televerse = SimpleUploadedFile("budget.pdf", parcours.PDF, content_type="application/pdf")
    actions.joindre_piece(brouillon, "pieces-0-fichier", televerse, acteur=acteur(porteuse))
    candidature = actions.deposer(brouillon, parcours.demande(), acteur=acteur(porteuse))
    reponse = pilote.get(reverse("pilotage:piece", args=[candidature.numero, candidature.reponses.pieces.get().pk]))
    assert b"".join(reponse.streaming_content) == parcours.PDF
    assert "budget.pdf" in _page(pilote, candidature)


def test_sans_piece_jointe_rien_a_telecharger(pilote):
    assert pilote.get(reverse("pilotage:piece", args=[parcours.candidature().numero, 1])).status_code == 404


def test_le_fil_garde_les_messages_des_deux_cotes(pilote):
    candidature = parcours.candidature()
    actions.ecrire_message(candidature, texte="Quel est votre calendrier ?", cle=uuid.uuid4(), acteur=acteur(parcours.pilote()))
    actions.ecrire_message(candidature, texte="Avant le printemps.", cle=uuid.uuid4(), acteur=acteur(candidature.porteur))
    page = _page(pilote, candidature)
    assert page.index("Quel est votre calendrier ?") < page.index("Avant le printemps.")


def test_un_message_sans_reponse_se_classe(pilote):
    candidature = parcours.candidature()
    actions.ecrire_message(candidature, texte="Merci !", cle=uuid.uuid4(), acteur=acteur(candidature.porteur))
    assert "Rien à répondre" in _page(pilote, candidature)
    assert "Message reçu" in pilote.get(reverse("pilotage:dossiers")).content.decode()
    pilote.post(reverse("pilotage:geste", args=[candidature.numero, "rien-a-repondre"]))
    assert "Rien à répondre" not in _page(pilote, candidature)
    assert "Message reçu" not in pilote.get(reverse("pilotage:dossiers")).content.decode()


def test_les_courriels_partis_se_relisent(pilote):
    candidature = parcours.candidature("recevable")
    parcours.executer("courriel")
    page = _parties(pilote, candidature)
    assert "2 courriels envoyés" in page
    assert candidature.numero in page


def _ecrire_au_fil(candidature) -> None:
    """A message with a file: what a thread costs."""
    piece = SimpleUploadedFile("budget.pdf", parcours.PDF, content_type="application/pdf")
    actions.ecrire_message(candidature, texte="Voici le budget.", cle=uuid.uuid4(), pieces=[piece], acteur=acteur(candidature.porteur))


@pytest.mark.parametrize(("etat", "requetes"), [("deposee", 18), ("acceptee", 19)])
def test_un_dossier_coute_un_nombre_fixe_de_requetes(pilote, etat, requetes, django_assert_num_queries):
    candidature = parcours.candidature(etat)
    _ecrire_au_fil(candidature)
    adresse = reverse("pilotage:dossier", args=[candidature.numero])
    pilote.get(adresse)
    with django_assert_num_queries(requetes):
        assert pilote.get(adresse).status_code == 200


@pytest.mark.parametrize("nombre", [1, 3])
def test_les_suggestions_ne_coutent_pas_plus_pour_trois_personnes(pilote, nombre, django_assert_num_queries):
    for rang in range(nombre):
        parcours.mentor(email=f"mentor{rang}@exemple.test", rang=1 + rang)
    adresse = f"{reverse('pilotage:partie', args=[parcours.candidature('acceptee').numero, 'appariement'])}?morceau"
    pilote.get(adresse)
    with django_assert_num_queries(16):
        assert pilote.get(adresse).text.count("points sur 100") == nombre


def test_la_taille_que_dit_la_demande_compte_dans_les_suggestions(pilote):
    profil = parcours.mentor()
    profil.tailles = ["tres_petite"]
    profil.save()
    page = _partie(pilote, parcours.candidature("recevable", taille="tres_petite"), "appariement")
    assert "A travaillé dans des structures de cette taille." in page


@pytest.mark.parametrize("etat", ["en_cours", "realise"])
def test_un_accompagnement_coute_autant_avec_une_seance_qu_avec_deux(etat, django_assert_num_queries):
    paire = parcours.accompagnement(etat)
    _ecrire_au_fil(paire.candidature)
    navigateur, adresse = connecte(parcours.pilote()), reverse("pilotage:dossier", args=[paire.candidature.numero])
    navigateur.get(adresse)
    with django_assert_num_queries(20):
        assert navigateur.get(adresse).status_code == 200


def test_le_document_se_prepare_puis_la_page_se_met_a_jour():
    convention = parcours.convention("verifiee")
    convention = emettre(convention, acteur=acteur(parcours.pilote()))
    candidature = convention.accompagnement.candidature
    navigateur, adresse = connecte(parcours.pilote()), reverse("pilotage:convention", args=[candidature.numero])
    assert f'data-hx-get="{adresse}"' in _page(navigateur, candidature)
    attente = navigateur.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert 'data-hx-trigger="every 2s"' in attente
    assert "Le document se prépare" in attente
    parcours.executer("convention")
    pret = navigateur.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert "data-hx-trigger" not in pret
    assert reverse("pilotage:geste", args=[candidature.numero, "verser-l-exemplaire-signe"]) in pret
    assert f'id="convention-{convention.pk}" data-hx-swap-oob="true"' in pret
    assert f'data-hx-get="{adresse}"' not in _page(navigateur, candidature)


def test_l_equipe_lit_le_telephone_de_la_personne_qui_porte_la_demande(pilote):
    page = _page(pilote, parcours.candidature(telephone_porteur="0612345678"))
    assert '<a href="tel:0612345678">06\u00a012\u00a034\u00a056\u00a078</a>' in page
