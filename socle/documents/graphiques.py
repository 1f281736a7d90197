"""Grouped bars: from figures to the geometry of an SVG, the same on a page and in a document. Pure: no Django, no clock, no query.

A chart is plain JSON, so that it can be frozen in the context of a document:

    {"identifiant": "niveaux", "titre": "…", "description": "…", "categorie": "Domaine", "maximum": 4, "decimales": 1,
     "series": ["avant", "à la sortie", "six mois après"], "lignes": [{"libelle": "Gestion", "valeurs": [1.2, 2.6, None]}]}

`identifiant` is unique in the page; there are one to three series; None means that nobody answered.
"""

from dataclasses import dataclass
from math import floor, log10
from typing import Any

Graphique = dict[str, Any]

BARRE, ECART, ENTRE_GROUPES = 17, 4, 20
HAUT, BAS = 38, 28
CORPS = 15
# Widths of letters in the print font, in parts of its size: enough to know where a name must break. Others: half a size.
CHASSES = {**dict.fromkeys(" .,:;'’()|fijlrtI", 0.28), **dict.fromkeys("mwMWÉ%", 0.78), **dict.fromkeys("ABCDGHKNOPQRSTUVXYZ", 0.6)}


@dataclass(frozen=True)
class Format:
    """Where things are, in units of the viewBox: width, left and right edge of the scale, names above the bars or beside them."""

    classe: str
    largeur: int
    gauche: int
    droite: int
    noms_au_dessus: bool


LARGE = Format("tsf-graphe__large", largeur=760, gauche=240, droite=716, noms_au_dessus=False)
ETROIT = Format("tsf-graphe__etroit", largeur=360, gauche=1, droite=318, noms_au_dessus=True)


@dataclass(frozen=True)
class Barre:
    """One bar: `serie` is its rank (0 hatched, 1 full, 2 warm); `largeur` is None when there is no value."""

    serie: int
    y: float
    largeur: float | None
    texte: str
    x_texte: float
    y_texte: float


@dataclass(frozen=True)
class Groupe:
    """The bars of one line, and its name broken in lines of text."""

    nom: list[tuple[float, str]]
    barres: list[Barre]


@dataclass(frozen=True)
class Trait:
    """A graduation of the scale, or an entry of the legend."""

    x: float
    texte: str


def barres(graphique: Graphique, format_: Format = LARGE) -> dict[str, Any]:
    """Return the context of templates/documents/graphiques/barres.svg; raises ValueError for a value outside 0…maximum."""
    groupes, y = [], float(HAUT)
    for ligne in graphique["lignes"]:
        groupe, y = _groupe(graphique, ligne, format_, y)
        groupes.append(groupe)
    bas = y - ENTRE_GROUPES + 8
    return {
        "graphique": graphique,
        "format": format_,
        "groupes": groupes,
        "graduations": [_trait(graphique, valeur, format_) for valeur in graduations(graphique["maximum"])],
        "legende": _legende(graphique["series"]),
        "epaisseur": BARRE,
        "haut": HAUT - 8,
        "bas": bas,
        "hauteur": bas + BAS,
    }


def graduations(maximum: float) -> list[float]:
    """Return round values from 0 to `maximum`, six at most: every 1, 2 or 5 times a power of ten."""
    if maximum <= 0:
        raise ValueError("The top of a scale must be above zero.")
    brut = maximum / 5
    puissance = 10 ** floor(log10(brut))
    pas = next(facteur * puissance for facteur in (1, 2, 5, 10) if facteur * puissance >= brut * 0.999)
    pas = max(pas, 1) if maximum >= 2 else pas
    return [round(rang * pas, 6) for rang in range(floor(maximum / pas + 1e-9) + 1)]


def nombre(valeur: float | None, decimales: int) -> str:
    """Return a figure as it is written in French: "1,2", "12 000", "–" for None."""
    if valeur is None:
        return "–"
    return f"{valeur:,.{decimales}f}".replace(",", "\u202f").replace(".", ",")


