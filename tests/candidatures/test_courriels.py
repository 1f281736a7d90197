"""Every mail about requests, word for word."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from candidatures import actions, notifications
from candidatures.models import Candidature
from socle import courriels
from socle.models import Courriel
from tests import parcours
from tests.instantanes import verifier

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"


def _decidee(etat: str, **champs: Any) -> Callable[[], Courriel]:
    """Return a maker of the mail of a decision, held as it is."""
    mot = champs.pop("mot", "")

    def ecrire() -> Courriel:
        candidature = parcours.candidature(etat, annoncee=False, intitule=INTITULE)
        decision = candidature.decisions.get()
        for nom, valeur in champs.items():
            setattr(decision, nom, valeur)
        courriel = notifications.preparer_annonce(decision)
        courriel.contexte |= {"mot": mot}
        return courriel

    return ecrire


def _simple(etat: str, ecrire: Callable[[Candidature], object]) -> Callable[[], Courriel]:
    def faire() -> Courriel:
        candidature = parcours.candidature(etat, intitule=INTITULE)
        Courriel.objects.all().delete()
        ecrire(candidature)
        return Courriel.objects.get()

    return faire


INTITULE = "Vendre nos dates, durer & tenir"
ECRIRE = {
    "accuse_depot": _simple("deposee", notifications.accuser_depot),
    "recevable": _simple("recevable", notifications.annoncer_recevabilite),
    "complement": _simple("complement_demande", lambda c: notifications.demander_complement(c.complements.get())),
    "complement_prolonge": _simple("complement_demande", lambda c: notifications.prolonger_complement(c.complements.get())),
    "complement_rappel": _simple("complement_demande", lambda c: notifications.rappeler_complement(c.complements.get())),
    "complement_annule": _simple("complement_demande", lambda c: notifications.annuler_complement(c.complements.get())),
    "diagnostic": _simple("diagnostiquee", lambda c: notifications.partager_diagnostic(c.diagnostic, corrige=False)),
    "diagnostic_corrige": _simple("diagnostiquee", lambda c: notifications.partager_diagnostic(c.diagnostic, corrige=True)),
    "message": _simple("deposee", notifications.prevenir_message),
    "irrecevable": _decidee("irrecevable", motif="La structure est installée hors d’Occitanie."),
    "acceptee": _decidee("acceptee"),
    "acceptee_avec_reserve": _decidee(
        "acceptee", motif="Sous réserve de l’accord du conseil d’administration.", mot="Nous avons hâte de commencer avec vous."
    ),
    "refusee": _decidee("refusee"),
    "refusee_avec_un_mot": _decidee("refusee", mot="Appelez-nous, nous vous dirons à qui vous adresser."),
    "en_liste_attente": _decidee("en_liste_attente"),
    "en_liste_attente_avec_un_mot": _decidee(
        "en_liste_attente", motif="L’enveloppe de cette édition est engagée.", mot="Une place peut se libérer au printemps."
    ),
    "ajournee": _decidee("ajournee"),
    "reorientee": _decidee("reorientee"),
    "sans_suite": _decidee("sans_suite", motif="Aucune personne-ressource n’est disponible."),
}


@pytest.mark.parametrize("nom", ECRIRE)
def test_chaque_courriel_dit_mot_pour_mot(nom, horloge):
    with horloge.a_l_instant(datetime(2026, 3, 3, 9, 0, tzinfo=UTC)):
        sujet, corps = courriels.apercu(ECRIRE[nom]())
    verifier(f"{sujet}\n\n{corps}", INSTANTANES / f"{nom}.txt")


@pytest.mark.parametrize("nom", ECRIRE)
def test_un_courriel_est_court_et_bien_compose(nom):
    texte = (INSTANTANES / f"{nom}.txt").read_text()
    assert texte.rstrip().endswith("L’équipe du transfert de savoir-faire")
    assert "\n\n\n" not in texte
    assert len(texte) < 1000
    assert "'" not in texte
    assert not re.search(r"« | »| [;?!]| :(?=\s)", texte)
    assert "http://localhost:8000/candidatures/DOS-2026-0001/" in texte


@pytest.mark.parametrize(("nom", "avance"), [("demande_avis", 0), ("relance_avis", 5), ("relance_avis_tardive", 9)])
def test_ce_que_lit_le_comite_mot_pour_mot(nom, avance, horloge):
    with horloge.a_l_instant(datetime(2026, 3, 3, 9, 0, tzinfo=UTC)):
        avis = parcours.avis(parcours.candidature("recevable", intitule="Vendre nos dates, durer & tenir"))
    with horloge.a_l_instant(datetime(2026, 3, 3 + avance, 9, 0, tzinfo=UTC)):
        if avance:
            actions.relancer_avis(avis.candidature, acteur=parcours.acteur(parcours.pilote()))
        sujet, corps = courriels.apercu(Courriel.objects.filter(personne=avis.personne).latest("pk"))
    verifier(f"{sujet}\n\n{corps}", INSTANTANES / f"{nom}.txt")
    assert "'" not in corps
    assert not re.search(r"« | »| [;?!]| :(?=\s)", corps)


def test_l_accuse_part_quand_le_travail_s_execute():
    candidature = parcours.candidature("deposee")
    assert mail.outbox == []
    parcours.executer("courriel")
    (parti,) = mail.outbox
    assert parti.to == [candidature.porteur.email]
    assert parti.subject == f"Votre candidature {candidature.numero} est bien arrivée"
    parcours.executer("courriel")
    assert len(mail.outbox) == 1


def test_un_intitule_ne_s_invite_pas_dans_l_en_tete():
    candidature = parcours.candidature("deposee")
    actions.declarer_recevable(candidature, acteur=parcours.acteur(parcours.pilote()))
    for courriel in Courriel.objects.all():
        assert candidature.intitule not in courriels.apercu(courriel)[0]
