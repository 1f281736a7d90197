"""Every state × every transition of a call, and who may take each."""

from datetime import timedelta

import pytest

from candidatures import actions
from candidatures.models import Appel
from comptes.acteurs import ANONYME
from socle import horloge
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer

pytestmark = pytest.mark.django_db
A = Appel.Etat
CHEMIN = {A.SOUMIS: "soumettre", A.VALIDE: "valider", A.PUBLIE: "publier", A.RETIRE: "retirer"}


def en(etat: str) -> Appel:
    """Return a call in this state."""
    ouvre_le = horloge.maintenant() + timedelta(days=30)
    appel = Appel.objects.create(
        edition=parcours.edition(),
        slug="essai",
        titre="Essai",
        presentation="…",
        ouvre_le=ouvre_le,
        questionnaire_version=parcours.questionnaire(),
    )
    actions.poser_criteres(appel)
    for arrivee, nom in CHEMIN.items():
        if appel.etat != etat:
            appel = franchir(appel, nom, acteur=SYSTEME)
            assert appel.etat == arrivee
    return appel


def _acteurs() -> dict:
    equipe = dict.fromkeys(CHEMIN.values(), parcours.acteur(parcours.pilote()))
    return equipe | {"valider": parcours.acteur(parcours.membre_du_comite())}


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (A.BROUILLON, {"soumettre": A.SOUMIS}),
        (A.SOUMIS, {"valider": A.VALIDE}),
        (A.VALIDE, {"publier": A.PUBLIE}),
        (A.PUBLIE, {"retirer": A.RETIRE}),
        (A.RETIRE, {}),
    ],
)
def test_chaque_etat_d_un_appel(etat, issues):
    appel = en(etat)
    assert appel.etat == etat
    assert tout_essayer(appel, _acteurs(), {}) == issues


@pytest.mark.parametrize(("etat", "nom"), [(A.BROUILLON, "soumettre"), (A.SOUMIS, "valider"), (A.VALIDE, "publier"), (A.PUBLIE, "retirer")])
def test_l_equipe_conduit_un_appel_et_le_comite_seul_le_valide(etat, nom):
    appel, juste = en(etat), _acteurs()[nom]
    tous = [parcours.acteur(parcours.pilote()), parcours.acteur(parcours.membre_du_comite()), parcours.acteur(parcours.personne())]
    tous += [parcours.acteur(parcours.administrateur()), ANONYME]
    assert [acteur for acteur in tous if essayer(appel, nom, acteur) != "droit"] == [juste]
