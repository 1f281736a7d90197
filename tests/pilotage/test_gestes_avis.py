"""The gestures of the team about opinions and déports, and what the file shows of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidatures import actions
from candidatures.models import Avis, ModeAvis
from comptes.actions import donner_mandat
from comptes.models import Instance, Institution, Mandat
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Deport, Derogation, Evenement
from tests import parcours

pytestmark = pytest.mark.django_db
RESERVE = {"sens": "reserves", "commentaire": "Le calendrier paraît serré."}


@pytest.fixture
def avis():
    return parcours.avis()


def adresse(candidature, code: str) -> str:
    return reverse("pilotage:geste", args=[candidature.numero, code])


def page(pilote, candidature) -> str:
    return pilote.get(reverse("pilotage:dossier", args=[candidature.numero])).text


def journal(pilote, candidature) -> str:
    return pilote.get(reverse("pilotage:partie", args=[candidature.numero, "journal"])).text


def test_demander_propose_les_membres_avec_leur_institution_et_ferme_les_autres(pilote, avis):
    drac = Institution.objects.create(code="drac", nom="DRAC Occitanie")
    nouvelle, deportee = parcours.personne("drac@exemple.test", nom="Rouquette"), parcours.membre_du_comite("deportee@exemple.test")
    donner_mandat(nouvelle, Instance.COMITE_TECHNIQUE, du=heure.aujourdhui(), institution=drac, acteur=SYSTEME)
    Deport.objects.create(dossier=avis.dossier, personne=deportee, declare_le=heure.maintenant())
    formulaire = pilote.get(adresse(avis.candidature, "demander-des-avis")).context["formulaire"]
    cases = {str(case.choice_label): case.data["attrs"].get("disabled", False) for case in formulaire["personnes"]}
    assert cases == {
        "Paul Astier (avis déjà demandé)": True,
        "Paul Astier (déport)": True,
        "Nadia Rouquette, DRAC Occitanie": False,
    }
    assert formulaire["echeance"].value() == heure.aujourdhui() + timedelta(days=7)
    choix = {"personnes": [nouvelle.pk, deportee.pk], "echeance": (heure.aujourdhui() + timedelta(days=4)).isoformat()}
    pilote.post(adresse(avis.candidature, "demander-des-avis"), choix)
    assert set(Avis.objects.values_list("personne", flat=True)) == {avis.personne_id, nouvelle.pk}


def test_une_echeance_passee_revient_a_son_champ(pilote, avis):
    choix = {"personnes": [parcours.membre_du_comite("autre@exemple.test").pk], "echeance": heure.aujourdhui().isoformat()}
    reponse = pilote.post(adresse(avis.candidature, "demander-des-avis"), choix)
    assert "au moins un jour" in reponse.context["formulaire"].errors["echeance"][0]


def test_le_dossier_compte_les_avis_et_les_montre(pilote, avis):
    assert "0 avis rendu sur 1 demandé" in page(pilote, avis.candidature)
    actions.rendre_avis(avis, **RESERVE, acteur=parcours.acteur(avis.personne))
    lue = page(pilote, avis.candidature)
    assert "1 avis rendu sur 1 demandé" in lue
    assert RESERVE["commentaire"] in lue
    assert "avec réserves ou défavorable" in lue
    assert "Avis du comité rendu, par Paul Astier" in journal(pilote, avis.candidature)


def test_un_silence_se_lit_comme_une_absence_d_avis(pilote, avis, horloge):
    horloge.avancer(timedelta(days=8))
    assert "Ne se prononce pas" in page(pilote, avis.candidature)
    avis.refresh_from_db()
    assert avis.sens == ""


def test_les_avis_sont_sous_les_yeux_de_qui_decide(pilote, avis):
    actions.rendre_avis(avis, **RESERVE, acteur=parcours.acteur(avis.personne))
    actions.diagnostiquer(avis.candidature, parcours.entretien(avis.candidature), acteur=SYSTEME)
    for code in ("accepter", "refuser"):
        lue = pilote.get(adresse(avis.candidature, code)).text
        assert RESERVE["commentaire"] in lue
        assert "vous décidez seul·e" in lue


def test_un_appel_sans_avis_n_en_parle_pas(pilote):
    candidature = parcours.candidature("recevable")
    candidature.appel.avis = ModeAvis.JAMAIS
    candidature.appel.save()
    assert "Avis du comité" not in page(pilote, candidature)
    assert pilote.get(adresse(candidature, "demander-des-avis")).status_code == 302


def test_noter_puis_lever_un_deport(pilote, avis):
    moi = {"personne": avis.personne_id}
    pilote.post(adresse(avis.candidature, "noter-un-deport"), moi)
    assert not Avis.objects.vivants().exists()
    assert "Ce dossier ne lui est montré nulle part" in page(pilote, avis.candidature)
    assert "motif" in pilote.post(adresse(avis.candidature, "lever-un-deport"), moi).context["formulaire"].errors
    pilote.post(adresse(avis.candidature, "lever-un-deport"), moi | {"motif": "Le lien a pris fin."})
    assert not Deport.objects.exists()
    assert Derogation.objects.get().motif == "Le lien a pris fin."
    assert "motif au dossier" in journal(pilote, avis.candidature)
    assert not Evenement.objects.filter(details__icontains="pris fin").exists()


def test_retirer_une_demande(pilote, avis):
    page_ = pilote.get(adresse(avis.candidature, "retirer-une-demande-d-avis"))
    assert "Paul Astier" in page_.text
    pilote.post(adresse(avis.candidature, "retirer-une-demande-d-avis"), {"avis": avis.pk})
    assert not Avis.objects.vivants().exists()


def test_relancer_ne_se_propose_pas_le_jour_de_la_demande(pilote, avis, horloge):
    assert "relancer-les-avis" not in page(pilote, avis.candidature)
    horloge.avancer(timedelta(days=1))
    assert "Relancer 1 personne" in page(pilote, avis.candidature)
    Mandat.objects.filter(personne=avis.personne).update(au=heure.aujourdhui() - timedelta(days=1))
    assert "relancer-les-avis" not in page(pilote, avis.candidature)
