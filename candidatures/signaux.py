"""Domain signals of this application (closed list of the design): sent inside the action's transaction, heard by higher applications."""

from django.dispatch import Signal

# The request left the path (decision announced, or withdrawn by the applicant): sent with candidature, acteur.
candidature_sortie = Signal()
# The applicant is told of the half-days granted: sent with candidature, acteur.
candidature_accordee = Signal()
