"""Matching, on made-up candidates: what excludes, what ranks, and that the rules hold whatever comes in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptes.voisinage import VOISINS, sont_voisins
from mentors.appariement import Besoin, Candidat, Poids, Voulue, apparier, empechements, evaluer

BUDGET, PAIE = Voulue(1, "02.1 Budget", vise=3, actuel=1), Voulue(2, "04.1 Paie", vise=4, actuel=2)
BESOIN = Besoin((BUDGET, PAIE), 2, "festival", "festival", departement="34")
COMPLET = Candidat(1, niveaux={1: 4, 2: 4}, types=frozenset({"festival"}), departement="34", demi_journees=6, est_libre=True)

niveaux = st.dictionaries(st.integers(1, 4), st.integers(0, 4), max_size=4)
codes = st.sampled_from([*VOISINS, "33", ""])
besoins = st.builds(
    Besoin,
    st.lists(
        st.builds(Voulue, st.integers(1, 4), st.just("C"), st.integers(0, 4), st.none() | st.integers(0, 4)),
        max_size=3,
        unique_by=lambda voulue: voulue.competence,
    ).map(tuple),
    st.integers(1, 8),
    st.sampled_from(["", "festival", "label"]),
    st.just("festival"),
    st.sampled_from(["", "petite"]),
    codes,
    st.sampled_from([None, True, False]),
)
libres = st.builds(
    Candidat,
    st.integers(1, 10_000),
    niveaux=niveaux,
    types=st.frozensets(st.sampled_from(["festival", "label"])),
    tailles=st.frozensets(st.sampled_from(["petite", "grande"])),
    departement=codes,
    couvre=st.frozensets(codes, max_size=3),
    deplacement=st.sampled_from(["", "departement", "voisins", "region"]),
    a_distance=st.booleans(),
    demi_journees=st.none() | st.integers(1, 20),
    est_libre=st.booleans(),
    passes=st.integers(0, 8),
    deja_avec=st.booleans(),
    completude=st.integers(0, 100),
)
poids = st.tuples(*[st.integers(0, 25)] * 4).map(lambda quatre: Poids(100 - sum(quatre), *quatre))
BLOCS = {
    "fiche": {"empechement_fiche": "Est en pause en ce moment."},
    "meme_structure": {"est_de_la_structure": True},
    "partie": {"est_partie": True},
    "conflit": {"est_en_conflit": True},
    "refus": {"a_dit_non": "A déjà décliné cette demande."},
    "plafond": {"plafond": 2, "en_cours": 2},
    "demi_journees": {"demi_journees": 3, "engagees": 3},
    "equipe_pilote": {"est_pilote": True},
    "comite_technique": {"est_du_comite": True},
    "vente": {"vend": frozenset({1})},
    "hors_occitanie": {"en_occitanie": False},
    "quota": {},
}
DEROGEABLES = {"equipe_pilote", "comite_technique", "vente", "hors_occitanie"}


# ---------- what the score says ----------


def test_un_bon_candidat_a_toutes_ses_raisons():
    retenu = evaluer(BESOIN, COMPLET, Poids())
    assert retenu.score == 100
    assert [(part.nom, part.points, part.raison) for part in retenu.parts] == [
        ("Compétences", 40, "Couvre 2 compétences sur 2 : 02.1 Budget (niveau 4) ; 04.1 Paie (niveau 4)."),
        ("Secteur et taille", 20, "Connaît ce type de structure (festival)."),
        ("Distance", 15, "Dans le même département."),
        ("Disponibilité", 15, "Offre encore 6 demi-journées cette année, pour 2 demandées. Disponible dans les mois qui viennent."),
        ("Nouveauté et équité", 10, "N’a accompagné personne depuis un an."),
    ]
    assert retenu.avertissements == ()


@pytest.mark.parametrize(
    ("taille", "tailles", "points", "raison"),
    [
        ("", {"petite"}, 20, ""),
        ("petite", {"petite"}, 20, " A travaillé dans des structures de cette taille."),
        ("petite", set(), 12, " Ne dit pas connaître des structures de cette taille."),
    ],
)
def test_la_taille_compte_quand_la_demande_la_dit(taille, tailles, points, raison):
    secteur = evaluer(replace(BESOIN, taille=taille), replace(COMPLET, tailles=frozenset(tailles)), Poids()).parts[1]
    assert (secteur.points, secteur.raison) == (points, f"Connaît ce type de structure (festival).{raison}")


@pytest.mark.parametrize(
    ("niveau", "points"),
    [(0, 0), (2, 0), (3, 20), (4, 40)],
)
def test_le_niveau_vise_se_couvre_ou_s_approche(niveau, points):
    [competences, *_] = evaluer(replace(BESOIN, competences=(PAIE,)), replace(COMPLET, niveaux={2: niveau}), Poids()).parts
    assert competences.points == points


def test_on_ne_transmet_pas_ce_que_l_autre_sait_deja():
    deja = Voulue(1, "02.1 Budget", vise=3, actuel=4)
    [competences, *_] = evaluer(replace(BESOIN, competences=(deja,)), COMPLET, Poids()).parts
    assert (competences.points, competences.raison) == (0, "Ne couvre aucune des compétences demandées au niveau voulu.")


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({"departement": "34"}, 15),
        ({"departement": "81"}, 7),
        ({"departement": "81", "deplacement": "voisins"}, 10),
        ({"departement": "65"}, 0),
        ({"departement": "65", "deplacement": "region"}, 9),
        ({"departement": "65", "couvre": frozenset({"34"})}, 12),
        ({"departement": "65", "a_distance": True}, 6),
    ],
)
def test_la_distance_se_dit_sans_carte(change, points):
    assert evaluer(BESOIN, replace(COMPLET, **change), Poids()).parts[2].points == points


def test_a_distance_compte_si_les_deux_l_acceptent():
    loin = replace(COMPLET, departement="65", a_distance=True)
    assert [evaluer(replace(BESOIN, a_distance=accepte), loin, Poids()).parts[2].points for accepte in (True, None, False)] == [9, 6, 0]


def test_ce_qui_merite_attention_se_dit():
    avertissements = evaluer(BESOIN, replace(COMPLET, departement="48", en_cours=3, completude=50), Poids()).avertissements
    assert [phrase.split(" ")[0] for phrase in avertissements] == ["A", "Vient", "Fiche"]


def test_la_personne_nommee_par_la_demande_vient_d_abord():
    nommee = replace(COMPLET, cle=9, niveaux={}, completude=10)
    assert [retenu.candidat.cle for retenu in apparier(replace(BESOIN, souhaitee=9), [COMPLET, nommee], Poids()).retenus] == [9, 1]


def test_les_departements_voisins_le_sont_dans_les_deux_sens():
    assert all(un in VOISINS[autre] for un, autres in VOISINS.items() for autre in autres if autre in VOISINS)
    assert len(VOISINS) == 13
    assert sont_voisins("33", "34") is False
    assert sont_voisins("07", "30") is True


# ---------- what always holds ----------


@given(besoins, libres, st.sampled_from(sorted(BLOCS)), poids)
def test_un_empechement_ecarte_toujours_avec_sa_raison(besoin, candidat, bloc, poids):
    if bloc == "vente":
        besoin = replace(besoin, competences=(BUDGET,))
    if bloc == "quota":
        besoin = replace(besoin, quota_epuise=True)
    trouve = apparier(besoin, [replace(candidat, **BLOCS[bloc])], poids)
    assert trouve.retenus == []
    [ecarte] = trouve.ecartes
    assert bloc in {empechement.regle for empechement in ecarte.empechements}
    assert all(empechement.phrase.endswith(".") for empechement in ecarte.empechements)
    assert ecarte.est_derogeable is (bloc in DEROGEABLES)


@given(besoins, libres, poids)
def test_sans_empechement_on_est_retenu_et_le_score_est_la_somme_de_ses_parts(besoin, candidat, poids):
    assert list(empechements(besoin, candidat)) == []
    retenu = evaluer(besoin, candidat, poids)
    assert retenu.score == sum(part.points for part in retenu.parts)
    assert sum(part.maximum for part in retenu.parts) == 100
    assert all(0 <= part.points <= part.maximum for part in retenu.parts)
    assert all(part.raison for part in retenu.parts)


def _rang(besoin: Besoin, tous: list[Candidat], qui: int, poids: Poids) -> int:
    return [retenu.candidat.cle for retenu in apparier(besoin, tous, poids).retenus].index(qui)


def _mieux(candidat: Candidat, quoi: str, competence: int) -> Candidat:
    """Return the same with a higher level, more half-days, a longer period, or a wider reach."""
    if quoi == "niveau":
        return replace(candidat, niveaux={**candidat.niveaux, competence: min(candidat.niveaux.get(competence, 0) + 1, 4)})
    if quoi == "demi_journees":
        return replace(candidat, demi_journees=(candidat.demi_journees or 0) + 1)
    if quoi == "periode":
        return replace(candidat, est_libre=True)
    return replace(candidat, a_distance=True, couvre=candidat.couvre | {"34", "31"})


@given(
    besoins,
    st.lists(libres, min_size=2, max_size=6, unique_by=lambda candidat: candidat.cle),
    st.sampled_from(["niveau", "demi_journees", "periode", "portee"]),
    st.integers(1, 4),
    poids,
)
def test_plus_de_niveau_ou_de_disponibilite_ne_fait_jamais_descendre(besoin, tous, quoi, competence, poids):
    premier, *autres = tous
    avant = _rang(besoin, tous, premier.cle, poids)
    assert _rang(besoin, [_mieux(premier, quoi, competence), *autres], premier.cle, poids) <= avant


@given(besoins, st.lists(libres, max_size=8, unique_by=lambda candidat: candidat.cle), st.randoms(use_true_random=False), poids)
def test_l_ordre_d_arrivee_ne_change_rien(besoin, tous, hasard, poids):
    melanges = [*tous, replace(COMPLET, cle=20_000, est_pilote=True), replace(COMPLET, cle=20_001, est_partie=True)]
    attendu = apparier(besoin, melanges, poids)
    hasard.shuffle(melanges)
    assert apparier(besoin, melanges, poids) == attendu


@given(besoins, libres, libres, poids)
def test_une_fiche_vide_ne_passe_jamais_devant_une_pleine(besoin, vide, pleine, poids):
    vide, pleine = replace(vide, cle=1, completude=0), replace(pleine, cle=2, completude=100)
    assert [retenu.candidat.cle for retenu in apparier(besoin, [vide, pleine], poids).retenus] == [2, 1]
