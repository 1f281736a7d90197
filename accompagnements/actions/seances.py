"""Half-days held and the journal de bord."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from accompagnements import droits, regles
from accompagnements.models import Accompagnement, Entree, Presence, Seance
from accompagnements.signaux import accompagnement_realise
from programme.actions import realiser as realiser_mouvement
from programme.regles import montant
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, nom_objet, verrouiller

OUVERTS = [Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS]


@dataclass(frozen=True)
class CompteRendu:
    """The *compte rendu de demi-journée*: when, how, what was worked. `moments` holds "matin", "apres_midi" or both."""

    cle: uuid.UUID
    jour: date
    moments: list[str]
    a_distance: bool
    texte: str
    suite: str = ""
    objectifs: list[int] = field(default_factory=list)
    competences: list[int] = field(default_factory=list)


def declarer_tenue(accompagnement: Accompagnement, compte_rendu: CompteRendu, *, acteur: Acteur) -> Seance:
    """Declare half-days held, with the journal entry. The last one makes the accompagnement *réalisé*. The same `cle` twice is one session.

    Raises Refus with a French sentence: before signature, outside the dates, beyond the half-days, or when somebody was elsewhere.
    """
    if not (droits.est_de_la_paire(accompagnement, acteur) or droits.peut_conduire(accompagnement, acteur)):
        raise RefusDroit("Seules les deux personnes de l’accompagnement déclarent une demi-journée.")
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if deja := Seance.objects.filter(cle=compte_rendu.cle, accompagnement=frais).first():
            return deja
        _verifier(frais, compte_rendu)
        seance = _ecrire(frais, compte_rendu, acteur)
        prix = frais.dispositif.edition.prix_journee
        realiser_mouvement(
            frais.dispositif.edition,
            origine=nom_objet(seance),
            demi_journees=seance.demi_journees,
            montant=montant(seance.demi_journees, prix),
        )
        if frais.etat == Accompagnement.Etat.CONVENTIONNE:
            frais = franchir(frais, "commencer", acteur=SYSTEME)
        if frais.demi_journees_tenues == frais.demi_journees:
            _realiser(frais, acteur=SYSTEME)
    return seance


def _verifier(accompagnement: Accompagnement, compte_rendu: CompteRendu) -> None:
    if accompagnement.etat not in OUVERTS or accompagnement.debut is None or accompagnement.fin is None:
        raise Refus(
            "Les demi-journées se déclarent une fois la convention signée par toutes les parties, et jusqu’à la fin de l’accompagnement."
        )
    cadre = regles.Cadre(
        debut=accompagnement.debut,
        fin=accompagnement.fin,
        demi_journees=accompagnement.demi_journees,
        tenues=accompagnement.demi_journees_tenues,
    )
    if phrase := regles.empechement(cadre, compte_rendu.jour, len(compte_rendu.moments), horloge.aujourdhui()):
        raise Refus(phrase)


def _ecrire(accompagnement: Accompagnement, compte_rendu: CompteRendu, acteur: Acteur) -> Seance:
    seance = Seance.objects.create(
        dossier=accompagnement.dossier,
        accompagnement=accompagnement,
        jour=compte_rendu.jour,
        demi_journees=len(compte_rendu.moments),
        a_distance=compte_rendu.a_distance,
        cle=compte_rendu.cle,
    )
    presents = (accompagnement.mentor.personne, accompagnement.beneficiaire.personne)
    try:
        with transaction.atomic():
            Presence.objects.bulk_create(
                Presence(seance=seance, personne=personne, jour=compte_rendu.jour, demi_journee=moment)
                for personne in presents
                for moment in compte_rendu.moments
            )
    except IntegrityError:
        raise Refus(
            "L’une des deux personnes est déjà notée présente ailleurs à ce moment-là. Vérifiez la date et la demi-journée."
        ) from None
    seance = franchir(seance, "tenir", acteur=acteur)
    entree = Entree.objects.create(
        seance=seance, auteur=acteur.personne, texte=compte_rendu.texte, suite=compte_rendu.suite, ecrite_le=horloge.maintenant()
    )
    entree.objectifs.set(accompagnement.candidature.objectifs.filter(pk__in=compte_rendu.objectifs))
    entree.competences.set(compte_rendu.competences)
    return seance


def terminer(accompagnement: Accompagnement, *, acteur: Acteur) -> Accompagnement:
    """« Nous avons terminé »: one side says it is over before all half-days are held."""
    with transaction.atomic():
        return _realiser(verrouiller(accompagnement), acteur=acteur)


def _realiser(accompagnement: Accompagnement, *, acteur: Acteur) -> Accompagnement:
    derniere = accompagnement.seances.tenues().order_by("-jour").first()
    frais = franchir(accompagnement, "realiser", acteur=acteur, le=derniere.jour if derniere else horloge.aujourdhui())
    accompagnement_realise.send(sender=Accompagnement, accompagnement=frais, acteur=acteur)
    return frais
