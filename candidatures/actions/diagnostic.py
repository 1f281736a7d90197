"""The diagnosis: kept as a draft, written, shared with the applicant, agreed upon or corrected."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from candidatures import droits, notifications
from candidatures.models import A_DECIDER, Candidature, Diagnostic, Moment, Positionnement, Source
from programme.models import Dispositif
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, franchir, journaliser, verrouiller

from .messages import ecrire_message
from .suivi import indexer

A_CHANGE = "Le diagnostic a changé depuis que vous l’avez ouvert : relisez-le, puis répondez."


@dataclass(frozen=True)
class Entretien:
    """What the interview gave: the sheet, the levels agreed per competence (T0), the objectives reworded in their order."""

    synthese: str
    dispositif: Dispositif
    demi_journees: int
    niveaux: dict[int, int]
    objectifs: list[str]
    contexte: str = ""
    avenir: str = Diagnostic.Avenir.ACCOMPAGNER
    oriente_vers: str = ""


def ebaucher_diagnostic(candidature: Candidature, saisie: dict[str, Any], *, acteur: Acteur) -> Diagnostic:
    """Keep an incomplete sheet as it was typed; nothing of it is read by anybody but the team."""
    with transaction.atomic():
        frais = _en_diagnostic(candidature, acteur)
        diagnostic, _ = Diagnostic.objects.get_or_create(candidature=frais)
        diagnostic.brouillon, diagnostic.brouillon_le = saisie, horloge.maintenant()
        diagnostic.save()
        journaliser(frais, "ebaucher_diagnostic", acteur)
    return diagnostic


def diagnostiquer(candidature: Candidature, entretien: Entretien, *, acteur: Acteur) -> Candidature:
    """Write the diagnosis sheet, the objectives as reworded, and T0: the interview took place."""
    with transaction.atomic():
        frais = verrouiller(candidature)
        _ecrire(frais, entretien, acteur)
        return franchir(frais, "diagnostiquer", acteur=acteur)


def corriger_diagnostic(candidature: Candidature, entretien: Entretien, *, acteur: Acteur) -> Candidature:
    """Write the sheet again, before the decision. Where the applicant had answered, their agreement is asked again.

    Raises DejaFait when it says nothing new.
    """
    with transaction.atomic():
        frais = _en_diagnostic(candidature, acteur)
        if frais.etat not in A_DECIDER:
            raise RefusEtat("Le diagnostic se corrige entre l’entretien et la décision.")
        if _dit_deja(frais, entretien):
            raise DejaFait(DEJA_FAIT)
        diagnostic = _ecrire(frais, entretien, acteur)
        journaliser(frais, "corriger_diagnostic", acteur)
        if diagnostic.accord_le or diagnostic.correction_demandee_le:
            _partager(diagnostic, corrige=True)
    return frais


def _en_diagnostic(candidature: Candidature, acteur: Acteur) -> Candidature:
    """Lock a request whose diagnosis this member of the team may write now."""
    frais = verrouiller(candidature)
    if not droits.peut_instruire(frais, acteur):
        raise RefusDroit("Seule l’équipe pilote écrit le diagnostic.")
    if frais.etat not in {Candidature.Etat.RECEVABLE, *A_DECIDER} or frais.etat_avant_annonce:
        raise RefusEtat("Le diagnostic s’écrit entre la recevabilité et la décision.")
    return frais


def _dit_deja(candidature: Candidature, entretien: Entretien) -> bool:
    """The sheet says just that, and no draft waits beside it."""
    diagnostic = candidature.diagnostic
    champs = ("synthese", "dispositif", "demi_journees", "contexte", "avenir", "oriente_vers")
    niveaux = Positionnement.objects.filter(participant__candidature=candidature, moment=Moment.T0, source=Source.ACCORD)
    return (
        not diagnostic.brouillon
        and all(getattr(diagnostic, champ) == getattr(entretien, champ) for champ in champs)
        and [objectif.texte for objectif in candidature.objectifs.all()] == entretien.objectifs
        and dict(niveaux.values_list("competence", "niveau")) == entretien.niveaux
    )


def _ecrire(candidature: Candidature, entretien: Entretien, acteur: Acteur) -> Diagnostic:
    diagnostic, _ = Diagnostic.objects.update_or_create(
        candidature=candidature,
        defaults={
            "brouillon": {},
            "brouillon_le": None,
            "contexte": entretien.contexte,
            "synthese": entretien.synthese,
            "dispositif": entretien.dispositif,
            "demi_journees": entretien.demi_journees,
            "avenir": entretien.avenir,
            "oriente_vers": entretien.oriente_vers,
            "redige_par": acteur.personne,
            "redige_le": horloge.maintenant(),
        },
    )
    for objectif, texte in zip(candidature.objectifs.all(), entretien.objectifs, strict=True):
        if objectif.texte != texte:
            objectif.texte = texte
            objectif.save()
    for competence_id, niveau in entretien.niveaux.items():
        Positionnement.objects.update_or_create(
            participant=candidature.referente,
            competence_id=competence_id,
            moment=Moment.T0,
            source=Source.ACCORD,
            defaults={"niveau": niveau},
        )
    indexer(candidature)
    return diagnostic


def partager_diagnostic(candidature: Candidature, *, acteur: Acteur) -> Diagnostic:
    """Let the applicant read the diagnosis and say whether they agree; a mail tells them. Silence blocks nothing."""
    with transaction.atomic():
        frais = _en_diagnostic(candidature, acteur)
        diagnostic = _redige(frais)
        if diagnostic.partage_le:
            raise DejaFait(DEJA_FAIT)
        _partager(diagnostic, corrige=False)
        journaliser(frais, "partager_diagnostic", acteur)
    return diagnostic


def _partager(diagnostic: Diagnostic, *, corrige: bool) -> None:
    diagnostic.partage_le = horloge.maintenant()
    diagnostic.accord_le = diagnostic.accord_par = diagnostic.correction_demandee_le = None
    diagnostic.save()
    notifications.partager_diagnostic(diagnostic, corrige=corrige)


def _redige(candidature: Candidature) -> Diagnostic:
    diagnostic = Diagnostic.objects.select_for_update(of=("self",)).filter(candidature=candidature, redige_le__isnull=False).first()
    if diagnostic is None:
        raise RefusEtat("Le diagnostic n’est pas encore rempli.")
    return diagnostic


def approuver_diagnostic(candidature: Candidature, *, version: str, acteur: Acteur) -> Diagnostic:
    """The applicant agrees with the diagnosis, in the wording they read. Said twice, it is said once."""
    with transaction.atomic():
        frais, diagnostic = _partage(candidature, version, acteur)
        if diagnostic.accord_le:
            return diagnostic
        _noter(diagnostic, accord_le=horloge.maintenant(), accord_par=acteur.personne, correction_demandee_le=None)
        journaliser(frais, "approuver_diagnostic", acteur)
    return diagnostic


def contester_diagnostic(candidature: Candidature, *, version: str, texte: str, cle: uuid.UUID, acteur: Acteur) -> Diagnostic:
    """The applicant asks for a correction: a message of the thread, that waits for an answer of the team."""
    with transaction.atomic():
        frais, diagnostic = _partage(candidature, version, acteur)
        if frais.dossier.messages.filter(cle=cle, texte=texte).exists():
            return diagnostic
        ecrire_message(frais, texte=texte, cle=cle, acteur=acteur)
        _noter(diagnostic, accord_le=None, accord_par=None, correction_demandee_le=horloge.maintenant())
        journaliser(frais, "contester_diagnostic", acteur)
    return diagnostic


def _partage(candidature: Candidature, version: str, acteur: Acteur) -> tuple[Candidature, Diagnostic]:
    """Lock a request and its shared diagnosis, that this person may answer in this wording."""
    frais = verrouiller(candidature)
    if not droits.peut_approuver(frais, acteur):
        raise RefusDroit("Seule la personne qui porte la candidature donne son accord sur le diagnostic.")
    if frais.etat_visible not in A_DECIDER:
        raise RefusEtat("La décision est connue : le diagnostic ne s’approuve plus.")
    diagnostic = _redige(frais)
    if not diagnostic.partage_le:
        raise RefusEtat("Ce diagnostic n’est pas encore partagé.")
    if diagnostic.version != version:
        raise Refus(A_CHANGE)
    return frais, diagnostic


def _noter(diagnostic: Diagnostic, *, accord_le: datetime | None, accord_par: Any, correction_demandee_le: datetime | None) -> None:
    diagnostic.accord_le, diagnostic.accord_par, diagnostic.correction_demandee_le = accord_le, accord_par, correction_demandee_le
    diagnostic.save()
