"""From the draft to the sent request, by the actions."""

import uuid
from datetime import timedelta

import pytest

from candidatures import actions
from candidatures.demande import VERSION_DECLARATIONS, PersonneAccompagnee
from candidatures.models import Appel, Candidature, Positionnement
from comptes.acteurs import ANONYME
from comptes.models import Appartenance, Personne, Structure
from socle.models import Compteur, Courriel, Evenement
from socle.refus import Refus, RefusDroit, RefusEtat
from tests import parcours

pytestmark = pytest.mark.django_db


def test_un_seul_brouillon_par_personne_et_par_appel(porteuse):
    acteur = parcours.acteur(porteuse)
    premier = actions.commencer(parcours.appel(), acteur=acteur)
    assert actions.commencer(parcours.appel(), acteur=acteur) == premier
    assert actions.commencer(parcours.appel("autre"), acteur=acteur) != premier
    assert actions.commencer(parcours.appel(), acteur=parcours.acteur(parcours.personne())) != premier
    assert Candidature.objects.count() == 3


def test_on_ne_commence_pas_sous_un_appel_ferme(porteuse, horloge):
    appel = parcours.appel(ferme_le=horloge.maintenant() + timedelta(days=1))
    horloge.avancer(timedelta(days=2))
    with pytest.raises(Refus, match="Cet appel n’est pas ouvert"):
        actions.commencer(appel, acteur=parcours.acteur(porteuse))


def test_un_visiteur_ne_commence_rien(db):
    with pytest.raises(RefusDroit):
        actions.commencer(parcours.appel(), acteur=ANONYME)


def test_un_depot_ecrit_les_lignes_le_numero_et_l_accuse(porteuse):
    acteur = parcours.acteur(porteuse)
    demande = parcours.demande(
        participants=[
            PersonneAccompagnee("Nadia", "Belkacem", "nadia@exemple.test", "Administratrice", "cdi"),
            PersonneAccompagnee("Yanis", "Roca", "", "Régisseur", "intermittent"),
        ]
    )
    candidature = actions.deposer(parcours.brouillon(porteuse), demande, acteur=acteur)
    annee = candidature.deposee_le.year
    assert candidature.numero == f"DOS-{annee}-0001"
    assert candidature.etat == Candidature.Etat.DEPOSEE
    assert candidature.structure.sirets.get().numero == demande.siret
    assert [(p.personne.prenom, p.est_referente) for p in candidature.participants.all()] == [("Nadia", True), ("Yanis", False)]
    assert [objectif.rang for objectif in candidature.objectifs.all()] == [1, 2]
    niveaux = Positionnement.objects.order_by("moment").values_list("moment", "source", "niveau")
    assert list(niveaux) == [("declare", "accompagne", 1), ("vise", "accompagne", 3)]
    appartenance = Appartenance.objects.get()
    assert (appartenance.personne, appartenance.fonction, appartenance.confirmee_le) == (porteuse, "Administratrice", None)
    assert candidature.recherche.startswith(f"dos-{annee}-0001 structure 0 77567000300018 construire un budget")
    assert Courriel.objects.get().gabarit == "candidatures/accuse_depot"
    assert Evenement.objects.get(code="deposer").details == {"declarations": VERSION_DECLARATIONS}


def test_deux_depots_donnent_un_numero_et_un_courriel(porteuse):
    brouillon, acteur = parcours.brouillon(porteuse), parcours.acteur(porteuse)
    premiere = actions.deposer(brouillon, parcours.demande(), acteur=acteur)
    seconde = actions.deposer(brouillon, parcours.demande(intitule="Autre"), acteur=acteur)
    assert (seconde, seconde.numero, seconde.intitule) == (premiere, premiere.numero, premiere.intitule)
    assert Compteur.objects.get().dernier == 1
    assert Courriel.objects.count() == 1


def test_deux_candidatures_d_une_structure_la_partagent():
    parcours.candidature(porteur=parcours.personne())
    parcours.candidature(porteur=parcours.personne())
    assert Structure.objects.count() == 1
    assert list(Candidature.objects.order_by("pk").values_list("dossier__numero", flat=True).distinct()) == [
        f"DOS-{c.deposee_le.year}-000{rang}" for rang, c in enumerate(Candidature.objects.order_by("pk"), start=1)
    ]


