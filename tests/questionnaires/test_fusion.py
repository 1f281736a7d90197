"""Two tabs: each value received is stored or reported, never lost in silence."""

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.fusion import fusionner

NOMS = st.sampled_from(["a", "b", "c"])
VALEURS = st.one_of(st.sampled_from(["", "x", "y", "un texte"]), st.lists(st.sampled_from(["1", "2"]), max_size=2))
SAISIES = st.dictionaries(NOMS, VALEURS)
ONGLETS = st.sampled_from(["un", "deux", "trois"])


def test_un_champ_change_ailleurs_depuis_est_rapporte_pas_ecrase():
    fusion = fusionner({"a": "ailleurs"}, {"a": [5, "deux"]}, {"a": "ici", "b": "neuf"}, revision=4, onglet="un", prochaine=6)
    assert fusion.conflits == {"a": "ailleurs"}
    assert fusion.saisie == {"a": "ailleurs", "b": "neuf"}
    assert fusion.traces == {"a": [5, "deux"], "b": [6, "un"]}


def test_ce_que_la_page_avait_deja_lu_se_remplace():
    fusion = fusionner({"a": "ailleurs"}, {"a": [4, "deux"]}, {"a": "ici"}, revision=4, onglet="un", prochaine=6)
    assert (fusion.conflits, fusion.saisie) == ({}, {"a": "ici"})


def test_un_onglet_se_corrige_lui_meme():
    fusion = fusionner({"a": "ici"}, {"a": [9, "un"]}, {"a": "ici encore"}, revision=4, onglet="un", prochaine=10)
    assert (fusion.conflits, fusion.saisie) == ({}, {"a": "ici encore"})


def test_la_meme_valeur_n_est_jamais_un_conflit_ni_un_changement():
    fusion = fusionner(
        {"a": "pareil", "b": ""}, {"a": [9, "deux"]}, {"a": "pareil", "b": [], "c": ""}, revision=1, onglet="un", prochaine=10
    )
    assert (fusion.conflits, fusion.a_change, fusion.traces) == ({}, False, {"a": [9, "deux"]})


@given(SAISIES, st.dictionaries(NOMS, st.tuples(st.integers(0, 9), ONGLETS).map(list)), SAISIES, st.integers(0, 9), ONGLETS)
def test_chaque_valeur_recue_est_gardee_ou_rapportee(saisie, traces, recues, revision, onglet):
    fusion = fusionner(saisie, traces, recues, revision=revision, onglet=onglet, prochaine=10)
    for nom, valeur in recues.items():
        assert (fusion.saisie.get(nom) or "") == (valeur or "") or nom in fusion.conflits
    for nom in set(saisie) - set(recues) | set(fusion.conflits):
        assert fusion.saisie[nom] == saisie[nom]


@given(st.lists(st.tuples(ONGLETS, SAISIES), max_size=6))
def test_a_la_suite_rien_de_ce_qu_un_autre_a_ecrit_ne_disparait_sans_etre_montre(envois):
    """Three tabs opened on the same empty page, which send one after the other."""
    saisie, traces = {}, {}
    dernier: dict[str, str] = {}
    for prochaine, (onglet, recues) in enumerate(envois, start=1):
        fusion = fusionner(saisie, traces, recues, revision=0, onglet=onglet, prochaine=prochaine)
        for nom, valeur in recues.items():
            ecrase = (valeur or "") != (saisie.get(nom) or "") and nom not in fusion.conflits
            assert not ecrase or dernier.get(nom, onglet) == onglet
            if ecrase:
                dernier[nom] = onglet
        saisie, traces = fusion.saisie, fusion.traces
