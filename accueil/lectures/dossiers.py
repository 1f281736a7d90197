"""Where each file of a person stands, in one sentence: its state, who acts next, by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accompagnements.models import Accompagnement, Proposition
from candidatures.lectures import prochaine_action
from candidatures.models import SORTIES, Candidature
from programme.regles import six_mois_apres
from socle import horloge
from socle.templatetags.tsf import demi_journees, jour

from .fonds import Fonds

TERMINES = frozenset({*SORTIES, "retiree", "close", "clos", "rompu"})
EN_SEANCES = (Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS)
E_CANDIDATURE, E_ACCOMPAGNEMENT = Candidature.Etat, Accompagnement.Etat


@dataclass(frozen=True)
class Jalon:
    """A point of the way of a pair; `place` is "fait", "ici" or "avenir"."""

    libelle: str
    precision: str
    place: str


@dataclass(frozen=True)
class Carte:
    """A file as its page of mon espace shows it. `objet` bears the state; `jalons` only while sessions are held."""

    numero: str
    titre: str
    genre: str
    objet: Candidature | Accompagnement | Proposition
    phrase: str
    adresse: str
    avant: date | None = None
    accompagnement: Accompagnement | None = None
    jalons: tuple[Jalon, ...] = ()

    @property
    def etat(self) -> str:
        """The state that this person reads: of a request, the one that was announced."""
        return self.objet.etat_visible if isinstance(self.objet, Candidature) else self.objet.etat

    @property
    def est_termine(self) -> bool:
        return self.etat in TERMINES


def dossiers(fonds: Fonds) -> list[Carte]:
    """Return the files: those under way with their pair first, then the other requests, then what is over."""
    # A request whose pair stopped looks for somebody else, as long as half-days are left.
    paires = {accompagnement.candidature_id for accompagnement in fonds.accompagnements if not _est_a_reprendre(accompagnement)}
    vus = [_paire(accompagnement, fonds) for accompagnement in fonds.accompagnements]
    vus += [_attente(proposition) for proposition in fonds.propositions if _attend_la_structure(proposition, fonds)]
    envoyees = [candidature for candidature in fonds.candidatures if candidature.etat != E_CANDIDATURE.BROUILLON]
    vus += [_demande(candidature, fonds) for candidature in envoyees if candidature.pk not in paires]
    return sorted(vus, key=lambda carte: (carte.est_termine, not carte.jalons, carte.accompagnement is None))


def _est_a_reprendre(accompagnement: Accompagnement) -> bool:
    return accompagnement.rompu_le is not None and accompagnement.reste_libre > 0


def _attend_la_structure(proposition: Proposition, fonds: Fonds) -> bool:
    return proposition.etat == Proposition.Etat.ACCEPTEE and proposition.profil.personne_id == fonds.moi.pk


def _attente(proposition: Proposition) -> Carte:
    candidature = proposition.candidature
    phrase, avant = f"Vous avez accepté, merci. {candidature.structure} doit maintenant confirmer.", proposition.echeance
    if candidature.etat_visible != E_CANDIDATURE.ACCEPTEE:
        phrase, avant = f"Vous avez accepté, merci. L’équipe décide de la demande, puis {candidature.structure} confirme.", None
    return Carte(
        proposition.dossier.numero,
        candidature.intitule,
        str(candidature.dispositif),
        proposition,
        phrase,
        proposition.get_absolute_url(),
        avant,
    )


def _demande(candidature: Candidature, fonds: Fonds) -> Carte:
    action = prochaine_action(candidature)
    proposition = next((ouverte for ouverte in fonds.propositions if ouverte.candidature_id == candidature.pk), None)
    phrase, avant = action.phrase, action.avant
    if candidature.est_accordee and proposition:
        phrase, avant = f"{proposition.profil.personne} a accepté de vous accompagner : à vous de confirmer.", proposition.echeance
    elif any(paire.candidature_id == candidature.pk and _est_a_reprendre(paire) for paire in fonds.accompagnements):
        phrase = "L’accompagnement s’est arrêté. L’équipe voit avec vous si quelqu’un d’autre prend la suite."
    elif candidature.etat_visible == E_CANDIDATURE.ACCEPTEE:
        phrase = "Votre candidature est acceptée. L’équipe cherche la personne-ressource et vous la présente dès qu’elle a dit oui."
    return Carte(
        candidature.numero, candidature.intitule, str(candidature.dispositif), candidature, phrase, candidature.get_absolute_url(), avant
    )


def _paire(accompagnement: Accompagnement, fonds: Fonds) -> Carte:
    a_signer = accompagnement.pk in fonds.a_signer
    a_evaluer = any(evaluation.accompagnement_id == accompagnement.pk for evaluation in fonds.evaluations)
    return Carte(
        accompagnement.numero,
        accompagnement.candidature.intitule,
        str(accompagnement.dispositif),
        accompagnement,
        f"Avec {_autre(accompagnement, fonds)}. {_phrase(accompagnement, a_signer=a_signer, a_evaluer=a_evaluer)}",
        accompagnement.get_absolute_url(),
        accompagnement=accompagnement,
        jalons=_jalons(accompagnement) if accompagnement.etat in EN_SEANCES else (),
    )


def _autre(accompagnement: Accompagnement, fonds: Fonds) -> str:
    """Name the other side of the pair."""
    if accompagnement.mentor.personne_id == fonds.moi.pk:
        return f"{accompagnement.beneficiaire}, {accompagnement.candidature.structure}"
    return f"{accompagnement.mentor.personne}, {accompagnement.mentor.structure}"


def _phrase(accompagnement: Accompagnement, *, a_signer: bool, a_evaluer: bool) -> str:
    if accompagnement.etat == E_ACCOMPAGNEMENT.PREPARE:
        if a_signer:
            return "La convention est prête : elle attend ses signatures."
        return "L’équipe prépare la convention et vous l’envoie à signer."
    if accompagnement.etat == E_ACCOMPAGNEMENT.CONVENTIONNE:
        return f"Fixez ensemble la première demi-journée : les séances vont jusqu’au {jour(accompagnement.fin)}."
    if accompagnement.etat == E_ACCOMPAGNEMENT.EN_COURS:
        return f"À vous deux de fixer la suite : les séances vont jusqu’au {jour(accompagnement.fin)}."
    if accompagnement.etat == E_ACCOMPAGNEMENT.REALISE:
        six_mois = six_mois_apres(accompagnement.realise_le)
        if a_evaluer:
            suite = "votre évaluation vous attend."
        elif six_mois > horloge.aujourdhui():
            suite = f"évaluation à six mois : le {jour(six_mois)}."
        else:
            suite = "l’évaluation à six mois est en cours."
        return f"Terminé depuis le {jour(accompagnement.realise_le)} ; {suite}"
    if accompagnement.etat == E_ACCOMPAGNEMENT.ROMPU:
        return f"Arrêté le {jour(accompagnement.rompu_le)}, après {demi_journees(accompagnement.demi_journees_tenues)}."
    return "Terminé, évaluations comprises. Merci."


def _jalons(accompagnement: Accompagnement) -> tuple[Jalon, ...]:
    """Return the way of a pair whose agreement is signed and whose sessions are not over."""
    tenues = accompagnement.demi_journees_tenues
    points = (
        ("Personne-ressource trouvée", jour(accompagnement.cree_le)),
        ("Convention signée à trois", f"séances à partir du {jour(accompagnement.debut)}"),
        ("Séances et journal", f"{demi_journees(tenues)} sur {accompagnement.demi_journees}"),
        ("Évaluation de sortie", "dès la dernière séance, cinq minutes"),
        ("Évaluation à six mois", "ce que vous faites autrement"),
    )
    return tuple(Jalon(libelle, precision, _place(rang, ici=2)) for rang, (libelle, precision) in enumerate(points))


def _place(rang: int, *, ici: int) -> str:
    if rang == ici:
        return "ici"
    return "fait" if rang < ici else "avenir"


def personnes_avec_moi(fonds: Fonds) -> list[dict[str, Any]]:
    """Return the other sides of the pairs at work, once each: their name, their part and their address."""
    trouvees: dict[int, dict[str, Any]] = {}
    for accompagnement in fonds.accompagnements:
        if accompagnement.etat in TERMINES:
            continue
        mentor = accompagnement.mentor
        if mentor.personne_id == fonds.moi.pk:
            beneficiaire = accompagnement.beneficiaire
            qui, personne, part, est_mentor = beneficiaire, beneficiaire.personne, str(accompagnement.candidature.structure), False
        else:
            qui, personne, part, est_mentor = mentor.personne, mentor.personne, f"votre personne-ressource, {mentor.structure}", True
        trouvees.setdefault(personne.pk, {"qui": qui, "email": personne.email, "part": part, "est_mentor": est_mentor})
    return list(trouvees.values())
