"""What a personne-ressource asks before answering a proposal, and what the team answers."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from accompagnements import notifications
from accompagnements.droits import est_le_mentor, peut_conduire
from accompagnements.models import Proposition, QuestionProposition
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaParti, Refus, RefusDroit, RefusEtat
from socle.workflow import journaliser, verrouiller


def demander(proposition: Proposition, *, texte: str, cle: UUID, acteur: Acteur) -> QuestionProposition:
    """The mentor asks the team a question; one at a time. The same `cle` twice is one question."""
    with transaction.atomic():
        frais = verrouiller(proposition)
        if not est_le_mentor(frais, acteur):
            raise RefusDroit("Seule la personne sollicitée pose une question sur cette proposition.")
        if deja := QuestionProposition.objects.filter(cle=cle).first():
            if (deja.proposition_id, deja.texte) != (frais.pk, texte):
                raise DejaParti("Une autre question est déjà partie depuis cette page. Vérifiez celle-ci, puis envoyez-la.")
            return deja
        if frais.etat != Proposition.Etat.ENVOYEE:
            raise RefusEtat("Cette proposition n’attend plus de réponse.")
        if frais.question_depuis:
            raise Refus("Votre question précédente attend sa réponse : l’équipe vous écrit dès qu’elle l’a.")
        maintenant = horloge.maintenant()
        question = QuestionProposition.objects.create(proposition=frais, cle=cle, texte=texte, posee_le=maintenant)
        frais.question_depuis = maintenant
        frais.save()
        journaliser(frais, "demander", acteur)
    return question


def repondre_question(proposition: Proposition, *, reponse: str, acteur: Acteur) -> Proposition:
    """The team answers by mail, and leaves the mentor the whole delay again."""
    with transaction.atomic():
        frais = verrouiller(proposition)
        if not peut_conduire(frais, acteur):
            raise RefusDroit("Seule l’équipe pilote répond aux questions.")
        question = frais.questions.filter(repondue_le=None).first()
        if question is None or frais.question_depuis is None:
            raise RefusEtat("Cette question n’attend plus de réponse.")
        question.reponse, question.repondue_le, question.repondue_par = reponse, horloge.maintenant(), acteur.personne
        question.save()
        frais.question_depuis = None
        frais.echeance = max(frais.echeance, horloge.aujourdhui() + settings.DELAI_PROPOSITION)
        frais.save()
        journaliser(frais, "repondre_question", acteur)
        notifications.repondre_au_mentor(frais, question)
    return frais
