"""Anything answered to a proposal, or asked about it: no error page, no word lost."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accompagnements.models import Proposition, QuestionProposition
from tests import parcours
from tests.droits.scene import parenthese
from tests.entrees import LONG, TEXTE, VALEUR, formulaire_public, garde, recu
from tests.navigation import connecte, par_lien

pytestmark = pytest.mark.django_db
Etat = Proposition.Etat


@pytest.fixture
def proposition() -> Proposition:
    return parcours.proposition()


@pytest.fixture
def mentor(proposition) -> Client:
    """The browser of the personne-ressource, come by the link of the mail."""
    return par_lien(proposition.profil.personne, "proposition", proposition.pk)


def _adresse(proposition: Proposition, geste: str) -> str:
    return reverse("accompagnements:repondre", args=[proposition.pk, geste])


@formulaire_public
@given(geste=st.sampled_from(["accepter", "decliner", "refuser", "confirmer", "retirer", "ailleurs"]), motif=st.one_of(TEXTE, LONG))
def test_toute_reponse_par_le_lien_est_enregistree_ou_revient(proposition, mentor, geste, motif):
    with parenthese():
        reponse = mentor.post(_adresse(proposition, geste), {"motif": motif})
        lue = Proposition.objects.get(pk=proposition.pk)
        if geste in {"retirer", "ailleurs"}:
            assert (reponse.status_code, lue.etat) == (404, Etat.ENVOYEE)
        elif len(garde(motif)) > 1000:
            assert (reponse.status_code, lue.etat) == (200, Etat.ENVOYEE)
            assert reponse.context["motif"]["motif"].value() == recu(motif)
        else:
            assert reponse.status_code == 302
            # Those of the beneficiary are not open to the mentor.
            attendu = {"accepter": (Etat.ACCEPTEE, ""), "decliner": (Etat.DECLINEE, garde(motif))}.get(geste, (Etat.ENVOYEE, ""))
            assert (lue.etat, lue.motif) == attendu
            assert mentor.get(proposition.get_absolute_url()).status_code == 200


@formulaire_public
@given(motif=st.one_of(TEXTE, LONG))
def test_tout_motif_de_qui_demande_quelqu_un_d_autre_est_enregistre_ou_revient(motif):
    accord = Proposition.objects.first() or parcours.proposition("acceptee")
    with parenthese():
        reponse = connecte(accord.candidature.porteur).post(_adresse(accord, "refuser"), {"motif": motif})
        lue = Proposition.objects.get(pk=accord.pk)
        if len(garde(motif)) > 1000:
            assert reponse.context["motif"]["motif"].value() == recu(motif)
            assert lue.etat == Etat.ACCEPTEE
        else:
            assert (reponse.status_code, lue.etat, lue.motif) == (302, Etat.REFUSEE_PAR_BENEFICIAIRE, garde(motif))


@formulaire_public
@given(texte=VALEUR, cle=TEXTE)
def test_toute_question_est_posee_ou_revient(proposition, mentor, texte, cle):
    with parenthese():
        reponse = mentor.post(reverse("accompagnements:demander", args=[proposition.pk]), {"texte": texte, "cle": cle})
        posees = list(QuestionProposition.objects.values_list("texte", flat=True))
        if reponse.status_code == 302:
            assert posees == [garde(texte)]
            assert mentor.get(proposition.get_absolute_url()).status_code == 200
        else:
            formulaire = reponse.context["question"]
            assert (reponse.status_code, posees) == (200, [])
            assert formulaire.errors
            assert formulaire["texte"].value() == recu(texte)
