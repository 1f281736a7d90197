"""What the team, and the beat, do about those who have not signed: remind, renew or close a link, put somebody else in their place."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from comptes import liens
from comptes.actions import trouver_ou_creer_personne
from comptes.models import LienPersonnel
from conventions import lectures, notifications, preuves, regles
from conventions.droits import BUT, peut_suivre_la_signature
from conventions.models import Convention, GenrePreuve, Signataire
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.lots import un_par_un
from socle.models import Evenement
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, DOUBLE_CLIC, franchir, journaliser, nom_objet, verrouiller

from . import codes, signataires

RENOUVELER, REVOQUER, REMPLACER = "renouveler_lien", "revoquer_lien", "remplacer_signataire"


def relancer(convention: Convention, *, signataires: Collection[Signataire], acteur: Acteur) -> None:
    """Remind at once those of these people who have not signed. Raises Refus when one of them cannot be written to."""
    with transaction.atomic():
        for signataire in signataires:
            frais = _attendu(signataire, acteur)
            if frais.relance_le and frais.relance_le > horloge.maintenant() - DOUBLE_CLIC:
                raise DejaFait(DEJA_FAIT)
            if phrase := _silence(frais):
                raise Refus(phrase)
            _rappeler(frais, acteur)
        journaliser(convention, "relancer_signature", acteur, signataires=[signataire.pk for signataire in signataires])


def renouveler(convention: Convention, *, signataire: Signataire, acteur: Acteur) -> None:
    """Send a new link, the one before is dead; the limits of the codes start afresh."""
    with transaction.atomic():
        frais = _attendu(signataire, acteur)
        if _dernier_geste(frais, acteur) == RENOUVELER:
            raise DejaFait(DEJA_FAIT)
        if not frais.personne.email:
            raise Refus(f"{frais.nom} n’a pas d’adresse électronique : corrigez-la, ou recueillez sa signature sur papier.")
        # Closed, then opened: a link that still lived would keep its address.
        liens.revoquer(BUT, personne=frais.personne, objet_id=frais.pk)
        codes.repartir_a_neuf(frais)
        _renouveler(frais, par=acteur.code)
        journaliser(convention, RENOUVELER, acteur, signataire=frais.pk)


def renouveler_soi_meme(lien: LienPersonnel) -> None:
    """Write again to somebody whose link expired, before they signed or once the document that they signed is sealed."""
    with transaction.atomic():
        signataire = Signataire.objects.filter(pk=lien.objet_id, personne=lien.personne).first()
        if signataire is None:
            return
        frais = verrouiller(signataire)
        if frais.etat == Signataire.Etat.ATTENDU and frais.convention.etat == Convention.Etat.EMISE:
            _renouveler(frais, par=f"lien:{lien.pk}")
        elif frais.etat == Signataire.Etat.SIGNE and frais.convention.scelle_id:
            notifications.envoyer_le_scelle(frais)


def _renouveler(signataire: Signataire, *, par: str) -> None:
    notifications.renouveler(signataire)
    preuves.ecrire(
        signataire.convention, GenrePreuve.RENOUVELE, signataire=signataire, par=par, adresse_electronique=signataire.personne.email or ""
    )


def revoquer(convention: Convention, *, signataire: Signataire, acteur: Acteur) -> None:
    """Close the link of somebody: it opens nothing any more, until another is sent."""
    with transaction.atomic():
        frais = _attendu(signataire, acteur)
        if _dernier_geste(frais, acteur) == REVOQUER:
            raise DejaFait(DEJA_FAIT)
        liens.revoquer(BUT, personne=frais.personne, objet_id=frais.pk)
        notifications.retenir_les_appels(frais)
        preuves.ecrire(frais.convention, GenrePreuve.REVOQUE, signataire=frais, par=acteur.code)
        journaliser(convention, REVOQUER, acteur, signataire=frais.pk)


def remplacer(convention: Convention, *, signataire: Signataire, nom: str, qualite: str, email: str, acteur: Acteur) -> Signataire:
    """Put somebody else, or a right address, in the place of who has not signed: their link dies, the new one is invited.

    Raises Refus when this person already signs this agreement.
    """
    with transaction.atomic():
        if _dernier_geste(verrouiller(signataire), acteur) == REMPLACER:
            raise DejaFait(DEJA_FAIT)
        frais = _attendu(signataire, acteur)
        prenom, _, reste = nom.partition(" ")
        personne = trouver_ou_creer_personne(email=email, **({"prenom": prenom, "nom": reste} if reste else {"nom": prenom}))
        if frais.convention.signataires.vivants().exclude(pk=frais.pk).filter(personne=personne).exists():
            raise Refus(f"Cette adresse est celle d’une personne qui signe déjà {frais.convention.mots.ce}.")
        liens.revoquer(BUT, personne=frais.personne, objet_id=frais.pk)
        notifications.retenir_les_appels(frais)
        ancien = franchir(frais, "retirer", acteur=acteur)
        nouveau = Signataire.objects.create(
            dossier=ancien.dossier,
            convention=ancien.convention,
            partie=ancien.partie,
            au_titre=ancien.au_titre,
            personne=personne,
            nom=nom,
            qualite=qualite,
            rang=ancien.rang,
        )
        preuves.ecrire(ancien.convention, GenrePreuve.REMPLACE, signataire=ancien, par=acteur.code, remplace_par=nouveau.pk)
        signataires.inviter_une_personne(nouveau)
        journaliser(convention, REMPLACER, acteur, signataire=ancien.pk, par=nouveau.pk)
    return nouveau


def _dernier_geste(signataire: Signataire, acteur: Acteur) -> str:
    """Return what this member of the team has just done about this signature ("" for nothing): a second click does it no second time."""
    convention = Convention(pk=signataire.convention_id)
    recents = Evenement.objects.filter(objet=nom_objet(convention), acteur=acteur.code, le__gte=horloge.maintenant() - DOUBLE_CLIC)
    gestes = recents.filter(code__in=[RENOUVELER, REVOQUER, REMPLACER], details__signataire=signataire.pk)
    dernier = gestes.order_by("-pk").first()
    return dernier.code if dernier else ""


def _attendu(signataire: Signataire, acteur: Acteur) -> Signataire:
    """Lock who has not signed yet; raises Refus when it is too late, or for another team."""
    frais = verrouiller(signataire)
    if not peut_suivre_la_signature(frais, acteur):
        raise RefusDroit("Seule l’équipe pilote suit les signatures.")
    if frais.etat != Signataire.Etat.ATTENDU or frais.convention.etat != Convention.Etat.EMISE:
        raise RefusEtat(f"La signature de {frais.nom} n’est plus attendue.")
    return frais


def _silence(signataire: Signataire) -> str:
    """Return why nobody writes to this person, or ""."""
    if not signataire.personne.email:
        return f"{signataire.nom} n’a pas d’adresse électronique : corrigez-la, ou recueillez sa signature sur papier."
    ferme = LienPersonnel.objects.filter(but=BUT, personne=signataire.personne, objet_id=signataire.pk, revoque_le__isnull=False)
    return f"Le lien de {signataire.nom} est fermé : renouvelez-le d’abord." if ferme.exists() else ""


def _rappeler(signataire: Signataire, acteur: Acteur) -> None:
    signataire.relance_le = horloge.maintenant()
    signataire.save()
    notifications.rappeler(signataire)
    details = {"par": acteur.code, "adresse_electronique": signataire.personne.email or ""}
    preuves.ecrire(signataire.convention, GenrePreuve.RELANCE, signataire=signataire, **details)


def faire_vivre() -> None:
    """Called by the beat: invite to sign what nobody was invited to, and remind those who say nothing.

    Each in its own transaction, checked again under its lock: a beat that is doubled, late or killed does nothing twice.
    """
    un_par_un(signataires.a_inviter(), signataires.inviter)
    un_par_un(a_relancer(), _relancer_si_due)


def a_relancer() -> QuerySet[Signataire]:
    """Those whose next reminder is due."""
    maintenant = horloge.maintenant()
    due = Q()
    for rang, attente in enumerate(regles.RELANCES):
        due |= Q(relances__lte=rang, invite_le__lte=maintenant - attente)
    ferme = LienPersonnel.objects.filter(but=BUT, personne=OuterRef("personne"), objet_id=OuterRef("pk"), revoque_le__isnull=False)
    attendus = Signataire.objects.attendus().filter(due, convention__etat=Convention.Etat.EMISE)
    return attendus.filter(~Exists(ferme), personne__email__isnull=False)


def _relancer_si_due(signataire: Signataire) -> None:
    """One reminder at most, whatever number of them the calendar has jumped over."""
    with transaction.atomic():
        frais = verrouiller(signataire)
        dues = regles.relances_dues(frais.invite_le, horloge.maintenant())
        a_signer = frais.etat == Signataire.Etat.ATTENDU and frais.convention.etat == Convention.Etat.EMISE
        if not a_signer or dues <= frais.relances or horloge.maintenant() >= lectures.limite_de_signature(frais.convention):
            return
        frais.relances = dues
        _rappeler(frais, SYSTEME)
