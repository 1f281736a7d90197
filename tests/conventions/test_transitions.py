"""Every state × every transition of an agreement, and who may take each."""

import pytest

from conventions.models import Convention, VersionModele
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Deport
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer

pytestmark = pytest.mark.django_db
C = Convention.Etat


def _donnees(convention: Convention) -> dict:
    maintenant = heure.maintenant()
    signature = {"le": maintenant, "derniere_signature": heure.aujourdhui()}
    return {"emettre": {"le": maintenant, "contexte": {}, "version": VersionModele.objects.en_vigueur()}, "signer": signature}


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (C.PREPAREE, {"emettre": C.EMISE, "annuler": C.ANNULEE}),
        (C.EMISE, {"signer": C.SIGNEE, "refuser": C.REFUSEE, "annuler": C.ANNULEE}),
        (C.SIGNEE, {"resilier": C.RESILIEE}),
        (C.REFUSEE, {}),
        (C.ANNULEE, {}),
        (C.RESILIEE, {}),
    ],
)
def test_chaque_etat_d_une_convention(etat, issues):
    convention = parcours.convention(etat)
    assert convention.etat == etat
    acteurs = dict.fromkeys(["emettre", "annuler"], parcours.acteur(parcours.pilote()))
    acteurs |= dict.fromkeys(["signer", "refuser", "resilier"], SYSTEME)
    assert tout_essayer(convention, acteurs, _donnees(convention)) == issues


def test_seule_l_equipe_etablit_une_convention():
    convention = parcours.convention("preparee")
    paire = convention.accompagnement
    for personne in (paire.mentor.personne, paire.candidature.porteur, parcours.membre_du_comite(), parcours.administrateur()):
        for nom in ("emettre", "annuler"):
            assert essayer(convention, nom, parcours.acteur(personne), **_donnees(convention).get(nom, {})) == "droit"


@pytest.mark.parametrize("nom", ["signer", "refuser"])
def test_signee_ou_refusee_une_convention_ne_l_est_que_par_ses_signataires(nom):
    convention = parcours.convention("emise")
    for personne in (parcours.pilote(), convention.accompagnement.mentor.personne):
        assert essayer(convention, nom, parcours.acteur(personne), **_donnees(convention).get(nom, {})) == "droit"


def test_une_convention_signee_ne_se_resilie_pas_d_elle_meme():
    convention = parcours.convention("signee")
    paire = convention.accompagnement
    for personne in (parcours.pilote(), paire.mentor.personne, paire.candidature.porteur):
        assert essayer(convention, "resilier", parcours.acteur(personne)) == "droit"


def test_un_deport_ferme_la_main_du_pilote():
    convention, pilote = parcours.convention("preparee"), parcours.pilote()
    Deport.objects.create(dossier=convention.dossier, personne=pilote, declare_le=heure.maintenant())
    assert essayer(convention, "annuler", parcours.acteur(pilote)) == "droit"
    assert not Convention.objects.visibles_par(parcours.acteur(pilote)).exists()
