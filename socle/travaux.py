"""Durable jobs: plan in the transaction, wake the worker up on commit, run once, retry with backoff, give up in plain sight."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction

from . import horloge
from .journaux import masquer
from .models import Travail, TravailQuerySet

journal = logging.getLogger(__name__)

Fonction = Callable[[Travail], None]
_genres: dict[str, Fonction] = {}
_longs: set[str] = set()
# One long job at a time in a worker: the other thread is for the mails that people are waiting for.
_place_des_longs = threading.Lock()
_echeances: list[Callable[[], None]] = []

PREMIERE_ATTENTE = timedelta(seconds=10)
# A job that takes its worker down raises nothing: only the count of its claims tells.
TUE_SON_WORKER = "Le traitement s’est arrêté à chaque essai avant d’arriver au bout."
# A frozen Redis accepts connections and never answers: a page waits once, then not again for a while.
DELAIS_DU_REVEIL = {"socket_connect_timeout": 1, "socket_timeout": 1}
SILENCE_APRES_ECHEC = 30.0
_courtier_muet_jusqu_a = 0.0
_sans_reveil: ContextVar[bool] = ContextVar("sans_reveil", default=False)


class Annule(Exception):
    """Raised inside a job that notices it was cancelled."""


def enregistrer(genre: str, fonction: Fonction, *, long: bool = False) -> None:
    """Declare, from AppConfig.ready(), the function that runs the jobs of this kind. It may run twice: it must be idempotent.

    A `long` kind (a document is drawn) never has two jobs running in the same worker, whatever they are.
    """
    if _genres.setdefault(genre, fonction) is not fonction:
        raise ValueError(f"The kind of job {genre!r} is already registered.")
    if long:
        _longs.add(genre)


def enregistrer_echeance(fonction: Callable[[], None]) -> None:
    """Declare, from AppConfig.ready(), a function that the beat calls at short intervals to plan what has become due."""
    if fonction not in _echeances:
        _echeances.append(fonction)


def planifier(genre: str, objet_id: int | None = None, *, cle: str, quand: datetime | None = None) -> Travail:
    """Write a job, to run now or from `quand`; the same `cle` twice is one job. The worker is woken up after the commit."""
    if genre not in _genres:
        raise ValueError(f"Unknown kind of job: {genre!r}.")
    maintenant = horloge.maintenant()
    travail, nouveau = Travail.objects.get_or_create(
        cle=cle, defaults={"genre": genre, "objet_id": objet_id, "prochain_essai_le": quand or maintenant, "cree_le": maintenant}
    )
    if nouveau and travail.prochain_essai_le <= maintenant:
        transaction.on_commit(lambda: reveiller(travail.pk))
    return travail


def reveiller(pk: int) -> None:
    """Tell the worker that a job is due. Silent on failure: the beat sweep is the guarantee, a page must not wait for a broker."""
    global _courtier_muet_jusqu_a  # noqa: PLW0603  (the memory of one process, like a circuit breaker)
    if _sans_reveil.get() or time.monotonic() < _courtier_muet_jusqu_a:
        return
    try:
        with current_app.connection_for_write() as connexion:
            connexion.transport_options = {**connexion.transport_options, **DELAIS_DU_REVEIL}
            current_app.send_task("socle.tasks.executer", args=[pk], connection=connexion, retry=False)
    except Exception as erreur:  # noqa: BLE001  (kombu and redis raise many kinds, none of them may reach a page)
        _courtier_muet_jusqu_a = time.monotonic() + SILENCE_APRES_ECHEC
        journal.warning("reveil_impossible", extra={"travail": pk, "erreur": type(erreur).__name__})


@contextmanager
def sans_reveil() -> Iterator[None]:
    """Plan without waking the worker up, in this thread: for who runs the jobs themselves (the demo seed)."""
    jeton = _sans_reveil.set(True)
    try:
        yield
    finally:
        _sans_reveil.reset(jeton)


def balayer() -> int:
    """Run every due job (dead workers' jobs included), the short ones first; return how many were run."""
    courts = list(_dus().exclude(genre__in=_longs).order_by("prochain_essai_le").values_list("pk", flat=True)[:200])
    for pk in courts:
        executer(pk)
    longs = 0
    while (long := _long_suivant()) is not None and _prendre_la_place(long):
        longs += 1
    return len(courts) + longs


def echeances() -> None:
    """Let each application plan what has become due (reminders, expiries). One failing reader does not stop the others."""
    for fonction in _echeances:
        try:
            fonction()
        except Exception:  # noqa: BLE001  (a reader is any application's code; the error is in the log)
            journal.exception("echeance_en_erreur", extra={"fonction": fonction.__module__})


def executer(pk: int) -> None:
    """Run one job if it is due and nobody else has it; a long one beside another waits. A failure is kept on its row and tried again."""
    if not Travail.objects.filter(pk=pk, genre__in=_longs).exists():
        _essayer(pk)
    elif _prendre_la_place(pk) and (suivant := _long_suivant()) is not None:
        # Those that found the place taken were left where they were: call the first of them.
        reveiller(suivant)


def _prendre_la_place(pk: int) -> bool:
    """Run a long job, unless another one is running in this worker: then leave it where it is, and return False."""
    if not _place_des_longs.acquire(blocking=False):
        return False
    try:
        _essayer(pk)
    finally:
        _place_des_longs.release()
    return True


def _long_suivant() -> int | None:
    """Return the long job whose turn it is: the newest, since somebody has just asked for it and waits."""
    dus = _dus().filter(genre__in=_longs).order_by("-prochain_essai_le", "-pk")
    return dus.values_list("pk", flat=True).first()


def _dus() -> TravailQuerySet:
    return Travail.objects.dus(horloge.maintenant())


def _essayer(pk: int) -> None:
    maintenant = horloge.maintenant()
    travail = Travail.objects.reclamer(pk, maintenant=maintenant, bail_jusqu_au=maintenant + settings.BAIL_TRAVAIL)
    if travail is None:
        return
    if travail.tentatives > settings.TENTATIVES_TRAVAIL:
        _abandonner(travail, TUE_SON_WORKER)
        return
    try:
        _genres[travail.genre](travail)
    except Annule:
        _finir(travail, Travail.Etat.ANNULE)
    except Exception as erreur:  # noqa: BLE001  (a job is any application's code; the error is kept on its row)
        journal.exception("travail_en_erreur", extra={"travail": pk, "genre": travail.genre, "tentative": travail.tentatives})
        _remettre(travail, erreur)
    else:
        _finir(travail, Travail.Etat.FAIT)


def progresser(travail: Travail, pour_cent: int) -> None:
    """Write how far a job is, prolong its lease, and raise Annule when somebody cancelled it, or took it over, meanwhile."""
    bail = horloge.maintenant() + settings.BAIL_TRAVAIL
    if not _encore_a_nous(travail).update(progression=min(pour_cent, 99), bail_jusqu_au=bail):
        raise Annule


def annuler(travail: Travail) -> bool:
    """Cancel a job that is waiting or running; return False when it is already over."""
    ouverts = Travail.objects.filter(pk=travail.pk, etat__in=[Travail.Etat.A_FAIRE, Travail.Etat.EN_COURS])
    return bool(ouverts.update(etat=Travail.Etat.ANNULE, fini_le=horloge.maintenant()))


def reessayer(travail: Travail) -> None:
    """Give an abandoned job a fresh set of attempts."""
    maintenant = horloge.maintenant()
    abandonnes = Travail.objects.filter(pk=travail.pk, etat=Travail.Etat.ABANDONNE)
    if abandonnes.update(etat=Travail.Etat.A_FAIRE, tentatives=0, prochain_essai_le=maintenant, fini_le=None):
        transaction.on_commit(lambda: reveiller(travail.pk))


def _encore_a_nous(travail: Travail) -> TravailQuerySet:
    """The row, as long as nobody cancelled it and no other worker claimed it since: each claim counts one attempt more."""
    return Travail.objects.filter(pk=travail.pk, etat=Travail.Etat.EN_COURS, tentatives=travail.tentatives)


def _finir(travail: Travail, etat: str) -> None:
    valeurs = {"progression": 100} if etat == Travail.Etat.FAIT else {}
    _encore_a_nous(travail).update(etat=etat, fini_le=horloge.maintenant(), erreur="", bail_jusqu_au=None, **valeurs)


def _remettre(travail: Travail, erreur: Exception) -> None:
    texte = masquer(f"{type(erreur).__name__} : {erreur}")[:2000]
    if travail.tentatives >= settings.TENTATIVES_TRAVAIL:
        _abandonner(travail, texte)
        return
    prochain = horloge.maintenant() + PREMIERE_ATTENTE * 3 ** (travail.tentatives - 1)
    _encore_a_nous(travail).update(etat=Travail.Etat.A_FAIRE, erreur=texte, prochain_essai_le=prochain, bail_jusqu_au=None)


def _abandonner(travail: Travail, erreur: str) -> None:
    _encore_a_nous(travail).update(etat=Travail.Etat.ABANDONNE, erreur=erreur, fini_le=horloge.maintenant(), bail_jusqu_au=None)
