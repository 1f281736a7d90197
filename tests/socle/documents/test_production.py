"""Freezing: context, bytes, hash, template version; and the order of things around a transaction."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from django.db import transaction
from django.template.autoreload import reset_loaders

from socle.documents import production
from socle.documents.gabarits import version_du_gabarit
from socle.models import DocumentProduit, Dossier
from tests import gabarits
from tests.socle.documents.conftest import PRODUIT_LE


@pytest.mark.django_db
def test_produire_fige_le_contexte_les_octets_et_leur_empreinte(contexte: production.Contexte):
    dossier = Dossier.objects.create(numero="DOS-2026-0042", ouvert_le=PRODUIT_LE)
    document = production.produire("specimen", "specimen", contexte, dossier=dossier, nom="Spécimen.pdf")
    document.refresh_from_db()
    octets = bytes(document.octets)
    assert document.empreinte == sha256(octets).hexdigest()
    assert (document.dossier, document.genre, document.gabarit, document.nom) == (dossier, "specimen", "specimen", "Spécimen.pdf")
    assert document.version_gabarit == version_du_gabarit("specimen")
    assert document.contexte == contexte
    rejoue = production.preparer("specimen", "specimen", document.contexte, nom=document.nom, le=document.produit_le)
    assert rejoue.octets == octets


@pytest.mark.django_db
def test_un_document_produit_ne_s_enregistre_pas_deux_fois(specimen: production.Rendu):
    document = production.enregistrer(specimen)
    document.nom = "autre.pdf"
    with pytest.raises(TypeError):
        document.save()
    with pytest.raises(TypeError):
        DocumentProduit.objects.get().save()


def test_les_donnees_sont_jointes_telles_que_figees(specimen: production.Rendu, specimen_pdf: Path):
    with pikepdf.open(specimen_pdf) as pdf:
        jointes = {nom: json.loads(piece.get_file().read_bytes()) for nom, piece in pdf.attachments.items()}
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"
    assert jointes == {"Specimen.json": specimen.contexte}


def test_les_donnees_ne_sont_jointes_que_si_on_le_veut(contexte: production.Contexte, tmp_path: Path):
    rendu = production.preparer("specimen", "specimen", contexte, nom="x.pdf", le=PRODUIT_LE, joindre_donnees=False)
    (tmp_path / "x.pdf").write_bytes(rendu.octets)
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        assert not pdf.attachments


def test_dessiner_a_part_donne_le_meme_document(specimen: production.Rendu, contexte: production.Contexte):
    assert production.preparer("specimen", "specimen", contexte, nom=specimen.nom, le=PRODUIT_LE, a_part=True) == specimen


def test_un_contexte_fige_est_du_json_aux_cles_triees():
    fige = production.figer({"b": Decimal("250.00"), "a": date(2026, 3, 3)})
    assert list(fige.items()) == [("a", "2026-03-03"), ("b", "250.00")]
    with pytest.raises(TypeError):
        production.figer({"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        production.figer({"a": float("nan")})


@pytest.mark.django_db
def test_on_n_enregistre_pas_ce_qui_a_change_entre_temps(specimen: production.Rendu, contexte: production.Contexte):
    with transaction.atomic(), pytest.raises(production.ContexteChange, match="ont changé"):
        production.enregistrer(specimen, contexte={**contexte, "legende": "autre"})
    assert not DocumentProduit.objects.exists()
    with transaction.atomic():
        production.enregistrer(specimen, contexte=dict(reversed(contexte.items())))
    assert DocumentProduit.objects.count() == 1


@pytest.mark.django_db
def test_on_ne_dessine_pas_dans_une_transaction(contexte: production.Contexte):
    with transaction.atomic(), pytest.raises(RuntimeError, match="outside transactions"):
        production.preparer("specimen", "specimen", contexte, nom="x.pdf")


@pytest.mark.django_db(transaction=True)
def test_on_ne_dessine_pas_dans_une_vraie_transaction(contexte: production.Contexte):
    with transaction.atomic(), pytest.raises(RuntimeError, match="outside transactions"):
        production.produire("specimen", "specimen", contexte, nom="x.pdf")


@pytest.mark.django_db
def test_un_document_se_telecharge_sans_rester_en_cache(specimen: production.Rendu):
    document = production.enregistrer(specimen)
    reponse = production.servir_document(document)
    assert reponse.content == specimen.octets
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == "attachment; filename*=utf-8''Sp%C3%A9cimen.pdf"
    assert reponse["Cache-Control"] == "private, no-store"
    assert reponse["ETag"] == f'"{document.empreinte}"'


def test_la_version_change_avec_tout_ce_que_le_gabarit_emploie(tmp_path: Path):
    (tmp_path / "documents").mkdir()
    partie = tmp_path / "documents" / "essai_partie.html"
    partie.write_text("<p>a</p>")
    entier = '{% extends "documents/base.html" %}{% block contenu %}{% include "documents/essai_partie.html" %}{% endblock %}'
    (tmp_path / "documents" / "essai_version.html").write_text(entier)
    with gabarits.en_plus(tmp_path):
        avant = version_du_gabarit("essai_version")
        assert version_du_gabarit("essai_version") == avant
        partie.write_text("<p>b</p>")
        reset_loaders()
        assert version_du_gabarit("essai_version") != avant


def test_l_entete_dit_le_jour_en_toutes_lettres(contexte: production.Contexte):
    entete = production.entete(genre="Attestation", titre="Un titre", jour=date(2027, 2, 1))
    html = production.page_html("specimen", {**contexte, "entete": entete}, produit_le=datetime(2027, 2, 1, 23, 30, tzinfo=UTC), donnees="")
    assert "lundi 1er\u00a0février 2027" in html
    assert "Document produit le mardi 2\u00a0février 2027" in html
    assert "doc-numero" not in html


@pytest.mark.django_db
def test_un_document_produit_ne_se_change_ni_ne_s_efface_meme_en_nombre(specimen: production.Rendu):
    document = production.enregistrer(specimen)
    tous = DocumentProduit.objects.all()
    for ecriture in (
        document.save,
        document.delete,
        tous.delete,
        lambda: tous.update(octets=b""),
        lambda: tous.bulk_update([document], ["nom"]),
    ):
        with pytest.raises(TypeError, match="produced document"), transaction.atomic():
            ecriture()
    assert bytes(DocumentProduit.objects.get().octets) == specimen.octets
