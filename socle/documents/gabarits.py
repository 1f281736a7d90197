"""Templates of documents: where they are, and which version of them a document was drawn with."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

# Drawn by a tag, so no template names it.
GRAPHIQUE = "documents/graphiques/barres.svg"


def chemin_du_gabarit(gabarit: str) -> str:
    """Return the path of a template of documents, for Django's loader."""
    return f"documents/{gabarit}.html"


@cache
def feuille_de_style() -> str:
    """Return the print style sheet, as used by every rendering of this process."""
    return (settings.BASE_DIR / "templates" / "documents" / "documents.css").read_text(encoding="utf-8")


def version_du_gabarit(gabarit: str) -> str:
    """Return a short hash (12 hexadecimal digits) of a template, of all that it extends and includes, and of the style sheet."""
    empreinte = sha256(feuille_de_style().encode())
    for source in (*_sources(chemin_du_gabarit(gabarit)), *_sources(GRAPHIQUE)):
        empreinte.update(source.encode())
    return empreinte.hexdigest()[:12]


def _sources(nom: str) -> Iterator[str]:
    """Walk through the sources of a template and of those that it names."""
    gabarit: Any = get_template(nom)
    yield gabarit.template.source
    for noeud in gabarit.template.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
        appele: Any = noeud.parent_name if isinstance(noeud, ExtendsNode) else noeud.template
        if isinstance(appele.var, str):
            yield from _sources(appele.var)
