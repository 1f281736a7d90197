"""Whoever of the staff opens personal data leaves a trace, wherever it was opened; nobody else does."""

import pytest

from socle.models import Consultation, Courriel
from socle.workflow import nom_objet
from tests.droits import routes
from tests.droits.scene import Scene, parenthese
from tests.navigation import finir

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("droits")]

# Route → the object whose opening is noted.
OUVERTURES = {
    "candidatures:detail": lambda scene: scene.candidatures["finie"],
    "candidatures:piece": lambda scene: scene.candidatures["finie"],
    "pilotage:dossier": lambda scene: scene.candidatures["finie"],
    "pilotage:piece": lambda scene: scene.candidatures["finie"],
    "accompagnements:proposition": lambda scene: scene.propositions["finie"],
    "accompagnements:detail": lambda scene: scene.accompagnements["finie"],
    "accompagnements:seance": lambda scene: scene.accompagnements["en_cours"],
    "conventions:detail": lambda scene: scene.conventions["finie"],
    "conventions:informations": lambda scene: scene.conventions["a_preparer"],
    "conventions:pdf": lambda scene: scene.conventions["finie"],
    "conventions:emise": lambda scene: scene.conventions["finie"],
    "conventions:preuve": lambda scene: scene.conventions["finie"],
    "conventions:preuve-json": lambda scene: scene.conventions["finie"],
    "conventions:exemplaire": lambda scene: scene.conventions["finie"],
    "conventions:signer": lambda scene: scene.conventions["finie"],
    "conventions:refuser": lambda scene: scene.conventions["a_signer"],
    "evaluations:detail": lambda scene: scene.evaluations["sortie/accompagne"],
    "mentors:fiche": lambda scene: scene.profils["mentor"],
    "mentors:remplir": lambda scene: scene.profils["mentor"],
}


@pytest.mark.parametrize("route", OUVERTURES)
def test_ce_que_l_equipe_ouvre_est_consigne_une_fois(scene: Scene, route: str):
    objet, client = OUVERTURES[route](scene), scene.client("pilote")
    with parenthese():
        for _ in range(2):
            finir(client.get(routes.adresse(route, scene)))
        trace = Consultation.objects.get()
    assert (trace.objet, trace.personne, trace.dossier_id) == (
        nom_objet(objet),
        scene.personnes["pilote"],
        getattr(objet, "dossier_id", None),
    )


@pytest.mark.parametrize("route", OUVERTURES)
def test_les_autres_ne_laissent_pas_de_trace(scene: Scene, route: str):
    for role in ("anonyme", "porteuse", "accompagnee", "mentor", "comite", "pilote_deporte", "administrateur"):
        with parenthese():
            finir(scene.client(role).get(routes.adresse(route, scene)))
            traces = list(Consultation.objects.values_list("objet", flat=True))
        # The card of a personne-ressource belongs to no file: nobody withdraws from it.
        assert not traces or (role, route) in {("pilote_deporte", "mentors:fiche"), ("pilote_deporte", "mentors:remplir")}


def test_un_courriel_lu_dans_l_administration_est_consigne(scene: Scene):
    with parenthese():
        courriel = scene.client("pilote").get(routes.adresse_admin(Courriel, "change", scene)).context["original"]
        trace = Consultation.objects.get()
    assert (trace.objet, trace.personne, trace.dossier) == (nom_objet(courriel), scene.personnes["pilote"], courriel.dossier)
