"""What the team settles about a session: a contested one, an absence."""

from typing import Any

from django import forms

from socle.templatetags.tsf import demi_journees, jour, typo

from .gestes import FormulaireDeGeste


class DecisionSeance(FormulaireDeGeste):
    """The words of the team, under what was said."""

    mot = forms.CharField(
        label="Ce que vous en dites",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Dites en quelques mots ce que vous décidez, et pourquoi."},
    )

    def preparer(self) -> None:
        if seance := self.cibles.seance:
            qui, dit = (seance.contestee_par, seance.contestation) if seance.contestation else (seance.declaree_par, seance.motif)
            self.fields["mot"].help_text = typo(
                f"Séance du {jour(seance.jour)}. {qui} écrit : « {dit} » Les deux personnes lisent votre mot."
            )


class DecisionAbsence(DecisionSeance):
    """How many half-days of an absence count."""

    demi_journees = forms.TypedChoiceField(label="Elle compte pour", coerce=int, widget=forms.RadioSelect)
    field_order = ["demi_journees", "mot"]

    def preparer(self) -> None:
        super().preparer()
        prevues = self.cibles.seance.demi_journees if self.cibles.seance else 0
        choix: list[tuple[int, Any]] = [(nombre, demi_journees(nombre) if nombre else "Rien") for nombre in range(prevues + 1)]
        self.fields["demi_journees"].choices = choix
