"""A session to come: when, where, how many half-days; why it moves or does not take place."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accompagnements import regles
from accompagnements.actions import Plan
from accompagnements.models import Accompagnement, Seance
from socle.envois import Cle
from socle.templatetags.tsf import periode

from .seances import A_DISTANCE, DISCRETION, SUR_PLACE

SELON_LES_HEURES = "selon_les_heures"
HEURE_INCONNUE = "Cette heure n’existe pas : écrivez-la ainsi, 14:30."


def _heure(label: str, requise: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": requise, "invalid": HEURE_INCONNUE},
    )


class SaisieSeance(forms.Form):
    """A session to plan; half-days are proposed from the hours. `cle` stays the same when the form comes back with an error."""

    cle = Cle()
    jour = forms.DateField(
        label="Quel jour ?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Indiquez le jour de la séance.", "invalid": "Cette date n’existe pas : écrivez-la ainsi, 03/12/2026."},
    )
    debut = _heure("De", "Indiquez l’heure de début.")
    fin = _heure("À", "Indiquez l’heure de fin.")
    lieu = forms.ChoiceField(
        label="Où ?",
        choices=[(SUR_PLACE, "Ensemble, sur place"), (A_DISTANCE, "À distance")],
        initial=SUR_PLACE,
        widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}),
    )
    adresse = forms.CharField(
        label="L’adresse, ou le lien de la visioconférence",
        required=False,
        max_length=300,
        help_text="Vous pourrez le préciser plus tard.",
    )
    demi_journees = forms.ChoiceField(
        label="Elle compte pour",
        choices=[
            (SELON_LES_HEURES, "Ce que disent les heures"),
            ("0", "Aucune demi-journée"),
            ("1", "Une demi-journée"),
            ("2", "Deux demi-journées"),
        ],
        initial=SELON_LES_HEURES,
        widget=forms.RadioSelect,
        help_text="Selon les heures : aucune jusqu’à une heure et demie, une jusqu’à cinq heures, deux au-delà.",
    )

    def __init__(self, *args: Any, accompagnement: Accompagnement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if accompagnement.debut:
            jour = self.fields["jour"]
            jour.help_text = f"La convention va {periode(accompagnement.debut, accompagnement.fin)}."
            jour.widget.attrs |= {"min": accompagnement.debut.isoformat(), "max": accompagnement.fin.isoformat()}

    def plan(self) -> Plan:
        """Return what was typed, as the action takes it; the form is valid."""
        saisi = self.cleaned_data
        debut, fin = (timezone.make_aware(datetime.combine(saisi["jour"], saisi[heure])) for heure in ("debut", "fin"))
        choix = saisi["demi_journees"]
        return Plan(
            debut=debut,
            fin=fin,
            demi_journees=regles.demi_journees_de(debut, fin) if choix == SELON_LES_HEURES else int(choix),
            a_distance=saisi["lieu"] == A_DISTANCE,
            lieu=saisi["adresse"],
        )


class SaisieDeplacement(SaisieSeance):
    """A planned session that moves, filled with what it is now, and why it moves."""

    motif = forms.CharField(
        label="Pourquoi ?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="L’autre personne le lit dans le courriel qui part aussitôt.",
        error_messages={"required": "Dites en quelques mots pourquoi la séance est déplacée."},
    )

    def __init__(self, *args: Any, seance: Seance, **kwargs: Any) -> None:
        actuel = {
            "jour": seance.jour,
            "debut": timezone.localtime(seance.debut).time(),
            "fin": timezone.localtime(seance.fin).time(),
            "lieu": A_DISTANCE if seance.a_distance else SUR_PLACE,
            "adresse": seance.lieu,
            "demi_journees": str(seance.demi_journees),
        }
        super().__init__(*args, accompagnement=seance.accompagnement, initial=actuel, **kwargs)


class Annulation(forms.Form):
    """Why a planned session does not take place."""

    motif = forms.CharField(
        label="Pourquoi n’a-t-elle pas lieu ?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="L’autre personne le lit dans le courriel qui part aussitôt.",
        error_messages={"required": "Dites en quelques mots pourquoi elle n’a pas lieu."},
    )


class Contestation(forms.Form):
    """Why what was declared is contested."""

    contestation = forms.CharField(
        label="Qu’est-ce qui ne correspond pas ?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"L’autre personne et l’équipe pilote le lisent. {DISCRETION}",
        error_messages={"required": "Dites en quelques mots ce qui ne correspond pas."},
    )
