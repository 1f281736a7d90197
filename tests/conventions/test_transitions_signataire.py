"""Every state × every transition of who signs, and who may take each."""

import pytest

from comptes.acteurs import ActeurLien
from comptes.models import LienPersonnel
from conventions.droits import BUT
from conventions.models import Signataire
from socle import horloge as heure
from socle.models import Deport, Fichier
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer

pytestmark = pytest.mark.django_db
S = Signataire.Etat


def _signataire() -> Signataire:
    return parcours.convention("emise").signataires.get(partie=Signataire.Cote.MENTOR)


def _donnees() -> dict:
    scan = {"nom": "scan.pdf", "type_mime": "application/pdf", "taille": 1, "empreinte": "0" * 64, "contenu": "scan"}
    exemplaire = Fichier.objects.create(**scan, depose_le=heure.maintenant())
    le = {"le": heure.maintenant()}
    return {"signer": le, "signer_sur_papier": le | {"exemplaire": exemplaire}, "refuser": le | {"motif": "Les dates ont changé."}}


def _acteurs(signataire: Signataire) -> dict:
    elle, equipe = parcours.acteur(signataire.personne), parcours.acteur(parcours.pilote())
    return {"signer": elle, "refuser": elle, "signer_sur_papier": equipe, "retirer": equipe}


@pytest.mark.parametrize(
    ("etat", "chemin", "issues"),
    [
        (S.ATTENDU, "", {"signer": S.SIGNE, "signer_sur_papier": S.SIGNE, "refuser": S.REFUSE, "retirer": S.RETIRE}),
        (S.SIGNE, "signer", {}),
        (S.REFUSE, "refuser", {}),
        (S.RETIRE, "retirer", {}),
    ],
)
def test_chaque_etat_d_un_signataire(etat, chemin, issues):
    signataire, donnees = _signataire(), _donnees()
    acteurs = _acteurs(signataire)
    if chemin:
        signataire = franchir(signataire, chemin, acteur=acteurs[chemin], **donnees.get(chemin, {}))
    assert signataire.etat == etat
    assert tout_essayer(signataire, acteurs, donnees) == issues


def test_personne_ne_signe_ni_ne_refuse_pour_une_autre():
    signataire, donnees = _signataire(), _donnees()
    paire = signataire.convention.accompagnement
    for personne in (paire.candidature.porteur, parcours.pilote(), parcours.membre_du_comite(), parcours.administrateur()):
        for nom in ("signer", "refuser"):
            assert essayer(signataire, nom, parcours.acteur(personne), **donnees[nom]) == "droit"
    for personne in (paire.candidature.porteur, signataire.personne, parcours.membre_du_comite(), parcours.administrateur()):
        for nom in ("signer_sur_papier", "retirer"):
            assert essayer(signataire, nom, parcours.acteur(personne), **donnees.get(nom, {})) == "droit"


@pytest.mark.parametrize(("but", "ecart", "issue"), [(BUT, 0, S.SIGNE), (BUT, 1, "droit"), ("evaluation", 0, "droit")])
def test_un_lien_ne_signe_que_pour_ce_qu_il_ouvre(but, ecart, issue):
    signataire = _signataire()
    lien = LienPersonnel(but=but, personne=signataire.personne, objet_id=signataire.pk + ecart, expire_le=heure.maintenant())
    assert essayer(signataire, "signer", ActeurLien(lien), le=heure.maintenant()) == issue


def test_un_deport_ferme_la_main_du_pilote():
    signataire, pilote = _signataire(), parcours.pilote()
    Deport.objects.create(dossier=signataire.dossier, personne=pilote, declare_le=heure.maintenant())
    assert essayer(signataire, "retirer", parcours.acteur(pilote)) == "droit"
    assert not Signataire.objects.visibles_par(parcours.acteur(pilote)).exists()


def test_un_lien_ne_montre_que_sa_ligne():
    signataire = _signataire()
    lien = LienPersonnel(but=BUT, personne=signataire.personne, objet_id=signataire.pk, expire_le=heure.maintenant())
    assert Signataire.objects.visibles_par(ActeurLien(lien)).get() == signataire
    lien.objet_id += 1
    assert not Signataire.objects.visibles_par(ActeurLien(lien)).exists()
    lien.but, lien.objet_id = "evaluation", signataire.pk
    assert not Signataire.objects.visibles_par(ActeurLien(lien)).exists()
