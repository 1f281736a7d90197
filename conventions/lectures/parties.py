"""The two sides of an agreement: what each says of itself, or what would be written of it before it checks."""

from comptes.models import Appartenance, Personne, Structure
from conventions.models import Convention, Cote, ModePaiement, Partie

# What the page of one side reads with it.
PARTIE_AVEC = (
    "convention__accompagnement__candidature__structure",
    "convention__accompagnement__dispositif__edition",
    "convention__accompagnement__mentor__personne",
    "convention__dossier",
)


def parties(convention: Convention) -> dict[str, Partie]:
    """Return the sides of an agreement by `Cote`; a side that has no row yet is given as preparation would write it, unsaved."""
    ecrites = {partie.cote: partie for partie in convention.parties.all()}
    return {str(cote): ecrites.get(cote) or preremplie(convention, cote) for cote in Cote}


def preremplie(convention: Convention, cote: Cote) -> Partie:
    """Return a side as the profile and the structure give it, unsaved."""
    accompagnement = convention.accompagnement
    if cote == Cote.MENTOR:
        profil = accompagnement.mentor
        partie = Partie(convention=convention, cote=cote, nom=str(profil.personne), fonction=profil.fonction)
        independant = convention.mode_paiement == ModePaiement.FACTURE_INDEPENDANT
        return _avec_structure(partie, profil.structure, profil.personne, seule=independant)
    referente = accompagnement.beneficiaire
    partie = Partie(convention=convention, cote=cote, nom=str(referente), fonction=referente.fonction)
    return _avec_structure(partie, accompagnement.candidature.structure, referente.personne)


def _avec_structure(partie: Partie, structure: Structure | None, personne: Personne, *, seule: bool = False) -> Partie:
    """Fill in the structure and who signs for it; `seule`: the person is their own structure."""
    partie.personne = personne
    if structure is None:
        return partie
    siret = structure.sirets.order_by("pk").first()
    partie.structure_nom = structure.raison_sociale
    partie.siret, partie.rna = siret.numero if siret else "", structure.rna or ""
    partie.code_postal, partie.commune = structure.code_postal, structure.commune
    representants = Appartenance.objects.filter(structure=structure, est_representant=True).select_related("personne")
    representant = representants.order_by("pk").first()
    if representant is None or representant.personne_id == personne.pk:
        partie.represente_sa_structure = seule or representant is not None
        return partie
    partie.representant_nom, partie.representant_qualite = str(representant.personne), representant.fonction
    partie.representant_email = representant.personne.email or ""
    return partie


def adresse_des_informations(partie_id: int) -> str:
    """Return the page where a side checks what the agreement says of it; that of my space when the side is gone."""
    partie = Partie.objects.select_related("convention").filter(pk=partie_id).first()
    return partie.get_absolute_url() if partie else "/mon-espace/"
