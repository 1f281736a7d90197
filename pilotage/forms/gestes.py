"""What each gesture of the team asks, no more than it needs; `donnees()` gives the arguments of its action."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from candidatures.models import CauseSansSuite, Orientation
from comptes.models import Instance, Personne
from pilotage.lectures.dossier import Cibles, quotas
from programme.models import Dispositif
from questionnaires.models import Question
from socle import horloge
from socle.envois import Cle
from socle.televersements import ChampFichiers
from socle.templatetags.tsf import demi_journees, typo

DELAI_DE_COMPLEMENT = timedelta(days=10)


class FormulaireDeGeste(forms.Form):
    """A form that knows the file it is about.

    `titre` and `bouton` say better than its gesture what is asked, `encart` is the template of what is to be read before answering.
    `a_sa_page`: a refusal comes back to the page of the gesture, though its button stands in that of the file.
    """

    titre = ""
    bouton = ""
    encart = ""
    a_sa_page = False

    def __init__(self, *args: Any, cibles: Cibles, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cibles = cibles
        self.preparer()

    def preparer(self) -> None:
        """Set what depends on the file: choices, initial values, helps."""

    def donnees(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        return self.cleaned_data

    def brouillon(self) -> dict[str, str]:
        """Return what was typed, as typed."""
        return {nom: str(self[nom].value() or "") for nom in self.fields}

    def suivre(self, adresse: Mapping[str, str]) -> None:
        """Take what the address of the page says, when it asks nothing else than to be read."""


class Motif(FormulaireDeGeste):
    """A refusal says why."""

    motif = forms.CharField(
        label="Motif",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="La personne qui a déposé la demande lit ce texte dans le courriel de la décision.",
    )


class Attente(Motif):
    """The waiting list: a word for the structure is optional."""

    def preparer(self) -> None:
        self.fields["motif"].label = "Un mot pour la structure"
        self.fields["motif"].required = False


class Ajournement(Motif):
    """A request is put off: until when, and why."""

    jusqu_au = forms.DateField(
        label="Reprise de la demande",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Le jour où la demande revient dans vos files. La structure lit cette date.",
    )
    field_order = ["jusqu_au", "motif"]

    def clean_jusqu_au(self) -> date:
        return a_venir(self.cleaned_data["jusqu_au"])


class Reorientation(Motif):
    """Another support answers better: which one, and why."""

    orientation = forms.ChoiceField(label="Vers", choices=Orientation, widget=forms.RadioSelect)
    field_order = ["orientation", "motif"]


class SansSuite(Motif):
    """Nothing follows: the cause, that the reports count, and the words for the structure."""

    cause = forms.ChoiceField(label="Cause", choices=CauseSansSuite, widget=forms.RadioSelect, help_text="Pour les bilans.")
    field_order = ["cause", "motif"]


class Prolongation(FormulaireDeGeste):
    """A new deadline for a complement."""

    echeance = forms.DateField(label="Réponse attendue le", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def preparer(self) -> None:
        self.fields["echeance"].initial = horloge.aujourdhui() + DELAI_DE_COMPLEMENT

    def clean_echeance(self) -> date:
        return a_venir(self.cleaned_data["echeance"])


class Reouverture(Prolongation):
    """What is still to be completed, in the words that the structure reads, and by when."""

    message = forms.CharField(
        label="Votre message",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui manque ou n’est pas clair. La personne qui a déposé la demande lit ce texte dans son courriel et sur sa page.",
    )
    field_order = ["message", "echeance"]


class Complement(Reouverture):
    """Which questions of the request are asked again."""

    questions = forms.ModelMultipleChoiceField(
        label="Questions à reprendre",
        queryset=Question.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une question."},
        help_text="La structure les retrouve avec ses réponses, à compléter ou à corriger.",
    )
    field_order = ["questions", "message", "echeance"]

    def preparer(self) -> None:
        super().preparer()
        posees = Question.objects.filter(version=self.cibles.candidature.reponses.version_id)
        self.fields["questions"].queryset = posees.exclude(rattachement="declarations")


class Annonce(FormulaireDeGeste):
    """A decision leaves: a sentence may be added to its mail."""

    mot = forms.CharField(
        label="Ajouter une phrase",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Elle paraît dans le courriel, à la suite du motif, et sur la page de la candidature.",
    )


class MotifAbandon(Motif):
    """Giving a pair up says why."""

    def preparer(self) -> None:
        self.fields["motif"].help_text = "Les deux personnes lisent ce texte dans le courriel qui part aussitôt."


class MotifRupture(Motif):
    """Stopping an accompagnement that has begun says why."""

    def preparer(self) -> None:
        self.fields["motif"].help_text = "Les deux personnes lisent ce texte dans le courriel qui part aussitôt, et sur leur page."


class Accord(FormulaireDeGeste):
    """An acceptance: what is granted, a possible reservation; the help says what is left of the quota."""

    reserve = forms.CharField(
        label="Réserve",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une condition à lever, lue par la personne qui a déposé la demande.",
    )
    field_order = ["dispositif", "demi_journees", "reserve"]

    def preparer(self) -> None:
        candidature = self.cibles.candidature
        diagnostic = candidature.diagnostic
        self.fields["dispositif"] = champ_dispositif(candidature, label="Dispositif", initial=diagnostic.dispositif_id)
        self.fields["demi_journees"] = champ_demi_journees("Demi-journées accordées", initial=diagnostic.demi_journees)
        restes = [f"{reste.dispositif} : {reste.reste} sur {reste.plafond}" for reste in quotas(candidature)]
        self.fields["demi_journees"].help_text = typo(f"Ce qui reste à {candidature.structure} dans cette édition. {' ; '.join(restes)}.")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        return verifier_bornes(self)


class ReponseQuestion(FormulaireDeGeste):
    """What the team answers to the personne-ressource, under the question."""

    reponse = forms.CharField(label="Votre réponse", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def preparer(self) -> None:
        proposition = self.cibles.proposition
        question = proposition.questions.filter(repondue_le=None).first() if proposition else None
        if question:
            self.fields["reponse"].help_text = typo(f"{proposition.profil.personne} demande : « {question.texte} »")


class ChampDeLEquipe(forms.ModelChoiceField):
    """Somebody of the pilot team, or nobody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"queryset": Personne.objects.none(), "label": "Confier à", "required": False, "empty_label": "Personne"} | kwargs,
            error_messages={"invalid_choice": "Cette personne ne fait plus partie de l’équipe : choisissez quelqu’un d’autre."},
        )

    def preparer(self) -> None:
        """Read the team of today."""
        self.queryset = Personne.objects.siegeant(Instance.PILOTE)


