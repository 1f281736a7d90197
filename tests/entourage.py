"""People, structures and the frame of the programme: what every path of tests/parcours.py starts from, and re-exports."""

import uuid
from datetime import date, timedelta
from typing import Any

from candidatures import actions as a_candidatures
from candidatures import questionnaire_initial
from candidatures.demande import Demande, NiveauVoulu, PersonneAccompagnee
from candidatures.models import Appel
from comptes.acteurs import ActeurPersonne
from comptes.actions import donner_mandat, trouver_ou_creer_structure
from comptes.models import Departement, Instance, Personne, Structure
from programme.edition_de_reference import charger as charger_editions
from programme.models import Dispositif, Edition
from questionnaires.models import Version
from referentiel.models import Competence, Domaine
from socle import horloge
from socle.acteurs import SYSTEME
from socle.workflow import franchir

# Valid by Luhn, one per structure of the tests.
SIRETS = ["77567000300018", "73282932000017", "55208131700018", "44306184100013", "39860733300018", "48050274900017"]


def acteur(personne: Personne) -> ActeurPersonne:
    """Return somebody as a signed-in actor, read afresh (mandates included)."""
    return ActeurPersonne(Personne.objects.get(pk=personne.pk))


def personne(email: str | None = None, *, prenom: str = "Nadia", nom: str = "Belkacem", instance: Instance | None = None) -> Personne:
    """Return a person, with a mandate when asked."""
    email = email or f"{uuid.uuid4().hex[:12]}@exemple.test"
    trouvee = Personne.objects.filter(email=email).first() or Personne.objects.create_user(
        email, "un mot de passe solide", prenom=prenom, nom=nom, cree_le=horloge.maintenant()
    )
    if instance:
        donner_mandat(trouvee, instance, du=date(2020, 1, 1), acteur=SYSTEME)
    return trouvee


def pilote() -> Personne:
    """Return the member of the pilot team."""
    return personne("pilote@exemple.test", prenom="Claire", nom="Vidal", instance=Instance.PILOTE)


def membre_du_comite(email: str = "comite@exemple.test") -> Personne:
    """Return a member of the comité technique."""
    return personne(email, prenom="Paul", nom="Astier", instance=Instance.COMITE_TECHNIQUE)


def administrateur() -> Personne:
    """Return an administrator of the platform who is not of the pilot team."""
    return personne("admin@exemple.test", prenom="Inès", nom="Roca", instance=Instance.ADMINISTRATION)


def edition() -> Edition:
    """Return the open edition, with the reference one behind it."""
    return charger_editions(SYSTEME)


def departement(code: str = "34", nom: str = "Hérault") -> Departement:
    """Return a département of Occitanie."""
    return Departement.objects.get_or_create(code=code, defaults={"nom": nom, "en_occitanie": True})[0]


def structure(rang: int = 0, nom: str = "") -> Structure:
    """Return the structure of this rank (0–5)."""
    return trouver_ou_creer_structure(
        siret=SIRETS[rang], raison_sociale=nom or f"Structure {rang}", commune="Sète", code_postal="34200", departement=departement()
    )


def competence(code: str = "02.1", nom: str = "Construire et suivre un budget") -> Competence:
    """Return a competence of the référentiel."""
    domaine, _ = Domaine.objects.get_or_create(code=f"D{code[:2]}", defaults={"nom": "Gestion et administration", "rang": int(code[:2])})
    return Competence.objects.get_or_create(code=code, defaults={"nom": nom, "domaine": domaine, "rang": int(code[3:])})[0]


def questionnaire() -> Version:
    """Return the initial version of the questionnaire of a request."""
    return questionnaire_initial.charger(SYSTEME)


def appel(slug: str = "tsf", **champs: Any) -> Appel:
    """Return a published call that is open all year."""
    trouve = Appel.objects.filter(slug=slug).first()
    if trouve:
        return trouve
    champs = {"ouvre_le": horloge.maintenant() - timedelta(days=30), "titre": "Demander un accompagnement", "presentation": "…"} | champs
    nouveau = Appel.objects.create(edition=edition(), slug=slug, questionnaire_version=questionnaire(), **champs)
    a_candidatures.poser_criteres(nouveau)
    for nom in ("soumettre", "valider", "publier"):
        nouveau = franchir(nouveau, nom, acteur=SYSTEME)
    return nouveau


def demande(rang: int = 0, **champs: Any) -> Demande:
    """Return a complete request of the structure of this rank."""
    tsf = Dispositif.objects.get(edition=edition(), code=Dispositif.Code.TSF)
    valeurs: dict[str, Any] = {
        "siret": SIRETS[rang],
        "raison_sociale": f"Structure {rang}",
        "type_structure": "festival",
        "taille": "tres_petite",
        "commune": "Sète",
        "code_postal": "34200",
        "departement_code": departement().code,
        "dispositif_id": tsf.pk,
        "demi_journees": 2,
        "intitule": "Construire un budget de festival qui tient",
        "contexte": "Troisième édition, trésorerie tendue.",
        "fonction_porteur": "Administratrice",
        "participants": [PersonneAccompagnee("Nadia", "Belkacem", f"nadia{rang}@exemple.test", "Administratrice", "cdi")],
        "objectifs": ["Poser un budget par pôle", "Suivre la trésorerie"],
        "niveaux": [NiveauVoulu(competence().pk, 1, 3)],
    }
    return Demande(**(valeurs | champs))
