"""The content of an avenant: only what changes, before and after; the rest of the agreement is unchanged, and said to be so."""

from typing import Any

from conventions import lectures
from conventions.models import Convention
from socle import horloge
from socle.documents.production import entete
from socle.templatetags.documents import date_courte

from . import convention


def contexte(avenant: Convention) -> dict[str, Any]:
    """Return all that the PDF of an avenant says, as JSON values: the complete terms, and what changes of those in force."""
    base = avenant.parent
    if base is None or base.derniere_signature is None:
        raise ValueError(f"{avenant} changes no signed agreement.")
    rang = avenant.numero.rpartition("-V")[2]
    donnees = convention.contexte(avenant)
    return donnees | {
        "entete": entete(
            genre=f"Avenant n° {rang} à la convention tripartite",
            titre=donnees["intitule"],
            jour=horloge.aujourdhui(),
            numero=avenant.numero,
            chapo=f"Il change la convention {base.numero}, signée le {date_courte(base.derniere_signature)}.",
        ),
        "articles": [],
        "modele": None,
        "avenant": {
            "rang": int(rang),
            "convention": base.numero,
            "signee_le": base.derniere_signature.isoformat(),
            "motif": avenant.motif_avenant,
            "fin_anticipee": avenant.fin_anticipee,
            "changements": [vars(changement) for changement in lectures.changements(avenant)],
            "deja": [signe.numero for signe in base.avenants.filter(etat=Convention.Etat.SIGNEE).order_by("pk")],
        },
    }
