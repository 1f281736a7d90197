"""An accompagnement that stops before its end: what it brings about, who takes over, what is given back."""

import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from accompagnements import actions, lectures
from accompagnements.models import Accompagnement, Seance
from candidatures import actions as a_candidatures
from candidatures.models import Candidature
from conventions.models import Convention
from evaluations.models import Evaluation
from pilotage import actions as a_pilotage
from programme.models import Ligne, Quota
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Courriel, Evenement
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import franchir
from tests import parcours
from tests.instantanes import verifier_courriel
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"
A = Accompagnement.Etat


def engage() -> Decimal:
    return Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage


def pris() -> int:
    return Quota.objects.get(dispositif__code="tsf").pris


def equipe():
    return parcours.acteur(parcours.pilote())


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def reprendre(candidature: Candidature, email: str = "autre@exemple.test") -> Accompagnement:
    """Let somebody else take over: asked, accepted, confirmed."""
    return parcours.accompagnement("prepare", candidature_=relire(candidature), profil=parcours.mentor(email=email, rang=4))


def prevoir(paire: Accompagnement, *, jours: int = 7) -> Seance:
    """Plan a half-day in so many days, by the mentor."""
    debut = heure.maintenant().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=jours)
    plan = actions.Plan(debut, debut + timedelta(hours=3), demi_journees=1, lieu="Sète")
    return actions.planifier(relire(paire), plan, cle=uuid.uuid4(), acteur=parcours.acteur(paire.mentor.personne))


def test_arreter_annule_ce_qui_est_prevu_et_garde_ce_qui_est_tenu():
    paire = parcours.accompagnement("en_cours")
    prevue = prevoir(paire)
    mentor = parcours.acteur(paire.mentor.personne)
    rompu = actions.rompre(relire(paire), motif="Nous ne nous entendons pas.", acteur=mentor)
    assert (rompu.etat, rompu.motif, rompu.mot_a_l_equipe) == (A.ROMPU, "", "Nous ne nous entendons pas.")
    assert (rompu.demi_journees_tenues, rompu.reste_libre, rompu.entrees.count()) == (1, 1, 1)
    annulee = relire(prevue)
    assert (annulee.etat, annulee.presences.filter(active=True).exists()) == (Seance.Etat.ANNULEE, False)
    assert Convention.objects.get().etat == Convention.Etat.RESILIEE
    assert (engage(), pris()) == (Decimal(250), 2)
    assert relire(paire.candidature).etat == Candidature.Etat.ACCEPTEE
    # Evaluations of pairs that stop come with a later capability.
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("qui", ["mentor", "porteur", "référente"])
def test_chaque_partie_arrete_sans_se_justifier(qui):
    paire = parcours.accompagnement("conventionne")
    candidature = paire.candidature
    personne = {"mentor": paire.mentor.personne, "porteur": candidature.porteur, "référente": candidature.referente.personne}[qui]
    rompu = actions.rompre(paire, acteur=parcours.acteur(personne))
    assert (rompu.etat, rompu.motif, rompu.mot_a_l_equipe, rompu.reste_libre) == (A.ROMPU, "", "", 2)
    assert (engage(), pris()) == (Decimal(0), 2)
    # Said twice, it is said once.
    assert actions.rompre(paire, acteur=parcours.acteur(personne)) == rompu
    assert Evenement.objects.filter(code="rompre").count() == 1


def test_l_equipe_dit_pourquoi_et_les_deux_le_lisent():
    paire = parcours.accompagnement("en_cours")
    with pytest.raises(Refus, match="Dites aux deux personnes pourquoi"):
        actions.rompre(paire, motif=" ", acteur=equipe())
    rompu = actions.rompre(paire, motif="La personne-ressource change de région.", acteur=equipe())
    assert (rompu.motif, rompu.mot_a_l_equipe) == ("La personne-ressource change de région.", "")
    with pytest.raises(RefusEtat):
        actions.rompre(paire, motif="Encore.", acteur=equipe())


def test_un_etranger_n_arrete_rien():
    paire = parcours.accompagnement("en_cours")
    with pytest.raises(RefusDroit):
        actions.rompre(paire, motif="Je passais.", acteur=parcours.acteur(parcours.personne()))
    assert relire(paire).etat == A.EN_COURS


def test_plus_rien_ne_se_declare_ensuite():
    paire = parcours.accompagnement("rompu")
    with pytest.raises(actions.RefusSeance, match="L’accompagnement s’est arrêté"):
        actions.declarer_tenue(paire, parcours.compte_rendu(), acteur=parcours.acteur(paire.mentor.personne))


