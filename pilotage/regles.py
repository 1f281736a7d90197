"""What comes next on a file, who acts, and in which queue of the team it waits. Pure: no Django, no clock, no query."""

from dataclasses import dataclass, replace
from datetime import date

from candidatures.regles import a_repondre_avant

EQUIPE = "l’équipe"
BENEFICIAIRE = "la structure qui demande"
MENTOR = "la personne-ressource"
PAIRE = "les deux personnes"
PLATEFORME = "la plateforme"
PERSONNE = ""


@dataclass(frozen=True)
class Faits:
    """What a file tells: states as stored ("" when the thing does not exist), `tenues` and `accordees` in half-days.

    `depuis` is the day of the present state of the request, `promesse` the days within which the call promises to leave it (0: no promise).
    `complement` is the deadline of the one that is asked. `fin` is the last day of the sessions.
    `interrompu` when a pair stopped, `reste` is what it left to give to another.
    """

    etat: str
    depuis: date | None = None
    decision_retenue: bool = False
    ajournee_jusqu_au: date | None = None
    complement: date | None = None
    message_en_attente: bool = False
    promesse: int = 0
    proposition: str = ""
    question_posee: bool = False
    mentor: str = ""
    echeance: date | None = None
    accompagnement: str = ""
    fin: date | None = None
    interrompu: bool = False
    reste: int = 0
    accordees: int = 0
    tenues: int = 0
    contestation: bool = False
    absence: bool = False
    convention: str = ""
    document_pret: bool = False
    avenant: str = ""
    avenant_pret: bool = False
    informations_attendues: bool = False
    informations_en_retard: bool = False
    evaluations_en_attente: int = 0
    prochaine_evaluation: date | None = None


@dataclass(frozen=True)
class Suite:
    """What comes next: a sentence, who acts, the verb of the button, the queue ("" when nobody waits for anything that is counted)."""

    texte: str
    qui: str
    verbe: str = "Ouvrir"
    file: str = ""
    echeance: date | None = None

    @property
    def est_a_equipe(self) -> bool:
        """The team acts next."""
        return self.qui == EQUIPE


COMPLEMENT = Suite("Complément attendu", BENEFICIAIRE, file="complements_attendus")
COMPLEMENT_EN_RETARD = Suite("Prolonger le complément, ou s’en passer", EQUIPE, "Relancer", "complements_en_retard")
A_ANNONCER = Suite("Envoyer la décision à la structure", EQUIPE, "Annoncer", "a_annoncer")
EN_LISTE_ATTENTE = Suite("En liste d’attente, jusqu’à ce qu’une place se libère", PLATEFORME, "Décider", "liste_attente")
AJOURNEE = Suite("Ajournée", PLATEFORME)
A_REPRENDRE = Suite("Reprendre la demande ajournée", EQUIPE, "Décider", "ajournees_echues")
RIEN = Suite("Plus rien à faire", PERSONNE)
A_REPONDRE = Suite("Répondre au message reçu", EQUIPE, "Répondre", "a_repondre")
A_REAFFECTER = Suite("Solliciter quelqu’un d’autre, ou rendre les demi-journées qui restent", EQUIPE, "Réaffecter", "a_reaffecter")
INTERROMPU = Suite("Accompagnement interrompu, plus rien à réaffecter", PERSONNE)
CONTESTATION = Suite("Trancher la contestation d’une séance", EQUIPE, "Trancher", "contestations")
ABSENCE = Suite("Décider si une absence compte", EQUIPE, "Décider", "absences")
DE_LA_DEMANDE = {
    "deposee": Suite("Vérifier la recevabilité", EQUIPE, "Instruire", "a_trier"),
    "recevable": Suite("Mener l’entretien de diagnostic", EQUIPE, "Diagnostiquer", "a_diagnostiquer"),
    "diagnostiquee": Suite("Décider", EQUIPE, "Décider", "a_decider"),
}
DE_LA_CONVENTION = {
    "": Suite("Préparer la convention", EQUIPE, "Préparer", "convention_a_emettre"),
    "preparee": Suite("Émettre la convention", EQUIPE, "Émettre", "convention_a_emettre"),
    "emise": Suite("Recueillir les trois signatures, puis verser l’exemplaire signé", EQUIPE, "Verser", "convention_a_signer"),
}
DE_L_AVENANT = {
    "preparee": Suite("Émettre l’avenant", EQUIPE, "Émettre", "avenants"),
    "emise": Suite("Recueillir les signatures de l’avenant, ou verser l’exemplaire signé", EQUIPE, "Verser", "avenants"),
}
DOCUMENT_EN_PREPARATION = Suite("Le document se prépare", PLATEFORME)

