"""Before the emission each side checks what the agreement says of it; what is wrong prevents the emission, with where it is mended."""

import re
from datetime import timedelta

import pytest

from comptes.acteurs import ANONYME, ActeurLien
from comptes.models import Appartenance, LienPersonnel, Siret
from conventions import actions
from conventions.lectures import Cure, empechements
from conventions.models import Convention, Cote, Partie, Verification, VersionModele
from programme.models import Ligne, Quota
from socle import horloge as heure
from socle.models import Courriel, Evenement
from socle.refus import Refus, RefusDroit, RefusEtat
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention() -> Convention:
    return parcours.convention("preparee")


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


def du_cote(convention: Convention, cote: str) -> Partie:
    return convention.parties.get(cote=cote)


def demandes(convention: Convention) -> list[Courriel]:
    return list(Courriel.objects.filter(gabarit="conventions/informations", dossier=convention.dossier).order_by("pk"))


def test_la_preparation_remplit_les_deux_cotes_et_leur_ecrit(convention):
    mentor, beneficiaire = du_cote(convention, Cote.MENTOR), du_cote(convention, Cote.BENEFICIAIRE)
    assert (mentor.nom, mentor.fonction, mentor.structure_nom, mentor.siret) == (
        "Mathieu Sarda",
        "Directeur",
        "Structure 5",
        parcours.SIRETS[5],
    )
    assert (beneficiaire.nom, beneficiaire.structure_nom, beneficiaire.ville) == ("Nadia Belkacem", "Structure 0", "34200 Sète")
    assert not mentor.est_verifiee
    paire = convention.accompagnement
    attendues = {paire.mentor.personne, paire.candidature.porteur, paire.beneficiaire.personne}
    assert {courriel.personne for courriel in demandes(convention)} == attendues


def test_une_correction_reste_dans_la_convention_et_l_equipe_voit_ce_qui_a_change(convention, equipe):
    partie = du_cote(convention, Cote.MENTOR)
    moi = parcours.acteur(convention.accompagnement.mentor.personne)
    saisie = parcours.informations(partie, fonction="Directrice", adresse="2 rue des Ormes", represente_sa_structure=True)
    partie = actions.verifier_partie(partie, saisie, acteur=moi)
    assert (partie.fonction, partie.verification, partie.verifiee_par) == ("Directrice", Verification.EN_LIGNE, moi.personne)
    assert [(trace["champ"], trace["avant"], trace["apres"]) for trace in partie.corrections] == [
        ("fonction", "Directeur", "Directrice"),
        ("adresse", "", "2 rue des Ormes"),
        ("represente_sa_structure", False, True),
    ]
    assert [trace["avant"] for trace in partie.corrections_lisibles] == ["Directeur", "", "non"]
    assert convention.accompagnement.mentor.fonction == "Directeur"
    trace = Evenement.objects.get(code="verifier_informations")
    assert trace.details["champs"] == ["fonction", "adresse", "represente_sa_structure"]
    assert "Ormes" not in str(trace.details)


def test_l_equipe_note_comment_elle_a_verifie(convention, equipe):
    partie = du_cote(convention, Cote.BENEFICIAIRE)
    saisie = parcours.informations(partie, represente_sa_structure=True)
    with pytest.raises(Refus, match="Dites comment"):
        actions.verifier_partie(partie, saisie, acteur=equipe)
    partie = actions.verifier_partie(partie, saisie, acteur=equipe, verification=Verification.SANS_REPONSE)
    assert partie.verification == Verification.SANS_REPONSE


