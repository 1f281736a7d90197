"""A NUL, which no text of PostgreSQL may hold: in the address, the query, a field, the session cookie. Never an error of ours."""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from tests.droits import matrice, routes
from tests.droits.scene import ROLES, Scene, parenthese
from tests.navigation import finir

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("droits"), pytest.mark.usefixtures("demonstration")]

LIGNES = sorted(matrice.lire(matrice.LECTURE, ROLES).keys() | matrice.lire(matrice.ECRITURE, ROLES).keys())
QUI = ("porteuse", "pilote")
NUL = "\0"
# A personal link says itself that it leads nowhere; asked for again, it sends back to its page.
DES_LIENS = {"comptes:lien": {410}, "comptes:renouveler-lien": {302}}
# What the lists of the platform and of the admin read.
REQUETE = "?" + "&".join(
    f"{nom}=%00a" for nom in ("q", "page", "p", "o", "etat", "file", "etat__exact", "code", "genre", "gabarit", "next")
)
_CHAMP = re.compile(r'\sname="([^"]+)"')


def _statut(reponse) -> int:
    finir(reponse)
    return reponse.status_code


@pytest.mark.parametrize("ligne", LIGNES)
def test_un_nul_dans_la_requete_ou_dans_un_champ(scene: Scene, ligne: str):
    adresse = routes.adresse(ligne, scene)
    for role in QUI:
        client = scene.client(role)
        page = client.get(adresse + REQUETE)
        champs = set() if page.streaming else set(_CHAMP.findall(page.content.decode(errors="ignore")))
        statuts = [_statut(page)]
        with parenthese():
            statuts.append(_statut(client.post(adresse + REQUETE, dict.fromkeys(champs | {"texte"}, f"{NUL}a"))))
        assert max(statuts) < 500, role


@pytest.mark.parametrize("ligne", [ligne for ligne in LIGNES if "#" not in ligne and ligne in routes.ARGUMENTS])
def test_un_nul_dans_l_adresse(scene: Scene, ligne: str):
    adresse = routes.adresse(ligne, scene)
    attendus = DES_LIENS.get(ligne, {302, 404} if adresse.startswith("/admin/") else {404})
    for valeur in routes.ARGUMENTS[ligne](scene):
        avec_nul = adresse.replace(f"/{valeur}", f"/{str(valeur)[:1]}%00{str(valeur)[1:]}")
        assert "%00" in avec_nul
        for role in QUI:
            assert _statut(scene.client(role).get(avec_nul)) in attendus, role


@pytest.mark.parametrize("modele", admin.site._registry, ids=lambda modele: modele._meta.label_lower)
def test_un_nul_dans_les_listes_de_l_administration(scene: Scene, modele):
    nom = f"admin:{modele._meta.app_label}_{modele._meta.model_name}"
    client = scene.client("pilote")
    filtres = "&".join(f"{filtre}__exact=%00" for filtre in admin.site._registry[modele].list_filter)
    for adresse in (reverse(f"{nom}_changelist") + "?q=%00&" + filtres, reverse(f"{nom}_change", args=[NUL])):
        assert _statut(client.get(adresse)) in {200, 302}


def test_un_nul_dans_le_temoin_de_session(scene: Scene):
    client = scene.client("anonyme")
    client.cookies[settings.SESSION_COOKIE_NAME] = f"{NUL}abcdefghijklmnop"
    assert client.get(reverse("accueil:mon-espace")).status_code == 302
