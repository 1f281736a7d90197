"""How one speaks of an agreement and of an avenant: their nouns, articles and agreements, said in one place. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mots:
    """The words of one kind of document: `le`, `du`, `ce`, `un` hold the noun, `il` and `pronom` stand for it, `e` ends an adjective.

    `entre` follows its number, before the names of the parties; `sans_effet` says what it changes that nobody signs it any more.
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
    sans_effet: str

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
    sans_effet="Cette convention n’engage plus personne.",
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
    sans_effet="La convention déjà signée reste en vigueur, telle qu’elle était.",
)


def mots_de(*, avenant: bool) -> Mots:
    """Return the words of this kind of document."""
    return AVENANT if avenant else CONVENTION
