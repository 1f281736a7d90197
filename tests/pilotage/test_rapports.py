"""Reports: asked for, made by a job, given up, downloaded by the committee."""

import io
import json
import subprocess
import uuid
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from evaluations import actions as a_evaluations
from pilotage import actions
from pilotage.models import Rapport
from socle import travaux
from socle.models import Travail
from socle.refus import Refus, RefusDroit
from tests import parcours
from tests.instantanes import texte_du_pdf, verifier
from tests.navigation import connecte
from tests.parcours import acteur
from tests.verapdf import verifier_pdf

pytestmark = pytest.mark.django_db
LISTE = "/admin/rapports/"


def demander(cle: uuid.UUID | None = None) -> Rapport:
    """Return a report that was asked for, over the last month."""
    jour = parcours.horloge.aujourdhui()
    return actions.demander_rapport(
        parcours.edition(), du=jour - timedelta(days=30), au=jour, cle=cle or uuid.uuid4(), acteur=acteur(parcours.pilote())
    )


def produire() -> Rapport:
    """Return a report that a job made."""
    rapport = demander()
    parcours.executer("rapport")
    return Rapport.objects.get(pk=rapport.pk)


def saisie(**change: Any) -> dict[str, Any]:
    """Return the request of a report as its form sends it."""
    jour = parcours.horloge.aujourdhui()
    return {
        "edition": parcours.edition().pk,
        "du": (jour - timedelta(days=30)).isoformat(),
        "au": jour.isoformat(),
        "cle": uuid.uuid4(),
    } | change


# ---------- asking ----------


def test_demander_deux_fois_avec_la_meme_cle_fait_un_rapport(pilote):
    demande = saisie()
    adresses = {pilote.post(LISTE, demande).url for _ in range(2)}
    assert adresses == {reverse("pilotage:rapport", args=[Rapport.objects.get().pk])}
    assert Travail.objects.filter(genre="rapport").count() == 1


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"au": "2020-01-01"}, "La fin précède le début\u00a0: choisissez une date plus tardive."),
        ({"du": "hier"}, "Du"),
        ({"edition": 999}, "Édition"),
    ],
)
def test_une_periode_fausse_est_expliquee(pilote, change, phrase):
    page = pilote.post(LISTE, saisie(**change)).content.decode()
    assert "tsf-erreurs" in page
    assert phrase in page
    assert not Rapport.objects.exists()


def test_seule_l_equipe_demande_un_rapport():
    edition, jour = parcours.edition(), parcours.horloge.aujourdhui()
    with pytest.raises(RefusDroit):
        actions.demander_rapport(edition, du=jour, au=jour, cle=uuid.uuid4(), acteur=acteur(parcours.membre_du_comite()))
    with pytest.raises(Refus, match="La fin précède le début"):
        actions.demander_rapport(edition, du=jour, au=jour - timedelta(days=1), cle=uuid.uuid4(), acteur=acteur(parcours.pilote()))


# ---------- making ----------


def test_la_barre_avance_et_se_redemande(pilote):
    rapport = demander()
    adresse = reverse("pilotage:rapport", args=[rapport.pk])
    Travail.objects.filter(pk=rapport.travail_id).update(etat=Travail.Etat.EN_COURS, progression=40)
    page = pilote.get(adresse).content.decode()
    assert 'value="40"' in page
    assert "Vous pouvez quitter cette page" in page
    fragment = pilote.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert f'data-hx-get="{adresse}" data-hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_arreter_un_rapport_arrete_son_travail(pilote):
    rapport = demander()
    adresse = reverse("pilotage:arreter-rapport", args=[rapport.pk])
    for _ in range(2):
        assert pilote.post(adresse).status_code == 302
    assert Rapport.objects.get().etat == "annule"
    assert Travail.objects.get(pk=rapport.travail_id).etat == Travail.Etat.ANNULE
    assert parcours.executer("rapport") == 0
    assert "Préparation arrêtée" in pilote.get(reverse("pilotage:rapport", args=[rapport.pk])).content.decode()


def test_un_rapport_arrete_pendant_sa_fabrication_n_est_pas_garde(monkeypatch):
    rapport = demander()
    progresser = travaux.progresser

    def arreter_a_mi_chemin(travail: Travail, pour_cent: int) -> None:
        progresser(travail, pour_cent)
        if pour_cent == 40:
            actions.annuler_rapport(Rapport.objects.get(pk=rapport.pk), acteur=acteur(parcours.pilote()))

    monkeypatch.setattr(travaux, "progresser", arreter_a_mi_chemin)
    parcours.executer("rapport")
    rapport.refresh_from_db()
    assert (rapport.etat, rapport.document, rapport.chiffres) == ("annule", None, {})
    assert Travail.objects.get(pk=rapport.travail_id).etat == Travail.Etat.ANNULE


def test_un_travail_abandonne_se_dit_sur_la_page(pilote):
    rapport = demander()
    Travail.objects.filter(pk=rapport.travail_id).update(etat=Travail.Etat.ABANDONNE)
    page = pilote.get(reverse("pilotage:rapport", args=[rapport.pk])).content.decode()
    assert "Le rapport n’a pas pu être produit" in page
    assert "data-hx-trigger" not in page


# ---------- the produced report ----------