class Confier(FormulaireDeGeste):
    """Who follows the file."""

    personne = ChampDeLEquipe()

    def preparer(self) -> None:
        self.fields["personne"].preparer()
        self.initial["personne"] = self.cibles.candidature.suivie_par_id


class Note(FormulaireDeGeste):
    """A note that only the team reads; `cle`, drawn with the form, makes a double click harmless."""

    texte = forms.CharField(
        label="Note pour l’équipe",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Personne d’autre ne la lit. Rien sur la santé ni sur la vie privée.",
    )
    cle = Cle()


class MotDuFil(FormulaireDeGeste):
    """A message in the thread; `cle`, drawn with the form, makes a double click harmless."""

    texte = forms.CharField(
        label="Votre message",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La personne qui a déposé la demande est prévenue par courriel.",
    )
    pieces = ChampFichiers()
    cle = Cle()


def a_venir(jour: date) -> date:
    """Return a day to come; another one is refused."""
    if jour <= horloge.aujourdhui():
        raise forms.ValidationError("Choisissez une date à venir.")
    return jour


def champ_dispositif(candidature: Any, *, label: str, initial: int | None) -> forms.ModelChoiceField:
    """Return the choice of a dispositif of the edition of the call."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Dispositif.objects.filter(edition=candidature.appel.edition_id),
        initial=initial,
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}),
    )


def champ_demi_journees(label: str, *, initial: int | None) -> forms.IntegerField:
    """Return a number of half-days."""
    return forms.IntegerField(label=label, min_value=1, max_value=20, initial=initial)


def verifier_bornes(formulaire: forms.Form) -> dict[str, Any]:
    """Say at the field when the half-days are not those that the dispositif grants."""
    saisie = formulaire.cleaned_data
    dispositif, nombre = saisie.get("dispositif"), saisie.get("demi_journees")
    if dispositif and nombre and not dispositif.minimum <= nombre <= dispositif.maximum:
        formulaire.add_error("demi_journees", f"« {dispositif} », c’est de {dispositif.minimum} à {demi_journees(dispositif.maximum)}.")
    return saisie
