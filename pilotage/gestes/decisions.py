"""The decision on a request: taken, announced, taken back."""

from accompagnements.models import Accompagnement
from candidatures import actions as candidatures
from conventions.models import Convention
from pilotage import actions
from pilotage.forms import Accord, Ajournement, Annonce, Attente, Motif, Reorientation, SansSuite
from pilotage.lectures.dossier import Cibles

from .geste import Geste, decision_a_annoncer


def _rien_d_engage(cibles: Cibles) -> bool:
    """No agreement was issued: nobody is bound yet."""
    paire, convention = cibles.accompagnement, cibles.convention
    paire_libre = paire is None or paire.etat == Accompagnement.Etat.PREPARE
    return paire_libre and (convention is None or convention.etat == Convention.Etat.PREPAREE)


DECISIONS = (
    Geste(
        "annoncer-la-decision",
        "candidature",
        candidatures.annoncer_decision,
        "La décision est envoyée : la structure la lit dans son courriel et sur sa page.",
        journal="annoncer_decision",
        libelle="Envoyer la décision",
        titre="Relisez, puis envoyez",
        consequence="Jusque-là, la structure n’en sait rien. Une fois le courriel parti, on ne revient plus sur la décision.",
        formulaire=Annonce,
        possible=decision_a_annoncer,
        previent=True,
    ),
    Geste(
        "declarer-irrecevable",
        "candidature",
        candidatures.declarer_irrecevable,
        "La candidature est irrecevable.",
        transition="declarer_irrecevable",
        titre="Pourquoi cette candidature est-elle irrecevable ?",
        formulaire=Motif,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "accepter",
        "candidature",
        candidatures.accepter,
        "La candidature est acceptée : les demi-journées sont réservées pour la structure.",
        transition="accepter",
        titre="Que lui accordez-vous ?",
        consequence="Les demi-journées sont prises sur ce qui reste à la structure.",
        formulaire=Accord,
        previent=True,
        montre_les_avis=True,
    ),
    Geste(
        "mettre-en-attente",
        "candidature",
        candidatures.mettre_en_attente,
        "La candidature est en liste d’attente.",
        transition="mettre_en_attente",
        titre="Que dire à la structure ?",
        consequence="Les plus anciennes sont en tête de la liste. La demande y reste jusqu’à ce que vous en décidiez autrement.",
        formulaire=Attente,
        previent=True,
        montre_les_avis=True,
    ),
    Geste(
        "ajourner",
        "candidature",
        candidatures.ajourner,
        "La candidature est ajournée : elle revient dans vos files ce jour-là.",
        transition="ajourner",
        titre="Jusqu’à quand, et pourquoi ?",
        formulaire=Ajournement,
        previent=True,
        montre_les_avis=True,
    ),
    Geste(
        "refuser",
        "candidature",
        candidatures.refuser,
        "La candidature est refusée.",
        transition="refuser",
        titre="Pourquoi la refuser ?",
        formulaire=Motif,
        est_discret=True,
        previent=True,
        montre_les_avis=True,
    ),
    Geste(
        "reorienter",
        "candidature",
        candidatures.reorienter,
        "La candidature est réorientée.",
        transition="reorienter",
        titre="Vers quel autre soutien ?",
        formulaire=Reorientation,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "classer-sans-suite",
        "candidature",
        actions.classer_sans_suite,
        "Le dossier est classé sans suite.",
        transition="classer_sans_suite",
        titre="Pourquoi classer ce dossier sans suite ?",
        consequence="Ce qui était accordé est rendu à la structure. La personne-ressource sollicitée est prévenue quand la décision part.",
        formulaire=SansSuite,
        possible=_rien_d_engage,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "revenir-sur-la-decision",
        "candidature",
        candidatures.reprendre_decision,
        "La décision est reprise : son courriel ne partira pas, vous pouvez en prendre une autre.",
        transition="reprendre_decision",
        consequence="Le courriel retenu est annulé et le dossier revient où il en était. La structure n’en a rien su.",
        possible=decision_a_annoncer,
        est_discret=True,
    ),
)
