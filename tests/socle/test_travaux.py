"""Durable jobs: once, again after a failure, given up in plain sight."""

from datetime import timedelta

import pytest
from django.conf import settings

from socle import horloge, travaux
from socle.documents.sous_processus import CPU_SECONDES, PATIENCE
from socle.models import Travail

pytestmark = pytest.mark.django_db


@pytest.fixture
def genre(monkeypatch):
    """Register kinds of jobs for one test."""
    registre = dict(travaux._genres)
    monkeypatch.setattr(travaux, "_genres", registre)
    return registre.__setitem__


def test_une_meme_cle_est_un_seul_travail(genre):
    genre("essai", lambda travail: None)
    premier = travaux.planifier("essai", 1, cle="essai:1")
    assert travaux.planifier("essai", 1, cle="essai:1") == premier
    assert Travail.objects.count() == 1


def test_un_genre_inconnu_est_une_erreur_de_programme():
    with pytest.raises(ValueError, match="Unknown kind"):
        travaux.planifier("inconnu", cle="x")


def test_un_travail_deja_pris_ne_tourne_pas_deux_fois(genre):
    passages = []

    def fonction(travail):
        passages.append(travail.pk)
        travaux.executer(travail.pk)  # a second message arrives while it runs

    genre("essai", fonction)
    travail = travaux.planifier("essai", cle="essai")
    travaux.executer(travail.pk)
    travaux.executer(travail.pk)
    travail.refresh_from_db()
    assert passages == [travail.pk]
    assert (travail.etat, travail.progression) == (Travail.Etat.FAIT, 100)


def test_un_courriel_n_attend_pas_les_documents(genre, monkeypatch):
    """While a document is drawn, the other documents wait and the mails leave."""
    passages = []

    def dessiner(travail):
        passages.append(travail.objet_id)
        if travail.objet_id == 1:
            for autre in (second, lettre):
                travaux.executer(autre.pk)

    genre("dessin", dessiner)
    genre("lettre", lambda travail: passages.append("lettre"))
    monkeypatch.setattr(travaux, "_longs", {"dessin"})
    premier, second = (travaux.planifier("dessin", rang, cle=f"dessin:{rang}") for rang in (1, 2))
    lettre = travaux.planifier("lettre", cle="lettre")
    travaux.executer(premier.pk)
    assert passages == [1, "lettre"]
    travaux.balayer()
    assert passages == [1, "lettre", 2]


def test_le_balayage_commence_par_les_courriels(genre, monkeypatch):
    passages = []
    for nom in ("dessin", "lettre"):
        genre(nom, lambda travail: passages.append(travail.genre))
        travaux.planifier(nom, cle=nom)
    monkeypatch.setattr(travaux, "_longs", {"dessin"})
    assert travaux.balayer() == 2
    assert passages == ["lettre", "dessin"]


def test_le_dernier_document_demande_passe_devant_ceux_que_personne_n_attend_plus(genre, horloge, monkeypatch):
    """A newcomer asks while others are waiting, even in the middle of a sweep."""
    passages = []

    def dessiner(travail):
        passages.append(travail.objet_id)
        if travail.objet_id == 2:
            horloge.avancer(timedelta(seconds=1))
            travaux.planifier("dessin", 9, cle="dessin:9")

    genre("dessin", dessiner)
    monkeypatch.setattr(travaux, "_longs", {"dessin"})
    for rang in (1, 2, 3):
        travaux.planifier("dessin", rang, cle=f"dessin:{rang}")
        horloge.avancer(timedelta(seconds=1))
    assert travaux.balayer() == 4
    assert passages == [3, 2, 9, 1]


def test_un_echec_attend_de_plus_en_plus_puis_est_abandonne_et_se_reessaie(genre, horloge, caplog):
    def fonction(travail):
        raise ValueError("imprimante en panne")

    genre("essai", fonction)
    travail = travaux.planifier("essai", cle="essai")
    attentes = []
    for _ in range(settings.TENTATIVES_TRAVAIL):
        horloge.avancer(timedelta(days=2))
        travaux.balayer()
        travail.refresh_from_db()
        attentes.append((travail.prochain_essai_le - horloge.maintenant()).total_seconds())
    assert attentes[:4] == pytest.approx([10, 30, 90, 270], abs=2)
    assert travail.etat == Travail.Etat.ABANDONNE
    assert travail.erreur == "ValueError : imprimante en panne"

    genre("essai", lambda travail: None)
    travaux.reessayer(travail)
    travaux.balayer()
    travail.refresh_from_db()
    assert (travail.etat, travail.erreur) == (Travail.Etat.FAIT, "")


