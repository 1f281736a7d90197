"""The calendar: who is invited, reminded and given up on, exactly once, whatever the beat does."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accompagnements.models import Accompagnement
from candidatures.models import Candidature
from evaluations import actions, notifications
from evaluations.actions import Retour
from evaluations.models import Evaluation
from socle.models import Courriel, Evenement
from tests import parcours

from .conftest import termine

pytestmark = pytest.mark.django_db
E = Evaluation.Etat


def courriels() -> list[str]:
    """Return the mails written since the last call, as "invitation nadia0", in order."""
    envois = Courriel.objects.filter(gabarit__startswith="evaluations/").order_by("pk").select_related("personne")
    return [f"{courriel.gabarit.split('/')[1]} {courriel.personne.email.split('@')[0]}" for courriel in envois]


def etats() -> list[str]:
    """Return the states: exit of both sides, then second stage of both sides."""
    return list(Evaluation.objects.order_by("etape", "repondant").values_list("etat", flat=True))


def apres(horloge, **duree) -> list[str]:
    """Move the clock, let the beat pass twice, and return what mails this made."""
    avant = len(courriels())
    horloge.avancer(timedelta(**duree))
    actions.faire_vivre()
    actions.faire_vivre()
    return courriels()[avant:]


def test_la_fin_prevoit_quatre_evaluations_et_invite_les_deux_de_sortie(paire):
    assert etats() == [E.PREVUE, E.PREVUE, E.ENVOYEE, E.ENVOYEE]
    assert courriels() == ["invitation nadia0", "invitation mentor0"]
    six_mois = Evaluation.objects.filter(etape="six_mois")
    assert {evaluation.invitation_prevue_le.month for evaluation in six_mois} == {(paire.realise_le.month + 5) % 12 + 1}


def test_prevoir_deux_fois_prevoit_une_fois(paire):
    actions.prevoir(paire)
    assert (Evaluation.objects.count(), len(courriels())) == (4, 2)


def test_les_rappels_de_la_sortie_puis_la_fin(paire, horloge):
    deux_rappels = ["relance nadia0", "relance mentor0"]
    assert apres(horloge, days=6, hours=23) == []
    assert apres(horloge, hours=1) == deux_rappels
    assert apres(horloge, days=6) == []
    assert apres(horloge, days=1) == deux_rappels
    assert apres(horloge, days=16) == deux_rappels
    assert apres(horloge, days=29) == []
    assert etats()[2:] == [E.ENVOYEE, E.ENVOYEE]
    assert apres(horloge, days=1) == []
    assert etats()[2:] == [E.EXPIREE, E.EXPIREE]


def test_apres_un_saut_un_seul_rappel(paire, horloge):
    assert apres(horloge, days=35) == ["relance nadia0", "relance mentor0"]
    assert set(Evaluation.objects.filter(etape="sortie").values_list("relances", flat=True)) == {3}
    assert apres(horloge, days=5) == []


def test_un_saut_de_six_mois_invite_et_ferme_sans_rien_rappeler(paire, horloge):
    assert apres(horloge, days=190) == ["invitation nadia0", "invitation mentor0"]
    assert etats() == [E.ENVOYEE, E.ENVOYEE, E.EXPIREE, E.EXPIREE]
    # Invited late: the delays run from the invitation, not from the day that was planned.
    assert apres(horloge, days=6) == []
    assert apres(horloge, days=1) == ["relance nadia0", "relance mentor0"]


def test_le_regard_a_six_mois_part_le_jour_dit_et_pas_la_veille(paire, horloge):
    le = Evaluation.objects.filter(etape="six_mois").first().invitation_prevue_le
    # Before the last hour of the eve: summer time may begin meanwhile.
    apres(horloge, days=(le - horloge.aujourdhui()).days - 1, hours=-1)
    assert etats()[:2] == [E.PREVUE, E.PREVUE]
    assert apres(horloge, days=1, hours=1) == ["invitation nadia0", "invitation mentor0"]


def test_plus_rien_apres_une_reponse(accompagnee, horloge):
    actions.remplir(accompagnee, Retour({}, {}), acteur=parcours.acteur(accompagnee.personne))
    assert courriels()[2:] == ["remerciement nadia0"]
    assert [apres(horloge, days=jours) for jours in (7, 7, 16, 40)] == [["relance mentor0"], ["relance mentor0"], ["relance mentor0"], []]
    accompagnee.refresh_from_db()
    assert accompagnee.etat == E.REMPLIE


def test_un_rappel_qui_n_est_pas_parti_ne_part_plus_apres_la_reponse(accompagnee, horloge):
    parcours.executer("courriel")
    horloge.avancer(timedelta(days=7))
    actions.faire_vivre()
    actions.remplir(accompagnee, Retour({}, {}), acteur=parcours.acteur(accompagnee.personne))
    siens = Courriel.objects.filter(personne=accompagnee.personne, gabarit__startswith="evaluations/").order_by("pk")
    assert [(courriel.gabarit.split("/")[1], courriel.etat) for courriel in siens] == [
        ("invitation", "envoye"),
        ("relance", "annule"),
        ("remerciement", "a_envoyer"),
    ]
    assert Courriel.objects.get(gabarit="evaluations/relance", personne__email="mentor0@exemple.test").etat == "a_envoyer"


def test_la_seconde_etape_repondue_ou_expiree_clot_l_accompagnement_et_la_candidature(paire, horloge):
    apres(horloge, days=190)
    accompagnee = Evaluation.objects.get(etape="six_mois", repondant="accompagne")
    actions.remplir(accompagnee, Retour({}, {}), acteur=parcours.acteur(accompagnee.personne))
    paire.refresh_from_db()
    assert paire.etat == Accompagnement.Etat.REALISE
    apres(horloge, days=60)
    paire.refresh_from_db()
    assert (paire.etat, Candidature.objects.get().etat) == (Accompagnement.Etat.CLOS, Candidature.Etat.CLOSE)


def test_celle_qui_echoue_n_arrete_pas_les_autres(paire, horloge, caplog):
    """A row that lost its date of sending cannot be judged; those after it are."""
    cassee = Evaluation.objects.filter(etape="sortie").order_by("pk").first()
    Evaluation.objects.filter(pk=cassee.pk).update(envoyee_le=None, expire_le=horloge.maintenant())
    assert apres(horloge, days=7) == ["relance mentor0"]
    assert {ligne.message for ligne in caplog.records} == {"ligne_en_erreur"}
    cassee.refresh_from_db()
    assert cassee.etat == E.ENVOYEE


@pytest.mark.parametrize("paires", [1, 3])
def test_un_passage_ou_rien_n_est_du_ne_lit_presque_rien(paires, django_assert_num_queries: DjangoAssertNumQueries):
    for rang in range(paires):
        termine(rang)
    with django_assert_num_queries(2):
        actions.faire_vivre()


def test_ce_qui_est_du_se_lit_par_petits_lots(paire, horloge, django_assert_num_queries: DjangoAssertNumQueries):
    horloge.avancer(timedelta(days=7))
    assert Evaluation.objects.a_suivre(horloge.maintenant()).count() == 2
    actions.faire_vivre()
    assert Evaluation.objects.a_suivre(horloge.maintenant()).count() == 0


def test_chaque_passage_est_au_journal(paire, horloge):
    apres(horloge, days=7)
    apres(horloge, days=60)
    codes = list(
        Evenement.objects.filter(objet=f"evaluations.evaluation:{Evaluation.objects.get(etape='sortie', repondant='mentor').pk}")
        .order_by("pk")
        .values_list("code", flat=True)
    )
    assert codes == ["envoyer", "relancer", "expirer"]


def test_le_pilote_peut_renvoyer_une_invitation_prevue(paire):
    prevue = Evaluation.objects.filter(etape="six_mois").first()
    assert actions.envoyer(prevue, acteur=parcours.acteur(parcours.pilote())).etat == E.ENVOYEE


def test_une_invitation_pas_encore_partie_se_retient(accompagnee):
    notifications.retenir_les_appels(accompagnee)
    assert Courriel.objects.get(gabarit="evaluations/invitation", personne=accompagnee.personne).etat == "annule"
    assert Courriel.objects.get(gabarit="evaluations/invitation", personne__email="mentor0@exemple.test").etat == "a_envoyer"
