"""Proposals: who is asked, who answers, and the pair that is born."""

from datetime import timedelta

import pytest

from accompagnements import actions
from accompagnements.models import Accompagnement, Proposition
from accueil import lectures as accueil
from candidatures import actions as a_candidatures
from candidatures.models import Candidature
from socle.acteurs import SYSTEME
from socle.models import Courriel, Evenement
from socle.refus import Refus, RefusDroit
from tests import parcours

pytestmark = pytest.mark.django_db


def courriels(gabarit: str) -> list[str]:
    """Return to whom a mail was written, in order."""
    envois = Courriel.objects.filter(gabarit=f"accompagnements/{gabarit}").order_by("pk")
    return [courriel.personne.email for courriel in envois]


@pytest.mark.parametrize(
    ("candidature", "profil", "phrase"),
    [
        ("deposee", "valide", "Une personne-ressource se cherche pour une demande recevable, diagnostiquée ou acceptée."),
        ("acceptee", "en_pause", "Mathieu Sarda ne peut pas être sollicité·e. Est en pause en ce moment. Sollicitez quelqu’un d’autre."),
    ],
)
def test_on_ne_propose_pas_a_contretemps(candidature, profil, phrase):
    with pytest.raises(Refus) as refus:
        actions.proposer(parcours.candidature(candidature), parcours.mentor(profil), acteur=parcours.acteur(parcours.pilote()))
    assert refus.value.phrase == phrase


@pytest.mark.parametrize(
    ("fiche", "phrase"),
    [
        ({"rang": 0}, "Est de la structure qui demande"),
        ({"email": "nadia0@exemple.test"}, "Participe à cette demande."),
        ({"email": "porteuse0@exemple.test"}, "Est de la structure qui demande, .* Participe à cette demande."),
    ],
)
def test_la_personne_ressource_vient_d_ailleurs(fiche, phrase):
    candidature = parcours.candidature("acceptee")
    with pytest.raises(Refus, match=f"ne peut pas être sollicité·e. {phrase}"):
        actions.proposer(candidature, parcours.mentor(**fiche), acteur=parcours.acteur(parcours.pilote()))


def test_une_seule_proposition_a_la_fois():
    proposition, equipe = parcours.proposition("envoyee"), parcours.acteur(parcours.pilote())
    suivante = parcours.mentor(email="suivante@exemple.test")
    with pytest.raises(Refus, match="Une proposition est déjà en cours"):
        actions.proposer(proposition.candidature, suivante, acteur=equipe)
    actions.decliner(proposition, motif="", acteur=parcours.acteur(proposition.profil.personne))
    assert actions.proposer(proposition.candidature, suivante, acteur=equipe).rang == 2


def test_seule_l_equipe_propose():
    candidature = parcours.candidature("acceptee")
    with pytest.raises(RefusDroit):
        actions.proposer(candidature, parcours.mentor(), acteur=parcours.acteur(candidature.porteur))


def test_accepter_previent_les_deux_personnes_du_cote_beneficiaire():
    proposition = parcours.proposition("acceptee")
    assert courriels("proposition") == ["mentor@exemple.test"]
    assert courriels("confirmation") == ["porteuse0@exemple.test", "nadia0@exemple.test"]
    assert proposition.repondue_le is not None


def test_la_confirmation_n_est_demandee_qu_une_fois_la_demande_acceptee(horloge):
    proposition = parcours.proposition("acceptee", candidature_=parcours.candidature("diagnostiquee"))
    assert courriels("confirmation") == []
    horloge.avancer(timedelta(days=20))
    assert not proposition.est_en_retard
    candidature = proposition.candidature
    equipe = parcours.acteur(parcours.pilote())
    a_candidatures.accepter(candidature, dispositif=candidature.dispositif, demi_journees=2, acteur=equipe)
    assert courriels("confirmation") == []
    a_candidatures.annoncer_decision(candidature, acteur=equipe)
    proposition = Proposition.objects.get(pk=proposition.pk)
    assert proposition.echeance == horloge.aujourdhui() + timedelta(days=7)
    assert courriels("confirmation") == ["porteuse0@exemple.test", "nadia0@exemple.test"]
    confirmee = actions.confirmer(proposition, acteur=parcours.acteur(candidature.porteur))
    assert confirmee.etat == Accompagnement.Etat.PREPARE