def test_chaque_cote_ne_verifie_que_le_sien(convention):
    paire = convention.accompagnement
    mentor, beneficiaire = du_cote(convention, Cote.MENTOR), du_cote(convention, Cote.BENEFICIAIRE)
    saisie = parcours.informations(mentor, represente_sa_structure=True)
    lien = LienPersonnel.objects.get(but="informations", objet_id=beneficiaire.pk, personne=paire.candidature.porteur)
    autres = [parcours.acteur(p) for p in (paire.candidature.porteur, parcours.personne(), parcours.membre_du_comite())]
    for acteur in (*autres, ActeurLien(lien), ANONYME):
        with pytest.raises(RefusDroit):
            actions.verifier_partie(mentor, saisie, acteur=acteur)
        assert mentor not in Partie.objects.visibles_par(acteur)
    moi = parcours.acteur(paire.mentor.personne)
    assert list(Partie.objects.visibles_par(moi)) == [mentor]
    saisie = parcours.informations(beneficiaire, represente_sa_structure=True)
    assert actions.verifier_partie(beneficiaire, saisie, acteur=ActeurLien(lien)).verification == Verification.LIEN


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"siret": "", "rna": "", "represente_sa_structure": True}, "Donnez le SIRET de la structure"),
        ({"represente_sa_structure": False}, "Donnez le nom de la personne qui représente"),
    ],
)
def test_ce_qui_manque_est_refuse(convention, change, phrase):
    partie = du_cote(convention, Cote.MENTOR)
    moi = parcours.acteur(convention.accompagnement.mentor.personne)
    with pytest.raises(Refus, match=phrase):
        actions.verifier_partie(partie, parcours.informations(partie, **change), acteur=moi)


def test_rien_ne_se_corrige_apres_l_emission(equipe):
    convention = parcours.convention("emise")
    partie = du_cote(convention, Cote.MENTOR)
    moi = parcours.acteur(convention.accompagnement.mentor.personne)
    with pytest.raises(RefusEtat, match="plus en préparation"):
        actions.verifier_partie(partie, parcours.informations(partie, fonction="Autre"), acteur=moi)
    with pytest.raises(RefusEtat, match="plus en préparation"):
        actions.corriger(convention, parcours.termes(convention.accompagnement), acteur=equipe)


def test_un_cote_silencieux_est_relance_une_fois_apres_trois_jours(convention, horloge):
    assert len(demandes(convention)) == 3
    actions.relancer_les_parties()
    assert len(demandes(convention)) == 3
    partie = du_cote(convention, Cote.MENTOR)
    moi = parcours.acteur(convention.accompagnement.mentor.personne)
    actions.verifier_partie(partie, parcours.informations(partie, represente_sa_structure=True), acteur=moi)
    heure.avancer(timedelta(days=3, minutes=1))
    for _ in range(2):
        actions.relancer_les_parties()
    relances = demandes(convention)[3:]
    assert {courriel.personne for courriel in relances} == {
        convention.accompagnement.candidature.porteur,
        convention.accompagnement.beneficiaire.personne,
    }
    assert all(courriel.contexte["relance"] for courriel in relances)


def test_l_equipe_relance_quand_elle_veut(convention, equipe):
    actions.relancer_informations(convention, acteur=equipe)
    assert len(demandes(convention)) == 6
    with pytest.raises(RefusDroit):
        actions.relancer_informations(convention, acteur=parcours.acteur(convention.accompagnement.mentor.personne))
    parcours.verifier_les_parties(convention)
    with pytest.raises(RefusEtat, match="déjà vérifié"):
        actions.relancer_informations(convention, acteur=equipe)


def _quota(convention: Convention) -> None:
    Quota.objects.update(pris=1)


def _ligne(convention: Convention) -> None:
    Ligne.objects.filter(genre="interventions").update(montant=300)


def _payee(convention: Convention) -> None:
    Siret.objects.filter(structure=convention.payee).delete()


def _dates_passees(convention: Convention) -> None:
    hier = heure.aujourdhui() - timedelta(days=1)
    Convention.objects.update(debut=min(convention.debut, hier), fin=hier)


def _dates_hors_edition(convention: Convention) -> None:
    Convention.objects.update(fin=convention.accompagnement.dispositif.edition.fin + timedelta(days=1))


def _objectifs(convention: Convention) -> None:
    convention.accompagnement.candidature.objectifs.all().delete()


def _a_verifier(convention: Convention) -> None:
    convention.parties.filter(cote=Cote.MENTOR).update(verifiee_le=None, verification="")


