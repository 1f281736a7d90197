"""Copies the answers of a request to its typed columns and rows; again when they change before the interview."""

from candidatures.demande import Demande, NiveauVoulu, PersonneAccompagnee
from candidatures.models import Candidature, MentorSouhaite, Moment, Participant, Positionnement, Source
from comptes.actions import declarer_appartenance, noter_telephone, trouver_ou_creer_personne, trouver_ou_creer_structure
from comptes.models import Departement


def copier(candidature: Candidature, demande: Demande) -> None:
    """Write the columns and rows of a locked request from its answers; those that were there are replaced."""
    candidature.structure = trouver_ou_creer_structure(
        siret=demande.siret,
        rna=demande.rna,
        raison_sociale=demande.raison_sociale,
        type=demande.type_structure,
        commune=demande.commune,
        code_postal=demande.code_postal,
        departement=Departement.objects.filter(pk=demande.departement_code).first(),
    )
    candidature.taille_structure = demande.taille
    candidature.dispositif_id = demande.dispositif_id
    candidature.demi_journees_souhaitees = demande.demi_journees
    candidature.intitule = demande.intitule
    candidature.contexte = demande.contexte
    candidature.porte = demande.porte
    candidature.lieu_souhaite = demande.lieu
    candidature.periode_souhaitee = demande.periode
    candidature.prescripteur = demande.prescripteur
    candidature.save()
    declarer_appartenance(candidature.porteur, candidature.structure, fonction=demande.fonction_porteur)
    noter_telephone(candidature.porteur, demande.telephone_porteur)
    _copier_le_mentor(candidature, demande)
    _copier_les_objectifs(candidature, demande.objectifs)
    _copier_les_participants(candidature, demande.participants)
    _copier_les_niveaux(candidature, demande.niveaux)


def _copier_le_mentor(candidature: Candidature, demande: Demande) -> None:
    MentorSouhaite.objects.filter(candidature=candidature).delete()
    if voulu := demande.mentor:
        MentorSouhaite.objects.create(
            candidature=candidature,
            nom=voulu.nom,
            structure=voulu.structure,
            courriel=voulu.courriel,
            raison=voulu.raison,
            deja_contactee=voulu.deja_contactee,
            lien_existant=voulu.lien_existant,
        )


def _copier_les_objectifs(candidature: Candidature, textes: list[str]) -> None:
    """Keep the row of a rank: a proposal or an opinion may already point to the request that it belongs to."""
    deja = {objectif.rang: objectif for objectif in candidature.objectifs.all()}
    for rang, texte in enumerate(textes, start=1):
        if (objectif := deja.get(rang)) is None:
            candidature.objectifs.create(rang=rang, texte=texte)
        elif objectif.texte != texte:
            objectif.texte = texte
            objectif.save()
    candidature.objectifs.filter(rang__gt=len(textes)).delete()


def _copier_les_participants(candidature: Candidature, accompagnees: list[PersonneAccompagnee]) -> None:
    candidature.participants.all().delete()
    # In the order of their addresses: two requests that name the same people wait for one another, never both.
    personnes = {
        accompagnee: trouver_ou_creer_personne(email=accompagnee.email, prenom=accompagnee.prenom, nom=accompagnee.nom)
        for accompagnee in sorted(accompagnees, key=lambda accompagnee: accompagnee.email)
    }
    for place, accompagnee in enumerate(accompagnees):
        candidature.participants.create(
            personne=personnes[accompagnee],
            prenom=accompagnee.prenom,
            nom=accompagnee.nom,
            fonction=accompagnee.fonction,
            statut=accompagnee.statut,
            est_referente=place == 0,
        )


def _copier_les_niveaux(candidature: Candidature, niveaux: list[NiveauVoulu]) -> None:
    referente = Participant.objects.get(candidature=candidature, est_referente=True)
    Positionnement.objects.bulk_create(
        Positionnement(participant=referente, competence_id=niveau.competence_id, moment=moment, source=Source.ACCOMPAGNE, niveau=valeur)
        for niveau in niveaux
        for moment, valeur in ((Moment.DECLARE, niveau.declare), (Moment.VISE, niveau.vise))
    )
