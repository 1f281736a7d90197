"""Signing online, or refusing to sign."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from comptes.acteurs import ActeurLien
from comptes.liens import Navigateur
from comptes.models import Consentement
from conventions import consentements, lectures, notifications, preuves, regles
from conventions.droits import peut_signer
from conventions.models import Convention, GenrePreuve, Signataire
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, franchir, verrouiller

from . import codes, fin
from .signature import conclure

PAPIER = "Un exemplaire que vous avez signé sur papier est déjà versé : il n’y a plus rien à faire."


@dataclass(frozen=True)
class Accord:
    """What somebody typed and ticked: their name, the version of the text they read, the code of their mail, and images when asked."""

    nom: str
    version: str = consentements.VERSION
    code: str = ""
    images: bool = False


def demander_code(signataire: Signataire, *, acteur: Acteur, navigateur: Navigateur) -> None:
    """Send a code to who signs by a link. Raises Refus with the reason."""
    if not isinstance(acteur, ActeurLien) and peut_signer(signataire, acteur):
        raise Refus("Vous êtes connecté·e avec votre compte : aucun code n’est demandé.")
    with transaction.atomic():
        codes.envoyer(_a_signer(signataire, acteur), navigateur)


def signer(signataire: Signataire, accord: Accord, *, acteur: Acteur, navigateur: Navigateur) -> Signataire:
    """Sign. Who comes by a link gives the code of their mail. Said twice, it is said once; the last signature concludes the agreement.

    Raises Refus when the agreement is not to be signed, the name is another, or the code is wrong: that try is then counted.
    """
    refus = None
    with transaction.atomic():
        frais = verrouiller(signataire)
        if frais.etat == Signataire.Etat.SIGNE and frais.mode == Signataire.Mode.EN_LIGNE and peut_signer(frais, acteur):
            return frais
        frais = _a_signer(frais, acteur)
        if accord.version not in consentements.TEXTES:
            raise Refus("Le texte à accepter a changé : relisez-le, puis signez.")
        if not regles.meme_nom(accord.nom, frais.nom):
            raise Refus(f"Écrivez votre nom comme {frais.convention.mots.le} le donne : {frais.nom}.", "nom")
        if isinstance(acteur, ActeurLien):
            refus = codes.verifier(frais, accord.code, navigateur)
        if refus is None:
            frais = _signer(frais, accord, acteur, navigateur)
    # Raised once the try is written: a refusal inside would forget it.
    if refus:
        raise refus
    return frais


def _signer(signataire: Signataire, accord: Accord, acteur: Acteur, navigateur: Navigateur) -> Signataire:
    convention = signataire.convention
    document = convention.document
    if document is None:
        raise Refus("Le document n’est pas encore prêt : il se prépare, réessayez dans quelques instants.")
    avant, apres = document.empreinte, sha256(bytes(document.octets)).hexdigest()
    if avant != apres:
        raise Refus("Le document n’est plus celui qui a été émis : ne signez pas, et prévenez l’équipe pilote.")
    frais = franchir(signataire, "signer", acteur=acteur, le=horloge.maintenant())
    texte = consentements.consentement(
        document=convention.mots.le,
        nom=frais.nom,
        qualite=frais.qualite,
        au_titre=frais.au_titre,
        numero=convention.numero,
        empreinte=avant,
        version=accord.version,
    )
    preuves.ecrire(
        convention,
        GenrePreuve.SIGNE,
        signataire=frais,
        texte=texte,
        version=accord.version,
        nom_saisi=accord.nom,
        nom=frais.nom,
        qualite=frais.qualite,
        au_titre=frais.au_titre,
        identification="lien_et_code" if isinstance(acteur, ActeurLien) else "compte",
        adresse_electronique=frais.personne.email or "",
        document_avant=avant,
        document_apres=apres,
        images=consentements.IMAGES_TEXTE if convention.captation and accord.images else "",
        adresse_ip=navigateur.adresse,
        agent=navigateur.agent,
    )
    if convention.captation and accord.images:
        _consentir_aux_images(frais)
    notifications.retenir_les_appels(frais)
    conclure(convention)
    return frais


def _consentir_aux_images(signataire: Signataire) -> None:
    deja = Consentement.objects.filter(
        personne=signataire.personne, texte=consentements.IMAGES, version=consentements.IMAGES_VERSION, retire_le=None
    )
    if not deja.exists():
        Consentement.objects.create(
            personne=signataire.personne,
            texte=consentements.IMAGES,
            version=consentements.IMAGES_VERSION,
            donne_le=horloge.maintenant(),
        )


def refuser(signataire: Signataire, *, motif: str, acteur: Acteur, navigateur: Navigateur) -> Signataire:
    """Refuse to sign, with a reason that all parties read: the agreement binds nobody, what it reserved is released."""
    if not motif.strip():
        raise Refus("Dites pourquoi vous ne signez pas : les autres parties et l’équipe pilote liront ce motif.")
    with transaction.atomic():
        frais = verrouiller(signataire)
        if frais.etat == Signataire.Etat.REFUSE and peut_signer(frais, acteur):
            raise DejaFait(DEJA_FAIT)
        frais = _a_signer(frais, acteur)
        frais = franchir(frais, "refuser", acteur=acteur, le=horloge.maintenant(), motif=motif.strip())
        fin.refuser(frais, identification="lien" if isinstance(acteur, ActeurLien) else "compte", navigateur=navigateur)
    return frais


def _a_signer(signataire: Signataire, acteur: Acteur) -> Signataire:
    """Lock who signs and their agreement, and check that this person may sign now. Raises Refus with the reason."""
    frais = verrouiller(signataire)
    frais.convention = verrouiller(frais.convention)
    if not peut_signer(frais, acteur):
        raise RefusDroit("Seule la personne désignée signe, ou refuse de signer.")
    if frais.etat == Signataire.Etat.SIGNE:
        raise DejaFait(PAPIER if frais.mode == Signataire.Mode.PAPIER else DEJA_FAIT)
    ce = frais.convention.mots.ce
    if frais.etat != Signataire.Etat.ATTENDU or frais.convention.etat != Convention.Etat.EMISE:
        raise RefusEtat(f"{ce.capitalize()} n’est plus à signer.")
    if horloge.maintenant() >= lectures.limite_de_signature(frais.convention):
        raise RefusEtat(f"Le délai pour signer est passé : {ce} n’est plus à signer. L’équipe pilote vous dit la suite.")
    return frais
