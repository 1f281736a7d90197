"""Preparing, issuing, drawing, signing and cancelling an agreement."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement
from candidatures import actions as a_candidatures
from conventions import actions, modele_initial
from conventions.models import Convention, ModePaiement
from programme.actions import achever_edition
from programme.models import Ligne, Mouvement, Quota
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Courriel, DocumentProduit, Fichier, Travail
from socle.refus import Refus, RefusDroit, RefusEtat
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


@pytest.fixture
def emise(equipe) -> Convention:
    """Issued, its document not drawn yet."""
    return actions.emettre(parcours.convention("verifiee"), acteur=equipe)


def engage() -> Decimal:
    return Ligne.objects.get(genre=Ligne.Genre.INTERVENTIONS, edition=parcours.edition()).engage


def preparer(paire: Accompagnement, acteur, **champs) -> Convention:
    jour = heure.aujourdhui()
    valeurs = {
        "debut": jour,
        "fin": jour + timedelta(days=60),
        "mode_paiement": ModePaiement.FACTURE_STRUCTURE,
        "payee": paire.mentor.structure,
    }
    modele_initial.charger(SYSTEME)
    return actions.preparer(paire, actions.Termes(**(valeurs | champs)), acteur=acteur)


def test_preparer_reprend_les_demi_journees_et_le_prix(equipe):
    convention = preparer(parcours.accompagnement("prepare"), equipe)
    assert (convention.numero, convention.demi_journees, convention.montant) == (
        f"{convention.accompagnement.numero}-C1",
        2,
        Decimal(500),
    )


def test_preparer_refuse_ce_qui_n_a_pas_de_sens(equipe):
    paire = parcours.accompagnement("prepare")
    jour = heure.aujourdhui()
    with pytest.raises(Refus, match="La fin précède le début"):
        preparer(paire, equipe, debut=jour, fin=jour - timedelta(days=1))
    with pytest.raises(RefusDroit):
        preparer(paire, parcours.acteur(paire.mentor.personne))
    preparer(paire, equipe)
    with pytest.raises(Refus, match="Une convention est déjà en préparation"):
        preparer(paire, equipe)


def test_emettre_fige_le_texte_et_reserve_la_ligne(emise):
    assert (emise.etat, engage()) == (Convention.Etat.EMISE, Decimal(500))
    assert emise.contexte["beneficiaire"]["nom"] == "Nadia Belkacem"
    assert emise.contexte["montant_en_lettres"] == "cinq cents euros"
    assert Travail.objects.filter(genre="convention").count() == 1


def test_emettre_deux_fois_emet_une_fois(emise, equipe):
    assert actions.emettre(emise, acteur=equipe) == emise
    assert (Mouvement.objects.count(), Travail.objects.filter(genre="convention").count()) == (1, 1)


def test_une_ligne_epuisee_refuse_l_emission(equipe):
    convention = parcours.convention("verifiee")
    Ligne.objects.filter(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS).update(montant=Decimal(400))
    with pytest.raises(Refus, match="n’a plus que 400\u00a0€ disponibles"):
        actions.emettre(convention, acteur=equipe)
    convention.refresh_from_db()
    assert (convention.etat, convention.contexte) == (Convention.Etat.PREPAREE, {})


def test_une_mission_achevee_n_emet_plus(equipe):
    convention = parcours.convention("verifiee")
    achever_edition(parcours.edition(), acteur=SYSTEME)
    with pytest.raises(Refus, match="aucune nouvelle convention ne peut être émise"):
        actions.emettre(convention, acteur=equipe)


def test_le_document_est_dessine_une_fois_et_annonce_a_tous(emise):
    assert parcours.executer("convention") == 1
    actions.produire_document(Travail.objects.get(genre="convention"))
    emise.refresh_from_db()
    document = DocumentProduit.objects.get()
    assert (emise.document, document.nom) == (document, f"{emise.numero}.pdf")
    assert document.contexte == emise.contexte
    destinataires = Courriel.objects.filter(gabarit="conventions/a_signer").order_by("pk").values_list("personne__email", flat=True)
    assert list(destinataires) == ["pilote@exemple.test", "mentor@exemple.test", "nadia0@exemple.test"]
    assert Courriel.objects.get(gabarit="conventions/emise").personne.email == "porteuse0@exemple.test"


def test_une_convention_annulee_avant_d_etre_dessinee_ne_l_est_pas(emise, equipe):
    actions.annuler(emise, acteur=equipe)
    parcours.executer("convention")
    assert not DocumentProduit.objects.exists()
    assert engage() == Decimal(0)
    assert Courriel.objects.filter(gabarit="conventions/annulation").count() == 3


def test_annuler_une_convention_en_preparation_ne_libere_rien(equipe):
    actions.annuler(parcours.convention("preparee"), acteur=equipe)
    assert not Mouvement.objects.exists()
    assert not Courriel.objects.filter(gabarit="conventions/annulation").exists()


def test_apres_une_annulation_une_autre_convention_prend_la_suite(emise, equipe):
    actions.annuler(emise, acteur=equipe)
    assert preparer(emise.accompagnement, equipe).numero.endswith("-C2")


def test_on_ne_signe_pas_ce_qui_n_est_pas_dessine(emise, equipe):
    with pytest.raises(Refus, match="Le document n’est pas encore prêt"):
        actions.verser_signee(emise, parcours.exemplaire_signe(), derniere_signature=heure.aujourdhui(), acteur=equipe)
    assert not Fichier.objects.exists()


def test_verser_l_exemplaire_signe_ouvre_les_seances(equipe):
    convention = parcours.convention("signee")
    paire = Accompagnement.objects.get()
    assert (paire.etat, paire.debut, paire.fin) == (Accompagnement.Etat.CONVENTIONNE, convention.debut, convention.fin)
    signatures = convention.signataires.values_list("partie", "etat", "mode", "exemplaire__nom")
    assert set(signatures) == {(partie, "signe", "papier", "convention-signee.pdf") for partie in ("pilote", "mentor", "beneficiaire")}
    assert Courriel.objects.filter(gabarit="conventions/signee").count() == 3
    assert not Courriel.objects.filter(gabarit="conventions/scellee").exists()


def test_verser_deux_fois_le_meme_scan_le_verse_une_fois(equipe):
    convention = parcours.convention("signee")
    le = convention.derniere_signature
    assert actions.verser_signee(convention, parcours.exemplaire_signe(), derniere_signature=le, acteur=equipe) == convention
    assert Fichier.objects.count() == 1
    autre = parcours.exemplaire_signe()
    autre.file.seek(0, 2)
    autre.file.write(b"\n%autre")
    with pytest.raises(RefusEtat, match="« signée »"):
        actions.verser_signee(convention, autre, derniere_signature=le, acteur=equipe)
    assert Fichier.objects.count() == 1


def test_un_scan_vide_est_refuse_et_la_convention_reste_a_signer(equipe):
    convention = parcours.convention("emise")
    with pytest.raises(Refus, match="est vide"):
        actions.verser_signee(convention, SimpleUploadedFile("scan.pdf", b""), derniere_signature=heure.aujourdhui(), acteur=equipe)
    convention.refresh_from_db()
    assert convention.etat == Convention.Etat.EMISE


def test_la_convention_sans_signature_n_est_pas_un_exemplaire_signe():
    convention = parcours.convention("emise")
    telle_quelle = SimpleUploadedFile("convention.pdf", bytes(convention.document.octets), content_type="application/pdf")
    equipe = parcours.acteur(parcours.pilote())
    with pytest.raises(Refus, match="sans signature"):
        actions.verser_signee(convention, telle_quelle, derniere_signature=heure.aujourdhui(), acteur=equipe)


def test_une_signature_apres_la_fin_des_seances_est_refusee(horloge, equipe):
    convention = parcours.convention("emise")
    horloge.avancer(timedelta(days=91))
    with pytest.raises(Refus, match="Les séances devaient finir le"):
        actions.verser_signee(convention, parcours.exemplaire_signe(), derniere_signature=horloge.aujourdhui(), acteur=equipe)
    assert not Fichier.objects.exists()
    signee = actions.verser_signee(convention, parcours.exemplaire_signe(), derniere_signature=convention.fin, acteur=equipe)
    assert signee.accompagnement.debut == signee.derniere_signature == convention.fin


@pytest.mark.parametrize(
    ("etat", "arrivee", "annoncees"), [("preparee", "annulee", 0), ("emise", "annulee", 500), ("signee", "resiliee", 500)]
)
def test_abandonner_la_paire_defait_sa_convention(etat, arrivee, annoncees, equipe):
    convention = parcours.convention(etat)
    assert engage() == annoncees
    a_accompagnements.abandonner(convention.accompagnement, motif="Plus de disponibilités communes.", acteur=equipe)
    convention.refresh_from_db()
    assert (convention.etat, engage()) == (arrivee, Decimal(0))
    assert Quota.objects.get().pris == 2
    ecrits = Courriel.objects.filter(gabarit__in=["accompagnements/abandon", "conventions/annulation"])
    assert list(ecrits.values_list("gabarit", flat=True)) == ["accompagnements/abandon"] * 3
    a_candidatures.classer_sans_suite(convention.accompagnement.candidature, motif="Personne d’autre.", acteur=equipe)
    assert Quota.objects.get().pris == 0


def test_rien_ne_s_emet_sur_une_demande_que_l_equipe_vient_de_classer(equipe):
    convention = parcours.convention("verifiee")
    a_candidatures.classer_sans_suite(convention.accompagnement.candidature, motif="Plus de réponse.", acteur=equipe)
    with pytest.raises(Refus, match="Une décision attend d’être annoncée"):
        actions.emettre(convention, acteur=equipe)
    assert engage() == Decimal(0)


def test_une_convention_emise_ne_se_defait_pas_par_le_retrait_de_la_demande(equipe):
    paire = parcours.convention("emise").accompagnement
    with pytest.raises(Refus, match="déjà émise"):
        a_candidatures.retirer(paire.candidature, acteur=parcours.acteur(paire.candidature.porteur))
    paire.refresh_from_db()
    assert (paire.etat, engage()) == (Accompagnement.Etat.PREPARE, Decimal(500))


def test_ce_qui_a_commence_ne_s_abandonne_pas(equipe):
    with pytest.raises(RefusEtat, match="« en cours »"):
        a_accompagnements.abandonner(parcours.accompagnement("en_cours"), motif="…", acteur=equipe)
