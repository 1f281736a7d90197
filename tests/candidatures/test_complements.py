"""A complement: one at a time, with a deadline; it suspends the decision, comes back where it was, and is never waited for in silence."""

from datetime import timedelta

import pytest

from accueil import lectures as accueil
from candidatures import actions, lectures
from candidatures.models import Appel, Candidature, DemandeComplement
from pilotage.lectures import files, triage
from socle import horloge as horloge_du_socle
from socle.acteurs import SYSTEME
from socle.models import Courriel
from socle.refus import Refus, RefusDroit, RefusEtat
from tests import parcours

pytestmark = pytest.mark.django_db
Etat = Candidature.Etat


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


def _dans(jours: int):
    return horloge_du_socle.aujourdhui() + timedelta(days=jours)


def _rappels() -> int:
    return Courriel.objects.filter(gabarit="candidatures/complement_rappel").count()


@pytest.mark.parametrize("depart", [Etat.DEPOSEE, Etat.RECEVABLE])
def test_un_complement_revient_la_ou_en_etait_la_demande_meme_l_appel_ferme(depart, equipe, horloge):
    demande = parcours.complement(parcours.candidature(depart))
    Appel.objects.update(ferme_le=horloge.maintenant())
    recue = actions.recevoir_complement(demande.candidature, acteur=parcours.acteur(demande.candidature.porteur))
    assert recue.etat == depart
    assert files.suivies(SYSTEME).filter(files.EQUIPE.condition, pk=recue.pk).exists()
    assert not Courriel.objects.exclude(personne=recue.porteur).filter(gabarit__contains="complement").exists()


def test_il_n_y_en_a_qu_un_a_la_fois(equipe):
    demande = parcours.complement()
    with pytest.raises(RefusEtat):
        actions.demander_complement(demande.candidature, message="Encore.", echeance=_dans(5), acteur=equipe)
    assert DemandeComplement.objects.count() == 1


@pytest.mark.parametrize("geste", [actions.demander_complement, actions.rouvrir_complement])
def test_une_date_passee_est_refusee(geste, equipe):
    with pytest.raises(Refus, match="date à venir"):
        geste(parcours.candidature(), message="Votre budget.", echeance=_dans(0), acteur=equipe)


def test_annuler_rend_la_demande_a_l_etude_et_previent(equipe):
    demande = parcours.complement(parcours.candidature(Etat.RECEVABLE))
    assert actions.annuler_complement(demande.candidature, acteur=equipe).etat == Etat.RECEVABLE
    assert Courriel.objects.filter(gabarit="candidatures/complement_annule").count() == 1
    with pytest.raises(RefusEtat, match="Aucun complément n’est attendu"):
        actions.prolonger_complement(demande.candidature, echeance=_dans(5), acteur=equipe)


def test_rouvrir_redemande_le_meme_complement_la_ou_en_est_la_demande(equipe):
    candidature = parcours.complement_recu()
    recevable = actions.declarer_recevable(candidature, acteur=equipe)
    demande = actions.rouvrir_complement(recevable, message="Il manque l’annexe.", echeance=_dans(5), acteur=equipe)
    assert DemandeComplement.objects.count() == 1
    assert (demande.revient_a, demande.message, demande.repondue_le) == (Etat.RECEVABLE, "Il manque l’annexe.", None)
    assert Courriel.objects.filter(gabarit="candidatures/complement").count() == 2
    assert actions.recevoir_complement(recevable, acteur=parcours.acteur(recevable.porteur)).etat == Etat.RECEVABLE


def test_sans_complement_recu_il_n_y_a_rien_a_rouvrir(equipe):
    with pytest.raises(RefusEtat, match="Aucun complément reçu"):
        actions.rouvrir_complement(parcours.candidature(), message="Encore.", echeance=_dans(5), acteur=equipe)


def test_deux_rappels_une_fois_chacun_puis_l_equipe(horloge):
    demande = parcours.complement(jours=10)
    for jours, attendus in [(7, 0), (1, 1), (0, 1), (1, 1), (1, 2), (1, 2)]:
        horloge.avancer(timedelta(days=jours))
        actions.rappeler_les_complements()
        assert _rappels() == attendus
    en_retard = triage.chercher(parcours.acteur(parcours.pilote()), triage.Filtres(file="complements_en_retard", retard=True))
    assert [candidature.pk for candidature in en_retard] == [demande.candidature_id]


def test_un_delai_court_ne_rappelle_pas_le_jour_meme(horloge):
    parcours.complement(jours=1)
    actions.rappeler_les_complements()
    assert _rappels() == 0
    horloge.avancer(timedelta(days=1))
    actions.rappeler_les_complements()
    assert _rappels() == 1


def test_prolonger_previent_et_rearme_les_rappels(equipe, horloge):
    demande = parcours.complement(jours=3)
    horloge.avancer(timedelta(days=2))
    actions.rappeler_les_complements()
    actions.prolonger_complement(demande.candidature, echeance=_dans(10), acteur=equipe)
    assert Courriel.objects.filter(gabarit="candidatures/complement_prolonge").count() == 1
    horloge.avancer(timedelta(days=8))
    actions.rappeler_les_complements()
    assert _rappels() == 2
    with pytest.raises(RefusDroit):
        actions.prolonger_complement(demande.candidature, echeance=_dans(20), acteur=parcours.acteur(demande.candidature.porteur))


def test_se_retirer_ferme_le_complement():
    demande = parcours.complement()
    actions.retirer(demande.candidature, acteur=parcours.acteur(demande.candidature.porteur))
    assert not DemandeComplement.objects.ouvertes().exists()


def test_la_structure_lit_ce_qui_est_demande_et_pour_quand(client):
    demande = parcours.complement(parcours.candidature(Etat.RECEVABLE))
    client.force_login(demande.candidature.porteur)
    page = client.get(demande.candidature.get_absolute_url()).content.decode()
    assert "Joignez votre dernier budget." in page
    assert lectures.prochaine_action(demande.candidature).avant == demande.echeance
    assert [etape.libelle for etape in lectures.frise(demande.candidature)][-3:] == [
        "Entretien de diagnostic",
        "Décision",
        "Accompagnement",
    ]
    (carte,) = accueil.espace(parcours.acteur(demande.candidature.porteur)).en_cours
    assert "vous demande un complément" in carte.phrase
