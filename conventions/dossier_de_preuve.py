"""What the final document and the evidence file say, as JSON values: read from the chain of evidence and from nothing that may change."""

from collections.abc import Sequence
from typing import Any

from socle import horloge
from socle.documents.production import entete

from . import regles
from .models import Convention, GenrePreuve, Preuve, Signataire

ROLES = {
    Signataire.Cote.PILOTE: "Pour la structure pilote",
    Signataire.Cote.MENTOR: "La personne-ressource",
    Signataire.Cote.BENEFICIAIRE: "La personne accompagnée",
}
POUR_SA_STRUCTURE = {
    Signataire.Cote.PILOTE: "Pour la structure pilote",
    Signataire.Cote.MENTOR: "Pour la structure de la personne-ressource",
    Signataire.Cote.BENEFICIAIRE: "Pour la structure bénéficiaire",
}
IDENTIFICATIONS = {
    "compte": "en ligne, après connexion à son compte",
    "lien_et_code": "en ligne, par un lien personnel et un code reçus à son adresse électronique",
}
# What the evidence calls its data, in words; what is not here keeps its own name.
LIBELLES = {
    "adresse_electronique": "Adresse électronique",
    "adresse_ip": "Adresse IP",
    "agent": "Navigateur",
    "au_titre": "Signe",
    "code": "Code",
    "date_de_la_derniere_signature": "Date de la dernière signature",
    "derniere_signature": "Dernière signature",
    "document": "Empreinte du document",
    "document_apres": "Empreinte du document après",
    "document_avant": "Empreinte du document avant",
    "emise_le": "Émise le",
    "essai": "Essai",
    "exemplaire": "Empreinte de l’exemplaire numérisé",
    "identification": "Identification",
    "images": "Accord sur les images",
    "lien": "Lien",
    "motif": "Motif",
    "nom": "Nom",
    "nom_saisi": "Nom saisi",
    "partie": "Partie",
    "qualite": "Qualité",
    "texte": "Texte accepté",
    "verse_par": "Versé par",
    "version": "Version du texte",
}


def chaine(convention: Convention) -> list[Preuve]:
    """Return the whole chain of evidence of an agreement, in order."""
    return list(Preuve.objects.filter(convention=convention).select_related("signataire").order_by("rang"))


def signatures(convention: Convention, preuves: Sequence[Preuve]) -> dict[str, Any]:
    """Return what the page of the signatures says, of those that count."""
    document = convention.document
    return {
        "document": {"empreinte": document.empreinte, "produit_le": document.produit_le.isoformat()},
        "signataires": [_signature(signataire, preuves) for signataire in _vivants(convention)],
        "tete": preuves[-1].empreinte if preuves else "",
        "evenements": len(preuves),
    }


def contexte(convention: Convention, preuves: Sequence[Preuve], *, final: str, cachet: dict[str, str]) -> dict[str, Any]:
    """Return the evidence file: what was shown, who signed, how they were identified, when, and the whole chain.

    `final` is the hash of the sealed document; `cachet` says which certificate seals (see `cachet_en_clair`).
    """
    document = convention.document
    mots = convention.mots
    return {
        "entete": entete(
            genre="Dossier de preuve",
            titre=f"Comment {mots.ce} a été signé{mots.e}",
            jour=horloge.aujourdhui(),
            numero=convention.numero,
            chapo=convention.contexte.get("intitule", ""),
        ),
        "numero": convention.numero,
        "genre": mots.nom,
        "verification": convention.contexte.get("verification", ""),
        "emise_le": regles.instant_ecrit(convention.emise_le),
        "signee_le": regles.instant_ecrit(convention.signee_le),
        "documents": {
            "emis": {
                "nom": document.nom,
                "empreinte": document.empreinte,
                "produit_le": document.produit_le.isoformat(),
                "gabarit": document.version_gabarit,
            },
            "final": {"empreinte": final},
        },
        "signataires": [_identite(signataire, preuves) for signataire in _vivants(convention)],
        "chaine": [evenement(preuve) for preuve in preuves],
        "tete": preuves[-1].empreinte if preuves else "",
        "cachet": cachet,
    }


def evenement(preuve: Preuve) -> dict[str, Any]:
    """Return one event of the chain as the evidence file writes it: all that its hash covers, and its words."""
    return {
        "convention": preuve.convention_id,
        "rang": preuve.rang,
        "genre": preuve.genre,
        "libelle": preuve.get_genre_display(),
        "signataire": preuve.signataire_id,
        "qui": preuve.signataire.nom if preuve.signataire else "",
        "le": regles.instant_ecrit(preuve.le),
        "donnees": preuve.donnees,
        "details": [
            [LIBELLES.get(cle, cle), _en_mots(valeur)] for cle, valeur in sorted(preuve.donnees.items()) if valeur not in ("", None)
        ],
        "precedente": preuve.precedente,
        "empreinte": preuve.empreinte,
    }


def _vivants(convention: Convention) -> list[Signataire]:
    return list(Signataire.objects.filter(convention=convention).vivants().select_related("exemplaire").order_by("rang", "pk"))


def _role(signataire: Signataire) -> str:
    roles = POUR_SA_STRUCTURE if signataire.au_titre == Signataire.Titre.STRUCTURE else ROLES
    return roles[Signataire.Cote(signataire.partie)]


def _signature(signataire: Signataire, preuves: Sequence[Preuve]) -> dict[str, Any]:
    papier = signataire.mode == Signataire.Mode.PAPIER
    acte = _acte(signataire, preuves)
    donnees = acte.donnees if acte else {}
    return {
        "role": _role(signataire),
        "nom": signataire.nom,
        "qualite": signataire.qualite,
        "titre": signataire.get_au_titre_display(),
        "papier": papier,
        "le": regles.instant_ecrit(signataire.signe_le),
        "verse_le": regles.instant_ecrit(acte.le) if papier and acte else "",
        "comment": "sur papier" if papier else IDENTIFICATIONS.get(donnees.get("identification", ""), "en ligne"),
        "exemplaire": signataire.exemplaire.empreinte if signataire.exemplaire else "",
    }


def _identite(signataire: Signataire, preuves: Sequence[Preuve]) -> dict[str, Any]:
    """Return the signature, with what identified the person and what they accepted."""
    acte = _acte(signataire, preuves)
    donnees = acte.donnees if acte else {}
    ouverture = next((p for p in preuves if p.signataire_id == signataire.pk and p.genre == GenrePreuve.LIEN_OUVERT), None)
    return {
        **_signature(signataire, preuves),
        "invite_le": regles.instant_ecrit(signataire.invite_le) if signataire.invite_le else "",
        "ouvert_le": regles.instant_ecrit(ouverture.le) if ouverture else "",
        **{cle: donnees.get(cle, "") for cle in ("adresse_electronique", "adresse_ip", "agent", "texte", "version", "nom_saisi", "images")},
        "document_avant": donnees.get("document_avant", ""),
        "document_apres": donnees.get("document_apres", ""),
    }


def _acte(signataire: Signataire, preuves: Sequence[Preuve]) -> Preuve | None:
    """Return the event by which this person signed."""
    actes = (p for p in preuves if p.signataire_id == signataire.pk and p.genre in (GenrePreuve.SIGNE, GenrePreuve.PAPIER))
    return next(actes, None)


def _en_mots(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, list):
        return ", ".join(_en_mots(un) for un in valeur)
    if isinstance(valeur, dict):
        return " ; ".join(f"{cle} : {_en_mots(un)}" for cle, un in sorted(valeur.items()))
    return str(valeur)
