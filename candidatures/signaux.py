"""Domain signals of this application (closed list of the design): sent inside the action's transaction, heard by higher applications."""

from django.dispatch import Signal

# The request left the path (refused, withdrawn, without follow-up): sent with candidature, acteur.
candidature_sortie = Signal()
