"""Filling one's card: a field at a time or a part at a time, nothing asked for, nothing lost; pause; what the team reads again."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accompagnements.models import Proposition
from mentors import actions
from mentors.models import ProfilMentor
from mentors.regles import CHARTE
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Courriel, Evenement
from socle.refus import Refus, RefusDroit
from tests import parcours
from tests.navigation import connecte, connecter

pytestmark = pytest.mark.django_db
PAGE = "/mentors/profil/"


@pytest.fixture
def profil() -> ProfilMentor:
    return parcours.mentor()


@pytest.fixture
def client(profil) -> Client:
    """The browser of the personne-ressource."""
    return connecte(profil.personne)


def partie(code: str) -> str:
    return reverse("mentors:profil-partie", args=[code])


def au_fil(client: Client, code: str, champ: str, **saisie: Any) -> str:
    """Leave a field: htmx sends the part and names the field."""
    return client.post(partie(code), saisie | {"champ": champ}, headers={"HX-Request": "true"}).content.decode()


def lignes(prefixe: str, nombre: int, **saisie: Any) -> dict[str, Any]:
    return {f"{prefixe}-TOTAL_FORMS": nombre, f"{prefixe}-INITIAL_FORMS": 0} | {f"{prefixe}-{nom}": dit for nom, dit in saisie.items()}


# ---------- the page ----------


def test_la_fiche_montre_ses_parties_et_ce_qui_manque(client):
    page = client.get(PAGE).content.decode()
    for mot in ("Vous</h2>", "Ce que vous savez transmettre", "Les disponibilités", "Lire la charte", "Me mettre en pause"):
        assert mot in page
    assert "Ce qui aiderait encore" in page
    assert "La structure</h2>" not in page
    assert "Structures écartées par l’équipe pilote" not in page
    assert "L’annuaire s’ouvrira plus tard" in page


def test_sans_fiche_la_page_n_existe_pas_et_sans_session_on_se_connecte():
    assert connecte(parcours.personne()).get(PAGE).status_code == 404
    assert Client().get(PAGE).url == f"{reverse('account_login')}?next={PAGE}"


def test_mon_espace_mene_a_la_fiche(client):
    assert PAGE in client.get(reverse("accueil:mon-espace")).content.decode()


# ---------- field by field ----------


def test_un_champ_quitte_est_enregistre_seul(client, profil):
    dit = au_fil(client, "identite", "annees", annees="12", statut="salarie", prenom="")
    assert "Enregistré à" in dit
    profil.refresh_from_db()
    assert (profil.annees, profil.statut, profil.personne.prenom) == (12, "", "Mathieu")


def test_un_champ_faux_se_dit_et_n_efface_rien(client, profil):
    actions.completer(profil, {"annees": 12}, acteur=SYSTEME)
    dit = au_fil(client, "identite", "annees", annees="douze")
    assert "Pas encore enregistré" in dit
    assert "Années d’expérience" in dit
    profil.refresh_from_db()
    assert profil.annees == 12


def test_l_enregistrement_d_un_champ_coute_peu(client, django_assert_num_queries):
    """Session, person, their mandates, card, its lock, one writing: six; and the savepoint, in two statements."""
    au_fil(client, "parcours", "presentation", presentation="Un")
    with django_assert_num_queries(8):
        au_fil(client, "parcours", "presentation", presentation="Deux")


def test_les_choix_multiples_se_gardent_et_se_vident(client, profil):
    au_fil(client, "parcours", "types_connus", types_connus=["festival", "smac"])
    profil.refresh_from_db()
    assert profil.types_connus == ["festival", "smac"]
    au_fil(client, "parcours", "types_connus")
    profil.refresh_from_db()
    assert profil.types_connus == []


def test_les_competences_se_gardent_ensemble(client, profil):
    autre = parcours.competence("04.1", "Établir une paie")
    saisie = lignes("savoirs", 8) | {"savoirs-0-competence": autre.pk, "savoirs-0-niveau": 3, "savoirs-0-preuve": "Dix ans de paie."}
    assert "Enregistré" in au_fil(client, "savoirs", "lignes", **saisie)
    assert [(savoir.competence, savoir.niveau, savoir.preuve) for savoir in profil.savoirs.all()] == [(autre, 3, "Dix ans de paie.")]


@pytest.mark.parametrize("initiales", [0, 1], ids=["page d’avant", "page d’après"])
def test_une_competence_de_plus_laisse_celle_qui_est_la(client, profil, initiales):
    """The first line says just what the card says already, on a page drawn before it was kept or after."""
    autre = parcours.competence("04.1", "Établir une paie")
    saisie = lignes("savoirs", 3) | {"savoirs-INITIAL_FORMS": initiales}
    saisie |= {"savoirs-0-competence": parcours.competence().pk, "savoirs-0-niveau": 4}
    saisie |= {"savoirs-1-competence": autre.pk, "savoirs-1-niveau": 3}
    assert "Enregistré" in au_fil(client, "savoirs", "lignes", **saisie)
    assert sorted(profil.savoirs.values_list("competence__code", "niveau")) == [("02.1", 4), ("04.1", 3)]
    au_fil(client, "savoirs", "lignes", **saisie | {"savoirs-1-competence": "", "savoirs-1-niveau": ""})
    assert [savoir.competence for savoir in profil.savoirs.all()] == [parcours.competence()]


def test_une_periode_de_plus_laisse_celle_qui_est_la(client, profil):
    jour = heure.aujourdhui()
    connue = {"periodes-0-du": jour, "periodes-0-au": jour + timedelta(days=30), "periodes-0-demi_journees": 4}
    au_fil(client, "disponibilite", "lignes", **lignes("periodes", 2), **connue)
    nouvelle = {"periodes-1-du": jour + timedelta(days=60), "periodes-1-au": jour + timedelta(days=90)}
    assert "Enregistré" in au_fil(client, "disponibilite", "lignes", **lignes("periodes", 2), **connue, **nouvelle)
    assert list(profil.disponibilites.values_list("demi_journees", flat=True)) == [4, None]


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ({"savoirs-0-niveau": 3}, "Choisissez la compétence de ce niveau"),
        ({"savoirs-0-competence": 999_999, "savoirs-0-niveau": 3}, "Compétence 1"),
    ],
)
def test_une_ligne_incomplete_se_dit_et_garde_ce_qui_etait(client, profil, saisie, phrase):
    assert phrase in au_fil(client, "savoirs", "lignes", **lignes("savoirs", 8), **saisie)
    assert profil.savoirs.count() == 1


def test_les_periodes_se_gardent_dans_l_ordre(client, profil):
    jour = heure.aujourdhui()
    saisie = lignes("periodes", 3) | {"periodes-0-du": jour, "periodes-0-au": jour + timedelta(days=30), "periodes-0-demi_journees": 4}
    assert "Enregistré" in au_fil(client, "disponibilite", "lignes", **saisie)
    assert profil.disponibilites.get().demi_journees == 4
    retournee = saisie | {"periodes-0-au": jour - timedelta(days=1)}
    assert "La fin précède le début" in au_fil(client, "disponibilite", "lignes", **retournee)
    assert profil.disponibilites.get().au == jour + timedelta(days=30)


# ---------- without script, a part at a time ----------


def test_sans_script_une_partie_s_envoie_par_son_bouton(client, profil):
    reponse = client.post(partie("paiement"), {"mode_paiement": "frais", "regime_tva": "Franchise en base", "accord_employeur": "oui"})
    assert reponse.url == f"{PAGE}#paiement"
    profil.refresh_from_db()
    assert (profil.mode_paiement, profil.regime_tva, profil.accord_employeur) == ("frais", "Franchise en base", True)


def test_sans_script_ce_qui_est_faux_revient_et_le_reste_est_garde(client, profil):
    page = client.post(
        partie("disponibilite"), {"demi_journees_par_an": "mille", "a_distance": "non", **lignes("periodes", 3)}
    ).content.decode()
    assert 'id="resume-erreurs"' in page
    assert 'value="mille"' in page
    profil.refresh_from_db()
    assert (profil.demi_journees_par_an, profil.a_distance) == (60, False)


def test_la_charte_se_date_une_fois_avec_sa_version(client, profil):
    premiere = profil.charte_le
    client.post(partie("engagements"), {"charte": "on", "non_concurrence": "on", "visibilite": "publique"})
    profil.refresh_from_db()
    assert (profil.charte_le, profil.charte_version, profil.visibilite) == (premiere, CHARTE, "publique")
    assert profil.non_concurrence_le is not None
    client.post(partie("engagements"), {"visibilite": "publique"})
    profil.refresh_from_db()
    assert (profil.charte_le, profil.charte_version) == (None, "")


def test_ce_qui_est_saisi_survit_a_la_fin_de_la_session(profil):
    client, adresse = Client(), partie("parcours")
    assert client.post(adresse, {"presentation": "Vingt ans de label."}).status_code == 302
    connecter(client, profil.personne)
    page = client.get(PAGE).content.decode()
    assert "Vingt ans de label." in page
    assert client.get(adresse).url == PAGE


# ---------- the structure ----------


def test_la_structure_se_dit_une_fois_par_son_numero():
    profil = actions.completer(parcours.mentor("contacte"), {}, acteur=SYSTEME)
    ProfilMentor.objects.filter(pk=profil.pk).update(structure=None, structure_dite="Ocre Rouge")
    client = connecte(profil.personne)
    assert 'value="Ocre Rouge"' in client.get(PAGE).content.decode()
    assert "Donnez le SIRET" in client.post(partie("structure"), {"raison_sociale": "Ocre Rouge"}).content.decode()
    client.post(partie("structure"), {"siret": parcours.SIRETS[1], "raison_sociale": "Ocre Rouge"})
    profil.refresh_from_db()
    assert profil.structure.siren == parcours.SIRETS[1][:9]
    assert client.post(partie("structure"), {"siret": parcours.SIRETS[2], "raison_sociale": "Autre"}).status_code == 404
    employeur = actions.Employeur(parcours.SIRETS[2], "Autre")
    with pytest.raises(Refus, match="déjà connue"):
        actions.rattacher(profil, employeur, acteur=parcours.acteur(profil.personne))


# ---------- who may, and what the team sees ----------


def test_l_equipe_remplit_la_meme_fiche_et_le_journal_le_dit(profil):
    equipe = connecte(parcours.pilote())
    adresse = reverse("mentors:remplir", args=[profil.pk])
    assert "Structures écartées par l’équipe pilote" in equipe.get(adresse).content.decode()
    ailleurs = parcours.structure(1)
    saisie = {"charte": "on", "visibilite": "equipe", "conflits": [ailleurs.pk]}
    assert equipe.post(reverse("mentors:remplir-partie", args=[profil.pk, "engagements"]), saisie).url == f"{adresse}#engagements"
    assert list(profil.conflits.all()) == [ailleurs]
    dernier = Evenement.objects.filter(code="completer").latest("pk")
    assert (dernier.acteur, "conflits" in dernier.details["champs"]) == (f"personne:{parcours.pilote().pk}", True)


def test_les_conflits_de_l_equipe_ne_s_ecrivent_pas_par_la_personne(client, profil):
    with pytest.raises(RefusDroit):
        actions.completer(profil, {"conflits": []}, acteur=parcours.acteur(profil.personne))
    profil.conflits.add(parcours.structure(1))
    client.post(partie("engagements"), {"conflits": [], "visibilite": "equipe"})
    assert profil.conflits.count() == 1


def test_personne_d_autre_ne_remplit(profil):
    for acteur in (parcours.acteur(parcours.personne()), parcours.acteur(parcours.administrateur())):
        with pytest.raises(RefusDroit):
            actions.completer(profil, {"annees": 3}, acteur=acteur)
        with pytest.raises(RefusDroit):
            actions.changer_savoirs(profil, [], acteur=acteur)


def test_un_changement_de_competences_sur_une_fiche_validee_est_a_relire(client, profil):
    autre = parcours.competence("04.1", "Établir une paie")
    saisie = lignes("savoirs", 8) | {"savoirs-0-competence": autre.pk, "savoirs-0-niveau": 4}
    au_fil(client, "savoirs", "lignes", **saisie)
    profil.refresh_from_db()
    assert profil.a_relire_depuis is not None
    assert profil.etat == "valide"
    assert Evenement.objects.get(code="changer_savoirs").details["competences"] == sorted([autre.pk, parcours.competence().pk])
    equipe = connecte(parcours.pilote())
    assert "À relire" in equipe.get("/admin/personnes-ressources/").content.decode()
    assert "Mathieu Sarda" in equipe.get("/admin/personnes-ressources/?etat=a_relire").content.decode()
    equipe.post(reverse("mentors:noter", args=[profil.pk, "relire"]))
    equipe.post(reverse("mentors:noter", args=[profil.pk, "relire"]))
    profil.refresh_from_db()
    assert profil.a_relire_depuis is None
    assert Evenement.objects.filter(code="relire").count() == 1


def test_une_preuve_de_plus_n_est_pas_a_relire(profil):
    savoir = actions.SavoirDit(parcours.competence().pk, 4, "Douze éditions à l’équilibre.")
    assert actions.changer_savoirs(profil, [savoir], acteur=parcours.acteur(profil.personne)).a_relire_depuis is None


# ---------- pause ----------


def test_un_bouton_met_en_pause_et_un_autre_reprend(client, profil):
    assert client.post(reverse("mentors:mon-etat", args=["mettre_en_pause"])).url == PAGE
    profil.refresh_from_db()
    assert profil.etat == "en_pause"
    assert "Reprendre" in client.get(PAGE).content.decode()
    reponse = client.post(reverse("mentors:mon-etat", args=["reprendre"]))
    assert [str(message) for message in get_messages(reponse.wsgi_request)][-1].startswith("Votre pause est finie")
    profil.refresh_from_db()
    assert profil.etat == "valide"
    assert client.post(reverse("mentors:mon-etat", args=["archiver"])).status_code == 404


def test_se_mettre_en_pause_rend_a_l_equipe_ce_qui_attend_une_reponse():
    proposition = parcours.proposition("envoyee")
    connecte(proposition.profil.personne).post(reverse("mentors:mon-etat", args=["mettre_en_pause"]))
    proposition.refresh_from_db()
    assert proposition.etat == Proposition.Etat.RETIREE
    assert not Courriel.objects.filter(gabarit="accompagnements/retrait").exists()


def test_ce_qui_est_deja_accepte_continue_pendant_la_pause():
    proposition = parcours.proposition("acceptee")
    actions.changer_etat(proposition.profil, "mettre_en_pause", acteur=parcours.acteur(proposition.profil.personne))
    proposition.refresh_from_db()
    assert proposition.etat == Proposition.Etat.ACCEPTEE


def test_l_archivage_par_l_equipe_previent_de_ce_qui_est_retire():
    proposition = parcours.proposition("envoyee")
    actions.changer_etat(proposition.profil, "archiver", acteur=parcours.acteur(parcours.pilote()))
    proposition.refresh_from_db()
    assert proposition.etat == Proposition.Etat.RETIREE
    assert Courriel.objects.filter(gabarit="accompagnements/retrait").count() == 1
