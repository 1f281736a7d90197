"""The ledger after any sequence of what conventions do to it: driven by a model of conventions, checked after each step."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test

from programme import actions
from programme.models import Edition, Ligne, Mouvement
from programme.regles import montant, part
from socle.acteurs import SYSTEME
from socle.refus import Refus
from tests import parcours

pytestmark = pytest.mark.django_db
ENVELOPPE = 4000


@dataclass
class Modele:
    """What an agreement should have in the ledger."""

    rang: int
    demi_journees: int
    montant: Decimal
    tenues: int = 0
    payees: int = 0
    finie: bool = False
    annulee: bool = False
    avenants: int = 0

    @property
    def convention(self) -> str:
        return f"conventions.convention:{self.rang}"

    @property
    def accompagnement(self) -> str:
        return f"accompagnements.accompagnement:{self.rang}"

    @property
    def tenu(self) -> Decimal:
        return part(self.montant, self.tenues, self.demi_journees)

    @property
    def reserve(self) -> Decimal:
        if self.annulee:
            return Decimal(0)
        return self.tenu if self.finie else self.montant


class GrandLivre(RuleBasedStateMachine):
    """Emissions, cancellations, half-days held and contested, avenants, early ends, payments, changes of lines: in any order."""

    conventions = Bundle("conventions")

    def __init__(self) -> None:
        super().__init__()
        self.exemple = transaction.atomic()
        self.exemple.__enter__()
        self.edition = parcours.edition()
        Edition.objects.filter(pk=self.edition.pk).update(enveloppe=ENVELOPPE)
        Ligne.objects.filter(edition=self.edition).update(montant=1500)
        self.suivies: list[Modele] = []
        self.parties = 0

    def teardown(self):
        """Each example leaves nothing behind it."""
        transaction.set_rollback(True)
        self.exemple.__exit__(None, None, None)

    @property
    def ligne(self) -> Ligne:
        return Ligne.objects.get(edition=self.edition, genre=Ligne.Genre.INTERVENTIONS)

    @rule(target=conventions, demi_journees=st.integers(1, 8), prix=st.sampled_from(["500", "333.33", "0"]))
    def emettre(self, demi_journees, prix):
        self.parties += 1
        nouvelle = Modele(self.parties, demi_journees, montant(demi_journees, Decimal(prix)))
        try:
            actions.engager(self.edition, origine=nouvelle.convention, demi_journees=demi_journees, montant=nouvelle.montant)
        except Refus:
            assert nouvelle.montant > self.ligne.disponible
            return multiple()
        self.suivies.append(nouvelle)
        return nouvelle

    @rule(convention=conventions)
    def repeter_l_emission(self, convention):
        if not convention.avenants:
            rejoue = {"origine": convention.convention, "demi_journees": convention.demi_journees, "montant": convention.montant}
            assert actions.engager(self.edition, **rejoue) is None

    @rule(convention=conventions)
    def annuler_ou_refuser(self, convention):
        """Before signature: all goes back, and the agreement takes no part any more."""
        if convention.tenues or convention.avenants or convention.finie:
            return
        convention.finie = convention.annulee = True
        self._liberer(convention.convention, convention.demi_journees, convention.montant)

    @rule(convention=conventions, tenues=st.integers(0, 8))
    def tenir_contester_trancher(self, convention, tenues):
        """Half-days held go up by declarations, down by contests: the ledger follows in both directions, never below what is paid."""
        if convention.finie or not convention.payees <= tenues <= convention.demi_journees:
            return
        convention.tenues = tenues
        self._realiser(convention)

    @rule(convention=conventions, payees=st.integers(1, 8))
    def payer(self, convention, payees):
        if not convention.payees < payees <= convention.tenues:
            return
        convention.payees = payees
        somme = part(convention.montant, payees, convention.demi_journees)
        actions.payer(self.edition, origine=f"pilotage.demandepaiement:{convention.rang}", demi_journees=payees, montant=somme)

    @rule(convention=conventions)
    def mettre_fin(self, convention):
        """An early end, or a pair that breaks: what was not held goes back, once."""
        if convention.annulee:
            return
        convention.finie = True
        reste = convention.demi_journees - convention.tenues
        for _ in range(2):
            self._liberer(convention.convention, reste, convention.montant - convention.tenu)

    @rule(convention=conventions, demi_journees=st.integers(1, 8))
    def signer_un_avenant(self, convention, demi_journees):
        """More half-days are engaged under the avenant, fewer are released under it; the price of a half-day stays."""
        if convention.finie or convention.payees or demi_journees < convention.tenues or demi_journees == convention.demi_journees:
            return
        nouveau = part(convention.montant, demi_journees, convention.demi_journees)
        ecart, rang = nouveau - convention.montant, f"conventions.convention:{convention.rang}00{convention.avenants}"
        if demi_journees > convention.demi_journees:
            ajout = demi_journees - convention.demi_journees
            try:
                actions.engager(self.edition, origine=rang, demi_journees=ajout, montant=ecart)
            except Refus:
                assert ecart > self.ligne.disponible
                return
        convention.avenants += 1
        # What was held is counted again under the new terms before anything goes back.
        anciennes, convention.demi_journees, convention.montant = convention.demi_journees, demi_journees, nouveau
        self._realiser(convention)
        if demi_journees < anciennes:
            self._liberer(rang, anciennes - demi_journees, -ecart)

    @rule(montant=st.integers(0, ENVELOPPE + 500), genre=st.sampled_from([Ligne.Genre.INTERVENTIONS, Ligne.Genre.PILOTAGE]))
    def changer_une_ligne(self, montant, genre):
        ligne = Ligne.objects.get(edition=self.edition, genre=genre)
        autres = self.edition.total_des_lignes() - ligne.montant
        try:
            actions.modifier_ligne(ligne, Decimal(montant), acteur=SYSTEME)
        except Refus:
            assert montant < ligne.engage or autres + montant > ENVELOPPE

    def _realiser(self, convention: Modele) -> None:
        actions.realiser(self.edition, origine=convention.accompagnement, demi_journees=convention.tenues, montant=convention.tenu)

    def _liberer(self, origine: str, demi_journees: int, montant: Decimal) -> None:
        actions.liberer(self.edition, origine=origine, demi_journees=demi_journees, montant=montant)

    @invariant()
    def tout_est_a_sa_place(self):
        """Bounds, then counters against the movements, then against what each agreement should have."""
        lignes = list(Ligne.objects.filter(edition=self.edition))
        assert sum(ligne.montant for ligne in lignes) <= ENVELOPPE
        for ligne in lignes:
            assert 0 <= ligne.paye <= ligne.realise <= ligne.engage <= ligne.montant
        sommes: Counter[str] = Counter()
        rangs: Counter[tuple[str, str]] = Counter()
        for origine, genre, rang, somme in Mouvement.objects.order_by("pk").values_list("origine", "genre", "rang", "montant"):
            assert rang == rangs[origine, genre]
            rangs[origine, genre] += 1
            sommes[genre] += somme
        [ligne] = [ligne for ligne in lignes if ligne.genre == Ligne.Genre.INTERVENTIONS]
        assert (ligne.engage, ligne.realise, ligne.paye) == (sommes["engage"] - sommes["libere"], sommes["realise"], sommes["paye"])
        assert ligne.engage == sum(convention.reserve for convention in self.suivies)
        assert ligne.realise == sum(convention.tenu for convention in self.suivies)


def test_le_grand_livre_tient_apres_n_importe_quelle_suite():
    parcours.edition()
    exemples = max(settings().max_examples, 100)
    run_state_machine_as_test(GrandLivre, settings=settings(max_examples=exemples, stateful_step_count=20))
