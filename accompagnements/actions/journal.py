"""What the two write in their journal, and the témoins that go with it."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accompagnements.droits import peut_verser
from accompagnements.models import Accompagnement, Entree, Temoin
from socle import fichiers, horloge
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import journaliser, verrouiller

TEMOINS_AU_PLUS = 6


def verser_temoin(
    accompagnement: Accompagnement, televerse: UploadedFile, *, entree: Entree | None = None, legende: str = "", acteur: Acteur
) -> Temoin:
    """Keep a photo or a document of the work, as it was sent; with an entry, it is read by those who read the entry.

    Raises Refus, with a French sentence, when the file cannot be accepted or the entry has enough of them.
    """
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if (entree and entree.accompagnement_id != frais.pk) or not peut_verser(frais, entree, acteur):
            raise RefusDroit("Seule la personne qui a écrit cette page du journal y joint un fichier.")
        if entree and entree.temoins.count() >= TEMOINS_AU_PLUS:
            raise Refus(f"{TEMOINS_AU_PLUS} fichiers au plus par page du journal : joignez les autres à une page suivante.")
        temoin = Temoin.objects.create(
            dossier=frais.dossier,
            accompagnement=frais,
            entree=entree,
            fichier=fichiers.recevoir(televerse, dossier=frais.dossier, acteur=acteur),
            legende=legende,
            depose_par=acteur.personne,
            depose_le=horloge.maintenant(),
        )
        journaliser(frais, "verser_temoin", acteur, temoin=temoin.pk)
    return temoin
