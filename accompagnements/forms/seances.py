"""The *compte rendu de demi-journée*."""

from typing import Any

from django import forms

from accompagnements import lectures
from accompagnements.actions import CompteRendu
from accompagnements.models import Accompagnement, DemiJournee
from candidatures.models import Objectif
from referentiel.models import Competence
from socle import horloge
from socle.envois import Cle
from socle.templatetags.tsf import periode

SUR_PLACE, A_DISTANCE = "sur_place", "a_distance"
DISCRETION = "N’écrivez ni information de santé, ni détail sur la vie privée ou la conduite d’une personne."


class _ChoixObjectifs(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class _ChoixCompetences(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.nom


class SaisieCompteRendu(forms.Form):
    """One phone screen: when, where, what was worked, what comes next. `cle` stays the same when the form comes back with an error."""

    cle = Cle()
    jour = forms.DateField(
        label="Quel jour ?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Indiquez la date de la séance.", "invalid": "Cette date n’existe pas : écrivez-la ainsi, 03/12/2026."},
    )
    moments = forms.MultipleChoiceField(
        label="À quel moment ?",
        choices=DemiJournee.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tsf-jetons"}),
        error_messages={"required": "Indiquez le matin, l’après-midi, ou les deux."},
    )
    lieu = forms.ChoiceField(
        label="Où étiez-vous ?",
        choices=[(SUR_PLACE, "Ensemble, sur place"), (A_DISTANCE, "À distance")],
        initial=SUR_PLACE,
        widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}),
    )
    objectifs = _ChoixObjectifs(
        label="Quel objectif avez-vous travaillé ?", queryset=Objectif.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    texte = forms.CharField(
        label="Ce que vous avez fait, en quelques lignes",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"Vous deux, la personne qui a déposé la demande et l’équipe pilote pourrez le lire. {DISCRETION}",
        error_messages={"required": "Écrivez en quelques mots ce que vous avez travaillé."},
    )
    competences = _ChoixCompetences(
        label="Les compétences touchées",
        queryset=Competence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tsf-jetons"}),
    )
    suite = forms.CharField(
        label="Et maintenant ?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="La prochaine étape : qui fait quoi, pour quand.",
    )

    def __init__(self, *args: Any, accompagnement: Accompagnement, **kwargs: Any) -> None:
        super().__init__(*args, initial={"jour": horloge.aujourdhui()}, **kwargs)
        if accompagnement.debut:
            jour = self.fields["jour"]
            jour.help_text = f"La convention va {periode(accompagnement.debut, accompagnement.fin)}."
            jour.widget.attrs |= {"min": accompagnement.debut.isoformat(), "max": accompagnement.fin.isoformat()}
        self.fields["objectifs"].queryset = accompagnement.candidature.objectifs.all()
        self.fields["competences"].queryset = lectures.competences(accompagnement)

    def compte_rendu(self) -> CompteRendu:
        """Return what was typed, as the action takes it; the form is valid."""
        saisi = self.cleaned_data
        return CompteRendu(
            cle=saisi["cle"],
            jour=saisi["jour"],
            moments=list(dict.fromkeys(saisi["moments"])),
            a_distance=saisi["lieu"] == A_DISTANCE,
            texte=saisi["texte"],
            suite=saisi["suite"],
            objectifs=[objectif.pk for objectif in saisi["objectifs"]],
            competences=[competence.pk for competence in saisi["competences"]],
        )
