"""What is left of the half-days granted to a request when its pair stopped."""

from accompagnements.models import Accompagnement, Seance
from candidatures.models import Candidature


def dernier(candidature: Candidature) -> Accompagnement | None:
    """Return the last pair of a request: it took over what the one before it had left."""
    return candidature.accompagnements.order_by("-pk").first()


def reste_accorde(candidature: Candidature) -> int | None:
    """Return the half-days granted to a request that nothing holds and that were not given back; None while it has had no pair."""
    paire = dernier(candidature)
    return paire.reste_libre if paire else None


def a_reaffecter(candidature: Candidature) -> Accompagnement | None:
    """Return the pair whose half-days wait for somebody else: the request is granted, one of its pairs broke and no other took over."""
    if candidature.etat != Candidature.Etat.ACCEPTEE or candidature.accompagnements.vivants().exists():
        return None
    paire = dernier(candidature)
    ouverte = candidature.propositions.ouvertes().exists()
    est_rompue = candidature.accompagnements.filter(rompu_le__isnull=False).exists()
    return paire if paire and est_rompue and not ouverte and paire.reste_libre else None


def a_trancher_d_abord(candidature: Candidature) -> str:
    """Return why what is left is not known yet, or ""."""
    if Seance.objects.a_trancher().filter(accompagnement__candidature=candidature).exists():
        return "Une séance de l’accompagnement précédent attend d’être tranchée : décidez-en d’abord."
    return ""


def refus_de_reaffecter(candidature: Candidature) -> str:
    """Return why nobody else may be asked after a pair that stopped, or ""."""
    if phrase := a_trancher_d_abord(candidature):
        return phrase
    return "Il ne reste aucune demi-journée accordée à cette demande." if reste_accorde(candidature) == 0 else ""
