"""The queues: what SQL counts is what the rules say."""

import uuid
from datetime import timedelta

import pytest

from accompagnements import actions as a_accompagnements
from candidatures import actions
from candidatures.models import DECIDEES, Candidature
from conventions.actions import relancer_les_parties
from pilotage import regles
from pilotage.lectures import files, triage
from socle.acteurs import SYSTEME
from socle.refus import RefusDroit
from tests import avenants, parcours
from tests.parcours import acteur

pytestmark = pytest.mark.django_db

DEMANDES = [etat for etat in Candidature.Etat.values if etat not in {"brouillon", "close"}]


def _scenes(etat: str) -> Candidature:
    """Return the request behind one point of the path."""
    if etat in DEMANDES:
        return parcours.candidature(etat)
    if etat.startswith("retenue:"):
        return parcours.candidature(etat.removeprefix("retenue:"), annoncee=False)
    genre, _, reste = etat.partition(":")
    if genre == "avenant":
        return avenants.avenant(reste).accompagnement.candidature
    objet = getattr(parcours, genre)(reste)
    return objet.candidature if genre != "convention" else objet.accompagnement.candidature


@pytest.mark.parametrize(
    "etat",
    [
        *DEMANDES,
        *(f"retenue:{etat}" for etat in DECIDEES),
        *(f"proposition:{etat}" for etat in ("envoyee", "acceptee", "declinee", "retiree")),
        *(f"convention:{etat}" for etat in ("preparee", "verifiee", "emise", "annulee", "resiliee")),
        *(f"avenant:{etat}" for etat in ("preparee", "emise", "signee")),
        *(f"accompagnement:{etat}" for etat in ("prepare", "conventionne", "en_cours", "realise", "abandonne", "rompu")),
    ],
)
def test_une_demande_est_dans_la_file_que_dit_sa_suite(etat):
    candidature = _scenes(etat)
    lue = files.suivies(SYSTEME).get(pk=candidature.pk)
    suite = regles.suite(files.faits(lue), lue.jour)
    dans = [file.code for file in files.FILES if files.suivies(SYSTEME).filter(file.condition, pk=lue.pk).exists()]
    assert dans == ([suite.file] if suite.file else [])
    assert suite.est_a_equipe == files.suivies(SYSTEME).filter(files.EQUIPE.condition, pk=lue.pk).exists()


def test_un_cote_silencieux_apres_sa_relance_attend_l_equipe(horloge):
    candidature = parcours.convention("preparee").accompagnement.candidature
    for attente, file in ((0, "informations_attendues"), (4, "informations_attendues"), (4, "informations_en_retard")):
        horloge.avancer(timedelta(days=attente))
        relancer_les_parties()
        assert [une.code for une in files.FILES if files.suivies(SYSTEME).filter(une.condition, pk=candidature.pk).exists()] == [file]
    lue = files.suivies(SYSTEME).get(pk=candidature.pk)
    assert regles.suite(files.faits(lue), lue.jour).est_a_equipe


def test_les_files_comptent_ce_qu_elles_ouvrent():
    for rang, etat in enumerate(["deposee", "deposee", "recevable", "acceptee"]):
        parcours.candidature(etat, rang=rang)
    equipe = acteur(parcours.pilote())
    comptes = {comptee.file.code: comptee.nombre for comptee in files.compter(equipe)}
    assert {code: nombre for code, nombre in comptes.items() if nombre} == {
        "equipe": 4,
        "a_trier": 2,
        "a_diagnostiquer": 1,
        "a_apparier": 1,
    }
    for code, nombre in comptes.items():
        assert triage.chercher(equipe, triage.Filtres(file=code)).count() == nombre


def _ecrit(candidature, qui, texte="Quand aurai-je une réponse ?"):
    return actions.ecrire_message(candidature, texte=texte, cle=uuid.uuid4(), acteur=acteur(qui))


@pytest.mark.parametrize("etat", ["deposee", "refusee", "acceptee"])
def test_un_message_recu_attend_une_reponse_quel_que_soit_l_etat(etat):
    candidature = parcours.candidature(etat)
    pilote = parcours.pilote()
    _ecrit(candidature, candidature.porteur)
    attend = files.suivies(SYSTEME).filter(files.PAR_CODE["a_repondre"].condition & files.EQUIPE.condition)
    assert attend.count() == 1
    _ecrit(candidature, pilote, "Avant vendredi.")
    assert attend.count() == 0
    _ecrit(candidature, candidature.porteur, "Merci !")
    assert attend.count() == 1
    actions.classer_messages(candidature, acteur=acteur(pilote))
    assert attend.count() == 0


def test_la_suite_dit_de_repondre_quand_l_equipe_n_a_rien_d_autre_a_faire():
    refusee, deposee = parcours.candidature("refusee"), parcours.candidature("deposee", rang=1)
    for candidature in (refusee, deposee):
        _ecrit(candidature, candidature.porteur)
    suites = {lue.pk: regles.suite(files.faits(lue), lue.jour).file for lue in files.suivies(SYSTEME)}
    assert suites == {refusee.pk: "a_repondre", deposee.pk: "a_trier"}


def test_seule_l_equipe_classe_un_message():
    candidature = parcours.candidature()
    _ecrit(candidature, candidature.porteur)
    with pytest.raises(RefusDroit):
        actions.classer_messages(candidature, acteur=acteur(candidature.porteur))


