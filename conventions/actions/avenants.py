"""Avenants: what changes of an agreement that is signed. They carry the complete new terms; the agreement itself stays as it was signed."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from accompagnements.actions import changer_les_termes
from accompagnements.models import Accompagnement
from conventions import lectures
from conventions.droits import peut_conduire
from conventions.models import Convention, Partie
from programme.regles import part
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import journaliser, verrouiller

from .reserve import rendre_ce_que_retire

# What an avenant takes over as it is.
INCHANGES = ("mode_paiement", "payee", "modalite", "lieu", "captation", "representant_pilote")


@dataclass(frozen=True)
class Representant:
    """Who represents the structure of a side from now on."""

    nom: str
    qualite: str
    email: str = ""


@dataclass(frozen=True)
class Changements:
    """What the team settles with both sides; `representants`, by side, are those that change.

    An early end takes its half-days from what is held.
    """

    motif: str
    debut: date
    fin: date
    demi_journees: int
    fin_anticipee: bool = False
    representants: dict[str, Representant] = field(default_factory=dict)


def preparer_avenant(accompagnement: Accompagnement, changements: Changements, *, acteur: Acteur) -> Convention:
    """Prepare an avenant to the agreement of a pair. Raises Refus with the reason: nothing changes, or what is held stands in the way."""
    if not peut_conduire(accompagnement, acteur):
        raise RefusDroit("Seule l’équipe pilote prépare un avenant.")
    if not changements.motif.strip():
        raise Refus("Écrivez pourquoi la convention change : toutes les parties le liront.")
    if changements.fin < changements.debut:
        raise Refus("La fin précède le début : choisissez une date plus tardive.")
    try:
        with transaction.atomic():
            frais = verrouiller(accompagnement)
            base = lectures.convention_signee(frais)
            if base is None:
                raise Refus("Cet accompagnement n’a pas de convention signée : il n’y a rien à changer par avenant.")
            avenant = _ecrire(base, frais, changements)
            if phrase := lectures.empechement_d_avenant(avenant):
                raise Refus(phrase)
            journaliser(avenant, "preparer_avenant", acteur, convention=base.pk)
    except IntegrityError:
        raise Refus("Un avenant est déjà en préparation ou à signer pour cette convention : terminez-le, ou annulez-le d’abord.") from None
    return avenant


def _ecrire(base: Convention, accompagnement: Accompagnement, changements: Changements) -> Convention:
    """Write the avenant with all its terms, and what each side says of itself, taken from what is in force."""
    precedent = lectures.dernier_signe(base)
    demi_journees = accompagnement.demi_journees_tenues if changements.fin_anticipee else changements.demi_journees
    if demi_journees < 1:
        raise Refus("Rien n’est encore tenu : abandonnez l’accompagnement plutôt que d’y mettre fin par avenant.")
    en_vigueur = accompagnement.montant or Decimal(0)
    avenant = Convention.objects.create(
        dossier=base.dossier,
        accompagnement=accompagnement,
        parent=base,
        numero=f"{base.numero}-V{base.avenants.count() + 1}",
        motif_avenant=changements.motif.strip(),
        fin_anticipee=changements.fin_anticipee,
        debut=changements.debut,
        fin=changements.fin,
        demi_journees=demi_journees,
        demi_journees_avant=accompagnement.demi_journees,
        # The price of a half-day is the one that was signed.
        montant=part(en_vigueur, demi_journees, accompagnement.demi_journees),
        montant_avant=en_vigueur,
        **{champ: getattr(precedent, champ) for champ in INCHANGES},
    )
    changees = _reprendre_les_parties(avenant, precedent, changements.representants)
    avant = (accompagnement.debut, accompagnement.fin, accompagnement.demi_journees)
    if not changements.fin_anticipee and not changees and avant == (avenant.debut, avenant.fin, avenant.demi_journees):
        raise Refus("Rien ne change : modifiez les dates, le nombre de demi-journées ou la personne qui signe.")
    return avenant


def _reprendre_les_parties(avenant: Convention, precedent: Convention, representants: dict[str, Representant]) -> bool:
    """Copy what each side said of itself, with who represents its structure from now on; say whether anybody changed."""
    changees = False
    for partie in Partie.objects.filter(convention=precedent):
        partie.pk, partie.convention, partie.corrections = None, avenant, []
        nouveau = representants.get(partie.cote)
        if nouveau and (nouveau.nom, nouveau.qualite, nouveau.email) != (
            partie.representant_nom,
            partie.representant_qualite,
            partie.representant_email,
        ):
            partie.represente_sa_structure = False
            partie.representant_nom, partie.representant_qualite = nouveau.nom, nouveau.qualite
            partie.representant_email = nouveau.email
            changees = True
        partie.save(force_insert=True)
    return changees


def appliquer(avenant: Convention) -> None:
    """All parties signed: the accompagnement takes the new terms, what is taken away goes back to the line. Under the lock of the file.

    Raises Refus when what was held or planned since its emission makes it impossible: it is then cancelled, and another one prepared.
    """
    avenant.accompagnement = changer_les_termes(avenant.accompagnement, lectures.termes_de(avenant), acteur=SYSTEME)
    rendre_ce_que_retire(avenant)
