"""Files people send: by their content, with a sentence when they cannot be accepted."""

from contextlib import closing
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from socle import fichiers
from socle.acteurs import SYSTEME
from socle.refus import Refus
from tests.parcours import PDF

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class GrosFichier(UploadedFile):
    """100 MB announced, without holding them in memory."""

    def __init__(self) -> None:
        super().__init__(BytesIO(PDF), "film.pdf", "application/pdf", 100 * 1024 * 1024)


@pytest.mark.parametrize(("nom", "contenu", "attendu"), [("a.pdf", PDF, "application/pdf"), ("A.PNG", PNG, "image/png")])
def test_un_fichier_est_reconnu_par_son_contenu(nom, contenu, attendu):
    assert fichiers.verifier(SimpleUploadedFile(nom, contenu, "application/octet-stream")) == attendu


@pytest.mark.parametrize(
    ("fichier", "phrase"),
    [
        (SimpleUploadedFile("vide.pdf", b""), "Le fichier « vide.pdf » est vide. Choisissez-en un autre."),
        (SimpleUploadedFile("virus.exe", b"MZ" * 50), "n’est pas d’un type accepté"),
        (SimpleUploadedFile("photo.pdf", PNG), "ne contient pas ce que son nom annonce (.pdf)"),
        (SimpleUploadedFile("texte.png", b"bonjour"), "ne contient pas ce que son nom annonce (.png)"),
        (GrosFichier(), "pèse 100,0\xa0Mio, la limite est de 20,0\xa0Mio"),
    ],
)
def test_un_mauvais_fichier_est_refuse_avec_une_phrase(fichier, phrase):
    with pytest.raises(Refus) as refus:
        fichiers.verifier(fichier)
    assert phrase.replace("\xa0", " ") in refus.value.phrase.replace("\xa0", " ")


@pytest.mark.django_db
def test_un_fichier_recu_est_range_sous_un_nom_a_nous_avec_son_empreinte():
    recu = fichiers.recevoir(SimpleUploadedFile("../../etc/passwd.pdf", PDF), dossier=None, acteur=SYSTEME)
    assert recu.nom == "passwd.pdf"
    assert recu.contenu.name == f"{recu.empreinte[:2]}/{recu.uuid}"
    reponse = fichiers.servir(recu)
    with closing(reponse.file_to_stream):
        assert b"".join(reponse.streaming_content) == PDF
    assert reponse["Content-Disposition"] == 'attachment; filename="passwd.pdf"'
    assert reponse["X-Content-Type-Options"] == "nosniff"