def en_tableau(graphique: Graphique) -> dict[str, Any]:
    """Return the same values as a table (templates/documents/composants/tableau.html)."""
    series = graphique["series"]
    largeur = {1: 3, 2: 3, 3: 2}[len(series)]
    colonnes = [{"libelle": graphique["categorie"], "largeur": 12 - largeur * len(series), "nombre": False}]
    colonnes += [{"libelle": serie[:1].upper() + serie[1:], "largeur": largeur, "nombre": True} for serie in series]
    rangs = [[ligne["libelle"], *(nombre(v, graphique["decimales"]) for v in ligne["valeurs"])] for ligne in graphique["lignes"]]
    return {"titre": "", "colonnes": colonnes, "rangs": rangs, "pied": []}


def _groupe(graphique: Graphique, ligne: dict[str, Any], format_: Format, y: float) -> tuple[Groupe, float]:
    """Return one group, drawn from `y` down, and where the next one begins."""
    epaisseur = len(ligne["valeurs"]) * (BARRE + ECART) - ECART
    interligne = CORPS * 1.25
    # Pages use the reader's own font, often wider than the print font.
    place = 0.88 * (format_.largeur if format_.noms_au_dessus else format_.gauche)
    lignes = couper(ligne["libelle"], place)
    haut_du_nom = y if format_.noms_au_dessus else y + epaisseur / 2 - interligne * len(lignes) / 2
    nom = [(round(haut_du_nom + interligne * rang + CORPS * 0.92, 1), texte) for rang, texte in enumerate(lignes)]
    debut = y + interligne * len(lignes) + 4 if format_.noms_au_dessus else y
    barres_ = [_barre(graphique, valeur, serie, format_, debut) for serie, valeur in enumerate(ligne["valeurs"])]
    # A long name beside a single bar is taller than it.
    fin = max(debut + epaisseur, haut_du_nom + interligne * len(lignes))
    return Groupe(nom, barres_), fin + ENTRE_GROUPES


def _barre(graphique: Graphique, valeur: float | None, serie: int, format_: Format, debut: float) -> Barre:
    maximum = graphique["maximum"]
    if valeur is not None and not 0 <= valeur <= maximum:
        raise ValueError(f"{valeur} is outside the scale 0…{maximum}.")
    y = round(debut + serie * (BARRE + ECART), 1)
    largeur = None if valeur is None else round(valeur / maximum * (format_.droite - format_.gauche), 1)
    x_texte = round(format_.gauche + (largeur or 0) + 8, 1)
    return Barre(serie, y, largeur, nombre(valeur, graphique["decimales"]), x_texte, round(y + BARRE * 0.77, 1))


def _trait(graphique: Graphique, valeur: float, format_: Format) -> Trait:
    x = format_.gauche + valeur / graphique["maximum"] * (format_.droite - format_.gauche)
    return Trait(round(x, 1), nombre(valeur, 0 if valeur == int(valeur) else graphique["decimales"]))


def _legende(series: list[str]) -> list[Trait]:
    """Return where each series is named, from left to right; one series needs no legend."""
    if len(series) == 1:
        return []
    traits, x = [], 0.0
    for serie in series:
        traits.append(Trait(round(x, 1), serie))
        x += 26 + chasse(serie) + 24
    return traits


def chasse(texte: str) -> float:
    """Return the width of `texte`, in units of the viewBox (estimated, within a tenth)."""
    return CORPS * sum(CHASSES.get(lettre, 0.51) for lettre in texte)


def couper(texte: str, place: float) -> list[str]:
    """Return `texte` in lines of at most `place` units, broken at spaces (a longer word stays whole)."""
    lignes = [""]
    for mot in texte.split(" "):
        if lignes[-1] and chasse(f"{lignes[-1]} {mot}") > place:
            lignes.append(mot)
        else:
            lignes[-1] = f"{lignes[-1]} {mot}".strip()
    return lignes
