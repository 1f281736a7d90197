"""What django-allauth says to people, in the words of the platform: each sentence says what to do next."""

ERREURS_DU_COMPTE = {
    "account_inactive": "Ce compte est fermé. Écrivez à l’équipe si vous pensez que c’est une erreur.",
    "cannot_remove_primary_email": "Une autre adresse doit devenir la principale avant de retirer celle-ci.",
    "duplicate_email": "Cette adresse est déjà dans votre compte.",
    "email_password_mismatch": "L’adresse ou le mot de passe ne correspond pas.",
    "email_taken": "Cette adresse est déjà celle d’un autre compte.",
    "enter_current_password": "Saisissez votre mot de passe actuel.",
    "incorrect_code": "Ce code n’est pas le bon. Vérifiez-le, ou demandez-en un autre.",
    "incorrect_password": "Ce mot de passe n’est pas le bon.",
    "invalid_or_expired_key": "Ce lien ne sert plus. Demandez-en un autre.",
    "invalid_login": "Écrivez une adresse électronique, par exemple nom@exemple.fr.",
    "invalid_password_reset": "Ce lien ne sert plus. Demandez-en un autre.",
    "max_email_addresses": "Un compte a %d adresses au plus.",
    "rate_limited": "Trop d’essais à la suite. Attendez quelques minutes, puis recommencez.",
    "same_as_current": "C’est déjà celle que vous avez : écrivez-en une autre.",
    "select_only_one": "Choisissez-en une seule.",
    "too_many_login_attempts": "Trop d’essais à la suite. Attendez quelques minutes, puis recommencez.",
    "unknown_email": "Aucun compte n’a cette adresse.",
    "unverified_primary_email": "Confirmez d’abord votre adresse principale.",
}

ERREURS_DU_SECOND_FACTEUR = {
    "add_email_blocked": "Un compte protégé par un second facteur ne prend pas d’autre adresse.",
    "cannot_delete_authenticator": "Votre rôle demande un second facteur : ajoutez-en un autre avant de retirer celui-ci.",
    "cannot_generate_recovery_codes": "Installez d’abord un second facteur : les codes de secours servent quand il manque.",
    "incorrect_code": "Ce code n’est pas le bon. Attendez le suivant, puis saisissez-le.",
    "unverified_email": "Confirmez d’abord votre adresse électronique.",
}

# How one proves again who one is, by the id that allauth gives to each way.
PREUVES = {
    "reauthenticate": "Donner mon mot de passe",
    "mfa_reauthenticate": "Donner un code de l’application",
    "mfa_reauthenticate:webauthn": "Utiliser une clé d’accès",
}
