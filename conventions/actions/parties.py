"""Before the emission each side checks what the agreement says of it, and corrects it there."""

from typing import Any

from django.db import transaction

from accompagnements.droits import peut_conduire
from comptes.acteurs import ActeurLien
from conventions import notifications
from conventions.droits import peut_verifier
from conventions.lectures import preremplie
from conventions.models import Convention, Cote, Partie, Verification
from conventions.models.partie import DELAI_DE_RELANCE
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, journaliser, verrouiller, vient_d_etre_fait

# What a side may correct of itself.
CHAMPS = (
    "nom",
    "fonction",
    "structure_nom",
    "siret",
    "rna",
    "adresse",
    "code_postal",
    "commune",
    "represente_sa_structure",
    "representant_nom",
    "representant_qualite",
    "representant_email",
    "sur_papier",
)


def ouvrir_les_parties(convention: Convention) -> list[Partie]:
    """Write both sides as they are known, and ask each to check; call inside the transaction that prepares the agreement."""
    ouvertes = []
    for cote in Cote:
        partie = preremplie(convention, cote)
        partie.demandee_le = horloge.maintenant()
        partie.save()
        notifications.demander_verification(partie)
        ouvertes.append(partie)
    return ouvertes


def verifier_partie(partie: Partie, saisie: dict[str, Any], *, acteur: Acteur, verification: str = "") -> Partie:
    """Keep what a side corrected and say that all is right; the team says how (`verification`).

    Raises Refus when the agreement is issued, or when what is typed leaves nobody to represent the structure.
    """
    with transaction.atomic():
        frais = _verrouiller(partie)
        if not peut_verifier(frais, acteur):
            raise RefusDroit("Seules les personnes de ce côté, ou l’équipe pour elles, vérifient ces informations.")
        _juger(saisie)
        corrigees = _corriger(frais, saisie, acteur)
        frais.verification = _comment(frais, acteur, verification)
        frais.verifiee_le, frais.verifiee_par = horloge.maintenant(), acteur.personne
        frais.save()
        comment = frais.verification
        journaliser(frais.convention, "verifier_informations", acteur, cote=frais.cote, champs=corrigees, verification=comment)
    return frais


def _verrouiller(partie: Partie) -> Partie:
    """Lock the file, then the agreement, then the side; raises RefusEtat once the agreement is issued."""
    convention = verrouiller(Convention.objects.get(pk=partie.convention_id))
    if convention.etat != Convention.Etat.PREPAREE:
        raise RefusEtat("La convention n’est plus en préparation : ces informations ne changent plus.")
    frais = Partie.objects.select_for_update(of=("self",)).get(pk=partie.pk)
    frais.convention = convention
    return frais


def _juger(saisie: dict[str, Any]) -> None:
    if not (saisie["siret"] or saisie["rna"]):
        raise Refus("Donnez le SIRET de la structure, ou son numéro RNA.")
    if not saisie["represente_sa_structure"] and not saisie["representant_nom"]:
        raise Refus("Donnez le nom de la personne qui représente la structure, ou dites que c’est la même personne.")


def _corriger(partie: Partie, saisie: dict[str, Any], acteur: Acteur) -> list[str]:
    """Write what changed, keep what was there before, and return the names of the fields."""
    changes = [champ for champ in CHAMPS if saisie[champ] != getattr(partie, champ)]
    le = horloge.maintenant().isoformat()
    for champ in changes:
        trace = {"champ": champ, "avant": getattr(partie, champ), "apres": saisie[champ], "le": le, "par": acteur.code}
        partie.corrections = [*partie.corrections, trace]
        setattr(partie, champ, saisie[champ])
    return changes


def _comment(partie: Partie, acteur: Acteur, verification: str) -> str:
    if not acteur.est_systeme and peut_conduire(partie.convention.accompagnement, acteur):
        if verification not in {Verification.TELEPHONE, Verification.SANS_REPONSE}:
            raise Refus("Dites comment ces informations ont été vérifiées.")
        return verification
    return Verification.LIEN if isinstance(acteur, ActeurLien) else Verification.EN_LIGNE


def relancer_informations(convention: Convention, *, acteur: Acteur) -> None:
    """Ask again each side that has not answered. Raises Refus when both have."""
    if not peut_conduire(convention.accompagnement, acteur):
        raise RefusDroit("Seule l’équipe pilote relance.")
    with transaction.atomic():
        silencieuses = list(convention.parties.a_verifier())
        if not silencieuses:
            raise RefusEtat("Les deux côtés ont déjà vérifié leurs informations.")
        if vient_d_etre_fait(convention.dossier, "relancer_informations", acteur):
            raise DejaFait(DEJA_FAIT)
        for partie in silencieuses:
            _relancer(_verrouiller(partie), acteur)


def relancer_les_parties() -> None:
    """Remind once those who were asked three days ago and are silent (called by the beat)."""
    avant = horloge.maintenant() - DELAI_DE_RELANCE
    for partie in Partie.objects.a_relancer(avant).select_related("convention"):
        with transaction.atomic():
            try:
                frais = _verrouiller(partie)
            except RefusEtat:
                continue
            if not frais.est_verifiee and frais.relancee_le is None:
                _relancer(frais, SYSTEME)


def _relancer(partie: Partie, acteur: Acteur) -> None:
    partie.relancee_le = horloge.maintenant()
    partie.save()
    journaliser(partie.convention, "relancer_informations", acteur, cote=partie.cote)
    notifications.demander_verification(partie, relance=True)
