"""A card is filled a part at a time. Nothing is asked for: what is valid is kept, field by field, the rest is said in its place."""

from typing import Any

from django import forms

from comptes.champs import ChampSiret, ChampTelephone
from comptes.models import Departement, Structure, Taille, TypeStructure
from mentors import actions, droits
from mentors.models import Deplacement, Esthetique, ModePaiement, ProfilMentor, Statut, Visibilite
from socle.acteurs import Acteur

from .lignes import Periodes, Savoirs

LIGNES = "lignes"
A_PRECISER = [("", "Pas encore dit")]


def _oui_non(label: str, aide: str = "") -> forms.TypedChoiceField:
    """Return a yes, a no, or nothing said."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("oui", "Oui"), ("non", "Non")],
        coerce=lambda dit: dit == "oui",
        empty_value=None,
        help_text=aide,
        widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}),
    )


def _plusieurs(label: str, choix: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choix, widget=forms.CheckboxSelectMultiple(attrs={"class": "tsf-jetons"}))


def _texte(label: str, maximum: int, *, aide: str = "", lignes: int = 4) -> forms.CharField:
    return forms.CharField(label=label, max_length=maximum, help_text=aide, widget=forms.Textarea(attrs={"rows": lignes}))


class Partie(forms.Form):
    """A part of the card, filled from the profile; `touche` limits what is judged and written to one field, or to the lines."""

    code = ""
    titre = ""
    titre_a_soi = ""
    aide = ""
    lignes: Any = None
    use_required_attribute = False

    def __init__(self, donnees: Any = None, *, profil: ProfilMentor, touche: str = "", par_l_equipe: bool = False) -> None:
        super().__init__(donnees, initial=self.connu(profil), prefix=None)
        self.profil, self.touche, self.par_l_equipe = profil, touche, par_l_equipe
        self.ensemble = self.lignes(donnees, profil=profil) if self.lignes else None
        for champ in self.fields.values():
            champ.required = False
        self.preparer()

    def preparer(self) -> None:
        """Set what depends on the profile."""

    def connu(self, profil: ProfilMentor) -> dict[str, Any]:
        """Return what the profile already says."""
        return {nom: _pour_l_ecran(getattr(profil, nom)) for nom in self.base_fields}

    @property
    def intitule(self) -> str:
        """Return the title, in the second person for who fills their own card."""
        return self.titre if self.par_l_equipe else self.titre_a_soi or self.titre

    @property
    def formulaires(self) -> list[Any]:
        """The form and its lines, for the summary of errors."""
        return [self, self.ensemble] if self.ensemble is not None else [self]

    def pour_page(self) -> "Partie":
        """Leave out "(facultatif)" beside every field: nothing is asked for here, the page says so once."""
        for formulaire in [self, *(self.ensemble.forms if self.ensemble is not None else [])]:
            for champ in formulaire.fields.values():
                champ.required = True
        return self

    def manques(self) -> list[str]:
        """Return what is wrong in what was touched, each with the name of its field."""
        self.full_clean()
        touches = [nom for nom in self.fields if self.touche in {"", nom}]
        phrases = [f"{self.fields[nom].label} : {phrase}" for nom in touches for phrase in self.errors.get(nom, [])]
        if self._juge_les_lignes and not self.ensemble.is_valid():
            phrases += [*self.ensemble.non_form_errors(), *self._manques_des_lignes()]
        return phrases

    def _manques_des_lignes(self) -> list[str]:
        return [
            f"{form.fields[nom].label} : {phrase}" for form in self.ensemble.forms for nom, dits in form.errors.items() for phrase in dits
        ]

    @property
    def _juge_les_lignes(self) -> bool:
        return self.ensemble is not None and self.touche in {"", LIGNES}

    def enregistrer(self, acteur: Acteur) -> None:
        """Write what was touched and is valid; the profile is read again when all is written."""
        self.full_clean()
        valides = {nom: valeur for nom, valeur in self.cleaned_data.items() if self.touche in {"", nom}}
        if valides:
            self.ecrire(valides, acteur)
        if self._juge_les_lignes and self.ensemble.is_valid():
            self.ecrire_lignes(acteur)

    def ecrire(self, champs: dict[str, Any], acteur: Acteur) -> None:
        """Write fields of the card."""
        actions.completer(self.profil, champs, acteur=acteur)

    def ecrire_lignes(self, acteur: Acteur) -> None:
        """Write the repeated lines."""


def _pour_l_ecran(valeur: Any) -> Any:
    return {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else valeur


class Identite(Partie):
    code, titre, titre_a_soi = "identite", "La personne", "Vous"

    prenom = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    nom = forms.CharField(label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    pronom = forms.CharField(label="Pronom", max_length=40, help_text="Elle, il, iel… comme vous voulez que l’on écrive de vous.")
    telephone = ChampTelephone()
    fonction = forms.CharField(label="Fonction", max_length=120)
    statut = forms.ChoiceField(label="Statut", choices=Statut.choices, widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}))
    annees = forms.IntegerField(label="Années d’expérience", min_value=0, max_value=70)
    langues = forms.CharField(label="Langues parlées", max_length=160)

    def connu(self, profil: ProfilMentor) -> dict[str, Any]:
        propres = {nom: getattr(profil.personne, nom) for nom in ("prenom", "nom", "telephone")}
        return propres | {nom: getattr(profil, nom) for nom in self.base_fields if nom not in propres}


class Employeur(Partie):
    """The structure is written whole, by its number; it is no field that one changes in passing."""

    code, titre = "structure", "La structure"
    aide = "Elle signe la convention. Son numéro suffit à la reconnaître."

    siret = ChampSiret(help_text="14 chiffres, avec ou sans espaces.")
    raison_sociale = forms.CharField(label="Nom de la structure", max_length=160)
    type_structure = forms.ChoiceField(label="Type de structure", choices=[*A_PRECISER, *TypeStructure.choices])
    commune = forms.CharField(max_length=64)
    departement = forms.ModelChoiceField(label="Département", queryset=Departement.objects.all(), empty_label="Pas encore dit")

    def connu(self, profil: ProfilMentor) -> dict[str, Any]:
        return {} if profil.structure else {"raison_sociale": profil.structure_dite}

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        if self.touche == "" and not self.errors and bool(saisie.get("siret")) != bool(saisie.get("raison_sociale")):
            self.add_error("raison_sociale" if saisie.get("siret") else "siret", "Donnez le SIRET et le nom de la structure.")
        return saisie

    def ecrire(self, champs: dict[str, Any], acteur: Acteur) -> None:
        if self.touche == "" and not self.errors and champs.get("siret"):
            actions.rattacher(self.profil, actions.Employeur(**champs), acteur=acteur)


class Transmettre(Partie):
    code, titre, titre_a_soi = "savoirs", "Ce que cette personne sait transmettre", "Ce que vous savez transmettre"
    aide = "Une compétence au moins au niveau 3 (autonomie) ou 4 (transmission) : on transmet ce que l’on maîtrise déjà."
    lignes = Savoirs

    def ecrire_lignes(self, acteur: Acteur) -> None:
        actions.changer_savoirs(self.profil, self.ensemble.valeurs(), acteur=acteur)


class Parcours(Partie):
    code, titre = "parcours", "Le parcours"

    presentation = _texte(
        "Présentation", 2000, lignes=5, aide="Quelques lignes à la première personne. Les structures à qui vous dites oui la lisent."
    )
    motivations = _texte("Ce qui donne envie de transmettre", 1000)
    note = _texte("Un mot pour l’équipe pilote", 1000, aide="Elle seule le lit. Rien sur la santé ni sur la vie privée.")
    types_connus = _plusieurs("Types de structures connus de l’intérieur", TypeStructure.choices)
    tailles = _plusieurs("Tailles de structures connues", Taille.choices)
    esthetiques = _plusieurs("Esthétiques", Esthetique.choices)
    a_deja_accompagne = _oui_non("Déjà accompagné quelqu’un, comme mentor ou pair ?")
    est_forme = _oui_non("Formé·e à la posture d’accompagnement ?")
    forme_le = forms.DateField(label="Depuis le", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    diplomes = _texte("Diplômes, certifications", 1000, lignes=2, aide="Leur intitulé suffit. L’expérience compte autant.")


class Disponible(Partie):
    code, titre = "disponibilite", "Les disponibilités"
    lignes = Periodes

    demi_journees_par_an = forms.IntegerField(
        label="Demi-journées possibles dans l’année", min_value=0, max_value=200, help_text="Un accompagnement en demande de 1 à 8."
    )
    accompagnements_max = forms.IntegerField(
        label="Accompagnements en même temps, au plus", min_value=1, max_value=20, help_text="Laissez vide s’il n’y a pas de limite."
    )
    deplacement = forms.ChoiceField(label="Déplacements", choices=Deplacement.choices, widget=forms.RadioSelect)
    departements = forms.ModelMultipleChoiceField(
        label="Départements où aller sans difficulté",
        queryset=Departement.objects.filter(en_occitanie=True),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tsf-jetons"}),
    )
    a_distance = _oui_non("À distance aussi ?")

    def connu(self, profil: ProfilMentor) -> dict[str, Any]:
        return super().connu(profil) | {"departements": [departement.pk for departement in profil.departements.all()]}

    def ecrire_lignes(self, acteur: Acteur) -> None:
        actions.changer_periodes(self.profil, self.ensemble.valeurs(), acteur=acteur)


class Paiement(Partie):
    code, titre = "paiement", "La prise en charge"
    aide = "Le temps et les frais sont pris en charge, 500 € par jour tout compris. Aucune coordonnée bancaire n’est demandée ici."

    mode_paiement = forms.ChoiceField(label="Qui est payé ?", choices=ModePaiement.choices, widget=forms.RadioSelect)
    regime_tva = forms.CharField(label="Régime de TVA", max_length=160, help_text="Tel qu’il s’écrit sur les factures.")
    accord_employeur = _oui_non("L’employeur est d’accord ?", "Pour une personne salariée. Il signera la convention.")


class Engagements(Partie):
    code, titre = "engagements", "Les engagements"

    charte = forms.BooleanField(label="La charte de la personne-ressource est lue et acceptée")
    non_concurrence = forms.BooleanField(label="Aucune prestation ne sera vendue à la structure accompagnée sur le sujet transmis")
    conflits_dits = _texte(
        "Structures avec lesquelles il y aurait un conflit d’intérêts", 1000, lignes=3, aide="Un ancien employeur, un proche, un litige…"
    )
    conflits = forms.ModelMultipleChoiceField(
        label="Structures écartées par l’équipe pilote", queryset=Structure.objects.all(), widget=forms.SelectMultiple(attrs={"size": 6})
    )
    visibilite = forms.ChoiceField(
        label="Qui peut voir cette fiche ?",
        choices=Visibilite.choices,
        widget=forms.RadioSelect,
        help_text="Aujourd’hui, l’équipe pilote seule la voit. L’annuaire s’ouvrira plus tard : il suivra ce que vous choisissez ici.",
    )

    def preparer(self) -> None:
        if not self.par_l_equipe:
            del self.fields["conflits"]

    def connu(self, profil: ProfilMentor) -> dict[str, Any]:
        return {
            "charte": profil.charte_le is not None,
            "non_concurrence": profil.non_concurrence_le is not None,
            "conflits_dits": profil.conflits_dits,
            "conflits": [structure.pk for structure in profil.conflits.all()],
            "visibilite": profil.visibilite,
        }

    def ecrire(self, champs: dict[str, Any], acteur: Acteur) -> None:
        # A choice without an empty answer: not saying it leaves what was said.
        super().ecrire({nom: valeur for nom, valeur in champs.items() if nom != "visibilite" or valeur}, acteur)


PARTIES: dict[str, type[Partie]] = {
    partie.code: partie for partie in (Identite, Employeur, Transmettre, Parcours, Disponible, Paiement, Engagements)
}


def ouvertes(profil: ProfilMentor, acteur: Acteur) -> list[type[Partie]]:
    """Return the parts that `acteur` fills: once the structure is known, the team alone changes it."""
    peut_tout = droits.peut_suivre(profil, acteur)
    return [partie for partie in PARTIES.values() if partie is not Employeur or profil.structure_id is None or peut_tout]
