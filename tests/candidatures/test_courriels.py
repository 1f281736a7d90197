"""Every mail about requests, word for word."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core import mail

from candidatures import actions, notifications
from socle import courriels
from socle.models import Courriel
from tests import parcours
from tests.instantanes import verifier

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"
ECRIRE = {
    "accuse_depot": notifications.accuser_depot,
    "recevable": notifications.annoncer_recevabilite,
    "irrecevable": lambda c: notifications.annoncer_irrecevabilite(c, "La structure est installée hors d’Occitanie."),
    "acceptee": lambda c: notifications.annoncer_accord(c, demi_journees=2, dispositif="Transfert de savoir-faire", reserve="", mentor=""),
    "acceptee_personne_trouvee": lambda c: notifications.annoncer_accord(
        c, demi_journees=2, dispositif="Transfert de savoir-faire", reserve="", mentor="Mathieu Sarda"
    ),
    "acceptee_avec_reserve": lambda c: notifications.annoncer_accord(
        c, demi_journees=1, dispositif="Mentorat", reserve="Sous réserve de l’accord du conseil d’administration.", mentor=""
    ),
    "refusee": lambda c: notifications.annoncer_refus(c, "Le besoin relève d’un autre dispositif."),
    "sans_suite": lambda c: notifications.annoncer_sans_suite(c, "Aucune personne-ressource n’est disponible."),
    "message": notifications.prevenir_message,
}
ETATS = {"accuse_depot": "deposee", "recevable": "recevable"}


@pytest.mark.parametrize("nom", ECRIRE)
def test_chaque_courriel_dit_mot_pour_mot(nom, horloge):
    with horloge.a_l_instant(datetime(2026, 3, 3, 9, 0, tzinfo=UTC)):
        candidature = parcours.candidature(ETATS.get(nom, "deposee"), intitule="Vendre nos dates, durer & tenir")
        Courriel.objects.all().delete()
        ECRIRE[nom](candidature)
        sujet, corps = courriels.apercu(Courriel.objects.get())
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
