"""What the team writes beside a request: what it thinks of each criterion, and its own notes."""

import uuid

from django.db import transaction

from candidatures import droits
from candidatures.models import Appreciation, Candidature, Critere, NoteInterne
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaParti, Refus, RefusDroit
from socle.workflow import journaliser, verrouiller


class EcritEntreTemps(Refus):
    """Somebody else wrote the same row since it was read: `actuelle` is what stands there."""

    def __init__(self, actuelle: Appreciation) -> None:
        dit = " ".join(morceau for morceau in (actuelle.get_valeur_display(), actuelle.commentaire) if morceau)
        super().__init__(f"{actuelle.par} a écrit ici entre-temps : « {dit} ». Enregistrez à nouveau pour mettre votre réponse à la place.")
        self.actuelle = actuelle


def apprecier(
    candidature: Candidature, critere: Critere, *, valeur: str, commentaire: str, version: int, acteur: Acteur
) -> Appreciation | None:
    """Write what the team thinks of one criterion, and return the row; the same answer twice is written once. An empty one leaves no row.

    `version` is that of the row as it was read (0: none). Raises EcritEntreTemps when somebody else wrote it since: nothing is lost.
    """
    with transaction.atomic():
        frais = _pour_l_equipe(candidature, acteur)
        if critere.appel_id != frais.appel_id:
            raise Refus("Ce critère n’est pas de l’appel de cette candidature.")
        ligne = Appreciation.objects.filter(candidature=frais, critere=critere).select_related("par").first()
        if (valeur, commentaire) == ((ligne.valeur, ligne.commentaire) if ligne else ("", "")):
            return ligne
        if ligne is not None and ligne.version != version and ligne.par_id != acteur.personne.pk:
            raise EcritEntreTemps(ligne)
        ligne = ligne or Appreciation(candidature=frais, critere=critere, version=_derniere_version(frais, critere))
        ligne.valeur, ligne.commentaire, ligne.version = valeur, commentaire, ligne.version + 1
        ligne.par, ligne.le = acteur.personne, horloge.maintenant()
        journaliser(frais, "apprecier", acteur, critere=critere.code, valeur=valeur, version=ligne.version)
        if not (valeur or commentaire):
            ligne.delete()
            return None
        ligne.save()
    return ligne


def _derniere_version(candidature: Candidature, critere: Critere) -> int:
    """Return the version of the last writing, erased since: a page that read an older one does not pass for having read the next."""
    ecritures = candidature.dossier.evenements.filter(code="apprecier", details__critere=critere.code)
    derniere = ecritures.order_by("-pk").values_list("details", flat=True).first()
    return derniere["version"] if derniere else 0


def noter(candidature: Candidature, *, texte: str, cle: uuid.UUID, acteur: Acteur) -> NoteInterne:
    """Keep a note that only the team reads, once per `cle`. Raises DejaParti when the key has served for another note."""
    with transaction.atomic():
        frais = _pour_l_equipe(candidature, acteur)
        note, nouvelle = NoteInterne.objects.get_or_create(
            cle=cle, defaults={"candidature": frais, "auteur": acteur.personne, "texte": texte, "le": horloge.maintenant()}
        )
        if not nouvelle and (note.candidature_id, note.auteur_id, note.texte) != (frais.pk, acteur.personne.pk, texte):
            raise DejaParti("Une autre note est déjà gardée depuis cette page. Celle-ci ne l’est pas encore : relisez-la, puis gardez-la.")
        if nouvelle:
            journaliser(frais, "noter", acteur)
    return note


def _pour_l_equipe(candidature: Candidature, acteur: Acteur) -> Candidature:
    """Lock a request for somebody of the pilot team."""
    frais = verrouiller(candidature)
    if acteur.personne is None or not droits.peut_instruire(frais, acteur):
        raise RefusDroit("Seule l’équipe pilote écrit ici.")
    return frais