def test_tant_que_l_accord_n_est_pas_annonce_personne_ne_confirme():
    candidature = parcours.candidature("acceptee", annoncee=False)
    proposition = parcours.proposition("acceptee", candidature_=candidature)
    assert courriels("confirmation") == []
    with pytest.raises(Refus, match="attend la décision de l’équipe"):
        actions.confirmer(proposition, acteur=parcours.acteur(candidature.porteur))


@pytest.mark.parametrize("etat", ["envoyee", "acceptee"])
def test_une_demande_refusee_emporte_sa_proposition(etat):
    proposition = parcours.proposition(etat, candidature_=parcours.candidature("diagnostiquee"))
    equipe = parcours.acteur(parcours.pilote())
    refusee = a_candidatures.refuser(proposition.candidature, motif="Autre dispositif.", acteur=equipe)
    assert Proposition.objects.get(pk=proposition.pk).etat == etat
    assert courriels("retrait") == []
    a_candidatures.annoncer_decision(refusee, acteur=equipe)
    assert Proposition.objects.get(pk=proposition.pk).etat == Proposition.Etat.RETIREE
    assert courriels("retrait") == ["mentor@exemple.test"]


def test_une_reponse_tardive_compte_encore(horloge):
    proposition = parcours.proposition("envoyee")
    horloge.avancer(timedelta(days=20))
    assert proposition.est_en_retard
    acceptee = actions.accepter(proposition, acteur=parcours.acteur(proposition.profil.personne))
    assert acceptee.etat == Proposition.Etat.ACCEPTEE
    assert acceptee.echeance == horloge.aujourdhui() + timedelta(days=7)
    horloge.avancer(timedelta(days=20))
    assert actions.confirmer(acceptee, acteur=parcours.acteur(acceptee.candidature.porteur)).etat == Accompagnement.Etat.PREPARE


def test_un_classement_retenu_ne_change_rien_pour_la_personne_qui_doit_confirmer():
    """The team closes the request and has not said it: the task, the page and the button stay; taken back, nothing was missed."""
    proposition = parcours.proposition("envoyee")
    porteur, equipe = parcours.acteur(proposition.candidature.porteur), parcours.acteur(parcours.pilote())
    classee = a_candidatures.classer_sans_suite(proposition.candidature, motif="Plus de réponse.", acteur=equipe)
    acceptee = actions.accepter(proposition, acteur=parcours.acteur(proposition.profil.personne))
    assert courriels("confirmation") == ["porteuse0@exemple.test", "nadia0@exemple.test"]
    espace = accueil.espace(porteur)
    assert [tache.titre for tache in espace.taches] == ["Confirmer votre personne-ressource\xa0: Mathieu Sarda"]
    assert "à vous de confirmer" in espace.en_cours[0].phrase
    assert actions.confirmer(acceptee, acteur=porteur).etat == Accompagnement.Etat.PREPARE
    assert a_candidatures.reprendre_decision(classee, acteur=equipe).etat == Candidature.Etat.ACCEPTEE


def test_confirmer_fait_naitre_la_paire_avec_les_demi_journees_accordees():
    proposition = parcours.proposition("confirmee", candidature_=parcours.candidature("acceptee", demi_journees=3))
    paire = proposition.accompagnement
    assert (paire.numero, paire.demi_journees) == (f"{proposition.dossier.numero}-A1", 3)
    assert paire.beneficiaire == proposition.candidature.referente
    assert courriels("paire") == ["mentor@exemple.test", "porteuse0@exemple.test", "nadia0@exemple.test"]


REPONSES = {
    "accepter": ("envoyee", "mentor", {}),
    "decliner": ("envoyee", "mentor", {"motif": "Trop loin."}),
    "confirmer": ("acceptee", "porteur", {}),
    "refuser": ("acceptee", "porteur", {"motif": "Trop loin."}),
}


