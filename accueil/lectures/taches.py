"""What a person has to do now, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils import timezone

from accompagnements.models import Accompagnement, Proposition
from candidatures.lectures import Qui, diagnostic_a_relire, prochaine_action
from candidatures.models import VIVANTES, Candidature
from conventions.lectures import limite_de_signature
from conventions.models import Signataire
from evaluations.models import Etape, Evaluation
from socle import horloge
from socle.models import Message
from socle.templatetags.tsf import demi_journees, jour, moment

from .dossiers import EN_SEANCES
from .fonds import Fonds

# A half-day to tell becomes pressing when the agreement ends within this many days.
FIN_PROCHE = 21


@dataclass(frozen=True)
class Acte:
    """A button of a task; the first one of a task is the main one."""

    libelle: str
    adresse: str
    icone: str = "fleche"


@dataclass(frozen=True)
class Tache:
    """Something to do. `douce` when nothing presses; `echeance` is the last day to do it, or the moment when it closes."""

    titre: str
    texte: str
    icone: str
    actes: list[Acte]
    echeance: date | datetime | None = None
    douce: bool = False

    @property
    def dernier_jour(self) -> date:
        """The day of the deadline in Paris; the end of time without one."""
        if isinstance(self.echeance, datetime):
            return timezone.localtime(self.echeance).date()
        return self.echeance or date.max


def taches(fonds: Fonds) -> list[Tache]:
    """Return the tasks: those with a deadline by deadline, those without, then those that do not press."""
    sources = (_avis, _propositions, _informations, _signatures, _evaluations, _complements, _diagnostics, _messages, _brouillons, _seances)
    trouvees = [tache for source in sources for tache in source(fonds)]
    return sorted(trouvees, key=lambda tache: (tache.douce, tache.dernier_jour))


def _avis(fonds: Fonds) -> Iterator[Tache]:
    for avis in fonds.avis:
        yield Tache(
            f"Donner votre avis sur « {avis.candidature.intitule} »",
            f"{avis.candidature.structure}, à {avis.candidature.structure.commune}. Une page à lire, une réponse en une minute.",
            "plume",
            [Acte("Lire et répondre", avis.get_absolute_url())],
            avis.echeance,
        )


def _propositions(fonds: Fonds) -> Iterator[Tache]:
    for proposition in fonds.propositions:
        if proposition.etat == Proposition.Etat.ENVOYEE and proposition.profil.personne_id == fonds.moi.pk:
            yield _a_accepter(proposition)
        elif proposition.profil.personne_id != fonds.moi.pk and proposition.candidature.est_accordee:
            yield _a_confirmer(proposition)


def _a_accepter(proposition: Proposition) -> Tache:
    structure = proposition.candidature.structure
    return Tache(
        f"Répondre à une demande : « {proposition.candidature.intitule} »",
        f"{structure}, à {structure.commune}, aimerait travailler avec vous. Vous acceptez ou vous déclinez, librement.",
        "groupe",
        [Acte("Lire la demande", proposition.get_absolute_url())],
        proposition.echeance,
    )


def _a_confirmer(proposition: Proposition) -> Tache:
    profil = proposition.profil
    return Tache(
        f"Confirmer votre personne-ressource : {profil.personne}",
        f"C’est oui pour « {proposition.candidature.intitule} » ({profil.structure}). Confirmez, ou demandez quelqu’un d’autre.",
        "groupe",
        [Acte("Voir qui c’est", proposition.get_absolute_url())],
        proposition.echeance,
    )


def _informations(fonds: Fonds) -> Iterator[Tache]:
    for partie in fonds.informations:
        yield Tache(
            f"Vérifier vos informations pour la convention « {partie.convention.accompagnement.candidature.intitule} »",
            "Votre fonction, votre structure, qui la représente : corrigez ce qui n’est pas juste, puis confirmez. Deux minutes.",
            "crayon",
            [Acte("Vérifier", partie.get_absolute_url(), "coche")],
        )


def _signatures(fonds: Fonds) -> Iterator[Tache]:
    for signataire in fonds.signatures:
        yield _a_signer(signataire)


def _a_signer(signataire: Signataire) -> Tache:
    convention = signataire.convention
    candidature, mots = convention.accompagnement.candidature, convention.mots
    return Tache(
        f"Signer {mots.le} « {candidature.intitule} »",
        f"{candidature.structure}. Lisez-{mots.pronom}, puis signez-{mots.pronom} en ligne ou sur papier. {mots.attente}",
        "plume",
        [
            Acte("Lire et signer", reverse("conventions:signer", args=[convention.numero])),
            Acte("Télécharger le PDF", reverse("conventions:pdf", args=[convention.numero]), "telecharger"),
        ],
        limite_de_signature(convention),
    )


def _evaluations(fonds: Fonds) -> Iterator[Tache]:
    for evaluation in fonds.evaluations:
        yield _a_evaluer(evaluation)


def _a_evaluer(evaluation: Evaluation) -> Tache:
    accompagnement = evaluation.accompagnement
    six_mois = evaluation.etape == Etape.SIX_MOIS
    titre = "Dire ce qui a changé, six mois après" if six_mois else "Faire le bilan de votre accompagnement"
    return Tache(
        titre,
        f"« {accompagnement.candidature.intitule} » ({accompagnement.candidature.structure}). Cinq minutes suffisent.",
        "graphique",
        [Acte("Répondre", evaluation.get_absolute_url())],
        evaluation.expire_le,
    )


def _complements(fonds: Fonds) -> Iterator[Tache]:
    for candidature in fonds.candidatures:
        if candidature.porteur_id == fonds.moi.pk and candidature.etat == Candidature.Etat.COMPLEMENT_DEMANDE:
            yield Tache(
                f"Compléter votre candidature « {candidature.intitule} »",
                "L’équipe vous pose de nouveau quelques questions : l’étude reprend dès votre réponse.",
                "crayon",
                [Acte("Compléter", reverse("candidatures:complement", args=[candidature.numero]), "crayon")],
                candidature.complement_attendu_le,
            )


def _diagnostics(fonds: Fonds) -> Iterator[Tache]:
    for candidature in fonds.candidatures:
        if candidature.porteur_id == fonds.moi.pk and diagnostic_a_relire(candidature):
            yield Tache(
                f"Relire le diagnostic de « {candidature.intitule} »",
                "L’équipe a écrit ce que vous avez dit ensemble. Dites si vous êtes d’accord, ou ce qu’il faut corriger.",
                "feuille",
                [Acte("Relire et répondre", reverse("candidatures:diagnostic", args=[candidature.numero]))],
            )


def _messages(fonds: Fonds) -> Iterator[Tache]:
    for candidature in fonds.candidatures:
        message = fonds.derniers_messages.get(candidature.dossier_id)
        est_a_moi = candidature.porteur_id == fonds.moi.pk and candidature.etat_visible in VIVANTES
        if est_a_moi and message and message.auteur_id != fonds.moi.pk:
            yield _a_repondre(candidature, message)


def _a_repondre(candidature: Candidature, message: Message) -> Tache:
    return Tache(
        f"Répondre à l’équipe à propos de « {candidature.intitule} »",
        f"{message.auteur}, le {jour(message.le)} : « {truncatewords(message.texte, 32)} »",
        "message",
        [Acte("Répondre", candidature.get_absolute_url(), "message")],
    )


def _brouillons(fonds: Fonds) -> Iterator[Tache]:
    for candidature in fonds.candidatures:
        action = prochaine_action(candidature)
        if candidature.etat == Candidature.Etat.BROUILLON and action.qui == Qui.VOUS:
            titre = candidature.intitule_saisi or candidature.appel.titre
            yield Tache(
                f"Terminer votre candidature « {titre} »",
                f"Votre brouillon est gardé depuis le {jour(candidature.reponses.modifiee_le)}. "
                "Rien n’est envoyé tant que vous ne le décidez pas.",
                "crayon",
                [Acte("Reprendre le brouillon", candidature.get_absolute_url(), "crayon")],
                candidature.appel.ferme_le,
            )


def _seances(fonds: Fonds) -> Iterator[Tache]:
    for accompagnement in fonds.accompagnements:
        if accompagnement.etat not in EN_SEANCES:
            continue
        if accompagnement.prochaine_debut:
            yield _prochaine_seance(accompagnement, fonds)
        elif accompagnement.mentor.personne_id == fonds.moi.pk:
            yield _a_raconter(accompagnement)


def _prochaine_seance(accompagnement: Any, fonds: Fonds) -> Tache:
    """A planned session: to be told once its hour has come, by either side; until then, an appointment."""
    mentor = accompagnement.mentor.personne
    autre = accompagnement.beneficiaire if mentor == fonds.moi else mentor
    ou = [accompagnement.numero, accompagnement.prochaine_pk]
    if accompagnement.prochaine_debut <= horloge.maintenant():
        return Tache(
            f"Raconter votre séance avec {autre}",
            f"Elle était prévue le {moment(accompagnement.prochaine_debut)} : a-t-elle eu lieu ? Deux minutes suffisent.",
            "calendrier",
            [Acte("Raconter la séance", reverse("accompagnements:compte-rendu", args=ou), "plume")],
        )
    return Tache(
        f"Séance avec {autre}",
        f"Le {moment(accompagnement.prochaine_debut)}. Un empêchement ? Déplacez-la ou annulez-la depuis sa page.",
        "calendrier",
        [Acte("Voir la séance", reverse("accompagnements:seance", args=ou))],
        douce=True,
    )


def _a_raconter(accompagnement: Accompagnement) -> Tache:
    reste = accompagnement.demi_journees - accompagnement.demi_journees_tenues
    presse = (accompagnement.fin - horloge.aujourdhui()).days <= FIN_PROCHE
    return Tache(
        f"Raconter une demi-journée avec {accompagnement.beneficiaire}",
        f"Reste {demi_journees(reste)} à tenir jusqu’au {jour(accompagnement.fin)}. Après chacune, deux minutes de journal suffisent.",
        "calendrier",
        [Acte("Déclarer une demi-journée", reverse("accompagnements:declarer", args=[accompagnement.numero]), "plus")],
        accompagnement.fin if presse else None,
        douce=not presse,
    )
