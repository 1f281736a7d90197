"""What is in force of an agreement: as it was signed, and as its avenants changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accompagnements.lectures import Termes, empechement_des_termes
from accompagnements.models import Accompagnement
from conventions.models import Convention, Cote, Partie
from programme.models import Edition
from socle import horloge
from socle.acteurs import Acteur
from socle.templatetags.documents import date_courte
from socle.templatetags.tsf import demi_journees, euros

from .parties import parties

Etat = Convention.Etat


def convention_signee(accompagnement: Accompagnement) -> Convention | None:
    """Return the signed agreement of a pair that still binds it, its avenants left out."""
    return Convention.objects.bases().filter(accompagnement=accompagnement, etat=Etat.SIGNEE).first()


def dernier_signe(base: Convention) -> Convention:
    """Return the last avenant that all parties signed, else the agreement itself: what it says is in force."""
    return base.avenants.filter(etat=Etat.SIGNEE).order_by("-pk").first() or base


def termes_de(avenant: Convention) -> Termes:
    """Return what an avenant gives to its accompagnement."""
    return Termes(avenant.debut, avenant.fin, avenant.demi_journees, avenant.montant, avenant.fin_anticipee)


def empechement_d_avenant(avenant: Convention) -> str:
    """Return why an avenant may not be issued now, or "": its edition, its dispositif, what is held meanwhile."""
    dispositif = avenant.accompagnement.dispositif
    if avenant.demi_journees_ajoutees > 0 and dispositif.edition.etat != Edition.Etat.OUVERTE:
        return "La mission de cette édition est achevée : aucune demi-journée ne s’ajoute plus."
    if avenant.demi_journees > dispositif.maximum:
        return f"« {dispositif} » donne au plus {dispositif.maximum} demi-journées."
    if not avenant.fin_anticipee and avenant.fin < horloge.aujourdhui():
        return f"Les séances finiraient le {avenant.fin:%d/%m/%Y} : cette date est passée."
    return empechement_des_termes(avenant.accompagnement, termes_de(avenant))


@dataclass(frozen=True)
class Changement:
    """One thing that an avenant changes, in words."""

    quoi: str
    avant: str
    apres: str


def changements(avenant: Convention) -> list[Changement]:
    """Return what an avenant that is not signed yet changes of what is in force."""
    return [*_du_calendrier(avenant), *_des_demi_journees(avenant), *_des_representants(avenant)]


def _du_calendrier(avenant: Convention) -> Iterator[Changement]:
    en_vigueur = avenant.accompagnement
    if (en_vigueur.debut, en_vigueur.fin) != (avenant.debut, avenant.fin):
        yield Changement("Dates des séances", _dates(en_vigueur.debut, en_vigueur.fin), _dates(avenant.debut, avenant.fin))


def _dates(debut: date | None, fin: date | None) -> str:
    return f"du {date_courte(debut)} au {date_courte(fin)}" if debut and fin else "à fixer"


def _des_demi_journees(avenant: Convention) -> Iterator[Changement]:
    if avenant.demi_journees_ajoutees:
        yield Changement("Nombre de demi-journées", demi_journees(avenant.demi_journees_avant), demi_journees(avenant.demi_journees))
    if avenant.montant_ajoute:
        yield Changement("Prise en charge, au plus", euros(avenant.montant_avant), euros(avenant.montant))


def _des_representants(avenant: Convention) -> Iterator[Changement]:
    if avenant.parent is None:
        return
    avant, apres = parties(dernier_signe(avenant.parent)), parties(avenant)
    for cote in Cote:
        ancien, nouveau = _qui_represente(avant[cote]), _qui_represente(apres[cote])
        if ancien != nouveau:
            yield Changement(f"Représente {apres[cote].structure_nom}", ancien, nouveau)


def _qui_represente(partie: Partie) -> str:
    if partie.represente_sa_structure:
        return partie.nom
    return ", ".join(mots for mots in (partie.representant_nom, partie.representant_qualite) if mots)


@dataclass(frozen=True)
class EnVigueur:
    """The current terms of an agreement, and the documents that made them, the agreement first."""

    debut: date | None
    fin: date | None
    demi_journees: int
    montant: Decimal | None
    textes: list[Convention]

    @property
    def est_change(self) -> bool:
        """At least one avenant was signed."""
        return any(texte.est_un_avenant and texte.etat == Etat.SIGNEE for texte in self.textes)


def en_vigueur(convention: Convention, acteur: Acteur) -> EnVigueur | None:
    """Return what is in force, for the page of an agreement or of one of its avenants; None while nothing was added to it (1 query)."""
    base = convention.parent_id or convention.pk
    textes = Convention.objects.visibles_par(acteur).filter(accompagnement=convention.accompagnement_id).defer("contexte").order_by("pk")
    siens = [texte for texte in textes if base in (texte.pk, texte.parent_id)]
    if len(siens) < 2:
        return None
    paire = convention.accompagnement
    return EnVigueur(paire.debut, paire.fin, paire.demi_journees, paire.montant, siens)
