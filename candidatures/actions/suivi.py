"""Who of the team follows a request, and the text by which searches find it."""

from django.db import transaction

from candidatures import droits
from candidatures.models import Candidature
from comptes.models import Instance, Personne
from comptes.regles import texte_de_recherche
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus, RefusDroit
from socle.workflow import DEJA_FAIT, journaliser, verrouiller


def confier(candidature: Candidature, *, personne: Personne | None, acteur: Acteur) -> Candidature:
    """Give a request to somebody of the team to follow, or to nobody (None). Raises Refus with the reason; DejaFait when it is theirs."""
    with transaction.atomic():
        frais = verrouiller(candidature)
        if refus := refus_de_confier(frais, personne, acteur):
            raise refus
        frais.suivie_par = personne
        frais.save()
        journaliser(frais, "confier", acteur, a=personne.pk if personne else None)
    return frais


def refus_de_confier(candidature: Candidature, personne: Personne | None, acteur: Acteur) -> Refus | None:
    """Return why this request cannot be given to somebody, None when it can."""
    if not droits.peut_instruire(candidature, acteur):
        return RefusDroit("Seule l’équipe pilote confie un dossier.")
    if candidature.suivie_par_id == (personne.pk if personne else None):
        return DejaFait(DEJA_FAIT)
    if personne is None:
        return None
    if Instance.PILOTE not in personne.instances() or candidature.dossier.est_cache_a(personne.pk):
        return Refus(f"{personne} ne peut pas suivre ce dossier.")
    return None


def indexer(candidature: Candidature) -> None:
    """Write what searches compare: number, structure, SIRET and RNA, people, words of the need."""
    structure, porteur = candidature.structure, candidature.porteur
    morceaux = [str(candidature.dossier.numero or "")]
    if structure:
        morceaux += [structure.raison_sociale, *structure.sirets.values_list("numero", flat=True), structure.rna or ""]
    morceaux += [candidature.intitule, candidature.contexte, structure.commune if structure else "", str(porteur), porteur.email or ""]
    morceaux += [str(participant) for participant in candidature.participants.all()]
    morceaux += [objectif.texte for objectif in candidature.objectifs.all()]
    candidature.recherche = texte_de_recherche(*morceaux)
    candidature.save()
