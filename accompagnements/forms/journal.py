"""A page of the journal de bord."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from accompagnements.actions import Ecrit, Piece
from accompagnements.models import Entree, Visibilite
from socle import fichiers
from socle.envois import Cle
from socle.refus import Refus

from .seances import DISCRETION

IMAGES = ("png", "jpg", "jpeg")


class SaisiePage(forms.Form):
    """What one writes, what comes next, a photo or a document, who reads it. `cle` makes a double click harmless.

    With an `entree`, it is corrected: what a session was is read by all, what was shared stays shared.
    """

    cle = Cle()
    texte = forms.CharField(
        label="Ce que vous voulez garder",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"Une idée, une question, un outil, un lien. {DISCRETION}",
        error_messages={"required": "Écrivez quelques mots."},
    )
    suite = forms.CharField(
        label="Et maintenant ?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="La prochaine étape : qui fait quoi, pour quand.",
    )
    fichier = forms.FileField(label="Une photo ou un document", required=False)
    legende = forms.CharField(
        label="Ce que montre la photo, ou ce qu’est le document",
        required=False,
        max_length=300,
        help_text="Pour qui ne la voit pas, et pour vous dans six mois.",
    )
    visibilite = forms.ChoiceField(
        label="Qui peut lire cette page ?", choices=Visibilite.choices, initial=Visibilite.TOUS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, entree: Entree | None = None, **kwargs: Any) -> None:
        avant = {"texte": entree.texte, "suite": entree.suite, "visibilite": entree.visibilite} if entree else {}
        super().__init__(*args, initial=avant, **kwargs)
        self.entree = entree
        champ = self.fields["fichier"]
        champ.widget.attrs["accept"] = ",".join(f".{extension}" for extension in fichiers.TYPES)
        champ.help_text = (
            f"{filesizeformat(settings.TAILLE_MAX_FICHIER)} au plus : {fichiers.types_en_mots()}. "
            "Le fichier est gardé tel quel, avec ce que le téléphone y note (date, parfois lieu)."
        )
        if entree and entree.seance_id:
            del self.fields["visibilite"]
        elif entree:
            ordre = list(Visibilite.values)
            self.fields["visibilite"].choices = Visibilite.choices[: ordre.index(entree.visibilite) + 1]

    def clean_fichier(self) -> Any:
        fichier = self.cleaned_data["fichier"]
        if fichier:
            try:
                fichiers.verifier(fichier)
            except Refus as refus:
                raise forms.ValidationError(refus.phrase) from None
        return fichier

    def clean(self) -> dict[str, Any]:
        saisi = super().clean() or {}
        fichier = saisi.get("fichier")
        if fichier and not saisi.get("legende") and fichier.name.lower().endswith(IMAGES):
            self.add_error("legende", "Dites en quelques mots ce que montre cette photo.")
        return saisi

    def ecrit(self) -> Ecrit:
        """Return what was typed; the form is valid."""
        saisi = self.cleaned_data
        return Ecrit(saisi["texte"], saisi["suite"], saisi.get("visibilite", Visibilite.TOUS))

    def piece(self) -> Piece | None:
        """Return the file that was joined, if any; the form is valid."""
        saisi = self.cleaned_data
        return Piece(saisi["fichier"], saisi["legende"]) if saisi["fichier"] else None
