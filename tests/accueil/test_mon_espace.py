"""Mon espace: what I have to do, by deadline, then where each of my files stands."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accompagnements import actions as a_accompagnements
from accueil import lectures
from candidatures import actions as a_candidatures
from comptes.acteurs import ActeurPersonne
from comptes.models import Instance, Personne
from conventions.models import Convention
from evaluations import actions as a_evaluations
from evaluations.models import Evaluation
from socle.templatetags.tsf import moment
from tests import parcours, seances


def espace(personne: Personne) -> lectures.Espace:
    return lectures.espace(ActeurPersonne(Personne.objects.get(pk=personne.pk)))


def titres(personne: Personne) -> list[str]:
    return [tache.titre for tache in espace(personne).taches]


def page(client: Client, personne: Personne) -> str:
    client.force_login(personne)
    return client.get("/mon-espace/").content.decode()


# ---------- à faire, côté structure ----------


def test_un_brouillon_est_a_terminer(client, db):
    brouillon = parcours.brouillon()
    a_candidatures.enregistrer_brouillon(
        brouillon, {"intitule": "Voir venir les mois difficiles"}, acteur=parcours.acteur(brouillon.porteur)
    )
    (tache,) = espace(brouillon.porteur).taches
    assert tache.titre == "Terminer votre candidature «\u00a0Voir venir les mois difficiles\u00a0»"
    assert tache.actes[0].adresse == brouillon.get_absolute_url()
    assert "Une chose vous attend" in page(client, brouillon.porteur)


def test_un_brouillon_d_un_appel_ferme_n_est_plus_a_terminer(horloge, db):
    brouillon = parcours.brouillon(ferme_le=horloge.maintenant() + timedelta(days=2))
    assert espace(brouillon.porteur).taches[0].echeance == brouillon.appel.ferme_le
    horloge.avancer(timedelta(days=3))
    assert espace(brouillon.porteur).taches == []


def test_un_message_de_l_equipe_attend_une_reponse(db):
    candidature = parcours.candidature("deposee")
    porteuse, equipe = parcours.acteur(candidature.porteur), parcours.acteur(parcours.pilote())
    assert titres(candidature.porteur) == []
    a_candidatures.ecrire_message(candidature, texte="Combien de personnes participeraient ?", cle=uuid.uuid4(), acteur=equipe)
    (tache,) = espace(candidature.porteur).taches
    assert tache.titre.startswith("Répondre à l’équipe")
    assert "Claire Vidal" in tache.texte
    assert "Combien de personnes" in tache.texte
    a_candidatures.ecrire_message(candidature, texte="Nous serons trois.", cle=uuid.uuid4(), acteur=porteuse)
    assert titres(candidature.porteur) == []


def test_un_message_sur_un_dossier_retire_n_attend_plus_rien(db):
    candidature = parcours.candidature("deposee")
    a_candidatures.ecrire_message(candidature, texte="Une question ?", cle=uuid.uuid4(), acteur=parcours.acteur(parcours.pilote()))
    a_candidatures.retirer(candidature, acteur=parcours.acteur(candidature.porteur))
    assert titres(candidature.porteur) == []


def test_une_personne_ressource_trouvee_est_a_confirmer(db):
    proposition = parcours.proposition("acceptee")
    (tache,) = espace(proposition.candidature.porteur).taches
    assert tache.titre == "Confirmer votre personne-ressource\u00a0: Mathieu Sarda"
    assert tache.echeance == proposition.echeance
    assert tache.actes[0].adresse == proposition.get_absolute_url()


def test_on_ne_confirme_pas_avant_la_decision(db):
    proposition = parcours.proposition("acceptee", candidature_=parcours.candidature("recevable"))
    assert titres(proposition.candidature.porteur) == []


def test_une_proposition_sans_reponse_reste_inconnue_de_la_structure(db):
    proposition = parcours.proposition("envoyee")
    vu = espace(proposition.candidature.porteur)
    assert vu.taches == []
    assert "cherche la personne-ressource" in vu.en_cours[0].phrase


def test_chaque_cote_a_ses_informations_a_verifier(db):
    convention = parcours.convention("preparee")
    paire = convention.accompagnement
    for personne, cote in ((paire.mentor.personne, "mentor"), (paire.candidature.porteur, "beneficiaire")):
        (tache,) = espace(personne).taches
        assert tache.titre.startswith("Vérifier vos informations pour la convention")
        assert [acte.adresse for acte in tache.actes] == [convention.parties.get(cote=cote).get_absolute_url()]
    parcours.verifier_les_parties(convention)
    assert titres(paire.mentor.personne) == []


def test_la_convention_est_a_signer_des_deux_cotes(db):
    convention = parcours.convention("emise")
    accompagnement = convention.accompagnement
    assert titres(accompagnement.candidature.porteur) == []
    for personne in (accompagnement.beneficiaire.personne, accompagnement.mentor.personne):
        (tache,) = espace(personne).taches
        assert tache.titre == f"Signer la convention «\u00a0{accompagnement.candidature.intitule}\u00a0»"
        assert [acte.adresse for acte in tache.actes] == [
            reverse("conventions:signer", args=[convention.numero]),
            reverse("conventions:pdf", args=[convention.numero]),
        ]
        assert "ses signatures" in espace(personne).en_cours[0].phrase


@pytest.mark.parametrize("etat", ["preparee", "signee", "annulee"])
def test_une_convention_qui_n_est_pas_emise_n_est_pas_a_signer(db, etat):
    convention = parcours.convention(etat)
    assert not [titre for titre in titres(convention.accompagnement.candidature.porteur) if "Signer" in titre]


@pytest.mark.parametrize("repondant", ["accompagne", "mentor"])
def test_l_evaluation_de_sortie_est_a_remplir_jusqu_au_dernier_moment(client, db, repondant):
    evaluation = parcours.evaluation("sortie", repondant)
    (tache,) = espace(evaluation.personne).taches
    assert tache.titre == "Faire le bilan de votre accompagnement"
    assert tache.actes[0].adresse == evaluation.get_absolute_url()
    assert "votre évaluation vous attend" in espace(evaluation.personne).en_cours[0].phrase
    assert f"jusqu’au {moment(evaluation.expire_le)}, <strong>" in page(client, evaluation.personne)
    a_evaluations.remplir(evaluation, a_evaluations.Retour({}), acteur=parcours.acteur(evaluation.personne))
    assert titres(evaluation.personne) == []


def test_l_evaluation_a_six_mois_est_a_remplir_tant_qu_elle_n_est_pas_expiree(horloge, db):
    evaluation = parcours.evaluation("six_mois", "mentor")
    sortie = parcours.evaluation("sortie", "mentor", accompagnement_=evaluation.accompagnement)
    a_evaluations.remplir(sortie, a_evaluations.Retour({}), acteur=parcours.acteur(sortie.personne))
    assert "évaluation à six mois" in espace(evaluation.personne).en_cours[0].phrase
    horloge.avancer(timedelta(days=185))
    a_evaluations.faire_vivre()
    assert "Dire ce qui a changé, six mois après" in titres(evaluation.personne)
    horloge.avancer(timedelta(days=61))
    # Before the beat passes: it is over all the same.
    assert Evaluation.objects.get(pk=evaluation.pk).etat == Evaluation.Etat.ENVOYEE
    assert titres(evaluation.personne) == []


# ---------- à faire, côté personne-ressource ----------


def test_une_demande_attend_la_reponse_de_la_personne_ressource(db):
    proposition = parcours.proposition("envoyee")
    vu = espace(proposition.profil.personne)
    (tache,) = vu.taches
    assert tache.titre == f"Répondre à une demande\u00a0: «\u00a0{proposition.candidature.intitule}\u00a0»"
    assert tache.echeance == proposition.echeance
    assert vu.en_cours == []


def test_une_fois_acceptee_la_demande_attend_la_structure(db):
    proposition = parcours.proposition("acceptee")
    vu = espace(proposition.profil.personne)
    assert vu.taches == []
    assert "doit maintenant confirmer" in vu.en_cours[0].phrase
    assert vu.en_cours[0].avant == proposition.echeance


def test_une_demi_journee_se_raconte_sans_presser_puis_en_pressant(horloge, db):
    accompagnement = parcours.accompagnement("en_cours")
    (tache,) = espace(accompagnement.mentor.personne).taches
    assert (tache.douce, tache.echeance) == (True, None)
    assert tache.actes[0].adresse == reverse("accompagnements:declarer", args=[accompagnement.numero])
    assert espace(accompagnement.mentor.personne).titre == "Rien ne vous attend"
    horloge.avancer(accompagnement.fin - horloge.aujourdhui() - timedelta(days=20))
    (tache,) = espace(accompagnement.mentor.personne).taches
    assert (tache.douce, tache.echeance) == (False, accompagnement.fin)
    assert titres(accompagnement.candidature.porteur) == []


# ---------- l’ordre, les rôles, ce qui reste ----------


def test_le_plus_urgent_vient_d_abord(horloge, db):
    parcours.convention("emise")
    horloge.avancer(timedelta(days=1))
    mentor = parcours.mentor()
    seconde = parcours.candidature("acceptee", rang=1, porteur=mentor.personne)
    autre = parcours.mentor(email="aurelie@exemple.test", rang=4)
    parcours.proposition("acceptee", candidature_=seconde, profil=autre)
    parcours.brouillon(mentor.personne)
    assert [titre.split()[0] for titre in titres(mentor.personne)] == ["Confirmer", "Signer", "Terminer"]


def test_une_personne_a_deux_casquettes_a_un_seul_espace(client, db):
    proposition = parcours.proposition("envoyee")
    mentor = proposition.profil.personne
    parcours.candidature("deposee", rang=1, porteur=mentor)
    vu = espace(mentor)
    assert [tache.titre.split()[0] for tache in vu.taches] == ["Répondre"]
    assert [carte.titre for carte in vu.en_cours] == ["Construire un budget de festival qui tient"]
    assert "Une autre question" in page(client, mentor)


@pytest.mark.parametrize(
    ("etat", "phrase"),
    [
        ("deposee", "L’équipe vérifie"),
        ("recevable", "L’équipe vous appelle"),
        ("diagnostiquee", "L’équipe prend sa décision"),
        ("acceptee", "L’équipe cherche la personne-ressource"),
    ],
)
def test_chaque_demande_dit_qui_agit(db, etat, phrase):
    candidature = parcours.candidature(etat)
    (carte,) = espace(candidature.porteur).en_cours
    assert phrase in carte.phrase
    assert carte.adresse == candidature.get_absolute_url()


@pytest.mark.parametrize("etat", ["irrecevable", "refusee", "sans_suite", "retiree", "close"])
def test_ce_qui_est_fini_se_range_a_part(client, horloge, db, etat):
    candidature = parcours.candidature(etat)
    vu = espace(candidature.porteur)
    assert (vu.en_cours, len(vu.termines)) == ([], 1)
    assert "1 dossier terminé" in page(client, candidature.porteur)


def test_un_accompagnement_montre_ses_demi_journees_et_son_chemin(client, horloge, db):
    accompagnement = parcours.accompagnement("en_cours")
    (carte,) = espace(accompagnement.candidature.porteur).en_cours
    assert [jalon.place for jalon in carte.jalons] == ["fait", "fait", "ici", "avenir", "avenir"]
    corps = page(client, accompagnement.candidature.porteur)
    assert "<strong>1 tenue sur 2</strong>" in corps
    assert "Mathieu Sarda" in corps


def test_la_personne_accompagnee_voit_son_accompagnement_sans_porter_la_demande(db):
    accompagnement = parcours.accompagnement("conventionne")
    accompagnee = accompagnement.beneficiaire.personne
    assert accompagnee != accompagnement.candidature.porteur
    (carte,) = espace(accompagnee).en_cours
    assert "Fixez ensemble la première demi-journée" in carte.phrase


def test_un_accompagnement_abandonne_rend_la_demande_a_la_recherche(db):
    accompagnement = parcours.accompagnement("abandonne")
    (carte,) = espace(accompagnement.candidature.porteur).en_cours
    assert "cherche la personne-ressource" in carte.phrase


def test_l_espace_des_autres_ne_se_voit_pas(client, horloge, db):
    accompagnement = parcours.accompagnement("en_cours")
    etrangere = parcours.personne()
    assert espace(etrangere).est_vide
    assert accompagnement.numero not in page(client, etrangere)


def test_l_equipe_pilote_ne_voit_ici_que_le_sien(horloge, db):
    parcours.accompagnement("en_cours")
    parcours.proposition("envoyee", candidature_=parcours.candidature("acceptee", rang=1))
    vu = espace(parcours.pilote())
    assert vu.est_vide
    assert vu.est_pilote


def test_l_equipe_pilote_ne_confirme_que_la_personne_ressource_qui_a_dit_oui(db):
    proposition = parcours.proposition("envoyee", candidature_=parcours.candidature("acceptee", porteur=parcours.pilote()))
    assert titres(parcours.pilote()) == []
    a_accompagnements.accepter(proposition, acteur=parcours.acteur(proposition.profil.personne))
    assert titres(parcours.pilote()) == ["Confirmer votre personne-ressource\u00a0: Mathieu Sarda"]


def test_avant_la_decision_la_personne_ressource_n_attend_pas_la_structure(db):
    proposition = parcours.proposition("acceptee", candidature_=parcours.candidature("recevable"))
    (carte,) = espace(proposition.profil.personne).en_cours
    assert "L’équipe décide de la demande" in carte.phrase
    assert carte.avant is None


# ---------- quand il n’y a rien ----------


def test_un_espace_vide_dit_par_ou_commencer(client, db):
    corps = page(client, parcours.personne())
    assert "Bienvenue" in corps
    assert reverse("candidatures:appels") in corps


@pytest.mark.parametrize(
    ("etat", "mot"),
    [
        ("propose", "est en préparation"),
        ("contacte", "est en préparation"),
        ("valide", "est validée"),
        ("en_pause", "est en pause"),
        ("archive", "est archivée"),
    ],
)
def test_une_personne_ressource_sans_demande_sait_ce_qui_viendra(client, db, etat, mot):
    profil = parcours.mentor(etat)
    assert f"Votre fiche de personne-ressource {mot}" in page(client, profil.personne)


@pytest.mark.parametrize(
    ("instance", "attendu"),
    [
        (Instance.COMITE_TECHNIQUE, "Ouvrir l’espace comité"),
        (Instance.COMITE_SELECTION, "Comité de sélection"),
        (Instance.REFERENT, "Référent·e difficultés"),
    ],
)
def test_chaque_instance_trouve_sa_porte(client, db, instance, attendu):
    corps = page(client, parcours.personne(instance=instance))
    assert attendu in corps
    assert "Pour commencer" not in corps


# ---------- le nombre de requêtes ----------


@pytest.mark.parametrize("nombre", [1, 3])
def test_le_nombre_de_requetes_ne_depend_pas_des_dossiers(client, horloge, django_assert_num_queries, nombre):
    porteuse = parcours.personne("porteuse@exemple.test")
    for rang in range(nombre):
        profil = parcours.mentor(email=f"mentor{rang}@exemple.test", rang=5 - rang)
        candidature = parcours.candidature("acceptee", rang=rang, porteur=porteuse)
        convention = parcours.convention("emise", accompagnement_=parcours.accompagnement(candidature_=candidature, profil=profil))
        assert convention.etat == Convention.Etat.EMISE
        a_candidatures.ecrire_message(candidature, texte="Une question ?", cle=uuid.uuid4(), acteur=parcours.acteur(parcours.pilote()))
    client.force_login(porteuse)
    client.get("/mon-espace/")
    with django_assert_num_queries(REQUETES):
        reponse = client.get("/mon-espace/")
    assert len(reponse.context["espace"].taches) == nombre


# Session, person, mandates; then the reads of mon espace.
REQUETES = 12


def test_declarer_une_demi_journee_depuis_l_espace_mene_au_bon_ecran(client, horloge, db):
    accompagnement = parcours.accompagnement("conventionne")
    client.force_login(accompagnement.mentor.personne)
    adresse = espace(accompagnement.mentor.personne).taches[0].actes[0].adresse
    assert client.get(adresse).status_code == 200
    a_accompagnements.declarer_tenue(accompagnement, parcours.compte_rendu(), acteur=parcours.acteur(accompagnement.mentor.personne))
    assert "1\u00a0demi-journée" in espace(accompagnement.mentor.personne).taches[0].texte


def test_une_seance_prevue_est_un_rendez_vous_puis_une_chose_a_raconter(horloge, db):
    seance = seances.seance("prevue", jours=1)
    paire = seance.accompagnement
    for personne, autre in ((paire.mentor.personne, "Nadia Belkacem"), (paire.candidature.porteur, "Mathieu Sarda")):
        tache = espace(personne).taches[0]
        assert (tache.titre, tache.douce, tache.actes[0].adresse) == (f"Séance avec {autre}", True, seance.get_absolute_url())
    horloge.avancer(timedelta(days=2))
    for personne in (paire.mentor.personne, paire.candidature.porteur):
        tache = espace(personne).taches[0]
        assert (tache.titre.startswith("Raconter votre séance avec"), tache.douce) == (True, False)
        assert tache.actes[0].adresse.endswith(f"/seances/{seance.pk}/compte-rendu/")
