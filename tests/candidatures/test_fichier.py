"""The file of the request: refused at its field, kept whatever becomes of the rest, replaced, taken off."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

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


CHAMP = "pieces-0-fichier"


def pieces(brouillon) -> list[str]:
    return [piece.fichier.nom for piece in brouillon.reponses.pieces.all()]


def joindre(navigateur, adresse, fichier, champ: str = CHAMP, **autres):
    return navigateur.post(adresse("format"), {champ: fichier, "geste": "continuer", **autres})


@pytest.mark.parametrize("cas", REFUSES)
@pytest.mark.parametrize("geste", ["enregistrer", "continuer", "passer"])
def test_un_fichier_refuse_l_est_a_son_champ_et_le_reste_est_garde(navigateur, adresse, brouillon, cas, geste):
    fichier, phrase = REFUSES[cas]
    fichier.seek(0)
    reponse = joindre(navigateur, adresse, fichier, periode="En mars", geste=geste)
    assert reponse.context["form"].errors == {CHAMP: [phrase]}
    brouillon.reponses.refresh_from_db()
    assert (brouillon.reponses.saisie["periode"], pieces(brouillon)) == ("En mars", [])


def test_un_fichier_de_cent_megaoctets_est_refuse_et_le_reste_garde(navigateur, adresse, brouillon):
    enorme = SimpleUploadedFile("film.pdf", b"%PDF" + bytes(100 * 1024 * 1024))
    phrases = joindre(navigateur, adresse, enorme, periode="En mars").context["form"].errors[CHAMP]
    assert phrases == ["Le fichier « film.pdf » pèse 100,0\xa0Mio, la limite est de 20,0\xa0Mio. Réduisez-le ou envoyez-en un autre."]
    brouillon.reponses.refresh_from_db()
    assert brouillon.reponses.saisie["periode"] == "En mars"


def test_un_fichier_accepte_reste_joint_malgre_les_autres_erreurs(navigateur, adresse, brouillon, saisie, envoyer):
    page = joindre(navigateur, adresse, pdf(), demi_journees="beaucoup", **{"pieces-0-libelle": "Le budget 2026"}).content.decode()
    assert "budget.pdf" in page
    detail = envoyer(saisie | {"pieces-0-libelle": "Le budget 2026"}).url
    assert "Le budget 2026</a>" in navigateur.get(detail).content.decode()
    [piece] = brouillon.reponses.pieces.all()
    reponse = navigateur.get(reverse("candidatures:piece", args=[Candidature.objects.get().numero, piece.pk]))
    assert b"".join(reponse.streaming_content) == parcours.PDF


def test_trois_fichiers_ont_chacun_leur_place(navigateur, adresse, brouillon):
    for rang in range(3):
        joindre(navigateur, adresse, pdf(f"{rang}.pdf"), champ=f"pieces-{rang}-fichier")
    joindre(navigateur, adresse, pdf("de-trop.pdf"), champ="pieces-3-fichier")
    assert pieces(brouillon) == ["0.pdf", "1.pdf", "2.pdf"]


def test_un_autre_fichier_prend_la_place_du_premier(navigateur, adresse, django_capture_on_commit_callbacks):
    joindre(navigateur, adresse, pdf("premier.pdf"))
    premier = Fichier.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        joindre(navigateur, adresse, pdf("second.pdf"))
    assert Fichier.objects.get().nom == "second.pdf"
    assert not premier.contenu.storage.exists(premier.contenu.name)


def test_un_fichier_refuse_ne_chasse_pas_celui_qui_est_joint(navigateur, adresse, brouillon):
    joindre(navigateur, adresse, pdf())
    joindre(navigateur, adresse, SimpleUploadedFile("vide.pdf", b""))
    assert pieces(brouillon) == ["budget.pdf"]


def test_on_peut_retirer_le_fichier(navigateur, adresse, brouillon):
    joindre(navigateur, adresse, pdf())
    navigateur.post(adresse("format"), {"geste": "enregistrer", f"retirer-{CHAMP}": "on"})
    assert pieces(brouillon) == []
    assert not Fichier.objects.exists()


def test_on_ne_lit_pas_le_fichier_d_une_autre_candidature(porteuse, navigateur, adresse, brouillon):
    joindre(navigateur, adresse, pdf())
    [piece] = brouillon.reponses.pieces.all()
    autre = parcours.candidature(porteur=parcours.personne("autre@exemple.test"))
    navigateur.force_login(autre.porteur)
    assert navigateur.get(reverse("candidatures:piece", args=[autre.numero, piece.pk])).status_code == 404
