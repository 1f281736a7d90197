"""What a request says, once its form is correct: plain values handed from the form to the action. Pure."""

from dataclasses import dataclass, field

# Which text of the declarations was accepted: journaled with the sending, raised when the text changes.
VERSION_DECLARATIONS = 3


@dataclass(frozen=True)
class PersonneAccompagnee:
    """A participant; the first one of a request is the *personne accompagnée référente*."""

    prenom: str
    nom: str
    email: str
    fonction: str
    statut: str


@dataclass(frozen=True)
class NiveauVoulu:
    """A competence with the level declared now and the level wanted (0–4)."""

    competence_id: int
    declare: int
    vise: int


@dataclass(frozen=True)
class MentorVoulu:
    """The person that the applicant has in mind; `lien_existant` is a commercial or hierarchical tie."""

    nom: str
    structure: str
    courriel: str
    raison: str
    deja_contactee: bool
    lien_existant: bool


@dataclass(frozen=True)
class Demande:
    """A complete request. `siret` has 14 digits, or is "" for an association known by its `rna`; `taille` is "" when it was not asked.

    `demi_journees` is in half-days; `mentor` is None when somebody is to be looked for.
    """

    siret: str
    raison_sociale: str
    type_structure: str
    commune: str
    code_postal: str
    departement_code: str
    dispositif_id: int
    demi_journees: int
    intitule: str
    contexte: str
    fonction_porteur: str
    telephone_porteur: str = ""
    participants: list[PersonneAccompagnee] = field(default_factory=list)
    objectifs: list[str] = field(default_factory=list)
    niveaux: list[NiveauVoulu] = field(default_factory=list)
    porte: str = "chercher"
    mentor: MentorVoulu | None = None
    lieu: str = ""
    periode: str = ""
    prescripteur: str = ""
    rna: str = ""
    taille: str = ""
