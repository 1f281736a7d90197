"""Requests: many at the same instant, on PostgreSQL."""

import uuid
from datetime import timedelta
from functools import partial

import pytest

from accompagnements import actions as a_accompagnements
from candidatures import actions
from candidatures.demande import PersonneAccompagnee
from candidatures.models import Appel, Candidature
from comptes.models import Instance, Personne, Structure
from programme.models import Dispositif, Edition, Quota
from socle import horloge
from socle.models import Courriel, Message
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_cinquante_envois_simultanes_donnent_cinquante_numeros():
    porteurs = [parcours.personne(f"porteuse{rang}@exemple.test") for rang in range(50)]
    brouillons = [parcours.brouillon(porteur) for porteur in porteurs]
    demande = parcours.demande()
    envois = [partial(actions.deposer, brouillon, demande, acteur=parcours.acteur(brouillon.porteur)) for brouillon in brouillons]
    resultats = ensemble(envois)
    assert refus(resultats) == []
    numeros = {candidature.dossier.numero for candidature in resultats}
    annee = next(iter(numeros)).split("-")[1]
    assert numeros == {f"DOS-{annee}-{rang:04d}" for rang in range(1, 51)}
    assert Courriel.objects.filter(gabarit="candidatures/accuse_depot").count() == 50


def test_huit_associations_du_meme_rna_sont_une_seule_structure():
    brouillons = [parcours.brouillon(parcours.personne(f"porteuse{rang}@exemple.test")) for rang in range(8)]
    demande = parcours.demande(siret="", rna="W343012345")
    envois = [partial(actions.deposer, brouillon, demande, acteur=parcours.acteur(brouillon.porteur)) for brouillon in brouillons]
    resultats = ensemble(envois)
    assert refus(resultats) == []
    assert {candidature.structure_id for candidature in resultats} == {Structure.objects.get(rna="W343012345").pk}


def test_huit_clics_sur_envoyer_donnent_un_numero_et_un_courriel():
    brouillon, demande = parcours.brouillon(), parcours.demande()
    acteur = parcours.acteur(brouillon.porteur)
    resultats = ensemble([partial(actions.deposer, brouillon, demande, acteur=acteur)] * 8)
    assert len({candidature.dossier.numero for candidature in resultats}) == 1
    assert Courriel.objects.filter(gabarit="candidatures/accuse_depot").count() == 1


def test_huit_clics_sur_commencer_ouvrent_un_seul_brouillon():
    appel, acteur = parcours.appel(), parcours.acteur(parcours.personne("porteuse@exemple.test"))
    resultats = ensemble([partial(actions.commencer, appel, acteur=acteur)] * 8)
    assert len({candidature.pk for candidature in resultats}) == 1
    assert Candidature.objects.count() == 1


def test_deux_onglets_qui_enregistrent_ensemble_ne_s_ecrasent_pas():
    """Four fields, two tabs drawn from the same page: what does not meet is kept, what meets is kept once and reported once."""
    brouillon = parcours.brouillon()
    acteur = parcours.acteur(brouillon.porteur)
    gestes = [
        partial(
            actions.enregistrer_brouillon,
            brouillon,
            {f"objectifs-{rang}-texte": f"De l’onglet {rang}", "intitule": f"Titre {rang}"},
            revision=0,
            onglet=f"onglet-{rang}",
            acteur=acteur,
        )
        for rang in range(4)
    ]
    resultats = ensemble(gestes)
    brouillon.reponses.refresh_from_db()
    saisie = brouillon.reponses.saisie
    assert [saisie[f"objectifs-{rang}-texte"] for rang in range(4)] == [f"De l’onglet {rang}" for rang in range(4)]
    rapportes = [resultat.conflits for resultat in resultats if resultat.conflits]
    assert rapportes == [{"intitule": saisie["intitule"]}] * 3
    assert brouillon.reponses.revision == 4


