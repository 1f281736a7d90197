"""A file of the selection, or one that somebody withdrew from, is nowhere: every model that points to a file, every page of the admin."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models

from accompagnements.models import Accompagnement
from candidatures.models import Avis, Candidature
from comptes.models import Personne
from conventions.models import Convention
from evaluations.models import Evaluation
from socle import horloge
from socle.models import (
    Consultation,
    Courriel,
    Deport,
    Derogation,
    DocumentProduit,
    Dossier,
    Evenement,
    Fichier,
    Message,
    filtrer_dossiers,
)
from tests import parcours

pytestmark = pytest.mark.django_db

POINTENT = {
    modele
    for modele in apps.get_models()
    for champ in modele._meta.get_fields()
    if champ.concrete and champ.is_relation and champ.related_model is Dossier
}
FILTRES = {modele for modele in POINTENT if hasattr(modele._default_manager.all(), "visibles_par")}
LISTES = {modele for modele in POINTENT if modele in admin.site._registry}
# No page lists these: they are reached from an object that visibles_par has let through, or are read by nobody but the rules.
PAR_UN_AUTRE = {
    Consultation: "written, shown by no page",
    Deport: "read by filtrer_dossiers alone",
    Derogation: "shown by no page",
    DocumentProduit: "downloaded from its agreement or its report",
    Fichier: "downloaded from its request or its agreement",
    Message: "the thread on the page of its request",
    apps.get_model("questionnaires", "Reponses"): "read from its request",
    apps.get_model("accompagnements", "Seance"): "on the page of its accompagnement",
}


def _par_visibles_par(modele: type[models.Model], pilote: Personne) -> models.QuerySet:
    return modele._default_manager.visibles_par(parcours.acteur(pilote))


def _dans_l_admin(modele: type[models.Model], pilote: Personne) -> models.QuerySet:
    return admin.site._registry[modele].get_queryset(SimpleNamespace(user=pilote, acteur=parcours.acteur(pilote)))


def _mettre_dans_la_selection(dossier: Dossier, pilote: Personne) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(cercle=Dossier.Cercle.SELECTION)


def _se_deporter(dossier: Dossier, pilote: Personne) -> None:
    Deport.objects.create(dossier=dossier, personne=pilote, declare_le=horloge.maintenant())


def test_tout_ce_qui_pointe_vers_un_dossier_est_filtre_ou_atteint_par_un_autre():
    assert {modele._meta.label for modele in POINTENT - FILTRES - LISTES} == {modele._meta.label for modele in PAR_UN_AUTRE}


@pytest.mark.parametrize("cacher", [_mettre_dans_la_selection, _se_deporter])
def test_un_dossier_cache_n_est_nulle_part(cacher: Callable[[Dossier, Personne], None]):
    evaluation, pilote = parcours.evaluation(), parcours.pilote()
    dossier = evaluation.dossier
    parcours.temoin(evaluation.accompagnement)
    demande = {"demande_le": horloge.maintenant(), "echeance": horloge.aujourdhui()}
    Avis.objects.create(candidature=dossier.candidature, dossier=dossier, personne=parcours.membre_du_comite(), **demande)
    ailleurs = parcours.candidature("deposee", rang=1).dossier
    lectures = {(modele._meta.label, "visibles_par"): _par_visibles_par(modele, pilote) for modele in FILTRES}
    lectures |= {(modele._meta.label, "admin"): _dans_l_admin(modele, pilote) for modele in LISTES}
    assert {lu for lu, lignes in lectures.items() if not lignes.filter(dossier=dossier).exists()} == set()
    cacher(dossier, pilote)
    assert {lu for lu, lignes in lectures.items() if lignes.all().filter(dossier=dossier).exists()} == set()
    for modele in (Candidature, Evenement, Courriel):
        assert filtrer_dossiers(modele.objects.filter(dossier=ailleurs), pilote.pk).exists()


@pytest.mark.parametrize("cacher", [_mettre_dans_la_selection, _se_deporter])
def test_aucun_geste_n_y_est_ouvert(cacher: Callable[[Dossier, Personne], None]):
    evaluation, pilote = parcours.evaluation("six_mois"), parcours.pilote()
    cacher(evaluation.dossier, pilote)
    acteur, paire = parcours.acteur(pilote), evaluation.accompagnement
    objets = [paire.candidature, paire.proposition, paire, Convention.objects.get(accompagnement=paire), evaluation]
    for objet in objets:
        frais = type(objet).objects.get(pk=objet.pk)
        permises = [t.name for t in frais._meta.get_field("etat").get_all_transitions(type(frais)) if t.has_perm(frais, acteur)]
        assert permises == [], type(frais)


def test_une_ligne_sans_dossier_reste_visible():
    courriel = Courriel.objects.create(gabarit="comptes/acces", version="0", cree_le=horloge.maintenant())
    assert filtrer_dossiers(Courriel.objects.all(), parcours.pilote().pk).get() == courriel


def test_le_chemin_vers_le_dossier_peut_passer_par_une_autre_ligne():
    evaluation, pilote = parcours.evaluation(), parcours.pilote()
    par_la_paire = filtrer_dossiers(Evaluation.objects.all(), pilote.pk, chemin="accompagnement__dossier")
    assert evaluation in par_la_paire
    _se_deporter(evaluation.dossier, pilote)
    assert evaluation not in par_la_paire.all()
    assert not Accompagnement.objects.visibles_par(parcours.acteur(pilote)).exists()
