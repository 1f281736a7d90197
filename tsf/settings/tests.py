"""Settings of the test run: same code paths, quick passwords, mails in memory, files in a temporary folder."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests")
os.environ.setdefault("TSF_DONNEES", tempfile.mkdtemp(prefix="tsf-tests-"))

from . import *  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING["root"]["level"] = "WARNING"
