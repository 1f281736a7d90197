"""The sheet of the interview."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from candidatures.actions import Entretien
from candidatures.models import Diagnostic, Moment, Orientation, Positionnement, Source
from referentiel.niveaux import Niveau
from socle.templatetags.tsf import typo

from .gestes import FormulaireDeGeste, champ_demi_journees, champ_dispositif, verifier_bornes


class Entretenir(FormulaireDeGeste):
    """The diagnosis: context, objectives reworded, levels agreed (T0), what is recommended, synthesis. A draft gives back what it holds."""

    contexte = forms.CharField(
        label="Contexte",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui se passe dans la structure, ce qui a déjà été essayé. Rien sur la santé ni sur la vie privée.",
    )
    avenir = forms.ChoiceField(
        label="Orientation",
        choices=Diagnostic.Avenir,
        initial=Diagnostic.Avenir.ACCOMPAGNER,
        widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}),
    )
    oriente_vers = forms.ChoiceField(label="Réorienter vers", required=False, choices=[("", "–"), *Orientation.choices])
    synthese = forms.CharField(
        label="Synthèse de l’entretien",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ce que vous en retenez ensemble, et ce qui changerait. La personne qui porte la demande la lit quand vous la partagez.",
    )

    def preparer(self) -> None:
        candidature = self.cibles.candidature
        self.diagnostic = getattr(candidature, "diagnostic", None)
        self.objectifs = list(candidature.objectifs.all())
        self.niveaux = self._niveaux_declares()
        for objectif in self.objectifs:
            self.fields[f"objectif_{objectif.rang}"] = forms.CharField(
                label=f"Objectif {objectif.rang}", max_length=600, initial=objectif.texte, widget=forms.Textarea(attrs={"rows": 2})
            )
        for competence_id, (nom, aide) in self.niveaux.items():
            self.fields[f"niveau_{competence_id}"] = forms.TypedChoiceField(
                label=nom,
                help_text=aide,
                coerce=int,
                choices=[(niveau.value, niveau.mot) for niveau in Niveau],
                widget=forms.RadioSelect(attrs={"class": "tsf-niveau"}),
                error_messages={"required": "Choisissez un niveau, de 0 à 4."},
            )
        self.fields["dispositif"] = champ_dispositif(candidature, label="Dispositif recommandé", initial=candidature.dispositif_id)
        self.fields["demi_journees"] = champ_demi_journees("Demi-journées recommandées", initial=candidature.demi_journees_souhaitees)
        dits = [f"objectif_{objectif.rang}" for objectif in self.objectifs] + [f"niveau_{competence_id}" for competence_id in self.niveaux]
        self.order_fields(["contexte", *dits, "dispositif", "demi_journees", "avenir", "oriente_vers", "synthese"])
        self._reprendre()

    def _reprendre(self) -> None:
        """Show what the sheet, or its draft, already says."""
        self.initial.setdefault("contexte", self.cibles.candidature.contexte)
        if self.diagnostic is None:
            return
        if self.diagnostic.redige_le:
            self.initial |= {
                nom: getattr(self.diagnostic, nom) for nom in ("contexte", "avenir", "oriente_vers", "synthese", "demi_journees")
            }
            self.initial["dispositif"] = self.diagnostic.dispositif_id
            self.initial |= {f"niveau_{releve.competence_id}": releve.niveau for releve in self._releves(Moment.T0, source=Source.ACCORD)}
        self.initial |= self.diagnostic.brouillon

    def _niveaux_declares(self) -> dict[int, tuple[str, str]]:
        """Return (name, what was declared) per id of competence."""
        releves = self._releves(Moment.DECLARE, Moment.VISE, source=Source.ACCOMPAGNE).select_related("competence")
        mots: dict[int, tuple[str, dict[str, int]]] = {}
        for releve in releves.order_by("competence__code"):
            mots.setdefault(releve.competence_id, (str(releve.competence), {}))[1][releve.moment] = releve.niveau
        return {cle: (nom, _aide_niveau(niveaux)) for cle, (nom, niveaux) in mots.items()}

    def _releves(self, *moments: Moment, source: Source) -> QuerySet[Positionnement]:
        return Positionnement.objects.filter(
            participant__candidature=self.cibles.candidature, participant__est_referente=True, moment__in=moments, source=source
        )

    def clean(self) -> dict[str, Any]:
        saisie = verifier_bornes(self)
        if saisie.get("avenir") == Diagnostic.Avenir.REORIENTER and not saisie.get("oriente_vers"):
            self.add_error("oriente_vers", "Dites vers quel autre soutien vous réorientez.")
        return saisie

    def donnees(self) -> dict[str, Any]:
        saisie = self.cleaned_data
        reoriente = saisie["avenir"] == Diagnostic.Avenir.REORIENTER
        return {
            "entretien": Entretien(
                contexte=saisie["contexte"],
                avenir=saisie["avenir"],
                oriente_vers=saisie["oriente_vers"] if reoriente else "",
                synthese=saisie["synthese"],
                dispositif=saisie["dispositif"],
                demi_journees=saisie["demi_journees"],
                niveaux={competence_id: saisie[f"niveau_{competence_id}"] for competence_id in self.niveaux},
                objectifs=[saisie[f"objectif_{objectif.rang}"] for objectif in self.objectifs],
            )
        }


def _aide_niveau(niveaux: dict[str, int]) -> SafeString | str:
    return typo(f"À la candidature : {niveaux.get(Moment.DECLARE, '–')} déclaré, {niveaux.get(Moment.VISE, '–')} visé")
