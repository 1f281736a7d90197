"""Whom to ask for a request: somebody is chosen in the file, with what the matching says of them under the eyes of who asks."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.conf import settings

from accompagnements.lectures import Ecartee, Suggestion, apparier
from mentors.models import ProfilMentor
from socle import horloge

from .gestes import FormulaireDeGeste

INDISPONIBLE = "Cette personne-ressource ne peut plus être sollicitée : sa fiche n’est pas validée."


class Sollicitation(FormulaireDeGeste):
    """The mentor to ask: named by the address, or to be picked. A rule that may be set aside asks why.

    `choisi` is the profile named, None when there is none; then `suggestion`, or `ecartee` with the reasons.
    """

    profil = forms.ModelChoiceField(
        label="Personne-ressource", queryset=ProfilMentor.objects.none(), error_messages={"invalid_choice": INDISPONIBLE}
    )
    derogation = forms.CharField(
        label="Motif de la dérogation",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seulement si une règle écarte cette personne : le motif reste au dossier, sous votre nom.",
    )
    encart = "pilotage/geste_sollicitation.html"
    a_sa_page = True
    choisi: ProfilMentor | None = None
    suggestion: Suggestion | None = None
    ecartee: Ecartee | None = None

    def preparer(self) -> None:
        self.fields["profil"].queryset = ProfilMentor.objects.mobilisables().select_related("personne", "structure")
        if self.is_bound:
            self._nommer(self.data.get("profil"))

    def suivre(self, adresse: Mapping[str, str]) -> None:
        if not self.is_bound:
            # Who was clicked now, rather than what an ended session had kept.
            self.initial["profil"] = adresse.get("profil", self.initial.get("profil"))
            self._nommer(self.initial["profil"])

    @property
    def echeance(self) -> date:
        """Until when the answer will be expected."""
        return horloge.aujourdhui() + settings.DELAI_PROPOSITION

    def _nommer(self, cle: str | None) -> None:
        """Show who is asked in place of the list, and keep of the form what their case needs."""
        connus = self.fields["profil"].queryset
        self.choisi = connus.filter(pk=cle).first() if str(cle).isdecimal() else None
        if self.choisi is None:
            return
        self.titre, self.bouton = f"Solliciter {self.choisi.personne} ?", f"Solliciter {self.choisi.personne}"
        self.fields["profil"].widget = forms.HiddenInput()
        trouve = apparier(self.cibles.candidature, profil=self.choisi)
        self.suggestion = next(iter(trouve.suggestions), None)
        self.ecartee = next(iter(trouve.ecartees), None)
        if self.ecartee and self.ecartee.ecarte.est_derogeable:
            self.fields["derogation"].required = True
        else:
            del self.fields["derogation"]
