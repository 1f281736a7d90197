"""Every state × every transition of a version of the template, who may take each, and what never changes again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from comptes.acteurs import ANONYME
from conventions import actions, clauses
from conventions.models import Clause, VersionModele
from programme.models import Validation
from socle import horloge
from socle.acteurs import SYSTEME
from socle.refus import Refus, RefusDroit
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer, transitions

pytestmark = pytest.mark.django_db
V = VersionModele.Etat
ARTICLE = clauses.Ecrite("article", "Objet", "Un {nature}, sur la base du volontariat, sur ce sujet : {sujet}.", "toujours")


def initiale() -> VersionModele:
    return actions.charger_modele([ARTICLE], nom="Convention tripartite", acteur=SYSTEME)


def en(etat: str) -> VersionModele:
    """Return a version of the template in this state."""
    version = initiale()
    if etat == V.VALIDE:
        return version
    version = actions.dupliquer(version, acteur=parcours.acteur(parcours.pilote()))
    if etat == V.BROUILLON:
        return version
    version = actions.soumettre(version, acteur=parcours.acteur(parcours.pilote()))
    if etat == V.SOUMIS:
        return version
    return actions.renvoyer(version, remarques="L’article 1 est trop long.", acteur=parcours.acteur(parcours.membre_du_comite()))


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (V.BROUILLON, {"soumettre": V.SOUMIS}),
        (V.SOUMIS, {"valider": V.VALIDE, "renvoyer": V.A_REPRENDRE}),
        (V.VALIDE, {}),
        (V.A_REPRENDRE, {"soumettre": V.SOUMIS}),
    ],
)
def test_chaque_etat_d_une_version_du_modele(etat, issues):
    version = en(etat)
    assert version.etat == etat
    acteurs = dict.fromkeys(transitions(VersionModele), parcours.acteur(parcours.membre_du_comite()))
    acteurs["soumettre"] = parcours.acteur(parcours.pilote())
    donnees = {"soumettre": {"le": horloge.maintenant()}, "valider": {"le": horloge.maintenant(), "empreinte": "0" * 64}}
    assert tout_essayer(version, acteurs, donnees) == issues


def test_seule_l_equipe_soumet_et_le_comite_valide():
    brouillon = en(V.BROUILLON)
    etrangers = [ANONYME, *(parcours.acteur(p) for p in (parcours.personne(), parcours.administrateur()))]
    maintenant = horloge.maintenant()
    for acteur in (*etrangers, parcours.acteur(parcours.membre_du_comite())):
        assert essayer(brouillon, "soumettre", acteur, le=maintenant) == "droit"
    soumise = actions.soumettre(brouillon, acteur=parcours.acteur(parcours.pilote()))
    for acteur in etrangers:
        assert essayer(soumise, "valider", acteur, le=maintenant, empreinte="0") == "droit"
        assert essayer(soumise, "renvoyer", acteur) == "droit"
    with pytest.raises(RefusDroit):
        actions.dupliquer(initiale(), acteur=parcours.acteur(parcours.membre_du_comite()))


def test_l_equipe_note_la_decision_du_comite_avec_sa_reference():
    version, equipe = en(V.SOUMIS), parcours.acteur(parcours.pilote())
    jour = horloge.aujourdhui()
    with pytest.raises(Refus, match="la date et la référence"):
        actions.valider(version, acteur=equipe)
    with pytest.raises(Refus, match="à venir"):
        actions.valider(version, acteur=equipe, reference="Réunion 3", decidee_le=jour + timedelta(days=1))
    assert VersionModele.objects.get(pk=version.pk).etat == V.SOUMIS
    version = actions.valider(version, acteur=equipe, reference="Réunion 3", decidee_le=jour)
    assert VersionModele.objects.en_vigueur() == version
    trace = Validation.objects.latest("pk")
    assert (trace.objet_code, trace.version, trace.empreinte) == (f"conventions.versionmodele:{version.pk}", 2, version.empreinte)
    assert (trace.est_favorable, trace.par, trace.reference, trace.decidee_le) == (True, equipe.personne, "Réunion 3", jour)


def test_une_version_ne_se_valide_pas_avec_une_faute_et_la_clause_est_nommee():
    version = en(V.BROUILLON)
    clause = version.clauses.get()
    clause.texte = "Un {cadeau} pour vous."
    clause.save()
    with pytest.raises(Refus, match=r"Clause 1 \(« Objet »\) : la variable « \{cadeau\} » n’existe pas\."):
        actions.soumettre(version, acteur=parcours.acteur(parcours.pilote()))


def test_le_comite_dit_ce_qui_est_a_reprendre():
    with pytest.raises(Refus, match="Dites ce qui est à reprendre"):
        actions.renvoyer(en(V.SOUMIS), remarques=" ", acteur=parcours.acteur(parcours.membre_du_comite()))


@pytest.mark.parametrize("etat", [V.SOUMIS, V.VALIDE])
def test_les_clauses_d_une_version_lue_ou_validee_ne_changent_jamais(etat):
    version = en(etat)
    clause = version.clauses.get()
    avant = clauses.empreinte(version.ecrites())
    clause.texte = "Autre chose."
    for geste in (clause.save, clause.delete, version.clauses.all().delete, lambda: version.clauses.update(texte="Autre chose.")):
        with pytest.raises(TypeError):
            geste()
    with pytest.raises(TypeError):
        Clause.objects.create(version=version, rang=99, texte="En plus.")
    with pytest.raises(TypeError):
        Clause.objects.bulk_create([Clause(version=version, rang=99, texte="En plus.")])
    assert clauses.empreinte(version.ecrites()) == avant


def test_on_n_ecrit_qu_une_version_a_la_fois():
    version, equipe = en(V.BROUILLON), parcours.acteur(parcours.pilote())
    with pytest.raises(Refus, match="La version 2 n’est pas encore validée"):
        actions.dupliquer(initiale(), acteur=equipe)
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionModele.objects.create(modele=version.modele, numero=3)


def test_ce_que_le_comite_a_dit_ne_change_pas():
    initiale()
    trace = Validation.objects.get()
    for geste in (trace.save, trace.delete, Validation.objects.all().delete, lambda: Validation.objects.update(remarques="…")):
        with pytest.raises(TypeError):
            geste()


def test_le_modele_initial_se_charge_une_fois():
    assert initiale() == initiale()
    assert VersionModele.objects.get().clauses.count() == 1
