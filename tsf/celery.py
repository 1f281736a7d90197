"""Celery application: one worker, one beat, a handful of tasks (see socle/tasks.py)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsf.settings")
app = Celery("tsf")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
