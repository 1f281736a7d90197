"""Page-shaped reads: mon espace (fonds.py: what is read, taches.py: what to do, dossiers.py: where things stand, espace.py: the page),
home page and figures of the committee (vitrine.py), its opinions and the needs it may help with (comite.py),
what is said of a document to whoever holds it (verification.py)."""

from .comite import Besoin, MesAvis, avec_competences, besoins, mes_avis
from .espace import Espace, espace
from .verification import Constat, Reconnaissance, par_numero, pieces, reconnaitre, signatures, suivantes
from .vitrine import Vitrine, appel_ouvert, chiffres_du_comite, derniers_rapports, vitrine

__all__ = [
    "Besoin",
    "Constat",
    "Espace",
    "MesAvis",
    "Reconnaissance",
    "Vitrine",
    "appel_ouvert",
    "avec_competences",
    "besoins",
    "chiffres_du_comite",
    "derniers_rapports",
    "espace",
    "mes_avis",
    "par_numero",
    "pieces",
    "reconnaitre",
    "signatures",
    "suivantes",
    "vitrine",
]
