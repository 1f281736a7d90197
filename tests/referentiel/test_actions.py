"""Archiving, restoring, indexing."""

import pytest
from django.db import IntegrityError

from comptes.acteurs import ANONYME, ActeurPersonne
from referentiel import actions
from referentiel.models import Competence
from referentiel.regles import mots_cherches
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import Refus, RefusDroit, RefusEtat
from tests.fabriques import CompetenceFactory, IndicateurFactory, PersonneFactory

pytestmark = pytest.mark.django_db
Etat = Competence.Etat


@pytest.fixture
def archivee(pilote) -> Competence:
    return actions.archiver(CompetenceFactory(), acteur=pilote)


def test_archiver_retire_des_choix_et_dit_ce_qui_remplace(pilote):
    ancienne, nouvelle = CompetenceFactory(), CompetenceFactory()
    actions.archiver(ancienne, acteur=pilote, remplacee_par=nouvelle)
    ancienne.refresh_from_db()
    assert (ancienne.etat, ancienne.remplacee_par) == (Etat.ARCHIVEE, nouvelle)
    assert list(Competence.objects.actives()) == [nouvelle]
    evenement = Evenement.objects.get()
    assert (evenement.code, evenement.de, evenement.vers) == ("archiver", "active", "archivee")
    assert evenement.details == {"remplacee_par": nouvelle.code}


def test_archiver_sans_remplacante(archivee):
    assert (archivee.etat, archivee.remplacee_par) == (Etat.ARCHIVEE, None)


def test_on_n_archive_pas_deux_fois(archivee, pilote):
    with pytest.raises(RefusEtat, match="déjà fait"):
        actions.archiver(archivee, acteur=pilote)


def test_retablir_remet_dans_les_choix(pilote):
    ancienne = actions.archiver(CompetenceFactory(), acteur=pilote, remplacee_par=CompetenceFactory())
    retablie = actions.retablir(ancienne, acteur=pilote)
    assert (retablie.etat, retablie.remplacee_par) == (Etat.ACTIVE, None)


def test_on_ne_retablit_pas_une_competence_active(pilote):
    with pytest.raises(RefusEtat, match="active"):
        actions.retablir(CompetenceFactory(), acteur=pilote)


def test_une_competence_ne_se_remplace_pas_elle_meme(pilote):
    competence = CompetenceFactory()
    with pytest.raises(Refus, match="elle-même"):
        actions.archiver(competence, acteur=pilote, remplacee_par=competence)


def test_une_competence_archivee_n_en_remplace_pas_une_autre(archivee, pilote):
    with pytest.raises(Refus, match="archivée"):
        actions.archiver(CompetenceFactory(), acteur=pilote, remplacee_par=archivee)


def test_seules_l_equipe_et_l_administration_gerent_le_referentiel(pilote):
    for refuse in (ANONYME, ActeurPersonne(PersonneFactory()), ActeurPersonne(PersonneFactory(comite=True))):
        with pytest.raises(RefusDroit):
            actions.archiver(CompetenceFactory(), acteur=refuse)
    for admis in (pilote, ActeurPersonne(PersonneFactory(administrateur=True)), SYSTEME):
        assert actions.archiver(CompetenceFactory(), acteur=admis).etat == Etat.ARCHIVEE


def test_la_base_refuse_une_active_remplacee():
    competence = CompetenceFactory(remplacee_par=None)
    with pytest.raises(IntegrityError):
        Competence.objects.filter(pk=competence.pk).update(remplacee_par=CompetenceFactory())


def test_un_domaine_renomme_se_retrouve_par_son_nouveau_nom():
    indicateur = IndicateurFactory(texte="feuille de route complète")
    competence = indicateur.competence
    competence.domaine.nom = "Tournées"
    competence.domaine.save()
    actions.indexer_domaine(competence.domaine)
    for saisie in ("tournee", "TOURNÉES", "feuille", competence.code):
        assert list(Competence.objects.all().contenant(mots_cherches(saisie))) == [competence]
