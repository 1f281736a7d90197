"""Who may what in the lists of the admin: the part of the rights matrix (matrice.py) that goes by model."""

# The generic pages of Django's admin, by model. "*" is what holds unless the model has its own row. Nobody else passes the door.
ADMIN_LECTURE = """
#                                          pilo pdep admi
* changelist                               200  200  200
* add                                      403  403  403
* change                                   200  200  200
* history                                  200  200  200
* delete                                   403  403  403
# Mails and journal of the files are the pilot team’s. Withdrawn from the file: its rows do not exist (Django goes back to the home page
# of the admin, and says so).
socle.courriel changelist                  200  200  403
socle.evenement changelist                 200  200  403
socle.courriel change                      200  302  403
socle.courriel history                     200  302  403
socle.evenement change                     200  302  403
socle.evenement history                    200  302  403
# Accounts are the administrators', calls the pilot team's, the référentiel is kept by both.
comptes.mandat add                         403  403  200
comptes.institution add                    403  403  200
candidatures.appel add                     200  200  403
referentiel.domaine add                    200  200  200
referentiel.competence add                 200  200  200
referentiel.version add                    200  200  200
"""

# Empty POST to the same pages.
ADMIN_ECRITURE = """
#                                          pilo pdep admi
* changelist                               200  200  200
* add                                      403  403  403
* change                                   403  403  403
* history                                  200  200  200
* delete                                   403  403  403
socle.courriel changelist                  200  200  403
socle.evenement changelist                 200  200  403
socle.courriel history                     200  302  403
socle.evenement history                    200  302  403
comptes.personne change                    403  403  200
comptes.mandat add                         403  403  200
comptes.mandat change                      403  403  302+
comptes.institution add                    403  403  200
comptes.institution change                 403  403  200
# The weights of matching, alone.
programme.edition change                   200  200  403
# The amount, alone.
programme.ligne change                     200  200  403
candidatures.appel add                     200  200  403
referentiel.domaine add                    200  200  200
referentiel.domaine change                 200  200  200
referentiel.competence add                 200  200  200
referentiel.competence change              200  200  200
referentiel.version add                    200  200  200
referentiel.version change                 200  200  200
"""
