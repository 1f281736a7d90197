"""Who runs the platform, its delays and limits; what the comité technique decides lives in the edition, in the database."""

from datetime import timedelta

from .environnement import env

CONTACT = env.str("TSF_CONTACT", default="contact@tsf.example")
HEBERGEUR = env.str("TSF_HEBERGEUR", default="La démonstration tourne sur cette machine.")
TAILLE_MAX_FICHIER = env.int("TSF_TAILLE_MAX_FICHIER", default=20 * 1024 * 1024)
TENTATIVES_TRAVAIL = 8
# Longer than the longest drawing (socle.documents.sous_processus): a job that still runs is not claimed again.
BAIL_TRAVAIL = timedelta(minutes=15)
DELAI_PROPOSITION = timedelta(days=7)
DUREE_LIEN = timedelta(days=90)
# Reminders prolong it: the link of somebody who says nothing dies with the delay of signature.
DUREE_LIEN_SIGNATURE = timedelta(days=15)
DELAI_SIGNATURE = timedelta(days=env.int("TSF_JOURS_POUR_SIGNER", default=30))
DELAI_EVALUATION = timedelta(days=60)

__all__ = [nom for nom in dir() if nom.isupper()]
