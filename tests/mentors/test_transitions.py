"""Every state × every transition of a personne-ressource, and who may take each."""

import pytest

from comptes.acteurs import ANONYME
from mentors import actions
from mentors.models import ProfilMentor
from socle import horloge
from socle.acteurs import SYSTEME
from socle.refus import RefusDroit
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer, transitions

pytestmark = pytest.mark.django_db
P = ProfilMentor.Etat


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (P.PROPOSE, {"contacter": P.CONTACTE, "decliner": P.ARCHIVE, "valider": P.VALIDE, "archiver": P.ARCHIVE}),
        (P.CONTACTE, {"decliner": P.ARCHIVE, "valider": P.VALIDE, "archiver": P.ARCHIVE}),
        (P.VALIDE, {"mettre_en_pause": P.EN_PAUSE, "archiver": P.ARCHIVE}),
        (P.EN_PAUSE, {"reprendre": P.VALIDE, "archiver": P.ARCHIVE}),
        (P.ARCHIVE, {}),
    ],
)
def test_chaque_etat_d_une_fiche(etat, issues):
    profil = parcours.mentor(etat)
    assert profil.etat == etat
    acteurs = dict.fromkeys(transitions(ProfilMentor), parcours.acteur(parcours.pilote()))
    acteurs["decliner"] = parcours.acteur(profil.personne)
    maintenant = {"le": horloge.maintenant()}
    assert tout_essayer(profil, acteurs, {"contacter": maintenant, "decliner": maintenant}) == issues


def test_une_personne_se_met_en_pause_et_reprend_elle_meme():
    profil = parcours.mentor("valide")
    elle = parcours.acteur(profil.personne)
    profil = actions.changer_etat(profil, "mettre_en_pause", acteur=elle)
    assert profil.etat == P.EN_PAUSE
    assert profil not in ProfilMentor.objects.mobilisables()
    assert actions.changer_etat(profil, "reprendre", acteur=elle).etat == P.VALIDE


@pytest.mark.parametrize(("etat", "nom"), [("propose", "contacter"), ("contacte", "valider"), ("valide", "archiver")])
def test_une_personne_ne_suit_pas_sa_propre_fiche(etat, nom):
    profil = parcours.mentor(etat)
    with pytest.raises(RefusDroit):
        actions.changer_etat(profil, nom, acteur=parcours.acteur(profil.personne))


def test_personne_d_autre_ne_touche_a_une_fiche():
    profil = parcours.mentor("valide")
    autres = [parcours.personne(), parcours.mentor(email="autre@exemple.test", rang=4).personne, parcours.membre_du_comite()]
    for acteur in [ANONYME, parcours.acteur(parcours.administrateur()), *map(parcours.acteur, autres)]:
        assert {essayer(profil, nom, acteur) for nom in ("mettre_en_pause", "archiver")} == {"droit"}


def test_sans_adresse_une_fiche_n_est_pas_validee():
    profil = parcours.mentor("contacte")
    profil.personne.email = None
    profil.personne.save()
    phrase = "Il manque une adresse électronique : sans elle, la personne-ressource ne peut ni répondre ni signer."
    assert essayer(profil, "valider", SYSTEME) == phrase


def test_sans_rien_a_transmettre_une_fiche_n_est_pas_validee():
    profil = parcours.mentor("contacte")
    profil.savoirs.update(niveau=2)
    assert essayer(profil, "valider", SYSTEME).startswith("Il manque au moins une compétence de niveau 3 ou 4")


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"structure": None}, "Il manque sa structure"),
        ({"demi_journees_par_an": None}, "Il manque le nombre de demi-journées"),
        ({"demi_journees_par_an": 0}, "Il manque le nombre de demi-journées"),
        ({"charte_le": None}, "Il manque son accord sur la charte"),
    ],
)
def test_une_fiche_incomplete_n_est_pas_validee(champs, phrase):
    profil = parcours.mentor("contacte")
    ProfilMentor.objects.filter(pk=profil.pk).update(**champs)
    assert essayer(profil, "valider", SYSTEME).startswith(phrase)
