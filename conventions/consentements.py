"""The exact words that people accept when they sign. Pure; a text is never changed: another version is added.

The evidence keeps the whole text with its version, so that what was accepted stays readable whatever this module becomes.
"""

VERSION = "2026-1"
TEXTES = {
    "2026-1": (
        "Je, {nom}{qualite}, déclare avoir lu en entier {document} {numero} et en accepter tous les termes {au_titre}. "
        "Je signe par voie électronique le document dont l’empreinte SHA-256 est {empreinte}. "
        "Je sais que cette signature m’engage comme une signature sur papier."
    )
}
AU_TITRE = {
    "personne": "en mon nom",
    "structure": "au nom de la structure que je représente",
    "les_deux": "en mon nom et au nom de la structure que je représente",
}

# What one accepts apart, when the agreement provides for recordings: the name of the consent, its version, its words.
IMAGES = "captation"
IMAGES_VERSION = "2026-1"
IMAGES_TEXTE = (
    "J’accepte que des images ou des sons où je parais soient pris pendant cet accompagnement et gardés dans son journal. "
    "Je peux revenir sur cet accord à tout moment."
)


def consentement(*, document: str, nom: str, qualite: str, au_titre: str, numero: str, empreinte: str, version: str = VERSION) -> str:
    """Return what this person accepts by signing this document ("la convention", "l’avenant").

    Raises KeyError for a version that does not exist.
    """
    ecrite = f" ({qualite})" if qualite else ""
    donnees = {"document": document, "numero": numero, "empreinte": empreinte}
    return TEXTES[version].format(nom=nom, qualite=ecrite, au_titre=AU_TITRE[au_titre], **donnees)
