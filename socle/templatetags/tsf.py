"""Tags and filters available in every template: icons, state pills, French dates, amounts and typography."""

import re
from collections.abc import Iterable, Sized
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeData, SafeString, mark_safe

from socle import horloge
from socle.icones import ICONES

register = template.Library()

ESPACE = "\u00a0"
FINE = "\u202f"
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
ICONE_DU_TON = {"fait": "coche", "cours": "disque", "vous": "plume", "alerte": "alerte", "refus": "croix", "neutre": "pause"}
JOURS_PAR_MOIS = 30.44
# Beyond two months, a number of days says nothing to anybody.
SEUIL_EN_MOIS = 61


@register.simple_tag
def icone(nom: str) -> SafeString:
    """Draw the icon `nom`, silent for screen readers: a word always goes with it. Raises TemplateSyntaxError for an unknown name."""
    if nom not in ICONES:
        raise template.TemplateSyntaxError(f"Unknown icon {nom!r}; the drawings are in socle/icones.py.")
    return _svg(ICONES[nom])


@register.simple_tag
def pastille(objet: Any, etat: str = "") -> SafeString:
    """Draw the state of `objet`, or the one that this reader is to see: a colour, an icon and a word. TONS gives the tone of each state."""
    montre = objet.Etat(etat or objet.etat)
    ton = objet.TONS[montre]
    libelle = objet.dire_etat(montre) if hasattr(objet, "dire_etat") else montre.label
    return format_html('<span class="tsf-etat tsf-etat--{}">{}{}</span>', ton, icone(ICONE_DU_TON[ton]), libelle)


@register.inclusion_tag("composants/faces.html")
def faces(tenues: int, prevues: int, total: int) -> dict[str, Any]:
    """Draw half-days as the sides of discs: `tenues` full, `prevues` pale, the rest of `total` in dashes."""
    etats = ["tenue"] * tenues + ["prevue"] * prevues
    etats += [""] * (total - len(etats))
    disques = [(etats[rang], etats[rang + 1] if rang + 1 < len(etats) else None) for rang in range(0, len(etats), 2)]
    reste = max(total - tenues - prevues, 0)
    libelle = f"{demi_journees(total)} : {tenues} tenue{pluriel(tenues)}, {prevues} prévue{pluriel(prevues)}, {reste} à prévoir"
    return {"disques": disques, "libelle": typo(libelle)}


@register.simple_tag
def erreurs_de(formulaires: BaseForm | Iterable[Any]) -> list[dict[str, str]]:
    """List the errors of forms and formsets as {ancre, texte}: `ancre` is the id to go to, "" when no field is at fault."""
    liste: list[Any] = [formulaires] if isinstance(formulaires, BaseForm) else list(formulaires)
    erreurs: list[dict[str, str]] = []
    for formulaire in liste:
        if isinstance(formulaire, BaseFormSet):
            erreurs += [_erreur(str(phrase)) for phrase in formulaire.non_form_errors()] + erreurs_de(formulaire.forms)
            continue
        erreurs += [_erreur(str(phrase)) for phrase in formulaire.non_field_errors()]
        erreurs += [_erreur(str(phrase), champ) for champ in formulaire for phrase in champ.errors]
    return erreurs


def _erreur(phrase: str, champ: BoundField | None = None) -> dict[str, str]:
    if champ is None or champ.is_hidden:
        return {"ancre": "", "texte": phrase}
    # A label that is a whole declaration is read under the box; the refusal says enough of it.
    libelle = "" if str(champ.label).endswith(".") else str(champ.label or "")
    # A group of choices is not focusable: its first choice is.
    ancre = f"{champ.auto_id}_0" if champ.use_fieldset else champ.id_for_label
    if not libelle or libelle.endswith(("?", "!", "…")):
        return {"ancre": ancre, "texte": f"{libelle} {phrase}".strip()}
    minuscule = phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() or phrase[1:2] == " " else phrase
    return {"ancre": ancre, "texte": f"{libelle}{ESPACE}: {minuscule}"}


@register.filter
def dans_la_phrase(libelle: str) -> str:
    """Return a label as it reads inside a sentence: "salarié·e en CDI" for "Salarié·e en CDI", "SMAC labellisée" as it is."""
    return libelle if libelle[1:2].isupper() else libelle[:1].lower() + libelle[1:]


@register.filter
def jour(valeur: date | None) -> str:
    """Return "mardi 3 mars", with the year when it is not the current one; "" for None."""
    if valeur is None:
        return ""
    le = _jour_local(valeur)
    return _en_mots(le, avec_annee=le.year != horloge.aujourdhui().year)


def _en_mots(le: date, *, avec_annee: bool) -> str:
    quantieme = "1er" if le.day == 1 else le.day
    return f"{JOURS[le.weekday()]} {quantieme}{ESPACE}{MOIS[le.month - 1]}{f' {le.year}' if avec_annee else ''}"


