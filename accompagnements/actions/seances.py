"""Half-days held, with their entry in the journal de bord."""

from django.db import transaction

from accompagnements import droits, lectures, regles
from accompagnements.models import Accompagnement, Entree, Seance
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import RefusDroit
from socle.workflow import franchir, verrouiller

from .compte_rendu import CompteRendu, deja_declaree, presents_de
from .comptes import suivre
from .journal import verser_temoin
from .presences import RefusSeance, inscrire


def declarer_tenue(accompagnement: Accompagnement, compte_rendu: CompteRendu, *, acteur: Acteur, prevue: Seance | None = None) -> Seance:
    """Declare half-days held, with the journal entry: a session that was planned, or one told afterwards.

    The last one makes the accompagnement *réalisé*. The same `cle` twice is one session. Raises DejaParti when the key has served for
    another one; RefusSeance with a French sentence: before signature, outside the dates, beyond the half-days, somebody was elsewhere.
    """
    if not (droits.est_de_la_paire(accompagnement, acteur) or droits.peut_conduire(accompagnement, acteur)):
        raise RefusDroit("Seules les deux personnes de l’accompagnement déclarent une demi-journée.")
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if deja := deja_declaree(frais, compte_rendu, prevue):
            return deja
        seance = verrouiller(prevue) if prevue else None
        _verifier(frais, compte_rendu, seance)
        seance = _tenir(_selon_le_compte_rendu(seance or _nouvelle(frais, compte_rendu), compte_rendu), compte_rendu, acteur)
        _raconter(frais, seance, compte_rendu, acteur)
        suivre(frais)
    return seance


def _verifier(accompagnement: Accompagnement, compte_rendu: CompteRendu, prevue: Seance | None) -> None:
    if phrase := lectures.fermeture(accompagnement):
        raise RefusSeance(phrase)
    if not _presents(accompagnement, compte_rendu):
        raise RefusSeance("Cochez au moins une des personnes accompagnées ; si personne n’est venu, dites-le en haut.", "presents")
    cadre, jour = lectures.cadre(accompagnement, sans=prevue), compte_rendu.jour
    if prevue and not prevue.demi_journees and not compte_rendu.moments:
        trouve = regles.empechement_du_jour(cadre, jour, horloge.aujourdhui())
    else:
        trouve = regles.empechement(cadre, jour, len(compte_rendu.moments), horloge.aujourdhui())
    if trouve:
        raise RefusSeance(trouve.phrase, trouve.champ)


def _presents(accompagnement: Accompagnement, compte_rendu: CompteRendu) -> set[int]:
    """The participants of the request who were there."""
    return set(accompagnement.candidature.participants.values_list("personne", flat=True)) & set(presents_de(accompagnement, compte_rendu))


def _nouvelle(accompagnement: Accompagnement, compte_rendu: CompteRendu) -> Seance:
    return Seance(dossier=accompagnement.dossier, accompagnement=accompagnement, cle=compte_rendu.cle)


def _selon_le_compte_rendu(seance: Seance, compte_rendu: CompteRendu) -> Seance:
    """Write on a session what is told of it; hours planned for another day say nothing of this one."""
    if seance.jour != compte_rendu.jour:
        seance.debut = seance.fin = None
    seance.jour, seance.a_distance = compte_rendu.jour, compte_rendu.a_distance
    seance.demi_journees = len(compte_rendu.moments)
    seance.cle_declaration = compte_rendu.cle
    seance.save()
    return seance


def _tenir(seance: Seance, compte_rendu: CompteRendu, acteur: Acteur) -> Seance:
    paire = seance.accompagnement
    inscrire(seance, {paire.mentor.personne_id} | _presents(paire, compte_rendu), compte_rendu.moments)
    return franchir(seance, "tenir", acteur=acteur, par=acteur.personne, le=horloge.maintenant())


def _raconter(accompagnement: Accompagnement, seance: Seance, compte_rendu: CompteRendu, acteur: Acteur) -> None:
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
    for fichier in compte_rendu.fichiers:
        verser_temoin(accompagnement, fichier, entree=entree, acteur=acteur)
