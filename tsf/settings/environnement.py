"""What the machine says: paths, secret, host names, demo mode."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
env.read_env(BASE_DIR / ".env")

# Everything that the platform writes (embedded database, files, queue, demo mails) lives under this folder.
DONNEES = Path(env.str("TSF_DONNEES", default=str(BASE_DIR / "var"))).resolve()

DEBUG = env.bool("TSF_DEBUG", default=False)
TSF_DEMO = env.bool("TSF_DEMO", default=False)
HORLOGE_REGLABLE = TSF_DEMO

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ADRESSE_PUBLIQUE = env.str("TSF_ADRESSE", default="http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [ADRESSE_PUBLIQUE]

HOTES_LOCAUX = {"localhost", "127.0.0.1", "[::1]", "testserver"}
if TSF_DEMO and not set(ALLOWED_HOSTS) <= HOTES_LOCAUX:
    raise ImproperlyConfigured(
        "TSF_DEMO opens accounts without a password: it is refused when ALLOWED_HOSTS names anything but this machine."
    )


def _secret() -> str:
    """Return SECRET_KEY, from the environment or from the file that `make run` generates."""
    if cle := env.str("SECRET_KEY", default=""):
        return cle
    fichier = DONNEES / "secret"
    if fichier.exists():
        return fichier.read_text().strip()
    raise ImproperlyConfigured(f"Set SECRET_KEY, or let `make run` write {fichier}.")


SECRET_KEY = _secret()

__all__ = [nom for nom in dir() if nom.isupper()] + ["env"]
