"""The pages of personnes-ressources in the frame of the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comptes.models import Personne, Structure
from mentors import actions
from mentors.models import ProfilMentor
from socle.models import Consultation
from socle.refus import RefusDroit
from tests import parcours
from tests.navigation import connecte
from tests.parcours import SIRETS, acteur

pytestmark = pytest.mark.django_db
LISTE = "/admin/personnes-ressources/"
INSCRIRE = "/admin/personnes-ressources/inscrire/"


@pytest.fixture
def pilote(db) -> Client:
    """The browser of the pilot team."""
    return connecte(parcours.pilote())


def _texte(reponse) -> str:
    return reponse.content.decode()


def saisie(**change: Any) -> dict[str, Any]:
    """Return the card as its form sends it."""
    champs = {
        "prenom": "Leïla",
        "nom": "Mansouri",
        "email": "leila@exemple.test",
        "siret": f" {SIRETS[1][:3]} {SIRETS[1][3:]}",
        "raison_sociale": "Ocre Rouge",
        "type_structure": "label",
        "commune": "Albi",
        "fonction": "Fondatrice",
        "presentation": "Vingt ans de label.",
        "savoirs-TOTAL_FORMS": 5,
        "savoirs-INITIAL_FORMS": 0,
        "savoirs-0-competence": parcours.competence().pk,
        "savoirs-0-niveau": 4,
    }
    return champs | change


# ---------- list ----------


@pytest.mark.parametrize("adresse", [LISTE, INSCRIRE])
def test_seule_l_equipe_pilote_ouvre_ces_pages(pilote, adresse, client):
    administrateur, passante = connecte(parcours.administrateur()), connecte(parcours.personne())
    assert [navigateur.get(adresse).status_code for navigateur in (pilote, administrateur, passante, client)] == [200, 403, 302, 302]


@pytest.mark.parametrize(
    ("filtre", "trouve"),
    [
        ("", True),
        ("etat=valide", True),
        ("etat=archive", False),
        ("etat=nimporte", True),
        ("q=MATHIEU", True),
        ("q=sete", True),
        ("q=lille", False),
    ],
)
def test_la_liste_se_filtre_par_etat_et_par_mot(pilote, filtre, trouve):
    parcours.mentor()
    assert ("Mathieu Sarda" in _texte(pilote.get(f"{LISTE}?{filtre}"))) is trouve


def test_une_liste_vide_dit_comment_commencer(pilote):
    assert "Le vivier est à constituer" in _texte(pilote.get(LISTE))


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_liste_coute_autant_pour_une_personne_que_pour_trois(pilote, nombre, django_assert_num_queries):
    for rang in range(nombre):
        parcours.mentor(email=f"mentor{rang}@exemple.test", rang=rang)
    pilote.get(LISTE)
    with django_assert_num_queries(8):
        assert pilote.get(LISTE).status_code == 200


# ---------- opening a card ----------


def test_inscrire_ouvre_une_fiche(pilote):
    reponse = pilote.post(INSCRIRE, saisie(), follow=True)
    profil = ProfilMentor.objects.get()
    assert (str(profil.personne), profil.structure.siren, profil.etat) == ("Leïla Mansouri", SIRETS[1][:9], "propose")
    assert [(savoir.competence.code, savoir.niveau) for savoir in profil.savoirs.all()] == [("02.1", 4)]
    assert "La fiche de Leïla Mansouri est ouverte." in _texte(reponse)


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"siret": "123"}, "Le SIRET compte 14 chiffres, vous en avez saisi 3."),
        ({"email": "leila"}, "Adresse électronique"),
        ({"prenom": ""}, "Prénom"),
        ({"savoirs-0-competence": "", "savoirs-0-niveau": ""}, "Choisissez au moins une compétence"),
        ({"savoirs-0-niveau": ""}, "Dites à quel niveau cette personne la maîtrise."),
        ({"savoirs-1-niveau": 3}, "Choisissez la compétence de ce niveau."),
        ({"savoirs-0-competence": 99999}, "Compétence 1"),
    ],
)
def test_une_fiche_mal_remplie_ne_perd_rien(pilote, change, phrase):
    page = _texte(pilote.post(INSCRIRE, saisie(**change)))
    assert "tsf-erreurs" in page
    assert phrase in page
    assert "Vingt ans de label." in page
    assert not ProfilMentor.objects.exists()


def test_la_meme_competence_deux_fois_est_refusee(pilote):
    double = {"savoirs-1-competence": parcours.competence().pk, "savoirs-1-niveau": 3}
    assert "La même compétence est choisie deux fois" in _texte(pilote.post(INSCRIRE, saisie(**double)))


def test_une_personne_n_a_qu_une_fiche(pilote):
    pilote.post(INSCRIRE, saisie())
    page = _texte(pilote.post(INSCRIRE, saisie(siret=SIRETS[2], raison_sociale="Ailleurs")))
    assert "Leïla Mansouri a déjà une fiche de personne-ressource." in page
    assert ProfilMentor.objects.count() == 1
    assert not Structure.objects.filter(raison_sociale="Ailleurs").exists()


def test_seule_l_equipe_inscrit():
    fiche = actions.Fiche("Leïla", "Mansouri", "leila@exemple.test", SIRETS[1], "Ocre Rouge", "Fondatrice")
    with pytest.raises(RefusDroit):
        actions.ouvrir_fiche(fiche, acteur=acteur(parcours.administrateur()))
    assert not Personne.objects.filter(email="leila@exemple.test").exists()


# ---------- following a card ----------


def test_une_fiche_se_lit_et_la_lecture_est_consignee(pilote):
    profil = parcours.mentor()
    page = _texte(pilote.get(reverse("mentors:fiche", args=[profil.pk])))
    for mot in ("Mathieu Sarda", "Quinze ans de festivals.", "02.1", "4, expertise et transmission", "Mettre en pause", "Archiver"):
        assert mot in page
    assert Consultation.objects.get().objet == f"mentors.profilmentor:{profil.pk}"


def test_une_fiche_dit_le_parcours_en_mots(pilote):
    profil = parcours.mentor()
    dits = {"types_connus": ["smac", "festival"], "tailles": ["petite"], "a_deja_accompagne": True, "est_forme": False}
    actions.completer(profil, dits | {"diplomes": "Licence d’administration"}, acteur=parcours.acteur(parcours.pilote()))
    page = _texte(pilote.get(reverse("mentors:fiche", args=[profil.pk])))
    for ligne in (
        "<dt>Types de structures connus</dt><dd>SMAC labellisée&nbsp;; Festival</dd>",
        "<dt>Tailles connues</dt><dd>De 4 à 10 permanent·es</dd>",
        "<dt>A déjà accompagné</dt><dd>oui</dd>",
        "<dt>Formé·e à la posture</dt><dd>non</dd>",
        "<dt>Diplômes</dt><dd>Licence d’administration</dd>",
    ):
        assert ligne in page
    assert "Esthétiques" not in page


def test_une_fiche_inconnue_est_introuvable(pilote):
    assert pilote.get(reverse("mentors:fiche", args=[999])).status_code == 404


@pytest.mark.parametrize(
    ("depart", "transition", "arrivee"),
    [
        ("propose", "contacter", "contacte"),
        ("contacte", "valider", "valide"),
        ("valide", "mettre_en_pause", "en_pause"),
        ("en_pause", "reprendre", "valide"),
        ("valide", "archiver", "archive"),
    ],
)
def test_un_bouton_fait_avancer_la_fiche(pilote, depart, transition, arrivee):
    profil = parcours.mentor(depart)
    adresse = reverse("mentors:changer-etat", args=[profil.pk, transition])
    assert adresse in _texte(pilote.get(reverse("mentors:fiche", args=[profil.pk])))
    pilote.post(adresse)
    double = pilote.post(adresse, follow=True)
    assert ProfilMentor.objects.get().etat == arrivee
    assert "C’était déjà fait" in _texte(double)


def test_une_fiche_incomplete_ne_se_valide_pas_et_dit_pourquoi(pilote):
    pilote.post(INSCRIRE, saisie(**{"savoirs-0-niveau": 2}))
    profil = ProfilMentor.objects.get()
    page = _texte(pilote.get(reverse("mentors:fiche", args=[profil.pk])))
    assert "Il manque au moins une compétence de niveau 3 ou 4" in page
    assert 'disabled aria-describedby="pourquoi-valider"' in page
    refus = pilote.post(reverse("mentors:changer-etat", args=[profil.pk, "valider"]), follow=True)
    assert "Il manque au moins une compétence de niveau 3 ou 4" in _texte(refus)
    assert ProfilMentor.objects.get().etat == "propose"


def test_une_transition_inconnue_n_existe_pas(pilote):
    assert pilote.post(reverse("mentors:changer-etat", args=[parcours.mentor().pk, "effacer"])).status_code == 404


def test_changer_l_etat_par_une_lecture_mene_a_la_fiche_sans_rien_changer(pilote):
    profil = parcours.mentor()
    reponse = pilote.get(reverse("mentors:changer-etat", args=[profil.pk, "archiver"]))
    assert reponse.url == reverse("mentors:fiche", args=[profil.pk])
    assert ProfilMentor.objects.get().etat == "valide"
