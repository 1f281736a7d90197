"""Every state × every transition of proposals and pairs, and who may take each."""

from decimal import Decimal

import pytest

from accompagnements.models import Accompagnement, Proposition
from comptes.acteurs import ANONYME
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Deport
from tests import parcours

from .essais import essayer, tout_essayer

pytestmark = pytest.mark.django_db
P, A = Proposition.Etat, Accompagnement.Etat


def _donnees_proposition() -> dict:
    return {
        "accepter": {"le": heure.maintenant()},
        "decliner": {"le": heure.maintenant(), "motif": ""},
        "refuser": {"motif": ""},
    }


def _acteurs_proposition(proposition: Proposition) -> dict:
    mentor, porteur = parcours.acteur(proposition.profil.personne), parcours.acteur(proposition.candidature.porteur)
    return {
        "accepter": mentor,
        "decliner": mentor,
        "retirer": parcours.acteur(parcours.pilote()),
        "confirmer": porteur,
        "refuser": porteur,
    }


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (P.ENVOYEE, {"accepter": P.ACCEPTEE, "decliner": P.DECLINEE, "retirer": P.RETIREE}),
        (P.ACCEPTEE, {"confirmer": P.CONFIRMEE, "refuser": P.REFUSEE_PAR_BENEFICIAIRE, "retirer": P.RETIREE}),
        (P.DECLINEE, {}),
        (P.RETIREE, {}),
        (P.CONFIRMEE, {}),
        (P.REFUSEE_PAR_BENEFICIAIRE, {}),
    ],
)
def test_chaque_etat_d_une_proposition(etat, issues):
    proposition = parcours.proposition(etat)
    assert proposition.etat == etat
    assert tout_essayer(proposition, _acteurs_proposition(proposition), _donnees_proposition()) == issues


@pytest.mark.parametrize(
    ("etat", "noms"), [(P.ENVOYEE, ["accepter", "decliner", "retirer"]), (P.ACCEPTEE, ["confirmer", "refuser", "retirer"])]
)
def test_personne_ne_repond_a_la_place_d_un_autre(etat, noms):
    proposition = parcours.proposition(etat)
    justes = _acteurs_proposition(proposition)
    tous = {
        "mentor": parcours.acteur(proposition.profil.personne),
        "porteur": parcours.acteur(proposition.candidature.porteur),
        "pilote": parcours.acteur(parcours.pilote()),
        "autre": parcours.acteur(parcours.personne("autre@exemple.test")),
        "anonyme": ANONYME,
    }
    for nom in noms:
        permis = {
            qui for qui, acteur in tous.items() if essayer(proposition, nom, acteur, **_donnees_proposition().get(nom, {})) != "droit"
        }
        assert permis == {qui for qui, acteur in tous.items() if acteur == justes[nom]}


def test_la_referente_repond_comme_la_personne_qui_porte_la_demande():
    proposition = parcours.proposition("acceptee")
    referente = parcours.acteur(proposition.candidature.referente.personne)
    assert referente.personne != proposition.candidature.porteur
    assert essayer(proposition, "confirmer", referente) == P.CONFIRMEE


def test_un_deport_ferme_la_main_du_pilote():
    proposition, pilote = parcours.proposition("envoyee"), parcours.pilote()
    Deport.objects.create(dossier=proposition.dossier, personne=pilote, declare_le=heure.maintenant())
    assert essayer(proposition, "retirer", parcours.acteur(pilote)) == "droit"


def test_la_confirmation_attend_la_decision():
    proposition = parcours.proposition("acceptee", candidature_=parcours.candidature("recevable"))
    porteur = parcours.acteur(proposition.candidature.porteur)
    phrase = "La candidature n’est pas encore acceptée : la confirmation attend la décision de l’équipe."
    assert essayer(proposition, "confirmer", porteur) == phrase


