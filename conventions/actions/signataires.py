"""Who signs an agreement, their invitations, and what closes them all."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from comptes import liens
from comptes.actions import trouver_ou_creer_personne
from comptes.models import Appartenance, Instance, Institution, Personne, Structure
from conventions import documents, notifications, preuves
from conventions.droits import BUT
from conventions.models import Convention, Cote, GenrePreuve, Signataire
from socle import horloge
from socle.models import Evenement
from socle.workflow import nom_objet, verrouiller

Titre = Signataire.Titre


@dataclass(frozen=True)
class Signature:
    """One signature that the agreement needs."""

    partie: str
    au_titre: str
    personne: Personne
    nom: str
    qualite: str


def inviter(convention: Convention) -> list[Signataire]:
    """Write down who signs an issued agreement whose document is ready, and invite each by mail. Said twice, it is said once."""
    with transaction.atomic():
        frais = verrouiller(convention)
        deja = list(frais.signataires.all())
        if deja or frais.etat != Convention.Etat.EMISE or frais.document is None:
            return deja
        preuves.ecrire(frais, GenrePreuve.EMISE, document=frais.document.empreinte, emise_le=preuves.instant(frais.emise_le))
        inscrits = [_inscrire(frais, signature, rang) for rang, signature in enumerate(_signatures(frais), start=1)]
        for signataire in inscrits:
            inviter_une_personne(signataire)
        notifications.annoncer_emission(frais)
    return inscrits


def _inscrire(convention: Convention, signature: Signature, rang: int) -> Signataire:
    return Signataire.objects.create(dossier=convention.dossier, convention=convention, rang=rang, **vars(signature))


def inviter_une_personne(signataire: Signataire) -> None:
    """Send the link of one signature; who has no address signs on paper. Under the lock of the file."""
    signataire.invite_le = horloge.maintenant()
    signataire.save()
    if signataire.personne.email:
        notifications.inviter(signataire)
    attendu = {"nom": signataire.nom, "qualite": signataire.qualite, "partie": signataire.partie, "au_titre": signataire.au_titre}
    preuves.ecrire(
        signataire.convention, GenrePreuve.INVITE, signataire=signataire, adresse_electronique=signataire.personne.email or "", **attendu
    )


def clore(convention: Convention, genre: str, *, signataire: Signataire | None = None, **donnees: Any) -> None:
    """The agreement is no longer to be signed: the links of who has not answered die, pending calls do not leave.

    Who signed, or refused, still reads by their link what became of it. Under the lock of the file.
    """
    for invite in convention.signataires.attendus().select_related("personne"):
        liens.revoquer(BUT, personne=invite.personne, objet_id=invite.pk)
        notifications.retenir_les_appels(invite)
    preuves.ecrire(convention, genre, signataire=signataire, **donnees)


def noter_ouverture(lien: liens.LienPersonnel, navigateur: liens.Navigateur) -> None:
    """Somebody has just opened the page of their signature by the button of their link."""
    with transaction.atomic():
        signataire = verrouiller(Signataire.objects.get(pk=lien.objet_id))
        if signataire.etat != Signataire.Etat.ATTENDU or signataire.convention.etat != Convention.Etat.EMISE:
            return
        if signataire.ouvert_le is None:
            signataire.ouvert_le = horloge.maintenant()
            signataire.save()
        details = {"adresse_ip": navigateur.adresse, "agent": navigateur.agent, "lien": f"{lien.pk}-{lien.version}"}
        preuves.ecrire(signataire.convention, GenrePreuve.LIEN_OUVERT, signataire=signataire, **details)


def a_inviter() -> QuerySet[Convention]:
    """Agreements ready to sign that nobody was invited to."""
    return Convention.objects.filter(etat=Convention.Etat.EMISE, document__isnull=False, signataires__isnull=True).defer("contexte")


def _signatures(convention: Convention) -> list[Signature]:
    """Return the signatures that an agreement needs, in the order of its pages; one a person, whatever they sign for."""
    voulues = [*_du_pilote(convention)]
    for cote in Cote:
        voulues += _d_un_cote(convention, cote)
    return list({signature.personne.pk: signature for signature in reversed(voulues)}.values())[::-1]


def _du_pilote(convention: Convention) -> list[Signature]:
    personne = convention.representant_pilote or _emetteur(convention) or Personne.objects.siegeant(Instance.PILOTE).order_by("pk").first()
    if personne is None:
        return []
    institution = Institution.objects.filter(code=documents.CODE_PILOTE).first()
    qualite = f"pour {institution.nom}" if institution else "pour la structure pilote"
    return [Signature(Signataire.Cote.PILOTE, Titre.STRUCTURE, personne, str(personne), qualite)]


def _emetteur(convention: Convention) -> Personne | None:
    """Return the member of the team who issued the agreement."""
    emission = Evenement.objects.filter(objet=nom_objet(convention), code="emettre", acteur__startswith="personne:").first()
    return Personne.objects.filter(pk=emission.acteur.removeprefix("personne:")).first() if emission else None


def _d_un_cote(convention: Convention, cote: str) -> list[Signature]:
    """Return the person of a side and, when it is somebody else, who represents their structure."""
    personne, nom, fonction, structure = _personne(convention, cote)
    representant = _representant(convention, cote, structure)
    seule = representant is not None and representant.personne.pk == personne.pk
    partie = convention.parties.filter(cote=cote).first()
    nom_de_structure = partie.structure_nom if partie and partie.structure_nom else str(structure or "")
    elle = Signature(
        cote,
        Titre.LES_DEUX if seule else Titre.PERSONNE,
        personne,
        partie.nom if partie else nom,
        _qualite(partie.fonction if partie else fonction, nom_de_structure),
    )
    if seule or representant is None:
        return [elle]
    return [
        elle,
        Signature(cote, Titre.STRUCTURE, representant.personne, representant.nom, _qualite(representant.qualite, nom_de_structure)),
    ]


def _personne(convention: Convention, cote: str) -> tuple[Personne, str, str, Structure | None]:
    accompagnement = convention.accompagnement
    if cote == Cote.MENTOR:
        mentor = accompagnement.mentor
        return mentor.personne, str(mentor.personne), mentor.fonction, mentor.structure
    accompagnee = accompagnement.beneficiaire
    return accompagnee.personne, str(accompagnee), accompagnee.fonction, accompagnement.candidature.structure


@dataclass(frozen=True)
class Representant:
    """Who signs for a structure."""

    personne: Personne
    nom: str
    qualite: str


def _representant(convention: Convention, cote: str, structure: Structure | None) -> Representant | None:
    """Return who signs for the structure of a side, as that side said it, else as the platform knows it."""
    partie = convention.parties.filter(cote=cote).first()
    if partie is None:
        connu = Appartenance.objects.filter(structure=structure, est_representant=True).select_related("personne").order_by("pk").first()
        return Representant(connu.personne, str(connu.personne), connu.fonction) if connu else None
    if partie.represente_sa_structure:
        personne = _personne(convention, cote)[0]
        return Representant(personne, partie.nom, partie.fonction)
    if not partie.representant_nom:
        return None
    prenom, _, nom = partie.representant_nom.partition(" ")
    identite = {"prenom": prenom, "nom": nom} if nom else {"nom": prenom}
    personne = trouver_ou_creer_personne(email=partie.representant_email or None, **identite)
    return Representant(personne, partie.representant_nom, partie.representant_qualite)


def _qualite(fonction: str, structure: str) -> str:
    return ", ".join(mots for mots in (fonction, structure) if mots)[:200]
