"""One real pair through any sequence of what happens to it: the line, the quota and the terms in force stay together."""

import uuid
from datetime import timedelta
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement, Seance
from conventions import actions
from conventions.models import Convention
from programme.actions import modifier_ligne
from programme.models import Ligne, Mouvement, Quota
from programme.regles import part
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import DocumentProduit
from socle.refus import Refus
from tests import avenants, parcours

pytestmark = pytest.mark.django_db
A = Accompagnement.Etat
C = Convention.Etat


class Suites(RuleBasedStateMachine):
    """Each rule is a real action; what it refuses changes nothing."""

    depart: Accompagnement

    def __init__(self) -> None:
        super().__init__()
        self.exemple = transaction.atomic()
        self.exemple.__enter__()
        self.mentor = parcours.acteur(self.depart.mentor.personne)
        self.beneficiaire = parcours.acteur(self.depart.candidature.porteur)
        self.equipe = parcours.acteur(parcours.pilote())

    def teardown(self):
        """Each example leaves nothing behind it."""
        transaction.set_rollback(True)
        self.exemple.__exit__(None, None, None)

    @property
    def paire(self) -> Accompagnement:
        return Accompagnement.objects.get(pk=self.depart.pk)

    def essayer(self, geste, *arguments, **nommes):
        try:
            with transaction.atomic():
                return geste(*arguments, **nommes)
        except Refus:
            return None

    def une_seance(self, etat: str) -> Seance | None:
        return self.paire.seances.filter(etat=etat).order_by("pk").first()

    def avenant(self, etat: str) -> Convention | None:
        return Convention.objects.filter(parent__isnull=False, etat=etat).first()

    # ---------- half-days ----------

    @rule(jours=st.integers(1, 12), moments=st.sampled_from([("matin",), ("apres_midi",), ("matin", "apres_midi")]))
    def tenir(self, jours, moments):
        rendu = parcours.compte_rendu(horloge.aujourdhui() - timedelta(days=jours), moments)
        self.essayer(a_accompagnements.declarer_tenue, self.paire, rendu, acteur=self.mentor)

    @rule(jours=st.integers(1, 20))
    def prevoir(self, jours):
        debut = horloge.maintenant() + timedelta(days=jours)
        plan = a_accompagnements.Plan(debut, debut + timedelta(hours=3), 1, a_distance=True)
        self.essayer(a_accompagnements.planifier, self.paire, plan, cle=uuid.uuid4(), acteur=self.mentor)

    @rule()
    def contester(self):
        if seance := self.une_seance(Seance.Etat.TENUE):
            self.essayer(a_accompagnements.contester, seance, motif="Nous n’étions pas là.", acteur=self.beneficiaire)

    @rule(maintenir=st.booleans())
    def trancher(self, maintenir):
        if seance := self.une_seance(Seance.Etat.CONTESTEE):
            geste = a_accompagnements.maintenir if maintenir else a_accompagnements.ecarter
            self.essayer(geste, seance, mot="Entendu.", acteur=self.equipe)

    # ---------- avenants ----------

    @rule(demi_journees=st.integers(1, 5), decalage=st.integers(-40, 5), fin_anticipee=st.booleans())
    def preparer_un_avenant(self, demi_journees, decalage, fin_anticipee):
        paire = self.paire
        fin = paire.fin + timedelta(days=decalage)
        changements = actions.Changements("Cela change.", paire.debut, fin, demi_journees, fin_anticipee)
        self.essayer(actions.preparer_avenant, paire, changements, acteur=self.equipe)

    @rule()
    def emettre_l_avenant(self):
        if (avenant := self.avenant(C.PREPAREE)) and self.essayer(actions.emettre, avenant, acteur=self.equipe):
            # Drawing it is the work of others.
            document = DocumentProduit.objects.create(
                dossier=avenant.dossier,
                genre="avenant",
                nom="avenant.pdf",
                gabarit="avenant",
                version_gabarit="essai",
                contexte={},
                octets=parcours.PDF,
                empreinte=uuid.uuid4().hex * 2,
                produit_le=horloge.maintenant(),
            )
            Convention.objects.filter(pk=avenant.pk).update(document=document)

    @rule()
    def signer_l_avenant(self):
        if avenant := self.avenant(C.EMISE):
            self.essayer(avenants.signer_sur_papier, avenant)

    @rule()
    def annuler_l_avenant(self):
        if avenant := self.avenant(C.EMISE):
            self.essayer(actions.annuler, avenant, acteur=self.equipe)

    # ---------- ends, and the line ----------

    @rule(comment=st.sampled_from(["terminer", "abandonner", "rompre"]), vraiment=st.integers(0, 3))
    def finir(self, comment, vraiment):
        if vraiment:
            return  # most examples go on
        motif = {} if comment == "terminer" else {"motif": "Cela s’arrête."}
        self.essayer(getattr(a_accompagnements, comment), self.paire, **motif, acteur=self.equipe)

    @rule(montant=st.sampled_from([500, 600, 750, 1000, 15000]))
    def changer_la_ligne(self, montant):
        self.essayer(modifier_ligne, self.ligne(), Decimal(montant), acteur=SYSTEME)

    def ligne(self) -> Ligne:
        return Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)

    # ---------- what holds ----------

    @invariant()
    def les_compteurs_sont_les_sommes(self):
        ligne = self.ligne()
        sommes = dict(Mouvement.objects.order_by().values_list("genre").annotate(somme=Sum("montant")))
        assert (ligne.engage, ligne.realise) == (sommes["engage"] - sommes.get("libere", 0), sommes.get("realise", 0))
        assert 0 <= ligne.paye <= ligne.realise <= ligne.engage <= ligne.montant

    @invariant()
    def la_ligne_et_le_quota_disent_ce_qui_est_en_vigueur(self):
        paire, ligne = self.paire, self.ligne()
        tenues, reservees = paire.demi_journees_tenues, paire.demi_journees_reservees
        assert reservees <= paire.demi_journees
        assert ligne.realise == part(paire.montant, tenues, paire.demi_journees)
        a_signer = self.avenant(C.EMISE)
        en_plus, cout = (max(a_signer.demi_journees_ajoutees, 0), max(a_signer.montant_ajoute, 0)) if a_signer else (0, 0)
        if paire.etat in {A.CONVENTIONNE, A.EN_COURS}:
            assert ligne.engage == paire.montant + cout
            assert Quota.objects.get().pris == paire.demi_journees + en_plus
        else:
            assert self.avenant(C.EMISE) is None
            assert ligne.engage == part(paire.montant, reservees, paire.demi_journees)
        if paire.etat == A.REALISE:
            assert Quota.objects.get().pris == reservees


def test_une_paire_reste_coherente_apres_n_importe_quelle_suite():
    Suites.depart = parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", demi_journees=3))
    exemples = max(settings().max_examples // 4, 12)
    run_state_machine_as_test(Suites, settings=settings(max_examples=exemples, stateful_step_count=14))
