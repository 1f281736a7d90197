"""What a profile chooses from."""

from django.db import models


class EtatProfil(models.TextChoices):
    PROPOSE = "propose", "Proposé·e"
    CONTACTE = "contacte", "Contacté·e"
    VALIDE = "valide", "Validé·e"
    EN_PAUSE = "en_pause", "En pause"
    ARCHIVE = "archive", "Archivé·e"


class Statut(models.TextChoices):
    SALARIE = "salarie", "Salarié·e"
    DIRIGEANT = "dirigeant", "Dirigeant·e"
    BENEVOLE = "benevole", "Dirigeant·e bénévole"
    INDEPENDANT = "independant", "Indépendant·e"


class Esthetique(models.TextChoices):
    CHANSON = "chanson", "Chanson"
    ROCK = "rock", "Rock, pop"
    METAL = "metal", "Metal, punk"
    RAP = "rap", "Rap, hip-hop"
    ELECTRO = "electro", "Musiques électroniques"
    JAZZ = "jazz", "Jazz, musiques improvisées"
    TRAD = "trad", "Musiques traditionnelles et du monde"
    REGGAE = "reggae", "Reggae, dub"
    OCCITAN = "occitan", "Création en langue occitane"
    JEUNE_PUBLIC = "jeune_public", "Jeune public"


class Deplacement(models.TextChoices):
    DEPARTEMENT = "departement", "Dans mon département"
    VOISINS = "voisins", "Jusque dans les départements voisins"
    REGION = "region", "Dans toute l’Occitanie"


class ModePaiement(models.TextChoices):
    FACTURE_STRUCTURE = "facture_structure", "Facture de la structure de la personne-ressource"
    FACTURE_INDEPENDANT = "facture_independant", "Facture d’une personne indépendante"
    FRAIS = "frais", "Frais remboursés au réel, sur justificatifs"
    RENONCIATION = "renonciation", "Renonciation à la prise en charge"


class Visibilite(models.TextChoices):
    EQUIPE = "equipe", "L’équipe pilote seulement"
    PARTENAIRES = "partenaires", "L’équipe pilote et le comité technique"
    PUBLIQUE = "publique", "Tout le monde, dans l’annuaire public"
