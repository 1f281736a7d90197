"""Every state of a request × every action: what passes, where it leads, and that nothing else changes anything."""

from collections.abc import Callable

import pytest

from candidatures import actions
from candidatures.models import Candidature, Decision, Positionnement
from comptes.acteurs import ANONYME
from programme.models import Quota
from socle import horloge as horloge_du_socle
from socle.acteurs import SYSTEME, Acteur
from socle.models import Courriel, Deport, Evenement
from socle.refus import Refus, RefusDroit, RefusEtat
from socle.workflow import boutons, franchir
from tests import parcours

pytestmark = pytest.mark.django_db
Etat = Candidature.Etat


def en(etat: str) -> Candidature:
    """Return a request in this state; the end is reached by the platform itself."""
    if etat == Etat.CLOSE:
        return franchir(parcours.candidature("acceptee"), "clore", acteur=SYSTEME)
    return parcours.candidature(etat)


def _entretien(candidature: Candidature) -> actions.Entretien:
    if candidature.etat == Etat.BROUILLON:
        dispositif = candidature.appel.edition.dispositifs.first()
        return actions.Entretien(synthese="…", dispositif=dispositif, demi_journees=1, niveaux={}, objectifs=[])
    return parcours.entretien(candidature)


Geste = Callable[[Candidature, Acteur], Candidature]
GESTES: dict[str, Geste] = {
    "deposer": lambda c, a: actions.deposer(c, parcours.demande(), acteur=a),
    "declarer_recevable": lambda c, a: actions.declarer_recevable(c, acteur=a),
    "declarer_irrecevable": lambda c, a: actions.declarer_irrecevable(c, motif="Hors du territoire.", acteur=a),
    "diagnostiquer": lambda c, a: actions.diagnostiquer(c, _entretien(c), acteur=a),
    "accepter": lambda c, a: actions.accepter(c, dispositif=c.dispositif or _entretien(c).dispositif, demi_journees=1, acteur=a),
    "refuser": lambda c, a: actions.refuser(c, motif="Autre dispositif.", acteur=a),
    "classer_sans_suite": lambda c, a: actions.classer_sans_suite(c, motif="Personne de disponible.", acteur=a),
    "retirer": lambda c, a: actions.retirer(c, acteur=a),
    "clore": lambda c, a: franchir(c, "clore", acteur=a),
}
ARRIVEES = {
    "deposer": {Etat.BROUILLON: Etat.DEPOSEE},
    "declarer_recevable": {Etat.DEPOSEE: Etat.RECEVABLE},
    "declarer_irrecevable": {Etat.DEPOSEE: Etat.IRRECEVABLE},
    "diagnostiquer": {Etat.RECEVABLE: Etat.DIAGNOSTIQUEE},
    "accepter": {Etat.DIAGNOSTIQUEE: Etat.ACCEPTEE},
    "refuser": {Etat.DIAGNOSTIQUEE: Etat.REFUSEE},
    "classer_sans_suite": dict.fromkeys([Etat.RECEVABLE, Etat.DIAGNOSTIQUEE, Etat.ACCEPTEE], Etat.SANS_SUITE),
    "retirer": dict.fromkeys([Etat.DEPOSEE, Etat.RECEVABLE, Etat.DIAGNOSTIQUEE, Etat.ACCEPTEE], Etat.RETIREE),
    "clore": {Etat.ACCEPTEE: Etat.CLOSE},
}
# A second click of the same person is answered as the first one.
SANS_EFFET = {"deposer": set(Etat) - {Etat.BROUILLON}, "retirer": {Etat.RETIREE}}
DU_PORTEUR = {"deposer", "retirer"}


def acteur_de(geste: str, candidature: Candidature) -> Acteur:
    if geste == "clore":
        return SYSTEME
    return parcours.acteur(candidature.porteur if geste in DU_PORTEUR else parcours.pilote())


def test_la_table_nomme_toutes_les_transitions():
    assert set(GESTES) == {transition.name for transition in Candidature._meta.get_field("etat").get_all_transitions(Candidature)}


