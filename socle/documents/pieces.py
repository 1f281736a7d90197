"""Files carried inside a PDF. Apart, so that whoever asks for a drawing in another process does not load WeasyPrint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PieceJointe:
    """A file carried inside the PDF; `lien` is its relationship in the sense of PDF/A-3: Data, Source, Alternative, Supplement.

    `nom` is plain ASCII: WeasyPrint 70 writes other letters in a form that readers misread.
    """

    nom: str
    octets: bytes
    description: str
    lien: str = "Data"

    def __post_init__(self) -> None:
        if not self.nom.isascii():
            raise ValueError(f"The name of an attachment is plain ASCII: {self.nom!r}.")
