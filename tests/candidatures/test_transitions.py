"""Every state of a request × every action: what passes, where it leads, and that nothing else changes anything."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from candidatures import actions
from candidatures.models import DECIDEES, SORTIES, VIVANTES, Candidature, Decision, Positionnement
from candidatures.models.etats import A_DECIDER
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


def _complement(candidature: Candidature) -> dict:
    """What is asked again."""
    jour = horloge_du_socle.aujourdhui() + timedelta(days=7)
    questions = list(candidature.reponses.version.questions.filter(code="contexte"))
    return {"questions": questions, "message": "Précisez votre contexte.", "echeance": jour}


Geste = Callable[[Candidature, Acteur], Candidature]
GESTES: dict[str, Geste] = {
    "deposer": lambda c, a: actions.deposer(c, parcours.demande(), acteur=a),
    "declarer_recevable": lambda c, a: actions.declarer_recevable(c, acteur=a),
    "declarer_irrecevable": lambda c, a: actions.declarer_irrecevable(c, motif="Hors du territoire.", acteur=a),
    "demander_complement": lambda c, a: actions.demander_complement(c, **_complement(c), acteur=a).candidature,
    "annuler_complement": lambda c, a: actions.annuler_complement(c, acteur=a),
    "recevoir_complement": lambda c, a: actions.recevoir_complement(c, parcours.demande(), acteur=a),
    "diagnostiquer": lambda c, a: actions.diagnostiquer(c, _entretien(c), acteur=a),
    "accepter": lambda c, a: actions.accepter(c, dispositif=c.dispositif or _entretien(c).dispositif, demi_journees=1, acteur=a),
    "mettre_en_attente": lambda c, a: actions.mettre_en_attente(c, acteur=a),
    "ajourner": lambda c, a: actions.ajourner(
        c, motif="Après l’été.", jusqu_au=horloge_du_socle.aujourdhui() + timedelta(days=90), acteur=a
    ),
    "reorienter": lambda c, a: actions.reorienter(c, orientation="dla", motif="Le modèle économique d’abord.", acteur=a),
    "refuser": lambda c, a: actions.refuser(c, motif="Autre dispositif.", acteur=a),
    "classer_sans_suite": lambda c, a: actions.classer_sans_suite(c, motif="Personne de disponible.", acteur=a),
    "reprendre_decision": lambda c, a: actions.reprendre_decision(c, acteur=a),
    "retirer": lambda c, a: actions.retirer(c, acteur=a),
    "clore": lambda c, a: franchir(c, "clore", acteur=a),
}
ARRIVEES = {
    "deposer": {Etat.BROUILLON: Etat.DEPOSEE},
    "declarer_recevable": {Etat.DEPOSEE: Etat.RECEVABLE},
    "declarer_irrecevable": {Etat.DEPOSEE: Etat.IRRECEVABLE},
    "demander_complement": dict.fromkeys([Etat.DEPOSEE, Etat.RECEVABLE], Etat.COMPLEMENT_DEMANDE),
    "annuler_complement": {Etat.COMPLEMENT_DEMANDE: Etat.DEPOSEE},
    "recevoir_complement": {Etat.COMPLEMENT_DEMANDE: Etat.DEPOSEE},
    "diagnostiquer": {Etat.RECEVABLE: Etat.DIAGNOSTIQUEE},
    "accepter": dict.fromkeys(A_DECIDER, Etat.ACCEPTEE),
    "mettre_en_attente": {Etat.DIAGNOSTIQUEE: Etat.EN_LISTE_ATTENTE},
    "ajourner": {Etat.DIAGNOSTIQUEE: Etat.AJOURNEE},
    "refuser": dict.fromkeys(A_DECIDER, Etat.REFUSEE),
    "reorienter": dict.fromkeys([Etat.DEPOSEE, Etat.RECEVABLE, *A_DECIDER], Etat.REORIENTEE),
    "classer_sans_suite": dict.fromkeys([Etat.RECEVABLE, *A_DECIDER, Etat.ACCEPTEE], Etat.SANS_SUITE),
    # Only from a decision that is held: see the second table.
    "reprendre_decision": {},
    "retirer": dict.fromkeys(VIVANTES, Etat.RETIREE),
    "clore": {Etat.ACCEPTEE: Etat.CLOSE},
}
# What stands from this state, and is refused with its sentence as its decision is announced.
EMPECHES = {
    "reprendre_decision": dict.fromkeys(DECIDEES, "déjà annoncée"),
    "retirer": dict.fromkeys(SORTIES, "arrivée à son terme"),
}
# A second click of the same person is answered as the first one.
SANS_EFFET = {"deposer": set(Etat) - {Etat.BROUILLON}, "retirer": {Etat.RETIREE}}
DU_PORTEUR = {"deposer", "retirer", "recevoir_complement"}


def acteur_de(geste: str, candidature: Candidature) -> Acteur:
    if geste == "clore":
        return SYSTEME
    return parcours.acteur(candidature.porteur if geste in DU_PORTEUR else parcours.pilote())


def test_la_table_nomme_toutes_les_transitions():
    assert set(GESTES) == {transition.name for transition in Candidature._meta.get_field("etat").get_all_transitions(Candidature)}


def _essais(candidature: Candidature, gestes: Iterable[str]) -> Iterator[tuple[str, Candidature, Acteur]]:
    """Give each gesture with the request as it was at first, and undo what it did: a state is costly to reach."""
    for geste in gestes:
        with transaction.atomic():
            fraiche = Candidature.objects.get(pk=candidature.pk)
            yield geste, fraiche, acteur_de(geste, fraiche)
            transaction.set_rollback(True)


@pytest.mark.parametrize("etat", Etat.values)
def test_chaque_geste_depuis_chaque_etat(etat):
    for geste, candidature, acteur in _essais(en(etat), GESTES):
        _verifier(geste, etat, candidature, acteur)


def _verifier(geste: str, etat: str, candidature: Candidature, acteur: Acteur) -> None:
    avant = Evenement.objects.count()
    if arrivee := ARRIVEES[geste].get(etat):
        assert GESTES[geste](candidature, acteur).etat == arrivee
        ecrits = Evenement.objects.order_by("pk")[avant:]
        assert [(e.code, e.de, e.vers, e.acteur) for e in ecrits if e.vers] == [(geste, etat, arrivee, acteur.code)]
        return
    if etat in SANS_EFFET.get(geste, ()):
        assert GESTES[geste](candidature, acteur).etat == etat
    elif phrase := EMPECHES.get(geste, {}).get(etat):
        with pytest.raises(Refus, match=phrase):
            GESTES[geste](candidature, acteur)
    else:
        with pytest.raises(RefusEtat, match="C’était déjà fait" if _vient_d_etre_fait(geste, etat) else "Cette action n’est plus possible"):
            GESTES[geste](candidature, acteur)
    assert Candidature.objects.get(pk=candidature.pk).etat == etat, geste
    assert Evenement.objects.count() == avant, geste


def _vient_d_etre_fait(geste: str, etat: str) -> bool:
    """This gesture is what brought the request there."""
    return etat in ARRIVEES[geste].values() and etat not in DECIDEES and geste not in {"annuler_complement", "recevoir_complement"}


RETENUES = {
    Etat.IRRECEVABLE: Etat.DEPOSEE,
    Etat.REORIENTEE: Etat.RECEVABLE,
    Etat.SANS_SUITE: Etat.RECEVABLE,
    **dict.fromkeys([Etat.ACCEPTEE, Etat.REFUSEE, Etat.EN_LISTE_ATTENTE, Etat.AJOURNEE], Etat.DIAGNOSTIQUEE),
}


def test_la_table_des_decisions_retenues_les_nomme_toutes():
    assert set(RETENUES) == set(DECIDEES)


@pytest.mark.parametrize("etat", RETENUES)
def test_chaque_geste_depuis_chaque_decision_retenue(etat):
    """The team takes it back or lets it go, the applicant may still give up; nothing else."""
    retenue = parcours.candidature(etat, annoncee=False)
    assert (retenue.etat, retenue.etat_visible) == (etat, RETENUES[etat])
    for geste, candidature, acteur in _essais(retenue, [geste for geste in GESTES if geste not in {"deposer", "clore"}]):
        if geste in {"reprendre_decision", "retirer"}:
            arrivee = GESTES[geste](candidature, acteur)
            assert arrivee.etat == (RETENUES[etat] if geste == "reprendre_decision" else Etat.RETIREE)
            assert arrivee.etat_visible == arrivee.etat
            assert not candidature.decisions.a_annoncer().exists()
            assert candidature.decisions.get().courriel.etat == "annule"
        else:
            with pytest.raises(Refus):
                GESTES[geste](candidature, acteur)
            assert Candidature.objects.get(pk=candidature.pk).etat == etat, geste


def _depart(geste: str) -> Candidature:
    """Return a request from which the gesture starts."""
    return parcours.candidature("refusee", annoncee=False) if geste == "reprendre_decision" else en(next(iter(ARRIVEES[geste])))


@pytest.mark.parametrize("geste", GESTES)
def test_un_geste_refuse_a_qui_n_en_a_pas_le_droit(geste):
    candidature = _depart(geste)
    depart = candidature.etat
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
    dessines = boutons(candidature, parcours.acteur(parcours.pilote()))
    assert {bouton.nom for bouton in dessines if not bouton.empechement or bouton.nom == "diagnostiquer"} == ouverts


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
    ("geste", "gabarit", "etat"),
    [
        ("deposer", "accuse_depot", "a_envoyer"),
        ("declarer_recevable", "recevable", "a_envoyer"),
        ("declarer_irrecevable", "irrecevable", "retenu"),
        ("demander_complement", "complement", "a_envoyer"),
        ("annuler_complement", "complement_annule", "a_envoyer"),
        ("diagnostiquer", None, None),
        ("accepter", "acceptee", "retenu"),
        ("mettre_en_attente", "en_liste_attente", "retenu"),
        ("ajourner", "ajournee", "retenu"),
        ("refuser", "refusee", "retenu"),
        ("reorienter", "reorientee", "retenu"),
        ("classer_sans_suite", "sans_suite", "retenu"),
        ("retirer", None, None),
    ],
)
def test_chaque_decision_ecrit_son_courriel_a_la_personne_qui_porte_la_candidature(geste, gabarit, etat):
    candidature = _depart(geste)
    avant = list(Courriel.objects.values_list("pk", flat=True))
    GESTES[geste](candidature, acteur_de(geste, candidature))
    attendus = [(f"candidatures/{gabarit}", candidature.porteur_id, etat)] if gabarit else []
    assert list(Courriel.objects.exclude(pk__in=avant).values_list("gabarit", "personne_id", "etat")) == attendus
