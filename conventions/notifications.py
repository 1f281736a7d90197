"""Mails about agreements."""

from collections.abc import Iterator
from dataclasses import asdict

from django.conf import settings

from accompagnements.notifications import cote_beneficiaire
from comptes import liens
from comptes.models import LienPersonnel, Personne
from socle import courriels
from socle.models import Courriel

from .droits import BUT, BUT_INFORMATIONS
from .models import CodeDeSignature, Convention, Cote, Partie, Signataire

APPELS = ["conventions/a_signer", "conventions/rappel_signature", "conventions/nouveau_lien", "conventions/code"]


def _parties(convention: Convention) -> tuple[Personne, ...]:
    accompagnement = convention.accompagnement
    return (accompagnement.mentor.personne, *cote_beneficiaire(accompagnement.candidature))


def _contexte(convention: Convention) -> dict[str, object]:
    return {
        "numero": convention.numero,
        "mots": asdict(convention.mots),
        "structure": str(convention.accompagnement.candidature.structure),
        "mentor": str(convention.accompagnement.mentor.personne),
        "demi_journees": convention.demi_journees,
        "debut": convention.debut.isoformat(),
        "fin": convention.fin.isoformat(),
        "chemin": convention.get_absolute_url(),
        "chemin_accompagnement": convention.accompagnement.get_absolute_url(),
    }


def _lien(signataire: Signataire) -> LienPersonnel:
    """Return the link of one signature, made or prolonged."""
    return liens.ouvrir(BUT, personne=signataire.personne, objet_id=signataire.pk, duree=settings.DUREE_LIEN_SIGNATURE)


def _appeler(gabarit: str, signataire: Signataire) -> None:
    convention = signataire.convention
    courriels.ecrire(
        f"conventions/{gabarit}",
        signataire.personne,
        dossier=signataire.dossier,
        contexte=_contexte(convention)
        | {
            "signataire": signataire.pk,
            "au_titre": signataire.au_titre,
            "qualite": signataire.qualite,
            "avant_le": (convention.emise_le + settings.DELAI_SIGNATURE).isoformat(),
        },
        liens={"lien": liens.pour_courriel(_lien(signataire))},
    )


def inviter(signataire: Signataire) -> None:
    """Ask somebody to sign, with their personal link."""
    _appeler("a_signer", signataire)


def rappeler(signataire: Signataire) -> None:
    """Remind somebody who has not signed."""
    _appeler("rappel_signature", signataire)


def renouveler(signataire: Signataire) -> None:
    """Send a new link to somebody whose own is over."""
    _appeler("nouveau_lien", signataire)


def envoyer_code(signataire: Signataire, code: CodeDeSignature) -> None:
    """Send the six digits that prove who signs; they are made when the mail leaves."""
    courriels.ecrire(
        "conventions/code",
        signataire.personne,
        dossier=signataire.dossier,
        contexte={"numero": signataire.convention.numero, "mots": asdict(signataire.convention.mots), "signataire": signataire.pk},
        liens={"code": ("code_de_signature", {"code_id": code.pk})},
    )


def retenir_les_appels(signataire: Signataire) -> None:
    """Cancel what has not left yet: nobody is asked for what they have just given, nor for what is no longer asked."""
    partants = [Courriel.Etat.RETENU, Courriel.Etat.A_ENVOYER]
    appels = Courriel.objects.filter(
        personne=signataire.personne, gabarit__in=APPELS, etat__in=partants, contexte__signataire=signataire.pk
    )
    for appel in appels:
        courriels.annuler(appel)


def annoncer_emission(convention: Convention) -> None:
    """Tell who follows the request without signing that the agreement is with those who sign."""
    qui_signe = {signataire.personne_id for signataire in convention.signataires.vivants()}
    for personne in _parties(convention):
        if personne.pk not in qui_signe:
            courriels.ecrire("conventions/emise", personne, dossier=convention.dossier, contexte=_contexte(convention))


def _tous(convention: Convention) -> Iterator[tuple[Personne, Signataire | None]]:
    """Both sides, then those who sign beside them (the row of their signature then comes with them), once each."""
    parties = _parties(convention)
    yield from ((personne, None) for personne in parties)
    dits = {personne.pk for personne in parties}
    for signataire in convention.signataires.vivants().select_related("personne"):
        if signataire.personne_id not in dits:
            yield signataire.personne, signataire


