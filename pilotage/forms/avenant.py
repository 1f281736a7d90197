"""What the team settles when a signed agreement changes."""

from typing import Any

from django import forms

from conventions.actions import Changements, Representant
from conventions.lectures import convention_signee, dernier_signe, parties
from conventions.models import Cote

from .gestes import FormulaireDeGeste

CHAMPS = {"nom": "Nom", "qualite": "Qualité", "email": "Adresse électronique"}
AUTRE = "À remplir ou à changer seulement si une autre personne signe désormais pour cette structure."
DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class Avenant(FormulaireDeGeste):
    """The terms in force, to be changed where they change; an early end takes its half-days from what is held."""

    motif = forms.CharField(
        label="Pourquoi la convention change-t-elle ?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Toutes les parties lisent ce texte dans l’avenant qu’elles signent.",
    )
    fin_anticipee = forms.BooleanField(
        label="Mettre fin à l’accompagnement",
        required=False,
        help_text="Il s’arrête aux demi-journées déjà tenues : à la dernière signature il est réalisé, et le reste est libéré.",
    )
    debut = forms.DateField(label="Début des séances", **DATE)
    fin = forms.DateField(label="Fin des séances", **DATE)
    demi_journees = forms.IntegerField(label="Demi-journées", min_value=1)

    def preparer(self) -> None:
        paire = self.cibles.accompagnement
        base = convention_signee(paire) if paire else None
        if paire is None or base is None:
            return
        self.fields["demi_journees"].help_text = (
            f"Déjà tenues : {paire.demi_journees_tenues}. « {paire.dispositif} » en donne {paire.dispositif.maximum} au plus. "
            "Ce qui s’ajoute est repris sur le plafond de la structure et sur le budget. Sans effet si l’accompagnement prend fin."
        )
        usuel: dict[str, Any] = {"debut": paire.debut, "fin": paire.fin, "demi_journees": paire.demi_journees}
        for cote, partie in parties(dernier_signe(base)).items():
            structure = partie.structure_nom or Cote(cote).label.lower()
            for champ, libelle in CHAMPS.items():
                genre = forms.EmailField if champ == "email" else forms.CharField
                self.fields[f"{cote}_{champ}"] = genre(
                    label=f"{libelle} de qui représente {structure}" if champ == "nom" else libelle,
                    required=False,
                    max_length=120,
                    help_text=AUTRE if champ == "nom" else "",
                )
                usuel[f"{cote}_{champ}"] = getattr(partie, f"representant_{champ}")
        self.initial = usuel | self.initial

    def donnees(self) -> dict[str, Any]:
        saisie = self.cleaned_data
        representants = {
            str(cote): Representant(*(saisie[f"{cote}_{champ}"] for champ in CHAMPS)) for cote in Cote if saisie.get(f"{cote}_nom")
        }
        termes = {nom: saisie[nom] for nom in ("motif", "debut", "fin", "demi_journees", "fin_anticipee")}
        return {"changements": Changements(**termes, representants=representants)}
