"""What prevents the emission of an agreement, each with where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from conventions.models import Convention, Cote, ModePaiement, Partie, VersionModele
from programme.models import Ligne, Quota
from socle import horloge
from socle.templatetags.tsf import demi_journees, euros

from .avenants import empechement_d_avenant
from .parties import parties

SUR_FACTURE = {ModePaiement.FACTURE_STRUCTURE, ModePaiement.FACTURE_INDEPENDANT}
DE_QUI = {Cote.MENTOR: "la personne-ressource", Cote.BENEFICIAIRE: "la structure bénéficiaire"}


class Cure(StrEnum):
    """Where a reason is mended; pilotage knows the addresses."""

    PREPARATION = "preparation"
    INFORMATIONS = "informations"
    DIAGNOSTIC = "diagnostic"
    BUDGET = "budget"
    QUOTA = "quota"
    MODELE = "modele"


@dataclass(frozen=True)
class Empechement:
    """Why an agreement cannot be issued now, and what mends it; `cote` names the side that is at fault."""

    phrase: str
    cure: Cure
    libelle: str
    cote: str = ""


def empechements(convention: Convention) -> list[Empechement]:
    """Return all that prevents the emission (6 queries at most), the first to mend first."""
    if convention.est_un_avenant:
        return list(_avenant(convention))
    return [*_cadre(convention), *_dates(convention), *_payee(convention), *_contenu(convention), *_cotes(convention)]


def _avenant(avenant: Convention) -> Iterator[Empechement]:
    """Both sides checked the agreement: an avenant is judged by what it changes."""
    if phrase := empechement_d_avenant(avenant):
        yield Empechement(phrase, Cure.PREPARATION, "Annuler l’avenant et en préparer un autre")


def _cadre(convention: Convention) -> Iterator[Empechement]:
    """The template, the half-days granted, the line."""
    if VersionModele.objects.en_vigueur() is None:
        yield Empechement("Aucune version du modèle de convention n’est validée.", Cure.MODELE, "Voir le modèle")
    accompagnement = convention.accompagnement
    structure = accompagnement.candidature.structure_id
    quota = Quota.objects.filter(dispositif=accompagnement.dispositif_id, structure=structure).values_list("pris", flat=True).first()
    accordees = min(accompagnement.demi_journees, quota or 0)
    if convention.demi_journees > accordees:
        phrase = f"La convention prévoit {demi_journees(convention.demi_journees)}, la structure n’en a que {accordees} d’accordée"
        yield Empechement(f"{phrase}{'s' if accordees > 1 else ''}.", Cure.QUOTA, "Voir ce qui lui est accordé")
    edition = accompagnement.dispositif.edition_id
    ligne = Ligne.objects.filter(edition=edition, genre=Ligne.Genre.INTERVENTIONS).first()
    disponible = ligne.disponible if ligne else 0
    if convention.montant > disponible:
        nom = ligne.libelle if ligne else "Interventions"
        phrase = (
            f"La ligne « {nom} » n’a plus que {euros(disponible)} disponibles ; cette convention demande {euros(convention.montant)}. "
            "Faites augmenter la ligne, ou attendez qu’une autre convention libère de quoi la payer."
        )
        yield Empechement(phrase, Cure.BUDGET, "Voir le budget")


def _dates(convention: Convention) -> Iterator[Empechement]:
    libelle = "Corriger les dates"
    edition = convention.accompagnement.dispositif.edition
    if convention.fin < horloge.aujourdhui():
        yield Empechement(f"Les séances devaient finir le {convention.fin:%d/%m/%Y} : cette date est passée.", Cure.PREPARATION, libelle)
    # A start before the edition harms nobody: no session is held before the signature.
    if convention.fin > edition.fin:
        phrase = f"Les séances sortent de l’édition, qui va du {edition.debut:%d/%m/%Y} au {edition.fin:%d/%m/%Y}."
        yield Empechement(phrase, Cure.PREPARATION, libelle)


def _payee(convention: Convention) -> Iterator[Empechement]:
    """Who is paid by invoice has a SIRET."""
    if convention.mode_paiement in SUR_FACTURE and not convention.payee.sirets.exists():
        phrase = f"{convention.payee} serait payée sur facture, mais son SIRET manque."
        yield Empechement(phrase, Cure.PREPARATION, "Corriger la structure payée")


def _contenu(convention: Convention) -> Iterator[Empechement]:
    if not convention.accompagnement.candidature.objectifs.exists():
        yield Empechement(
            "La demande n’a aucun objectif : la convention ne dirait pas à quoi elle sert.", Cure.DIAGNOSTIC, "Voir la demande"
        )


def _cotes(convention: Convention) -> Iterator[Empechement]:
    """Each side said that its data is right, and may be written to when it signs online."""
    for cote, partie in parties(convention).items():
        qui = DE_QUI[Cote(cote)]
        if not partie.est_verifiee:
            phrase = f"Côté {qui}, les informations ne sont pas encore vérifiées."
            yield Empechement(phrase, Cure.INFORMATIONS, "Voir où elles en sont", cote)
        elif absent := _sans_adresse(partie):
            phrase = f"Côté {qui}, l’adresse électronique de {absent} manque : sans elle, on ne signe pas en ligne."
            yield Empechement(phrase, Cure.INFORMATIONS, "Compléter ses informations", cote)


def _sans_adresse(partie: Partie) -> str:
    """Return who of this side would sign online and has no address, or ""."""
    if partie.sur_papier:
        return ""
    if partie.personne is None or not partie.personne.email:
        return partie.nom
    return "" if partie.represente_sa_structure or partie.representant_email else partie.representant_nom or "la personne représentante"
