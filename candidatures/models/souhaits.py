"""What a request wishes, as closed choices."""

from django.db import models


class Porte(models.TextChoices):
    """The two doors of a request."""

    CHERCHER = "chercher", "Non, cherchez pour moi"
    CONNUE = "connue", "Oui, j’ai déjà quelqu’un en tête"


class LieuSouhaite(models.TextChoices):
    CHEZ_NOUS = "chez_nous", "Dans ma structure"
    CHEZ_ELLE = "chez_elle", "Dans la structure de la personne-ressource"
    A_DISTANCE = "a_distance", "À distance"
    MIXTE = "mixte", "Un peu des deux, sur place et à distance"
