"""Numbers, consultations, rules set aside."""

import pytest

from socle.acteurs import SYSTEME
from socle.consultations import consigner
from socle.derogations import deroger
from socle.models import Compteur, Consultation, Derogation, Evenement
from socle.refus import Refus
from tests import parcours

pytestmark = pytest.mark.django_db


def test_les_numeros_se_suivent_par_prefixe_et_par_annee():
    assert [Compteur.objects.prendre("DOS", 2026) for _ in range(2)] == ["DOS-2026-0001", "DOS-2026-0002"]
    assert Compteur.objects.prendre("DOS", 2027) == "DOS-2027-0001"
    assert Compteur.objects.prendre("RAP", 2026) == "RAP-2026-0001"


def test_un_brouillon_n_a_pas_de_numero():
    assert parcours.brouillon().numero is None
    assert parcours.candidature("deposee").numero.startswith("DOS-")


def test_une_page_rouverte_aussitot_est_une_seule_consultation():
    candidature, equipe = parcours.candidature("deposee"), parcours.acteur(parcours.pilote())
    consigner(candidature, acteur=equipe)
    consigner(candidature, acteur=equipe)
    assert Consultation.objects.get().dossier == candidature.dossier


def test_une_derogation_garde_son_motif_et_le_journal_n_en_dit_que_le_code():
    dossier, equipe = parcours.candidature("deposee").dossier, parcours.acteur(parcours.pilote())
    derogation = deroger(dossier, regle="hors_occitanie", motif=" Elle travaille à Sète un mois sur deux. ", acteur=equipe)
    assert (derogation.dossier, derogation.par, derogation.regle) == (dossier, equipe.personne, "hors_occitanie")
    assert derogation.motif == "Elle travaille à Sète un mois sur deux."
    evenement = Evenement.objects.get(code="deroger")
    assert (evenement.dossier, evenement.objet, evenement.acteur) == (dossier, f"socle.derogation:{derogation.pk}", equipe.code)
    assert evenement.details == {"regle": "hors_occitanie"}


@pytest.mark.parametrize("motif", ["", "   "])
def test_une_derogation_sans_motif_ou_sans_personne_est_refusee(motif):
    dossier = parcours.candidature("deposee").dossier
    with pytest.raises(Refus, match="motif de la dérogation"):
        deroger(dossier, regle="hors_occitanie", motif=motif, acteur=parcours.acteur(parcours.pilote()))
    with pytest.raises(Refus, match="nom de la personne"):
        deroger(dossier, regle="hors_occitanie", motif="Un motif.", acteur=SYSTEME)
    assert not Derogation.objects.exists()
