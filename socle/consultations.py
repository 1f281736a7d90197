"""Traces that a member of the staff opened personal data; the only thing, with the session, that a GET writes."""

from datetime import timedelta

from django.db import models

from . import horloge
from .acteurs import Acteur
from .models import Consultation
from .workflow import nom_objet

# The same page opened again within this delay is the same consultation.
MEME_CONSULTATION = timedelta(minutes=30)


def consigner(objet: models.Model, *, acteur: Acteur) -> None:
    """Note that `acteur` opened `objet`."""
    nom, maintenant = nom_objet(objet), horloge.maintenant()
    recentes = Consultation.objects.filter(personne=acteur.personne, objet=nom, le__gt=maintenant - MEME_CONSULTATION)
    if not recentes.exists():
        Consultation.objects.create(personne=acteur.personne, dossier_id=getattr(objet, "dossier_id", None), objet=nom, le=maintenant)