def _repondre(etape: str, paire, niveau: int) -> None:
    evaluation = parcours.evaluation(etape, accompagnement_=paire)
    a_evaluations.remplir(evaluation, a_evaluations.Retour({parcours.competence().pk: niveau}), acteur=acteur(evaluation.personne))


@pytest.fixture
def cas(horloge):
    """A case with T0, T1 and T2, and the report of its period."""
    paire = parcours.accompagnement("realise")
    _repondre("sortie", paire, 3)
    horloge.avancer(timedelta(days=186))
    a_evaluations.faire_vivre()
    _repondre("six_mois", paire, 4)
    jour = horloge.aujourdhui()
    rapport = actions.demander_rapport(
        paire.dispositif.edition, du=jour - timedelta(days=200), au=jour, cle=uuid.uuid4(), acteur=acteur(parcours.pilote())
    )
    parcours.executer("rapport")
    return paire, Rapport.objects.get(pk=rapport.pk)


def test_le_rapport_est_fige_avec_ses_chiffres(cas):
    paire, rapport = cas
    assert (rapport.etat, rapport.travail.progression) == ("produit", 100)
    assert [un["numero"] for un in rapport.chiffres["cas"]] == [paire.numero]
    assert rapport.document.empreinte == sha256(bytes(rapport.document.octets)).hexdigest()
    with pikepdf.open(io.BytesIO(bytes(rapport.document.octets))) as pdf:
        [donnees] = [json.loads(fichier.get_file().read_bytes()) for fichier in pdf.attachments.values()]
    assert donnees["chiffres"] == rapport.chiffres


@pytest.mark.externe
def test_le_rapport_dit_t0_t1_et_t2_et_se_telecharge_toujours_pareil(cas, tmp_path):
    paire, rapport = cas
    comite, adresse = connecte(parcours.membre_du_comite()), reverse("pilotage:rapport-pdf", args=[rapport.pk])
    octets = [comite.get(adresse).content for _ in range(2)]
    assert octets[0] == octets[1] == bytes(rapport.document.octets)
    chemin = tmp_path / "rapport.pdf"
    chemin.write_bytes(octets[0])
    texte = subprocess.run(["pdftotext", "-layout", chemin, "-"], check=True, capture_output=True, text=True).stdout
    [ligne] = [ligne.split() for ligne in texte.splitlines() if paire.numero in ligne]
    assert ligne[-3:] == ["1", "3", "4"]
    assert "2 demi-journées tenues" in texte.replace("\u00a0", " ")
    assert [nom for nom in ("Belkacem", "Sarda") if nom in texte] == []
    verifier_pdf(chemin)


@pytest.fixture
def _le_22_novembre():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


@pytest.mark.externe
@pytest.mark.usefixtures("_le_22_novembre")
def test_le_texte_du_rapport_est_celui_qu_on_a_relu(request):
    _, rapport = request.getfixturevalue("cas")
    # PostgreSQL does not take its numbers back when a test is undone.
    texte = texte_du_pdf(bytes(rapport.document.octets)).replace(f"R-{rapport.pk}", "R-1")
    verifier(texte, Path(__file__).parent / "instantanes" / "rapport.txt")


@pytest.mark.externe
def test_un_rapport_sans_rien_est_un_document_valide():
    rapport = produire()
    verifier_pdf(bytes(rapport.document.octets))


# ---------- who reads ----------


def test_le_comite_telecharge_ce_qui_est_produit(comite, pilote, administrateur, passante, client):
    produit, en_cours = produire(), demander()
    page = comite.get("/comite/rapports/").content.decode()
    assert reverse("pilotage:rapport-pdf", args=[produit.pk]) in page
    assert reverse("pilotage:rapport-pdf", args=[en_cours.pk]) not in page
    navigateurs = {"comite": comite, "pilote": pilote, "administrateur": administrateur, "passante": passante, "client": client}
    statuts = {
        nom: [
            navigateur.get("/comite/rapports/").status_code,
            navigateur.get(reverse("pilotage:rapport-pdf", args=[produit.pk])).status_code,
            navigateur.get(reverse("pilotage:rapport-pdf", args=[en_cours.pk])).status_code,
            navigateur.get(reverse("pilotage:rapport", args=[produit.pk])).status_code,
            navigateur.get(LISTE).status_code,
        ]
        for nom, navigateur in navigateurs.items()
    }
    assert statuts == {
        "comite": [200, 200, 404, 302, 302],
        "pilote": [200, 200, 404, 200, 200],
        "administrateur": [403, 404, 404, 403, 403],
        "passante": [403, 404, 404, 302, 302],
        "client": [302, 302, 302, 302, 302],
    }
    assert "demi-journée tenue</strong>" in pilote.get(reverse("pilotage:rapport", args=[produit.pk])).content.decode()


def test_une_liste_sans_rapport_dit_ce_qui_viendra(pilote, comite):
    assert "Aucun rapport pour le moment" in pilote.get(LISTE).content.decode()
    assert "Pas encore de rapport" in comite.get("/comite/rapports/").content.decode()


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_liste_des_rapports_coute_autant_pour_un_que_pour_trois(pilote, nombre, django_assert_num_queries):
    for _ in range(nombre):
        demander()
    pilote.get(LISTE)
    with django_assert_num_queries(9):
        assert pilote.get(LISTE).status_code == 200
