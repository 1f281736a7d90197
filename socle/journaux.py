"""Logs as JSON lines: when, level, message, and what was passed in `extra`."""

import json
import logging

_CHAMPS_ORDINAIRES = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request"}


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
        return json.dumps(ligne, ensure_ascii=False, default=str)