def test_un_envoi_et_un_autre_onglet_ce_qui_part_est_ce_qui_a_ete_juge():
    brouillon, demande = parcours.brouillon(), parcours.demande()
    acteur = parcours.acteur(brouillon.porteur)
    actions.enregistrer_brouillon(brouillon, parcours.saisie_de(demande), acteur=acteur)
    enregistrer = partial(actions.enregistrer_brouillon, brouillon, {"intitule": "Un autre titre"}, acteur=acteur)
    envoi, autre = ensemble([partial(actions.deposer, brouillon, demande, revision=1, acteur=acteur), enregistrer])
    envoyee = Candidature.objects.select_related("reponses").get()
    if envoyee.etat == Candidature.Etat.DEPOSEE:
        assert envoyee.reponses.saisie["intitule"] == envoyee.intitule == demande.intitule
        assert "est déjà envoyée" in refus([autre])[0]
    else:
        assert refus([envoi]) == ["Vos réponses viennent de changer dans un autre onglet : relisez-les, puis envoyez."]


def test_un_appel_qui_ferme_pendant_que_les_formulaires_sont_ouverts_ne_laisse_rien_a_moitie():
    """Sent before it closed, with a number and a mail; or refused after, with its sentence and every word kept."""
    demande, equipe = parcours.demande(), parcours.acteur(parcours.pilote())
    brouillons = [parcours.brouillon(parcours.personne(f"porteuse{rang}@exemple.test")) for rang in range(4)]
    for brouillon in brouillons:
        actions.enregistrer_brouillon(brouillon, parcours.saisie_de(demande), acteur=parcours.acteur(brouillon.porteur))
    envois = [partial(actions.deposer, brouillon, demande, acteur=parcours.acteur(brouillon.porteur)) for brouillon in brouillons]
    fermer = partial(actions.changer_etat_appel, parcours.appel(), "retirer", acteur=equipe)
    resultats = ensemble([*envois[:2], fermer, *envois[2:]])
    assert Appel.objects.get().etat == Appel.Etat.RETIRE
    fermes = Candidature.objects.filter(etat=Candidature.Etat.BROUILLON)
    assert refus(resultats) == ["L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé."] * fermes.count()
    envoyees = Candidature.objects.filter(etat=Candidature.Etat.DEPOSEE, dossier__numero__isnull=False)
    assert envoyees.count() == 4 - fermes.count() == Courriel.objects.filter(gabarit="candidatures/accuse_depot").count()
    tapees = {nom: valeur for nom, valeur in parcours.saisie_de(demande).items() if valeur} | {"periode": "Tapé après"}
    for brouillon in fermes:
        garde = actions.enregistrer_brouillon(brouillon, {"periode": "Tapé après"}, acteur=parcours.acteur(brouillon.porteur)).reponses
        assert {nom: garde.saisie.get(nom) for nom in tapees} == tapees


def test_deux_decisions_pour_les_dernieres_demi_journees_l_une_passe_l_autre_recoit_la_raison():
    candidatures = [
        parcours.candidature("diagnostiquee", porteur=parcours.personne(f"porteuse{rang}@exemple.test"), rang=0) for rang in range(2)
    ]
    equipe = parcours.acteur(parcours.pilote())
    resultats = ensemble(
        [
            partial(actions.accepter, candidature, dispositif=candidature.dispositif, demi_journees=3, acteur=equipe)
            for candidature in candidatures
        ]
    )
    assert refus(resultats) == [
        "Structure 0 a déjà 3 demi-journées sur 4 pour « Transfert de savoir-faire » : il en reste 1, vous en accordez 3."
    ]
    assert sorted(Candidature.objects.values_list("etat", flat=True)) == ["acceptee", "diagnostiquee"]
    assert Courriel.objects.filter(gabarit="candidatures/acceptee").count() == 1


