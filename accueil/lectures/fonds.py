"""Everything a person is concerned with, in a fixed number of queries; the rest of mon espace is computed from it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from accompagnements.models import Accompagnement, Proposition
from accompagnements.models.proposition import OUVERTES
from candidatures.models import Avis, Candidature, Participant
from comptes.acteurs import est_pilote
from comptes.models import Instance, Personne
from conventions.droits import mon_cote
from conventions.models import Convention, Partie, Signataire
from evaluations.models import Evaluation
from socle.acteurs import Acteur
from socle.models import Message


@dataclass(frozen=True)
class Fonds:
    """What this person carries, accompanies, signs and evaluates; the pilot team sees here only what is their own."""

    acteur: Acteur

    @property
    def moi(self) -> Personne:
        return self.acteur.personne

    @cached_property
    def candidatures(self) -> list[Candidature]:
        """Requests they follow, the last touched first."""
        vues = (
            Candidature.objects.visibles_par(self.acteur)
            .pour_liste()
            .select_related("reponses__version")
            .order_by("-reponses__modifiee_le", "-pk")
        )
        return list(vues.filter(porteur=self.moi) if self._est_pilote else vues)

    @cached_property
    def propositions(self) -> list[Proposition]:
        """Proposals that wait for somebody, the most urgent first."""
        vues = Proposition.objects.visibles_par(self.acteur).filter(etat__in=OUVERTES).pour_page().order_by("echeance", "pk")
        if self._est_pilote:
            # Of their own request they read here what a beneficiary does: who said yes.
            vues = vues.filter(Q(profil__personne=self.moi) | Q(candidature__porteur=self.moi, etat=Proposition.Etat.ACCEPTEE))
        return list(vues)

    @cached_property
    def accompagnements(self) -> list[Accompagnement]:
        """Pairs of which they are, the latest first, each with its next session; those given up are left out."""
        vivantes = Accompagnement.objects.visibles_par(self.acteur).exclude(etat=Accompagnement.Etat.ABANDONNE)
        vues = vivantes.pour_page().avec_reste().avec_prochaine_seance()
        if self._est_pilote:
            referente = Participant.objects.filter(pk=OuterRef("beneficiaire"), personne=self.moi)
            vues = vues.filter(Q(mentor__personne=self.moi) | Q(candidature__porteur=self.moi) | Exists(referente))
        return list(vues.order_by("-cree_le", "-pk"))

    @cached_property
    def a_signer(self) -> dict[int, Convention]:
        """Agreements that wait for signatures, by pair."""
        emises = Convention.objects.filter(
            accompagnement__in=[accompagnement.pk for accompagnement in self.accompagnements],
            etat=Convention.Etat.EMISE,
            document__isnull=False,
        )
        vues = emises.visibles_par(self.acteur).defer("contexte")
        return {convention.accompagnement_id: convention for convention in vues}

    @cached_property
    def signatures(self) -> list[Signataire]:
        """Their own signatures that are awaited."""
        miens = Signataire.objects.visibles_par(self.acteur).attendus().filter(personne=self.moi, convention__etat=Convention.Etat.EMISE)
        lus = miens.select_related("convention__accompagnement__candidature__structure")
        return list(lus.defer("convention__contexte").order_by("convention__emise_le", "pk"))

    @cached_property
    def informations(self) -> list[Partie]:
        """What agreements in preparation say of their side, to be checked; asked only while a pair prepares."""
        en_preparation = [paire.pk for paire in self.accompagnements if paire.etat == Accompagnement.Etat.PREPARE]
        if not en_preparation:
            return []
        vues = Partie.objects.a_verifier().filter(mon_cote(self.acteur), convention__accompagnement__in=en_preparation)
        return list(vues.select_related("convention__accompagnement__candidature"))

    @cached_property
    def evaluations(self) -> list[Evaluation]:
        """Evaluations they are asked and may still answer, the most urgent first."""
        envoyees = Evaluation.objects.visibles_par(self.acteur).filter(personne=self.moi, etat=Evaluation.Etat.ENVOYEE)
        vues = envoyees.select_related("accompagnement__candidature__structure", "accompagnement__mentor__personne").order_by("expire_le")
        return [evaluation for evaluation in vues if evaluation.est_ouverte]

    @cached_property
    def avis(self) -> list[Avis]:
        """Opinions that a member of the comité technique has to give; nobody else is read for."""
        if Instance.COMITE_TECHNIQUE not in self.moi.instances():
            return []
        return list(Avis.objects.demandes_a(self.acteur).a_rendre().select_related("dossier", "candidature__structure"))

    @cached_property
    def derniers_messages(self) -> dict[int, Message]:
        """The last message of the thread of each request, by file."""
        dossiers = [candidature.dossier_id for candidature in self.candidatures]
        fils = Message.objects.filter(dossier__in=dossiers).select_related("auteur").order_by("le", "pk")
        return {message.dossier_id: message for message in fils}

    @cached_property
    def _est_pilote(self) -> bool:
        return est_pilote(self.acteur)
