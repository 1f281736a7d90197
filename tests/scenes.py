"""Scenes that the actions played once in this process: what they wrote is kept, and written again for the next test that asks the same."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, models, transaction

from socle import horloge
from socle.models import Fichier
from socle.workflow import DOUBLE_CLIC

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)

# A scene is told again as if it had just been played: well within the time in which a second click is still one.
FRAICHEUR = DOUBLE_CLIC / 2
SIMPLES = (str, int, date, Decimal, type(None))


@dataclass(frozen=True)
class _Scene:
    jouee_le: datetime
    resultat: tuple[type[models.Model], Any]
    lignes: dict[type[models.Model], list[tuple[Any, ...]]]
    contenus: dict[str, bytes]


_scenes: dict[Hashable, _Scene] = {}


def rejouee(jouer: Callable[P, M]) -> Callable[P, M]:
    """Let a function that brings a model to some state write again what it wrote the last time.

    Only on an empty database, for the same plain arguments, settings and day: anything else is played by the actions.
    """

    @wraps(jouer)
    def scene(*args: P.args, **kwargs: P.kwargs) -> M:
        cle = _cle(jouer, args, kwargs)
        if cle is None or not _est_vierge():
            return jouer(*args, **kwargs)
        connue, maintenant = _scenes.get(cle), horloge.maintenant()
        if connue and timedelta(0) <= maintenant - connue.jouee_le <= FRAICHEUR:
            _ecrire(connue)
            modele, pk = connue.resultat
            return modele._default_manager.get(pk=pk)
        objet = jouer(*args, **kwargs)
        _scenes[cle] = _Scene(horloge.maintenant(), (type(objet), objet.pk), lire(), _contenus())
        return objet

    return scene


def _cle(jouer: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Hashable | None:
    """Return what makes a scene the same one; None for objects that the test itself made."""
    if not all(isinstance(valeur, SIMPLES) for valeur in [*args, *kwargs.values()]):
        return None
    return jouer.__module__, jouer.__qualname__, args, tuple(sorted(kwargs.items())), horloge.aujourdhui(), _reglages_changes()


def _reglages_changes() -> str:
    """Return in words the settings that this test overrides."""
    couche, changes = settings._wrapped, []
    while isinstance(couche, UserSettingsHolder):
        changes += [f"{nom}={valeur!r}" for nom, valeur in vars(couche).items() if nom.isupper()]
        couche = couche.default_settings
    return "\n".join(changes)


@cache
def _modeles() -> tuple[type[models.Model], ...]:
    """Return the models whose tables a new database has empty."""
    garnis = (ContentType, Permission)
    return tuple(modele for modele in apps.get_models(include_auto_created=True) if modele._meta.managed and modele not in garnis)


def _est_vierge() -> bool:
    tables = " OR ".join(f"EXISTS (SELECT 1 FROM {_nom(modele._meta.db_table)})" for modele in _modeles())
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT {tables}")
        return not curseur.fetchone()[0]


def lire() -> dict[type[models.Model], list[tuple[Any, ...]]]:
    """Return the rows of each table that has some."""
    lues = {}
    with connection.cursor() as curseur:
        for modele in _modeles():
            meta = modele._meta
            curseur.execute(f"SELECT {_colonnes(modele)} FROM {_nom(meta.db_table)} ORDER BY {_nom(meta.pk.column)}")
            if lignes := curseur.fetchall():
                lues[modele] = lignes
    return lues


def _contenus() -> dict[str, bytes]:
    """Return the bytes of the files sent, by their place in the storage: a test may delete them."""
    contenus = {}
    for nom in Fichier.objects.values_list("contenu", flat=True):
        if default_storage.exists(nom):
            with default_storage.open(nom) as ouvert:
                contenus[nom] = ouvert.read()
    return contenus


def _ecrire(scene: _Scene) -> None:
    with transaction.atomic(), connection.cursor() as curseur:
        for modele, lignes in scene.lignes.items():
            places = ", ".join(["%s"] * len(lignes[0]))
            curseur.executemany(f"INSERT INTO {_nom(modele._meta.db_table)} ({_colonnes(modele)}) VALUES ({places})", lignes)
        for suite in connection.ops.sequence_reset_sql(no_style(), list(scene.lignes)):
            curseur.execute(suite)
    for nom, octets in scene.contenus.items():
        if not default_storage.exists(nom):
            default_storage.save(nom, ContentFile(octets))
    horloge._lu = None


def _colonnes(modele: type[models.Model]) -> str:
    return ", ".join(_nom(champ.column) for champ in modele._meta.local_concrete_fields)


def _nom(table_ou_colonne: str) -> str:
    return connection.ops.quote_name(table_ou_colonne)