def test_deux_pilotes_acceptent_le_meme_dossier_une_seule_decision():
    candidature, equipe = parcours.candidature("diagnostiquee"), parcours.acteur(parcours.pilote())
    resultats = ensemble([partial(actions.accepter, candidature, dispositif=candidature.dispositif, demi_journees=1, acteur=equipe)] * 2)
    assert len(refus(resultats)) == 1
    assert candidature.decisions.count() == 1


def test_huit_clics_sur_le_meme_message_en_ecrivent_un():
    candidature, cle = parcours.candidature("deposee"), uuid.uuid4()
    acteur = parcours.acteur(candidature.porteur)
    ensemble([partial(actions.ecrire_message, candidature, texte="Bonjour", cle=cle, acteur=acteur)] * 8)
    assert Message.objects.count() == 1


def test_deux_premieres_decisions_sur_deux_dispositifs_qui_ne_se_cumulent_pas_une_seule_passe():
    Edition.objects.filter(pk=parcours.edition().pk).update(cumul_permis=False)
    candidatures = [
        parcours.candidature("diagnostiquee", porteur=parcours.personne(f"porteuse{rang}@exemple.test"), rang=0) for rang in range(2)
    ]
    equipe = parcours.acteur(parcours.pilote())
    dispositifs = Dispositif.objects.filter(edition=parcours.edition()).order_by("code")
    gestes = [
        partial(actions.accepter, candidature, dispositif=dispositif, demi_journees=1, acteur=equipe)
        for candidature, dispositif in zip(candidatures, dispositifs, strict=True)
    ]
    assert ["ne permet pas de cumuler" in phrase for phrase in refus(ensemble(gestes))] == [True]
    assert sorted(Quota.objects.values_list("pris", flat=True)) == [0, 1]


def test_des_demandes_simultanees_qui_nomment_les_memes_personnes_n_en_creent_qu_une_de_chaque():
    gens = [PersonneAccompagnee("Jo", nom, f"{nom.lower()}@exemple.test", "Régie", "cdi") for nom in ("Alpha", "Beta")]
    brouillons = [parcours.brouillon(parcours.personne(f"porteuse{rang}@exemple.test")) for rang in range(6)]
    envois = [
        partial(
            actions.deposer,
            brouillon,
            parcours.demande(rang, participants=gens[:: (-1) ** rang]),
            acteur=parcours.acteur(brouillon.porteur),
        )
        for rang, brouillon in enumerate(brouillons)
    ]
    assert refus(ensemble(envois)) == []
    assert Personne.objects.filter(email__in=["alpha@exemple.test", "beta@exemple.test"]).count() == 2
    assert Candidature.objects.filter(etat="deposee").count() == 6


def _autre_pilote():
    return parcours.acteur(parcours.personne("autre-pilote@exemple.test", instance=Instance.PILOTE))


def test_deux_pilotes_decident_en_sens_contraire_une_decision_un_courriel_l_autre_lit_pourquoi():
    candidature, equipe, autre = parcours.candidature("diagnostiquee"), parcours.acteur(parcours.pilote()), _autre_pilote()
    resultats = ensemble(
        [
            partial(actions.accepter, candidature, dispositif=candidature.dispositif, demi_journees=1, acteur=equipe),
            partial(actions.refuser, candidature, motif="Un autre dispositif.", acteur=autre),
            partial(actions.mettre_en_attente, candidature, acteur=equipe),
            partial(actions.classer_sans_suite, candidature, motif="Personne.", acteur=autre),
        ]
    )
    assert len(refus(resultats)) == 3
    assert all("n’est plus possible" in phrase or "attend d’être annoncée" in phrase for phrase in refus(resultats))
    assert candidature.decisions.count() == 1
    assert Courriel.objects.filter(etat="retenu").count() == 1
    assert Quota.objects.filter(pris__gt=0).count() == Candidature.objects.filter(etat="acceptee").count()


