"""Applications, middleware, templates, languages."""

from .environnement import BASE_DIR

# Import order of the domain, lowest first: held by import-linter and by tests/architecture.
APPLICATIONS = [
    "socle",
    "comptes",
    "programme",
    "referentiel",
    "questionnaires",
    "candidatures",
    "mentors",
    "accompagnements",
    "conventions",
    "evaluations",
    "pilotage",
    "accueil",
    "exploitation",
]
INSTALLED_APPS = [
    "tsf.apps.ConfigurationAdministration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_fsm",
    "django_htmx",
    *APPLICATIONS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "socle.middleware.JournalRequetes",
    "socle.middleware.SansCaractereNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comptes.porte.PorteDeConnexion",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "comptes.middleware.PagesPrivees",
    "comptes.middleware.QuiAgit",
    "comptes.middleware.SecondFacteurExige",
    "socle.middleware.MethodeRefusee",
]
ROOT_URLCONF = "tsf.urls"
WSGI_APPLICATION = "tsf.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "socle.contexte.plateforme",
                "accueil.contexte.navigation",
                "exploitation.contexte.demo",
            ],
            "builtins": ["socle.templatetags.tsf"],
        },
    }
]
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

__all__ = [nom for nom in dir() if nom.isupper() and nom != "BASE_DIR"]
