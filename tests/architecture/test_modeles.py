"""Relations point down, states move through one door, dates come from the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django_fsm import FSMFieldMixin

from socle.models import ModeleAEtats
from tests.architecture.sources import arbre, modules_des_applications, nom, rang

MODELES = [modele for modele in apps.get_models(include_auto_created=True) if modele._meta.app_label in settings.APPLICATIONS]
MODELES_A_ETATS = [modele for modele in MODELES if issubclass(modele, ModeleAEtats)]
# Rows whose state is only the progress of a machine: jobs and mails have no transition, no permission and no journal.
ETATS_SANS_PORTE = {"socle/travaux.py", "socle/courriels.py", "socle/models/travail.py", "socle/models/courriel.py"}
LIT_UNE_RELATION = {
    "filter", "exclude", "get", "order_by", "annotate", "aggregate", "values", "values_list", "only", "defer",
    "select_related", "prefetch_related", "Prefetch", "F", "Q", "OuterRef", "Count", "Sum", "Max", "Min", "Avg",
}  # fmt: skip


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele._meta.label)
def test_les_relations_pointent_vers_le_bas(modele):
    application = modele._meta.app_label
    fautives = [
        f"{champ.name} → {cible._meta.label}"
        for champ in modele._meta.get_fields()
        if (champ.many_to_one or champ.one_to_one or champ.many_to_many) and not champ.auto_created
        for cible in [champ.related_model]
        if rang(cible._meta.app_label) > rang(application)
        # The user model is the one exception: the journal of socle names people.
        if not (application == "socle" and cible._meta.label == settings.AUTH_USER_MODEL)
    ]
    assert fautives == []


def _relations_inverses_du_dessus(application: str) -> set[str]:
    """Return the names by which rows of higher applications are reached, but for names that a lower model uses too."""
    d_en_haut, d_en_bas = set(), set()
    for modele in MODELES:
        if rang(modele._meta.app_label) > rang(application):
            continue
        for champ in modele._meta.get_fields():
            if champ.auto_created and champ.is_relation and not champ.concrete:
                cote = d_en_haut if rang(champ.related_model._meta.app_label) > rang(application) else d_en_bas
                cote |= {champ.name, champ.get_accessor_name() or champ.name}
            else:
                d_en_bas.add(champ.name)
    return d_en_haut - d_en_bas


def _chemins_lus(module: Path) -> Iterator[tuple[int, str]]:
    """Give (line, lookup) for what a module asks of the ORM by keyword or by string, and for every attribute it reads."""
    for noeud in ast.walk(arbre(module)):
        if isinstance(noeud, ast.Attribute):
            yield noeud.lineno, noeud.attr
        if not isinstance(noeud, ast.Call):
            continue
        fonction = noeud.func.attr if isinstance(noeud.func, ast.Attribute) else getattr(noeud.func, "id", "")
        if fonction in LIT_UNE_RELATION:
            mots = [(mot.arg or "") for mot in noeud.keywords]
            textes = [argument.value for argument in noeud.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
            yield from ((noeud.lineno, chemin) for chemin in (*mots, *textes))


@pytest.mark.parametrize("application", settings.APPLICATIONS)
def test_aucune_requete_ne_remonte_vers_une_application_du_dessus(application):
    interdits = _relations_inverses_du_dessus(application)
    fautifs = [
        f"{nom(module)}:{ligne} lit {chemin}"
        for proprietaire, module in modules_des_applications()
        if proprietaire == application
        for ligne, chemin in _chemins_lus(module)
        if interdits & set(chemin.lstrip("-").split("__"))
    ]
    assert fautifs == []


def test_les_dates_ne_viennent_que_de_l_horloge():
    fautifs = [
        f"{modele._meta.label}.{champ.name}"
        for modele in MODELES
        for champ in modele._meta.get_fields()
        if getattr(champ, "auto_now", False) or getattr(champ, "auto_now_add", False)
    ]
    assert fautifs == []


def test_tout_modele_a_etats_herite_de_la_meme_base():
    a_etats = {modele for modele in MODELES for champ in modele._meta.get_fields() if isinstance(champ, FSMFieldMixin)}
    assert a_etats == set(MODELES_A_ETATS)


def _champ_etat(modele: type[models.Model]):
    return modele._meta.get_field("etat")


def _transitions(modele: type[models.Model]) -> Iterator:
    yield from _champ_etat(modele).get_all_transitions(modele)


@pytest.mark.parametrize("modele", MODELES_A_ETATS, ids=lambda modele: modele._meta.label)
def test_l_etat_est_protege(modele):
    assert _champ_etat(modele).protected


@pytest.mark.parametrize("modele", MODELES_A_ETATS, ids=lambda modele: modele._meta.label)
def test_chaque_transition_a_une_permission(modele):
    assert [transition.name for transition in _transitions(modele) if not callable(transition.permission)] == []


@pytest.mark.parametrize("modele", MODELES_A_ETATS, ids=lambda modele: modele._meta.label)
def test_chaque_transition_part_d_etats_nommes(modele):
    assert [transition.name for transition in _transitions(modele) if transition.source in {"*", "+"}] == []


@pytest.mark.parametrize("modele", MODELES_A_ETATS, ids=lambda modele: modele._meta.label)
def test_chaque_condition_explique_son_refus(modele):
    muettes = [
        f"{transition.name} : {condition.__name__}"
        for transition in _transitions(modele)
        for condition in transition.conditions
        if not getattr(condition, "phrase", "")
    ]
    assert muettes == []


def _pose_un_etat(noeud: ast.AST) -> bool:
    """Say whether a piece of code writes a state: `x.etat = …`, `setattr(x, "etat", …)`, `.update(etat=…)`."""
    if isinstance(noeud, ast.Assign | ast.AugAssign | ast.AnnAssign):
        cibles = noeud.targets if isinstance(noeud, ast.Assign) else [noeud.target]
        return any(isinstance(cible, ast.Attribute) and cible.attr == "etat" for cible in cibles)
    if not isinstance(noeud, ast.Call):
        return False
    if isinstance(noeud.func, ast.Name) and noeud.func.id == "setattr":
        return any(isinstance(argument, ast.Constant) and argument.value == "etat" for argument in noeud.args)
    appelee = noeud.func.attr if isinstance(noeud.func, ast.Attribute) else ""
    return appelee == "update" and any(mot.arg == "etat" for mot in noeud.keywords)


def test_l_etat_n_est_pose_que_par_franchir():
    fautifs = [
        f"{nom(module)}:{noeud.lineno}"
        for _, module in modules_des_applications()
        if nom(module) not in ETATS_SANS_PORTE
        for noeud in ast.walk(arbre(module))
        if _pose_un_etat(noeud)
    ]
    assert fautifs == []
