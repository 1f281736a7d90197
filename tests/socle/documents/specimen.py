"""Context of the specimen: a convention and a piece of report, with every component of documents."""

from datetime import UTC, date, datetime

from socle.documents.production import entete

PRODUIT_LE = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)

PARTIES = [
    {
        "role": "La structure pilote",
        "nom": "Fédération Trame sonore",
        "lignes": ["12 rue des Lavandières", "31000 Toulouse", "SIRET 123 456 789 00011", "représentée par Inès Delmas, directrice"],
    },
    {
        "role": "La personne-ressource",
        "nom": "Karim Benali",
        "lignes": [
            "administrateur du Hangar à sons",
            "34000 Montpellier",
            "SIRET 987 654 321 00028",
            "avec l’accord de Jeanne Roux, présidente",
        ],
    },
    {
        "role": "La structure bénéficiaire",
        "nom": "Association Les Cigales",
        "lignes": [
            "3 place du Foirail",
            "12000 Rodez",
            "RNA W123001234",
            "représentée par Paul Estève, président",
            "pour Léa Fabre, chargée de production",
        ],
    },
]
DEFINITIONS = [
    ["Question", "Comment suivre le coût complet de chaque projet sans y passer plus d'une heure par mois ?"],
    ["Compétences", "02.1 Construire et suivre un budget ; 02.3 Tenir une comptabilité analytique par projet"],
    ["Durée", "4 demi-journées, du lundi 7 décembre 2026 au vendredi 26 mars 2027"],
    ["Lieux", "Rodez, dans les locaux de la structure bénéficiaire ; une séance à distance"],
]
ARTICLES = [
    {
        "titre": "Objet",
        "ancre": "objet",
        "alineas": [
            "La convention organise un transfert de savoir-faire, de pair à pair, sur la question énoncée ci-dessus. Elle ne porte ni action de "
            "formation, ni emploi, ni vente de service entre la personne-ressource et la structure bénéficiaire, et ne crée entre elles aucune "
            "subordination.",
            "Chaque personne s'engage sur la base du volontariat et peut arrêter sans avoir à se justifier.",
        ],
        "points": [],
        "renvoi": "",
    },
    {
        "titre": "Durée et calendrier",
        "ancre": "duree",
        "alineas": [
            "L'accompagnement compte 4 demi-journées. Les dates changent par simple accord écrit ; le nombre de demi-journées, par avenant."
        ],
        "points": [],
        "renvoi": "",
    },
    {
        "titre": "Engagements de la personne-ressource",
        "ancre": "engagements",
        "alineas": ["La personne-ressource :"],
        "points": [
            "prépare chaque séance et se rend disponible aux dates convenues ;",
            "garde pour elle ce qu'elle apprend de la structure, pendant l'accompagnement et après ;",
            "ne démarche pas la structure bénéficiaire ;",
            "remplit le journal de bord et l'évaluation de sortie.",
        ],
        "renvoi": "",
    },
    {
        "titre": "Prise en charge",
        "ancre": "prise-en-charge",
        "alineas": [
            "L'accompagnement est gratuit pour la structure bénéficiaire. La structure pilote prend en charge 250 € par demi-journée tenue, "
            "temps et frais compris, soit 1 000 € au plus, versés au Hangar à sons sur facture, dans les 30 jours."
        ],
        "points": [],
        "renvoi": "justificatifs",
    },
    {
        "titre": "Pièces justificatives",
        "ancre": "justificatifs",
        "alineas": ["Sont demandées : la facture, la feuille de présence signée et l'évaluation de sortie."],
        "points": [],
        "renvoi": "",
    },
]
SIGNATURES = [
    {
        "role": "Pour la structure pilote",
        "nom": "Inès Delmas",
        "qualite": "directrice",
        "mention": "Signé en ligne le 20 novembre 2026 à 9 h 12",
    },
    {"role": "La personne-ressource", "nom": "Karim Benali", "qualite": "administrateur", "mention": ""},
    {"role": "Pour la structure bénéficiaire", "nom": "Paul Estève", "qualite": "président", "mention": ""},
]
CHIFFRES = [
    {"valeur": "48", "unite": "/ 60", "nom": "demi-journées tenues", "detail": "80 % de l'objectif"},
    {"valeur": "19", "unite": "", "nom": "structures", "detail": "sur 31 candidatures recevables"},
    {"valeur": "18", "unite": "jours", "nom": "du dépôt à la décision", "detail": "médiane, n = 29"},
    {"valeur": "92", "unite": "%", "nom": "réponses à la sortie", "detail": "22 personnes sur 24"},
]
GRAPHIQUE = {
    "identifiant": "niveaux",
    "titre": "Niveau moyen par domaine, avant, à la sortie et six mois après",
    "description": "Dans les quatre domaines, le niveau monte nettement à la sortie et monte encore un peu en six mois.",
    "categorie": "Domaine",
    "series": ["avant", "à la sortie", "six mois après"],
    "maximum": 4,
    "decimales": 1,
    "lignes": [
        {"libelle": "Gestion et administration", "valeurs": [1.2, 2.6, 2.9]},
        {"libelle": "Production, diffusion, tournée", "valeurs": [1.5, 2.7, 2.8]},
        {"libelle": "Filière enregistrée et développement d'artistes", "valeurs": [0.9, 2.1, 2.3]},
        {"libelle": "Transition écologique", "valeurs": [0.6, 1.9, None]},
    ],
}
BUDGET = {
    "titre": "Prévu, engagé, réalisé et payé, en euros",
    "colonnes": [
        {"libelle": "Ligne", "largeur": 4, "nombre": False},
        *({"libelle": nom, "largeur": 2, "nombre": True} for nom in ("Prévu", "Engagé", "Réalisé", "Payé")),
    ],
    "rangs": [
        ["Interventions", "15 000 €", "14 500 €", "12 000 €", "9 250 €"],
        ["Essaimage", "3 000 €", "3 000 €", "3 000 €", "3 000 €"],
        ["Pilotage", "12 000 €", "12 000 €", "9 000 €", "9 000 €"],
    ],
    "pied": ["Enveloppe", "30 000 €", "29 500 €", "24 000 €", "21 250 €"],
}
CONTEXTE = {
    "entete": entete(
        genre="Convention tripartite",
        titre="Suivre le coût de chaque projet aux Cigales",
        jour=date(2026, 11, 20),
        numero="DOS-2026-0042-A1-C1",
        chapo="Un transfert de savoir-faire de quatre demi-journées, entre Montpellier et Rodez.",
    ),
    "parties": PARTIES,
    "definitions": DEFINITIONS,
    "articles": ARTICLES,
    "signatures": SIGNATURES,
    "chiffres": CHIFFRES,
    "graphique": GRAPHIQUE,
    "legende": "Niveau moyen déclaré, de 0 (pas encore) à 4 (expertise et transmission), par les personnes qui ont répondu aux trois temps. n = 14.",
    "budget": BUDGET,
}
