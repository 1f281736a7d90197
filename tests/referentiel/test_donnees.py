"""The starting référentiel: complete, loaded once, never laid over what the pilot wrote."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from referentiel import actions
from referentiel.models import Alignement, Competence, Domaine, Indicateur, Version
from referentiel.regles import uuid_stable
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import Evenement
from tests.fabriques import AlignementFactory, CompetenceFactory, DomaineFactory

PAR_DOMAINE = {
    "D01": 8,
    "D02": 7,
    "D03": 6,
    "D04": 6,
    "D05": 6,
    "D06": 6,
    "D07": 7,
    "D08": 6,
    "D09": 6,
    "D10": 6,
    "D11": 5,
    "D12": 6,
}
pytestmark = pytest.mark.django_db


def _photographie() -> list[list[tuple]]:
    return [
        list(modele.objects.order_by("pk").values_list()) for modele in (Domaine, Competence, Indicateur, Alignement, Version, Evenement)
    ]


def test_il_y_a_douze_domaines_et_soixante_quinze_competences(referentiel):
    assert {domaine.code: domaine.competences.count() for domaine in Domaine.objects.all()} == PAR_DOMAINE
    assert Competence.objects.actives().count() == 75
    assert [domaine.code for domaine in Domaine.objects.all()] == list(PAR_DOMAINE)


def test_chaque_competence_a_son_indicateur_son_identifiant_et_son_domaine(referentiel):
    for competence in Competence.objects.select_related("domaine").prefetch_related("indicateurs"):
        competence.full_clean(exclude=["etat"])
        assert len(competence.indicateurs.all()) == 1
        assert competence.uuid == uuid_stable(competence.code)
        assert competence.langue == "fr"


@pytest.mark.parametrize(
    ("code", "nom", "indicateur"),
    [
        ("01.1", "Formuler un projet artistique et culturel", "projet écrit, partagé avec l’équipe et les élus"),
        ("02.5", "Rédiger et gérer les contrats (cession, coréalisation, coproduction)", "modèle adapté et relu"),
        ("06.6", "Sécuriser comptes et données", "double authentification, sauvegarde testée"),
        ("12.6", "Réduire les risques en milieu festif", "dispositif prêt, équipe briefée"),
    ],
)
def test_les_textes_sont_ceux_du_referentiel_de_depart(referentiel, code, nom, indicateur):
    competence = Competence.objects.get(code=code)
    assert (competence.nom, competence.indicateurs.get().texte) == (nom, indicateur)


def test_chaque_domaine_est_rapproche_du_rome(referentiel):
    codes = {domaine.code: [alignement.code for alignement in domaine.alignements.all()] for domaine in Domaine.objects.all()}
    assert codes["D01"] == ["K1206", "K1802", "M1302", "M1402"]
    assert codes["D11"] == ["H1302"]
    assert all(codes.values())
    assert set(Alignement.objects.values_list("cadre", "version")) == {("ROME", "v3")}
    assert set(Alignement.objects.filter(relation="large").values_list("code", flat=True)) == {"H1302"}
    assert Alignement.objects.get(code="L1509").libelle == "Régie générale"


def test_charger_deux_fois_ne_change_rien(referentiel):
    avant = _photographie()
    assert actions.charger_initial(SYSTEME) == 0
    assert _photographie() == avant


def test_charger_respecte_ce_que_l_equipe_a_change(referentiel, pilote):
    competence = Competence.objects.get(code="01.1")
    competence.nom = "Écrire son projet"
    competence.save()
    competence.indicateurs.all().delete()
    Domaine.objects.filter(code="D02").update(nom="Gestion", rang=40)
    Domaine.objects.get(code="D03").alignements.all().delete()
    actions.archiver(Competence.objects.get(code="01.2"), acteur=pilote)
    avant = _photographie()
    actions.charger_initial(SYSTEME)
    assert _photographie() == avant


def test_charger_complete_ce_qui_manque(referentiel):
    Competence.objects.filter(code="11.5").delete()
    assert actions.charger_initial(SYSTEME) == 1
    retrouvee = Competence.objects.get(code="11.5")
    assert (retrouvee.uuid, retrouvee.rang) == (uuid_stable("11.5"), 5)
    assert retrouvee.uuid == UUID("ec73740f-15ab-5f7c-ba2b-9696a0dfccc6")


def test_la_premiere_version_est_en_vigueur_du_jour_du_chargement(referentiel):
    version = Version.objects.en_vigueur()
    assert (version.numero, version.en_vigueur_le) == (1, horloge.aujourdhui())
    assert Evenement.objects.get(code="charger_referentiel").details == {"competences": 75}


def test_une_version_datee_de_demain_n_est_pas_encore_en_vigueur(referentiel):
    demain = horloge.aujourdhui() + horloge.timedelta(days=1)
    Version.objects.create(numero=2, en_vigueur_le=demain, presentation="Révision")
    assert Version.objects.en_vigueur().numero == 1


def test_aucune_version_avant_le_chargement():
    assert Version.objects.en_vigueur() is None


def test_le_code_d_une_competence_suit_celui_de_son_domaine():
    competence = CompetenceFactory.build(domaine=DomaineFactory(code="D01"), code="02.1")
    with pytest.raises(ValidationError, match=r"01\.1"):
        competence.full_clean(exclude=["etat"])


def test_un_alignement_porte_sur_un_domaine_ou_sur_une_competence():
    competence = CompetenceFactory()
    for porteurs in ({}, {"competence": competence, "domaine": competence.domaine}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AlignementFactory(**porteurs)
