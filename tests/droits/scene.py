"""Who stands where in the scene that the matrix and the tour of pages look at: one programme, one person per role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, TestCase

from accompagnements.models import Accompagnement, Agenda, Proposition, Seance, Temoin
from candidatures.models import Appel, Candidature
from comptes.middleware import CLE_LIEN
from comptes.models import LienPersonnel, Personne
from conventions.models import Convention
from evaluations.models import Evaluation
from mentors.models import ProfilMentor
from pilotage.models import Rapport
from referentiel.models import Competence
from tests.navigation import prouver

# In the order of the columns of the matrix. The files of the scene are the porteuse's, but one; the people "deporte" withdrew from hers.
ROLES = (
    "anonyme",
    "porteuse",
    "accompagnee",
    "collegue",
    "autre_beneficiaire",
    "mentor",
    "autre_mentor",
    "porteur_de_lien",
    "comite",
    "comite_deporte",
    "selection",
    "pilote",
    "pilote_deporte",
    "referent",
    "administrateur",
)
EXIGENT_UN_SECOND_FACTEUR = ("pilote", "pilote_deporte", "administrateur")


@dataclass
class Scene:
    """What tests/droits/mise_en_scene.py made.

    `personnes` is by role, `evaluations` by "stage/respondent"; candidatures and what follows them are by the point of the path that the
    request has reached, témoins by who reads them. `lien` is the personal link of "sortie/accompagne".
    """

    personnes: dict[str, Personne]
    lien: LienPersonnel
    appels: dict[str, Appel]
    candidatures: dict[str, Candidature]
    propositions: dict[str, Proposition]
    accompagnements: dict[str, Accompagnement]
    conventions: dict[str, Convention]
    evaluations: dict[str, Evaluation]
    profils: dict[str, ProfilMentor]
    rapports: dict[str, Rapport]
    temoins: dict[str, Temoin]
    seances: dict[str, Seance]
    competence: Competence
    agenda: Agenda

    def client(self, role: str) -> Client:
        """Return a client signed in a moment ago as the person of this role, or come by the link, or nobody."""
        client = Client()
        if cle := self.session(role):
            client.cookies[settings.SESSION_COOKIE_NAME] = cle
        return client

    def session(self, role: str) -> str:
        """Return the key of a new session of this role, "" for a visitor."""
        if role == "anonyme":
            return ""
        session = SessionStore()
        if role == "porteur_de_lien":
            session[CLE_LIEN] = [self.lien.pk, self.lien.version]
        else:
            personne = self.personnes[role]
            session[SESSION_KEY] = str(personne.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = personne.get_session_auth_hash()
            # What allauth asks before it shows a second factor: a proof less than five minutes old.
            prouver(session, personne, "password", *(["mfa"] if role in EXIGENT_UN_SECOND_FACTEUR else []))
        session.save()
        return session.session_key or ""


@contextmanager
def parenthese() -> Iterator[None]:
    """Undo, at the end, all that is written inside; counts as the transaction of a test case, in which documents may be drawn."""
    transactions = TestCase._enter_atomics()
    try:
        yield
    finally:
        TestCase._rollback_atomics(transactions)
