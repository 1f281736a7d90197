"""Photos and documents of the journal: who puts them, what is accepted, who reads them."""

from contextlib import suppress
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accompagnements import actions
from accompagnements.models import Accompagnement, Entree, Temoin, Visibilite
from comptes.acteurs import ANONYME
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Consultation, Deport, Fichier
from socle.refus import Refus, RefusDroit
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def paire() -> Accompagnement:
    """A pair with one half-day held, told by the mentor."""
    return parcours.accompagnement("en_cours")


def ecrire(paire: Accompagnement, visibilite: str) -> Entree:
    """Write a page of no session, by the mentor."""
    return parcours.page_du_journal(paire, visibilite=visibilite)


class Gens(NamedTuple):
    mentor: object
    accompagnee: object
    porteuse: object
    pilote: object
    etranger: object
    visiteur: object


def gens(paire: Accompagnement) -> Gens:
    candidature = paire.candidature
    personnes = (paire.mentor.personne, candidature.referente.personne, candidature.porteur, parcours.pilote(), parcours.personne())
    return Gens(*map(parcours.acteur, personnes), ANONYME)


def test_la_photo_est_gardee_telle_quelle_avec_sa_legende(paire):
    entree = paire.entrees.get()
    temoin = parcours.temoin(paire, entree=entree, legende="Le budget au tableau")
    assert (temoin.entree, temoin.legende, temoin.depose_par, temoin.est_image) == (entree, "Le budget au tableau", entree.auteur, True)
    with temoin.fichier.contenu.open() as garde:
        assert garde.read() == parcours.photo().read()
    assert (temoin.fichier.dossier, temoin.dossier) == (paire.dossier, paire.dossier)
    document = actions.verser_temoin(paire, parcours.exemplaire_signe(), acteur=parcours.acteur(parcours.pilote()))
    assert (document.entree, document.est_image, str(document)) == (None, False, "convention-signee.pdf")


@pytest.mark.parametrize(
    ("visibilite", "lisent"),
    [
        (Visibilite.TOUS, {"mentor", "accompagnee", "porteuse", "pilote"}),
        (Visibilite.PAIRE, {"mentor", "accompagnee"}),
        (Visibilite.MOI, {"mentor"}),
    ],
)
def test_qui_lit_une_entree_lit_ses_temoins(paire, visibilite, lisent):
    entree = ecrire(paire, visibilite)
    temoin = parcours.temoin(paire, entree=entree)
    lecteurs = gens(paire)._asdict()
    assert {qui for qui, acteur in lecteurs.items() if Entree.objects.visibles_par(acteur).filter(pk=entree.pk).exists()} == lisent
    assert {qui for qui, acteur in lecteurs.items() if Temoin.objects.visibles_par(acteur).filter(pk=temoin.pk).exists()} == lisent
    assert Temoin.objects.visibles_par(SYSTEME).get() == temoin


def test_sans_entree_un_temoin_se_lit_comme_l_accompagnement(paire):
    temoin = parcours.temoin(paire)
    lisent = {qui for qui, acteur in gens(paire)._asdict().items() if temoin in Temoin.objects.visibles_par(acteur)}
    assert lisent == {"mentor", "accompagnee", "porteuse", "pilote"}


def test_un_deport_cache_le_journal(paire):
    pilote = parcours.pilote()
    Deport.objects.create(dossier=paire.dossier, personne=pilote, declare_le=heure.maintenant())
    parcours.temoin(paire)
    assert not Entree.objects.visibles_par(parcours.acteur(pilote)).exists()
    assert not Temoin.objects.visibles_par(parcours.acteur(pilote)).exists()


def test_qui_verse(paire):
    permis, sien = set(), paire.entrees.get()
    for qui, acteur in gens(paire)._asdict().items():
        for ou, entree in (("page", sien), ("journal", None)):
            with suppress(RefusDroit):
                actions.verser_temoin(paire, parcours.photo(), entree=entree, acteur=acteur)
                permis.add((qui, ou))
    assert permis == {("mentor", "page"), ("mentor", "journal"), ("accompagnee", "journal"), ("pilote", "journal")}


def test_pas_dans_le_journal_d_une_autre_paire(paire):
    autre = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=1))
    with pytest.raises(RefusDroit):
        actions.verser_temoin(autre, parcours.photo(), entree=paire.entrees.get(), acteur=parcours.acteur(paire.mentor.personne))


@pytest.mark.parametrize(
    ("nom", "octets", "phrase"),
    [
        ("IMG_0042.HEIC", b"....ftypheic", "n’est pas d’un type accepté"),
        ("film.mp4", b"....ftypisom", "n’est pas d’un type accepté"),
        ("photo.jpg", b"....ftypheic", "ne contient pas ce que son nom annonce"),
    ],
)
def test_ce_qui_n_est_pas_accepte_est_dit_et_ne_laisse_rien(paire, nom, octets, phrase):
    with pytest.raises(Refus, match=phrase):
        actions.verser_temoin(paire, SimpleUploadedFile(nom, octets), acteur=parcours.acteur(paire.mentor.personne))
    assert not Temoin.objects.exists()


def test_six_fichiers_par_page(paire):
    entree = paire.entrees.get()
    for _ in range(actions.TEMOINS_AU_PLUS):
        parcours.temoin(paire, entree=entree)
    avant = Fichier.objects.count()
    with pytest.raises(Refus, match="6 fichiers au plus par page du journal"):
        parcours.temoin(paire, entree=entree)
    assert (entree.temoins.count(), Fichier.objects.count()) == (6, avant)


def test_ce_qui_s_est_fait_en_seance_est_lu_par_tous(paire):
    with pytest.raises(IntegrityError), transaction.atomic():
        paire.entrees.update(visibilite=Visibilite.MOI)


def test_le_fichier_part_en_telechargement_et_la_lecture_du_pilote_est_notee(paire):
    temoin = parcours.temoin(paire)
    reponse = connecte(parcours.pilote()).get(temoin.get_absolute_url())
    assert b"".join(reponse.streaming_content) == parcours.photo().read()
    assert reponse["Content-Disposition"] == 'attachment; filename="tableau.jpg"'
    assert Consultation.objects.filter(objet=f"accompagnements.accompagnement:{paire.pk}").count() == 1


def test_l_adresse_d_une_autre_paire_ne_mene_a_rien(paire):
    temoin = parcours.temoin(paire)
    client = connecte(paire.mentor.personne)
    assert client.get(f"/accompagnements/DOS-2026-9999-A1/temoins/{temoin.pk}/").status_code == 404
    assert client.get(temoin.get_absolute_url().replace(f"/{temoin.pk}/", f"/{temoin.pk + 1}/")).status_code == 404
