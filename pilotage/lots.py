"""What the team does on several files at once: each file in its own transaction, each refusal with its reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from candidatures import actions as candidatures
from candidatures.models import Candidature
from socle import courriels
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus
from socle.workflow import DEJA_FAIT, refus_de

Donnees = dict[str, Any]
INTROUVABLE, DEJA = "Ce dossier est introuvable.", "C’est déjà le cas."


@dataclass(frozen=True)
class Lot:
    """A gesture on several files. `refus` says, without writing, why a file would be refused; `donnees` are the arguments of the action.

    `question` and `fait` are said of (one, several) files; `consequence` says what leaves by mail. Files of one `modele` send the same
    mail, but for their own words.
    """

    code: str
    libelle: str
    question: tuple[str, str]
    fait: tuple[str, str]
    action: Callable[..., Any]
    refus: Callable[[Candidature, Acteur, Donnees], Refus | None]
    consequence: str = ""
    demande_une_personne: bool = False
    modele: Callable[[Candidature], str] = lambda candidature: ""

    @property
    def previent(self) -> bool:
        """Mails leave, which the page that asks shows."""
        return bool(self.consequence)

    def donnees(self, personne: Any) -> Donnees:
        """Return the arguments of the action."""
        return {"personne": personne} if self.demande_une_personne else {}


@dataclass(frozen=True)
class Examen:
    """What a lot would do: the files it takes, those it refuses with the reason."""

    prets: list[Candidature]
    refuses: list[tuple[str, str]]


@dataclass(frozen=True)
class Exemple:
    """The mails of one file of a lot, and how many `autres` follow the same model; `refus` says why this one would send none."""

    numero: str
    autres: int
    courriels: list[courriels.Apercu]
    refus: str = ""


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
        modele=lambda candidature: candidature.etat,
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


def exemples(lot: Lot, prets: Iterable[Candidature], donnees: Donnees, acteur: Acteur) -> list[Exemple]:
    """Return the mails of the first file of each model, as they would leave: the gesture is done, read, undone."""
    groupes: dict[str, list[Candidature]] = {}
    for candidature in prets:
        groupes.setdefault(lot.modele(candidature), []).append(candidature)
    return [_exemple(lot, groupe, donnees, acteur) for groupe in groupes.values()]


def _exemple(lot: Lot, groupe: list[Candidature], donnees: Donnees, acteur: Acteur) -> Exemple:
    premiere = groupe[0]
    try:
        apercus = courriels.a_blanc(lambda: lot.action(premiere, acteur=acteur, **donnees))
    except Refus as refus:
        return Exemple(str(premiere.numero), len(groupe) - 1, [], refus.phrase)
    return Exemple(str(premiere.numero), len(groupe) - 1, _sans_doublons(apercus))


def _sans_doublons(apercus: Iterable[courriels.Apercu]) -> list[courriels.Apercu]:
    """Return each mail once: the same one to several people is shown as the first of them reads it, with the names of the others."""
    par_sujet: dict[str, list[courriels.Apercu]] = {}
    for apercu in apercus:
        par_sujet.setdefault(apercu.sujet, []).append(apercu)
    return [replace(premier, destinataire=_a_qui(premier, suite)) for premier, *suite in par_sujet.values()]


def _a_qui(premier: courriels.Apercu, suite: list[courriels.Apercu]) -> str:
    return f"{premier.destinataire} ; le même à {', '.join(autre.destinataire for autre in suite)}" if suite else premier.destinataire


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
