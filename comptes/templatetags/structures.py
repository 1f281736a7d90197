"""Write the number of a structure as one reads it."""

from django import template

from comptes.regles import siret_ecrit

register = template.Library()
register.filter("siret", siret_ecrit)
