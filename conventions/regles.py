"""When an agreement may be signed, the hash of what proves it; numbers and amounts in French words, as it writes them.

Pure: no Django, no clock, no query.
"""

import json
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

# When those who have not signed are reminded, counted from their invitation.
RELANCES = (timedelta(days=3), timedelta(days=7), timedelta(days=14), timedelta(days=21))

_UNITES = [
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
_DIZAINES = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
MAXIMUM = 999_999


def empechement_de_signature(jour: date, *, emise: date, fin: date, aujourdhui: date) -> str:
    """Return why the last signature may not have this date, or "": not to come, not before emission, not after the last session."""
    if jour > aujourdhui:
        return "Cette date est à venir : donnez le jour où la dernière personne a signé."
    if jour < emise:
        return f"Le document a été émis le {emise:%d/%m/%Y} : personne n’a pu le signer avant."
    if jour > fin:
        return f"Les séances devaient finir le {fin:%d/%m/%Y}, avant cette signature : annulez ce document et préparez-en un autre."
    return ""


def relances_dues(invite_le: datetime, maintenant: datetime) -> int:
    """Return how many reminders should have left by now (0–4): on the 3rd, 7th, 14th and 21st day after the invitation."""
    return sum(1 for delai in RELANCES if invite_le + delai <= maintenant)


def meme_nom(saisi: str, attendu: str) -> bool:
    """Say whether somebody typed this name: the same words, whatever their order, their accents, their capitals and what joins them."""
    return _mots(saisi) == _mots(attendu) != []


def _mots(nom: str) -> list[str]:
    sans_accents = "".join(lettre for lettre in unicodedata.normalize("NFKD", nom) if not unicodedata.combining(lettre))
    return sorted(re.findall(r"\w+", sans_accents.casefold()))


def empreinte(donnees: dict[str, Any]) -> str:
    """Return the SHA-256 of data written in one way only: keys in order, no blank, UTF-8. Only text, whole numbers, true, false, null."""
    ecrit = json.dumps(donnees, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(ecrit.encode()).hexdigest()


def est_un_avenant(numero: str) -> bool:
    """An avenant has the number of its agreement and its own rank: "…-C1-V1"."""
    return numero.rpartition("-")[2].startswith("V")


def instant_ecrit(instant: datetime) -> str:
    """Return an instant as evidence writes it: universal time, to the microsecond."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def en_lettres(nombre: int, *, feminin: bool = False) -> str:
    """Return a number from 0 to 999 999 in words: "quatre-vingts", "deux cent un", and "une" before a feminine noun."""
    if not 0 <= nombre <= MAXIMUM:
        raise ValueError(f"{nombre} is not between 0 and {MAXIMUM}.")
    milliers, reste = divmod(nombre, 1000)
    mots = []
    if milliers:
        # Before "mille", which never varies, "quatre-vingts" and "cents" lose their s.
        mots.append("mille" if milliers == 1 else f"{_centaines(milliers, accord=False)} mille")
    if reste or not milliers:
        mots.append(_centaines(reste, accord=True))
    ecrit = " ".join(mots)
    return f"{ecrit}e" if feminin and (ecrit == "un" or ecrit.endswith(" un")) else ecrit


def _centaines(nombre: int, *, accord: bool) -> str:
    centaines, reste = divmod(nombre, 100)
    if not centaines:
        return _jusqu_a_99(reste, accord=accord)
    tete = "cent" if centaines == 1 else f"{_UNITES[centaines]} cent"
    if reste:
        return f"{tete} {_jusqu_a_99(reste, accord=accord)}"
    return f"{tete}s" if accord and centaines > 1 else tete


def _jusqu_a_99(nombre: int, *, accord: bool) -> str:
    if nombre < 20:
        return _UNITES[nombre]
    base = max(dizaine for dizaine in _DIZAINES if dizaine <= nombre)
    reste = nombre - base
    if not reste:
        return f"{_DIZAINES[base]}s" if base == 80 and accord else _DIZAINES[base]
    # 21, 31… and 71 take "et", 81 and 91 do not.
    liaison = " et " if reste in (1, 11) and base != 80 else "-"
    return f"{_DIZAINES[base]}{liaison}{_UNITES[reste]}"


def montant_en_lettres(montant: Decimal) -> str:
    """Return an amount in words: "mille deux cents euros", "deux cent cinquante euros et cinquante centimes"."""
    euros, centimes = divmod(int(montant * 100), 100)
    dit = f"{en_lettres(euros)} euro{'s' if euros > 1 else ''}"
    if not centimes:
        return dit
    return f"{dit} et {en_lettres(centimes)} centime{'s' if centimes > 1 else ''}"
