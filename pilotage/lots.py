"""What the team does on several files at once: each file in its own transaction, each refusal with its reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from candidatures import actions as candidatures
from candidatures.models import Candidature
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus
from socle.workflow import DEJA_FAIT, refus_de

Donnees = dict[str, Any]
INTROUVABLE, DEJA = "Ce dossier est introuvable.", "C’est déjà le cas."


@dataclass(frozen=True)
class Lot:
    """A gesture on several files. `refus` says, without writing, why a file would be refused; `donnees` are the arguments of the action.

    `question` and `fait` are said of (one, several) files; `consequence` says what leaves by mail.
    """

    code: str
    libelle: str
    question: tuple[str, str]
    fait: tuple[str, str]
    action: Callable[..., Any]
    refus: Callable[[Candidature, Acteur, Donnees], Refus | None]
    consequence: str = ""
    demande_une_personne: bool = False

    def donnees(self, personne: Any) -> Donnees:
        """Return the arguments of the action."""
        return {"personne": personne} if self.demande_une_personne else {}


@dataclass(frozen=True)
class Examen:
    """What a lot would do: the files it takes, those it refuses with the reason."""

    prets: list[Candidature]
    refuses: list[tuple[str, str]]


@dataclass
class Bilan:
    """What a lot did: files done, files that were so before, files refused with the reason."""

    faits: list[str] = field(default_factory=list)
    deja: list[str] = field(default_factory=list)
    refuses: list[tuple[str, str]] = field(default_factory=list)


def _demander_les_avis(candidature: Candidature, *, acteur: Acteur) -> None:
    """Ask the whole committee; who was asked before is not asked again."""
    if not candidatures.demander_avis_au_comite(candidature, acteur=acteur):
        raise DejaFait(DEJA_FAIT)


LOTS = (
    Lot(
        "confier",
        "Confier",
        ("Confier ce dossier ?", "Confier ces {n} dossiers ?"),
        ("1 dossier confié", "{n} dossiers confiés"),
        candidatures.confier,
        lambda candidature, acteur, donnees: candidatures.refus_de_confier(candidature, donnees["personne"], acteur),
        demande_une_personne=True,
    ),
    Lot(
        "declarer-recevable",
        "Déclarer recevables",
        ("Déclarer cette candidature recevable ?", "Déclarer ces {n} candidatures recevables ?"),
        ("1 candidature déclarée recevable", "{n} candidatures déclarées recevables"),
        candidatures.declarer_recevable,
        lambda candidature, acteur, _: refus_de(candidature, "declarer_recevable", acteur),
        consequence="Chaque personne qui a déposé une demande en est prévenue par courriel.",
    ),
    Lot(
        "demander-les-avis",
        "Demander les avis",
        ("Demander l’avis du comité sur cette candidature ?", "Demander l’avis du comité sur ces {n} candidatures ?"),
        ("Avis demandés sur 1 candidature", "Avis demandés sur {n} candidatures"),
        _demander_les_avis,
        lambda candidature, acteur, _: candidatures.refus_de_demander_avis(candidature, acteur),
        consequence="Chaque membre du comité technique à qui rien n’est encore demandé reçoit un courriel par dossier.",
    ),
    Lot(
        "annoncer-les-decisions",
        "Envoyer les décisions",
        ("Envoyer cette décision ?", "Envoyer ces {n} décisions ?"),
        ("1 décision envoyée", "{n} décisions envoyées"),
        candidatures.annoncer_decision,
        lambda candidature, acteur, _: candidatures.refus_d_annoncer(candidature, acteur),
        consequence="Les courriels retenus partent aussitôt : on ne revient plus sur une décision annoncée.",
    ),
)
PAR_CODE = {lot.code: lot for lot in LOTS}


def examiner(lot: Lot, choisies: Iterable[Candidature], numeros: Iterable[str], donnees: Donnees, acteur: Acteur) -> Examen:
    """Say what the lot would do of the files asked by `numeros`; `choisies` are those of them that the actor sees."""
    prets, raisons = [], dict.fromkeys(numeros, INTROUVABLE)
    for candidature in choisies:
        refus = lot.refus(candidature, acteur, donnees)
        raisons[str(candidature.numero)] = _raison(refus)
        if refus is None:
            prets.append(candidature)
    return Examen(prets, [(numero, raison) for numero, raison in raisons.items() if raison])


def executer(lot: Lot, choisies: Iterable[Candidature], numeros: Iterable[str], donnees: Donnees, acteur: Acteur) -> Bilan:
    """Do the gesture on each file, whatever the examination said before: only the action knows, under its lock."""
    vues = {str(candidature.numero): candidature for candidature in choisies}
    bilan = Bilan()
    for numero in numeros:
        try:
            if numero not in vues:
                raise Refus(INTROUVABLE)
            lot.action(vues[numero], acteur=acteur, **donnees)
        except DejaFait:
            bilan.deja.append(numero)
        except Refus as refus:
            bilan.refuses.append((numero, refus.phrase))
        else:
            bilan.faits.append(numero)
    return bilan


def en_nombre(formes: tuple[str, str], nombre: int) -> str:
    """Return the sentence for this number of files."""
    return formes[nombre > 1].format(n=nombre)


def _raison(refus: Refus | None) -> str:
    if refus is None:
        return ""
    return DEJA if isinstance(refus, DejaFait) else refus.phrase