def test_une_association_sans_siret_se_retrouve_par_son_rna():
    candidatures = [
        parcours.candidature(porteur=parcours.personne(), siret="", rna="W343012345", raison_sociale=nom) for nom in ("Le Fil", "LE FIL")
    ]
    structure = Structure.objects.get()
    assert (structure.rna, structure.siren, structure.sirets.count(), structure.raison_sociale) == ("W343012345", None, 0, "Le Fil")
    assert structure.recherche == "le fil sete w343012345"
    assert {candidature.structure for candidature in candidatures} == {structure}
    assert all("w343012345" in candidature.recherche for candidature in candidatures)


def test_la_taille_est_un_fait_de_chaque_candidature():
    tailles = [parcours.candidature(porteur=parcours.personne(), taille=taille).taille_structure for taille in ("benevole", "petite", "")]
    assert tailles == ["benevole", "petite", ""]


def test_une_personne_connue_garde_son_nom():
    connue = parcours.personne("nadia0@exemple.test", prenom="Nadia", nom="Roux")
    candidature = parcours.candidature()
    assert candidature.referente.personne == connue
    assert Personne.objects.get(pk=connue.pk).nom == "Roux"


def test_un_depot_refuse_ne_laisse_rien(porteuse, horloge):
    brouillon = parcours.brouillon(porteuse)
    Appel.objects.update(ferme_le=horloge.maintenant() + timedelta(hours=1))
    horloge.avancer(timedelta(hours=2))
    with pytest.raises(Refus, match="L’appel est fermé"):
        actions.deposer(brouillon, parcours.demande(), acteur=parcours.acteur(porteuse))
    assert not Structure.objects.exists()
    assert not Compteur.objects.exists()
    assert not Courriel.objects.exists()


def test_une_demande_sans_objectif_est_refusee(porteuse):
    with pytest.raises(Refus, match="Il manque des réponses"):
        actions.deposer(parcours.brouillon(porteuse), parcours.demande(objectifs=[]), acteur=parcours.acteur(porteuse))


ECRITURES = [
    lambda c, a: actions.enregistrer_brouillon(c, {}, acteur=a),
    lambda c, a: actions.retirer_piece(c, "pieces-0-fichier", acteur=a),
]


@pytest.mark.parametrize("ecrire", ECRITURES)
def test_on_n_ecrit_que_dans_son_brouillon(porteuse, ecrire):
    brouillon = parcours.brouillon(porteuse)
    with pytest.raises(RefusDroit, match="Ce brouillon n’est pas le vôtre"):
        ecrire(brouillon, parcours.acteur(parcours.pilote()))
    envoyee = parcours.candidature(porteur=porteuse)
    with pytest.raises(RefusEtat, match=f"déjà envoyée, sous le numéro {envoyee.numero}"):
        ecrire(envoyee, parcours.acteur(porteuse))


def test_seuls_ceux_qui_suivent_la_candidature_ecrivent_dans_son_fil():
    candidature = parcours.candidature()
    with pytest.raises(RefusDroit, match="Vous ne suivez pas cette candidature"):
        actions.ecrire_message(candidature, texte="…", cle=uuid.uuid4(), acteur=parcours.acteur(parcours.personne()))


def test_un_message_de_l_equipe_previent_et_celui_de_la_porteuse_non():
    candidature = parcours.candidature()
    Courriel.objects.all().delete()
    cle = uuid.uuid4()
    actions.ecrire_message(candidature, texte="Bonjour", cle=uuid.uuid4(), acteur=parcours.acteur(candidature.porteur))
    assert not Courriel.objects.exists()
    for _ in range(2):
        actions.ecrire_message(candidature, texte="Quand vous joindre ?", cle=cle, acteur=parcours.acteur(parcours.pilote()))
    assert Courriel.objects.get().gabarit == "candidatures/message"
    assert candidature.dossier.messages.count() == 2


def test_le_telephone_donne_au_depot_est_garde_et_un_silence_ne_l_efface_pas(porteuse):
    acteur = parcours.acteur(porteuse)
    actions.deposer(parcours.brouillon(porteuse), parcours.demande(telephone_porteur="0612345678"), acteur=acteur)
    actions.deposer(parcours.brouillon(porteuse), parcours.demande(), acteur=acteur)
    porteuse.refresh_from_db()
    assert porteuse.telephone == "0612345678"
