"""Writing functions on the référentiel."""

import json
from importlib import resources
from typing import Any

from django.db import transaction

from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus
from socle.workflow import franchir, journaliser

from . import regles
from .models import Alignement, Competence, Domaine, Indicateur, Version


def charger_initial(acteur: Acteur) -> int:
    """Create what is missing of the starting référentiel, and return how many competences were created.

    What exists is never touched, whatever the pilot made of it: a code that is known is left alone, with its texts and its order.
    """
    donnees = json.loads(resources.files("referentiel").joinpath("donnees/referentiel.json").read_text("utf-8"))
    with transaction.atomic():
        codes = set(Domaine.objects.values_list("code", flat=True))
        for rang, ligne in enumerate(donnees["domaines"], start=1):
            if ligne["code"] not in codes:
                _creer_domaine(ligne, rang, cadre=donnees["cadre"], libelles=donnees["libelles"])
        creees = _creer_competences(donnees["domaines"])
        version, nouvelle = Version.objects.get_or_create(
            numero=donnees["version"]["numero"],
            defaults={"en_vigueur_le": horloge.aujourdhui(), "presentation": donnees["version"]["presentation"]},
        )
        if nouvelle or creees:
            journaliser(version, "charger_referentiel", acteur, competences=creees)
    return creees


def _creer_domaine(ligne: dict[str, Any], rang: int, *, cadre: dict[str, str], libelles: dict[str, str]) -> None:
    domaine = Domaine.objects.create(code=ligne["code"], nom=ligne["nom"], rang=rang)
    Alignement.objects.bulk_create(
        Alignement(
            domaine=domaine, cadre=cadre["nom"], version=cadre["version"], code=code, libelle=libelles[code], relation=ligne["relation"]
        )
        for code in ligne["alignements"]
    )


def _creer_competences(lignes: list[dict[str, Any]]) -> int:
    domaines = {domaine.code: domaine for domaine in Domaine.objects.all()}
    connus = set(Competence.objects.values_list("code", flat=True))
    creees: list[Competence] = []
    indicateurs: list[Indicateur] = []
    for ligne in lignes:
        for rang, fiche in enumerate(ligne["competences"], start=1):
            if fiche["code"] in connus:
                continue
            domaine = domaines[ligne["code"]]
            competence = Competence(
                uuid=regles.uuid_stable(fiche["code"]),
                code=fiche["code"],
                domaine=domaine,
                nom=fiche["nom"],
                rang=rang,
                recherche=regles.index(fiche["code"], fiche["nom"], domaine.nom, *fiche["indicateurs"]),
            )
            creees.append(competence)
            indicateurs += [Indicateur(competence=competence, texte=texte, rang=n) for n, texte in enumerate(fiche["indicateurs"], start=1)]
    Competence.objects.bulk_create(creees)
    Indicateur.objects.bulk_create(indicateurs)
    return len(creees)


def indexer(competence: Competence) -> None:
    """Write again what searches read, after a text of the competence, of its domain or of an indicator changed."""
    textes = [competence.code, competence.nom, competence.domaine.nom, *competence.indicateurs.values_list("texte", flat=True)]
    Competence.objects.filter(pk=competence.pk).update(recherche=regles.index(*textes))


def indexer_domaine(domaine: Domaine) -> None:
    """Index again all the competences of a domain whose name changed."""
    for competence in domaine.competences.select_related("domaine"):
        indexer(competence)


def archiver(competence: Competence, *, acteur: Acteur, remplacee_par: Competence | None = None) -> Competence:
    """Take a competence out of the choices; its page stays, and says what replaces it.

    Raises Refus when the replacement is the competence itself or is archived.
    """
    with transaction.atomic():
        concernees = [competence.pk, *([remplacee_par.pk] if remplacee_par else [])]
        # Both rows in one order: two competences archived at once in favour of each other would leave nothing.
        verrouillees = Competence.objects.select_for_update(of=("self",)).filter(pk__in=concernees).order_by("pk")
        fraiches = {fraiche.pk: fraiche for fraiche in verrouillees}
        if remplacee_par is not None:
            if remplacee_par.pk == competence.pk:
                raise Refus("Une compétence ne se remplace pas elle-même : choisissez-en une autre, ou aucune.")
            if not fraiches[remplacee_par.pk].est_active:
                raise Refus(f"La compétence {remplacee_par.code} est elle-même archivée : choisissez-en une autre, ou aucune.")
        details = {"remplacee_par": remplacee_par.code if remplacee_par else ""}
        return franchir(competence, "archiver", acteur=acteur, details=details, remplacee_par=remplacee_par)


def retablir(competence: Competence, *, acteur: Acteur) -> Competence:
    """Put an archived competence back among the choices."""
    return franchir(competence, "retablir", acteur=acteur)