def test_annoncer_revenir_et_se_retirer_en_meme_temps_laissent_un_seul_sort_au_courriel():
    candidature, equipe, autre = parcours.candidature("acceptee", annoncee=False), parcours.acteur(parcours.pilote()), _autre_pilote()
    ensemble(
        [
            partial(actions.annoncer_decision, candidature, acteur=equipe),
            partial(actions.annoncer_decision, candidature, acteur=autre),
            partial(actions.reprendre_decision, candidature, acteur=autre),
            partial(actions.retirer, candidature, acteur=parcours.acteur(candidature.porteur)),
        ]
    )
    decision, courriel = candidature.decisions.get(), Courriel.objects.get(gabarit="candidatures/acceptee")
    assert (decision.annoncee_le is not None, decision.annulee_le is not None) in {(True, False), (False, True)}
    assert courriel.etat == ("a_envoyer" if decision.annoncee_le else "annule")
    finale = Candidature.objects.get(pk=candidature.pk)
    assert (finale.etat_avant_annonce, finale.etat) in {("", "acceptee"), ("", "retiree"), ("", "diagnostiquee")}
    assert Quota.objects.get().pris == (2 if finale.etat == "acceptee" else 0)


def test_l_accord_annonce_et_la_personne_ressource_qui_dit_oui_au_meme_instant_se_rencontrent():
    """Whoever comes second asks the beneficiary to confirm: never nobody, never twice."""
    candidature = parcours.candidature("acceptee", annoncee=False)
    proposition = parcours.proposition("envoyee", candidature_=candidature)
    mentor = parcours.acteur(proposition.profil.personne)
    gestes = [
        partial(actions.annoncer_decision, candidature, acteur=parcours.acteur(parcours.pilote())),
        partial(a_accompagnements.accepter, proposition, acteur=mentor),
    ]
    assert refus(ensemble(gestes)) == []
    assert Courriel.objects.filter(gabarit="accompagnements/confirmation", personne=candidature.porteur).count() == 1


def test_deux_demandes_de_complement_au_meme_instant_une_seule():
    candidature, equipe, autre = parcours.candidature("deposee"), parcours.acteur(parcours.pilote()), _autre_pilote()
    echeance = horloge.aujourdhui() + timedelta(days=5)
    questions = list(candidature.reponses.version.questions.filter(code="contexte"))
    demander = partial(actions.demander_complement, candidature, questions=questions, message="Budget ?", echeance=echeance)
    gestes = [partial(demander, acteur=qui) for qui in (equipe, autre)]
    assert len(refus(ensemble(gestes))) == 1
    assert candidature.complements.count() == 1


def test_un_complement_qu_on_ecrit_pendant_qu_il_est_annule_garde_tout_ou_le_dit():
    """Three tabs and the team: one text is kept and the others reported, until the complement is cancelled; then each is told so."""
    demande = parcours.complement()
    porteur, equipe = parcours.acteur(demande.candidature.porteur), parcours.acteur(parcours.pilote())
    ecrire = [
        partial(
            actions.enregistrer_complement,
            demande.candidature,
            {"contexte": f"Texte {rang}"},
            revision=0,
            onglet=f"onglet-{rang}",
            acteur=porteur,
        )
        for rang in range(3)
    ]
    resultats = ensemble([*ecrire, partial(actions.annuler_complement, demande.candidature, acteur=equipe)])
    gardes = [resultat for resultat in resultats[:3] if isinstance(resultat, actions.Enregistrement)]
    assert refus(resultats) == ["Aucun complément n’est attendu sur ce dossier."] * (3 - len(gardes))
    assert [len(garde.conflits) for garde in gardes].count(0) == min(len(gardes), 1)
    demande.reponses.refresh_from_db()
    assert demande.reponses.revision == min(len(gardes), 1)
    assert Candidature.objects.get(pk=demande.candidature_id).etat == Candidature.Etat.DEPOSEE
