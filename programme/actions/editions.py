"""Writing functions on editions: creation, parameters, states."""

from datetime import date

from django.db import transaction

from programme import droits, regles
from programme.models import POIDS, Edition
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser


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
