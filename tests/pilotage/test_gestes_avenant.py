"""The gestures of the team on avenants: prepare, issue, file the signed paper, cancel."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accompagnements.models import Accompagnement
from comptes.models import LienPersonnel
from conventions.models import Convention
from socle import horloge
from socle.models import Courriel
from tests import avenants, parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def paire() -> Accompagnement:
    return parcours.accompagnement("en_cours")


@pytest.fixture
def equipe():
    return connecte(parcours.pilote())


def adresse(paire: Accompagnement, code: str) -> str:
    return reverse("pilotage:geste", args=[paire.dossier.numero, code])


def saisie(paire: Accompagnement, **champs) -> dict[str, str]:
    """Return what the form holds when it opens, but for `champs`."""
    valeurs = {"motif": "Le festival est reporté.", "debut": paire.debut.isoformat(), "fin": paire.fin.isoformat(), "demi_journees": "2"}
    for partie in Convention.objects.get(parent=None).parties.all():
        for champ in ("nom", "qualite", "email"):
            valeurs[f"{partie.cote}_{champ}"] = getattr(partie, f"representant_{champ}")
    return valeurs | champs


def test_un_avenant_du_bouton_a_la_signature(equipe, paire):
    dossier = reverse("pilotage:dossier", args=[paire.dossier.numero])
    assert "Préparer un avenant" in equipe.get(dossier).content.decode()
    page = equipe.get(adresse(paire, "preparer-un-avenant")).content.decode()
    assert f'value="{paire.fin.isoformat()}"' in page
    assert "Déjà tenues : 1." in page
    fin = paire.fin + timedelta(days=2)
    equipe.post(adresse(paire, "preparer-un-avenant"), saisie(paire, fin=fin.isoformat(), demi_journees="3"))
    avenant = Convention.objects.exclude(parent=None).get()
    assert (avenant.fin, avenant.demi_journees, avenant.motif_avenant) == (fin, 3, "Le festival est reporté.")
    page = equipe.get(dossier).content.decode()
    assert avenant.numero in page
    assert "Préparer un avenant" not in page
    assert "Émettre l’avenant" in page
    assert "Émettre la convention" not in page
    equipe.post(adresse(paire, "emettre-l-avenant"))
    parcours.executer("convention")
    signataires = list(avenant.signataires.values_list("pk", flat=True))
    televerse = {
        "televerse": parcours.exemplaire_signe(avenant.numero),
        "derniere_signature": horloge.aujourdhui().isoformat(),
        "signataires": signataires,
    }
    equipe.post(adresse(paire, "verser-l-exemplaire-signe"), televerse)
    avenant.refresh_from_db()
    paire.refresh_from_db()
    assert (avenant.etat, paire.demi_journees, paire.fin) == ("signee", 3, fin)


def test_ce_qui_ne_va_pas_se_dit_sur_la_page(equipe, paire):
    page = equipe.post(adresse(paire, "preparer-un-avenant"), saisie(paire)).content.decode()
    assert "Rien ne change" in page
    page = equipe.post(adresse(paire, "preparer-un-avenant"), saisie(paire, demi_journees="9")).content.decode()
    assert "donne au plus 4" in page
    assert not Convention.objects.exclude(parent=None).exists()


def test_un_avenant_s_annule(equipe, paire):
    avenant = avenants.avenant("emise", accompagnement_=paire)
    equipe.post(adresse(paire, "annuler-l-avenant"))
    avenant.refresh_from_db()
    assert (avenant.etat, avenant.parent.etat) == ("annulee", "signee")


@pytest.mark.parametrize("etat", ["prepare", "realise"])
def test_rien_a_changer_avant_la_signature_ni_apres_la_fin(equipe, etat):
    paire = parcours.accompagnement(etat)
    assert "Préparer un avenant" not in equipe.get(reverse("pilotage:dossier", args=[paire.dossier.numero])).content.decode()


# ---------- those who sign it ----------


@pytest.fixture
def avenant(paire) -> Convention:
    return avenants.avenant("emise", accompagnement_=paire)


def test_chaque_ligne_de_signataire_porte_ses_actions_sur_l_avenant_et_non_sur_la_convention(equipe, paire, avenant):
    page = equipe.get(reverse("pilotage:dossier", args=[paire.dossier.numero])).content.decode()
    for code in ("relancer-la-signature", "renouveler-un-lien", "fermer-un-lien", "remplacer-un-signataire"):
        for signataire in avenant.signataires.all():
            assert f"{adresse(paire, code)}?signataire={signataire.pk}" in page
        for signataire in avenant.parent.signataires.all():
            assert f"?signataire={signataire.pk}" not in page
        ouverte = equipe.get(f"{adresse(paire, code)}?signataire={parcours.signature(avenant).pk}").content.decode()
        assert "Mathieu Sarda" in ouverte


def test_le_rappel_le_lien_et_sa_fermeture_touchent_l_avenant(equipe, paire, avenant):
    signataire = parcours.signature(avenant)

    def partis(gabarit: str) -> int:
        return Courriel.objects.filter(
            gabarit=f"conventions/{gabarit}", personne=signataire.personne, contexte__numero=avenant.numero
        ).count()

    equipe.post(adresse(paire, "relancer-la-signature"), {"signataires": [signataire.pk]})
    assert partis("rappel_signature") == 1
    equipe.post(adresse(paire, "renouveler-un-lien"), {"signataire": signataire.pk})
    assert partis("nouveau_lien") == 1
    lien = LienPersonnel.objects.get(but="signature", objet_id=signataire.pk)
    assert lien.revoque_le is None
    equipe.post(adresse(paire, "fermer-un-lien"), {"signataire": signataire.pk})
    lien.refresh_from_db()
    assert lien.revoque_le is not None
    assert list(avenant.preuves.order_by("rang").values_list("genre", flat=True))[-3:] == ["relance", "renouvele", "revoque"]
    assert not avenant.parent.preuves.filter(genre__in=["relance", "renouvele", "revoque"]).exists()


def test_une_autre_personne_signe_l_avenant_a_sa_place_et_l_avenant_prend_effet(equipe, paire, avenant):
    ancien = parcours.signature(avenant, "beneficiaire")
    saisie = {"signataire": ancien.pk, "nom": "Odile Ferrer", "qualite": "Présidente", "email": "odile.ferrer@exemple.test"}
    equipe.post(adresse(paire, "remplacer-un-signataire"), saisie)
    ancien.refresh_from_db()
    nouveau = avenant.signataires.vivants().get(partie="beneficiaire")
    assert (ancien.etat, nouveau.nom) == ("retire", "Odile Ferrer")
    assert [signataire.nom for signataire in avenant.parent.signataires.filter(partie="beneficiaire")] == ["Nadia Belkacem"]
    for signataire in avenant.signataires.vivants():
        parcours.signer(signataire)
    paire.refresh_from_db()
    assert (Convention.objects.get(pk=avenant.pk).etat, paire.demi_journees) == ("signee", 3)


def test_tout_le_monde_a_signe_l_avenant_il_n_y_a_plus_rien_a_relancer(equipe, paire, avenant):
    avenants.signer_sur_papier(avenant)
    reponse = equipe.post(adresse(paire, "relancer-la-signature"), {"signataires": [parcours.signature(avenant).pk]}, follow=True)
    assert "le dossier a avancé depuis" in reponse.content.decode()