def test_le_travail_d_un_worker_mort_est_repris_apres_son_bail(genre, horloge):
    passages = []
    genre("essai", lambda travail: passages.append(travail.pk))
    travail = travaux.planifier("essai", cle="essai")
    maintenant = horloge.maintenant()
    assert Travail.objects.reclamer(travail.pk, maintenant=maintenant, bail_jusqu_au=maintenant + settings.BAIL_TRAVAIL)
    travaux.balayer()
    assert passages == []
    horloge.avancer(settings.BAIL_TRAVAIL + timedelta(seconds=1))
    travaux.balayer()
    assert passages == [travail.pk]


def test_un_travail_qui_tue_son_worker_est_abandonne_au_grand_jour(genre, horloge):
    passages = []

    def fonction(travail):
        passages.append(travail.tentatives)
        raise KeyboardInterrupt  # like a kill: nothing of ours runs after it

    genre("essai", fonction)
    travail = travaux.planifier("essai", cle="essai")
    for _ in range(settings.TENTATIVES_TRAVAIL):
        with pytest.raises(KeyboardInterrupt):
            travaux.balayer()
        horloge.avancer(settings.BAIL_TRAVAIL + timedelta(seconds=1))
    travaux.balayer()
    travaux.balayer()
    travail.refresh_from_db()
    assert passages == list(range(1, settings.TENTATIVES_TRAVAIL + 1))
    assert (travail.etat, travail.erreur) == (Travail.Etat.ABANDONNE, travaux.TUE_SON_WORKER)
    assert travail.fini_le is not None

    genre("essai", lambda travail: None)
    travaux.reessayer(travail)
    travaux.balayer()
    travail.refresh_from_db()
    assert travail.etat == Travail.Etat.FAIT


def test_le_bail_dure_plus_que_le_plus_long_dessin():
    assert timedelta(seconds=CPU_SECONDES * PATIENCE) < settings.BAIL_TRAVAIL


def _reprendre(travail: Travail) -> None:
    """Let the lease end and another worker claim the job, while the first one still runs."""
    horloge.avancer(settings.BAIL_TRAVAIL + timedelta(seconds=1))
    maintenant = horloge.maintenant()
    assert Travail.objects.reclamer(travail.pk, maintenant=maintenant, bail_jusqu_au=maintenant + settings.BAIL_TRAVAIL)


def _finit(travail: Travail) -> None:
    _reprendre(travail)


def _echoue(travail: Travail) -> None:
    _reprendre(travail)
    raise ValueError("trop tard")


def _progresse(travail: Travail) -> None:
    _reprendre(travail)
    travaux.progresser(travail, 50)


@pytest.mark.parametrize("fonction", [_finit, _echoue, _progresse])
def test_un_worker_qui_a_perdu_son_bail_n_ecrit_plus_rien(genre, horloge, caplog, fonction):
    genre("essai", fonction)
    travail = travaux.planifier("essai", cle="essai")
    travaux.executer(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.tentatives, travail.erreur, travail.progression) == (Travail.Etat.EN_COURS, 2, "", 0)
    assert travail.bail_jusqu_au > horloge.maintenant()


def test_un_travail_annule_s_arrete_a_son_prochain_pas(genre):
    pas = []

    def fonction(travail):
        pas.append(10)
        travaux.progresser(travail, 10)
        travaux.annuler(travail)
        travaux.progresser(travail, 20)
        pas.append(20)

    genre("essai", fonction)
    travail = travaux.planifier("essai", cle="essai")
    travaux.executer(travail.pk)
    travail.refresh_from_db()
    assert pas == [10]
    assert (travail.etat, travail.progression) == (Travail.Etat.ANNULE, 10)


def test_un_travail_futur_attend_son_heure(genre, horloge):
    passages = []
    genre("essai", lambda travail: passages.append(travail.pk))
    travail = travaux.planifier("essai", cle="essai", quand=horloge.maintenant() + timedelta(hours=1))
    travaux.balayer()
    assert passages == []
    horloge.avancer(timedelta(hours=1))
    travaux.balayer()
    assert passages == [travail.pk]


def test_une_echeance_en_erreur_n_arrete_pas_les_autres(monkeypatch, caplog):
    faites = []

    def tombe():
        raise ValueError("calendrier illisible")

    monkeypatch.setattr(travaux, "_echeances", [tombe, lambda: faites.append(1)])
    travaux.echeances()
    assert faites == [1]


def test_la_page_n_attend_pas_un_courtier_absent(genre, django_capture_on_commit_callbacks):
    genre("essai", lambda travail: None)
    debut = horloge.maintenant()
    with django_capture_on_commit_callbacks(execute=True):
        travaux.planifier("essai", cle="essai")
    assert horloge.maintenant() - debut < timedelta(seconds=3)
