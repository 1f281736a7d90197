"""What comes next, in words and by whom."""

from dataclasses import replace
from datetime import date

import pytest

from pilotage.regles import BENEFICIAIRE, EQUIPE, MENTOR, PAIRE, PERSONNE, PLATEFORME, Faits, pour_cent, suite

JOUR = date(2026, 11, 22)
ACCEPTEE = Faits("acceptee", mentor="Mathieu Sarda")
PAIRE_NEE = replace(ACCEPTEE, accompagnement="prepare", accordees=2)


@pytest.mark.parametrize(
    ("faits", "qui", "file"),
    [
        (Faits("deposee"), EQUIPE, "a_trier"),
        (Faits("recevable"), EQUIPE, "a_diagnostiquer"),
        (Faits("diagnostiquee"), EQUIPE, "a_decider"),
        (Faits("complement_demande", complement=JOUR), BENEFICIAIRE, "complements_attendus"),
        (Faits("complement_demande", complement=date(2026, 11, 21)), EQUIPE, "complements_en_retard"),
        (Faits("en_liste_attente"), PLATEFORME, "liste_attente"),
        (Faits("ajournee", ajournee_jusqu_au=date(2026, 11, 23)), PLATEFORME, ""),
        (Faits("ajournee", ajournee_jusqu_au=JOUR), EQUIPE, "ajournees_echues"),
        (Faits("refusee", decision_retenue=True), EQUIPE, "a_annoncer"),
        (replace(ACCEPTEE, decision_retenue=True), EQUIPE, "a_annoncer"),
        (ACCEPTEE, EQUIPE, "a_apparier"),
        (replace(ACCEPTEE, proposition="envoyee", echeance=JOUR), MENTOR, ""),
        (replace(ACCEPTEE, proposition="acceptee", echeance=JOUR), BENEFICIAIRE, ""),
        (replace(ACCEPTEE, proposition="envoyee", echeance=date(2026, 11, 21)), EQUIPE, "propositions_en_retard"),
        (PAIRE_NEE, EQUIPE, "convention_a_emettre"),
        (replace(PAIRE_NEE, convention="preparee"), EQUIPE, "convention_a_emettre"),
        (replace(PAIRE_NEE, convention="preparee", informations_attendues=True), PAIRE, "informations_attendues"),
        (
            replace(PAIRE_NEE, convention="preparee", informations_attendues=True, informations_en_retard=True),
            EQUIPE,
            "informations_en_retard",
        ),
        (replace(PAIRE_NEE, convention="emise"), PLATEFORME, "convention_a_signer"),
        (replace(PAIRE_NEE, convention="emise", document_pret=True), EQUIPE, "convention_a_signer"),
        (replace(ACCEPTEE, accompagnement="conventionne"), PAIRE, "seances_en_cours"),
        (replace(ACCEPTEE, accompagnement="en_cours", tenues=1), PAIRE, "seances_en_cours"),
        (replace(ACCEPTEE, accompagnement="en_cours", tenues=1, avenant="preparee"), EQUIPE, "avenants"),
        (replace(ACCEPTEE, accompagnement="en_cours", tenues=1, avenant="emise"), PLATEFORME, "avenants"),
        (replace(ACCEPTEE, accompagnement="en_cours", tenues=1, avenant="emise", avenant_pret=True), EQUIPE, "avenants"),
        (replace(ACCEPTEE, accompagnement="realise", evaluations_en_attente=2), PAIRE, "evaluations_en_attente"),
        (replace(ACCEPTEE, accompagnement="realise", prochaine_evaluation=JOUR), PLATEFORME, ""),
        (Faits("close", accompagnement="clos"), PERSONNE, ""),
        (Faits("refusee"), PERSONNE, ""),
        (Faits("retiree"), PERSONNE, ""),
    ],
)
def test_la_suite_dit_qui_agit_et_dans_quelle_file(faits, qui, file):
    trouvee = suite(faits, JOUR)
    assert (trouvee.qui, trouvee.file) == (qui, file)


def test_la_promesse_de_l_appel_donne_l_echeance():
    assert suite(Faits("deposee", depuis=date(2026, 11, 16), promesse=10), JOUR).echeance == date(2026, 11, 26)
    assert suite(Faits("deposee"), JOUR).echeance is None


def test_les_nombres_s_accordent():
    assert suite(replace(ACCEPTEE, accompagnement="en_cours", tenues=1, accordees=4), JOUR).texte == "Tenir la suite : 1 demi-journée sur 4"
    assert (
        suite(replace(ACCEPTEE, accompagnement="en_cours", tenues=2, accordees=4), JOUR).texte == "Tenir la suite : 2 demi-journées sur 4"
    )
    assert suite(replace(ACCEPTEE, accompagnement="realise", evaluations_en_attente=1), JOUR).texte == "Une évaluation attendue"


def test_un_pourcentage_sans_total_n_existe_pas():
    assert pour_cent(0, 0) is None
    assert pour_cent(2, 3) == 67
