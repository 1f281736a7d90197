"""What the copy of the answers holds, as frozen when a request is sent or completed."""

from typing import Any

from django.utils import timezone

from questionnaires.forms import Contexte, EtapeForm, relire
from questionnaires.forms.relecture import Relue
from questionnaires.models import Piece
from socle.documents.production import entete

from . import lectures
from .models import Candidature


def copie_des_reponses(candidature: Candidature) -> dict[str, Any]:
    """Return the answers of a sent request, in words, as JSON values."""
    reponses = candidature.reponses
    contexte = Contexte(
        listes=lectures.listes_de(list(candidature.appel.edition.dispositifs.all())),
        posees=reponses.version.lue.posees(reponses.saisie),
        pieces={piece.champ: piece for piece in Piece.objects.filter(reponses=reponses).select_related("fichier")},
    )
    relues = [relire(EtapeForm(etape, reponses.saisie, contexte)) for etape in reponses.version.lue.etapes]
    return {
        "entete": entete(
            genre="Copie de la candidature",
            titre=candidature.intitule,
            jour=timezone.localtime(reponses.modifiee_le).date(),
            numero=candidature.dossier.numero or "",
            chapo=f"{candidature.structure}. {candidature.appel.titre}.",
        ),
        "revision": reponses.revision,
        "version": str(reponses.version),
        "etapes": [{"titre": relue.etape.titre, "questions": [_question(question) for question in relue.questions]} for relue in relues],
    }


def _question(relue: Relue) -> dict[str, Any]:
    return {
        "libelle": relue.question.libelle,
        "passages": [{"titre": passage.titre, "lignes": [list(ligne) for ligne in passage.lignes]} for passage in relue.passages],
    }
