"""Accounts: e-mail login, code by mail, TOTP, passkeys, recovery codes (django-allauth)."""

from .environnement import ADRESSE_PUBLIQUE, env

AUTH_USER_MODEL = "comptes.Personne"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # uniqueness is held by UniqueConstraint(Lower("email")), which this check does not recognise
    "security.W005",  # HSTS for the other subdomains, and for the browsers' preload list, is not ours to decide
    "security.W021",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil:mon-espace"
ACCOUNT_LOGOUT_REDIRECT_URL = "accueil:accueil"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "comptes.adaptateurs.AdaptateurCompte"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "comptes.forms.Connexion",
    "signup": "comptes.forms.Inscription",
    "request_login_code": "comptes.forms.DemandeCode",
    "reset_password": "comptes.forms.MotDePasseOublie",
    "add_email": "comptes.forms.AutreAdresse",
    "change_email": "comptes.forms.AdresseCorrigee",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# A quarter of an hour, as for the code of sign-up: mail servers that greylist easily hold a message for ten minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
# What visitors leave in a session before they sign in (comptes.porte): one address cannot fill the database.
# And the public proposal: how many an address sends, how many thanks somebody may get. And who asks for a new personal link.
ACCOUNT_RATE_LIMITS = {
    "verification": "60/m/ip",
    "reprise": "60/h/ip",
    "recommandation": "20/h/ip",
    "recommandation_merci": "3/d/key",
    "lien": "20/h/ip",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = ADRESSE_PUBLIQUE.split(":", 1)[0]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TSF_MANDATAIRES_DE_CONFIANCE", default=0)

# Encrypts the seeds of codes with a key derived from SECRET_KEY: changing it makes every second factor void (docs/reglages.md).
MFA_ADAPTER = "comptes.adaptateurs.AdaptateurSecondFacteur"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "activate_totp": "comptes.forms.PremierCode",
    "authenticate": "comptes.forms.SecondFacteur",
    "reauthenticate": "comptes.forms.SecondFacteurEncore",
    "add_webauthn": "comptes.forms.NouvelleCle",
    "edit_webauthn": "comptes.forms.NomDeCle",
}
# One period before or after: the clock of a phone is often some seconds off.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Transfert de savoir-faire"
# A passkey is bound to https; localhost is the exception that browsers make, and the tests and the demo need.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ADRESSE_PUBLIQUE.startswith("http://localhost")

__all__ = [nom for nom in dir() if nom.isupper() and nom != "ADRESSE_PUBLIQUE"]
