"""Celery application: one worker, one beat, a handful of tasks (see socle/tasks.py)."""

import os

from celery import Celery
from kombu.transport.redis import Channel

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsf.settings")
app = Celery("tsf")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# When Redis goes away, kombu would give the unfinished wake-ups back through the connection it has just lost, and the worker would stop
# ('NoneType' object has no attribute 'hostname', seen with kombu 5.7). Wake-ups may be lost: the sweep finds what is due.
Channel.do_restore = False
