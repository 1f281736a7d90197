"""Each cell of the matrix, asked for real: what a GET answers, what an empty POST answers and changes."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.droits import matrice, routes
from tests.droits.empreinte import changees, ecritures, empreinte
from tests.droits.scene import EXIGENT_UN_SECOND_FACTEUR, ROLES, Scene, parenthese
from tests.navigation import finir

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("droits"), pytest.mark.usefixtures("demonstration")]

LECTURE = matrice.lire(matrice.LECTURE, ROLES)
ECRITURE = matrice.lire(matrice.ECRITURE, ROLES)
ADMIN_LECTURE = matrice.lire(matrice.ADMIN_LECTURE, EXIGENT_UN_SECOND_FACTEUR)
ADMIN_ECRITURE = matrice.lire(matrice.ADMIN_ECRITURE, EXIGENT_UN_SECOND_FACTEUR)
PAGES_ADMIN = [(modele, page) for modele in admin.site._registry for page in ("changelist", "add", "change", "history", "delete")]
REFUS = {"cnx", "403", "404", "405"}
CONNEXION = ("/compte/login/", "/compte/signup/", "/admin/login/")
MODELES = [modele._meta.label_lower for modele in admin.site._registry]


def _cellule(reponse: HttpResponse) -> str:
    finir(reponse)
    vers_la_connexion = reponse.status_code == 302 and reponse["Location"].startswith(CONNEXION)
    return "cnx" if vers_la_connexion else str(reponse.status_code)


def _lire(scene: Scene, role: str, adresse: str) -> str:
    return _cellule(scene.client(role).get(adresse))


def _ecrire(scene: Scene, role: str, adresse: str) -> str:
    """Send an empty POST, and undo it; "+" when rows changed."""
    client = scene.client(role)
    with parenthese(), ecritures() as ecrites:
        cellule = _cellule(client.post(adresse))
    return cellule + ("+" if ecrites and _change(client, adresse) else "")


def _change(client: Client, adresse: str) -> bool:
    """Say whether the rows differ after this POST: what a refusal has undone is no change."""
    with parenthese():
        avant = empreinte()
        finir(client.post(adresse))
        return bool(changees(avant, empreinte()))


def _ligne(demander: Callable[[Scene, str, str], str], scene: Scene, adresse: str, roles: tuple[str, ...]) -> dict[str, str]:
    return {role: demander(scene, role, adresse) for role in roles}


def test_chaque_route_a_sa_ligne_et_chaque_ligne_sa_route():
    generiques = {nom for nom in routes.noms() if _est_generique(nom)}
    assert {ligne.split("#")[0] for ligne in LECTURE} == set(routes.noms()) - generiques
    assert {ligne.split("#")[0] for ligne in ECRITURE} <= set(routes.noms()) - generiques
    assert set(routes.ARGUMENTS) <= set(LECTURE) | set(ECRITURE)


def _est_generique(nom: str) -> bool:
    """Say whether a route is a generic page of a registered model."""
    trouve = routes.ADMIN_GENERIQUE.match(nom)
    return bool(trouve) and trouve["modele"].replace("_", ".", 1) in MODELES


def test_chaque_ligne_de_l_admin_nomme_un_modele_et_une_page():
    pages = {f"{modele._meta.label_lower} {page}" for modele, page in PAGES_ADMIN} | {f"* {page}" for _, page in PAGES_ADMIN}
    assert set(ADMIN_LECTURE) | set(ADMIN_ECRITURE) <= pages


@pytest.mark.parametrize("ligne", LECTURE)
def test_qui_lit(scene, ligne):
    assert _ligne(_lire, scene, routes.adresse(ligne, scene), ROLES) == LECTURE[ligne]


@pytest.mark.parametrize("ligne", ECRITURE)
def test_qui_ecrit(scene, ligne):
    assert _ligne(_ecrire, scene, routes.adresse(ligne, scene), ROLES) == ECRITURE[ligne]


@pytest.mark.parametrize("ligne", sorted(set(LECTURE) - set(ECRITURE)))
def test_les_autres_routes_ne_s_ecrivent_pas(scene, ligne):
    avant = empreinte()
    adresse = routes.adresse(ligne, scene)
    assert {_cellule(scene.client(role).post(adresse)) for role in ROLES} <= REFUS
    assert changees(avant, empreinte()) == []


@pytest.mark.parametrize(("modele", "page"), PAGES_ADMIN, ids=lambda valeur: getattr(valeur, "__name__", valeur))
def test_qui_tient_les_parametres(scene, modele, page):
    adresse, ligne = routes.adresse_admin(modele, page, scene), f"{modele._meta.label_lower} {page}"
    staff = EXIGENT_UN_SECOND_FACTEUR
    assert _ligne(_lire, scene, adresse, staff) == ADMIN_LECTURE.get(ligne, ADMIN_LECTURE[f"* {page}"])
    assert _ligne(_ecrire, scene, adresse, staff) == ADMIN_ECRITURE.get(ligne, ADMIN_ECRITURE[f"* {page}"])
    autres = [role for role in ROLES if role not in staff]
    avant = empreinte()
    assert {_lire(scene, role, adresse) for role in autres} == {"cnx"}
    assert {_cellule(scene.client(role).post(adresse)) for role in autres} == {"cnx"}
    assert changees(avant, empreinte()) == []


@pytest.mark.parametrize("role", EXIGENT_UN_SECOND_FACTEUR)
def test_sans_second_facteur_le_personnel_n_atteint_que_son_compte(scene, settings, role):
    scene.personnes[role].authenticator_set.all().delete()
    ouvertes = ("/compte/", "/sante/", "/demo/")
    adresses = [routes.adresse(ligne, scene) for ligne in LECTURE] + [routes.adresse_admin(*page, scene) for page in PAGES_ADMIN]
    fermees = [adresse for adresse in adresses if not adresse.startswith(ouvertes)]
    client = scene.client(role)
    second_facteur = (302, reverse("comptes:second-facteur"))
    assert [adresse for adresse in fermees if not _mene(client, "get", adresse, second_facteur)] == []
    assert [adresse for adresse in fermees if not _mene(client, "post", adresse, second_facteur)] == []


def _mene(client: Client, methode: str, adresse: str, attendu: tuple[int, str]) -> bool:
    reponse = getattr(client, methode)(adresse)
    finir(reponse)
    return (reponse.status_code, reponse.headers.get("Location", "")) == attendu
