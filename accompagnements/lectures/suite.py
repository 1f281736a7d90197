"""What comes next for a pair, in one sentence, and why half-days may or may not be declared."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.urls import reverse

from accompagnements.encarts import Encart, Suite
from accompagnements.models import Accompagnement
from socle.templatetags.tsf import demi_journees as en_demi_journees
from socle.templatetags.tsf import jour as en_jour
from socle.templatetags.tsf import moment as en_moment
from socle.templatetags.tsf import periode

if TYPE_CHECKING:
    from .seance import Seances

Etat = Accompagnement.Etat
OUVERTS = (Etat.CONVENTIONNE, Etat.EN_COURS)
_FERMETURES = {
    Etat.PREPARE: "Les demi-journées se déclarent une fois la convention signée par toutes les parties.",
    Etat.REALISE: "L’accompagnement est terminé : plus aucune demi-journée ne peut y être déclarée.",
    Etat.CLOS: "L’accompagnement est terminé : plus aucune demi-journée ne peut y être déclarée.",
    Etat.ABANDONNE: "L’accompagnement a été abandonné : aucune demi-journée ne peut y être déclarée.",
    Etat.ROMPU: "L’accompagnement s’est arrêté : plus aucune demi-journée ne peut y être déclarée.",
}
_SUITES = {
    Etat.PREPARE: Suite(
        "L’équipe pilote prépare la convention",
        "Vous la recevrez par courriel dès qu’elle sera prête à signer. Les séances commencent une fois les trois signatures réunies.",
    ),
    Etat.REALISE: Suite("L’accompagnement est terminé", "Merci à vous deux. La suite se passe dans les évaluations."),
    Etat.CLOS: Suite("Cet accompagnement est clos", "L’évaluation à six mois est passée : il n’y a plus rien à faire. Merci."),
}


def fermeture(accompagnement: Accompagnement) -> str:
    """Return the sentence that says why no half-day may be declared in this state, or ""."""
    return _FERMETURES.get(accompagnement.etat, "")


def suite(accompagnement: Accompagnement, encarts: list[Encart], seances: "Seances", *, est_partie: bool) -> Suite:
    """Return what comes next: what a higher application says (the farthest on the path), else what the state says."""
    dites = [encart.suite for encart in encarts if encart.suite]
    if dites:
        return dites[-1]
    if accompagnement.etat == Etat.ABANDONNE:
        return Suite("Cet accompagnement n’a pas eu lieu", f"Il a été abandonné avant la première demi-journée. {accompagnement.motif}")
    if accompagnement.etat == Etat.ROMPU:
        return _suite_de_la_rupture(accompagnement)
    return _suite_des_seances(accompagnement, seances, est_partie) if accompagnement.etat in OUVERTS else _SUITES[accompagnement.etat]


def _suite_de_la_rupture(accompagnement: Accompagnement) -> Suite:
    tenues = accompagnement.demi_journees_tenues
    acquis = f"Ce qui a été tenu, {en_demi_journees(tenues)}, reste acquis ; le journal reste lisible. " if tenues else ""
    raison = f" La raison donnée par l’équipe : {accompagnement.motif}" if accompagnement.motif else ""
    # Broken: the moment is there.
    return Suite(
        "Cet accompagnement s’est arrêté",
        f"C’était le {en_jour(cast(datetime, accompagnement.rompu_le))}. {acquis}L’équipe pilote voit la suite avec la structure.{raison}",
    )


def _suite_des_seances(accompagnement: Accompagnement, seances: "Seances", est_partie: bool) -> Suite:
    titre, texte, adresse, libelle = _prochaine_seance(accompagnement, seances)
    return Suite(titre, texte, a_vous=True, adresse=adresse, libelle=libelle) if est_partie else Suite(titre, texte)


def _prochaine_seance(accompagnement: Accompagnement, seances: "Seances") -> tuple[str, str, str, str]:
    """Return (title, text, address, button): a planned session to tell, the next one, or one to plan."""
    if seances.a_raconter:
        passee = seances.a_raconter[0]
        adresse = reverse("accompagnements:compte-rendu", args=[accompagnement.numero, passee.pk])
        titre = f"Votre séance du {en_jour(passee.jour)} : a-t-elle eu lieu ?"
        return titre, "L’une ou l’autre personne la raconte ici, en deux minutes.", adresse, "Raconter la séance"
    if seances.a_venir:
        prochaine = seances.a_venir[0]
        texte = "Une fois tenue, l’une ou l’autre personne la raconte ici, en deux minutes."
        return f"Prochaine séance : {en_moment(prochaine.debut)}", texte, prochaine.get_absolute_url(), "Voir la séance"
    adresse = reverse("accompagnements:planifier", args=[accompagnement.numero])
    if accompagnement.etat == Etat.CONVENTIONNE:
        texte = f"La convention les prévoit {periode(accompagnement.debut, accompagnement.fin)}."
        return "Fixez ensemble votre première séance", texte, adresse, "Planifier une séance"
    titre = f"Encore {en_demi_journees(accompagnement.demi_journees - accompagnement.demi_journees_tenues)} à tenir"
    return titre, f"Vous avez jusqu’au {en_jour(accompagnement.fin)}.", adresse, "Planifier une séance"
