"""Half-days: what may be declared, what the last one brings about, and what an early end gives back."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest

from accompagnements import actions
from accompagnements.actions import RefusSeance
from accompagnements.models import Accompagnement, Entree, Presence, Seance
from candidatures.models import Objectif
from conventions import actions as a_conventions
from evaluations.models import Evaluation
from programme.models import Edition, Ligne, Mouvement, Quota
from socle import horloge as heure
from socle.models import Courriel
from socle.refus import DejaParti, Refus, RefusDroit
from tests import parcours

pytestmark = pytest.mark.django_db
A = Accompagnement.Etat


@pytest.fixture
def paire() -> Accompagnement:
    """A pair of two half-days whose agreement is signed."""
    return parcours.accompagnement("conventionne")


def declarer(accompagnement: Accompagnement, *, jours: int = 0, moments=("matin",), **champs) -> Seance:
    """Declare a half-day of `jours` days ago, by the mentor."""
    compte_rendu = parcours.compte_rendu(heure.aujourdhui() - timedelta(days=jours), moments, **champs)
    return actions.declarer_tenue(accompagnement, compte_rendu, acteur=parcours.acteur(accompagnement.mentor.personne))


def relire(accompagnement: Accompagnement) -> Accompagnement:
    return Accompagnement.objects.get(pk=accompagnement.pk)


AILLEURS = "L’une des deux personnes est déjà notée présente ailleurs à ce moment-là. Vérifiez la date et la demi-journée."
TERMINE = "L’accompagnement est terminé : plus aucune demi-journée ne peut y être déclarée."


@pytest.mark.parametrize(
    ("etat", "phrase"),
    [
        ("prepare", "Les demi-journées se déclarent une fois la convention signée par toutes les parties."),
        ("realise", TERMINE),
        ("clos", TERMINE),
        ("abandonne", "L’accompagnement a été abandonné : aucune demi-journée ne peut y être déclarée."),
    ],
)
def test_la_phrase_de_chaque_etat_ou_l_on_ne_declare_pas(etat, phrase, horloge):
    with pytest.raises(RefusSeance) as refus:
        declarer(parcours.accompagnement(etat), jours=3)
    assert (refus.value.phrase, refus.value.champ) == (phrase, "")


def test_avant_la_convention_apres_elle_et_demain(paire):
    dates = f"Les séances vont du {paire.debut:%d/%m/%Y} au {paire.fin:%d/%m/%Y} : choisissez un jour entre ces dates."
    with pytest.raises(RefusSeance) as avant:
        declarer(paire, jours=31)
    with pytest.raises(RefusSeance) as demain:
        declarer(paire, jours=-1)
    assert (avant.value.phrase, avant.value.champ) == (dates, "jour")
    assert demain.value.phrase == "Cette date est à venir : une demi-journée se déclare une fois tenue."


def test_apres_la_fin_de_la_convention(paire, horloge):
    horloge.avancer(timedelta(days=100))
    with pytest.raises(RefusSeance, match="Les séances vont du"):
        declarer(paire, jours=2)
    assert declarer(paire, jours=20).etat == Seance.Etat.TENUE


def test_au_dela_des_demi_journees_accordees(paire):
    declarer(paire)
    with pytest.raises(RefusSeance) as refus:
        declarer(paire, jours=1, moments=("matin", "apres_midi"))
    phrase = "La convention donne 2 demi-journées : il en reste 1, n’en déclarez pas plus."
    assert (refus.value.phrase, refus.value.champ) == (phrase, "moments")


def test_deux_comptes_rendus_de_la_meme_demi_journee(paire):
    declarer(paire)
    with pytest.raises(RefusSeance) as refus:
        declarer(paire)
    assert refus.value.phrase == "Cette demi-journée est déjà déclarée dans cet accompagnement. Vérifiez la date et le moment."


def test_personne_n_est_a_deux_endroits_a_la_fois(paire):
    autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
    declarer(paire)
    with pytest.raises(RefusSeance) as refus:
        declarer(autre)
    assert (
        refus.value.phrase
        == "L’une des deux personnes est déjà notée présente ailleurs à ce moment-là. Vérifiez la date et la demi-journée."
    )
    assert declarer(autre, moments=("apres_midi",)).etat == Seance.Etat.TENUE


def test_un_refus_n_ecrit_rien(paire):
    autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
    declarer(paire)
    avant = (Seance.objects.count(), Presence.objects.count(), Mouvement.objects.count())
    with pytest.raises(RefusSeance):
        declarer(autre, moments=("matin", "apres_midi"))
    assert (Seance.objects.count(), Presence.objects.count(), Mouvement.objects.count()) == avant


def test_le_double_clic_est_une_seule_seance(paire):
    cle = uuid.uuid4()
    assert declarer(paire, cle=cle) == declarer(paire, cle=cle)
    assert (Seance.objects.count(), Entree.objects.count(), relire(paire).demi_journees_tenues) == (1, 1, 1)


def test_le_double_clic_sur_la_derniere_demi_journee_aussi(paire):
    cle = uuid.uuid4()
    premiere = declarer(paire, cle=cle, moments=("matin", "apres_midi"))
    assert relire(paire).etat == A.REALISE
    assert declarer(paire, cle=cle, moments=("matin", "apres_midi")) == premiere


def test_la_cle_d_un_autre_accompagnement_est_refusee(paire):
    autre = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=1))
    cle = declarer(paire).cle
    with pytest.raises(DejaParti, match="Un compte rendu est déjà parti depuis cette page"):
        declarer(autre, jours=1, cle=cle)


def test_le_journal_garde_ce_qui_touche_a_ce_besoin_et_rien_d_autre(paire):
    miens = list(paire.candidature.objectifs.all())
    etranger = Objectif.objects.create(candidature=parcours.candidature("acceptee", rang=1), rang=4, texte="Ailleurs")
    hors_sujet = parcours.competence("12.1", "Poser un diagnostic égalité")
    entree = declarer(paire, objectifs=[miens[0].pk, etranger.pk], competences=[parcours.competence().pk, hors_sujet.pk]).entree
    assert list(entree.objectifs.all()) == [miens[0]]
    assert list(entree.competences.all()) == [parcours.competence()]
    assert (entree.auteur, entree.suite) == (paire.mentor.personne, "Relire le plan de trésorerie.")


def test_l_une_ou_l_autre_personne_declare_et_personne_d_autre(paire):
    compte_rendu = parcours.compte_rendu()
    assert actions.declarer_tenue(paire, compte_rendu, acteur=parcours.acteur(paire.beneficiaire.personne)).cle == compte_rendu.cle
    with pytest.raises(RefusDroit):
        actions.declarer_tenue(paire, parcours.compte_rendu(), acteur=parcours.acteur(parcours.personne("autre@exemple.test")))


def test_la_premiere_met_en_cours_la_derniere_realise(paire):
    declarer(paire, jours=5)
    assert relire(paire).etat == A.EN_COURS
    declarer(paire, jours=2, moments=("apres_midi",))
    finie = relire(paire)
    assert (finie.etat, finie.realise_le) == (A.REALISE, heure.aujourdhui() - timedelta(days=2))
    assert Evaluation.objects.filter(accompagnement=paire).count() == 4
    assert Courriel.objects.filter(gabarit="evaluations/invitation").count() == 2


def test_realise_le_est_le_jour_de_la_derniere_demi_journee_pas_de_la_derniere_declaree(paire):
    declarer(paire, jours=1)
    declarer(paire, jours=6)
    assert relire(paire).realise_le == heure.aujourdhui() - timedelta(days=1)


def test_chaque_demi_journee_tenue_est_au_budget(paire):
    declarer(paire, moments=("matin", "apres_midi"))
    mouvement = Mouvement.objects.get(genre=Mouvement.Genre.REALISE)
    assert (mouvement.demi_journees, mouvement.montant) == (2, Decimal(500))


def test_nous_avons_termine_rend_ce_qui_n_a_pas_servi(paire):
    declarer(paire)
    quota = Quota.objects.get(structure=paire.candidature.structure)
    assert (quota.pris, engage()) == (2, Decimal(500))
    actions.terminer(relire(paire), acteur=parcours.acteur(paire.candidature.porteur))
    quota.refresh_from_db()
    assert (relire(paire).etat, quota.pris, engage()) == (A.REALISE, 1, Decimal(250))
    assert Mouvement.objects.get(genre=Mouvement.Genre.LIBERE).montant == Decimal(250)


def engage() -> Decimal:
    return Ligne.objects.get(genre=Ligne.Genre.INTERVENTIONS, edition=parcours.edition()).engage


def test_terminer_deux_fois_termine_une_fois(paire):
    declarer(paire)
    acteur = parcours.acteur(paire.mentor.personne)
    actions.terminer(paire, acteur=acteur)
    assert actions.terminer(paire, acteur=acteur).etat == A.REALISE
    assert Mouvement.objects.filter(genre=Mouvement.Genre.LIBERE).count() == 1


def test_terminer_avant_d_avoir_commence(paire):
    with pytest.raises(Refus, match="l’état est maintenant « conventionné »"):
        actions.terminer(paire, acteur=parcours.acteur(paire.mentor.personne))


def test_sans_nouvelle_une_semaine_apres_la_fin_l_accompagnement_est_realise(paire, horloge):
    seance = declarer(paire)
    horloge.avancer(paire.fin - horloge.aujourdhui() + timedelta(days=6))
    actions.faire_vivre()
    assert relire(paire).etat == A.EN_COURS
    horloge.avancer(timedelta(days=1))
    actions.faire_vivre()
    actions.faire_vivre()
    assert (relire(paire).etat, relire(paire).realise_le) == (A.REALISE, seance.jour)
    assert engage() == Decimal(250)


def test_ce_qui_n_a_pas_commence_est_abandonne_par_le_calendrier(paire, horloge):
    horloge.avancer(paire.fin - horloge.aujourdhui() + timedelta(days=6))
    actions.faire_vivre()
    assert relire(paire).etat == A.CONVENTIONNE
    horloge.avancer(timedelta(days=1))
    actions.faire_vivre()
    actions.faire_vivre()
    lue = relire(paire)
    assert lue.etat == A.ABANDONNE
    assert lue.motif == f"Aucune demi-journée n’a été tenue avant la fin de la convention, le {paire.fin:%d/%m/%Y}."
    assert engage() == Decimal(0)
    assert Quota.objects.get(structure=paire.candidature.structure).pris == 2
    destinataires = Courriel.objects.filter(gabarit="accompagnements/abandon").order_by("pk").values_list("personne__email", flat=True)
    assert list(destinataires) == ["mentor@exemple.test", "porteuse0@exemple.test", "nadia0@exemple.test"]


def test_avant_la_derniere_signature_aucune_demi_journee_ne_se_declare():
    convention = parcours.convention("emise")
    paire, hier = convention.accompagnement, heure.aujourdhui() - timedelta(days=1)
    equipe = parcours.acteur(parcours.pilote())
    a_conventions.verser_signee(convention, parcours.exemplaire_signe(), derniere_signature=heure.aujourdhui(), acteur=equipe)
    assert convention.debut < hier
    with pytest.raises(RefusSeance, match="Les séances vont du"):
        declarer(relire(paire), jours=1)
    assert declarer(relire(paire)).etat == Seance.Etat.TENUE


def test_qui_renonce_ne_reserve_et_ne_depense_rien():
    equipe, paire, jour = parcours.acteur(parcours.pilote()), parcours.accompagnement("prepare"), heure.aujourdhui()
    convention = parcours.convention("verifiee", accompagnement_=paire, debut=jour, mode_paiement="renonciation")
    a_conventions.emettre(convention, acteur=equipe)
    parcours.executer("convention")
    a_conventions.verser_signee(convention, parcours.exemplaire_signe(), derniere_signature=jour, acteur=equipe)
    declarer(relire(paire))
    assert (convention.montant, engage()) == (Decimal(0), Decimal(0))
    assert Mouvement.objects.get(genre=Mouvement.Genre.REALISE).montant == Decimal(0)


def test_ce_qui_est_depense_vient_de_la_convention_signee(paire):
    Edition.objects.update(prix_journee=Decimal(900))
    declarer(paire)
    assert Mouvement.objects.get(genre=Mouvement.Genre.REALISE).montant == Decimal(250)


def test_les_demi_journees_ne_depensent_jamais_un_centime_de_trop():
    Edition.objects.filter(pk=parcours.edition().pk).update(prix_journee=Decimal("333.33"))
    paire = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", demi_journees=3))
    for jours in range(3):
        declarer(relire(paire), jours=jours)
    realises = Mouvement.objects.filter(genre=Mouvement.Genre.REALISE).values_list("montant", flat=True)
    assert sum(realises) == relire(paire).montant == engage()
