"""Who may what: every named route of the platform × every role. A route without a row, or a row without a route, fails.

A row is "route" or "route#variant" (other state, other object: tests/droits/routes.py says which); a column is a role of
tests/droits/scene.py, in the same order:

    anon  visitor                              lien  holder of the personal link of one evaluation
    port  carries the requests of the scene    comi  member of the comité technique
    acco  personne accompagnée of all of them  cdep  the same, withdrawn (déport) from all these files
    coll  colleague of the first, confirmed    sele  member of the comité de sélection
    autr  beneficiary of another structure     pilo  pilot team
    ment  personne-ressource of the pairs      pdep  the same, withdrawn from all these files
    amen  another personne-ressource           refe  référent·e difficultés
                                               admi  administrator

A cell is the status of the answer; "cnx" is a redirection to a login page.
"""

from tests.droits.matrice_admin import ADMIN_ECRITURE, ADMIN_LECTURE
from tests.droits.matrice_stable import CANDIDATURES_LECTURE, COMPTE_LECTURE

__all__ = ["ADMIN_ECRITURE", "ADMIN_LECTURE", "ECRITURE", "LECTURE"]

LECTURE = """
#                                          anon port acco coll autr ment amen lien comi cdep sele pilo pdep refe admi
# Santé
socle:sante                                200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
# Liens personnels et second facteur
comptes:lien                               200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
comptes:lien#mort                          410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
comptes:renouveler-lien                    302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
comptes:second-facteur                     cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
# Site public, mon espace, espace du comité
accueil:accessibilite                      200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:accueil                            200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:comite                             cnx  403  403  403  403  403  403  cnx  200  200  403  403  403  403  403
accueil:comite-besoins                     cnx  403  403  403  403  403  403  cnx  200  200  403  403  403  403  403
accueil:comite-dossiers                    cnx  403  403  403  403  403  403  cnx  200  200  403  403  403  403  403
accueil:confidentialite                    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:dispositif                         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:mentions-legales                   200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:verifier                           200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:verifier-numero                    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accueil:verifier-numero#a_preparer         404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
accueil:mon-espace                         cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
# Référentiel
referentiel:fiche                          200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
referentiel:liste                          200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
# Propositions et accompagnements
accompagnements:declarer                   cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:declarer#finie             cnx  302  302  404  404  302  404  cnx  404  404  404  302  404  404  404
accompagnements:demander                   302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
accompagnements:detail                     cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:detail#a_preparer          cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:detail#a_signer            cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:detail#interrompue         cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:detail#en_cours            cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:agenda                     cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
accompagnements:agenda-ics                 200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
accompagnements:agenda-ics#mort            404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
accompagnements:renouveler-agenda          cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
accompagnements:corriger                   cnx  404  404  404  404  200  404  cnx  404  404  404  404  404  404  404
accompagnements:ecrire                     cnx  302  200  404  404  200  404  cnx  404  404  404  302  404  404  404
accompagnements:ecrire#interrompue         cnx  302  302  404  404  302  404  cnx  404  404  404  302  404  404  404
accompagnements:journal                    cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:journal#interrompue        cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:proposition                cnx  200  200  404  404  200  404  404  404  404  404  200  404  404  404
accompagnements:proposition#a_apparier     cnx  404  404  404  404  200  404  404  404  404  404  200  404  404  404
accompagnements:proposition#a_confirmer    cnx  200  200  404  404  200  404  404  404  404  404  200  404  404  404
accompagnements:repondre#accepter          302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
accompagnements:repondre#confirmer         302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
accompagnements:repondre#decliner          302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
accompagnements:repondre#inconnu           302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
accompagnements:repondre#refuser           302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
accompagnements:temoin                     cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:temoin#paire               cnx  404  200  404  404  200  404  cnx  404  404  404  404  404  404  404
accompagnements:temoin#moi                 cnx  404  404  404  404  200  404  cnx  404  404  404  404  404  404  404
accompagnements:rompre                     cnx  200  200  404  404  200  404  cnx  404  404  404  404  404  404  404
accompagnements:rompre#finie               cnx  302  302  404  404  302  404  cnx  404  404  404  404  404  404  404
accompagnements:compte-rendu               cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:deplacer                   cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:planifier                  cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:seance                     cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:seance#tenue               cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:annuler-seance             cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
accompagnements:contester                  cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
accompagnements:terminer                   cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
# Conventions
conventions:detail                         cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
conventions:detail#a_preparer              cnx  404  404  404  404  404  404  cnx  404  404  404  200  404  404  404
conventions:detail#a_signer                cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
conventions:informations                   cnx  404  404  404  404  200  404  404  404  404  404  200  404  404  404
conventions:informations#beneficiaire      cnx  200  200  404  404  404  404  404  404  404  404  200  404  404  404
conventions:modele                         cnx  404  404  404  404  404  404  cnx  200  200  404  200  200  404  404
conventions:modele-pdf                     cnx  404  404  404  404  404  404  cnx  200  200  404  200  200  404  404
conventions:avancer-modele                 cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
conventions:avancer-modele#inconnu         cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
conventions:pdf                            cnx  200  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:pdf#a_preparer                 cnx  404  404  404  404  404  404  404  404  404  404  302  404  404  404
conventions:emise                          cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
conventions:preuve                         cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
conventions:preuve#a_signer                cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
conventions:preuve-json                    cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
conventions:exemplaire                     cnx  200  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:signer                         cnx  404  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:signer#a_signer                cnx  404  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:refuser                        cnx  404  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:refuser#finie                  cnx  404  302  404  404  302  404  404  404  404  404  302  404  404  404
conventions:code                           302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
# Évaluations
evaluations:detail                         cnx  404  200  404  404  404  404  200  404  404  404  200  404  404  404
evaluations:detail#mentor                  cnx  404  404  404  404  200  404  404  404  404  404  200  404  404  404
evaluations:detail#six_mois                cnx  404  404  404  404  404  404  404  404  404  404  200  404  404  404
# Personnes-ressources : proposer, sa fiche
mentors:proposer                           200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
mentors:profil                             cnx  404  404  404  404  200  200  404  404  404  404  404  404  404  404
mentors:profil-partie                      302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
mentors:mon-etat                           302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
mentors:contact                            cnx  404  404  404  404  404  404  404  404  404  404  404  404  404  404
mentors:contact#mentor                     cnx  404  404  404  404  200  404  404  404  404  404  404  404  404  404
mentors:repondre-au-contact#oui            302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
mentors:repondre-au-contact#non            302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
# Personnes-ressources (cadre de l’admin)
mentors:changer-etat                       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
mentors:changer-etat#inconnu               cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
mentors:fiche                              cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
mentors:fiche#propose                      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
mentors:inscrire                           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
mentors:liste                              cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
mentors:noter                              cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
mentors:noter#inconnu                      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
mentors:remplir                            cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
mentors:remplir-partie                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
# Dossiers et rapports (cadre de l’admin), rapports du comité
pilotage:apprecier                         cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
pilotage:arreter-rapport                   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
pilotage:budget                            cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
pilotage:budget-compte                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
pilotage:budget-ligne                      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
pilotage:comite-budget                     cnx  403  403  403  403  403  403  cnx  200  200  403  200  200  403  403
pilotage:comite-budget-compte              cnx  403  403  403  403  403  403  cnx  200  200  403  200  200  403  403
pilotage:comite-budget-ligne               cnx  403  403  403  403  403  403  cnx  200  200  403  200  200  403  403
pilotage:comite-rapports                   cnx  403  403  403  403  403  403  cnx  200  200  403  200  200  403  403
pilotage:convention                        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier                           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#a_apparier                cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#a_confirmer               cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#a_preparer                cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#a_signer                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#a_annoncer                cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#deposee                   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#diagnostiquee             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#en_cours                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#interrompue               cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossier#recevable                 cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:dossiers                          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
pilotage:geste                             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#abandonner                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#accepter                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#annuler-la-convention       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#ajourner                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#annoncer-la-decision        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#annuler-le-complement       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#demander-un-complement      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#prolonger-le-complement     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#corriger-le-diagnostic      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#mettre-en-attente           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#reorienter                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#revenir-sur-la-decision     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#classer-sans-suite          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#declarer-irrecevable        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#declarer-recevable          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#depasse                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  404  cnx  403
pilotage:geste#demander-des-avis           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#lever-un-deport             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#noter-un-deport             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#retirer-une-demande-d-avis  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#corriger-la-convention      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#emettre-la-convention       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#inconnu                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  404  404  cnx  403
pilotage:geste#preparer-un-avenant         cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#refuser                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#repondre                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#retirer-la-proposition      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#solliciter                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#arreter-l-accompagnement    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#rendre-le-reste             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#terminer-l-accompagnement   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#verser-l-exemplaire-signe   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#fermer-un-lien              cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#relancer-la-signature       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#remplacer-un-signataire     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#renouveler-un-lien          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#confier                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:lot                               cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
pilotage:partie                            cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:partie#emission                   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:partie#inconnue                   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  404  404  cnx  403
pilotage:partie#seances                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:partie#structure                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:piece                             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:piece-du-fil                      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:rapport                           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
pilotage:rapport#en_preparation            cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
pilotage:rapport-pdf                       cnx  404  404  404  404  404  404  cnx  200  200  404  200  200  404  404
pilotage:rapport-pdf#en_preparation        cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
pilotage:rapports                          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
"""
LECTURE = LECTURE.rstrip() + CANDIDATURES_LECTURE.rstrip() + COMPTE_LECTURE
# Empty POST. "+" marks who may change rows by it: everybody else leaves the database as it was. Routes that are not here take no POST.
ECRITURE = """
#                                          anon port acco coll autr ment amen lien comi cdep sele pilo pdep refe admi
# Liens personnels et second facteur
comptes:lien                               302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
comptes:lien#mort                          410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
comptes:renouveler-lien                    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
# Appels et candidatures
candidatures:avancer-appel                 cnx  302  302  302  302  302  302  cnx  302  302  302  302+ 302+ 302  302
candidatures:avancer-appel#brouillon       cnx  404  404  404  404  404  404  cnx  404  404  404  302+ 302+ 404  404
candidatures:avancer-appel#soumis          cnx  404  404  404  404  404  404  cnx  302+ 302+ 404  302  302  404  404
candidatures:commencer                     cnx  302  302+ 302+ 302+ 302+ 302+ cnx  302+ 302+ 302+ 302+ 302+ 302+ 302+
candidatures:commencer#brouillon           404  404  404  404  404  404  404  404  404  404  404  302  302  404  404
candidatures:complement                    cnx  302+ 404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:complement#pas_attendu        cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:approuver-diagnostic          cnx  302  404  302  404  404  404  cnx  404  404  404  302  404  404  404
candidatures:contester-diagnostic          cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:etape                         cnx  302+ 404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:etape#envoyee                 cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:etape#inconnue                cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:messages                      cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:recapitulatif                 cnx  200  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:recapitulatif#envoyee         cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:retirer                       cnx  302  404  302  404  404  404  cnx  404  404  404  302  404  404  404
candidatures:retirer#deposee               cnx  302+ 404  302  404  404  404  cnx  404  404  404  302  404  404  404
# Avis du comité
candidatures:avis                          cnx  404  404  404  404  404  404  404  200  404  404  404  404  404  404
candidatures:avis#rendu                    cnx  404  404  404  404  404  404  404  200  404  404  404  404  404  404
candidatures:deport                        cnx  404  404  404  404  404  404  404  302+ 302  404  404  302  404  404
# Propositions et accompagnements
accompagnements:declarer                   cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:declarer#finie             cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:demander                   cnx  404  404  404  404  200  404  404  404  404  404  200  404  404  404
accompagnements:renouveler-agenda          cnx  302+ 302+ 302+ 302+ 302  302+ cnx  302+ 302+ 302+ 302+ 302+ 302+ 302+
accompagnements:corriger                   cnx  404  404  404  404  200  404  cnx  404  404  404  404  404  404  404
accompagnements:ecrire                     cnx  302  200  404  404  200  404  cnx  404  404  404  302  404  404  404
accompagnements:ecrire#interrompue         cnx  302  302  404  404  302  404  cnx  404  404  404  302  404  404  404
accompagnements:compte-rendu               cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:deplacer                   cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:planifier                  cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:annuler-seance             cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:contester                  cnx  200  200  404  404  200  404  cnx  404  404  404  200  404  404  404
accompagnements:repondre#accepter          cnx  404  404  404  404  302+ 404  404  404  404  404  302  404  404  404
accompagnements:repondre#confirmer         cnx  302+ 302+ 404  404  302  404  404  404  404  404  302  404  404  404
accompagnements:repondre#decliner          cnx  404  404  404  404  302+ 404  404  404  404  404  302  404  404  404
accompagnements:repondre#refuser           cnx  302+ 302+ 404  404  302  404  404  404  404  404  302  404  404  404
accompagnements:rompre                     cnx  302+ 302+ 404  404  302+ 404  cnx  404  404  404  404  404  404  404
accompagnements:rompre#finie               cnx  302  302  404  404  302  404  cnx  404  404  404  404  404  404  404
accompagnements:terminer                   cnx  302+ 302+ 404  404  302+ 404  cnx  404  404  404  302+ 404  404  404
# Conventions
conventions:signer                         cnx  404  302  404  404  302  404  404  404  404  404  302  404  404  404
conventions:signer#a_signer                cnx  404  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:refuser                        cnx  404  200  404  404  200  404  404  404  404  404  200  404  404  404
conventions:refuser#finie                  cnx  404  302  404  404  302  404  404  404  404  404  302  404  404  404
conventions:code                           cnx  404  302  404  404  302  404  404  404  404  404  302  404  404  404
# Évaluations
evaluations:detail                         cnx  404  200  404  404  404  404  200  404  404  404  200  404  404  404
evaluations:detail#mentor                  cnx  404  404  404  404  200  404  404  404  404  404  200  404  404  404
evaluations:detail#six_mois                cnx  404  404  404  404  404  404  404  404  404  404  200  404  404  404
# Conventions : vérifier ses informations
conventions:modele                         cnx  404  404  404  404  404  404  cnx  302  302  404  302  302  404  404
conventions:avancer-modele                 cnx  404  404  404  404  404  404  cnx  302  302  404  302+ 302+ 404  404
conventions:avancer-modele#inconnu         cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
conventions:informations                   cnx  404  404  404  404  200  404  404  404  404  404  200  404  404  404
conventions:informations#beneficiaire      cnx  200  200  404  404  404  404  404  404  404  404  200  404  404  404
# Site public
accueil:verifier                           200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
# Personnes-ressources : proposer, sa fiche
mentors:proposer                           200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
mentors:profil-partie                      cnx  404  404  404  404  302+ 302+ 404  404  404  404  404  404  404  404
mentors:mon-etat                           cnx  404  404  404  404  302+ 302+ 404  404  404  404  404  404  404  404
mentors:repondre-au-contact#oui            cnx  404  404  404  404  302+ 404  404  404  404  404  404  404  404  404
mentors:repondre-au-contact#non            cnx  404  404  404  404  302  404  404  404  404  404  404  404  404  404
# Personnes-ressources (cadre de l’admin)
mentors:changer-etat                       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 302+ cnx  403
mentors:inscrire                           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
mentors:noter                              cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
mentors:remplir-partie                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 302+ cnx  403
# Dossiers et rapports (cadre de l’admin), rapports du comité
pilotage:apprecier                         cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:arreter-rapport                   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 302+ cnx  403
pilotage:geste                             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#abandonner                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#accepter                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#annuler-la-convention       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#ajourner                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#annoncer-la-decision        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#annuler-le-complement       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#demander-un-complement      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#prolonger-le-complement     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#corriger-le-diagnostic      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#mettre-en-attente           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#reorienter                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#revenir-sur-la-decision     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#classer-sans-suite          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#declarer-irrecevable        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#confier                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  404  cnx  403
pilotage:geste#declarer-recevable          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#depasse                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  404  cnx  403
pilotage:geste#demander-des-avis           cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#lever-un-deport             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#noter-un-deport             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#retirer-une-demande-d-avis  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#corriger-la-convention      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#emettre-la-convention       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#preparer-un-avenant         cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#refuser                     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#repondre                    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#retirer-la-proposition      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#solliciter                  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#arreter-l-accompagnement    cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#rendre-le-reste             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#terminer-l-accompagnement   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 404  cnx  403
pilotage:geste#verser-l-exemplaire-signe   cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#fermer-un-lien              cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#relancer-la-signature       cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#remplacer-un-signataire     cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:geste#renouveler-un-lien          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  404  cnx  403
pilotage:lot                               cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  403
pilotage:rapports                          cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  403
# Compte (allauth)
account_change_password                    cnx  200  302  200  200  200  200  cnx  200  200  200  200  200  200  200
account_complete_password_reset            302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
account_confirm_login_code                 cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
account_email                              cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
account_email_verification_sent            cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
account_login                              200  302  302  302  302  302  302  200  302  302  302  302  302  302  302
account_logout                             302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
account_reauthenticate                     cnx  200  403  200  200  200  200  cnx  200  200  200  200  200  200  200
account_request_login_code                 200  302  302  302  302  302  302  200  302  302  302  302  302  302  302
account_reset_password                     200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
account_set_password                       cnx  302  200  302  302  302  302  cnx  302  302  302  302  302  302  302
account_signup                             200  302  302  302  302  302  302  200  302  302  302  302  302  302  302
# Second facteur (allauth)
mfa_activate_totp                          cnx  200  200  200  200  200  200  cnx  200  200  200  302  302  200  302
mfa_add_webauthn                           cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
mfa_authenticate                           cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
mfa_deactivate_totp                        cnx  404  404  404  404  404  404  cnx  404  404  404  302+ 302+ 404  302+
mfa_generate_recovery_codes                cnx  200  200  200  200  200  200  cnx  200  200  200  302+ 302+ 200  302+
mfa_login_webauthn                         cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
mfa_reauthenticate                         cnx  302  403  302  302  302  302  cnx  302  302  302  200  200  302  200
mfa_reauthenticate_webauthn                cnx  302  403  302  302  302  302  cnx  302  302  302  302  302  302  302
# Sessions (allauth)
usersessions_list                          cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
# Admin de Django
admin:app_list                             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:index                                cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:login                                cnx  403  403  403  403  403  403  cnx  403  403  403  302  302  403  302
admin:logout                               cnx  302  302  302  302  302  302  cnx  302  302  302  200  200  302  200
admin:password_change                      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  302
admin:referentiel_competence_archiver      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302+ 302+ cnx  302+
admin:referentiel_competence_retablir      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  302
# Démonstration (montée en mode démonstration seulement)
exploitation:entrer                        302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+ 302+
exploitation:horloge                       302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
"""


def lire(table: str, colonnes: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return {row: {role: cell}}; the name of a row is all that stands before its cells."""
    lignes = {}
    for ligne in table.strip().splitlines():
        if not ligne.startswith("#"):
            nom, *cellules = ligne.rsplit(maxsplit=len(colonnes))
            lignes[nom.strip()] = dict(zip(colonnes, cellules, strict=True))
    return lignes