def annoncer_signature(convention: Convention) -> None:
    """Tell both sides that everybody signed: from which day on sessions may be held, or what an avenant has just changed.

    Those who only sign read it once, when the document is sealed.
    """
    contexte = _contexte(convention) | {"debut": convention.accompagnement.debut.isoformat()}
    gabarit = "conventions/avenant_signe" if convention.est_un_avenant else "conventions/signee"
    if convention.est_un_avenant:
        contexte |= {"changements": convention.contexte["avenant"]["changements"], "fin_anticipee": convention.fin_anticipee}
    for personne in _parties(convention):
        courriels.ecrire(gabarit, personne, dossier=convention.dossier, contexte=contexte)


def annoncer_scelle(convention: Convention) -> None:
    """Tell all who signed, and both sides, that the sealed document is there."""
    signataires = list(convention.signataires.vivants().select_related("personne"))
    for signataire in signataires:
        envoyer_le_scelle(signataire)
    qui_signe = {signataire.personne_id for signataire in signataires}
    for personne in _parties(convention):
        if personne.pk not in qui_signe:
            contexte = _contexte_du_scelle(convention) | {"par_lien": False}
            courriels.ecrire("conventions/scellee", personne, dossier=convention.dossier, contexte=contexte)


def envoyer_le_scelle(signataire: Signataire) -> None:
    """Give somebody who signed, whether they have an account or not, the link that opens the sealed document."""
    courriels.ecrire(
        "conventions/scellee",
        signataire.personne,
        dossier=signataire.dossier,
        contexte=_contexte_du_scelle(signataire.convention) | {"par_lien": True},
        liens={"lien": liens.pour_courriel(_lien(signataire))},
    )


def _contexte_du_scelle(convention: Convention) -> dict[str, object]:
    resiliee = convention.etat == Convention.Etat.RESILIEE
    return _contexte(convention) | {"resiliee": resiliee, "chemin_de_verification": f"/verifier/{convention.numero}/"}


def annoncer_annulation(convention: Convention) -> None:
    """Tell all that the agreement they had to sign binds nobody."""
    _dire_a_tous("annulation", convention)


def annoncer_que_rien_n_est_a_signer(convention: Convention) -> None:
    """The pair stopped: tell those who had to sign beside it."""
    contexte = _contexte(convention)
    for personne, signataire in _tous(convention):
        if signataire is not None:
            courriels.ecrire("conventions/plus_a_signer", personne, dossier=convention.dossier, contexte=contexte)


def annoncer_expiration(convention: Convention) -> None:
    """Tell all that the agreement was not signed in time, and by whom it was not."""
    manquent = [signataire.nom for signataire in convention.signataires.attendus()]
    _dire_a_tous("delai_passe", convention, manquent=manquent, jours=settings.DELAI_SIGNATURE.days)


def annoncer_refus(convention: Convention, signataire: Signataire) -> None:
    """Tell all who refused to sign, and why."""
    _dire_a_tous("refus", convention, qui=signataire.nom, qualite=signataire.qualite, motif=signataire.motif)


def _dire_a_tous(gabarit: str, convention: Convention, **plus: object) -> None:
    contexte = _contexte(convention) | {"sans_effet": convention.sans_effet} | plus
    for personne, signataire in _tous(convention):
        suivi = {"est_de_la_paire": signataire is None}
        courriels.ecrire(f"conventions/{gabarit}", personne, dossier=convention.dossier, contexte=contexte | suivi)


def demander_verification(partie: Partie, *, relance: bool = False) -> None:
    """Ask one side to check what the agreement says of it, by a personal link."""
    convention = partie.convention
    accompagnement = convention.accompagnement
    de_mentor = partie.cote == Cote.MENTOR
    personnes = [accompagnement.mentor.personne] if de_mentor else cote_beneficiaire(accompagnement.candidature)
    for personne in personnes:
        if not personne.email:
            continue
        lien = liens.ouvrir(BUT_INFORMATIONS, personne=personne, objet_id=partie.pk)
        courriels.ecrire(
            "conventions/informations",
            personne,
            dossier=convention.dossier,
            contexte=_contexte(convention) | {"relance": relance, "structure_du_cote": partie.structure_nom},
            liens={"lien": liens.pour_courriel(lien)},
        )
