"""What the two write in their journal, and the témoins that go with it."""

import uuid
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accompagnements import droits, lectures
from accompagnements.models import Accompagnement, Entree, EntreeAnterieure, Temoin, Visibilite
from socle import fichiers, horloge
from socle.acteurs import Acteur
from socle.refus import DejaParti, Refus, RefusDroit
from socle.workflow import journaliser, verrouiller

TEMOINS_AU_PLUS = 6


@dataclass(frozen=True)
class Ecrit:
    """What is written on a page: the text, the next step, who reads it."""

    texte: str
    suite: str = ""
    visibilite: str = Visibilite.TOUS


@dataclass(frozen=True)
class Piece:
    """A photo or a document to join, with what it shows."""

    fichier: UploadedFile
    legende: str = ""


def ecrire_au_journal(
    accompagnement: Accompagnement, ecrit: Ecrit, *, cle: uuid.UUID, piece: Piece | None = None, acteur: Acteur
) -> Entree:
    """Add a page to the journal of a pair, by one of the two, with a possible photo or document. The same `cle` twice is one page.

    Raises DejaParti when the key has served for another page; Refus when the journal is closed or the file cannot be accepted.
    """
    if not droits.sont_les_deux(accompagnement, acteur):
        raise RefusDroit("Seules les deux personnes de l’accompagnement écrivent dans leur journal.")
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if deja := Entree.objects.filter(cle=cle).first():
            return _la_meme(deja, frais, ecrit)
        if phrase := lectures.fermeture_du_journal(frais):
            raise Refus(phrase)
        entree = Entree.objects.create(
            accompagnement=frais,
            auteur=acteur.personne,
            texte=ecrit.texte,
            suite=ecrit.suite,
            visibilite=ecrit.visibilite,
            ecrite_le=horloge.maintenant(),
            cle=cle,
        )
        journaliser(frais, "ecrire_au_journal", acteur, entree=entree.pk)
        _joindre(entree, piece, acteur)
    return entree


def _la_meme(deja: Entree, accompagnement: Accompagnement, ecrit: Ecrit) -> Entree:
    if deja.accompagnement_id == accompagnement.pk and Ecrit(deja.texte, deja.suite, deja.visibilite) == ecrit:
        return deja
    raise DejaParti("Une autre page est déjà partie depuis ici. Celle-ci ne l’est pas encore : relisez-la, puis envoyez-la.")


def corriger_au_journal(entree: Entree, ecrit: Ecrit, *, piece: Piece | None = None, acteur: Acteur) -> Entree:
    """Correct one's own page, within seven days; what it said before is kept, what was shared stays shared. Raises Refus."""
    with transaction.atomic():
        accompagnement = verrouiller(entree.accompagnement)
        frais = Entree.objects.get(pk=entree.pk)
        if not droits.est_l_auteur(frais, acteur):
            raise RefusDroit("Seule la personne qui a écrit cette page du journal la corrige.")
        if phrase := lectures.refus_de_corriger(frais, accompagnement):
            raise Refus(phrase)
        ordre = list(Visibilite.values)
        if ordre.index(ecrit.visibilite) > ordre.index(frais.visibilite):
            raise Refus("Cette page a déjà été partagée : elle peut être lue plus largement, plus moins.")
        _remplacer(frais, ecrit, accompagnement, acteur)
        _joindre(frais, piece, acteur)
    return frais


def _remplacer(entree: Entree, ecrit: Ecrit, accompagnement: Accompagnement, acteur: Acteur) -> None:
    """Write what is new, once, and keep what it replaces."""
    avant = Ecrit(entree.texte, entree.suite, entree.visibilite)
    if avant == ecrit:
        return
    maintenant = horloge.maintenant()
    EntreeAnterieure.objects.create(
        entree=entree, texte=avant.texte, suite=avant.suite, visibilite=avant.visibilite, remplacee_le=maintenant
    )
    entree.texte, entree.suite, entree.visibilite, entree.corrigee_le = ecrit.texte, ecrit.suite, ecrit.visibilite, maintenant
    entree.save()
    journaliser(accompagnement, "corriger_au_journal", acteur, entree=entree.pk)


def _joindre(entree: Entree, piece: Piece | None, acteur: Acteur) -> None:
    if piece:
        verser_temoin(entree.accompagnement, piece.fichier, entree=entree, legende=piece.legende, acteur=acteur)


def verser_temoin(
    accompagnement: Accompagnement, televerse: UploadedFile, *, entree: Entree | None = None, legende: str = "", acteur: Acteur
) -> Temoin:
    """Keep a photo or a document of the work, as it was sent; with an entry, it is read by those who read the entry.

    Raises Refus, with a French sentence, when the file cannot be accepted or the entry has enough of them.
    """
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if (entree and entree.accompagnement_id != frais.pk) or not droits.peut_verser(frais, entree, acteur):
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
