"""Requests: many at the same instant, on PostgreSQL."""

import uuid
from functools import partial

import pytest

from candidatures import actions
from candidatures.demande import PersonneAccompagnee
from candidatures.models import Candidature
from comptes.models import Personne
from programme.models import Dispositif, Edition, Quota
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
