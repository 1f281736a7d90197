"""How one speaks of an agreement and of an avenant: their nouns, articles and agreements, said in one place. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mots:
    """The words of one kind of document: `le`, `du`, `ce`, `un` hold the noun, `il` and `pronom` stand for it, `e` ends an adjective.

    `entre` follows its number, before the names of the parties; `attente` says what waits for the signatures, `effet` what they opened.
    """

    nom: str
    le: str
    du: str
    ce: str
    un: str
    il: str
    pronom: str
    e: str
    entre: str
    attente: str
    effet: str

    def accorder(self, feminin: str) -> str:
        """Return a participle, given for an agreement: "Signée" for it, "Signé" for an avenant; "En préparation" for both."""
        return feminin if self.e else feminin.removesuffix("e")


CONVENTION = Mots(
    nom="convention",
    le="la convention",
    du="de la convention",
    ce="cette convention",
    un="une convention",
    il="elle",
    pronom="la",
    e="e",
    entre="entre",
    attente="Les séances commencent une fois que toutes les signatures sont réunies.",
    effet="Les séances peuvent se tenir.",
)
AVENANT = Mots(
    nom="avenant",
    le="l’avenant",
    du="de l’avenant",
    ce="cet avenant",
    un="un avenant",
    il="il",
    pronom="le",
    e="",
    entre="à la convention entre",
    attente="Ce qu’il change prend effet une fois que toutes les signatures sont réunies.",
    effet="Ce qu’il change est en vigueur.",
)


def mots_de(*, avenant: bool) -> Mots:
    """Return the words of this kind of document."""
    return AVENANT if avenant else CONVENTION
