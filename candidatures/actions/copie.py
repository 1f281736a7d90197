"""The copy of the answers, made by a job when a request is sent, and again when it is completed."""

from django.db import transaction

from candidatures import documents
from candidatures.lectures import GENRE_DE_LA_COPIE
from candidatures.models import Candidature
from socle.acteurs import SYSTEME
from socle.documents import production
from socle.models import Dossier, Travail
from socle.workflow import journaliser


def produire_copie(travail: Travail) -> None:
    """Job "copie_des_reponses": draw outside any transaction, then store once for each state of the answers."""
    candidature = Candidature.objects.select_related("dossier", "appel__edition", "structure", "reponses__version").get(
        pk=travail.objet_id or 0
    )
    contexte = documents.copie_des_reponses(candidature)
    if _est_faite(candidature, contexte["revision"]):
        return
    rendu = production.preparer("reponses", "reponses", contexte, nom=f"{candidature.numero}-candidature.pdf")
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(pk=candidature.dossier_id)
        if _est_faite(candidature, contexte["revision"]):
            return
        document = production.enregistrer(rendu, dossier=dossier)
        journaliser(candidature, "copier_les_reponses", SYSTEME, empreinte=document.empreinte)


def _est_faite(candidature: Candidature, revision: int) -> bool:
    derniere = candidature.dossier.documents.filter(genre=GENRE_DE_LA_COPIE).defer("octets").order_by("-pk").first()
    return derniere is not None and derniere.contexte["revision"] >= revision
