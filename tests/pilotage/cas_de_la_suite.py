"""Gestures on signatures, sessions, avenants and pairs that stopped: the file on which each is made, what its form sends."""

from datetime import timedelta
from typing import Any

from django.test import override_settings

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement
from candidatures.models import Candidature
from conventions.models import Signataire
from socle import horloge
from tests import avenants, parcours, seances


def _convention(etat: str) -> Candidature:
    return parcours.convention(etat).accompagnement.candidature


def _signataires(candidature: Candidature) -> list[int]:
    """Those of the last text to sign that the form offers; the second time, those that it offered the first."""
    tous = Signataire.objects.filter(convention__accompagnement__candidature=candidature)
    dernier = tous.order_by("-convention").values("convention")[:1]
    return list(tous.filter(convention=dernier).order_by("pk").values_list("pk", flat=True))


def _un_signataire(candidature: Candidature) -> dict[str, Any]:
    return {"signataire": _signataires(candidature)[1]}


def _exemplaire(candidature: Candidature) -> dict[str, Any]:
    televerse = parcours.exemplaire_signe("le même")
    return {"televerse": televerse, "derniere_signature": horloge.aujourdhui(), "signataires": _signataires(candidature)}


def _remplacement(candidature: Candidature) -> dict[str, Any]:
    autre = {"nom": "Odile Ferrer", "qualite": "Présidente", "email": "odile.ferrer@exemple.test"}
    return _un_signataire(candidature) | autre


def _contestee() -> Candidature:
    return seances.seance("contestee").accompagnement.candidature


def _absente() -> Candidature:
    """A session of yesterday where nobody came."""
    with override_settings(HORLOGE_REGLABLE=True), horloge.a_l_instant(horloge.maintenant() - timedelta(days=2)):
        seance = seances.seance("prevue", jours=1)
    motif = "J’ai attendu une heure."
    a_accompagnements.noter_absence(seance, motif=motif, acteur=parcours.acteur(seance.accompagnement.mentor.personne))
    return seance.accompagnement.candidature


def _mot(candidature: Candidature) -> dict[str, Any]:
    return {"mot": "Vu avec vous deux."}


def _motif(candidature: Candidature) -> dict[str, Any]:
    return {"motif": "La structure ne répond plus."}


def _rien(candidature: Candidature) -> dict[str, Any]:
    return {}


def _avenant(etat: str) -> Candidature:
    return avenants.avenant(etat).accompagnement.candidature


def _changements(candidature: Candidature) -> dict[str, Any]:
    paire = Accompagnement.objects.get(candidature=candidature)
    fin = paire.fin - timedelta(days=5)
    return {"motif": "Finir plus tôt.", "debut": paire.debut, "fin": fin, "demi_journees": paire.demi_journees}


CAS_DE_LA_SUITE: dict[str, tuple[Any, Any]] = {
    "verser-l-exemplaire-signe": (lambda: _convention("emise"), _exemplaire),
    "relancer-la-signature": (lambda: _convention("emise"), lambda candidature: {"signataires": _signataires(candidature)}),
    "renouveler-un-lien": (lambda: _convention("emise"), _un_signataire),
    "fermer-un-lien": (lambda: _convention("emise"), _un_signataire),
    "remplacer-un-signataire": (lambda: _convention("emise"), _remplacement),
    "compter-la-seance-contestee": (_contestee, _mot),
    "annuler-la-seance-contestee": (_contestee, _mot),
    "decider-de-l-absence": (_absente, lambda candidature: _mot(candidature) | {"demi_journees": 1}),
    "arreter-l-accompagnement": (lambda: parcours.accompagnement("en_cours").candidature, _motif),
    "rendre-le-reste": (lambda: parcours.accompagnement("rompu").candidature, _rien),
    "preparer-un-avenant": (lambda: parcours.accompagnement("conventionne").candidature, _changements),
    "emettre-l-avenant": (lambda: _avenant("preparee"), _rien),
    "annuler-l-avenant": (lambda: _avenant("emise"), _rien),
}

# The gestures on signatures, when it is an avenant that is to be signed.
SIGNATURES_D_UN_AVENANT: dict[str, tuple[Any, Any]] = {
    code: (lambda: _avenant("emise"), CAS_DE_LA_SUITE[code][1])
    for code in (
        "verser-l-exemplaire-signe",
        "relancer-la-signature",
        "renouveler-un-lien",
        "fermer-un-lien",
        "remplacer-un-signataire",
    )
}
