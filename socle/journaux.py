"""Logs as JSON lines: when, level, message, and what was passed in `extra`."""

import json
import logging
import re

_CHAMPS_ORDINAIRES = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request"}


# What must not stay in a log: an address (mail servers repeat it in their errors), the token of a personal link (Django logs paths).
_ADRESSE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_JETON = re.compile(r"/l/[^/\s\"]+")


def masquer(texte: str) -> str:
    """Hide e-mail addresses and tokens of personal links."""
    return _JETON.sub("/l/[jeton]", _ADRESSE.sub("[adresse]", texte))


class FormateurJson(logging.Formatter):
    """One JSON object a line, so that any collector can read it."""

    def format(self, record: logging.LogRecord) -> str:
        ligne = {
            "le": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "niveau": record.levelname,
            "source": record.name,
            "message": record.getMessage(),
            **{cle: valeur for cle, valeur in vars(record).items() if cle not in _CHAMPS_ORDINAIRES},
        }
        if record.exc_info:
            ligne["exception"] = self.formatException(record.exc_info)
        return masquer(json.dumps(ligne, ensure_ascii=False, default=str))
