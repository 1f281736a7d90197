"""The file of the request: refused at its field, kept whatever becomes of the rest, replaced, taken off."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candidatures.forms import retenir
from candidatures.models import Candidature
from socle.models import Fichier
from tests import parcours


def pdf(nom: str = "budget.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, parcours.PDF, content_type="application/pdf")


REFUSES = {
    "vide": (SimpleUploadedFile("budget.pdf", b""), "Le fichier « budget.pdf » est vide. Choisissez-en un autre."),
    "type refusé": (
        SimpleUploadedFile("budget.pages", b"xx"),
        "Le fichier « budget.pages » n’est pas d’un type accepté "
        "(PDF, image PNG, image JPEG, OpenDocument, Word (.docx) ou Excel (.xlsx)). "
        "Enregistrez-le en PDF, puis renvoyez-le.",
    ),
    "contenu trompeur": (
        SimpleUploadedFile("photo.png", parcours.PDF),
        "Le fichier « photo.png » ne contient pas ce que son nom annonce (.png). Enregistrez-le en PDF, puis renvoyez-le.",
    ),
}


@pytest.mark.parametrize("cas", REFUSES)
@pytest.mark.parametrize("geste", ["enregistrer", "envoyer"])
def test_un_fichier_refuse_l_est_a_son_champ_et_le_reste_est_garde(navigateur, brouillon, saisie, cas, geste):
    fichier, phrase = REFUSES[cas]
    fichier.seek(0)
    reponse = navigateur.post(brouillon.get_absolute_url(), {**saisie, "geste": geste, "piece": fichier})
    assert reponse.context["formulaire"].piece.errors == {"piece": [phrase]}
    brouillon.refresh_from_db()
    assert (brouillon.etat, brouillon.saisie, brouillon.piece) == (Candidature.Etat.BROUILLON, retenir(saisie), None)


def test_un_fichier_de_cent_megaoctets_est_refuse_et_le_reste_garde(navigateur, adresse, brouillon, saisie):
    enorme = SimpleUploadedFile("film.pdf", b"%PDF" + bytes(100 * 1024 * 1024))
    reponse = navigateur.post(adresse, {**saisie, "geste": "envoyer", "piece": enorme})
    phrases = reponse.context["formulaire"].piece.errors["piece"]
    assert phrases == ["Le fichier « film.pdf » pèse 100,0\xa0Mio, la limite est de 20,0\xa0Mio. Réduisez-le ou envoyez-en un autre."]
    brouillon.refresh_from_db()
    assert (brouillon.etat, brouillon.saisie) == (Candidature.Etat.BROUILLON, retenir(saisie))


def test_un_fichier_accepte_reste_joint_malgre_les_autres_erreurs(navigateur, adresse, brouillon, saisie):
    page = navigateur.post(adresse, {**saisie, "siret": "123", "geste": "envoyer", "piece": pdf()}).content.decode()
    assert "budget.pdf" in page
    reponse = navigateur.post(adresse, {**saisie, "geste": "envoyer"})
    brouillon.refresh_from_db()
    assert reponse.url == brouillon.get_absolute_url()
    assert brouillon.piece.nom == "budget.pdf"
    assert b"".join(navigateur.get(f"{reponse.url}piece/").streaming_content) == parcours.PDF


def test_un_autre_fichier_prend_la_place_du_premier(navigateur, adresse, django_capture_on_commit_callbacks):
    navigateur.post(adresse, {"geste": "enregistrer", "piece": pdf("premier.pdf")})
    premier = Fichier.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        navigateur.post(adresse, {"geste": "enregistrer", "piece": pdf("second.pdf")})
    assert Fichier.objects.get().nom == "second.pdf"
    assert not premier.contenu.storage.exists(premier.contenu.name)


def test_un_fichier_refuse_ne_chasse_pas_celui_qui_est_joint(navigateur, adresse, brouillon):
    navigateur.post(adresse, {"geste": "enregistrer", "piece": pdf()})
    navigateur.post(adresse, {"geste": "enregistrer", "piece": SimpleUploadedFile("vide.pdf", b"")})
    brouillon.refresh_from_db()
    assert brouillon.piece.nom == "budget.pdf"


def test_on_peut_retirer_le_fichier(navigateur, adresse, brouillon):
    navigateur.post(adresse, {"geste": "enregistrer", "piece": pdf()})
    navigateur.post(adresse, {"geste": "enregistrer", "retirer_piece": "on"})
    brouillon.refresh_from_db()
    assert brouillon.piece is None
    assert not Fichier.objects.exists()


def test_une_candidature_sans_fichier_n_en_sert_pas(porteuse, navigateur):
    page = parcours.candidature(porteur=porteuse).get_absolute_url()
    assert navigateur.get(f"{page}piece/").status_code == 404
