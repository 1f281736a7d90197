"""The *compte rendu de demi-journée*."""

from typing import Any

from django import forms

from accompagnements import lectures
from accompagnements.actions import CompteRendu
from accompagnements.models import Accompagnement, DemiJournee, Seance
from candidatures.models import Objectif, Participant
from referentiel.models import Competence
from socle import horloge
from socle.envois import Cle
from socle.televersements import ChampFichiers
from socle.templatetags.tsf import periode

SUR_PLACE, A_DISTANCE = "sur_place", "a_distance"
TENUE, ANNULEE, ABSENCE = "tenue", "annulee", "absence"
DISCRETION = "N’écrivez ni information de santé, ni détail sur la vie privée ou la conduite d’une personne."


class _ParLeNom(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class _ChoixCompetences(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.nom


class SaisieCompteRendu(forms.Form):
    """One phone screen: when, where, who, what was worked, what comes next. `cle` stays the same when it comes back with an error."""

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
    objectifs = _ParLeNom(
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

    presents = _ParLeNom(
        label="Qui était là, avec la personne-ressource ?",
        queryset=Participant.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tsf-jetons"}),
        error_messages={"required": "Cochez au moins une personne."},
    )
    fichiers = ChampFichiers(label="Une photo, un document ?")

    def __init__(self, *args: Any, accompagnement: Accompagnement, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"jour": horloge.aujourdhui()} | (initial or {}), **kwargs)
        if accompagnement.debut:
            jour = self.fields["jour"]
            jour.help_text = f"La convention va {periode(accompagnement.debut, accompagnement.fin)}."
            jour.widget.attrs |= {"min": accompagnement.debut.isoformat(), "max": accompagnement.fin.isoformat()}
        self.fields["objectifs"].queryset = accompagnement.candidature.objectifs.all()
        self.fields["competences"].queryset = lectures.competences(accompagnement)
        self._demander_qui_etait_la(accompagnement)

    def _demander_qui_etait_la(self, accompagnement: Accompagnement) -> None:
        """Ask who was there where more than one person takes part."""
        participants = accompagnement.candidature.participants.all()
        if len(participants) > 1:
            self.fields["presents"].queryset = participants
            self.initial.setdefault("presents", [accompagnement.beneficiaire_id])
        else:
            del self.fields["presents"]

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
            presents=[participant.personne_id for participant in saisi["presents"]] if "presents" in saisi else None,
            fichiers=saisi["fichiers"],
        )


class Issue(forms.Form):
    """What became of a planned session: held, or not and why. Not held, nothing else is asked."""

    issue = forms.ChoiceField(label="A-t-elle eu lieu ?", widget=forms.RadioSelect, initial=TENUE)
    motif = forms.CharField(
        label="Que s’est-il passé ?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vous deux et l’équipe pilote pourrez le lire.",
    )


class SaisieSeancePrevue(Issue, SaisieCompteRendu):
    """The *compte rendu* of a planned session, filled with what was planned. Only who came notes an absence (`peut_noter_l_absence`)."""

    def __init__(self, *args: Any, seance: Seance, peut_noter_l_absence: bool, **kwargs: Any) -> None:
        prevu = {
            "jour": seance.jour,
            "moments": sorted({presence.demi_journee for presence in seance.presences.all()}),
            "lieu": A_DISTANCE if seance.a_distance else SUR_PLACE,
        }
        super().__init__(*args, accompagnement=seance.accompagnement, initial=prevu, **kwargs)
        non = [(ANNULEE, "Non, elle est annulée")]
        if peut_noter_l_absence and seance.demi_journees:
            non.append((ABSENCE, "Non, la personne accompagnée n’est pas venue"))
        self.fields["issue"].choices = [(TENUE, "Oui"), *non]
        if not seance.demi_journees:
            self.fields["moments"].required = False
            self.fields["moments"].help_text = "Prévue sans demi-journée : laissez vide si c’est toujours le cas."
        if self.is_bound and not self.est_tenue:
            self._n_exiger_que_le_motif()

    @property
    def est_tenue(self) -> bool:
        """Held, as far as what was typed says."""
        return self["issue"].value() not in (ANNULEE, ABSENCE)

    def _n_exiger_que_le_motif(self) -> None:
        for nom, champ in self.fields.items():
            champ.required = nom in ("issue", "motif")
        self.fields["motif"].error_messages["required"] = "Dites en quelques mots ce qui s’est passé."
