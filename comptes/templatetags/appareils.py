"""Name the device of a session as its owner would."""

from django import template

register = template.Library()

# In this order: Edge and Opera also say Chrome, and all but Firefox also say Safari.
_NAVIGATEURS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
# In this order: an iPhone also says Mac OS X, Android also says Linux.
_SYSTEMES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def appareil(agent: str) -> str:
    """Return "Firefox sur Windows" from what a browser says of itself."""
    navigateur = _premier(_NAVIGATEURS, agent) or "Navigateur inconnu"
    systeme = _premier(_SYSTEMES, agent)
    return f"{navigateur} sur {systeme}" if systeme else navigateur


def _premier(noms: dict[str, str], agent: str) -> str:
    return next((nom for marque, nom in noms.items() if marque in agent), "")
