"""Writing functions on the frame: editions, quotas, ledger."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from comptes.models import Structure
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.templatetags.tsf import euros
from socle.workflow import franchir, journaliser

from . import droits, regles
from .models import POIDS, Dispositif, Edition, Ligne, Mouvement, Quota


def creer_edition(*, code: str, nom: str, debut: date, fin: date, depuis: Edition, acteur: Acteur) -> Edition:
    """Create an edition with the parameters, dispositifs and budget lines of another one; nothing is engaged on it yet."""
    with transaction.atomic():
        edition = Edition.objects.create(
            code=code,
            nom=nom,
            debut=debut,
            fin=fin,
            issue_de=depuis,
            enveloppe=depuis.enveloppe,
            prix_journee=depuis.prix_journee,
            objectif_demi_journees=depuis.objectif_demi_journees,
            cumul_permis=depuis.cumul_permis,
            **{poids: getattr(depuis, poids) for poids in POIDS},
        )
        for modele in depuis.dispositifs.all():
            ouvre_le = regles.decaler(modele.ouvre_le, de=depuis.debut, vers=debut)
            edition.dispositifs.create(code=modele.code, ouvre_le=ouvre_le, minimum=modele.minimum, maximum=modele.maximum)
        for ligne in depuis.lignes.all():
            edition.lignes.create(genre=ligne.genre, libelle=ligne.libelle, montant=ligne.montant)
        journaliser(edition, "creer_edition", acteur, depuis=depuis.pk)
    return edition


def regler_poids(edition: Edition, poids: dict[str, int], *, acteur: Acteur) -> Edition:
    """Change how the score of matching is shared (keys of POIDS). Raises Refus when the whole is not a hundred points."""
    if not droits.peut_conduire(edition, acteur):
        raise RefusDroit("Seule l’équipe pilote règle l’appariement.")
    if set(poids) != set(POIDS) or sum(poids.values()) != 100 or min(poids.values()) < 0:
        raise Refus("Les cinq poids de l’appariement font cent points en tout : augmentez-en un, ou diminuez-en un autre.")
    with transaction.atomic():
        frais = Edition.objects.select_for_update().get(pk=edition.pk)
        for nom, valeur in poids.items():
            setattr(frais, nom, valeur)
        frais.save()
        journaliser(frais, "regler_poids", acteur, poids=poids)
    return frais


def ouvrir_edition(edition: Edition, *, acteur: Acteur) -> Edition:
    """Open the edition to requests."""
    return franchir(edition, "ouvrir", acteur=acteur)


def achever_edition(edition: Edition, *, acteur: Acteur) -> Edition:
    """End the mission: no new agreement from now on."""
    return franchir(edition, "achever", acteur=acteur)


def solder_edition(edition: Edition, *, acteur: Acteur) -> Edition:
    """Close the accounts of the edition."""
    return franchir(edition, "solder", acteur=acteur)


def prendre_quota(dispositif: Dispositif, structure: Structure, demi_journees: int) -> Quota:
    """Grant half-days to a structure, under lock. Raises Refus with what is left when the cap would be passed.

    Where the edition does not allow both dispositifs, what the structure has of the other one is refused too.
    """
    with transaction.atomic():
        quotas = _verrouiller_quotas(dispositif, structure)
        quota = next(quota for quota in quotas if quota.dispositif_id == dispositif.pk)
        if autre := next((quota for quota in quotas if quota.dispositif_id != dispositif.pk and quota.pris), None):
            raise Refus(
                f"{structure} a déjà des demi-journées de « {autre.dispositif} » et cette édition ne permet pas de cumuler les deux : "
                "accordez-en plutôt de ce même dispositif."
            )
        if demi_journees > quota.reste:
            raise Refus(_phrase_quota(structure, quota, demi_journees))
        quota.pris += demi_journees
        quota.save()
    return quota


def _verrouiller_quotas(dispositif: Dispositif, structure: Structure) -> list[Quota]:
    """Lock the quotas that a decision depends on: its own, and where both dispositifs may not be had, the one of each.

    Rows are made before they are locked, in a fixed order: a first decision on one dispositif waits for a first one on the other.
    """
    edition = dispositif.edition
    concernes = Dispositif.objects.filter(pk=dispositif.pk) if edition.cumul_permis else edition.dispositifs.order_by("pk")
    for concerne in concernes:
        Quota.objects.get_or_create(dispositif=concerne, structure=structure, defaults={"plafond": concerne.maximum})
    quotas = Quota.objects.select_for_update(of=("self",)).filter(dispositif__in=concernes, structure=structure)
    return list(quotas.order_by("dispositif_id").select_related("dispositif"))


def _phrase_quota(structure: Structure, quota: Quota, demandees: int) -> str:
    reste = f"il en reste {quota.reste}" if quota.reste else "il n’en reste aucune"
    return (
        f"{structure} a déjà {quota.pris} demi-journée{'s' if quota.pris > 1 else ''} sur {quota.plafond} "
        f"pour « {quota.dispositif} » : {reste}, vous en accordez {demandees}."
    )


def rendre_quota(dispositif: Dispositif, structure: Structure, demi_journees: int) -> Quota:
    """Give half-days back to the structure: they were granted and will not be held."""
    with transaction.atomic():
        quota = Quota.objects.select_for_update().get(dispositif=dispositif, structure=structure)
        quota.pris = max(quota.pris - demi_journees, 0)
        quota.save()
    return quota


def engager(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement:
    """Reserve an amount on the line of interventions, once per origin. Raises Refus when the line has not enough left."""
    return _mouvoir(edition, Mouvement.Genre.ENGAGE, origine=origine, demi_journees=demi_journees, montant=montant)


def realiser(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement:
    """Write that half-days were held, once per origin."""
    return _mouvoir(edition, Mouvement.Genre.REALISE, origine=origine, demi_journees=demi_journees, montant=montant)


def liberer(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement:
    """Give back to the line what was engaged and will not be held, once per origin."""
    return _mouvoir(edition, Mouvement.Genre.LIBERE, origine=origine, demi_journees=demi_journees, montant=montant)


# What each kind of movement does to the amount engaged on the line.
_EFFET = {Mouvement.Genre.ENGAGE: 1, Mouvement.Genre.LIBERE: -1, Mouvement.Genre.REALISE: 0}


def _mouvoir(edition: Edition, genre: Mouvement.Genre, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement:
    """Write a movement and keep the counter of the line, under its lock; the same origin and kind twice is one movement."""
    with transaction.atomic():
        ligne = Ligne.objects.select_for_update().get(edition=edition, genre=Ligne.Genre.INTERVENTIONS)
        if deja := Mouvement.objects.filter(origine=origine, genre=genre, rang=0).first():
            return deja
        if genre == Mouvement.Genre.ENGAGE and montant > ligne.disponible:
            raise Refus(
                f"La ligne « {ligne.libelle} » n’a plus que {euros(ligne.disponible)} disponibles ; "
                f"cette convention demande {euros(montant)}. "
                "Faites augmenter la ligne, ou attendez qu’une autre convention libère de quoi la payer."
            )
        if effet := _EFFET[genre]:
            ligne.engage += effet * montant
            ligne.save()
        return Mouvement.objects.create(
            ligne=ligne, genre=genre, origine=origine, demi_journees=demi_journees, montant=montant, le=horloge.maintenant()
        )