INFORMATIONS_ATTENDUES = Suite("Chaque côté vérifie ses informations pour la convention", PAIRE, file="informations_attendues")
INFORMATIONS_EN_RETARD = Suite("Vérifier par téléphone les informations de la convention", EQUIPE, "Vérifier", "informations_en_retard")


def suite(faits: Faits, aujourdhui: date) -> Suite:
    """Return what comes next on a file: the step where it stands, or an answer to give when the team has nothing else to do on it."""
    etape = _etape(faits, aujourdhui)
    return A_REPONDRE if faits.message_en_attente and not etape.est_a_equipe else etape


def _etape(faits: Faits, aujourdhui: date) -> Suite:
    if faits.decision_retenue:
        return A_ANNONCER
    if faits.etat == "complement_demande":
        tarde = faits.complement is not None and faits.complement < aujourdhui
        return replace(COMPLEMENT_EN_RETARD if tarde else COMPLEMENT, echeance=faits.complement)
    if faits.etat == "en_liste_attente":
        return EN_LISTE_ATTENTE
    if faits.etat == "ajournee":
        jour = faits.ajournee_jusqu_au
        return replace(A_REPRENDRE if jour and jour <= aujourdhui else AJOURNEE, echeance=jour)
    if faits.etat in DE_LA_DEMANDE:
        tenue = a_repondre_avant(faits.depuis, faits.promesse) if faits.depuis and faits.promesse else None
        return replace(DE_LA_DEMANDE[faits.etat], echeance=tenue)
    if faits.etat not in {"acceptee", "close"}:
        return RIEN
    return _avec_la_paire(faits, aujourdhui)


def _avec_la_paire(faits: Faits, aujourdhui: date) -> Suite:
    if faits.contestation:
        return CONTESTATION
    if faits.absence:
        return ABSENCE
    if not faits.accompagnement:
        return _trouver_quelqu_un(faits, aujourdhui)
    if faits.accompagnement == "prepare":
        return _signer(faits)
    if faits.accompagnement in {"conventionne", "en_cours"}:
        return _tenir(faits)
    return _evaluer(faits)


def _trouver_quelqu_un(faits: Faits, aujourdhui: date) -> Suite:
    if not faits.proposition and faits.interrompu:
        return A_REAFFECTER if faits.reste else INTERROMPU
    if not faits.proposition:
        return Suite("Solliciter une personne-ressource", EQUIPE, "Apparier", "a_apparier")
    if faits.question_posee:
        return Suite(f"Répondre à la question de {faits.mentor}", EQUIPE, "Répondre", "questions")
    if faits.proposition == "envoyee":
        attendue = Suite(f"Réponse de {faits.mentor} attendue", MENTOR, echeance=faits.echeance)
    else:
        attendue = Suite(f"{faits.mentor} a dit oui : la structure doit confirmer", BENEFICIAIRE, echeance=faits.echeance)
    if faits.echeance and aujourdhui > faits.echeance:
        return replace(
            attendue, texte="Relancer, ou solliciter quelqu’un d’autre", qui=EQUIPE, verbe="Relancer", file="propositions_en_retard"
        )
    return attendue


def _signer(faits: Faits) -> Suite:
    if faits.convention == "emise" and not faits.document_pret:
        return replace(DOCUMENT_EN_PREPARATION, file="convention_a_signer")
    if faits.convention == "preparee" and faits.informations_attendues:
        return INFORMATIONS_EN_RETARD if faits.informations_en_retard else INFORMATIONS_ATTENDUES
    return DE_LA_CONVENTION[faits.convention]


def _tenir(faits: Faits) -> Suite:
    if faits.avenant == "emise" and not faits.avenant_pret:
        return replace(DOCUMENT_EN_PREPARATION, file="avenants")
    if faits.avenant:
        return DE_L_AVENANT[faits.avenant]
    if not faits.tenues:
        return Suite("Tenir la première demi-journée", PAIRE, file="seances_en_cours", echeance=faits.fin)
    return Suite(
        f"Tenir la suite : {faits.tenues} demi-journée{'s' if faits.tenues > 1 else ''} sur {faits.accordees}",
        PAIRE,
        file="seances_en_cours",
        echeance=faits.fin,
    )


def _evaluer(faits: Faits) -> Suite:
    if faits.evaluations_en_attente:
        nombre = faits.evaluations_en_attente
        texte = "Une évaluation attendue" if nombre == 1 else f"{nombre} évaluations attendues"
        return Suite(texte, PAIRE, file="evaluations_en_attente")
    if faits.prochaine_evaluation:
        return Suite("Évaluation à six mois", PLATEFORME, echeance=faits.prochaine_evaluation)
    return RIEN


def pour_cent(partie: int, total: int) -> int | None:
    """Return a rounded percentage, None without anything to divide."""
    return round(100 * partie / total) if total else None
