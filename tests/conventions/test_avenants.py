"""Avenants: prepared, issued, signed, applied; what they take and give back; what stands in their way."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement
from conventions import actions, lectures
from conventions.models import Convention
from evaluations.models import Evaluation
from programme.actions import achever_edition, prendre_quota
from programme.models import Ligne, Mouvement, Quota
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import Refus, RefusDroit
from tests import avenants, parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
A = Accompagnement.Etat


@pytest.fixture
def paire() -> Accompagnement:
    """Two half-days signed, one held."""
    return parcours.accompagnement("en_cours")


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def comptes() -> tuple[int, int, int]:
    """Return what is engaged and held on the line, in euros, and the half-days taken on the quota."""
    ligne = Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)
    return int(ligne.engage), int(ligne.realise), Quota.objects.get().pris


def termes(paire: Accompagnement) -> tuple[int, int]:
    frais = relire(paire)
    return frais.demi_journees, int(frais.montant)


def test_un_avenant_porte_tous_les_termes_et_laisse_la_convention(paire):
    base = Convention.objects.get()
    avenant = avenants.avenant(accompagnement_=paire)
    assert (avenant.numero, avenant.parent, avenant.etat) == (f"{base.numero}-V1", base, "preparee")
    assert (avenant.demi_journees_avant, avenant.demi_journees, avenant.montant) == (2, 3, Decimal(750))
    assert (avenant.payee, avenant.mode_paiement, avenant.debut) == (base.payee, base.mode_paiement, base.debut)
    assert [partie.est_verifiee for partie in avenant.parties.all()] == [True, True]
    assert (relire(base).demi_journees, termes(paire), comptes()) == (2, (2, 500), (500, 250, 2))


def test_plus_de_demi_journees_prend_a_l_emission_et_vaut_a_la_signature(paire):
    avenant = avenants.avenant("emise", accompagnement_=paire)
    assert (termes(paire), comptes()) == ((2, 500), (750, 250, 3))
    avenants.signer_sur_papier(avenant)
    assert (termes(paire), comptes()) == ((3, 750), (750, 250, 3))
    assert Convention.objects.get(parent=None).demi_journees == 2
    assert Evenement.objects.filter(code="changer_les_termes").count() == 1
    for jours in (1, 2):
        a_accompagnements.declarer_tenue(
            relire(paire), parcours.compte_rendu(heure.aujourdhui() - timedelta(days=jours)), acteur=parcours.acteur(paire.mentor.personne)
        )
    assert (relire(paire).etat, comptes()) == (A.REALISE, (750, 750, 3))


@pytest.mark.parametrize("emis", [True, False])
def test_annule_il_rend_ce_qu_il_avait_pris(paire, equipe, emis):
    avenant = avenants.avenant("emise" if emis else "preparee", accompagnement_=paire)
    actions.annuler(avenant, acteur=equipe)
    assert (termes(paire), comptes()) == ((2, 500), (500, 250, 2))
    assert avenants.avenant(accompagnement_=paire).numero.endswith("-V2")


def test_moins_de_demi_journees_se_rend_a_la_signature():
    paire = parcours.accompagnement("en_cours", candidature_=parcours.candidature("acceptee", demi_journees=4))
    avenant = avenants.avenant("emise", accompagnement_=paire, demi_journees=3)
    assert (termes(paire), comptes()) == ((4, 1000), (1000, 250, 4))
    avenants.signer_sur_papier(avenant)
    assert (termes(paire), comptes()) == ((3, 750), (750, 250, 3))
    assert Mouvement.objects.get(genre="libere").origine == f"conventions.convention:{avenant.pk}"
    a_accompagnements.terminer(relire(paire), acteur=parcours.acteur(paire.mentor.personne))
    assert (relire(paire).etat, comptes()) == (A.REALISE, (250, 250, 1))


def test_ramene_a_ce_qui_est_tenu_l_accompagnement_est_realise(paire):
    avenants.avenant("signee", accompagnement_=paire, demi_journees=1)
    assert (relire(paire).etat, comptes()) == (A.REALISE, (250, 250, 1))


def test_une_fin_anticipee_s_arrete_a_ce_qui_est_tenu(paire):
    hier = heure.aujourdhui()
    avenant = avenants.avenant("emise", accompagnement_=paire, fin_anticipee=True, fin=hier)
    assert (avenant.demi_journees, comptes()) == (1, (500, 250, 2))
    avenants.signer_sur_papier(avenant)
    finie = relire(paire)
    assert (finie.etat, finie.fin, finie.demi_journees, comptes()) == (A.REALISE, hier, 1, (250, 250, 1))
    assert Evaluation.objects.filter(accompagnement=paire, etape="sortie").count() == 2


def test_rien_de_tenu_ne_finit_pas_par_avenant():
    with pytest.raises(Refus, match="abandonnez l’accompagnement"):
        avenants.avenant(fin_anticipee=True)


def test_ce_qui_est_tenu_entre_temps_empeche_une_fin_anticipee():
    paire = parcours.accompagnement("en_cours", candidature_=parcours.candidature("acceptee", demi_journees=3))
    avenant = avenants.avenant("emise", accompagnement_=paire, fin_anticipee=True, fin=heure.aujourdhui())
    rendu = parcours.compte_rendu(heure.aujourdhui() - timedelta(days=3))
    a_accompagnements.declarer_tenue(relire(paire), rendu, acteur=parcours.acteur(paire.mentor.personne))
    with pytest.raises(Refus, match="2\u00a0demi-journées sont tenues maintenant, et l’avenant s’arrête à 1"):
        avenants.signer_sur_papier(avenant)
    assert (relire(avenant).etat, relire(paire).demi_journees) == ("emise", 3)


def test_ce_qui_est_tenu_ne_se_retire_pas():
    paire = parcours.accompagnement("en_cours", candidature_=parcours.candidature("acceptee", demi_journees=4))
    rendu = parcours.compte_rendu(heure.aujourdhui() - timedelta(days=3))
    a_accompagnements.declarer_tenue(relire(paire), rendu, acteur=parcours.acteur(paire.mentor.personne))
    with pytest.raises(Refus, match="2\u00a0demi-journées sont tenues ou prévues, et l’avenant n’en donne que 1"):
        avenants.avenant(accompagnement_=paire, demi_journees=1)


def test_les_nouvelles_dates_contiennent_les_seances_tenues(paire):
    demain = heure.aujourdhui() + timedelta(days=1)
    with pytest.raises(Refus, match="hors des dates de l’avenant"):
        avenants.avenant(accompagnement_=paire, debut=demain)
    avenants.avenant("signee", accompagnement_=paire, demi_journees=2, fin=demain)
    assert (relire(paire).fin, comptes()) == (demain, (500, 250, 2))


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"motif": "  "}, "Écrivez pourquoi"),
        ({"demi_journees": 2}, "Rien ne change"),
        ({"demi_journees": 5}, "donne au plus 4 demi-journées"),
        ({"fin": heure.aujourdhui() - timedelta(days=1)}, "cette date est passée"),
        ({"debut": heure.aujourdhui() + timedelta(days=400)}, "La fin précède le début"),
    ],
)
def test_ce_qui_n_a_pas_de_sens_est_refuse(paire, champs, phrase):
    with pytest.raises(Refus, match=phrase):
        avenants.avenant(accompagnement_=paire, **champs)
    assert Convention.objects.count() == 1


def test_sans_convention_signee_rien_ne_change_par_avenant(equipe):
    convention = parcours.convention("emise")
    changements = actions.Changements("Plus.", convention.debut, convention.fin, 3)
    with pytest.raises(Refus, match="n’a pas de convention signée"):
        actions.preparer_avenant(convention.accompagnement, changements, acteur=equipe)
    with pytest.raises(RefusDroit):
        actions.preparer_avenant(convention.accompagnement, changements, acteur=parcours.acteur(convention.accompagnement.mentor.personne))


def test_un_seul_avenant_a_la_fois(paire):
    avenants.avenant(accompagnement_=paire)
    with pytest.raises(Refus, match="Un avenant est déjà en préparation"):
        avenants.avenant(accompagnement_=paire)


def test_le_plafond_la_ligne_et_l_edition_bornent_ce_qui_s_ajoute(paire, equipe):
    avenant = avenants.avenant(accompagnement_=paire)
    prendre_quota(paire.dispositif, paire.candidature.structure, 2)
    with pytest.raises(Refus, match="il n’en reste aucune"):
        actions.emettre(avenant, acteur=equipe)
    Quota.objects.update(pris=2)
    Ligne.objects.filter(genre=Ligne.Genre.INTERVENTIONS, edition=parcours.edition()).update(montant=600)
    with pytest.raises(Refus, match="n’a plus que 100\u00a0€ disponibles"):
        actions.emettre(avenant, acteur=equipe)
    assert comptes() == (500, 250, 2)
    achever_edition(parcours.edition(), acteur=SYSTEME)
    with pytest.raises(Refus, match="mission de cette édition est achevée"):
        actions.emettre(avenant, acteur=equipe)


def test_la_mission_achevee_une_fin_anticipee_se_signe_encore(paire):
    achever_edition(parcours.edition(), acteur=SYSTEME)
    avenants.avenant("signee", accompagnement_=paire, fin_anticipee=True, fin=heure.aujourdhui())
    assert relire(paire).etat == A.REALISE


def test_qui_represente_la_structure_change_sans_rien_d_autre(paire):
    nouvelle = actions.Representant("Inès Roca", "Présidente", "ines@exemple.test")
    avenant = avenants.avenant("emise", accompagnement_=paire, demi_journees=2, representants={"beneficiaire": nouvelle})
    partie = avenant.parties.get(cote="beneficiaire")
    assert (partie.representant_nom, partie.representant_email) == ("Inès Roca", "ines@exemple.test")
    [changement] = avenant.contexte["avenant"]["changements"]
    assert (changement["quoi"], changement["apres"]) == (f"Représente {partie.structure_nom}", "Inès Roca, Présidente")
    avenants.signer_sur_papier(avenant)
    assert (termes(paire), comptes()) == ((2, 500), (500, 250, 2))
    assert Convention.objects.get(parent=None).parties.get(cote="beneficiaire").representant_nom != "Inès Roca"
    # The next one starts from what is in force.
    assert avenants.avenant(accompagnement_=paire).parties.get(cote="beneficiaire").representant_nom == "Inès Roca"


def test_la_fin_de_l_accompagnement_annule_l_avenant_a_signer(paire):
    avenant = avenants.avenant("emise", accompagnement_=paire)
    a_accompagnements.terminer(relire(paire), acteur=parcours.acteur(paire.mentor.personne))
    assert (relire(avenant).etat, comptes()) == ("annulee", (250, 250, 1))


def test_abandonner_resilie_la_convention_et_ses_avenants(equipe):
    avenant = avenants.avenant("signee")
    paire = relire(avenant.accompagnement)
    assert comptes() == (750, 0, 3)
    a_accompagnements.abandonner(paire, motif="Plus de disponibilités.", acteur=equipe)
    assert list(Convention.objects.order_by("pk").values_list("etat", flat=True)) == ["resiliee", "resiliee"]
    assert comptes() == (0, 0, 2)


def test_l_avenant_dit_ce_qui_change_et_rien_d_autre(paire):
    avenant = avenants.avenant("emise", accompagnement_=paire, fin=paire.fin + timedelta(days=1))
    contenu = avenant.contexte["avenant"]
    assert [changement["quoi"] for changement in contenu["changements"]] == [
        "Dates des séances",
        "Nombre de demi-journées",
        "Prise en charge, au plus",
    ]
    assert contenu["changements"][1] == {
        "quoi": "Nombre de demi-journées",
        "avant": "2\u00a0demi-journées",
        "apres": "3\u00a0demi-journées",
    }
    assert (avenant.contexte["articles"], avenant.document.genre) == ([], "avenant")
    assert bytes(avenant.document.octets[:5]) == b"%PDF-"


@pytest.mark.parametrize("etat", ["emise", "signee"])
def test_la_page_dit_ce_qui_est_en_vigueur(paire, etat):
    avenant = avenants.avenant(etat, accompagnement_=paire)
    base = avenant.parent
    client = connecte(paire.mentor.personne)
    for convention in (base, avenant):
        page = client.get(convention.get_absolute_url()).content.decode()
        assert "Ce qui est en vigueur" in page
        assert base.numero in page
        assert avenant.numero in page
        assert ("L’avenant ci-dessous n’a pas encore d’effet" in page) == (etat == "emise")
        assert reverse("conventions:pdf", args=[avenant.numero]) in page
    lue = lectures.en_vigueur(relire(base), parcours.acteur(paire.mentor.personne))
    assert (lue.demi_journees, lue.est_change) == ((3, True) if etat == "signee" else (2, False))
    page = client.get(paire.get_absolute_url()).content.decode()
    assert "Ce qui est en vigueur" in page


def test_un_avenant_en_preparation_ne_se_lit_que_de_l_equipe(paire):
    avenant = avenants.avenant(accompagnement_=paire)
    client = connecte(paire.mentor.personne)
    assert client.get(avenant.get_absolute_url()).status_code == 404
    assert "Ce qui est en vigueur" not in client.get(avenant.parent.get_absolute_url()).content.decode()
    page = connecte(parcours.pilote()).get(avenant.get_absolute_url()).content.decode()
    assert "Ce qui change" in page
