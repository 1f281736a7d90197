"""What the pages say of the signatures of an agreement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from accompagnements.encarts import Suite
from comptes.acteurs import ActeurLien
from conventions import consentements
from conventions.models import CodeDeSignature, Convention, Signataire
from socle import horloge
from socle.acteurs import Acteur


def avec_les_signatures() -> Prefetch:
    """Read with agreements those who sign them, in order (`signatures`)."""
    vivants = Signataire.objects.vivants().select_related("personne", "exemplaire").order_by("rang", "pk")
    return Prefetch("signataires", vivants, to_attr="signatures")


def lire_les_signatures(conventions: list[Convention]) -> None:
    """Give their signatures to the agreements that wait for some, or were refused one; those of the others are on their own page.

    No query when there is none.
    """
    suivies = [convention for convention in conventions if convention.etat in {Convention.Etat.EMISE, Convention.Etat.REFUSEE}]
    prefetch_related_objects(suivies, avec_les_signatures())
    for convention in conventions:
        if convention not in suivies:
            convention.signatures = []  # type: ignore[attr-defined]  (what the prefetch of the others names)


def adresse_de_signature(signataire_id: int) -> str:
    """Return the page where one person signs: what a personal link opens."""
    numero = Signataire.objects.values_list("convention__numero", flat=True).get(pk=signataire_id)
    return reverse("conventions:signer", args=[numero])


def limite_de_signature(convention: Convention) -> datetime:
    """Return the instant after which an issued agreement is cancelled."""
    return convention.emise_le + settings.DELAI_SIGNATURE


def la_mienne(convention: Convention, acteur: Acteur) -> Signataire | None:
    """Return the signature of this very person in an agreement read with its signatures, or None."""
    personne = acteur.personne
    return next((signataire for signataire in convention.signatures if personne and signataire.personne_id == personne.pk), None)


def suite_de_la_signature(convention: Convention, acteur: Acteur) -> Suite | None:
    """Return what comes next for this person on an agreement to sign, read with its signatures."""
    signataire = la_mienne(convention, acteur)
    manquent = [autre for autre in convention.signatures if autre.etat == Signataire.Etat.ATTENDU]
    mots = convention.mots
    if signataire and signataire in manquent:
        texte = f"Lisez-{mots.pronom}, puis signez-{mots.pronom} ici en deux minutes, ou sur papier. Chacun signe quand il veut."
        return Suite(
            f"{mots.le.capitalize()} attend votre signature", texte, True, reverse("conventions:signer", args=[convention.numero]), "Signer"
        )
    noms = ", ".join(autre.nom for autre in manquent)
    texte = f"Il manque la signature de {noms}." if manquent else "Les signatures sont attendues."
    return Suite(f"{mots.le.capitalize()} se signe", texte, False, convention.get_absolute_url(), f"Voir où {mots.il} en est")


@dataclass(frozen=True)
class Page:
    """What the page where one person signs shows; `code` is the one they may type now, when they come by a link."""

    signataire: Signataire
    convention: Convention
    par_lien: bool
    code: CodeDeSignature | None

    @property
    def est_a_signer(self) -> bool:
        """This person may sign now."""
        attendue = self.signataire.etat == Signataire.Etat.ATTENDU and self.convention.etat == Convention.Etat.EMISE
        return attendue and self.convention.document is not None and horloge.maintenant() < self.limite

    @property
    def limite(self) -> datetime:
        """After this instant the agreement is cancelled."""
        return limite_de_signature(self.convention)

    @property
    def texte(self) -> str:
        """The exact words that this person accepts."""
        return consentements.consentement(
            document=self.convention.mots.le,
            nom=self.signataire.nom,
            qualite=self.signataire.qualite,
            au_titre=self.signataire.au_titre,
            numero=self.convention.numero,
            empreinte=self.convention.document.empreinte,
        )

    @property
    def contenu(self) -> dict[str, Any]:
        """What the agreement says, as frozen at emission."""
        return self.convention.contexte

    @property
    def manquent(self) -> list[Signataire]:
        """Those who have not signed."""
        return [autre for autre in self.convention.signatures if autre.etat == Signataire.Etat.ATTENDU]

    @property
    def refus(self) -> Signataire | None:
        """Who refused, if somebody did."""
        return next((autre for autre in self.convention.signatures if autre.etat == Signataire.Etat.REFUSE), None)

    @property
    def adresse_masquee(self) -> str:
        """Where the code goes, without giving the address to who holds a link that is not theirs."""
        nom, _, domaine = (self.signataire.personne.email or "").partition("@")
        return f"{nom[:1]}…@{domaine}" if domaine else ""


def page(convention: Convention, acteur: Acteur) -> Page | None:
    """Return the page of this person in an agreement read with its signatures, None when they do not sign it."""
    signataire = la_mienne(convention, acteur)
    if signataire is None:
        return None
    signataire.convention = convention
    par_lien = isinstance(acteur, ActeurLien)
    code = CodeDeSignature.objects.vivants(horloge.maintenant()).filter(signataire=signataire).last() if par_lien else None
    return Page(signataire, convention, par_lien, code)
