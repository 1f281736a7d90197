"""What the team settles in an agreement before its emission."""

from datetime import timedelta
from typing import Any

from django import forms

from candidatures.models.souhaits import LieuSouhaite
from comptes.champs import ChampSiret
from comptes.models import Personne
from conventions.models import Modalite, ModePaiement
from socle import horloge

from .gestes import ChampDeLEquipe, FormulaireDeGeste

DUREE_USUELLE = timedelta(days=120)
MODALITES = {LieuSouhaite.A_DISTANCE: Modalite.A_DISTANCE, LieuSouhaite.MIXTE: Modalite.MIXTE}


class Preparation(FormulaireDeGeste):
    """The agreement: dates, where, who is paid and how, images or not, who signs for the pilot."""

    debut = forms.DateField(label="Début des séances", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    fin = forms.DateField(label="Fin des séances", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    modalite = forms.ChoiceField(label="Où se tiennent les séances ?", choices=Modalite, widget=forms.RadioSelect)
    lieu = forms.CharField(
        label="Lieu", required=False, max_length=160, help_text="Pour les séances sur place. Vide : un lieu choisi d’un commun accord."
    )
    mode_paiement = forms.ChoiceField(
        label="Prise en charge", choices=ModePaiement, initial=ModePaiement.FACTURE_STRUCTURE, widget=forms.RadioSelect
    )
    payee_siret = ChampSiret(label="SIRET de la structure payée", required=False)
    payee_nom = forms.CharField(label="Raison sociale de la structure payée", required=False, max_length=160)
    captation = forms.BooleanField(
        label="Des images ou des sons pourront être pris",
        required=False,
        help_text="Le consentement de chaque personne reste demandé à part, et facultatif.",
    )
    representant_pilote = ChampDeLEquipe(label="Qui signe pour la structure pilote ?", required=True, empty_label=None)

    def preparer(self) -> None:
        self.fields["representant_pilote"].preparer()
        paire = self.cibles.accompagnement
        if paire is None:
            return
        structure = paire.mentor.structure
        self.fields["payee_siret"].help_text = f"Laissez vide pour payer {structure}, la structure de la personne-ressource."
        self.initial = self.usuel() | self.initial

    def usuel(self) -> dict[str, Any]:
        """Return what is proposed first."""
        jour, edition = horloge.aujourdhui(), self.cibles.accompagnement.dispositif.edition
        candidature, du_mentor = self.cibles.candidature, self.cibles.accompagnement.mentor.structure
        souhait = LieuSouhaite(candidature.lieu_souhaite) if candidature.lieu_souhaite else None
        chez = {LieuSouhaite.CHEZ_NOUS: candidature.structure, LieuSouhaite.CHEZ_ELLE: du_mentor}.get(souhait)
        return {
            "debut": jour,
            "fin": min(jour + DUREE_USUELLE, max(edition.fin, jour)),
            "modalite": MODALITES.get(souhait, Modalite.SUR_PLACE),
            "lieu": f"dans les locaux de {chez}" if chez else "",
            "representant_pilote": candidature.suivie_par_id or self._premiere_personne(),
        }

    def _premiere_personne(self) -> int | None:
        premiere: Personne | None = self.fields["representant_pilote"].queryset.first()
        return premiere.pk if premiere else None

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        if saisie.get("debut") and saisie.get("fin") and saisie["fin"] < saisie["debut"]:
            self.add_error("fin", "La fin précède le début : choisissez une date plus tardive.")
        if bool(saisie.get("payee_siret")) != bool(saisie.get("payee_nom")) and "payee_siret" in saisie:
            manquant = "payee_nom" if saisie.get("payee_siret") else "payee_siret"
            self.add_error(manquant, "Donnez le SIRET et la raison sociale, ou laissez les deux vides.")
        return saisie


class CorrectionDesTermes(Preparation):
    """The same, as it was prepared."""

    def usuel(self) -> dict[str, Any]:
        convention = self.cibles.convention
        if convention is None:
            return super().usuel()
        autre = convention.payee if convention.payee_id != convention.accompagnement.mentor.structure_id else None
        siret = autre.sirets.order_by("pk").first() if autre else None
        noms = ("debut", "fin", "modalite", "lieu", "mode_paiement", "captation")
        return {
            **{nom: getattr(convention, nom) for nom in noms},
            "representant_pilote": convention.representant_pilote_id or self._premiere_personne(),
            "payee_siret": siret.numero if siret else "",
            "payee_nom": autre.raison_sociale if autre else "",
        }
