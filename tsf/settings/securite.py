"""Browser-side protections: strict content policy on every page, the admin included."""

from csp.constants import NONE, SELF

from .environnement import ADRESSE_PUBLIQUE

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],  # data: is the QR code of the TOTP page
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {nom: [] for nom in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")}

EN_HTTPS = ADRESSE_PUBLIQUE.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if EN_HTTPS else None
SECURE_SSL_REDIRECT = EN_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_HSTS_SECONDS = 31536000 if EN_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = EN_HTTPS
CSRF_COOKIE_SECURE = EN_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "socle.views.jeton_perime"
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

__all__ = [nom for nom in dir() if nom.isupper() and nom not in {"ADRESSE_PUBLIQUE", "NONE", "SELF"}]
