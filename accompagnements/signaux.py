"""Domain signals of this application (closed list of the design): sent inside the action's transaction, heard by higher applications."""

from django.dispatch import Signal

# The pair was given up before its first half-day, or stopped later: sent with accompagnement, acteur.
accompagnement_interrompu = Signal()
# All half-days are held, or one side said it is over: sent with accompagnement, acteur.
accompagnement_realise = Signal()
# After the end, half-days that counted or were to be settled turn out not to be held: sent with accompagnement, acteur.
demi_journees_rendues = Signal()
