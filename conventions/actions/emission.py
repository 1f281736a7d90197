"""Emission: what the agreement says is frozen, its amount reserved, its PDF drawn by a job."""

from django.db import transaction

from conventions import documents, lectures
from conventions.droits import peut_etablir
from conventions.models import Convention, VersionModele
from programme.models import Edition
from socle import horloge, travaux
from socle.acteurs import SYSTEME, Acteur
from socle.documents import production
from socle.models import Travail
from socle.refus import Refus
from socle.workflow import franchir, journaliser, refus_de, verrouiller

from . import signataires
from .reserve import reserver


def emettre(convention: Convention, *, acteur: Acteur) -> Convention:
    """Freeze what the agreement says and reserve its amount on the line; a job makes the PDF. Said twice, it is said once.

    Raises Refus with the first of `lectures.empechements`, or when the mission of the edition is over.
    """
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.etat == Convention.Etat.EMISE and peut_etablir(frais, acteur):
            return frais
        _exiger_l_edition_ouverte(frais)
        if refus := refus_de(frais, "emettre", acteur):
            raise refus
        if manques := lectures.empechements(frais):
            raise Refus(manques[0].phrase)
        version = VersionModele.objects.en_vigueur()
        contexte = documents.contexte(frais)
        frais = franchir(frais, "emettre", acteur=acteur, le=horloge.maintenant(), contexte=contexte, version=version)
        reserver(frais)
        travaux.planifier("convention", frais.pk, cle=f"convention:{frais.pk}")
        travaux.planifier("delai_de_signature", frais.pk, cle=f"delai_de_signature:{frais.pk}", quand=lectures.limite_de_signature(frais))
    return frais


def _exiger_l_edition_ouverte(convention: Convention) -> None:
    """An avenant that gives no half-day more may still be issued once the mission is over."""
    if convention.demi_journees_ajoutees <= 0:
        return
    etat = convention.accompagnement.dispositif.edition.etat
    if etat == Edition.Etat.PREPAREE:
        raise Refus("Cette édition n’est pas encore ouverte : la convention pourra être émise dès son ouverture.")
    if etat != Edition.Etat.OUVERTE:
        raise Refus("La mission de cette édition est achevée : aucune nouvelle convention ne peut être émise.")


def produire_document(travail: Travail) -> None:
    """Job "convention": render outside any transaction, then store if the frozen context is still the one rendered."""
    convention = Convention.objects.select_related("dossier").get(pk=travail.objet_id)
    if convention.document_id or convention.etat != Convention.Etat.EMISE:
        return
    gabarit = "avenant" if convention.est_un_avenant else "convention"
    rendu = production.preparer(gabarit, gabarit, convention.contexte, nom=f"{convention.numero}.pdf", le=convention.emise_le)
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.document_id or frais.etat != Convention.Etat.EMISE:
            return
        frais.document = production.enregistrer(rendu, contexte=frais.contexte, dossier=frais.dossier)
        frais.save()
        journaliser(frais, "produire_document", SYSTEME, empreinte=frais.document.empreinte)
        signataires.inviter(frais)
