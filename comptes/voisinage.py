"""Which départements touch those of Occitanie: the only geography that matching needs. Pure."""

VOISINS: dict[str, frozenset[str]] = {
    "09": frozenset({"11", "31", "66"}),
    "11": frozenset({"09", "31", "34", "66", "81"}),
    "12": frozenset({"15", "30", "34", "46", "48", "81", "82"}),
    "30": frozenset({"07", "12", "13", "34", "48", "84"}),
    "31": frozenset({"09", "11", "32", "65", "81", "82"}),
    "32": frozenset({"31", "40", "47", "64", "65", "82"}),
    "34": frozenset({"11", "12", "30", "81"}),
    "46": frozenset({"12", "15", "19", "24", "47", "82"}),
    "48": frozenset({"07", "12", "15", "30", "43"}),
    "65": frozenset({"31", "32", "64"}),
    "66": frozenset({"09", "11"}),
    "81": frozenset({"11", "12", "31", "34", "82"}),
    "82": frozenset({"12", "31", "32", "46", "47", "81"}),
}


def sont_voisins(un: str, autre: str) -> bool:
    """Say whether two départements, given by their codes, touch each other; at least one of them is in Occitanie."""
    return autre in VOISINS.get(un, ()) or un in VOISINS.get(autre, ())
