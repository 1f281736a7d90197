"""Writing functions on agreements: their template, preparation, emission, signatures online and on paper, reminders, seal, end."""

from .avenants import Changements, Representant, preparer_avenant
from .codes import fabriquer
from .effet import prendre_effet
from .emission import emettre, produire_document
from .en_ligne import Accord, demander_code, refuser, signer
from .fin import annuler, defaire, expirer, liberer_le_reste
from .modele import charger_modele, dupliquer, renvoyer, soumettre, valider
from .parties import CHAMPS as CHAMPS_DES_PARTIES
from .parties import relancer_informations, relancer_les_parties, verifier_partie
from .preparation import Termes, corriger, preparer
from .sceau import planifier_les_sceaux, sceller
from .signataires import inviter, noter_ouverture
from .signature import conclure, verser_signee
from .suivi import faire_vivre, relancer, remplacer, renouveler, renouveler_soi_meme, revoquer

__all__ = [
    "CHAMPS_DES_PARTIES",
    "Accord",
    "Changements",
    "Representant",
    "Termes",
    "annuler",
    "charger_modele",
    "conclure",
    "corriger",
    "defaire",
    "demander_code",
    "dupliquer",
    "emettre",
    "expirer",
    "fabriquer",
    "faire_vivre",
    "inviter",
    "liberer_le_reste",
    "noter_ouverture",
    "planifier_les_sceaux",
    "prendre_effet",
    "preparer",
    "preparer_avenant",
    "produire_document",
    "refuser",
    "relancer",
    "relancer_informations",
    "relancer_les_parties",
    "remplacer",
    "renouveler",
    "renouveler_soi_meme",
    "renvoyer",
    "revoquer",
    "sceller",
    "signer",
    "soumettre",
    "valider",
    "verifier_partie",
    "verser_signee",
]
