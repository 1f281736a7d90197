"""The PDF of an avenant, issued then sealed: its text, its validity, whatever it changes."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
import time_machine

from conventions import actions
from conventions.models import Convention
from socle import horloge
from socle.documents import sceau
from tests import avenants, parcours
from tests.instantanes import texte_du_pdf, verifier
from tests.verapdf import verifier_pdf

pytestmark = pytest.mark.django_db
INSTANTANE = Path(__file__).parent / "instantanes" / "avenant.txt"
LE = datetime(2026, 11, 22, 9, tzinfo=UTC)
NOUVELLE = actions.Representant("Inès Roca", "Présidente", "ines@exemple.test")
MOTIFS = {
    "calendrier": lambda paire: {"motif": "La tournée est décalée.", "demi_journees": 2, "fin": paire.fin - timedelta(days=7)},
    "demi-journées": lambda paire: {"motif": "Le budget prévisionnel demande une séance de plus."},
    "signataire": lambda paire: {"motif": "La présidence a changé.", "demi_journees": 2, "representants": {"beneficiaire": NOUVELLE}},
    "fin anticipée": lambda paire: {"motif": "Le besoin est couvert.", "fin_anticipee": True, "fin": horloge.aujourdhui()},
}


def emis(motif: str) -> Convention:
    paire = parcours.accompagnement("en_cours")
    return avenants.avenant("emise", accompagnement_=paire, **MOTIFS[motif](paire))


def octets(document) -> bytes:
    return bytes(document.octets)


@pytest.mark.externe
@pytest.mark.parametrize("motif", MOTIFS)
def test_chaque_avenant_est_valide_emis_puis_scelle(motif):
    avenant = emis(motif)
    verifier_pdf(octets(avenant.document))
    scelle = parcours.sceller(avenants.signer_sur_papier(avenant))
    for document in (scelle.scelle, scelle.dossier_de_preuve):
        verifier_pdf(octets(document))
        assert sceau.verifier(octets(document)).raisons == ()


@pytest.mark.externe
def test_le_texte_de_l_avenant_est_celui_qu_on_a_relu():
    with time_machine.travel(LE, tick=False):
        paire = parcours.accompagnement("en_cours")
        tout = {"fin": paire.fin - timedelta(days=7), "representants": {"beneficiaire": NOUVELLE}}
        avenant = avenants.avenant("emise", accompagnement_=paire, motif="La tournée est décalée.", **tout)
        verifier(texte_du_pdf(octets(avenant.document)), INSTANTANE)


def test_le_scelle_de_l_avenant_porte_ce_qui_a_ete_signe_et_celui_de_la_convention_ne_bouge_pas():
    avenant = emis("demi-journées")
    base = parcours.sceller(avenant.parent)
    garde = octets(base.scelle), octets(base.document)
    scelle = parcours.sceller(avenants.signer_sur_papier(avenant))
    with pikepdf.open(io.BytesIO(octets(scelle.scelle))) as pdf:
        pieces = {nom: piece.get_file().read_bytes() for nom, piece in pdf.attachments.items()}
    assert pieces[f"{avenant.numero}-emise.pdf"] == octets(scelle.document)
    assert json.loads(pieces[f"{avenant.numero}-signee.json"])["avenant"] == scelle.contexte["avenant"]
    frais = Convention.objects.get(pk=base.pk)
    assert (octets(frais.scelle), octets(frais.document)) == garde
