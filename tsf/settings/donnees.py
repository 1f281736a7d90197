"""Where data lives: database, cache and sessions, files, mail, and the broker that only wakes the worker up."""

from pathlib import Path

from .environnement import BASE_DIR, DONNEES, TSF_DEMO, env

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DONNEES / 'tsf.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN: with the default, concurrent writers fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c statement_timeout=30000 -c lock_timeout=10000"}
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# The cache holds allauth's rate limits: it must be shared by all processes, and Redis may be down. Past MAX_ENTRIES it throws counters
# away that still run: by default 300, which somebody reaches in a minute in order to try passwords again.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("TSF_STATIQUES", default=str(DONNEES / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DONNEES / "fichiers"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
# The key and the certificate that seal signed documents (`manage.py creer_cachet`), and who timestamps the seals.
CACHET_CLE = env.str("TSF_CACHET_CLE", default=str(DONNEES / "cachet" / "cle.pem"))
CACHET_CERTIFICAT = env.str("TSF_CACHET_CERTIFICAT", default=str(DONNEES / "cachet" / "certificat.pem"))
HORODATAGE_URL = env.str("TSF_HORODATAGE", default="")
HORODATAGE_CERTIFICATS = env.str("TSF_HORODATAGE_CERTIFICATS", default="")

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

DEFAULT_FROM_EMAIL = env.str("TSF_EXPEDITEUR", default="Transfert de savoir-faire <ne-pas-repondre@localhost>")
COURRIELS_DEMO = DONNEES / "courriels"
if TSF_DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = COURRIELS_DEMO
else:
    EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
    vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 15

REDIS_URL = env.str("REDIS_URL", default="")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "tsf"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # Short timeouts: a frozen Redis must not freeze a page (the beat sweep is the guarantee, not the wake-up).
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}
else:
    CELERY_BROKER_URL = "filesystem://"
    FILE_QUEUE = DONNEES / "file"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(FILE_QUEUE / "messages"),
        "data_folder_out": str(FILE_QUEUE / "messages"),
        "control_folder": str(FILE_QUEUE / "controle"),
        "store_processed": False,
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(DONNEES / "beat")
# Short intervals that read due rows: a beat that was down for a week catches up by itself.
CELERY_BEAT_SCHEDULE = {
    "balayer": {"task": "socle.tasks.balayer", "schedule": env.float("TSF_BALAYAGE_SECONDES", default=5.0)},
    "echeances": {"task": "socle.tasks.echeances", "schedule": env.float("TSF_ECHEANCES_SECONDES", default=30.0)},
}

__all__ = [nom for nom in dir() if nom.isupper() and nom not in {"BASE_DIR", "DONNEES", "TSF_DEMO"}]
