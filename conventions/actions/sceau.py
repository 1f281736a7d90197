"""The end of a signature: the final document and the evidence file are drawn, sealed and kept, once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from conventions import dossier_de_preuve, notifications, preuves
from conventions.models import Convention, GenrePreuve, Preuve
from socle import travaux
from socle.acteurs import SYSTEME
from socle.documents import cachet, production
from socle.documents.pieces import PieceJointe
from socle.documents.production import ContexteChange, Rendu
from socle.models import DocumentProduit, Travail
from socle.workflow import journaliser, verrouiller

# The document that was signed travels inside the final one and inside the evidence, byte for byte; larger, its hash alone does.
JOINDRE_JUSQU_A = 5 * 1024 * 1024


def sceller(travail: Travail) -> None:
    """Job "sceau": draw and seal outside any transaction, then store both documents if nothing moved meanwhile, and tell all; once.

    Raises CachetIndisponible when the seal cannot be used: the job is tried again, nothing that is not sealed is ever stored.
    """
    convention = Convention.objects.select_related("dossier", "document").get(pk=travail.objet_id)
    document = convention.document
    # Terminated meanwhile, it was signed all the same.
    if convention.scelle_id or convention.signee_le is None or document is None:
        return
    chaine = dossier_de_preuve.chaine(convention)
    final = _final(convention, document, chaine)
    dossier = _dossier(convention, document, chaine, final)
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.scelle_id:
            return
        if [preuve.empreinte for preuve in dossier_de_preuve.chaine(frais)] != [preuve.empreinte for preuve in chaine]:
            raise ContexteChange
        frais.scelle = production.enregistrer(final, dossier=frais.dossier)
        frais.dossier_de_preuve = production.enregistrer(dossier, dossier=frais.dossier)
        frais.save()
        preuves.ecrire(
            frais,
            GenrePreuve.SCELLEE,
            document=document.empreinte,
            document_final=final.empreinte,
            dossier_de_preuve=dossier.empreinte,
            certificat=cachet.lire().empreinte,
        )
        journaliser(frais, "sceller", SYSTEME, empreinte=final.empreinte, dossier_de_preuve=dossier.empreinte)
        notifications.annoncer_scelle(frais)


def planifier_les_sceaux() -> None:
    """Plan the seal of every agreement that everybody signed and that has none: whatever happened, none is forgotten."""
    signees = Convention.objects.filter(signee_le__isnull=False, scelle=None, document__isnull=False, preuves__genre=GenrePreuve.COMPLETE)
    planifies = Travail.objects.filter(genre="sceau", objet_id=OuterRef("pk"))
    for pk in signees.filter(~Exists(planifies)).values_list("pk", flat=True):
        travaux.planifier("sceau", pk, cle=f"sceau:{pk}")


def _final(convention: Convention, document: DocumentProduit, chaine: Sequence[Preuve]) -> Rendu:
    """Draw the agreement again from its frozen context, with the page of the signatures; what was signed is inside."""
    contexte = {**convention.contexte, "signatures": dossier_de_preuve.signatures(convention, chaine)}
    return _sceller(
        production.preparer(
            "convention_scellee",
            document.gabarit,
            contexte,
            nom=f"{convention.numero}-signee.pdf",
            pieces=_emis(convention, document),
        )
    )


def _dossier(convention: Convention, document: DocumentProduit, chaine: Sequence[Preuve], final: Rendu) -> Rendu:
    contexte = dossier_de_preuve.contexte(convention, chaine, final=final.empreinte, cachet=_cachet_en_clair())
    return _sceller(
        production.preparer(
            "dossier_de_preuve",
            "dossier_de_preuve",
            contexte,
            nom=f"{convention.numero}-preuve.pdf",
            pieces=_emis(convention, document),
        )
    )


def _emis(convention: Convention, document: DocumentProduit) -> list[PieceJointe]:
    octets = bytes(document.octets)
    if len(octets) > JOINDRE_JUSQU_A:
        return []
    return [PieceJointe(f"{convention.numero}-emise.pdf", octets, "Le document tel qu’il a été lu et signé", lien="Source")]


def _cachet_en_clair() -> dict[str, Any]:
    """Say which certificate seals, as a judge would compare it."""
    certificat = cachet.lire().certificat
    return {
        "empreinte": cachet.empreinte(certificat),
        "sujet": certificat.subject.rfc4514_string(),
        "emetteur": certificat.issuer.rfc4514_string(),
        "auto_signe": certificat.issuer == certificat.subject,
        "du": certificat.not_valid_before_utc.isoformat(),
        "au": certificat.not_valid_after_utc.isoformat(),
    }


def _sceller(rendu: Rendu) -> Rendu:
    # pyHanko takes a second to load: processes that seal nothing do without.
    from socle.documents.sceau import sceller as poser_le_sceau

    return replace(rendu, octets=poser_le_sceau(rendu.octets))
