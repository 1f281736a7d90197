"""Refusals of the business: exceptions that carry a sentence in French for the person in front of the screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest


class Refus(Exception):
    """The rules refuse what was asked; `phrase` says why, in French, as shown on screen, `champ` which answer is at fault ("": none)."""

    def __init__(self, phrase: str, champ: str = "") -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.champ = champ


class RefusEtat(Refus):
    """The object is in a state from which this action does not start."""


class DejaFait(RefusEtat):
    """What is asked was done before: nothing is wrong, nothing changed. Said calmly."""


class DejaParti(Refus):
    """The key of this form has served for something else: what comes now was not sent."""


class RefusDroit(Refus):
    """The actor may not do this."""


@contextmanager
def refus_en_message(request: HttpRequest) -> Iterator[None]:
    """Turn a business refusal into a message on the next page, so that a view stays a straight line."""
    try:
        yield
    except Refus as refus:
        annoncer_refus(request, refus)


def annoncer_refus(request: HttpRequest, refus: Refus) -> None:
    """Say a refusal on the next page; what was done before is no error."""
    (messages.info if isinstance(refus, DejaFait) else messages.error)(request, refus.phrase)