@pytest.mark.parametrize("geste", REPONSES)
def test_le_double_clic_d_une_reponse_est_une_reponse(geste):
    etat, qui, donnees = REPONSES[geste]
    proposition = parcours.proposition(etat)
    personne = proposition.profil.personne if qui == "mentor" else proposition.candidature.porteur
    premiere = getattr(actions, geste)(proposition, acteur=parcours.acteur(personne), **donnees)
    ecrits = (Courriel.objects.count(), Evenement.objects.count())
    seconde = getattr(actions, geste)(proposition, acteur=parcours.acteur(personne), **donnees)
    assert seconde == premiere
    assert (Courriel.objects.count(), Evenement.objects.count()) == ecrits


@pytest.mark.parametrize("geste", REPONSES)
def test_la_reponse_deja_donnee_ne_se_donne_pas_par_quelqu_un_d_autre(geste):
    etat, qui, donnees = REPONSES[geste]
    proposition = parcours.proposition(etat)
    personne, autre = proposition.profil.personne, proposition.candidature.porteur
    if qui == "porteur":
        personne, autre = autre, personne
    getattr(actions, geste)(proposition, acteur=parcours.acteur(personne), **donnees)
    with pytest.raises(Refus):
        getattr(actions, geste)(proposition, acteur=parcours.acteur(autre), **donnees)


def test_demander_quelqu_un_d_autre_previent_et_rouvre_la_recherche():
    proposition = parcours.proposition("refusee_par_beneficiaire")
    assert proposition.motif == "Trop loin."
    assert courriels("retrait") == ["mentor@exemple.test"]
    suivante = parcours.mentor(email="suivante@exemple.test")
    assert actions.proposer(proposition.candidature, suivante, acteur=SYSTEME).rang == 2


def test_une_demande_retiree_emporte_sa_proposition_et_sa_paire():
    proposition = parcours.proposition("acceptee")
    a_candidatures.retirer(proposition.candidature, acteur=parcours.acteur(proposition.candidature.porteur))
    proposition.refresh_from_db()
    assert proposition.etat == Proposition.Etat.RETIREE

    paire = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=1))
    a_candidatures.retirer(paire.candidature, acteur=parcours.acteur(paire.candidature.porteur))
    paire.refresh_from_db()
    assert (paire.etat, paire.motif) == (Accompagnement.Etat.ABANDONNE, "La structure a retiré sa demande.")
    assert courriels("abandon") == ["mentor@exemple.test", "porteuse1@exemple.test", "nadia1@exemple.test"]


def test_une_paire_abandonnee_laisse_la_demande_a_apparier():
    paire = parcours.accompagnement("abandonne")
    equipe = parcours.acteur(parcours.pilote())
    suivante = actions.proposer(paire.candidature, parcours.mentor(email="suivante@exemple.test"), acteur=equipe)
    acceptee = actions.accepter(suivante, acteur=parcours.acteur(suivante.profil.personne))
    assert actions.confirmer(acceptee, acteur=parcours.acteur(paire.candidature.porteur)).numero.endswith("-A2")


def test_une_convention_signee_ne_se_retire_plus():
    paire = parcours.accompagnement("conventionne")
    with pytest.raises(Refus, match="La convention est signée"):
        a_candidatures.retirer(paire.candidature, acteur=parcours.acteur(paire.candidature.porteur))


# ---------- silence ----------


@pytest.mark.parametrize(("etat", "gabarit", "etape"), [("envoyee", "proposition", "recevable"), ("acceptee", "confirmation", "acceptee")])
def test_relancer_redemande_a_qui_n_a_pas_repondu_et_donne_sept_jours(horloge, etat, gabarit, etape):
    proposition = parcours.proposition(etat, candidature_=parcours.candidature(etape))
    equipe = parcours.acteur(parcours.pilote())
    with pytest.raises(Refus, match="n’est pas en retard"):
        actions.relancer(proposition, acteur=equipe)
    horloge.avancer(timedelta(days=8))
    premiers = courriels(gabarit)
    relancee = actions.relancer(proposition, acteur=equipe)
    assert relancee.echeance == horloge.aujourdhui() + timedelta(days=7)
    assert courriels(gabarit) == premiers * 2
    with pytest.raises(Refus, match="n’est pas en retard"):
        actions.relancer(proposition, acteur=equipe)


def test_seule_l_equipe_relance(horloge):
    proposition = parcours.proposition("envoyee")
    horloge.avancer(timedelta(days=8))
    with pytest.raises(RefusDroit):
        actions.relancer(proposition, acteur=parcours.acteur(proposition.candidature.porteur))
