"""What is answered to a proposal: a reason, a question."""

from django import forms

from socle.envois import Cle


class Motif(forms.Form):
    """Why one says no: never asked for, read by the pilot team alone."""

    motif = forms.CharField(
        label="Pourquoi ?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seule l’équipe pilote le lit : cela l’aide à mieux chercher.",
    )


class Rupture(forms.Form):
    """Stopping an accompagnement: nobody has to say why."""

    motif = forms.CharField(
        label="Un mot à l’équipe pilote, si vous le souhaitez",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="L’autre personne ne le lit pas. N’écrivez ni information de santé, ni détail sur la vie privée d’une personne.",
    )


class Question(forms.Form):
    """What a personne-ressource wants to know before answering; `cle`, drawn with the form, makes a double click harmless."""

    cle = Cle()
    texte = forms.CharField(
        label="Votre question à l’équipe",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="L’équipe pilote vous répond par courriel ; vous aurez ensuite sept jours pour dire oui ou non.",
        error_messages={"required": "Écrivez votre question."},
    )
