"""The page of a proposal, as each side reads it."""

from dataclasses import dataclass
from typing import NamedTuple

from accompagnements import droits
from accompagnements.encarts import Suite
from accompagnements.models import Proposition, QuestionProposition
from accompagnements.models.proposition import SANS_ACCORD
from candidatures.models import Candidature
from mentors.models import Savoir
from socle.acteurs import Acteur
from socle.templatetags.tsf import echeance as en_echeance
from socle.templatetags.tsf import jour as en_jour
from socle.workflow import Bouton, boutons

from .besoin import Besoin, besoin, savoirs

Etat = Proposition.Etat
MENTOR, BENEFICIAIRE, PILOTE = "mentor", "beneficiaire", "pilote"
_SUITES = {
    (MENTOR, Etat.ENVOYEE): Suite(
        "À vous de répondre", "Si vous acceptez, la structure confirme à son tour, puis nous préparons la convention."
    ),
    (MENTOR, Etat.ACCEPTEE): Suite("Vous avez accepté, merci", "C’est maintenant à la structure de confirmer. Vous recevrez un courriel."),
    (MENTOR, Etat.DECLINEE): Suite("Vous avez décliné", "L’équipe pilote sollicite quelqu’un d’autre. Merci d’avoir répondu."),
    (MENTOR, Etat.RETIREE): Suite("Cette demande ne vous est plus proposée", "Elle prend un autre chemin : vous n’avez plus rien à faire."),
    (MENTOR, Etat.CONFIRMEE): Suite("C’est confirmé", "L’équipe pilote prépare la convention avec vous deux."),
    (MENTOR, Etat.REFUSEE_PAR_BENEFICIAIRE): Suite(
        "La structure cherche un autre profil",
        "Ce n’est pas un jugement sur vos compétences : nous pourrons revenir vers vous pour une autre demande.",
    ),
    (BENEFICIAIRE, Etat.ACCEPTEE): Suite(
        "À vous de confirmer", "Dès votre confirmation, l’équipe prépare la convention que vous signerez à trois."
    ),
    (BENEFICIAIRE, Etat.RETIREE): Suite("Cette proposition n’est plus d’actualité", "L’équipe pilote revient vers vous avec la suite."),
    (BENEFICIAIRE, Etat.CONFIRMEE): Suite("C’est confirmé", "L’équipe pilote prépare la convention avec vous deux."),
    (BENEFICIAIRE, Etat.REFUSEE_PAR_BENEFICIAIRE): Suite(
        "Vous avez demandé quelqu’un d’autre", "L’équipe pilote cherche une autre personne-ressource et vous écrira dès qu’elle accepte."
    ),
}
# The mentor said yes while the team has not decided on the request.
_SUITES_AVANT_LA_DECISION = {
    MENTOR: Suite(
        "Vous avez accepté, merci", "L’équipe pilote décide d’abord de la demande, puis la structure confirme. Vous recevrez un courriel."
    ),
    BENEFICIAIRE: Suite(
        "Une personne-ressource a dit oui",
        "Vous n’avez rien à faire pour l’instant : la confirmation attend la décision de l’équipe sur votre candidature.",
    ),
}


class Delai(NamedTuple):
    """Until when an answer is expected, and how far that is; a late answer still counts."""

    quand: str
    reste: str


@dataclass(frozen=True)
class PageProposition:
    """What one side reads of a proposal; `gestes` holds the answers open to them, by name."""

    proposition: Proposition
    role: str
    suite: Suite
    besoin: Besoin
    savoirs: list[Savoir]
    gestes: dict[str, Bouton]
    delai: Delai
    questions: list[QuestionProposition]

    @property
    def peut_demander(self) -> bool:
        """The personne-ressource may ask the team a question; one at a time."""
        return self.role == MENTOR and self.proposition.etat == Etat.ENVOYEE and self.proposition.question_depuis is None

    @property
    def numero_accompagnement(self) -> str:
        """The number of the pair when it is born, else ""."""
        return self.proposition.accompagnement.numero if self.proposition.etat == Etat.CONFIRMEE else ""


def page_proposition(proposition: Proposition, acteur: Acteur) -> PageProposition:
    """Read the page of a proposal (`pour_page`) for one reader."""
    role = _role(proposition, acteur)
    gestes = {bouton.nom: bouton for bouton in boutons(proposition, acteur)}
    connus = list(savoirs(proposition)) if role != MENTOR else []
    suite = _suite(proposition, role, gestes)
    posees = list(proposition.questions.all()) if role != BENEFICIAIRE else []
    return PageProposition(proposition, role, suite, besoin(proposition.candidature), connus, gestes, _delai(proposition), posees)


def _role(proposition: Proposition, acteur: Acteur) -> str:
    if droits.est_le_mentor(proposition, acteur):
        return MENTOR
    # Who carries a request and is of the pilot team reads as the pilot what a beneficiary does not see.
    return BENEFICIAIRE if droits.est_le_beneficiaire(proposition, acteur) and proposition.etat not in SANS_ACCORD else PILOTE


def _suite(proposition: Proposition, role: str, gestes: dict[str, Bouton]) -> Suite:
    if role == PILOTE:
        return Suite(proposition.get_etat_display(), f"{proposition.profil.personne}, proposition du {en_jour(proposition.envoyee_le)}.")
    if proposition.etat == Etat.ACCEPTEE and proposition.candidature.etat_visible != Candidature.Etat.ACCEPTEE:
        return _SUITES_AVANT_LA_DECISION[role]
    trouvee = _SUITES[role, Etat(proposition.etat)]
    return Suite(trouvee.titre, trouvee.texte, a_vous=bool(gestes))


def _delai(proposition: Proposition) -> Delai:
    if proposition.est_en_retard:
        return Delai(f"réponse souhaitée pour le {en_jour(proposition.echeance)} ;", "elle reste la bienvenue")
    return Delai(f"réponse attendue jusqu’au {en_jour(proposition.echeance)},", en_echeance(proposition.echeance))