def test_un_brouillon_n_attend_dans_aucune_file():
    parcours.candidature("brouillon")
    assert files.suivies(SYSTEME).count() == 0


def test_un_deport_ne_compte_nulle_part():
    candidature = parcours.candidature()
    pilote = parcours.pilote()
    candidature.dossier.deports.create(personne=pilote, declare_le=candidature.deposee_le)
    assert sum(comptee.nombre for comptee in files.compter(acteur(pilote))) == 0


def test_ce_qui_depasse_la_promesse_de_l_appel_est_en_retard(horloge):
    candidature = parcours.candidature()
    equipe = acteur(parcours.pilote())
    horloge.avancer(timedelta(days=candidature.appel.delai_etude - 1))
    assert triage.lignes(triage.chercher(equipe, triage.Filtres()))[0].est_en_retard is False
    horloge.avancer(timedelta(days=2))
    assert [ligne.est_en_retard for ligne in triage.lignes(triage.chercher(equipe, triage.Filtres(retard=True)))] == [True]


def test_le_delai_promis_court_de_l_etat_de_la_demande_pas_de_ce_qui_arrive_dans_son_dossier(horloge):
    candidature = parcours.candidature("recevable")
    promis = timedelta(days=candidature.appel.delai_entretien)
    horloge.avancer(promis - timedelta(days=1))
    a_accompagnements.decliner(
        parcours.proposition("envoyee", candidature_=candidature), motif="", acteur=acteur(parcours.mentor().personne)
    )
    lue = files.suivies(SYSTEME).get(pk=candidature.pk)
    assert regles.suite(files.faits(lue), lue.jour).echeance == horloge.aujourdhui() + timedelta(days=1)


def test_le_jour_promis_n_est_pas_encore_un_retard(horloge):
    candidature = parcours.candidature()
    equipe = acteur(parcours.pilote())
    horloge.avancer(timedelta(days=candidature.appel.delai_etude))
    assert triage.chercher(equipe, triage.Filtres(retard=True)).count() == 0
    horloge.avancer(timedelta(days=1))
    assert triage.chercher(equipe, triage.Filtres(retard=True)).count() == 1


def test_une_proposition_sans_reponse_revient_a_l_equipe(horloge):
    parcours.proposition("envoyee", candidature_=parcours.candidature("recevable"))
    horloge.avancer(timedelta(days=8))
    ligne = triage.lignes(triage.chercher(acteur(parcours.pilote()), triage.Filtres(file="propositions_en_retard")))[0]
    assert ligne.est_en_retard


def test_une_personne_ressource_qui_a_dit_oui_avant_la_decision_n_est_pas_en_retard(horloge):
    parcours.proposition("acceptee", candidature_=parcours.candidature("diagnostiquee"))
    horloge.avancer(timedelta(days=8))
    assert triage.chercher(acteur(parcours.pilote()), triage.Filtres(file="propositions_en_retard")).count() == 0


@pytest.mark.parametrize("etat", ["convention:emise", "avenant:emise"])
def test_ce_qui_n_est_pas_signe_apres_le_dernier_rappel_est_en_retard_avant_d_etre_annule(etat, horloge):
    candidature = _scenes(etat)
    equipe = acteur(parcours.pilote())
    horloge.avancer(timedelta(days=20))
    assert triage.chercher(equipe, triage.Filtres(retard=True)).count() == 0
    horloge.avancer(timedelta(days=1))
    parcours.executer("delai_de_signature")
    (ligne,) = triage.lignes(triage.chercher(equipe, triage.Filtres(retard=True)))
    assert ligne.candidature == candidature
    assert ligne.est_en_retard


def test_ce_qui_n_a_pas_commence_a_la_fin_de_sa_convention_est_en_retard(horloge):
    paire = parcours.accompagnement("conventionne")
    equipe = acteur(parcours.pilote())
    horloge.avancer(paire.fin - horloge.aujourdhui())
    assert triage.chercher(equipe, triage.Filtres(retard=True)).count() == 0
    horloge.avancer(timedelta(days=1))
    (ligne,) = triage.lignes(triage.chercher(equipe, triage.Filtres(retard=True)))
    assert (ligne.suite.texte, ligne.suite.echeance) == ("Tenir la première demi-journée", paire.fin)


def test_ce_qui_attend_l_equipe_vient_d_abord():
    for rang, etat in enumerate(["refusee", "deposee"]):
        parcours.candidature(etat, rang=rang)
    parcours.proposition("envoyee", candidature_=parcours.candidature("acceptee", rang=2))
    etats = [ligne.candidature.etat for ligne in triage.lignes(triage.chercher(acteur(parcours.pilote()), triage.Filtres()))]
    assert etats == ["deposee", "acceptee", "refusee"]


def test_une_demande_ajournee_revient_a_l_equipe_le_jour_dit(horloge):
    candidature = parcours.candidature("ajournee")
    horloge.avancer(candidature.ajournee_jusqu_au - horloge.aujourdhui() - timedelta(days=1))
    assert not files.suivies(SYSTEME).filter(files.EQUIPE.condition).exists()
    horloge.avancer(timedelta(days=1))
    lue = files.suivies(SYSTEME).get()
    assert regles.suite(files.faits(lue), lue.jour).file == "ajournees_echues"
    assert files.suivies(SYSTEME).filter(files.PAR_CODE["ajournees_echues"].condition).exists()
