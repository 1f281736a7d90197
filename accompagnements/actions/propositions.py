"""Asking a personne-ressource, and the birth of the pair."""

from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from accompagnements import lectures, notifications
from accompagnements.droits import est_le_beneficiaire, est_le_mentor, peut_conduire
from accompagnements.models import Accompagnement, Proposition
from candidatures.droits import peut_instruire
from candidatures.models import Candidature, Decision
from mentors.appariement import Empechement
from mentors.models import ProfilMentor
from socle import horloge
from socle.acteurs import Acteur
from socle.derogations import deroger
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser, verrouiller

Etat = Proposition.Etat
APPARIABLES = [Candidature.Etat.RECEVABLE, Candidature.Etat.DIAGNOSTIQUEE, Candidature.Etat.ACCEPTEE]


def proposer(candidature: Candidature, profil: ProfilMentor, *, acteur: Acteur, derogation: str = "") -> Proposition:
    """Ask a personne-ressource for a request; one open proposal at a time. The score and its reasons are frozen there.

    `derogation` is the reason for which the rules that may be set aside are. Raises Refus with the reason.
    """
    if not peut_instruire(candidature, acteur):
        raise RefusDroit("Seule l’équipe pilote sollicite une personne-ressource.")
    try:
        with transaction.atomic():
            frais = verrouiller(candidature)
            # Whoever puts themself in pause now waits for us, or we for them.
            suggestion = _verifier(frais, verrouiller(profil), derogation, acteur)
            maintenant = horloge.maintenant()
            rang = (frais.propositions.aggregate(dernier=Max("rang"))["dernier"] or 0) + 1
            proposition = Proposition.objects.create(
                dossier=frais.dossier,
                candidature=frais,
                profil=profil,
                rang=rang,
                envoyee_le=maintenant,
                echeance=horloge.aujourdhui() + settings.DELAI_PROPOSITION,
                score=suggestion.score if suggestion else None,
                raisons=suggestion.raisons if suggestion else [],
            )
            journaliser(proposition, "proposer", acteur)
            notifications.solliciter_mentor(proposition)
    except IntegrityError:
        raise Refus("Une proposition est déjà en cours pour cette demande : attendez la réponse, ou retirez-la.") from None
    return proposition


def _verifier(candidature: Candidature, profil: ProfilMentor, derogation: str, acteur: Acteur) -> lectures.Suggestion | None:
    """Return what the matching says of this profile, None when a rule is set aside for it."""
    if candidature.etat not in APPARIABLES:
        raise Refus("Une personne-ressource se cherche pour une demande recevable, diagnostiquée ou acceptée.")
    if candidature.accompagnements.vivants().exists():
        raise Refus("Cette demande a déjà sa personne-ressource.")
    if phrase := lectures.refus_de_reaffecter(candidature):
        raise Refus(phrase)
    trouve = lectures.apparier(candidature, profil=profil)
    if trouve.suggestions:
        return trouve.suggestions[0]
    ecarte = trouve.ecartees[0].ecarte
    if not ecarte.est_derogeable:
        raise Refus(_phrase(profil, [raison for raison in ecarte.empechements if not raison.derogeable], "Sollicitez quelqu’un d’autre."))
    if not derogation.strip():
        raise Refus(_phrase(profil, ecarte.empechements, "Écrivez pourquoi vous dérogez à cette règle, ou sollicitez quelqu’un d’autre."))
    for raison in ecarte.empechements:
        deroger(candidature.dossier, regle=f"appariement.{raison.regle}", motif=derogation, acteur=acteur)
    return None


def _phrase(profil: ProfilMentor, raisons: Iterable[Empechement], suite: str) -> str:
    return f"{profil.personne} ne peut pas être sollicité·e. {' '.join(raison.phrase for raison in raisons)} {suite}"


def accepter(proposition: Proposition, *, acteur: Acteur) -> Proposition:
    """The mentor says yes; the beneficiary of an accepted request is asked to confirm. Said twice, it is said once."""
    with transaction.atomic():
        actuelle = verrouiller(proposition)
        if actuelle.etat == Etat.ACCEPTEE and est_le_mentor(actuelle, acteur):
            return actuelle
        frais = franchir(actuelle, "accepter", acteur=acteur, le=horloge.maintenant())
        if frais.candidature.est_accordee:
            _demander_confirmation(frais)
    return frais


