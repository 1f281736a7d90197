"""Settings of the test run: same code paths, quick passwords, mails in memory, files in a temporary folder.

Beside the package and not inside it: importing tsf.settings reads the environment that these first lines prepare.
"""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "tests")
# Always a new folder: the workers of pytest-xdist inherit the environment, and must not share their files.
os.environ["TSF_DONNEES"] = tempfile.mkdtemp(prefix="tsf-tests-")
atexit.register(shutil.rmtree, os.environ["TSF_DONNEES"], ignore_errors=True)

from .settings import *  # noqa: E402, F403  (the environment comes first)
from .settings import ALLOWED_HOSTS, LOGGING, STATIC_ROOT, STORAGES  # noqa: E402

# Nothing is collected in tests, and WhiteNoise warns of a missing folder: a warning is an error here.
STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING["root"]["level"] = "WARNING"
