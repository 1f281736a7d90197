"""Who reads what, of the requests and of the accounts: the part of the rights matrix (matrice.py) that moves least."""

CANDIDATURES_LECTURE = """
#                                          anon port acco coll autr ment amen lien comi cdep sele pilo pdep refe admi
# Appels et candidatures
candidatures:appel                         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
candidatures:appel#brouillon               404  404  404  404  404  404  404  404  404  404  404  200  200  404  404
candidatures:appel#soumis                  404  404  404  404  404  404  404  404  200  200  404  200  200  404  404
candidatures:appels                        200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
candidatures:avancer-appel                 cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
candidatures:avancer-appel#brouillon       cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
candidatures:avancer-appel#soumis          cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
candidatures:commencer                     cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
candidatures:commencer#brouillon           404  404  404  404  404  404  404  404  404  404  404  200  200  404  404
candidatures:detail                        cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:detail#deposee                cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:detail#a_annoncer             cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:complement                    cnx  200  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:complement#pas_attendu        cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:diagnostic                    cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:diagnostic#non_partage        cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:approuver-diagnostic          cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
candidatures:contester-diagnostic          cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
candidatures:etape                         cnx  200  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:etape#envoyee                 cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:etape#inconnue                cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:fac-simile                    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
candidatures:fac-simile#brouillon          404  404  404  404  404  404  404  404  404  404  404  200  200  404  404
candidatures:formulaire                    cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:formulaire#envoyee            cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:messages                      cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
candidatures:piece                         cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:piece-du-fil                  cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:recapitulatif                 cnx  200  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:recapitulatif#envoyee         cnx  302  404  404  404  404  404  cnx  404  404  404  404  404  404  404
candidatures:reponses                      cnx  200  404  200  404  404  404  cnx  404  404  404  200  404  404  404
candidatures:retirer                       cnx  200  404  302  404  404  404  cnx  404  404  404  302  404  404  404
candidatures:retirer#deposee               cnx  200  404  302  404  404  404  cnx  404  404  404  302  404  404  404
# Avis du comité
candidatures:avis                          cnx  404  404  404  404  404  404  404  200  404  404  404  404  404  404
candidatures:avis#rendu                    cnx  404  404  404  404  404  404  404  200  404  404  404  404  404  404
candidatures:avis-piece                    cnx  404  404  404  404  404  404  404  200  404  404  404  404  404  404
candidatures:deport                        cnx  404  404  404  404  404  404  404  200  404  404  404  404  404  404
"""

COMPTE_LECTURE = """
#                                          anon port acco coll autr ment amen lien comi cdep sele pilo pdep refe admi
# Compte (allauth)
account_change_password                    cnx  200  302  200  200  200  200  cnx  200  200  200  200  200  200  200
account_complete_password_reset            302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
account_confirm_login_code                 cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
account_confirm_password_reset_code        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx
account_email                              cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
account_email_verification_sent            cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
account_inactive                           200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
account_login                              200  302  302  302  302  302  302  200  302  302  302  302  302  302  302
account_logout                             302  200  200  200  200  200  200  302  200  200  200  200  200  200  200
account_password_reset_completed           200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
account_reauthenticate                     cnx  200  403  200  200  200  200  cnx  200  200  200  200  200  200  200
account_request_login_code                 200  302  302  302  302  302  302  200  302  302  302  302  302  302  302
account_reset_password                     200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
account_set_password                       cnx  302  200  302  302  302  302  cnx  302  302  302  302  302  302  302
account_signup                             200  302  302  302  302  302  302  200  302  302  302  302  302  302  302
# Second facteur (allauth)
mfa_activate_totp                          cnx  200  200  200  200  200  200  cnx  200  200  200  302  302  200  302
mfa_add_webauthn                           cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
mfa_authenticate                           cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
mfa_deactivate_totp                        cnx  404  404  404  404  404  404  cnx  404  404  404  200  200  404  200
mfa_download_recovery_codes                cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
mfa_edit_webauthn                          cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
mfa_generate_recovery_codes                cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
mfa_index                                  cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
mfa_list_webauthn                          cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
mfa_login_webauthn                         cnx  302  302  302  302  302  302  cnx  302  302  302  302  302  302  302
mfa_reauthenticate                         cnx  302  403  302  302  302  302  cnx  302  302  302  200  200  302  200
mfa_reauthenticate_webauthn                cnx  302  403  302  302  302  302  cnx  302  302  302  302  302  302  302
mfa_remove_webauthn                        cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
mfa_view_recovery_codes                    cnx  404  404  404  404  404  404  cnx  404  404  404  404  404  404  404
# Sessions (allauth)
usersessions_list                          cnx  200  200  200  200  200  200  cnx  200  200  200  200  200  200  200
# Admin de Django
admin:app_list                             cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:autocomplete                         cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  403  403  cnx  403
admin:index                                cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:jsi18n                               cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:login                                cnx  403  403  403  403  403  403  cnx  403  403  403  302  302  403  302
admin:logout                               cnx  302  302  302  302  302  302  cnx  302  302  302  405  405  302  405
admin:password_change                      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  302
admin:password_change_done                 cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:referentiel_competence_archiver      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  200  200  cnx  200
admin:referentiel_competence_retablir      cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  302  302  cnx  302
admin:view_on_site                         cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  404  404  cnx  404
# Démonstration (montée en mode démonstration seulement)
exploitation:courriel                      404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
exploitation:courriels                     200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
exploitation:entrer                        cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx
exploitation:entrer#inconnu                cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx  cnx
exploitation:horloge                       200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
"""