def demander_la_confirmation_attendue(candidature: Candidature) -> None:
    """The acceptance of a request is announced: where a personne-ressource already said yes, the beneficiary is asked to confirm."""
    if trouvee := candidature.propositions.filter(etat=Etat.ACCEPTEE).first():
        _demander_confirmation(verrouiller(trouvee))


def _demander_confirmation(proposition: Proposition) -> None:
    proposition.echeance = horloge.aujourdhui() + settings.DELAI_PROPOSITION
    proposition.save()
    notifications.demander_confirmation(proposition)


def relancer(proposition: Proposition, *, acteur: Acteur) -> Proposition:
    """Ask again whoever has not answered in time, the mentor or the beneficiary, with a new deadline. Raises Refus when nothing is late."""
    with transaction.atomic():
        frais = verrouiller(proposition)
        if not peut_conduire(frais, acteur):
            raise RefusDroit("Seule l’équipe pilote relance une proposition.")
        if not frais.est_en_retard:
            raise Refus("Cette proposition n’est pas en retard : attendez la réponse, ou retirez-la.")
        journaliser(frais, "relancer", acteur)
        if frais.etat == Etat.ACCEPTEE:
            _demander_confirmation(frais)
        else:
            frais.echeance = horloge.aujourdhui() + settings.DELAI_PROPOSITION
            frais.save()
            notifications.solliciter_mentor(frais)
    return frais


def decliner(proposition: Proposition, *, motif: str, acteur: Acteur) -> Proposition:
    """The mentor says no, with or without a reason. Said twice, it is said once."""
    with transaction.atomic():
        actuelle = verrouiller(proposition)
        if actuelle.etat == Etat.DECLINEE and est_le_mentor(actuelle, acteur):
            return actuelle
        return franchir(actuelle, "decliner", acteur=acteur, le=horloge.maintenant(), motif=motif)


def retirer(proposition: Proposition, *, acteur: Acteur, prevenir: bool = True) -> Proposition:
    """The pilot asks somebody else; the personne-ressource is told, unless it comes from them."""
    with transaction.atomic():
        frais = franchir(proposition, "retirer", acteur=acteur)
        if prevenir:
            notifications.annoncer_retrait(frais)
    return frais


def refuser(proposition: Proposition, *, motif: str, acteur: Acteur) -> Proposition:
    """The beneficiary asks for somebody else. Said twice, it is said once."""
    with transaction.atomic():
        actuelle = verrouiller(proposition)
        if actuelle.etat == Etat.REFUSEE_PAR_BENEFICIAIRE and est_le_beneficiaire(actuelle, acteur):
            return actuelle
        frais = franchir(actuelle, "refuser", acteur=acteur, motif=motif)
        notifications.annoncer_retrait(frais)
    return frais


def confirmer(proposition: Proposition, *, acteur: Acteur) -> Accompagnement:
    """The beneficiary confirms: the pair is born, with the half-days granted or what an earlier pair left of them.

    Said twice, it is one pair.
    """
    with transaction.atomic():
        actuelle = verrouiller(proposition)
        if actuelle.etat == Etat.CONFIRMEE and est_le_beneficiaire(actuelle, acteur):
            return actuelle.accompagnement
        accompagnement = _creer_paire(franchir(actuelle, "confirmer", acteur=acteur))
        journaliser(accompagnement, "creer_paire", acteur)
        notifications.annoncer_paire(accompagnement)
    return accompagnement


def _creer_paire(proposition: Proposition) -> Accompagnement:
    candidature = proposition.candidature
    accord = candidature.decisions.annoncees().filter(sens=Decision.Sens.ACCEPTEE).latest("le")
    rang = candidature.accompagnements.count() + 1
    reste = lectures.reste_accorde(candidature)
    return Accompagnement.objects.create(
        dossier=proposition.dossier,
        numero=f"{proposition.dossier.numero}-A{rang}",
        candidature=candidature,
        proposition=proposition,
        mentor=proposition.profil,
        beneficiaire=candidature.referente,
        dispositif=accord.dispositif,
        demi_journees=accord.demi_journees if reste is None else reste,
        cree_le=horloge.maintenant(),
    )
