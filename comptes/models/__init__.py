"""Models of people and structures."""

from .lien import LienPersonnel
from .mandat import Instance, Institution, Mandat
from .personne import Consentement, Personne
from .structure import Appartenance, Siret, Structure, Taille, TypeStructure
from .territoire import Commune, Departement

__all__ = [
    "Appartenance",
    "Commune",
    "Consentement",
    "Departement",
    "Instance",
    "Institution",
    "LienPersonnel",
    "Mandat",
    "Personne",
    "Siret",
    "Structure",
    "Taille",
    "TypeStructure",
]