@register.simple_tag
def periode(du: date, au: date) -> str:
    """Return "du mardi 3 mars au lundi 6 avril", with both years unless they are the current one."""
    bornes = [_jour_local(borne) for borne in (du, au)]
    avec_annee = {le.year for le in bornes} != {horloge.aujourdhui().year}
    debut, fin = (_en_mots(le, avec_annee=avec_annee) for le in bornes)
    return f"du {debut} au {fin}"


@register.filter
def moment(valeur: datetime | None) -> str:
    """Return "mardi 3 mars à 14 h 32" in the time of Paris; "" for None."""
    if valeur is None:
        return ""
    return f"{jour(timezone.localtime(valeur))} à {heure(valeur)}"


@register.filter
def heure(valeur: datetime) -> str:
    """Return "14 h 32" in the time of Paris."""
    local = timezone.localtime(valeur)
    return f"{local.hour}{ESPACE}h{ESPACE}{local.minute:02d}"


@register.filter
def limite(valeur: date | None) -> str:
    """Return a last day as `jour`, the moment when something closes as `moment`: what comes after « jusqu’au »; "" for None."""
    return moment(valeur) if isinstance(valeur, datetime) else jour(valeur)


@register.filter
def echeance(valeur: date | None) -> str:
    """Return how far a day is: "aujourd’hui", "demain", "dans 4 jours", "en retard de 2 jours"; months beyond two; "" for None."""
    if valeur is None:
        return ""
    ecart = (_jour_local(valeur) - horloge.aujourdhui()).days
    if ecart in (0, 1):
        return ("aujourd’hui", "demain")[ecart]
    duree = abs(ecart)
    texte = f"{duree}{ESPACE}jour{pluriel(duree)}" if duree < SEUIL_EN_MOIS else f"{round(duree / JOURS_PAR_MOIS)}{ESPACE}mois"
    return f"dans {texte}" if ecart > 0 else f"en retard de {texte}"


@register.filter
def euros(valeur: Decimal | int | None) -> str:
    """Return an amount in euros, "1 250 €", cents only when they are not zero; "" for None."""
    if valeur is None:
        return ""
    montant = Decimal(valeur).quantize(Decimal("0.01"))
    entier, centimes = f"{abs(montant):,.2f}".split(".")
    signe = "−" if montant < 0 else ""
    return f"{signe}{entier.replace(',', FINE)}{'' if centimes == '00' else ',' + centimes}{ESPACE}€"


@register.filter
def telephone(numero: str) -> str:
    """Return ten digits two by two, "06 12 34 56 78"; any other number as it is."""
    if not re.fullmatch(r"[0-9]{10}", numero):
        return numero
    return ESPACE.join(numero[rang : rang + 2] for rang in range(0, 10, 2))


@register.filter
def pluriel(nombre: int | Decimal | Sized, formes: str = ",s") -> str:
    """Return the first of two forms for 0 and 1 (of a number, or of what is counted), the second from 2 on: an s, or "attend,attendent"."""
    singulier, plusieurs = formes.split(",")
    if isinstance(nombre, Sized):
        nombre = len(nombre)
    return plusieurs if nombre > 1 else singulier


@register.filter
def demi_journees(nombre: int) -> str:
    """Return "1 demi-journée", "3 demi-journées"."""
    return f"{nombre}{ESPACE}demi-journée{pluriel(nombre)}"


@register.filter
def ordinal(rang: int) -> str:
    """Return "1re", "3e": a feminine rank (place, position)."""
    return "1re" if rang == 1 else f"{rang}e"


@register.filter(is_safe=True)
@stringfilter
def typo(texte: str) -> str:
    """Set the French non-breaking spaces and the curved apostrophe; what is inside HTML tags is left alone."""
    if isinstance(texte, SafeData):
        return "".join(morceau if morceau.startswith("<") else _composer(morceau) for morceau in re.split(r"(<[^>]*>)", texte))
    return _composer(texte)


_COMPOSITION = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{ESPACE}"),
    (re.compile(r"[ \u00a0\u202f]*»"), f"{ESPACE}»"),
    (re.compile(r"[ \u00a0](?=[;!?])"), FINE),
    (re.compile(r" (?=:(?:\s|$))"), ESPACE),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), FINE),
    (re.compile(r"(?<=\d) (?=[€%])"), ESPACE),
    (re.compile(r"(?<=\d) (?=h\b)"), ESPACE),
    (re.compile(rf"(?<=\dh|{ESPACE}h) (?=\d\d\b)"), ESPACE),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(MOIS)}|demi-journées?|jours?|ans?|mois|Mo|ko)\b)"), ESPACE),
)


def _composer(texte: str) -> str:
    for motif, remplacement in _COMPOSITION:
        texte = motif.sub(remplacement, texte)
    return texte


def _svg(dessin: str) -> SafeString:
    # Safe: the drawing is a constant of socle/icones.py, never a value somebody typed.
    return mark_safe(f'<svg class="tsf-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{dessin}</svg>')  # noqa: S308


def _jour_local(valeur: date) -> date:
    if not isinstance(valeur, datetime):
        return valeur
    return timezone.localtime(valeur).date() if timezone.is_aware(valeur) else valeur.date()
