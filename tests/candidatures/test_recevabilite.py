"""The conditions that are computed: each verdict, with its fact."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from candidatures.recevabilite import A_VERIFIER, NON, OUI, Personne, Pieces, Situation, pieces_demandees, points
from questionnaires.definition import lire

ENVOI = datetime(2026, 11, 3, 9, tzinfo=UTC)
NADIA, JO = Personne("Nadia Belkacem", "cdi", "Salarié·e en CDI"), Personne("Jo Roux", "entrepreneur", "Entrepreneur·e")
CLAIRE = Situation(
    siret="77567000300018",
    rna="",
    departement="Hérault",
    en_occitanie=True,
    personnes=(NADIA,),
    dispositif="Transfert de savoir-faire",
    souhaitees=2,
    minimum=1,
    maximum=4,
    reste=4,
    envoyee_le=ENVOI,
    ouvre_le=ENVOI - timedelta(days=3),
    ferme_le=None,
    declarations=2,
    pieces=(Pieces("Des documents", 0),),
    liee_a_l_equipe=False,
)


def test_une_demande_claire_n_a_rien_a_regarder():
    assert {point.verdict for point in points(CLAIRE)} == {OUI}


@pytest.mark.parametrize(
    ("change", "code", "verdict", "constat"),
    [
        ({}, "numero", OUI, "SIRET 775\u00a0670\u00a0003\u00a000018."),
        ({"siret": "", "rna": "W343012345"}, "numero", OUI, "RNA W343012345, sans SIRET : l’un ou l’autre suffit."),
        ({"siret": ""}, "numero", A_VERIFIER, "Ni SIRET, ni numéro RNA."),
        ({"departement": ""}, "territoire", A_VERIFIER, "Le département de la structure n’est pas connu."),
        ({"departement": "Gironde", "en_occitanie": False}, "territoire", NON, "Gironde, hors d’Occitanie."),
        ({"personnes": (NADIA, JO)}, "statut", A_VERIFIER, "Jo Roux, entrepreneur·e."),
        ({"personnes": ()}, "statut", A_VERIFIER, "Personne."),
        ({"souhaitees": 5}, "volume", NON, "5 demi-journées ; Transfert de savoir-faire : de 1 à 4."),
        ({"reste": 1}, "quota", A_VERIFIER, "1 demi-journée sur 4."),
        ({"reste": 0}, "quota", NON, "0 demi-journée sur 4."),
        ({"ouvre_le": ENVOI + timedelta(days=1)}, "envoi", NON, "Hors des dates de l’appel."),
        ({"ferme_le": ENVOI}, "envoi", NON, "Hors des dates de l’appel."),
        ({"ferme_le": ENVOI + timedelta(seconds=1)}, "envoi", OUI, "Envoyée dans les dates de l’appel."),
        ({"declarations": None}, "declarations", A_VERIFIER, "Aucune trace de leur acceptation."),
        ({}, "pieces", OUI, "Aucune : elles sont facultatives."),
        ({"pieces": ()}, "pieces", OUI, "L’appel n’en demande aucune."),
        (
            {"pieces": (Pieces("Budget", 0, ("budget.pdf",)), Pieces("Plan", 1, ("plan.pdf",)))},
            "pieces",
            OUI,
            "« budget.pdf », « plan.pdf ».",
        ),
        (
            {"pieces": (Pieces("Budget", 1), Pieces("Plan", 2, ("a",), ("b",)))},
            "pieces",
            NON,
            "Il manque : « Budget », « Plan » (1 sur 2).",
        ),
        ({"pieces": (Pieces("Budget", 1, ("a",), ("b",)),)}, "pieces", A_VERIFIER, "« b » : annoncé dans la demande, sans fichier."),
        ({"liee_a_l_equipe": True}, "independance", A_VERIFIER, "Quelqu’un de l’équipe pilote en est membre, ou y est nommé."),
    ],
)
def test_chaque_condition_dit_son_fait(change, code, verdict, constat):
    point = next(point for point in points(replace(CLAIRE, **change)) if point.code == code)
    assert (point.verdict, point.constat) == (verdict, constat)


# ---------- the files that a questionnaire asks ----------

BLOC = {
    "code": "pieces",
    "type": "bloc",
    "libelle": "Des documents",
    "maximum": 3,
    "questions": [{"code": "libelle", "type": "texte", "libelle": "Quoi"}, {"code": "fichier", "type": "fichier", "libelle": "Fichier"}],
}
BUDGET = {"code": "budget", "type": "fichier", "libelle": "Budget", "exige": "Joignez le budget."}
SI_FESTIVAL = {"question": "festival", "valeurs": ["oui"], "phrase": "Pour un festival"}


def _demandees(*questions: dict, saisie: dict | None = None, **jointes: str) -> tuple[Pieces, ...]:
    premiere = {"code": "festival", "type": "oui_non", "libelle": "Un festival ?"}
    definition = lire({"etapes": [{"code": "une", "questions": [premiere, *questions]}]})
    return pieces_demandees(definition, saisie or {}, {champ.replace("__", "-"): nom for champ, nom in jointes.items()})


@pytest.mark.parametrize(
    ("demandees", "attendues"),
    [
        (_demandees(), ()),
        (_demandees(BUDGET), (Pieces("Budget", 1),)),
        (_demandees(BUDGET | {"exige": ""}, budget="b.pdf"), (Pieces("Budget", 0, ("b.pdf",)),)),
        (_demandees(BUDGET | {"condition": SI_FESTIVAL}), ()),
        (_demandees(BUDGET | {"condition": SI_FESTIVAL}, saisie={"festival": "oui"}), (Pieces("Budget", 1),)),
        (_demandees(BLOC, BUDGET, budget="b.pdf"), (Pieces("Des documents", 0), Pieces("Budget", 1, ("b.pdf",)))),
        (
            _demandees(
                BLOC | {"minimum": 2}, saisie={"pieces-0-libelle": "Plan", "pieces-1-libelle": " Devis "}, pieces__0__fichier="Plan"
            ),
            (Pieces("Des documents", 2, ("Plan",), ("Devis",)),),
        ),
    ],
)
def test_les_pieces_se_lisent_dans_le_questionnaire(demandees, attendues):
    assert demandees == attendues
