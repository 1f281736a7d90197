"""Delays and limits of the platform itself; what the comité technique decides lives in the edition, in the database."""

from datetime import timedelta

from .environnement import env

TAILLE_MAX_FICHIER = env.int("TSF_TAILLE_MAX_FICHIER", default=20 * 1024 * 1024)
TENTATIVES_TRAVAIL = 8
BAIL_TRAVAIL = timedelta(minutes=10)
DELAI_PROPOSITION = timedelta(days=7)
DUREE_LIEN = timedelta(days=90)
DELAI_EVALUATION = timedelta(days=60)

__all__ = [nom for nom in dir() if nom.isupper()]