def _sans_adresse(convention: Convention) -> None:
    autre = {"represente_sa_structure": False, "representant_nom": "Jeanne Roux", "representant_email": ""}
    convention.parties.filter(cote=Cote.BENEFICIAIRE).update(**autre)


def _modele(convention: Convention) -> None:
    VersionModele.objects.update(valide_le=None, etat="soumis")


@pytest.mark.parametrize(
    ("gater", "cure", "phrase"),
    [
        (_quota, Cure.QUOTA, "la structure n’en a que 1 d’accordée."),
        (_ligne, Cure.BUDGET, "n’a plus que 300\u00a0€ disponibles"),
        (_payee, Cure.PREPARATION, "son SIRET manque"),
        (_dates_passees, Cure.PREPARATION, "cette date est passée"),
        (_dates_hors_edition, Cure.PREPARATION, "sortent de l’édition"),
        (_objectifs, Cure.DIAGNOSTIC, "aucun objectif"),
        (_a_verifier, Cure.INFORMATIONS, "Côté la personne-ressource, les informations ne sont pas encore vérifiées."),
        (_sans_adresse, Cure.INFORMATIONS, "l’adresse électronique de Jeanne Roux manque"),
        (_modele, Cure.MODELE, "Aucune version du modèle"),
    ],
)
def test_chaque_manque_empeche_l_emission_et_dit_ou_le_reparer(equipe, gater, cure, phrase):
    convention = parcours.convention("verifiee")
    assert empechements(convention) == []
    gater(convention)
    convention = Convention.objects.get(pk=convention.pk)
    trouve = empechements(convention)
    assert [empechement.cure for empechement in trouve] == [cure]
    assert phrase in trouve[0].phrase
    with pytest.raises(Refus, match=re.escape(trouve[0].phrase)):
        actions.emettre(convention, acteur=equipe)
    assert Convention.objects.get(pk=convention.pk).etat == Convention.Etat.PREPAREE


def test_qui_signe_sur_papier_n_a_pas_besoin_d_adresse():
    convention = parcours.convention("verifiee")
    convention.parties.update(representant_email="", sur_papier=True)
    assert empechements(convention) == []


def test_une_structure_sans_siret_payee_sur_frais_n_empeche_rien():
    convention = parcours.convention("verifiee", mode_paiement="frais")
    _payee(convention)
    assert empechements(convention) == []


def test_la_convention_emise_garde_sa_version_quand_une_autre_est_validee(equipe):
    convention = parcours.convention("emise")
    premiere = convention.version_modele
    assert (premiere.numero, convention.contexte["modele"]) == (1, {"version": 1, "empreinte": premiere.empreinte})
    version = actions.soumettre(actions.dupliquer(premiere, acteur=equipe), acteur=equipe)
    version = actions.valider(version, acteur=parcours.acteur(parcours.membre_du_comite()))
    assert VersionModele.objects.en_vigueur() == version
    convention.refresh_from_db()
    assert convention.version_modele == premiere
    assert convention.contexte["modele"]["version"] == 1


def test_corriger_les_termes_garde_ce_que_les_cotes_ont_verifie(equipe):
    convention = parcours.convention("verifiee")
    termes = parcours.termes(convention.accompagnement, modalite="a_distance", captation=True, mode_paiement="renonciation")
    corrigee = actions.corriger(convention, termes, acteur=equipe)
    assert (corrigee.modalite, corrigee.captation, corrigee.montant) == ("a_distance", True, 0)
    assert all(partie.est_verifiee for partie in corrigee.parties.all())
    with pytest.raises(RefusDroit):
        actions.corriger(convention, termes, acteur=parcours.acteur(convention.accompagnement.mentor.personne))


def test_le_representant_connu_est_propose(equipe):
    paire = parcours.accompagnement("prepare")
    Appartenance.objects.update_or_create(
        personne=paire.mentor.personne, structure=paire.mentor.structure, defaults={"est_representant": True, "fonction": "Directeur"}
    )
    convention = parcours.convention("preparee", accompagnement_=paire)
    assert du_cote(convention, Cote.MENTOR).represente_sa_structure
