"""Forms of the screens: filters of the list, period of a report."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from candidatures.actions import EcritEntreTemps
from candidatures.models import Appel, Appreciation, Candidature
from comptes.models import Instance, Personne
from pilotage.lectures import files, triage
from pilotage.lectures.grille import Jugement
from programme.models import Dispositif, Edition
from socle import horloge
from socle.acteurs import Acteur
from socle.envois import Cle

from .gestes import ChampDeLEquipe

RIEN_A_FAIRE = "Choisissez ce qu’il faut faire des dossiers cochés."
AU_PLUS = 100
ETATS = [(etat.value, etat.label) for etat in Candidature.Etat if etat != Candidature.Etat.BROUILLON]


class Filtrage(forms.Form):
    """What the list is filtered by, read from the address: a wrong value filters nothing."""

    FILTRES = ("q", "etat", "dispositif", "departement", "appel", "suivi", "retard")

    q = forms.CharField(
        label="Chercher", required=False, widget=forms.TextInput(attrs={"type": "search", "placeholder": "Numéro, structure, mot"})
    )
    file = forms.ChoiceField(required=False, choices=[(code, code) for code in files.PAR_CODE], widget=forms.HiddenInput)
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous les états"), *ETATS])
    dispositif = forms.ChoiceField(label="Dispositif", required=False, choices=[("", "Les deux"), *Dispositif.Code.choices])
    departement = forms.ChoiceField(label="Département", required=False)
    appel = forms.ChoiceField(label="Appel", required=False)
    suivi = forms.ChoiceField(label="Suivi par", required=False)
    retard = forms.BooleanField(label="En retard seulement", required=False)
    tri = forms.ChoiceField(required=False, choices=[(code, code) for code in files.TRIS], widget=forms.HiddenInput)

    def __init__(self, *args: Any, acteur: Acteur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trouves = [(departement.pk, str(departement)) for departement in triage.departements(acteur)]
        self.fields["departement"].choices = [("", "Tous"), *trouves]
        self.fields["appel"].choices = [("", "Tous"), *Appel.objects.exclude(etat=Appel.Etat.BROUILLON).values_list("pk", "titre")]
        self.equipe = [(personne.pk, str(personne)) for personne in Personne.objects.siegeant(Instance.PILOTE)]
        self.fields["suivi"].choices = [("", "Toute l’équipe"), (triage.MOI, "Moi"), (triage.PERSONNE, "Personne"), *self.equipe]

    def filtres(self) -> triage.Filtres:
        """Return what was understood of the address."""
        self.is_valid()
        return triage.Filtres(**{nom: valeur for nom, valeur in self.cleaned_data.items() if valeur})

    def poses(self) -> list[tuple[str, str]]:
        """Return (text, address without it) for each filter in force, but for the queue, which the page shows already."""
        noms = [nom for nom in self.FILTRES if self.cleaned_data.get(nom)]
        return [(self._en_mots(nom), self._sans(nom)) for nom in noms]

    def ordres(self) -> dict[str, tuple[str, str]]:
        """Return, per column that sorts, (address that sorts by it or turns it over, value of aria-sort)."""
        return {nom: self._ordre(nom) for nom in ("structure", "echeance", "age")}

    def _ordre(self, nom: str) -> tuple[str, str]:
        pose = self.cleaned_data.get("tri", "")
        sens = {nom: "ascending", f"-{nom}": "descending"}.get(pose, "")
        premier = "-age" if nom == "age" else nom
        autre = premier.removeprefix("-") if premier.startswith("-") else f"-{premier}"
        suite = autre if pose == premier else premier
        return f"{self._sans('tri')}&tri={suite}".lstrip("&"), sens

    def _en_mots(self, nom: str) -> str:
        if nom == "q":
            return f"« {self.cleaned_data['q']} »"
        if nom == "retard":
            return "En retard"
        choix = {str(valeur): str(libelle) for valeur, libelle in self.fields[nom].choices}[self.cleaned_data[nom]]
        return f"{self.fields[nom].label} : {choix.lower()}" if nom == "suivi" else choix

    def _sans(self, nom: str) -> str:
        return urlencode({autre: valeur for autre, valeur in self.data.items() if valeur and autre not in {nom, "page"}})


class ChoixDeLot(forms.Form):
    """The files ticked in the list and what to do of them, read from the address; `retour` is the address of the list, after its "?"."""

    geste = forms.ChoiceField(error_messages={"required": RIEN_A_FAIRE, "invalid_choice": RIEN_A_FAIRE})
    personne = ChampDeLEquipe()
    dossier = forms.MultipleChoiceField(error_messages={"required": "Cochez au moins un dossier dans la liste."})
    retour = forms.CharField(required=False)

    def __init__(self, *args: Any, gestes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geste"].choices = [(code, code) for code in gestes]
        self.fields["personne"].preparer()
        # Which of them exist, and are seen, is said file by file on the page.
        envoyes = dict.fromkeys(self.data.getlist("dossier"))
        self.fields["dossier"].choices = [(numero, numero) for numero in envoyes]

    def clean_dossier(self) -> list[str]:
        numeros = list(dict.fromkeys(self.cleaned_data["dossier"]))
        if len(numeros) > AU_PLUS:
            raise forms.ValidationError(f"{AU_PLUS} dossiers au plus à la fois : cochez-en moins.")
        return numeros

    @property
    def liste(self) -> str:
        """The address of the list that it came from."""
        return f"{reverse('pilotage:dossiers')}?{self.data.get('retour', '')}".rstrip("?")


class Apprecier(forms.Form):
    """What the team thinks of one criterion; `version` is that of the row as it was read."""

    valeur = forms.ChoiceField(
        label="Réponse",
        required=False,
        choices=Appreciation.Valeur.choices,
        widget=forms.RadioSelect(attrs={"class": "tsf-jetons"}),
    )
    commentaire = forms.CharField(label="Commentaire", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def de(cls, jugement: Jugement, data: Any = None) -> "Apprecier":
        """Return the form of one criterion, as it stands or as it was sent."""
        ecrite = jugement.appreciation
        initial = {"valeur": ecrite.valeur, "commentaire": ecrite.commentaire, "version": ecrite.version} if ecrite else {"version": 0}
        formulaire = cls(data, initial=initial, auto_id=f"id_{jugement.critere.code}_%s")
        formulaire.jugement = jugement
        return formulaire

    def montrer(self, refus: EcritEntreTemps) -> None:
        """Say what somebody else wrote meanwhile; sending again writes over it, knowingly."""
        self.add_error(None, refus.phrase)
        self.data = self.data.copy()
        self.data["version"] = str(refus.actuelle.version)


class PeriodeRapport(forms.Form):
    """The period of a report; `cle`, drawn with the form, makes a double click harmless."""

    edition = forms.ModelChoiceField(label="Édition", queryset=Edition.objects.all(), empty_label=None)
    du = forms.DateField(label="Du", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    au = forms.DateField(label="Au", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    cle = Cle()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if edition := Edition.objects.ouvertes().first():
            self.fields["edition"].initial = edition.pk
            self.fields["du"].initial = edition.debut
        self.fields["au"].initial = horloge.aujourdhui()

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        if saisie.get("du") and saisie.get("au") and saisie["au"] < saisie["du"]:
            self.add_error("au", "La fin précède le début : choisissez une date plus tardive.")
        return saisie
