"""Writing functions that join domains: the end of a request that nobody is bound to, the agreement with its payee, the reports."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from accompagnements.models import Accompagnement
from candidatures import actions as candidatures
from candidatures.models import Candidature
from comptes.actions import trouver_ou_creer_structure
from comptes.models import Structure
from conventions import actions as conventions
from conventions.models import Convention
from programme.models import Edition
from socle import horloge, travaux
from socle.acteurs import SYSTEME, Acteur
from socle.documents import production
from socle.models import Travail
from socle.refus import DejaParti, Refus, RefusDroit, RefusEtat
from socle.workflow import franchir, journaliser, verrouiller

from . import documents, droits, lectures
from .models import Rapport


def preparer_convention(accompagnement: Accompagnement, *, payee_siret: str, payee_nom: str, acteur: Acteur, **termes: Any) -> Convention:
    """Prepare the agreement of a pair (`termes` as in conventions.Termes). Raises Refus with the reason."""
    with transaction.atomic():
        payee = _payee(accompagnement, payee_siret, payee_nom)
        return conventions.preparer(accompagnement, conventions.Termes(payee=payee, **termes), acteur=acteur)


def corriger_convention(convention: Convention, *, payee_siret: str, payee_nom: str, acteur: Acteur, **termes: Any) -> Convention:
    """Settle other terms before the emission (arguments as in `preparer_convention`). Raises Refus with the reason."""
    with transaction.atomic():
        payee = _payee(convention.accompagnement, payee_siret, payee_nom)
        return conventions.corriger(convention, conventions.Termes(payee=payee, **termes), acteur=acteur)


def _payee(accompagnement: Accompagnement, siret: str, nom: str) -> Structure:
    """Return who is paid: without SIRET, the structure of the mentor."""
    payee = trouver_ou_creer_structure(siret=siret, raison_sociale=nom) if siret else accompagnement.mentor.structure
    if payee is None:
        raise Refus("La structure de la personne-ressource n’est pas connue : donnez le SIRET de la structure payée.")
    return payee


def classer_sans_suite(candidature: Candidature, *, motif: str, cause: str, acteur: Acteur) -> Candidature:
    """Close a request without follow-up, while no agreement binds anybody: its end would neither be announced, nor its quota given back."""
    with transaction.atomic():
        frais = verrouiller(candidature)
        emises = Convention.objects.bases().en_vigueur().filter(accompagnement__candidature=frais, emise_le__isnull=False)
        if emises.exists():
            raise RefusEtat("Une convention est émise : annulez-la avant de classer la demande sans suite, ou terminez l’accompagnement.")
        return candidatures.classer_sans_suite(frais, motif=motif, cause=cause, acteur=acteur)


def demander_rapport(edition: Edition, *, du: date, au: date, cle: uuid.UUID, acteur: Acteur) -> Rapport:
    """Ask for the report of a period; the same `cle` twice is one report. A job produces it."""
    if not droits.peut_demander(acteur):
        raise RefusDroit("Seule l’équipe pilote demande un rapport.")
    if au < du:
        raise Refus("La fin précède le début : choisissez une date plus tardive.")
    with transaction.atomic():
        rapport, nouveau = Rapport.objects.get_or_create(
            cle=cle,
            defaults={"edition": edition, "du": du, "au": au, "demande_par": acteur.personne, "demande_le": horloge.maintenant()},
        )
        if not nouveau and (rapport.edition_id, rapport.du, rapport.au) != (edition.pk, du, au):
            raise DejaParti("Un rapport est déjà demandé depuis cette page, pour une autre période. Vérifiez celle-ci, puis demandez-le.")
        if nouveau:
            rapport.travail = travaux.planifier("rapport", rapport.pk, cle=f"rapport:{rapport.pk}")
            rapport.save()
            journaliser(rapport, "demander", acteur)
    return rapport


def produire_rapport(travail: Travail) -> None:
    """Job "rapport": compute the figures, draw outside any transaction, then freeze both, unless somebody gave the report up meanwhile."""
    rapport = Rapport.objects.select_related("edition").get(pk=travail.objet_id)
    if rapport.etat != Rapport.Etat.EN_PREPARATION:
        return
    travaux.progresser(travail, 5)
    chiffres = production.figer(lectures.chiffres_du_rapport(rapport.edition, lectures.Periode(rapport.du, rapport.au)))
    travaux.progresser(travail, 40)
    rendu = production.preparer(
        "rapport",
        "rapport",
        documents.contexte(rapport, chiffres, horloge.aujourdhui()),
        nom=documents.nom_du_fichier(rapport),
        a_part=True,
    )
    travaux.progresser(travail, 90)
    with transaction.atomic():
        frais = verrouiller(rapport)
        if frais.etat == Rapport.Etat.EN_PREPARATION:
            franchir(frais, "produire", acteur=SYSTEME, chiffres=chiffres, document=production.enregistrer(rendu))


def annuler_rapport(rapport: Rapport, *, acteur: Acteur) -> Rapport:
    """Give up a report in preparation, and stop its job."""
    with transaction.atomic():
        frais = franchir(rapport, "annuler", acteur=acteur)
        if frais.travail:
            travaux.annuler(frais.travail)
    return frais
