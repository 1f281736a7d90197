"""What the pilot does on a request."""

from dataclasses import dataclass
from typing import cast

from django.db import transaction

from candidatures import notifications
from candidatures.models import Candidature, Decision, Diagnostic, ModeAvis, Moment, Positionnement, Source
from candidatures.signaux import candidature_sortie
from comptes.models import Structure
from programme.actions import prendre_quota
from programme.models import Dispositif
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus
from socle.workflow import franchir, verrouiller

from .avis import demander_avis_au_comite
from .depot import rendre_ce_qui_etait_accorde
from .suivi import indexer


@dataclass(frozen=True)
class Entretien:
    """What the interview gave: the sheet, the levels agreed per competence (T0), the objectives reworded in their order."""

    synthese: str
    dispositif: Dispositif
    demi_journees: int
    niveaux: dict[int, int]
    objectifs: list[str]


def declarer_recevable(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """The request fulfils the conditions; the applicant hears of it, and the comité technique is asked where the call says so."""
    with transaction.atomic():
        frais = franchir(candidature, "declarer_recevable", acteur=acteur)
        notifications.annoncer_recevabilite(frais)
        if frais.appel.avis == ModeAvis.TOUJOURS:
            demander_avis_au_comite(frais, acteur=acteur)
    return frais


def declarer_irrecevable(candidature: Candidature, *, motif: str, acteur: Acteur) -> Candidature:
    """The request does not fulfil the conditions, for a reason that the applicant reads."""
    with transaction.atomic():
        frais = franchir(candidature, "declarer_irrecevable", acteur=acteur)
        _decider(frais, Decision.Sens.IRRECEVABLE, acteur, motif=motif)
        notifications.annoncer_irrecevabilite(frais, motif)
    return frais


def diagnostiquer(candidature: Candidature, entretien: Entretien, *, acteur: Acteur) -> Candidature:
    """Write the diagnosis sheet, the objectives as reworded, and T0."""
    with transaction.atomic():
        frais = verrouiller(candidature)
        Diagnostic.objects.update_or_create(
            candidature=frais,
            defaults={
                "synthese": entretien.synthese,
                "dispositif": entretien.dispositif,
                "demi_journees": entretien.demi_journees,
                "redige_par": acteur.personne,
                "redige_le": horloge.maintenant(),
            },
        )
        for objectif, texte in zip(frais.objectifs.all(), entretien.objectifs, strict=True):
            objectif.texte = texte
            objectif.save()
        for competence_id, niveau in entretien.niveaux.items():
            Positionnement.objects.update_or_create(
                participant=frais.referente,
                competence_id=competence_id,
                moment=Moment.T0,
                source=Source.ACCORD,
                defaults={"niveau": niveau},
            )
        indexer(frais)
        return franchir(frais, "diagnostiquer", acteur=acteur)


def accepter(
    candidature: Candidature, *, dispositif: Dispositif, demi_journees: int, reserve: str = "", mentor: str = "", acteur: Acteur
) -> Candidature:
    """Grant half-days: quota taken under lock, decision written, applicant told. Raises Refus with what is left of the quota.

    `mentor` names who already said yes: the applicant reads that they are to confirm, not that somebody is looked for.
    """
    if not dispositif.minimum <= demi_journees <= dispositif.maximum:
        raise Refus(f"« {dispositif} » accorde de {dispositif.minimum} à {dispositif.maximum} demi-journées.")
    with transaction.atomic():
        frais = franchir(candidature, "accepter", acteur=acteur)
        if dispositif.edition_id != frais.appel.edition_id:
            raise Refus("Ce dispositif n’est pas celui de l’édition de l’appel.")
        # A request was sent with its structure: est_complete holds it.
        prendre_quota(dispositif, cast(Structure, frais.structure), demi_journees)
        _decider(frais, Decision.Sens.ACCEPTEE, acteur, motif=reserve, dispositif=dispositif, demi_journees=demi_journees)
        notifications.annoncer_accord(frais, demi_journees=demi_journees, dispositif=str(dispositif), reserve=reserve, mentor=mentor)
    return frais


def refuser(candidature: Candidature, *, motif: str, acteur: Acteur) -> Candidature:
    """Refuse, for a reason that the applicant reads."""
    with transaction.atomic():
        frais = franchir(candidature, "refuser", acteur=acteur)
        _decider(frais, Decision.Sens.REFUSEE, acteur, motif=motif)
        notifications.annoncer_refus(frais, motif)
        candidature_sortie.send(sender=Candidature, candidature=frais, acteur=acteur)
    return frais


def classer_sans_suite(candidature: Candidature, *, motif: str, acteur: Acteur) -> Candidature:
    """Close a request that will have no follow-up; what was granted is given back."""
    with transaction.atomic():
        frais = franchir(candidature, "classer_sans_suite", acteur=acteur)
        rendre_ce_qui_etait_accorde(frais)
        _decider(frais, Decision.Sens.SANS_SUITE, acteur, motif=motif)
        notifications.annoncer_sans_suite(frais, motif)
        candidature_sortie.send(sender=Candidature, candidature=frais, acteur=acteur)
    return frais


def _decider(
    candidature: Candidature, sens: str, acteur: Acteur, *, motif: str, dispositif: Dispositif | None = None, demi_journees: int = 0
) -> Decision:
    return Decision.objects.create(
        candidature=candidature,
        sens=sens,
        motif=motif,
        dispositif=dispositif,
        demi_journees=demi_journees,
        par=acteur.personne,
        le=horloge.maintenant(),
    )
