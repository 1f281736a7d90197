"""Several files in one field: each is checked, and what is wrong is said by its name."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from . import fichiers
from .fils import PIECES_AU_PLUS
from .refus import Refus


class PlusieursFichiers(forms.FileInput):
    allow_multiple_selected = True


class ChampFichiers(forms.FileField):
    """Up to `PIECES_AU_PLUS` files, none needed; gives a list."""

    widget = PlusieursFichiers

    def __init__(self, **kwargs: Any) -> None:
        aide = f"Trois fichiers au plus, de 20 Mo chacun : {fichiers.types_en_mots()}."
        accepte = ",".join(f".{extension}" for extension in fichiers.TYPES)
        usuels: dict[str, Any] = {"required": False, "label": "Pièces jointes", "help_text": aide}
        super().__init__(**usuels | {"widget": PlusieursFichiers(attrs={"accept": accepte})} | kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        envoyes = [envoye for envoye in (data if isinstance(data, (list, tuple)) else [data]) if envoye]
        if len(envoyes) > PIECES_AU_PLUS:
            raise forms.ValidationError(f"{PIECES_AU_PLUS} fichiers au plus par message : envoyez les autres dans un second.")
        for envoye in envoyes:
            try:
                fichiers.verifier(envoye)
            except Refus as refus:
                raise forms.ValidationError(refus.phrase) from None
        return envoyes
