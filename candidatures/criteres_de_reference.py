"""The criteria that a new call starts with: (family, code, name, help). Pure."""

RECEVABILITE, APPRECIATION = "recevabilite", "appreciation"

CRITERES = (
    (
        RECEVABILITE,
        "secteur",
        "Musiques actuelles",
        "La structure travaille dans ce secteur : scène, disque, édition, médias, enseignement…",
    ),
    (RECEVABILITE, "sujet", "Sujet dans le champ", "La question porte sur un savoir-faire professionnel qui se transmet de pair à pair."),
    (
        RECEVABILITE,
        "ni-prestation-ni-formation",
        "Ni prestation ni formation déguisée",
        "Personne ne demande ici un travail à faire à sa place, ni ce qu’un organisme vend déjà.",
    ),
    (APPRECIATION, "clarte", "Besoin clair", "On comprend la question, ce qui a été essayé et ce qui changerait."),
    (APPRECIATION, "pair-a-pair", "De pair à pair", "Quelqu’un qui a résolu la même question peut aider mieux qu’une autre aide."),
    (
        APPRECIATION,
        "effet",
        "Effet sur la structure et ses emplois",
        "La réponse servira à la structure au-delà de la personne accompagnée.",
    ),
    (APPRECIATION, "faisabilite", "Faisable dans le calendrier", "Les personnes sont disponibles, le volume demandé suffit."),
    (APPRECIATION, "equilibre", "Équilibre des territoires et des genres", "La demande aide à servir qui l’est peu aujourd’hui."),
    (APPRECIATION, "premiere-demande", "Première demande", "La structure n’a encore bénéficié de rien."),
)
