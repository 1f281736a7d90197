"""Last parts: dispositif and half-days, the file, the declarations."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from candidatures import regles
from programme.models import Dispositif
from socle import fichiers
from socle.templatetags.tsf import demi_journees

from .champs import Nombre, phrases

_A_COCHER = "Cochez cette case pour pouvoir envoyer."


class FormatForm(forms.Form):
    dispositif = Nombre(
        label="Quel accompagnement ?",
        widget=forms.RadioSelect,
        error_messages=phrases("Choisissez un accompagnement."),
    )
    demi_journees = Nombre(
        label="Combien de demi-journées ?",
        help_text="Deux demi-journées font une journée. L’entretien confirmera ce nombre avec vous.",
        widget=forms.RadioSelect(attrs={"class": "tsf-jetons"}),
        error_messages=phrases("Choisissez un nombre de demi-journées."),
    )

    def __init__(self, *args: Any, dispositifs: list[Dispositif], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispositifs = {dispositif.pk: dispositif for dispositif in dispositifs}
        maximum = max((dispositif.maximum for dispositif in dispositifs), default=0)
        self.fields["dispositif"].choices = [
            (dispositif.pk, f"{dispositif}, {demi_journees(dispositif.maximum)} au plus") for dispositif in dispositifs
        ]
        self.fields["demi_journees"].choices = [(nombre, str(nombre)) for nombre in range(1, maximum + 1)]

    def clean(self) -> dict[str, Any]:
        valeurs = super().clean() or self.cleaned_data
        dispositif, nombre = self.dispositifs.get(valeurs.get("dispositif")), valeurs.get("demi_journees")
        if dispositif and nombre:
            bornes = {"minimum": dispositif.minimum, "maximum": dispositif.maximum}
            if refus := regles.refus_demi_journees(nombre, nom=str(dispositif), **bornes):
                self.add_error("demi_journees", refus)
        return valeurs


class PieceForm(forms.Form):
    """The file is checked and stored by `actions.joindre_piece`, whatever becomes of the rest of the form."""

    piece = forms.FileField(label="Un document à montrer", required=False)
    retirer_piece = forms.BooleanField(label="Retirer ce fichier de ma candidature", required=False)

    def __init__(self, *, refus: str = "") -> None:
        super().__init__(data={})
        limite = filesizeformat(settings.TAILLE_MAX_FICHIER)
        types = fichiers.types_en_mots()
        self.fields["piece"].help_text = f"{types} ; {limite} au plus. Au téléphone, vous pouvez aussi prendre une photo."
        self.fields["piece"].widget.attrs["accept"] = ",".join(f".{extension}" for extension in fichiers.TYPES)
        self.full_clean()
        if refus:
            self.add_error("piece", refus)


class DeclarationsForm(forms.Form):
    """What the applicant states; a change of wording raises VERSION_DECLARATIONS."""

    verite = forms.BooleanField(
        label="Mes réponses sont exactes, et ma structure est d’accord pour que ses membres prennent ce temps",
        error_messages=phrases(_A_COCHER),
    )
    gratuite = forms.BooleanField(
        label="Je demande un accompagnement de pair à pair, pas une formation : "
        "ni ma structure ni moi ne verserons rien à la personne-ressource",
        error_messages=phrases(_A_COCHER),
    )
    information = forms.BooleanField(
        label="J’ai lu ce que la plateforme fait de mes données, et j’ai prévenu les personnes que je nomme",
        error_messages=phrases(_A_COCHER),
    )