@pytest.mark.parametrize("geste", GESTES)
@pytest.mark.parametrize("etat", Etat.values)
def test_chaque_geste_depuis_chaque_etat(geste, etat):
    candidature = en(etat)
    acteur = acteur_de(geste, candidature)
    avant = Evenement.objects.count()
    if arrivee := ARRIVEES[geste].get(etat):
        assert GESTES[geste](candidature, acteur).etat == arrivee
        ecrits = Evenement.objects.order_by("pk")[avant:]
        assert [(e.code, e.de, e.vers, e.acteur) for e in ecrits] == [(geste, etat, arrivee, acteur.code)]
        return
    if etat in SANS_EFFET.get(geste, ()):
        assert GESTES[geste](candidature, acteur).etat == etat
    else:
        faite = etat in ARRIVEES[geste].values()
        with pytest.raises(RefusEtat, match="C’était déjà fait" if faite else "Cette action n’est plus possible"):
            GESTES[geste](candidature, acteur)
    assert Candidature.objects.get(pk=candidature.pk).etat == etat
    assert Evenement.objects.count() == avant


@pytest.mark.parametrize("geste", GESTES)
def test_un_geste_refuse_a_qui_n_en_a_pas_le_droit(geste):
    depart = next(iter(ARRIVEES[geste]))
    candidature = en(depart)
    deporte = parcours.acteur(parcours.pilote())
    Deport.objects.create(dossier=candidature.dossier, personne=deporte.personne, declare_le=horloge_du_socle.maintenant())
    refuses = [parcours.acteur(parcours.personne()), parcours.acteur(parcours.membre_du_comite()), ANONYME, deporte]
    for acteur in refuses:
        with pytest.raises(RefusDroit):
            GESTES[geste](candidature, acteur)
    assert Candidature.objects.get(pk=candidature.pk).etat == depart


@pytest.mark.parametrize("etat", Etat.values)
def test_les_boutons_de_l_equipe_sont_les_gestes_ouverts(etat):
    candidature = en(etat)
    ouverts = {geste for geste, arrivees in ARRIVEES.items() if etat in arrivees and geste not in {*DU_PORTEUR, "clore"}}
    assert {bouton.nom for bouton in boutons(candidature, parcours.acteur(parcours.pilote()))} == ouverts


def test_sans_diagnostic_la_candidature_ne_se_dit_pas_diagnostiquee():
    candidature = en(Etat.RECEVABLE)
    with pytest.raises(Refus, match="Le diagnostic n’est pas encore rempli"):
        franchir(candidature, "diagnostiquer", acteur=parcours.acteur(parcours.pilote()))


def test_le_diagnostic_ecrit_t0_et_les_objectifs_reformules():
    candidature = en(Etat.RECEVABLE)
    entretien = parcours.entretien(candidature, niveau=2)
    reformule = actions.Entretien(**{**vars(entretien), "objectifs": ["Objectif reformulé", "Suivre la trésorerie"]})
    candidature = actions.diagnostiquer(candidature, reformule, acteur=parcours.acteur(parcours.pilote()))
    assert [objectif.texte for objectif in candidature.objectifs.all()] == ["Objectif reformulé", "Suivre la trésorerie"]
    t0 = Positionnement.objects.get(moment="t0")
    assert (t0.niveau, t0.source, t0.participant.est_referente) == (2, "accord", True)


@pytest.mark.parametrize("geste", ["retirer", "classer_sans_suite"])
def test_ce_qui_etait_accorde_est_rendu(geste):
    candidature = en(Etat.ACCEPTEE)
    assert Quota.objects.get().pris == 2
    GESTES[geste](candidature, acteur_de(geste, candidature))
    assert Quota.objects.get().pris == 0


def test_un_accord_hors_des_bornes_du_dispositif_est_refuse():
    candidature = en(Etat.DIAGNOSTIQUEE)
    with pytest.raises(Refus, match="accorde de 1 à 4 demi-journées"):
        actions.accepter(candidature, dispositif=candidature.dispositif, demi_journees=5, acteur=parcours.acteur(parcours.pilote()))
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("geste", "gabarit"),
    [
        ("deposer", "accuse_depot"),
        ("declarer_recevable", "recevable"),
        ("declarer_irrecevable", "irrecevable"),
        ("diagnostiquer", None),
        ("accepter", "acceptee"),
        ("refuser", "refusee"),
        ("classer_sans_suite", "sans_suite"),
        ("retirer", None),
    ],
)
def test_chaque_decision_previent_la_personne_qui_porte_la_candidature(geste, gabarit):
    candidature = en(next(iter(ARRIVEES[geste])))
    Courriel.objects.all().delete()
    GESTES[geste](candidature, acteur_de(geste, candidature))
    attendus = [(f"candidatures/{gabarit}", candidature.porteur_id)] if gabarit else []
    assert list(Courriel.objects.values_list("gabarit", "personne_id")) == attendus
