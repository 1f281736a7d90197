"""Half-days held and the journal de bord."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import cast

from django.db import IntegrityError, transaction

from accompagnements import droits, lectures, regles
from accompagnements.models import Accompagnement, Entree, Presence, Seance
from programme.actions import realiser as realiser_mouvement
from programme.regles import part
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.refus import DejaParti, Refus, RefusDroit
from socle.templatetags.tsf import jour as en_jour
from socle.workflow import franchir, nom_objet, verrouiller

from .fin import realiser


class RefusSeance(Refus):
    """Half-days may not be declared; `champ` is the answer at fault ("jour", "moments"), "" when it is none of them."""

    def __init__(self, phrase: str, champ: str = "") -> None:
        super().__init__(phrase)
        self.champ = champ


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

    Raises DejaParti when the key has served for another one; RefusSeance with a French sentence: before signature, outside the dates,
    beyond the half-days, or when somebody was elsewhere.
    """
    if not (droits.est_de_la_paire(accompagnement, acteur) or droits.peut_conduire(accompagnement, acteur)):
        raise RefusDroit("Seules les deux personnes de l’accompagnement déclarent une demi-journée.")
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if deja := _deja_declaree(frais, compte_rendu):
            return deja
        _verifier(frais, compte_rendu)
        seance = _ecrire(frais, compte_rendu, acteur)
        _noter_au_budget(frais)
        if frais.etat == Accompagnement.Etat.CONVENTIONNE:
            frais = franchir(frais, "commencer", acteur=SYSTEME)
        if frais.demi_journees_tenues == frais.demi_journees:
            realiser(frais, acteur=SYSTEME)
    return seance


def _deja_declaree(accompagnement: Accompagnement, compte_rendu: CompteRendu) -> Seance | None:
    """Return the session of this very sending, when it already came (double click, two tabs)."""
    deja = Seance.objects.filter(cle=compte_rendu.cle).first()
    if deja and not (deja.accompagnement_id == accompagnement.pk and _est_le_meme(deja, compte_rendu)):
        raise DejaParti(
            f"Un compte rendu est déjà parti depuis cette page, pour le {en_jour(deja.jour)}. "
            "Celui-ci en diffère : il n’est pas enregistré. "
            "Si c’est une autre demi-journée, vérifiez la date et le moment, puis partagez-le."
        )
    return deja


def _est_le_meme(seance: Seance, compte_rendu: CompteRendu) -> bool:
    """Say whether a session holds what this *compte rendu* tells."""
    entree = seance.entree
    ecrit = CompteRendu(
        cle=seance.cle,
        jour=seance.jour,
        moments=sorted({presence.demi_journee for presence in seance.presences.all()}),
        a_distance=seance.a_distance,
        texte=entree.texte,
        suite=entree.suite,
        objectifs=sorted(objectif.pk for objectif in entree.objectifs.all()),
        competences=sorted(competence.pk for competence in entree.competences.all()),
    )
    return ecrit == replace(
        compte_rendu,
        moments=sorted(compte_rendu.moments),
        objectifs=sorted(compte_rendu.objectifs),
        competences=sorted(compte_rendu.competences),
    )


def _verifier(accompagnement: Accompagnement, compte_rendu: CompteRendu) -> None:
    if phrase := lectures.fermeture(accompagnement):
        raise RefusSeance(phrase)
    cadre = lectures.cadre(accompagnement)
    if trouve := regles.empechement(cadre, compte_rendu.jour, len(compte_rendu.moments), horloge.aujourdhui()):
        raise RefusSeance(trouve.phrase, trouve.champ)


def _ecrire(accompagnement: Accompagnement, compte_rendu: CompteRendu, acteur: Acteur) -> Seance:
    seance = Seance.objects.create(
        dossier=accompagnement.dossier,
        accompagnement=accompagnement,
        jour=compte_rendu.jour,
        demi_journees=len(compte_rendu.moments),
        a_distance=compte_rendu.a_distance,
        cle=compte_rendu.cle,
    )
    _noter_les_presences(seance, compte_rendu.moments)
    seance = franchir(seance, "tenir", acteur=acteur)
    entree = Entree.objects.create(
        accompagnement=accompagnement,
        seance=seance,
        auteur=acteur.personne,
        texte=compte_rendu.texte,
        suite=compte_rendu.suite,
        ecrite_le=horloge.maintenant(),
    )
    entree.objectifs.set(accompagnement.candidature.objectifs.filter(pk__in=compte_rendu.objectifs))
    entree.competences.set(lectures.competences(accompagnement).filter(pk__in=compte_rendu.competences))
    return seance


def _noter_les_presences(seance: Seance, moments: list[str]) -> None:
    """Both persons of the pair were there; the constraint of the database says whether one of them was elsewhere."""
    accompagnement = seance.accompagnement
    presents = (accompagnement.mentor.personne, accompagnement.beneficiaire.personne)
    lignes = [
        Presence(seance=seance, personne=personne, jour=seance.jour, demi_journee=moment) for personne in presents for moment in moments
    ]
    try:
        with transaction.atomic():
            Presence.objects.bulk_create(lignes)
    except IntegrityError:
        raise RefusSeance(_phrase_du_conflit(seance, moments), "moments") from None


def _phrase_du_conflit(seance: Seance, moments: list[str]) -> str:
    ici = Presence.objects.filter(seance__accompagnement=seance.accompagnement_id, jour=seance.jour, demi_journee__in=moments, active=True)
    if ici.exists():
        return "Cette demi-journée est déjà déclarée dans cet accompagnement. Vérifiez la date et le moment."
    return "L’une des deux personnes est déjà notée présente ailleurs à ce moment-là. Vérifiez la date et la demi-journée."


def _noter_au_budget(accompagnement: Accompagnement) -> None:
    """Bring the ledger to what was held so far, out of the amount that was signed: together, sessions never pass it by a cent."""
    tenues = accompagnement.demi_journees_tenues
    # The agreement is signed: its amount is there.
    convenu = cast(Decimal, accompagnement.montant)
    realiser_mouvement(
        accompagnement.dispositif.edition,
        origine=nom_objet(accompagnement),
        demi_journees=tenues,
        montant=part(convenu, tenues, accompagnement.demi_journees),
    )
