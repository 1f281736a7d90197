"""The one door for every state change: lock, check, run, save, journal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.dispatch import receiver
from django_fsm import TransitionNotAllowed
from django_fsm.signals import pre_transition

from . import horloge
from .acteurs import Acteur
from .models import Dossier, Evenement, ModeleAEtats
from .refus import DejaFait, Refus, RefusDroit, RefusEtat

_porte_ouverte: ContextVar[bool] = ContextVar("porte_ouverte", default=False)
Condition = Callable[[Any], bool]
M = TypeVar("M", bound=ModeleAEtats)


class EtatInattendu(RefusEtat, TransitionNotAllowed):
    """Refusal because of the state; also what django-fsm raises, for those who catch that."""


class DejaFranchie(DejaFait, EtatInattendu):
    """The same person has just taken this very transition (double click, two tabs)."""


DEJA_FAIT = "C’était déjà fait : cet envoi n’a rien changé."
DOUBLE_CLIC = timedelta(minutes=10)


def condition(phrase: str | Callable[[Any], str]) -> Callable[[Condition], Condition]:
    """Declare a condition of a transition, with the French sentence that explains its refusal."""

    def poser(fonction: Condition) -> Condition:
        fonction.phrase = phrase  # type: ignore[attr-defined]
        return fonction

    return poser


def _phrase(fonction: Condition, objet: Any) -> str:
    phrase = fonction.phrase  # type: ignore[attr-defined]
    return phrase(objet) if callable(phrase) else phrase


@contextmanager
def _porte() -> Iterator[None]:
    jeton = _porte_ouverte.set(True)
    try:
        yield
    finally:
        _porte_ouverte.reset(jeton)


@receiver(pre_transition, dispatch_uid="socle.workflow.garde")
def _refuser_hors_de_la_porte(name: str, instance: Any, **_: Any) -> None:
    if not _porte_ouverte.get():
        raise RuntimeError(f"{instance._meta.label}.{name} was called directly: state changes go through socle.workflow.franchir.")


def verrouiller(objet: models.Model) -> Any:
    """Lock the file of `objet`, then `objet` itself, and return a fresh copy. Call inside a transaction."""
    dossier_id = getattr(objet, "dossier_id", None)
    if dossier_id:
        Dossier.objects.select_for_update().only("pk").get(pk=dossier_id)
    return type(objet)._base_manager.select_for_update(of=("self",)).get(pk=objet.pk)


def nom_objet(objet: models.Model) -> str:
    """Return the name of a row in the journal: "candidatures.candidature:12"."""
    return f"{objet._meta.label_lower}:{objet.pk}"


def journaliser(objet: models.Model, code: str, acteur: Acteur, *, de: str = "", vers: str = "", **details: Any) -> Evenement:
    """Write one line of the journal. `details` holds ids and codes only, never personal text."""
    return Evenement.objects.create(
        dossier_id=getattr(objet, "dossier_id", None),
        objet=nom_objet(objet),
        code=code,
        acteur=acteur.code,
        de=de,
        vers=vers,
        details=details,
        le=horloge.maintenant(),
    )


def _transition(objet: ModeleAEtats, nom: str) -> Any:
    """Return django-fsm's description of the transition `nom` from the current state, or None."""
    return getattr(type(objet), nom)._django_fsm.get_transition(objet.etat)


def refus_de(objet: ModeleAEtats, nom: str, acteur: Acteur) -> Refus | None:
    """Return why `acteur` may not take the transition `nom` now, or None when it is open."""
    transition_ = _transition(objet, nom)
    if transition_ is None:
        etat = objet.get_etat_display().lower()
        return EtatInattendu(f"Cette action n’est plus possible : l’état est maintenant « {etat} ».")
    if not transition_.has_perm(objet, acteur):
        return RefusDroit("Vous n’avez pas le droit de faire cette action.")
    for fonction in transition_.conditions:
        if not fonction(objet):
            return Refus(_phrase(fonction, objet))
    return None


def _vient_d_etre_franchie(objet: ModeleAEtats, nom: str, acteur: Acteur) -> bool:
    """Say whether the last thing that happened to this object is this transition, by this person."""
    dernier = Evenement.objects.filter(objet=nom_objet(objet)).order_by("-pk").first()
    return dernier is not None and (dernier.code, dernier.acteur, dernier.vers) == (nom, acteur.code, objet.etat)


def vient_d_etre_fait(dossier: Dossier, code: str, acteur: Acteur) -> bool:
    """Say whether this person has just done this on a file, whatever the object."""
    depuis = horloge.maintenant() - DOUBLE_CLIC
    return Evenement.objects.filter(dossier=dossier, code=code, acteur=acteur.code, le__gte=depuis).exists()


def franchir(objet: M, nom: str, *, acteur: Acteur, details: dict[str, Any] | None = None, **donnees: Any) -> M:
    """Take the transition `nom`, and return the fresh, saved object; `donnees` are the arguments of the transition.

    `details` (ids and codes only) goes to the journal. Raises Refus, with a French sentence, when the state, the permission
    or a condition stands in the way; nothing is written then.
    """
    with transaction.atomic():
        frais = verrouiller(objet)
        if refus := refus_de(frais, nom, acteur):
            raise DejaFranchie(DEJA_FAIT) if _vient_d_etre_franchie(frais, nom, acteur) else refus
        de = frais.etat
        with _porte():
            getattr(frais, nom)(**donnees)
        frais.save()
        journaliser(frais, nom, acteur, de=de, vers=frais.etat, **(details or {}))
    return frais


@dataclass(frozen=True)
class Bouton:
    """A transition as drawn on screen: `empechement` is the sentence that explains why it is greyed, "" when it is open."""

    nom: str
    libelle: str
    empechement: str


def boutons(objet: ModeleAEtats, acteur: Acteur) -> list[Bouton]:
    """Return the transitions that leave the current state and that `acteur` may take, in their order of declaration."""
    modele: Any = type(objet)
    trouves = []
    for nom in modele._meta.get_field("etat").transitions[modele]:
        transition_ = _transition(objet, nom)
        if transition_ is None or "libelle" not in transition_.custom or not transition_.has_perm(objet, acteur):
            continue
        refus = refus_de(objet, nom, acteur)
        trouves.append((transition_.custom.get("rang", 0), Bouton(nom, transition_.custom["libelle"], refus.phrase if refus else "")))
    return [bouton for _, bouton in sorted(trouves, key=lambda paire: paire[0])]
