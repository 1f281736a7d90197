"""Opinions of the comité technique on a request, and déports."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from candidatures import droits, notifications, regles
from candidatures.models import A_MOTIVER, Avis, Candidature, ModeAvis, Sens
from comptes import liens
from comptes.models import Instance, Personne
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.derogations import deroger
from socle.lots import un_par_un
from socle.models import Deport
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, journaliser, verrouiller

PLUS_A_L_ETUDE = "Cette candidature n’est plus à l’étude : les avis sont clos."
LEVER_UN_DEPORT = "deport"


def demander_avis(candidature: Candidature, *, personnes: Iterable[Personne], echeance: date, acteur: Acteur) -> list[Avis]:
    """Ask members of the comité technique for their opinion, by mail, and return what is new.

    Who withdrew from the file, was asked before or does not sit any more is left out: asking twice asks once. Raises Refus when the call
    takes no opinion, when the request is decided, when the deadline leaves no day.
    """
    with transaction.atomic():
        frais = _de_l_equipe(candidature, acteur)
        if refus := refus_de_demander_avis(frais, acteur):
            raise refus
        if echeance <= horloge.aujourdhui():
            raise Refus("Laissez au moins un jour pour répondre : choisissez une date plus tardive.")
        return [_demander(frais, personne, echeance, acteur) for personne in _sollicitables(frais, personnes)]


def refus_de_demander_avis(candidature: Candidature, acteur: Acteur) -> Refus | None:
    """Return why no opinion can be asked on this request, None when one can."""
    if not droits.peut_instruire(candidature, acteur):
        return RefusDroit("Vous n’avez pas le droit de faire cette action.")
    if candidature.appel.avis == ModeAvis.JAMAIS:
        return Refus("Cet appel ne prévoit pas d’avis du comité technique.")
    return None if candidature.est_en_examen else RefusEtat(PLUS_A_L_ETUDE)


def demander_avis_au_comite(candidature: Candidature, *, acteur: Acteur) -> list[Avis]:
    """Ask everybody who sits in the comité technique, within the delay of the call."""
    echeance = regles.a_repondre_avant(horloge.aujourdhui(), candidature.appel.delai_avis)
    membres = Personne.objects.siegeant(Instance.COMITE_TECHNIQUE)
    return demander_avis(candidature, personnes=membres, echeance=echeance, acteur=acteur)


def _sollicitables(candidature: Candidature, personnes: Iterable[Personne]) -> Iterable[Personne]:
    deja = candidature.avis.vivants().values("personne")
    deportees = candidature.dossier.deports.values("personne")
    membres = Personne.objects.siegeant(Instance.COMITE_TECHNIQUE).filter(pk__in=[personne.pk for personne in personnes])
    return membres.exclude(pk__in=deja).exclude(pk__in=deportees).order_by("pk")


def _demander(candidature: Candidature, personne: Personne, echeance: date, acteur: Acteur) -> Avis:
    avis = Avis.objects.create(
        candidature=candidature,
        dossier=candidature.dossier,
        personne=personne,
        demande_par=acteur.personne,
        demande_le=horloge.maintenant(),
        echeance=echeance,
        # A reminder whose day has come when the opinion is asked would say nothing new.
        rappels=regles.rappels_d_avis_dus(echeance, horloge.aujourdhui()),
    )
    journaliser(avis, "demander_avis", acteur, personne=personne.pk, echeance=echeance.isoformat())
    notifications.demander_avis(avis)
    return avis


def rendre_avis(avis: Avis, *, sens: str, commentaire: str = "", acteur: Acteur) -> Avis:
    """Give an opinion, or another in its place, until the request is decided, even late. The same one twice is one.

    Raises Refus when the request is decided, or when what holds it back is not said.
    """
    commentaire = commentaire.strip()
    with transaction.atomic():
        frais = verrouiller(avis)
        if not droits.peut_rendre(frais, acteur):
            raise RefusDroit("Cet avis ne vous est pas demandé.")
        if frais.retire_le is not None:
            raise RefusEtat("Cet avis ne vous est plus demandé.")
        if (frais.sens, frais.commentaire) == (sens, commentaire):
            return frais
        if not frais.candidature.est_en_examen:
            raise RefusEtat(PLUS_A_L_ETUDE)
        if sens in A_MOTIVER and not commentaire:
            raise Refus("Dites en une phrase ce qui vous retient : l’équipe en a besoin pour décider.")
        code = "modifier_avis" if frais.est_rendu else "rendre_avis"
        journaliser(frais, code, acteur, sens=sens, **({"avant": frais.sens} if frais.est_rendu else {}))
        frais.sens, frais.commentaire, frais.rendu_le = Sens(sens), commentaire, horloge.maintenant()
        frais.save()
        notifications.retenir_les_demandes(frais)
    return frais


def relancer_avis(candidature: Candidature, *, acteur: Acteur) -> list[Avis]:
    """Remind those who have not answered, but for who was written to today; return whom. Raises DejaFait when that leaves nobody."""
    with transaction.atomic():
        frais = _de_l_equipe(candidature, acteur)
        demandes = frais.avis.a_relancer().select_related("dossier", "personne")
        relances = [avis for avis in demandes if avis.est_a_relancer]
        if not relances:
            raise DejaFait("Personne n’est à relancer aujourd’hui.")
        for avis in relances:
            _relancer(avis, acteur)
    return relances


def _relancer(avis: Avis, acteur: Acteur) -> None:
    avis.relance_le = horloge.maintenant()
    avis.save()
    journaliser(avis, "relancer_avis", acteur)
    notifications.relancer_avis(avis)


def rappeler_les_avis() -> None:
    """Called by the beat at short intervals: remind members two days before the last day and on that day, and nothing else is read."""
    un_par_un(Avis.objects.a_rappeler(horloge.aujourdhui()), _rappeler_si_du)


def _rappeler_si_du(avis: Avis) -> None:
    """Checked again under the lock: a beat that is doubled or late reminds once; who was written to today is left in peace."""
    with transaction.atomic():
        frais = verrouiller(avis)
        dus = regles.rappels_d_avis_dus(frais.echeance, horloge.aujourdhui())
        attendu = frais.retire_le is None and not frais.est_rendu and frais.candidature.est_en_examen
        if not attendu or dus <= frais.rappels:
            return
        frais.rappels = dus
        frais.save()
        if frais.est_a_relancer:
            _relancer(frais, SYSTEME)


def retirer_demande_avis(candidature: Candidature, *, avis: Avis, acteur: Acteur) -> Avis:
    """Take back a request of opinion that has no answer yet; its link is closed. Raises RefusEtat when it has one."""
    with transaction.atomic():
        _de_l_equipe(candidature, acteur)
        frais = Avis.objects.select_for_update(of=("self",)).get(pk=avis.pk, candidature=candidature)
        if frais.retire_le is not None:
            raise DejaFait("Cette demande d’avis était déjà retirée.")
        if frais.est_rendu:
            raise RefusEtat(f"{frais.personne} vient de rendre son avis : il reste au dossier.")
        _retirer(frais, acteur)
    return frais


def _retirer(avis: Avis, acteur: Acteur) -> None:
    avis.retire_le = horloge.maintenant()
    avis.save()
    journaliser(avis, "retirer_avis", acteur, personne=avis.personne_id)
    liens.revoquer(droits.BUT_AVIS, personne=avis.personne, objet_id=avis.pk)
    notifications.retenir_les_demandes(avis)


def declarer_deport(candidature: Candidature, *, personne: Personne, acteur: Acteur) -> Deport:
    """Hide the file from a member of the comité technique, who says so themself or whose déport the pilot notes.

    The opinion asked of them, given or not, does not count any more. Raises DejaFait when it was noted before.
    """
    with transaction.atomic():
        frais = verrouiller(candidature)
        if acteur.personne == personne and frais.dossier.est_cache_a(personne.pk):
            raise DejaFait(DEJA_FAIT)
        demandes = list(frais.avis.vivants().filter(personne=personne).select_related("dossier", "personne"))
        if not (droits.peut_instruire(frais, acteur) or any(droits.peut_rendre(avis, acteur) for avis in demandes)):
            raise RefusDroit("Seules l’équipe pilote et la personne elle-même notent un déport.")
        deport, nouveau = Deport.objects.get_or_create(
            dossier=frais.dossier, personne=personne, defaults={"declare_le": horloge.maintenant()}
        )
        if not nouveau:
            raise DejaFait(DEJA_FAIT)
        journaliser(frais, "declarer_deport", acteur, personne=personne.pk)
        for avis in demandes:
            _retirer(avis, acteur)
    return deport


def lever_deport(candidature: Candidature, *, personne: Personne, motif: str, acteur: Acteur) -> None:
    """Let somebody see again a file that they withdrew from: the pilot alone, with a reason that stays. Raises Refus without one."""
    with transaction.atomic():
        frais = _de_l_equipe(candidature, acteur)
        leves, _ = frais.dossier.deports.filter(personne=personne).delete()
        if not leves:
            raise DejaFait(DEJA_FAIT)
        deroger(frais.dossier, regle=LEVER_UN_DEPORT, motif=motif, acteur=acteur)
        journaliser(frais, "lever_deport", acteur, personne=personne.pk)


def _de_l_equipe(candidature: Candidature, acteur: Acteur) -> Candidature:
    """Lock a request for the pilot team."""
    frais = verrouiller(candidature)
    if not droits.peut_instruire(frais, acteur):
        raise RefusDroit("Seule l’équipe pilote mène les avis du comité.")
    return frais
