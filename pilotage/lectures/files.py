"""The queues of the team: where every file waits, counted and filtered by the same conditions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Min,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from accompagnements.models import Accompagnement, Proposition, Seance
from accompagnements.models.proposition import OUVERTES
from candidatures.models import SORTIES, Appel, Candidature, Decision, DemandeComplement
from candidatures.models.etats import REPRISE
from conventions.models import Convention, Partie
from conventions.regles import RELANCES
from evaluations.models import Evaluation
from pilotage import regles
from socle import horloge
from socle.acteurs import Acteur
from socle.models import Evenement, Message

from .periode import minuit

FINIES = [*SORTIES, Candidature.Etat.RETIREE, Candidature.Etat.CLOSE]
ANNONCEE = Q(etat_avant_annonce="")
ACCEPTEE = ANNONCEE & Q(etat=Candidature.Etat.ACCEPTEE)
SANS_PERSONNE = ACCEPTEE & Q(accompagnement_etat__isnull=True, proposition_etat__isnull=True)
EN_PREPARATION = ANNONCEE & Q(accompagnement_etat=Accompagnement.Etat.PREPARE)
COMPLEMENT_EN_RETARD = Q(etat=Candidature.Etat.COMPLEMENT_DEMANDE, complement_echeance__lt=F("jour"))
COMPLEMENT_ATTENDU = Q(etat=Candidature.Etat.COMPLEMENT_DEMANDE, complement_echeance__gte=F("jour"))
AJOURNEE_ECHUE = ANNONCEE & Q(etat=Candidature.Etat.AJOURNEE, ajournee_jusqu_au__lte=F("jour"))
# Matching opens before the decision; nobody is asked to confirm before it.
QUESTION_POSEE = Q(proposition_question__isnull=False)
PROPOSITION_EN_RETARD = ~QUESTION_POSEE & Q(proposition_echeance__lt=F("jour")) & (Q(proposition_etat=Proposition.Etat.ENVOYEE) | ACCEPTEE)
CONTESTATION = Q(contestation_a_trancher=True)
ABSENCE = Q(absence_a_trancher=True, contestation_a_trancher=False)
RIEN_A_TRANCHER = Q(absence_a_trancher=False, contestation_a_trancher=False)
EN_SEANCES = RIEN_A_TRANCHER & Q(accompagnement_etat__in=[Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS])
# A side has not checked what the agreement says of it; it was reminded, and is silent still.
INFORMATIONS = EN_PREPARATION & Q(convention_etat=Convention.Etat.PREPAREE, informations_attendues=True)
EN_SILENCE = Q(informations_en_retard=True)
# The agreement ran out and nothing was held.
SEANCES_EN_RETARD = Q(accompagnement_etat=Accompagnement.Etat.CONVENTIONNE, accompagnement_fin__lt=F("jour"))

# What a call promises in each state, in days.
PROMESSES = {
    Candidature.Etat.DEPOSEE: "delai_etude",
    Candidature.Etat.RECEVABLE: "delai_entretien",
    Candidature.Etat.DIAGNOSTIQUEE: "delai_decision",
}


@dataclass(frozen=True)
class File:
    """A queue: its name and what it holds, the condition on `avec_la_suite` that makes a file wait there, and whether the team acts."""

    code: str
    titre: str
    detail: str
    condition: Q
    est_a_equipe: bool = True
    est_un_retard: bool = False


FILES = (
    # Beside the step where a file stands: somebody wrote, whatever the state of their request.
    File("a_repondre", "Messages", "reçus, sans réponse", Q(message_en_attente=True)),
    File("a_trier", "À trier", "recevables ou non", Q(etat=Candidature.Etat.DEPOSEE)),
    File("a_diagnostiquer", "À diagnostiquer", "entretien à mener", Q(etat=Candidature.Etat.RECEVABLE)),
    File("a_decider", "À décider", "diagnostic fait", Q(etat=Candidature.Etat.DIAGNOSTIQUEE)),
    File("complements_en_retard", "Compléments", "demandés, échéance passée", COMPLEMENT_EN_RETARD, est_un_retard=True),
    File("a_annoncer", "À annoncer", "décisions prises, courriel retenu", ~ANNONCEE),
    File("ajournees_echues", "À reprendre", "ajournées, date venue", AJOURNEE_ECHUE),
    File(
        "a_apparier",
        "À apparier",
        "personne à solliciter",
        SANS_PERSONNE & Q(interrompu=False),
    ),
    File("a_reaffecter", "À réaffecter", "accompagnements interrompus", RIEN_A_TRANCHER & SANS_PERSONNE & Q(interrompu=True, reste__gt=0)),
    File("questions", "Questions", "de personnes sollicitées", QUESTION_POSEE),
    File("propositions_en_retard", "Propositions", "sans réponse depuis sept jours", PROPOSITION_EN_RETARD, est_un_retard=True),
    File(
        "convention_a_emettre",
        "Conventions",
        "à préparer, à émettre",
        EN_PREPARATION & (Q(convention_etat__isnull=True) | Q(convention_etat=Convention.Etat.PREPAREE, informations_attendues=False)),
    ),
    File("informations_en_retard", "Informations", "non vérifiées depuis la relance", INFORMATIONS & EN_SILENCE, est_un_retard=True),
    File("convention_a_signer", "Signatures", "à recueillir", EN_PREPARATION & Q(convention_etat=Convention.Etat.EMISE)),
    File("avenants", "Avenants", "à émettre, à faire signer", EN_SEANCES & Q(avenant_etat__isnull=False)),
    File("contestations", "Contestations", "séances à trancher", CONTESTATION),
    File("absences", "Absences", "à trancher", ABSENCE),
    File("informations_attendues", "Informations", "à vérifier par les deux côtés", INFORMATIONS & ~EN_SILENCE, est_a_equipe=False),
    File("seances_en_cours", "Séances", "en cours", EN_SEANCES & Q(avenant_etat__isnull=True), est_a_equipe=False),
    File(
        "evaluations_en_attente",
        "Évaluations",
        "envoyées, sans réponse",
        RIEN_A_TRANCHER & Q(evaluations_en_attente__gt=0),
        est_a_equipe=False,
    ),
    File("complements_attendus", "Compléments", "attendus des structures", COMPLEMENT_ATTENDU, est_a_equipe=False),
    File(
        "liste_attente",
        "Liste d’attente",
        "une place à trouver",
        ANNONCEE & Q(etat=Candidature.Etat.EN_LISTE_ATTENTE),
        est_a_equipe=False,
    ),
)
EQUIPE = File("equipe", "Tout ce qui attend l’équipe", "", reduce(or_, (file.condition for file in FILES if file.est_a_equipe)))
PAR_CODE = {file.code: file for file in (EQUIPE, *FILES)}


def en_retard(appels: Iterable[Appel]) -> Q:
    """Return the condition "this is late": what a call promised, a proposal without answer, a signature, a first session."""
    # The last reminder has left: the team calls, before the platform cancels what nobody signs.
    limite = horloge.maintenant() - RELANCES[-1]
    condition = (
        COMPLEMENT_EN_RETARD
        | PROPOSITION_EN_RETARD
        | SEANCES_EN_RETARD
        | (INFORMATIONS & EN_SILENCE)
        | (PAR_CODE["convention_a_signer"].condition & Q(convention_emise_le__lt=limite))
        | (PAR_CODE["avenants"].condition & Q(avenant_emis_le__lt=limite))
    )
    # Calls are few: a condition for each is plainer than arithmetic on dates, which databases do not share.
    for appel in appels:
        for etat, champ in PROMESSES.items():
            # The promised day is kept until its evening, as the applicant reads it.
            jour = horloge.aujourdhui() - timedelta(days=getattr(appel, champ))
            condition |= Q(appel=appel.pk, etat=etat, promis_depuis__lt=minuit(jour))
    return condition


def avec_la_suite(candidatures: QuerySet[Candidature]) -> QuerySet[Candidature]:
    """Annotate requests with all that tells what comes next, one subquery a fact: no query by row."""
    ouvertes = Proposition.objects.filter(candidature=OuterRef("pk"), etat__in=OUVERTES).order_by("-rang")
    paires = Accompagnement.objects.filter(candidature=OuterRef("pk")).order_by("-pk")
    vivants = paires.vivants()
    en_vigueur = Convention.objects.bases().en_vigueur().filter(accompagnement__candidature=OuterRef("pk")).order_by("-pk")
    avenants = Convention.objects.avenants_ouverts().filter(accompagnement__candidature=OuterRef("pk")).order_by("-pk")
    informations = Partie.objects.a_verifier().filter(convention__accompagnement__candidature=OuterRef("pk"))
    evaluations = Evaluation.objects.filter(accompagnement__candidature=OuterRef("pk")).order_by().values("accompagnement__candidature")
    siennes = Seance.objects.tenues().filter(accompagnement__candidature=OuterRef("pk"), accompagnement__rompu_le=None)
    tenues = siennes.order_by().values("accompagnement__candidature")
    a_trancher = Seance.objects.a_trancher().filter(accompagnement__candidature=OuterRef("pk"))
    # Each signature is told in the file; the agreement waits since it was issued.
    changements = (
        Evenement.objects.filter(dossier=OuterRef("dossier")).exclude(vers="").exclude(objet__startswith="conventions.signataire:")
    )
    siens = changements.filter(objet__startswith="candidatures.candidature:").exclude(code=REPRISE)
    accords = Decision.objects.tenantes().filter(candidature=OuterRef("pk"), sens=Decision.Sens.ACCEPTEE).order_by("-le")
    messages = Message.objects.filter(dossier=OuterRef("dossier"), traite_le=None)
    complements = DemandeComplement.objects.filter(candidature=OuterRef("pk"))
    nom = Concat("profil__personne__prenom", Value(" "), "profil__personne__nom")
    return candidatures.annotate(
        jour=Value(horloge.aujourdhui()),
        proposition_etat=Subquery(ouvertes.values("etat")[:1]),
        proposition_question=Subquery(ouvertes.values("question_depuis")[:1]),
        proposition_echeance=Subquery(ouvertes.values("echeance")[:1]),
        mentor_sollicite=Subquery(ouvertes.annotate(qui=nom).values("qui")[:1]),
        accompagnement_etat=Subquery(vivants.values("etat")[:1]),
        interrompu=Exists(paires.filter(rompu_le__isnull=False)),
        reste=Coalesce(Subquery(paires.avec_reste().values("reste_lu")[:1]), 0),
        accompagnement_fin=Subquery(vivants.values("fin")[:1]),
        demi_journees_accordees=Coalesce(Subquery(vivants.values("demi_journees")[:1]), Subquery(accords.values("demi_journees")[:1])),
        demi_journees_tenues=Coalesce(Subquery(tenues.annotate(total=Sum("demi_journees")).values("total")), 0),
        contestation_a_trancher=Exists(a_trancher.filter(etat=Seance.Etat.CONTESTEE)),
        absence_a_trancher=Exists(a_trancher.filter(etat=Seance.Etat.ABSENCE)),
        convention_etat=Subquery(en_vigueur.values("etat")[:1]),
        convention_emise_le=Subquery(en_vigueur.values("emise_le")[:1]),
        convention_prete=Exists(en_vigueur.filter(document__isnull=False)),
        avenant_etat=Subquery(avenants.values("etat")[:1]),
        avenant_emis_le=Subquery(avenants.values("emise_le")[:1]),
        avenant_pret=Exists(avenants.filter(document__isnull=False)),
        informations_attendues=Exists(informations),
        informations_en_retard=Exists(informations.en_silence(horloge.maintenant())),
        evaluations_en_attente=Coalesce(Subquery(evaluations.filter(etat=Evaluation.Etat.ENVOYEE).annotate(n=Count("pk")).values("n")), 0),
        prochaine_evaluation=Subquery(
            evaluations.filter(etat=Evaluation.Etat.PREVUE).annotate(quand=Min("invitation_prevue_le")).values("quand")
        ),
        depuis=Subquery(changements.values("le")[:1]),
        # What a call promises counts from the state of the request itself, not from what else happened in its file.
        promis_depuis=Subquery(siens.values("le")[:1]),
        message_en_attente=Exists(messages),
        complement_echeance=Subquery(complements.ouvertes().values("echeance")[:1]),
        complement_recu=Exists(complements.filter(repondue_le__isnull=False)),
    )


def echeance(appels: Iterable[Appel]) -> Case:
    """Return the moment by which what comes next is due, as `regles.suite` says it: what lists are sorted by."""
    promises = [
        When(appel=appel.pk, etat=etat, then=F("promis_depuis") + Value(timedelta(days=getattr(appel, champ))))
        for appel in appels
        for etat, champ in PROMESSES.items()
    ]
    vivant = [Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS]
    return Case(
        When(~ANNONCEE, then=Value(None)),
        When(etat=Candidature.Etat.COMPLEMENT_DEMANDE, then=Cast("complement_echeance", DateTimeField())),
        When(etat=Candidature.Etat.AJOURNEE, then=Cast("ajournee_jusqu_au", DateTimeField())),
        *promises,
        When(ACCEPTEE & Q(accompagnement_etat=None), then=Cast("proposition_echeance", DateTimeField())),
        When(ACCEPTEE & Q(accompagnement_etat__in=vivant), then=Cast("accompagnement_fin", DateTimeField())),
        When(ACCEPTEE & Q(evaluations_en_attente=0), then=Cast("prochaine_evaluation", DateTimeField())),
        output_field=DateTimeField(),
    )


_DEPUIS = Coalesce("depuis", "deposee_le")
# What the list may be sorted by: the least first, or the greatest with "-". The longest wait is the greatest age; no deadline stands last.
TRIS: dict[str, OrderBy] = {
    "age": _DEPUIS.desc(),
    "-age": _DEPUIS.asc(),
    "echeance": F("echeance").asc(nulls_last=True),
    "-echeance": F("echeance").desc(nulls_last=True),
    "structure": F("structure__recherche").asc(),
    "-structure": F("structure__recherche").desc(),
}


def trier(candidatures: QuerySet[Candidature], tri: str = "") -> QuerySet[Candidature]:
    """Sort annotated requests, by `tri` (a key of TRIS), then by who acts (1 query).

    Without `tri`: those that wait for the team, then for others, then the finished ones; each time the longest wait first.
    """
    appels = list(Appel.objects.exclude(etat=Appel.Etat.BROUILLON))
    tour = Case(When(EQUIPE.condition, then=Value(0)), When(etat__in=FINIES, then=Value(2)), default=Value(1), output_field=IntegerField())
    retard = Case(When(en_retard(appels), then=Value(True)), default=Value(False))
    triees = candidatures.annotate(tour=tour, est_en_retard=retard, echeance=echeance(appels))
    return triees.order_by(*([TRIS[tri]] if tri in TRIS else []), "tour", "depuis", "pk")


def faits(candidature: Any) -> regles.Faits:
    """Return what an annotated request tells."""
    promesse = PROMESSES.get(candidature.etat)
    return regles.Faits(
        etat=candidature.etat,
        depuis=timezone.localtime(candidature.promis_depuis).date() if candidature.promis_depuis else None,
        decision_retenue=bool(candidature.etat_avant_annonce),
        ajournee_jusqu_au=candidature.ajournee_jusqu_au,
        complement=candidature.complement_echeance,
        message_en_attente=candidature.message_en_attente,
        promesse=getattr(candidature.appel, promesse) if promesse else 0,
        proposition=candidature.proposition_etat or "",
        question_posee=candidature.proposition_question is not None,
        mentor=(candidature.mentor_sollicite or "").strip(),
        echeance=candidature.proposition_echeance,
        accompagnement=candidature.accompagnement_etat or "",
        fin=candidature.accompagnement_fin,
        interrompu=candidature.interrompu,
        reste=candidature.reste,
        accordees=candidature.demi_journees_accordees or 0,
        tenues=candidature.demi_journees_tenues,
        contestation=candidature.contestation_a_trancher,
        absence=candidature.absence_a_trancher,
        convention=candidature.convention_etat or "",
        document_pret=candidature.convention_prete,
        avenant=candidature.avenant_etat or "",
        avenant_pret=candidature.avenant_pret,
        informations_attendues=candidature.informations_attendues,
        informations_en_retard=candidature.informations_en_retard,
        evaluations_en_attente=candidature.evaluations_en_attente,
        prochaine_evaluation=candidature.prochaine_evaluation,
    )


@dataclass(frozen=True)
class FileComptee:
    """A queue and how many files wait there."""

    file: File
    nombre: int


def suivies(acteur: Acteur) -> QuerySet[Candidature]:
    """Return the requests that were sent and that this actor may see, annotated with what comes next."""
    return avec_la_suite(Candidature.objects.visibles_par(acteur).exclude(etat=Candidature.Etat.BROUILLON))


def compter(acteur: Acteur) -> list[FileComptee]:
    """Return the queues with their counts, all that waits for the team first, in one query."""
    # Prefixed: a queue may bear the name of a fact that its condition reads.
    comptes = suivies(acteur).aggregate(**{f"file_{code}": Count("pk", filter=file.condition) for code, file in PAR_CODE.items()})
    return [FileComptee(file, comptes[f"file_{code}"]) for code, file in PAR_CODE.items()]
