"""A pair ends while an avenant is open, or after one was signed: quota and line get back what they should, once; nothing is to sign."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement
from candidatures import actions as a_candidatures
from comptes.models import LienPersonnel
from conventions.models import Convention
from programme.actions import prendre_quota
from programme.models import Ligne, Mouvement, Quota
from socle import horloge
from socle.models import Courriel
from socle.refus import Refus
from tests import avenants, parcours
from tests.conventions.test_pages_signature import adresse, texte, venue_par_lien
from tests.instantanes import verifier_courriel

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"
Ouvrir = Callable[[Accompagnement, int], Convention]


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def paire_de(demi_journees: int, etat: str) -> Accompagnement:
    return parcours.accompagnement(etat, candidature_=parcours.candidature("acceptee", demi_journees=demi_journees))


def partiellement_signe(paire: Accompagnement, demi_journees: int) -> Convention:
    avenant = avenants.avenant("emise", accompagnement_=paire, demi_journees=demi_journees)
    parcours.signer(parcours.signature(avenant))
    return relire(avenant)


OUVERTS: dict[str, Ouvrir] = {
    "préparé": lambda paire, n: avenants.avenant(accompagnement_=paire, demi_journees=n),
    "émis": lambda paire, n: avenants.avenant("emise", accompagnement_=paire, demi_journees=n),
    "signé en partie": partiellement_signe,
}


def abandonner(paire: Accompagnement) -> None:
    a_accompagnements.abandonner(relire(paire), motif="Plus de disponibilités.", acteur=parcours.acteur(parcours.pilote()))


def rompre(paire: Accompagnement) -> None:
    a_accompagnements.rompre(relire(paire), motif="Nous arrêtons.", acteur=parcours.acteur(paire.mentor.personne))


def terminer(paire: Accompagnement) -> None:
    a_accompagnements.terminer(relire(paire), acteur=parcours.acteur(paire.mentor.personne))


def refaire(fin: Callable[[Accompagnement], None], paire: Accompagnement) -> None:
    """A second click: done already, or refused."""
    try:
        fin(paire)
    except Refus:
        assert fin is abandonner


def comptes() -> tuple[int, int, int]:
    """Return what is engaged and held on the line, in euros, and the half-days taken on the quota; the counters equal their movements."""
    ligne = Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)
    sommes: Counter[str] = Counter()
    demi_journees: Counter[str] = Counter()
    for genre, montant, nombre in Mouvement.objects.values_list("genre", "montant", "demi_journees"):
        sommes[genre] += montant
        demi_journees[genre] += nombre
    assert (ligne.engage, ligne.realise) == (sommes["engage"] - sommes["libere"], sommes["realise"])
    assert (demi_journees["engage"] - demi_journees["libere"]) * 250 == ligne.engage
    return int(ligne.engage), int(ligne.realise), Quota.objects.get().pris


# How a pair ends, in which state it was, what is left on the line, held, and on the quota of the two half-days granted.
FINS = [(abandonner, "conventionne", (0, 0, 2)), (rompre, "en_cours", (250, 250, 2)), (terminer, "en_cours", (250, 250, 1))]


@pytest.mark.parametrize("nouvelles", [1, 3], ids=["en retire", "en ajoute"])
@pytest.mark.parametrize(("fin", "etat", "attendus"), FINS)
@pytest.mark.parametrize("ouvrir", OUVERTS.values(), ids=OUVERTS)
def test_un_avenant_ouvert_s_annule_avec_la_paire_comme_s_il_n_avait_jamais_ete(ouvrir, fin, etat, attendus, nouvelles):
    paire = paire_de(2, etat)
    avenant = ouvrir(paire, nouvelles)
    fin(paire)
    assert (relire(avenant).etat, comptes()) == ("annulee", attendus)
    refaire(fin, paire)
    assert comptes() == attendus
    assert Convention.objects.avenants_ouverts().count() == 0


@pytest.mark.parametrize(
    ("accordees", "nouvelles", "fin", "etat", "attendus", "reste"),
    [
        (4, 3, abandonner, "conventionne", (0, 0, 3), 3),
        (4, 3, rompre, "en_cours", (250, 250, 3), 2),
        (4, 3, terminer, "en_cours", (250, 250, 1), 0),
        (2, 3, abandonner, "conventionne", (0, 0, 2), 2),
        (2, 3, rompre, "en_cours", (250, 250, 3), 2),
        (2, 3, terminer, "en_cours", (250, 250, 1), 0),
    ],
)
def test_apres_un_avenant_signe_la_fin_rend_ce_qui_n_est_pas_tenu(accordees, nouvelles, fin, etat, attendus, reste):
    paire = paire_de(accordees, etat)
    avenants.avenant("signee", accompagnement_=paire, demi_journees=nouvelles)
    fin(paire)
    assert (comptes(), relire(paire).reste_libre) == (attendus, reste)
    refaire(fin, paire)
    assert (comptes(), relire(paire).reste_libre) == (attendus, reste)


@pytest.mark.parametrize(("accordees", "nouvelles"), [(3, 2), (2, 3)])
def test_classer_ensuite_la_demande_rend_le_reste_et_rien_de_ce_qui_est_a_une_autre(accordees, nouvelles):
    paire = paire_de(accordees, "conventionne")
    avenants.avenant("signee", accompagnement_=paire, demi_journees=nouvelles)
    # Another request of the same structure.
    prendre_quota(paire.dispositif, paire.candidature.structure, 1)
    abandonner(paire)
    a_candidatures.classer_sans_suite(relire(paire.candidature), motif="Personne ne peut.", acteur=parcours.acteur(parcours.pilote()))
    assert comptes() == (0, 0, 1)


def test_la_paire_suivante_reprend_ce_que_la_decision_avait_accorde():
    paire = paire_de(2, "conventionne")
    avenants.avenant("signee", accompagnement_=paire, demi_journees=3)
    abandonner(paire)
    autre = parcours.mentor(email="autre@exemple.test", rang=4)
    suivante = parcours.accompagnement(candidature_=relire(paire.candidature), profil=autre)
    assert suivante.demi_journees == 2
    parcours.convention("emise", accompagnement_=suivante)
    assert comptes() == (500, 0, 2)


def test_sans_aucune_seance_la_date_passee_annule_l_avenant_a_signer(settings):
    settings.HORLOGE_REGLABLE = True
    paire = paire_de(2, "conventionne")
    avenant = avenants.avenant("emise", accompagnement_=paire, fin=horloge.aujourdhui() + timedelta(days=5))
    horloge.avancer(timedelta(days=130))
    a_accompagnements.faire_vivre()
    assert (relire(avenant).etat, relire(paire).etat, comptes()) == ("annulee", "abandonne", (0, 0, 2))


def test_les_liens_meurent_et_la_page_le_dit():
    paire = paire_de(2, "conventionne")
    avenant = partiellement_signe(paire, 3)
    attendue = parcours.signature(avenant, "pilote")
    ouverte, signataire = venue_par_lien(attendue), venue_par_lien(parcours.signature(avenant))
    jeton = LienPersonnel.objects.get(but="signature", objet_id=attendue.pk).jeton
    abandonner(paire)
    page = Client().post(reverse("comptes:lien", args=[jeton]), follow=True)
    assert "Ce lien ne sert plus" in texte(page)
    assert "ce qu’il demandait n’est plus à faire" in texte(page)
    revenue = ouverte.get(adresse(avenant), follow=True)
    assert "Signer l’avenant" not in texte(revenue)
    assert "Cet avenant est annulé" in texte(signataire.get(adresse(avenant))), "who signed still reads what became of it"
    assert revenue.redirect_chain[0][0].startswith(reverse("account_login"))


def test_qui_signe_a_cote_de_la_paire_l_apprend_et_la_paire_le_lit_avec_l_abandon():
    avenant = avenants.avenant("emise")
    abandonner(avenant.accompagnement)
    [courriel] = Courriel.objects.filter(gabarit="conventions/plus_a_signer")
    assert courriel.personne == parcours.signature(avenant, "pilote").personne
    verifier_courriel("conventions/plus_a_signer", courriel.personne, INSTANTANES / "plus_a_signer.txt")
    assert not Courriel.objects.filter(gabarit="conventions/annulation").exists()


def test_une_convention_a_signer_s_arrete_de_meme_avec_sa_paire():
    convention = parcours.convention("emise")
    abandonner(convention.accompagnement)
    assert [courriel.contexte["numero"] for courriel in Courriel.objects.filter(gabarit="conventions/plus_a_signer")] == [convention.numero]
