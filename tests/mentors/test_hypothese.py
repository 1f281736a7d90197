"""Anything typed in the card of a personne-ressource, a part or a field at a time: no error page, no word lost."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentors.forms import PARTIES
from mentors.models import ProfilMentor
from tests import parcours
from tests.droits.scene import parenthese
from tests.entrees import TEXTE, VALEUR, formulaire_public, garde, recu, saisies
from tests.navigation import par_lien

pytestmark = pytest.mark.django_db

LIGNES = {
    "savoirs": [f"savoirs-{rang}-{nom}" for rang in range(3) for nom in ("competence", "niveau", "preuve", "est_vendu")],
    "disponibilite": [f"periodes-{rang}-{nom}" for rang in range(3) for nom in ("du", "au", "demi_journees")],
}
COMPTES = [f"{prefixe}-{nom}_FORMS" for prefixe in ("savoirs", "periodes") for nom in ("TOTAL", "INITIAL")]
NOMS = {code: [*classe.base_fields, *LIGNES.get(code, [])] for code, classe in PARTIES.items()}
# What is written as it was typed, but for the spaces around.
TEXTES = ("fonction", "pronom", "langues", "presentation", "motivations", "note", "regime_tva", "conflits_dits")
envois = st.sampled_from(sorted(NOMS)).flatmap(
    lambda code: st.tuples(
        st.just(code),
        saisies(NOMS[code]),
        # The counts that the page sends, or anything.
        st.one_of(st.just(dict.fromkeys(COMPTES, "3")), saisies(COMPTES)),
    )
)


@pytest.fixture
def profil() -> ProfilMentor:
    """Somebody who was contacted, whose structure is not known: all the parts are open to them."""
    parcours.competence()
    profil = parcours.mentor("contacte")
    ProfilMentor.objects.filter(pk=profil.pk).update(structure=None)
    return profil


@pytest.fixture
def client(profil) -> Client:
    """The browser of somebody come by the link of the first contact."""
    return par_lien(profil.personne, "profil", profil.pk)


def _ecrit_de(profil: ProfilMentor, noms: list[str]) -> dict[str, str]:
    lu = ProfilMentor.objects.get(pk=profil.pk)
    return {nom: getattr(lu, nom).replace("\r\n", "\n") for nom in noms}


def _comme_ecrit(texte: str) -> str:
    return garde(texte).replace("\r\n", "\n")


@formulaire_public
@given(envois)
def test_toute_partie_est_enregistree_ou_revient_telle_quelle(profil, client, envoi):
    code, saisie, comptes = envoi
    with parenthese():
        reponse = client.post(reverse("mentors:profil-partie", args=[code]), saisie | comptes)
        if reponse.status_code == 302:
            tapes = {nom: _comme_ecrit(dit) for nom, dit in saisie.items() if nom in TEXTES}
            assert _ecrit_de(profil, list(tapes)) == tapes
            assert client.get(reverse("mentors:profil")).status_code == 200
        else:
            assert reponse.status_code == 200
            [partie] = [une["formulaire"] for une in reponse.context["parties"] if une["formulaire"].code == code]
            assert partie.errors or not partie.ensemble.is_valid()
            rendus = {nom: partie[nom].data for nom in saisie if nom in TEXTES}
            assert rendus == {nom: recu(saisie[nom]) for nom in rendus}


@formulaire_public
@given(envois, st.one_of(TEXTE, st.just("lignes"), st.sampled_from(sorted({nom for noms in NOMS.values() for nom in noms}))))
def test_tout_champ_quitte_est_enregistre_ou_dit_pourquoi_et_les_autres_restent(profil, client, envoi, champ):
    code, saisie, comptes = envoi
    with parenthese():
        avant = _ecrit_de(profil, list(TEXTES))
        reponse = client.post(
            reverse("mentors:profil-partie", args=[code]), saisie | comptes | {"champ": champ}, headers={"HX-Request": "true"}
        )
        assert reponse.status_code == 200
        dit = reponse.content.decode()
        assert ("Enregistré à" in dit) != ("Pas encore enregistré" in dit)
        apres = _ecrit_de(profil, list(TEXTES))
        if champ:
            assert {nom: apres[nom] for nom in TEXTES if nom != champ} == {nom: avant[nom] for nom in TEXTES if nom != champ}
        if champ in TEXTES and champ in NOMS[code] and "Enregistré à" in dit:
            assert apres[champ] == _comme_ecrit(saisie.get(champ, ""))


@formulaire_public
@given(VALEUR)
def test_une_presentation_se_garde_a_la_lettre_ou_dit_ce_qui_ne_va_pas(profil, client, texte):
    """The longest text of the card, as one leaves it."""
    with parenthese():
        reponse = client.post(
            reverse("mentors:profil-partie", args=["parcours"]),
            {"presentation": texte, "champ": "presentation"},
            headers={"HX-Request": "true"},
        )
        if len(garde(texte)) > 2000:
            assert "Pas encore enregistré" in reponse.content.decode()
        else:
            assert _ecrit_de(profil, ["presentation"]) == {"presentation": _comme_ecrit(texte)}
