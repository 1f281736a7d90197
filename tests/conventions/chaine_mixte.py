"""An agreement signed online, by account and by link, and on paper, with the long chain of evidence that such a signature leaves."""

from datetime import timedelta

from conventions import preuves
from conventions.models import Convention, GenrePreuve, Preuve, Signataire
from socle import horloge
from socle.models import Fichier
from tests import parcours
from tests.scenes import rejouee

TEXTE = (
    "Je, {nom}, déclare avoir lu en entier la convention {numero} et en accepter tous les termes en mon nom. Je signe par "
    "voie électronique le document dont l’empreinte SHA-256 est {empreinte}. Je sais que cette signature m’engage comme "
    "une signature sur papier."
)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@rejouee
def convention_scellee() -> Convention:
    """Return it, sealed."""
    return parcours.sceller(convention_signee())


@rejouee
def convention_signee() -> Convention:
    """Return it, not sealed yet."""
    convention = parcours.convention("signee")
    Preuve.objects.filter(convention=convention)._raw_delete("default")
    convention.signataires.all().delete()
    preuves.ecrire(convention, GenrePreuve.EMISE, document=convention.document.empreinte)
    accompagnement = convention.accompagnement
    personnes = {
        Signataire.Cote.PILOTE: (parcours.pilote(), "Claire Vidal", ""),
        Signataire.Cote.MENTOR: (accompagnement.mentor.personne, str(accompagnement.mentor.personne), "lien_et_code"),
        Signataire.Cote.BENEFICIAIRE: (accompagnement.candidature.porteur, "Nadia Belkacem", "compte"),
    }
    for rang, (cote, (personne, nom, identification)) in enumerate(personnes.items(), start=1):
        _signer(convention, rang, cote, personne, nom, identification)
    preuves.ecrire(convention, GenrePreuve.COMPLETE, document=convention.document.empreinte)
    return convention


def _signer(convention: Convention, rang: int, cote: str, personne, nom: str, identification: str) -> None:
    maintenant = horloge.maintenant()
    papier = None if identification else _papier(convention)
    signataire = Signataire.objects.create(
        dossier=convention.dossier,
        convention=convention,
        partie=cote,
        au_titre="personne" if identification else "structure",
        personne=personne,
        nom=nom,
        qualite="Administratrice, Structure pilote",
        rang=rang,
        etat="signe",
        mode="en_ligne" if identification else "papier",
        invite_le=maintenant - timedelta(days=2),
        signe_le=maintenant,
        exemplaire=papier,
    )
    empreinte, ou = convention.document.empreinte, {"adresse_ip": "192.0.2.17", "agent": AGENT}
    preuves.ecrire(convention, GenrePreuve.INVITE, signataire=signataire, adresse_electronique=personne.email)
    if papier:
        preuves.ecrire(convention, GenrePreuve.PAPIER, signataire=signataire, exemplaire=papier.empreinte, document=empreinte)
        return
    if identification == "lien_et_code":
        preuves.ecrire(convention, GenrePreuve.LIEN_OUVERT, signataire=signataire, lien="12-1", **ou)
        for genre in (GenrePreuve.CODE_ENVOYE, GenrePreuve.CODE_FAUX, GenrePreuve.CODE_FAUX, GenrePreuve.CODE_VERIFIE):
            preuves.ecrire(convention, genre, signataire=signataire, code=1, **ou)
    preuves.ecrire(
        convention,
        GenrePreuve.SIGNE,
        signataire=signataire,
        texte=TEXTE.format(nom=nom, numero=convention.numero, empreinte=empreinte),
        version="2026-1",
        nom_saisi=nom.lower(),
        identification=identification,
        adresse_electronique=personne.email,
        document_avant=empreinte,
        document_apres=empreinte,
        **ou,
    )


def _papier(convention: Convention) -> Fichier:
    return Fichier.objects.create(
        dossier=convention.dossier,
        nom="signee.pdf",
        type_mime="application/pdf",
        taille=3,
        empreinte="5e" * 32,
        contenu="5e/essai",
        depose_le=horloge.maintenant(),
    )
