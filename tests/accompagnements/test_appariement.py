"""Who may be asked for a request, read from the database: what links people to it, what they already do, in a fixed number of queries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accompagnements import actions
from accompagnements.lectures import apparier
from accompagnements.models import Proposition
from candidatures import actions as a_candidatures
from candidatures.models import Candidature, MentorSouhaite
from comptes.actions import declarer_appartenance, donner_mandat
from comptes.models import Departement, Instance
from mentors import actions as a_mentors
from mentors.models import ProfilMentor
from programme.models import Dispositif, Edition
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import Derogation
from socle.refus import Refus
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidature() -> Candidature:
    return _lire(parcours.candidature("recevable"))


def _lire(candidature: Candidature) -> Candidature:
    """Return the request with what the page of a file has already read of it."""
    return Candidature.objects.select_related("dossier", "structure__departement", "appel__edition", "mentor_souhaite").get(
        pk=candidature.pk
    )


def _regles(candidature: Candidature, profil: ProfilMentor) -> list[str]:
    """Return the rules that stand in the way of asking somebody."""
    trouve = apparier(candidature, profil=profil)
    return [raison.regle for ecartee in trouve.ecartees for raison in ecartee.ecarte.empechements]


def _complet(profil: ProfilMentor) -> ProfilMentor:
    """Fill a card wholly."""
    jour = horloge.aujourdhui()
    a_mentors.completer(
        profil,
        {
            "statut": "salarie",
            "annees": 15,
            "types_connus": ["festival"],
            "tailles": ["tres_petite"],
            "deplacement": "region",
            "mode_paiement": "frais",
            "non_concurrence": True,
        },
        acteur=SYSTEME,
    )
    savoir = a_mentors.SavoirDit(parcours.competence().pk, 4, "Douze éditions à l’équilibre.")
    a_mentors.changer_savoirs(profil, [savoir], acteur=SYSTEME)
    return a_mentors.changer_periodes(profil, [a_mentors.Periode(jour, jour + timedelta(days=60))], acteur=SYSTEME)


@pytest.mark.parametrize("nombre", [1, 3])
def test_les_suggestions_coutent_autant_pour_une_personne_que_pour_trois(candidature, nombre, django_assert_num_queries):
    for rang in range(nombre):
        _complet(parcours.mentor(email=f"mentor{rang}@exemple.test", rang=1 + rang))
    with django_assert_num_queries(3):
        assert len(apparier(candidature).suggestions) == nombre


def test_une_fiche_complete_et_proche_fait_cent_points(candidature):
    profil = _complet(parcours.mentor())
    [suggestion] = apparier(candidature).suggestions
    assert (suggestion.profil, suggestion.score) == (profil, 100)
    assert [raison["points"] for raison in suggestion.raisons] == [40, 20, 15, 15, 10]


def test_les_poids_sont_ceux_de_l_edition(candidature):
    _complet(parcours.mentor())
    poids = {"competences": 20, "secteur": 20, "distance": 20, "disponibilite": 20, "equite": 20}
    Edition.objects.filter(pk=candidature.appel.edition_id).update(**{f"poids_{nom}": valeur for nom, valeur in poids.items()})
    [suggestion] = apparier(_lire(candidature)).suggestions
    assert [raison["maximum"] for raison in suggestion.raisons] == [20, 20, 20, 20, 20]


def test_une_fiche_a_moitie_vide_passe_apres_une_fiche_pleine(candidature):
    a_moitie, pleine = parcours.mentor(), _complet(parcours.mentor(email="pleine@exemple.test", rang=4))
    assert [suggestion.profil for suggestion in apparier(candidature).suggestions] == [pleine, a_moitie]


def test_une_personne_de_la_structure_ou_de_la_demande_est_ecartee(candidature):
    assert _regles(candidature, parcours.mentor(rang=0)) == ["meme_structure"]
    assert _regles(candidature, parcours.mentor(email="nadia0@exemple.test")) == ["partie"]
    assert _regles(candidature, parcours.mentor(email="porteuse0@exemple.test")) == ["meme_structure", "partie"]
    collegue = parcours.mentor(email="collegue@exemple.test")
    assert _regles(candidature, collegue) == []
    declarer_appartenance(collegue.personne, candidature.structure)
    assert _regles(candidature, collegue) == ["meme_structure"]


def test_un_conflit_declare_ecarte(candidature):
    profil = a_mentors.completer(parcours.mentor(), {"conflits": [candidature.structure]}, acteur=SYSTEME)
    assert _regles(candidature, profil) == ["conflit"]


def test_une_fiche_en_pause_ou_pas_encore_validee_est_ecartee_et_une_archivee_ne_parait_pas(candidature):
    assert _regles(candidature, parcours.mentor("en_pause")) == ["fiche"]
    assert _regles(candidature, parcours.mentor("contacte", email="deux@exemple.test")) == ["fiche"]
    parcours.mentor("archive", email="trois@exemple.test")
    trouve = apparier(candidature)
    assert (trouve.suggestions, len(trouve.ecartees)) == ([], 2)


def test_une_structure_qui_a_tout_recu_n_a_personne_a_solliciter(candidature):
    profil, equipe = _complet(parcours.mentor()), parcours.acteur(parcours.pilote())
    assert _regles(candidature, profil) == []
    autre = parcours.candidature("diagnostiquee", porteur=parcours.personne("autre@exemple.test"), rang=0)
    a_candidatures.accepter(autre, dispositif=autre.dispositif, demi_journees=4, acteur=equipe)
    assert (_regles(candidature, profil), apparier(candidature).quota_epuise) == (["quota"], True)
    with pytest.raises(Refus, match="n’a plus de demi-journée"):
        actions.proposer(candidature, profil, acteur=equipe)
    # What was granted keeps its search; the interview may recommend the dispositif that has room.
    assert _regles(_lire(autre), profil) == []
    mentorat = Dispositif.objects.get(edition=candidature.appel.edition, code=Dispositif.Code.MENTORAT)
    entretien = replace(parcours.entretien(candidature), dispositif=mentorat)
    assert _regles(_lire(a_candidatures.diagnostiquer(candidature, entretien, acteur=equipe)), profil) == []


def test_qui_a_decline_n_est_plus_propose(candidature):
    proposition = parcours.proposition("declinee", candidature_=candidature)
    assert _regles(candidature, proposition.profil) == ["refus"]
    with pytest.raises(Refus, match="A déjà décliné cette demande"):
        actions.proposer(candidature, proposition.profil, acteur=parcours.acteur(parcours.pilote()))


def test_ce_qui_est_deja_engage_compte():
    paire = parcours.accompagnement("prepare")
    suivante = _lire(parcours.candidature("recevable", rang=1))
    profil = paire.mentor
    a_mentors.completer(profil, {"demi_journees_par_an": 2}, acteur=SYSTEME)
    assert _regles(suivante, profil) == ["demi_journees"]
    a_mentors.completer(profil, {"demi_journees_par_an": 8, "accompagnements_max": 1}, acteur=SYSTEME)
    assert _regles(suivante, profil) == ["plafond"]
    a_mentors.completer(profil, {"accompagnements_max": None}, acteur=SYSTEME)
    [suggestion] = apparier(suivante).suggestions
    assert "Offre encore 6 demi-journées" in suggestion.retenu.parts[3].raison
    assert suggestion.retenu.parts[4].raison == "1 accompagnement depuis un an."


# ---------- what the team may set aside ----------


def test_on_deroge_avec_un_motif_qui_reste_au_dossier(candidature):
    profil, equipe = parcours.mentor(), parcours.acteur(parcours.pilote())
    donner_mandat(profil.personne, Instance.COMITE_TECHNIQUE, du=horloge.aujourdhui(), acteur=SYSTEME)
    with pytest.raises(Refus, match=r"Siège au comité technique\. Écrivez pourquoi vous dérogez"):
        actions.proposer(candidature, profil, acteur=equipe)
    assert not Proposition.objects.exists()
    actions.proposer(candidature, profil, derogation="Seule à connaître ce sujet.", acteur=equipe)
    assert Derogation.objects.values_list("regle", "motif", "par").get() == (
        "appariement.comite_technique",
        "Seule à connaître ce sujet.",
        equipe.personne.pk,
    )


def test_un_empechement_ferme_ne_se_leve_pas(candidature):
    profil = parcours.mentor(rang=0)
    with pytest.raises(Refus, match="Sollicitez quelqu’un d’autre"):
        actions.proposer(candidature, profil, derogation="Parce que.", acteur=parcours.acteur(parcours.pilote()))
    assert not Derogation.objects.exists()


def test_hors_d_occitanie_et_vendre_le_sujet_demandent_une_derogation(candidature):
    profil = parcours.mentor()
    gironde = Departement.objects.create(code="33", nom="Gironde", en_occitanie=False)
    type(profil.structure).objects.filter(pk=profil.structure_id).update(departement=gironde)
    vendu = a_mentors.SavoirDit(parcours.competence().pk, 4, est_vendu=True)
    a_mentors.changer_savoirs(profil, [vendu], acteur=SYSTEME)
    assert _regles(candidature, profil) == ["vente", "hors_occitanie"]


def test_le_score_et_ses_raisons_sont_figes_a_l_envoi(candidature):
    profil = _complet(parcours.mentor())
    proposition = actions.proposer(candidature, profil, acteur=parcours.acteur(parcours.pilote()))
    a_mentors.changer_savoirs(profil, [], acteur=SYSTEME)
    proposition.refresh_from_db()
    assert proposition.score == sum(raison["points"] for raison in proposition.raisons) == 100
    assert proposition.raisons[0]["raison"].startswith("Couvre 1 compétence sur 1")


@pytest.mark.parametrize("voulue", [{"courriel": "MENTOR@exemple.test"}, {"nom": "mathieu SARDA"}])
def test_la_personne_que_la_demande_nomme_vient_d_abord(candidature, voulue):
    nommee = parcours.mentor()
    _complet(parcours.mentor(email="pleine@exemple.test", rang=4))
    autre = ProfilMentor.objects.exclude(pk=nommee.pk).get().personne
    autre.prenom = "Aurélie"
    autre.save()
    champs = {"nom": "Quelqu’un", "structure": "Les Quais", "raison": "Elle sait.", "deja_contactee": False, "lien_existant": False}
    MentorSouhaite.objects.create(candidature=candidature, **champs | voulue)
    premiere, seconde = apparier(_lire(candidature)).suggestions
    assert (premiere.profil, premiere.est_souhaitee, seconde.est_souhaitee) == (nommee, True, False)


def test_le_lieu_souhaite_dit_si_la_distance_compte(candidature):
    parcours.mentor()
    Candidature.objects.filter(pk=candidature.pk).update(lieu_souhaite="a_distance")
    structure = candidature.structure
    structure.departement = Departement.objects.create(code="65", nom="Hautes-Pyrénées", en_occitanie=True)
    structure.save()
    [suggestion] = apparier(_lire(candidature)).suggestions
    assert suggestion.retenu.parts[2].raison == "À distance : les deux côtés l’acceptent."
