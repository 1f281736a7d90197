"""The choice of a competence, grouped by domain."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from . import lectures
from .models import Competence


class _ParDomaine(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for domaine, competences in lectures.competences_par_domaine():
            yield (domaine.nom, [self.choice(competence) for competence in competences])


class ChampCompetence(forms.ModelChoiceField):
    """One active competence, in a native list grouped by domain; cleans to a Competence."""

    iterator = _ParDomaine

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Choisissez une compétence")
        super().__init__(queryset=Competence.objects.actives(), **kwargs)


class Archivage(forms.Form):
    """What replaces the competence that is archived, if anything does."""

    remplacee_par = ChampCompetence(
        label="Remplacée par",
        required=False,
        empty_label="Aucune compétence",
        help_text="La page de la compétence archivée renverra vers celle-ci.",
    )