def test_quelqu_un_d_autre_prend_la_suite_avec_ce_qui_reste():
    rompu = parcours.accompagnement("rompu")
    suivant = reprendre(rompu.candidature)
    assert (suivant.numero, suivant.demi_journees) == (f"{rompu.dossier.numero}-A2", 1)
    assert pris() == 2
    convention = parcours.convention("signee", accompagnement_=suivant)
    assert (convention.numero, convention.demi_journees, convention.montant) == (f"{suivant.numero}-C1", 1, Decimal(250))
    assert engage() == Decimal(500)
    jour = heure.aujourdhui() - timedelta(days=3)
    actions.declarer_tenue(relire(suivant), parcours.compte_rendu(jour), acteur=parcours.acteur(suivant.mentor.personne))
    assert relire(suivant).etat == A.REALISE
    assert (engage(), pris()) == (Decimal(500), 2)


def test_deux_ruptures_de_suite_ne_laissent_que_ce_qui_n_a_pas_ete_tenu():
    rompu = parcours.accompagnement("rompu")
    suivant = reprendre(rompu.candidature)
    parcours.convention("signee", accompagnement_=suivant)
    actions.rompre(relire(suivant), acteur=parcours.acteur(suivant.mentor.personne))
    dernier = reprendre(rompu.candidature, "troisieme@exemple.test")
    assert (dernier.numero, dernier.demi_journees, pris(), engage()) == (f"{rompu.dossier.numero}-A3", 1, 2, Decimal(250))


def test_une_paire_vivante_ne_se_double_pas():
    rompu = parcours.accompagnement("rompu")
    reprendre(rompu.candidature)
    with pytest.raises(Refus, match="Cette demande a déjà sa personne-ressource"):
        actions.proposer(relire(rompu.candidature), parcours.mentor(email="troisieme@exemple.test", rang=3), acteur=equipe())


def test_ce_qui_est_a_trancher_l_est_d_abord():
    paire = parcours.accompagnement("en_cours")
    seance = paire.seances.get()
    actions.contester(seance, motif="Je n’y étais pas.", acteur=parcours.acteur(paire.candidature.referente.personne))
    rompu = actions.rompre(relire(paire), acteur=parcours.acteur(paire.mentor.personne))
    # Reserved until the team settles, on the line too.
    assert (rompu.demi_journees_tenues, rompu.reste_libre, engage()) == (0, 1, Decimal(250))
    phrase = "Une séance de l’accompagnement précédent attend d’être tranchée"
    with pytest.raises(Refus, match=phrase):
        actions.proposer(relire(rompu.candidature), parcours.mentor(email="autre@exemple.test", rang=4), acteur=equipe())
    with pytest.raises(Refus, match=phrase):
        actions.rendre_le_reste(rompu.candidature, acteur=equipe())
    actions.ecarter(relire(seance), mot="Elle n’a pas eu lieu.", acteur=equipe())
    assert (relire(rompu).reste_libre, engage(), pris()) == (2, Decimal(0), 2)
    assert reprendre(rompu.candidature).demi_journees == 2


def test_rendre_le_reste_une_fois():
    rompu = parcours.accompagnement("rompu")
    candidature = rompu.candidature
    with pytest.raises(RefusDroit):
        actions.rendre_le_reste(candidature, acteur=parcours.acteur(candidature.porteur))
    assert actions.rendre_le_reste(candidature, acteur=equipe()) == 1
    assert (pris(), relire(rompu).demi_journees_rendues, relire(rompu).reste_libre) == (1, 1, 0)
    with pytest.raises(DejaFait):
        actions.rendre_le_reste(candidature, acteur=equipe())
    with pytest.raises(Refus, match="Il ne reste aucune demi-journée"):
        actions.proposer(relire(candidature), parcours.mentor(email="autre@exemple.test", rang=4), acteur=equipe())
    assert pris() == 1


@pytest.mark.parametrize("etat", ["prepare", "en_cours", "realise", "abandonne"])
def test_rien_a_rendre_ailleurs(etat):
    paire = parcours.accompagnement(etat)
    with pytest.raises(Refus, match="Aucune demi-journée de cette demande n’est à rendre"):
        actions.rendre_le_reste(paire.candidature, acteur=equipe())