def _donnees_accompagnement() -> dict:
    jour = heure.aujourdhui()
    return {
        "conventionner": {"debut": jour, "fin": jour, "montant": Decimal(500)},
        "realiser": {"le": jour},
        "abandonner": {"motif": "Plus de nouvelles."},
        "rompre": {"le": heure.maintenant(), "motif": "", "mot": ""},
    }


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (A.PREPARE, {"conventionner": A.CONVENTIONNE, "abandonner": A.ABANDONNE}),
        (A.CONVENTIONNE, {"commencer": A.EN_COURS, "abandonner": A.ABANDONNE, "rompre": A.ROMPU}),
        (A.EN_COURS, {"realiser": A.REALISE, "revenir_au_depart": A.CONVENTIONNE, "rompre": A.ROMPU}),
        (A.REALISE, {"clore": A.CLOS}),
        (A.CLOS, {}),
        (A.ABANDONNE, {}),
        (A.ROMPU, {"clore": A.CLOS}),
    ],
)
def test_chaque_etat_d_un_accompagnement(etat, issues, horloge):
    accompagnement = parcours.accompagnement(etat)
    assert accompagnement.etat == etat
    acteurs = dict.fromkeys(["conventionner", "commencer", "revenir_au_depart", "realiser", "clore", "abandonner", "rompre"], SYSTEME)
    assert tout_essayer(accompagnement, acteurs, _donnees_accompagnement()) == issues


def test_ce_que_la_plateforme_fait_seule_n_est_a_personne():
    accompagnement = parcours.accompagnement("prepare")
    for personne in (accompagnement.mentor.personne, accompagnement.candidature.porteur, parcours.pilote()):
        acteur = parcours.acteur(personne)
        assert essayer(accompagnement, "conventionner", acteur, **_donnees_accompagnement()["conventionner"]) == "droit"


def test_qui_peut_terminer():
    accompagnement = parcours.accompagnement("en_cours")
    candidature = accompagnement.candidature
    personnes = {
        "mentor": accompagnement.mentor.personne,
        "porteur": candidature.porteur,
        "référente": candidature.referente.personne,
        "pilote": parcours.pilote(),
        "autre mentor": parcours.mentor(email="autre@exemple.test").personne,
        "comité": parcours.membre_du_comite(),
    }
    issues = {
        qui: essayer(accompagnement, "realiser", parcours.acteur(personne), le=heure.aujourdhui()) for qui, personne in personnes.items()
    }
    permis = {qui for qui, issue in issues.items() if issue == A.REALISE}
    assert permis == {"mentor", "porteur", "référente", "pilote"}


def test_qui_peut_abandonner():
    accompagnement = parcours.accompagnement("prepare")
    personnes = {
        "mentor": accompagnement.mentor.personne,
        "porteur": accompagnement.candidature.porteur,
        "référente": accompagnement.candidature.referente.personne,
        "pilote": parcours.pilote(),
        "comité": parcours.membre_du_comite(),
    }
    issues = {qui: essayer(accompagnement, "abandonner", parcours.acteur(personne), motif="…") for qui, personne in personnes.items()}
    assert {qui for qui, issue in issues.items() if issue == A.ABANDONNE} == {"porteur", "pilote"}


def test_qui_peut_arreter():
    accompagnement = parcours.accompagnement("en_cours")
    personnes = {
        "mentor": accompagnement.mentor.personne,
        "porteur": accompagnement.candidature.porteur,
        "référente": accompagnement.candidature.referente.personne,
        "pilote": parcours.pilote(),
        "autre mentor": parcours.mentor(email="autre@exemple.test").personne,
        "comité": parcours.membre_du_comite(),
    }
    donnees = _donnees_accompagnement()["rompre"]
    issues = {qui: essayer(accompagnement, "rompre", parcours.acteur(personne), **donnees) for qui, personne in personnes.items()}
    assert {qui for qui, issue in issues.items() if issue == A.ROMPU} == {"mentor", "porteur", "référente", "pilote"}


def test_on_ne_termine_pas_ce_qui_n_a_pas_commence():
    accompagnement = parcours.accompagnement("en_cours")
    accompagnement.seances.all().delete()
    issue = essayer(accompagnement, "realiser", SYSTEME, le=heure.aujourdhui())
    assert issue == "Aucune demi-journée n’a encore été tenue."
