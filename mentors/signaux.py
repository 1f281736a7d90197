"""Domain signals of this application (closed list of the design): sent inside the action's transaction, heard by higher applications."""

from django.dispatch import Signal

# Somebody may not be asked any more (paused, archived): sent with profil, acteur, before the profile itself is locked.
profil_indisponible = Signal()