def test_une_proposition_en_cours_garde_le_reste():
    rompu = parcours.accompagnement("rompu")
    parcours.proposition("envoyee", candidature_=relire(rompu.candidature), profil=parcours.mentor(email="autre@exemple.test", rang=4))
    with pytest.raises(Refus, match="Aucune demi-journée"):
        actions.rendre_le_reste(rompu.candidature, acteur=equipe())


@pytest.mark.parametrize(("rendu", "reprise"), [(False, False), (False, True), (True, False)])
def test_classer_sans_suite_ne_rend_que_ce_qui_n_a_pas_ete_tenu(rendu, reprise):
    rompu = parcours.accompagnement("rompu")
    candidature = rompu.candidature
    if rendu:
        actions.rendre_le_reste(candidature, acteur=equipe())
    if reprise:
        reprendre(candidature)
    classee = a_pilotage.classer_sans_suite(candidature, motif="La structure renonce.", cause="autre", acteur=equipe())
    assert pris() == 1
    assert a_candidatures.reprendre_decision(classee, acteur=equipe()).etat == Candidature.Etat.ACCEPTEE
    assert pris() == (1 if rendu else 2)


def test_retirer_sa_demande_ne_rend_que_ce_qui_n_a_pas_ete_tenu():
    rompu = parcours.accompagnement("rompu")
    a_candidatures.retirer(rompu.candidature, acteur=parcours.acteur(rompu.candidature.porteur))
    assert (pris(), relire(rompu).etat) == (1, A.ROMPU)


def test_un_accompagnement_termine_tot_ne_laisse_rien_a_reaffecter():
    paire = parcours.accompagnement("en_cours")
    fini = actions.terminer(paire, acteur=parcours.acteur(paire.mentor.personne))
    assert (fini.reste_libre, pris(), lectures.a_reaffecter(fini.candidature)) == (0, 1, None)


def test_la_plateforme_clot_ce_qui_s_est_arrete():
    rompu = franchir(parcours.accompagnement("rompu"), "clore", acteur=SYSTEME)
    assert (rompu.etat, rompu.est_vivant, rompu.reste_libre) == (A.CLOS, False, 1)
    assert reprendre(rompu.candidature).demi_journees == 1


def test_les_courriels_de_l_arret():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        rompu = parcours.accompagnement("rompu")
        actions.rendre_le_reste(rompu.candidature, acteur=equipe())
        verifier_courriel("accompagnements/rupture", rompu.mentor.personne, INSTANTANES / "rupture.txt")
        verifier_courriel("accompagnements/reste-rendu", rompu.candidature.porteur, INSTANTANES / "reste-rendu.txt")
        autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
        actions.rompre(autre, motif="La structure ferme.", acteur=equipe())
        verifier_courriel("accompagnements/rupture", autre.candidature.porteur, INSTANTANES / "rupture-equipe.txt")
    # The two, and who carries the request: what the mentor says to the team is read by nobody else.
    assert Courriel.objects.filter(gabarit="accompagnements/rupture").count() == 6
    assert not any("Nous ne nous entendons pas" in str(courriel.contexte) for courriel in Courriel.objects.all())


def test_la_page_dit_ce_qui_s_est_passe_et_mene_a_l_arret():
    paire = parcours.accompagnement("conventionne")
    client, rompre = connecte(paire.mentor.personne), reverse("accompagnements:rompre", args=[paire.numero])
    assert rompre in client.get(paire.get_absolute_url()).content.decode()
    assert "Aucune demi-journée n’a été tenue." in client.get(rompre).content.decode()
    actions.rompre(paire, motif="La structure ferme.", acteur=equipe())
    page = client.get(paire.get_absolute_url()).content.decode()
    assert "La raison donnée par l’équipe\xa0: La structure ferme." in page
    assert "avant la première demi-journée" in page
    assert rompre not in page


def test_arreter_depuis_sa_page_ne_montre_pas_le_mot_a_l_autre():
    paire = parcours.accompagnement("en_cours")
    adresse = reverse("accompagnements:rompre", args=[paire.numero])
    envoi = connecte(paire.mentor.personne).post(adresse, {"motif": "Plus la force."}, follow=True)
    assert "L’accompagnement s’arrête." in envoi.content.decode()
    assert (
        "Plus la force" not in envoi.content.decode() + connecte(paire.beneficiaire.personne).get(paire.get_absolute_url()).content.decode()
    )
    dossier = connecte(parcours.pilote()).get(f"/admin/dossiers/{paire.dossier.numero}/").content.decode()
    assert "Plus la force" in dossier
    assert "Rendre les demi-journées qui restent" in dossier
