"""Sessions that are over leave the database with what they held."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from socle import travaux


@pytest.mark.django_db
def test_les_sessions_finies_s_effacent_d_elles_memes():
    finie, ouverte = SessionStore(), SessionStore()
    for session in (finie, ouverte):
        session["reprises"] = {"/": [["texte", "saisi"]]}
        session.save()
    Session.objects.filter(pk=finie.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))  # noqa: TID251  (Django's sessions end by Django's clock)
    travaux.echeances()
    assert list(Session.objects.values_list("pk", flat=True)) == [ouverte.session_key]
