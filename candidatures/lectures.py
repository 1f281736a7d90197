"""What pages and mails read of calls and requests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from django.db.models import Exists, OuterRef, Prefetch, TextChoices
from django.utils import timezone

from programme.models import Dispositif, Edition
from questionnaires.models import Piece
from referentiel.models import Competence
from referentiel.niveaux import Niveau
from socle import horloge
from socle.acteurs import Acteur
from socle.models import DocumentProduit, Message
from socle.templatetags.tsf import demi_journees, ordinal
from socle.workflow import nom_objet

from . import droits, regles
from .models import A_DECIDER, Appel, Avis, Candidature, Decision, DemandeComplement, Diagnostic, Moment, Participant, Positionnement

Etat = Candidature.Etat
GENRE_DE_LA_COPIE = "reponses"


class Qui(TextChoices):
    """Who acts next."""

    VOUS = "vous", "À vous"
    EQUIPE = "equipe", "À l’équipe pilote"
    PERSONNE = "", "Rien à attendre"


@dataclass(frozen=True)
class ProchaineAction:
    """Where a request stands, said to the applicant: one sentence, who acts next, and by when (None when nothing presses)."""

    phrase: str
    qui: Qui
    avant: date | None = None

    def __str__(self) -> str:
        return self.phrase

    @property
    def en_retard(self) -> bool:
        """The promised day is over."""
        return self.avant is not None and self.avant < horloge.aujourdhui()


_SITUATIONS = {
    Etat.DEPOSEE: (
        Qui.EQUIPE,
        "Votre candidature est arrivée. L’équipe vérifie qu’elle remplit les conditions de l’appel et vous répond par courriel.",
    ),
    Etat.COMPLEMENT_DEMANDE: (
        Qui.VOUS,
        "L’équipe vous demande un complément : elle reprend l’étude de votre candidature dès votre réponse.",
    ),
    Etat.RECEVABLE: (
        Qui.EQUIPE,
        "Votre candidature est recevable. L’équipe vous appelle pour le diagnostic : un entretien qui précise votre question.",
    ),
    Etat.IRRECEVABLE: (Qui.PERSONNE, "Votre candidature ne remplit pas les conditions de l’appel : elle s’arrête ici."),
    Etat.DIAGNOSTIQUEE: (Qui.EQUIPE, "L’entretien de diagnostic a eu lieu. L’équipe prend sa décision et vous la donne par courriel."),
    Etat.EN_LISTE_ATTENTE: (
        Qui.EQUIPE,
        "Votre candidature est en liste d’attente. L’équipe vous écrit dès qu’une place se libère ; vous n’avez rien à faire d’ici là.",
    ),
    Etat.AJOURNEE: (Qui.EQUIPE, "Votre candidature est ajournée. L’équipe la reprend le jour dit ; vous n’avez rien à envoyer d’ici là."),
    Etat.ACCEPTEE: (
        Qui.PERSONNE,
        "Votre candidature est acceptée. Personne-ressource, convention, séances : votre espace dit à chaque étape qui agit.",
    ),
    Etat.REFUSEE: (Qui.PERSONNE, "Votre candidature n’a pas été retenue."),
    Etat.REORIENTEE: (Qui.PERSONNE, "Votre candidature est réorientée : un autre soutien répondra mieux à votre question."),
    Etat.SANS_SUITE: (Qui.PERSONNE, "Votre candidature est classée sans suite."),
    Etat.RETIREE: (Qui.PERSONNE, "Cette candidature a été retirée à votre demande : plus personne n’y travaille."),
    Etat.CLOSE: (Qui.PERSONNE, "L’accompagnement est terminé, ses évaluations aussi. Merci d’y avoir pris part."),
}

DIAGNOSTIC_A_RELIRE = (
    "L’équipe a écrit le diagnostic de votre entretien : relisez-le et dites si vous êtes d’accord. "
    "Elle prend ensuite sa décision et vous la donne par courriel."
)


def prochaine_action(candidature: Candidature) -> ProchaineAction:
    """Return what the applicant reads of the request; give rows of `pour_liste()` when there are several."""
    if candidature.etat == Etat.BROUILLON:
        return _brouillon(candidature.appel)
    qui, phrase = _SITUATIONS[Etat(candidature.etat_visible)]
    if candidature.etat == Etat.COMPLEMENT_DEMANDE:
        return ProchaineAction(phrase, qui, candidature.complement_attendu_le)
    if diagnostic_a_relire(candidature):
        return ProchaineAction(DIAGNOSTIC_A_RELIRE, Qui.VOUS)
    if candidature.etat_visible == Etat.EN_LISTE_ATTENTE:
        phrase = f"{phrase} Elle occupe aujourd’hui la {ordinal(candidature.rang_attente)} place de la liste pour ce dispositif."
    return ProchaineAction(phrase, qui, reponse_avant(candidature))


def diagnostic_a_relire(candidature: Candidature) -> bool:
    """The diagnosis is shared and waits for a word of the applicant; later, the decision has said all."""
    en_cours = candidature.etat_visible == Etat.DIAGNOSTIQUEE
    return en_cours and hasattr(candidature, "diagnostic") and candidature.diagnostic.attend_un_accord


def _brouillon(appel: Appel) -> ProchaineAction:
    if not appel.est_ouvert:
        return ProchaineAction("L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé.", Qui.PERSONNE)
    ferme = timezone.localtime(appel.ferme_le).date() if appel.ferme_le else None
    return ProchaineAction("Votre brouillon vous attend : complétez-le, puis envoyez-le.", Qui.VOUS, ferme)


def reponse_avant(candidature: Candidature) -> date | None:
    """Return the day by which the team promised the next step, None when it promised none."""
    appel, etat = candidature.appel, candidature.etat_visible
    if etat == Etat.AJOURNEE:
        return candidature.ajournee_jusqu_au
    delais = {Etat.DEPOSEE: appel.delai_etude, Etat.RECEVABLE: appel.delai_entretien, Etat.DIAGNOSTIQUEE: appel.delai_decision}
    jours, depuis = delais.get(Etat(etat)), candidature.etat_depuis
    if jours is None or depuis is None:
        return None
    return regles.a_repondre_avant(timezone.localtime(depuis).date(), jours)


@dataclass(frozen=True)
class Etape:
    """A point of the timeline; `place` is "fait", "ici" or "avenir"."""

    libelle: str
    place: str
    le: datetime | None = None
    avant: date | None = None


# What happened, by the code of the journal; decisions are told by what was announced, and when.
_FRANCHIES = {
    "deposer": "Candidature envoyée",
    "demander_complement": "Complément demandé",
    "recevoir_complement": "Complément envoyé",
    "declarer_recevable": "Candidature recevable",
    "diagnostiquer": "Entretien de diagnostic",
    "retirer": "Candidature retirée",
    "clore": "Accompagnement terminé",
}
_ANNONCEES = {
    Decision.Sens.IRRECEVABLE: "Candidature irrecevable",
    Decision.Sens.ACCEPTEE: "Candidature acceptée",
    Decision.Sens.REFUSEE: "Candidature non retenue",
    Decision.Sens.EN_LISTE_ATTENTE: "Mise en liste d’attente",
    Decision.Sens.AJOURNEE: "Candidature ajournée",
    Decision.Sens.REORIENTEE: "Candidature réorientée",
    Decision.Sens.SANS_SUITE: "Classée sans suite",
}
_A_VENIR = {
    Etat.RECEVABLE: "Étude de la recevabilité",
    Etat.DIAGNOSTIQUEE: "Entretien de diagnostic",
    Etat.ACCEPTEE: "Décision",
    Etat.CLOSE: "Accompagnement",
}
_CHEMIN = [Etat.DEPOSEE, *_A_VENIR]
# The step that a state beside the path has reached.
_A_HAUTEUR = {Etat.EN_LISTE_ATTENTE: Etat.DIAGNOSTIQUEE, Etat.AJOURNEE: Etat.DIAGNOSTIQUEE}


def frise(candidature: Candidature) -> list[Etape]:
    """Return the way of a sent request: what happened, with its dates, then what comes (1 query, 2 when its decisions are not read)."""
    etapes = _passees(candidature)
    atteint = _A_HAUTEUR.get(Etat(candidature.etat_visible), Etat(candidature.etat_visible))
    if atteint == Etat.COMPLEMENT_DEMANDE:
        atteint = Etat.RECEVABLE if any(etape.libelle == _FRANCHIES["declarer_recevable"] for etape in etapes) else Etat.DEPOSEE
    if atteint not in _CHEMIN:
        return etapes
    suite = _CHEMIN[_CHEMIN.index(atteint) + 1 :]
    return etapes + [
        Etape(_A_VENIR[etat], "avenir" if rang else "ici", avant=None if rang else reponse_avant(candidature))
        for rang, etat in enumerate(suite)
    ]


def _passees(candidature: Candidature) -> list[Etape]:
    """Return what happened and that the applicant knows, in order."""
    faits = candidature.dossier.evenements.filter(objet=nom_objet(candidature), code__in=_FRANCHIES).order_by("pk")
    franchies = [(le, _FRANCHIES[code]) for code, le in faits.values_list("code", "le")]
    decidees = [(decision.annoncee_le, _ANNONCEES[Decision.Sens(decision.sens)]) for decision in reversed(annoncees(candidature))]
    return [Etape(libelle, "fait", le=le) for le, libelle in sorted(franchies + decidees, key=itemgetter(0))]


def annoncees(candidature: Candidature) -> list[Decision]:
    """Return the decisions that the applicant knows, the latest first; those that `fiche` has read already are not read again."""
    lues = getattr(candidature, "annoncees", None)
    return list(candidature.decisions.annoncees().select_related("dispositif")) if lues is None else lues


@dataclass(frozen=True)
class Progression:
    """One competence: the level declared, the level wanted, and the level agreed at the diagnosis (None before it)."""

    competence: Competence
    declare: Niveau | None
    vise: Niveau | None
    convenu: Niveau | None


def progressions(participant: Participant) -> list[Progression]:
    """Return the levels of a participant, a line a competence, in the order of the référentiel (1 query)."""
    moments = [Moment.DECLARE, Moment.VISE, Moment.T0]
    lus = Positionnement.objects.filter(participant=participant, moment__in=moments).select_related("competence__domaine")
    par_competence: dict[Competence, dict[str, Niveau]] = {}
    for lu in lus:
        par_competence.setdefault(lu.competence, {})[lu.moment] = Niveau(lu.niveau)
    rangees = sorted(par_competence.items(), key=lambda ligne: (ligne[0].domaine.rang, ligne[0].rang, ligne[0].code))
    return [
        Progression(competence, niveaux.get(Moment.DECLARE), niveaux.get(Moment.VISE), niveaux.get(Moment.T0))
        for competence, niveaux in rangees
    ]


@dataclass(frozen=True)
class PageDiagnostic:
    """A shared diagnosis, as the applicant reads it."""

    candidature: Candidature
    diagnostic: Diagnostic
    progressions: list[Progression]
    peut_repondre: bool


def page_diagnostic(acteur: Acteur, numero: str) -> PageDiagnostic | None:
    """Return the diagnosis of this request, None when this actor does not see it or when it is not shared (6 queries)."""
    visibles = Candidature.objects.visibles_par(acteur).filter(dossier__numero=numero, diagnostic__partage_le__isnull=False)
    lignes = visibles.select_related("dossier", "diagnostic__dispositif", "diagnostic__redige_par", "diagnostic__accord_par")
    candidature = lignes.prefetch_related("objectifs", "participants").first()
    if candidature is None:
        return None
    diagnostic = candidature.diagnostic
    repond = droits.peut_approuver(candidature, acteur) and candidature.etat_visible in A_DECIDER and not diagnostic.accord_le
    return PageDiagnostic(candidature, diagnostic, progressions(candidature.referente), repond)


@dataclass(frozen=True)
class Fiche:
    """What the page of a sent request shows to those who follow it."""

    candidature: Candidature
    action: ProchaineAction
    etapes: list[Etape]
    progressions: list[Progression]
    decision: Decision | None
    complement: DemandeComplement | None
    messages: list[Message]
    copie_est_prete: bool

    @property
    def est_diagnostiquee(self) -> bool:
        """Levels were agreed at the interview."""
        return any(ligne.convenu is not None for ligne in self.progressions)


def fiche(acteur: Acteur, numero: str) -> Fiche | None:
    """Return the request of this number, or None when this actor does not see it (9 queries)."""
    visibles = Candidature.objects.visibles_par(acteur).pour_liste().select_related("mentor_souhaite", "reponses")
    copies = DocumentProduit.objects.filter(dossier=OuterRef("dossier_id"), genre=GENRE_DE_LA_COPIE)
    avec_reponses = visibles.prefetch_related(
        Prefetch("participants", Participant.objects.select_related("personne")),
        "objectifs",
        Prefetch("decisions", Decision.objects.annoncees().select_related("dispositif"), to_attr="annoncees"),
        _pieces(),
    )
    candidature = avec_reponses.annotate(copie_est_prete=Exists(copies)).filter(dossier__numero=numero).first()
    if candidature is None:
        return None
    return Fiche(
        candidature,
        prochaine_action(candidature),
        frise(candidature),
        progressions(candidature.referente),
        next(iter(annoncees(candidature)), None),
        candidature.complements.ouvertes().first() if candidature.etat == Etat.COMPLEMENT_DEMANDE else None,
        list(candidature.dossier.messages.select_related("auteur").prefetch_related("pieces")),
        candidature.copie_est_prete,
    )


def _pieces() -> Prefetch:
    """The files of a request that is read with its answers (1 query)."""
    return Prefetch("reponses__pieces", Piece.objects.select_related("fichier"))


def copie_des_reponses(candidature: Candidature) -> DocumentProduit | None:
    """Return the printed copy of the answers as they are now, without its bytes; None while it is being made (1 query)."""
    copies = candidature.dossier.documents.filter(genre=GENRE_DE_LA_COPIE).defer("octets", "contexte")
    return copies.order_by("-pk").first()


@dataclass(frozen=True)
class Appels:
    """The calls that somebody sees, sorted for the page that lists them."""

    ouverts: list[Appel]
    a_venir: list[Appel]
    fermes: list[Appel]
    en_preparation: list[Appel]


def appels_de(acteur: Acteur) -> Appels:
    """Return the calls by what can be done with them: those that close first come first, those without end last (1 query)."""
    vus = list(Appel.objects.visibles_par(acteur).select_related("edition"))
    publies = [appel for appel in vus if appel.etat == Appel.Etat.PUBLIE]
    ouverts = [appel for appel in publies if appel.est_ouvert]
    sans_fin = horloge.maintenant() + timedelta(days=36500)
    return Appels(
        sorted(ouverts, key=lambda appel: (appel.ferme_le or sans_fin, appel.ouvre_le)),
        sorted((appel for appel in publies if not appel.a_commence), key=lambda appel: appel.ouvre_le),
        [appel for appel in publies if appel.a_ferme],
        [appel for appel in vus if appel.etat != Appel.Etat.PUBLIE],
    )


def brouillons_de(acteur: Acteur) -> list[Candidature]:
    """Return the drafts of somebody, the last touched first (1 query, none for a visitor)."""
    if acteur.personne is None:
        return []
    miens = Candidature.objects.visibles_par(acteur).filter(porteur=acteur.personne, etat=Etat.BROUILLON)
    return list(miens.select_related("dossier", "appel", "reponses").order_by("-reponses__modifiee_le"))


def listes_de(dispositifs: list[Dispositif]) -> dict[str, Callable[[], list[tuple[str, str]]]]:
    """Return the choices of a questionnaire that depend on what can be asked."""
    maximum = max((dispositif.maximum for dispositif in dispositifs), default=0)
    return {
        "dispositifs": lambda: [
            (str(dispositif.pk), f"{dispositif}, {demi_journees(dispositif.maximum)} au plus") for dispositif in dispositifs
        ],
        "demi_journees": lambda: [(str(nombre), str(nombre)) for nombre in range(1, maximum + 1)],
    }


def dispositifs_ouverts(edition: Edition) -> list[Dispositif]:
    """Return what can be asked today under this edition."""
    return list(edition.dispositifs.filter(ouvre_le__lte=horloge.aujourdhui()))


@dataclass(frozen=True)
class FicheAvis:
    """What a member of the comité technique reads of a request: the need, and nobody's name, address or number.

    `avis` is theirs; `autres` stays empty until they have given it.
    """

    candidature: Candidature
    avis: Avis
    autres: list[Avis]
    progressions: list[Progression]

    @property
    def est_diagnostiquee(self) -> bool:
        """Levels were agreed at the interview."""
        return any(ligne.convenu is not None for ligne in self.progressions)


def fiche_avis(acteur: Acteur, numero: str) -> FicheAvis | None:
    """Return the request of this number as the committee reads it, or None when this actor is not asked for an opinion (6 queries)."""
    demandees = Candidature.objects.pour_avis(acteur).select_related(
        "dossier", "structure__departement", "dispositif", "appel", "reponses", "diagnostic__dispositif"
    )
    candidature = demandees.prefetch_related("participants", "objectifs", _pieces()).filter(dossier__numero=numero).first()
    if candidature is None:
        return None
    lus = list(Avis.objects.visibles_par(acteur).vivants().filter(candidature=candidature).pour_page())
    le_mien = next((avis for avis in lus if avis.personne_id == acteur.personne.pk), None)
    if le_mien is None:  # taken back in between
        return None
    autres = [avis for avis in lus if avis is not le_mien and avis.est_rendu] if le_mien.est_rendu else []
    return FicheAvis(candidature, le_mien, autres, progressions(candidature.referente))


def chemin_de_l_avis(avis_id: int) -> str:
    """Return the path of the page where this opinion is given."""
    return Avis.objects.select_related("dossier").get(pk=avis_id).get_absolute_url()


def gestes_suspendus(candidature: Candidature, acteur: Acteur) -> list[tuple[str, str]]:
    """Return what the team could do if no complement were awaited: (name, words) of the transitions, in order."""
    demande = candidature.complements.ouvertes().first()
    if demande is None or not droits.peut_instruire(candidature, acteur):
        return []
    champ = Candidature._meta.get_field("etat")
    trouvees = [
        transition
        for transition in champ.get_all_transitions(Candidature)
        if transition.source == demande.revient_a
        and transition.permission == droits.peut_instruire
        and transition.target != candidature.etat
    ]
    return [(une.name, une.custom["libelle"]) for une in sorted(trouvees, key=lambda une: une.custom["rang"])]
