"""Anybody proposes a personne-ressource: nothing is revealed, nothing lost; the person answers by their link, or is forgotten."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comptes.models import LienPersonnel, Personne
from mentors import actions
from mentors.models import ProfilMentor, Recommandation
from socle import travaux
from socle.models import Courriel, Evenement
from tests import parcours
from tests.droits.scene import parenthese
from tests.entrees import TEXTE, VALEUR, formulaire_public, recu
from tests.navigation import connecte

from .essais import recommander

pytestmark = pytest.mark.django_db
ADRESSE = "/personnes-ressources/proposer/"
RECU = "Nous avons bien reçu votre proposition."


@pytest.fixture(autouse=True)
def _sans_memoire_des_limites():
    cache.clear()


def saisie(**change: Any) -> dict[str, Any]:
    champs = {
        "cle": str(uuid.uuid4()),
        "par_nom": "Ariane Coll",
        "par_email": "ariane@exemple.test",
        "institution": "Octopus",
        "prenom": "Élodie",
        "nom": "Fabre",
        "email": "elodie@exemple.test",
        "structure": "Collectif Cigales noires",
        "pourquoi": "A écrit la charte de son collectif.",
    }
    return champs | change


# ---------- the public form ----------


def test_une_proposition_ouvre_une_fiche_et_garde_sa_source(client):
    competence = parcours.competence()
    reponse = client.post(ADRESSE, saisie(competences=[competence.pk], besoin="DOS-2026-0042"), follow=True)
    assert RECU in reponse.content.decode()
    profil = ProfilMentor.objects.get()
    assert (str(profil.personne), profil.etat, profil.structure, profil.nom_structure) == (
        "Élodie Fabre",
        "propose",
        None,
        "Collectif Cigales noires",
    )
    source = profil.recommandations.get()
    assert (source.par_nom, source.besoin, list(source.competences.all())) == ("Ariane Coll", "DOS-2026-0042", [competence])
    assert list(Courriel.objects.values_list("adresse", "gabarit")) == [("ariane@exemple.test", "mentors/merci")]


def test_le_besoin_vient_de_l_adresse(client):
    assert 'value="DOS-2026-0042"' in client.get(f"{ADRESSE}?besoin=DOS-2026-0042").content.decode()


def test_un_double_clic_est_une_seule_proposition(client):
    envoi = saisie()
    assert [client.post(ADRESSE, envoi).status_code for _ in range(2)] == [302, 302]
    assert (Recommandation.objects.count(), Courriel.objects.count()) == (1, 1)


@pytest.mark.parametrize("connue", ["compte", "fiche", "archive", "personne"])
def test_rien_ne_dit_si_la_personne_est_connue(client, connue):
    if connue == "compte":
        parcours.personne("elodie@exemple.test")
    elif connue != "personne":
        parcours.mentor("archive" if connue == "archive" else "valide", email="elodie@exemple.test")
    reponse = client.post(ADRESSE, saisie(), follow=True)
    assert reponse.redirect_chain == [(ADRESSE, 302)]
    page = reponse.content.decode()
    assert RECU in page
    assert "Élodie" not in page
    assert ProfilMentor.objects.get().recommandations.count() == 1


def test_la_meme_personne_deux_fois_est_une_fiche_a_deux_sources():
    recommander()
    recommander(email="ELODIE@exemple.test", par_nom="Paul Astier", nom="Fabre-Martin")
    profil = ProfilMentor.objects.get()
    assert [source.par_nom for source in profil.recommandations.all()] == ["Ariane Coll", "Paul Astier"]
    assert str(profil.personne) == "Élodie Fabre"


def test_par_telephone_il_faut_aussi_le_meme_nom():
    recommander(email="", telephone="0612345678")
    recommander(email="", telephone="0612345678", nom="FABRE", prenom="Elodie")
    recommander(email="", telephone="0612345678", nom="Roux", prenom="Ana")
    assert sorted(profil.recommandations.count() for profil in ProfilMentor.objects.all()) == [1, 2]


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"email": "", "telephone": ""}, "Donnez de quoi joindre cette personne"),
        ({"email": "elodie"}, "Son adresse électronique"),
        ({"pourquoi": ""}, "Pourquoi cette personne"),
        ({"par_nom": ""}, "Votre nom"),
    ],
)
def test_ce_qui_manque_se_dit_et_rien_n_est_perdu(client, change, phrase):
    page = client.post(ADRESSE, saisie(**change)).content.decode()
    assert 'id="resume-erreurs"' in page
    assert phrase in page
    assert "Collectif Cigales noires" in page
    assert not ProfilMentor.objects.exists()


def test_trop_de_propositions_de_la_meme_connexion_attendent_sans_rien_perdre(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"recommandation": "1/h/ip"}
    assert client.post(ADRESSE, saisie()).status_code == 302
    reponse = client.post(ADRESSE, saisie(pourquoi="Une autre raison."))
    assert reponse.status_code == 429
    assert "Une autre raison." in reponse.content.decode()
    assert Recommandation.objects.count() == 1


def test_nul_n_est_inonde_de_mercis(client):
    for rang in range(5):
        client.post(ADRESSE, saisie(email=f"personne{rang}@exemple.test", par_email="victime@exemple.test"))
    assert Recommandation.objects.count() == 5
    assert Courriel.objects.filter(adresse="victime@exemple.test").count() == 3


@formulaire_public
@given(
    st.fixed_dictionaries(
        dict.fromkeys(("prenom", "nom", "structure", "pourquoi", "par_nom", "besoin", "fonction", "institution"), VALEUR),
        optional={
            "cle": TEXTE,
            "email": st.one_of(TEXTE, st.emails()),
            "telephone": st.one_of(TEXTE, st.just("06 12 34 56 78")),
            "par_email": st.one_of(TEXTE, st.emails()),
            "competences": st.lists(TEXTE, max_size=2),
        },
    )
)
def test_quoi_qu_on_envoie_rien_ne_casse_et_rien_n_est_perdu(client, envoi):
    with parenthese():
        cache.clear()
        reponse = client.post(ADRESSE, envoi)
        assert reponse.status_code in {200, 302}
        if reponse.status_code == 302:
            source = Recommandation.objects.get()
            assert source.pourquoi == recu(envoi["pourquoi"]).replace("\r\n", "\n").strip()
        else:
            formulaire = reponse.context["form"]
            assert formulaire.errors
            assert formulaire["pourquoi"].value() == recu(envoi["pourquoi"])


# ---------- the first contact ----------


def _contacter(profil: ProfilMentor) -> ProfilMentor:
    return actions.changer_etat(profil, "contacter", acteur=parcours.acteur(parcours.pilote()))


def _par_le_lien(profil: ProfilMentor) -> Client:
    """The browser of somebody who opened the link of their mail."""
    client, lien = Client(), LienPersonnel.objects.get(but="profil", objet_id=profil.pk)
    assert client.post(reverse("comptes:lien", args=[lien.jeton])).url == reverse("mentors:contact", args=[profil.pk])
    return client


def test_la_personne_lit_ce_qui_est_note_et_dit_oui_par_son_lien():
    profil = _contacter(recommander())
    client = _par_le_lien(profil)
    page = client.get(reverse("mentors:contact", args=[profil.pk])).content.decode()
    for mot in ("Ariane Coll", "A écrit la charte de son collectif.", "elodie@exemple.test", "Collectif Cigales noires"):
        assert mot in page
    assert client.post(reverse("mentors:repondre-au-contact", args=[profil.pk, "oui"])).url == reverse("mentors:profil")
    profil.refresh_from_db()
    assert profil.repondu_le is not None
    assert client.get(reverse("mentors:profil")).status_code == 200
    client.post(reverse("mentors:profil-partie", args=["paiement"]), {"mode_paiement": "frais"})
    profil.refresh_from_db()
    assert profil.mode_paiement == "frais"


def test_le_lien_n_ouvre_que_sa_fiche():
    profil, autre = _contacter(recommander()), parcours.mentor()
    client = _par_le_lien(profil)
    assert client.get(reverse("mentors:contact", args=[autre.pk])).status_code == 404
    assert client.get(reverse("accueil:mon-espace")).status_code == 302


def test_dire_non_efface_la_fiche_et_laisse_la_personne_en_paix():
    recommander(telephone="0612345678")
    profil = _contacter(ProfilMentor.objects.get())
    client = _par_le_lien(profil)
    client.post(reverse("mentors:repondre-au-contact", args=[profil.pk, "non"]))
    profil.refresh_from_db()
    assert profil.etat == "archive"
    assert not profil.recommandations.exists()
    assert "C’est noté" in client.get(reverse("mentors:contact", args=[profil.pk])).content.decode()
    recommander(pourquoi="Encore elle.")
    assert not Recommandation.objects.exists()


def test_une_personne_validee_ne_se_retire_pas_par_ce_bouton():
    profil = parcours.mentor()
    connecte(profil.personne).post(reverse("mentors:repondre-au-contact", args=[profil.pk, "non"]))
    profil.refresh_from_db()
    assert profil.etat == "valide"


def test_remplir_sa_fiche_est_une_reponse(horloge):
    profil = _contacter(recommander())
    connecte(profil.personne).post(reverse("mentors:profil-partie", args=["parcours"]), {"presentation": "Dix ans de régie."})
    horloge.avancer(timedelta(days=90))
    travaux.echeances()
    assert ProfilMentor.objects.get(pk=profil.pk).presentation == "Dix ans de régie."


def test_l_equipe_note_un_accord_donne_de_vive_voix(horloge):
    profil = _contacter(recommander(email="", telephone="0612345678"))
    assert not Courriel.objects.filter(gabarit="mentors/contact").exists()
    connecte(parcours.pilote()).post(reverse("mentors:noter", args=[profil.pk, "accord"]))
    horloge.avancer(timedelta(days=90))
    travaux.echeances()
    assert ProfilMentor.objects.filter(pk=profil.pk).exists()


# ---------- sixty days ----------


def test_sans_reponse_au_bout_de_soixante_jours_tout_est_efface_et_compte(horloge):
    profil = _contacter(recommander())
    horloge.avancer(timedelta(days=59, hours=23))
    travaux.echeances()
    assert ProfilMentor.objects.exists()
    horloge.avancer(timedelta(hours=2))
    for _ in range(2):
        travaux.echeances()
    assert not ProfilMentor.objects.exists()
    assert not Recommandation.objects.exists()
    assert not Personne.objects.filter(email="elodie@exemple.test").exists()
    assert not Courriel.objects.filter(gabarit="mentors/contact").exists()
    assert Evenement.objects.filter(code="effacer_sans_reponse", objet=f"mentors.profilmentor:{profil.pk}").count() == 1
    page = connecte(parcours.pilote()).get("/admin/personnes-ressources/").content.decode()
    assert "1 fiche effacée" in page


def test_qui_a_repondu_ou_n_a_pas_ete_contacte_reste(horloge):
    actions.accepter_contact(_contacter(recommander()), acteur=parcours.acteur(parcours.pilote()))
    recommander(email="autre@exemple.test", prenom="Karim", nom="Ziani")
    horloge.avancer(timedelta(days=90))
    travaux.echeances()
    assert ProfilMentor.objects.count() == 2


def test_un_compte_survit_a_la_fiche_effacee(horloge):
    porteuse = parcours.candidature().porteur
    _contacter(recommander(email=porteuse.email))
    horloge.avancer(timedelta(days=61))
    travaux.echeances()
    assert not ProfilMentor.objects.exists()
    assert Personne.objects.filter(pk=porteuse.pk).exists()
