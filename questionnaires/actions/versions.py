"""A version is frozen once; its printable copy is made by a job."""

import json
from hashlib import sha256
from typing import Any

from django.db import transaction

from questionnaires import documents
from questionnaires.definition import DefinitionInvalide, lire, mesures_retirees
from questionnaires.models import Question, Questionnaire, Version
from socle import horloge, travaux
from socle.acteurs import Acteur
from socle.documents import production
from socle.models import Travail
from socle.workflow import journaliser, verrouiller


def charger(code: str, nom: str, definition: dict[str, Any], *, usage: str = "", acteur: Acteur) -> Version:
    """Freeze this definition as the next version of a questionnaire; the same definition twice is one version.

    Raises DefinitionInvalide when it cannot be used, or when it leaves without data an indicator that the version before it fed.
    """
    lue = lire(definition, usage=usage)
    canonique = json.dumps(definition, sort_keys=True, ensure_ascii=False)
    empreinte = sha256(canonique.encode()).hexdigest()
    with transaction.atomic():
        questionnaire, _ = Questionnaire.objects.get_or_create(code=code, defaults={"nom": nom})
        questionnaire = verrouiller(questionnaire)
        if deja := questionnaire.versions.filter(empreinte=empreinte).first():
            return deja
        derniere = questionnaire.versions.order_by("-numero").first()
        if derniere and (perdues := mesures_retirees(derniere.lue, lue)):
            raise DefinitionInvalide(
                f"La version {derniere.numero} mesure « {perdues[0]} » : la question peut être reformulée, elle ne peut pas disparaître."
            )
        version = Version.objects.create(
            questionnaire=questionnaire,
            numero=derniere.numero + 1 if derniere else 1,
            definition=definition,
            empreinte=empreinte,
            figee_le=horloge.maintenant(),
        )
        rangees = [(etape.code, question) for etape in lue.etapes for question in etape.questions]
        Question.objects.bulk_create(
            Question(
                version=version,
                etape=etape,
                rang=rang,
                code=question.code,
                type=question.type,
                libelle=question.libelle,
                rattachement=question.rattachement,
                mesure=question.mesure,
            )
            for rang, (etape, question) in enumerate(rangees, start=1)
        )
        journaliser(version, "figer_version", acteur, numero=version.numero, empreinte=empreinte)
        travaux.planifier("fac_simile", version.pk, cle=f"fac_simile:{version.pk}")
    return version


def produire_fac_simile(travail: Travail) -> None:
    """Job "fac_simile": draw the empty questionnaire outside any transaction, then store it once."""
    version = Version.objects.select_related("questionnaire").get(pk=travail.objet_id or 0)
    if version.fac_simile_id:
        return
    nom = f"fac-simile-{version.questionnaire.code}-v{version.numero}.pdf"
    rendu = production.preparer("fac_simile", "fac_simile", documents.fac_simile(version), nom=nom, le=version.figee_le)
    with transaction.atomic():
        fraiche = verrouiller(version)
        if fraiche.fac_simile_id:
            return
        fraiche.fac_simile = production.enregistrer(rendu)
        fraiche.save(update_fields=["fac_simile"])
