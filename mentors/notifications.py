"""Mails to personnes-ressources, and to those who propose one."""

from comptes import liens
from socle import courriels, horloge
from socle.models import Courriel

from .droits import BUT
from .models import ProfilMentor
from .regles import efface_le


def informer(profil: ProfilMentor) -> Courriel | None:
    """Tell somebody that they were proposed, by whom and what for, with the link to their card; None without an address."""
    personne = profil.personne
    if not personne.email:
        return None
    sources = profil.recommandations.values_list("par_nom", "institution")
    lien = liens.ouvrir(BUT, personne=personne, objet_id=profil.pk)
    return courriels.ecrire(
        "mentors/contact",
        personne,
        contexte={
            "sources": [f"{nom} ({institution})" if institution else nom for nom, institution in sources],
            "efface_le": efface_le(horloge.aujourdhui()).isoformat(),
        },
        liens={"lien": liens.pour_courriel(lien)},
    )


def accuser_recommandation(adresse: str) -> None:
    """Thank who proposed somebody: a fixed text, since anybody may type any address in a public form."""
    courriels.ecrire("mentors/merci", adresse=adresse)
