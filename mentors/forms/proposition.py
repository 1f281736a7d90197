"""The public form: anybody proposes a personne-ressource, without an account."""

from typing import Any

from django import forms

from comptes.champs import ChampCourriel, ChampTelephone
from mentors.actions import Proposee
from referentiel.models import Competence
from socle.envois import Cle

from .equipe import choix_de_competences


class Proposition(forms.Form):
    """Who proposes, whom, what for; nothing of it is shown to anybody but the team and the person themself."""

    cle = Cle()
    prenom = forms.CharField(label="Son prénom", max_length=80, error_messages={"required": "Écrivez son prénom."})
    nom = forms.CharField(label="Son nom", max_length=80, error_messages={"required": "Écrivez son nom."})
    structure = forms.CharField(label="Sa structure", max_length=160, error_messages={"required": "Dites où cette personne travaille."})
    fonction = forms.CharField(label="Sa fonction", max_length=120, required=False)
    email = ChampCourriel(label="Son adresse électronique", required=False)
    telephone = ChampTelephone(label="Son téléphone", required=False)
    competences = forms.ModelMultipleChoiceField(
        label="Ses compétences",
        queryset=Competence.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Une ou plusieurs, prises dans le référentiel. Sur un ordinateur, gardez la touche Ctrl (ou ⌘) enfoncée.",
    )
    pourquoi = forms.CharField(
        label="Pourquoi cette personne ?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ce qu’elle a fait, ce qu’elle transmettrait. Elle pourra lire ce que vous écrivez.",
        error_messages={"required": "Dites en quelques mots pourquoi vous pensez à cette personne."},
    )
    besoin = forms.CharField(
        label="Numéro de la demande à laquelle vous répondez",
        max_length=32,
        required=False,
        help_text="Si vous en avez un, par exemple DOS-2026-0042.",
    )
    par_nom = forms.CharField(
        label="Votre nom",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Écrivez votre nom : la personne saura qui la propose."},
    )
    institution = forms.CharField(
        label="Votre institution ou votre structure",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    par_email = ChampCourriel(
        label="Votre adresse électronique",
        required=False,
        help_text="Pour vous accuser réception, et vous joindre si nous avons une question.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = self.fields["competences"]
        champ.queryset = Competence.objects.actives()
        champ.choices = choix_de_competences()[1:]

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        faux = {"email", "telephone"} & set(self.errors)
        if not faux and not saisie.get("email") and not saisie.get("telephone"):
            self.add_error("email", "Donnez de quoi joindre cette personne : son adresse électronique, ou son téléphone.")
        return saisie

    def proposee(self) -> Proposee:
        """Return what was typed, as the action takes it; the form is valid."""
        saisie = {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "cle"}
        return Proposee(**saisie | {"competences": [competence.pk for competence in saisie["competences"]]})
