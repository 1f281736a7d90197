"""The three Celery tasks of the project; everything they do is a row in the database."""

from celery import shared_task

from . import travaux


@shared_task
def executer(pk: int) -> None:
    """Run one durable job."""
    travaux.executer(pk)


@shared_task
def balayer() -> None:
    """Run what is due and was not woken up."""
    travaux.balayer()


@shared_task
def echeances() -> None:
    """Plan what the calendar has made due."""
    travaux.echeances()
