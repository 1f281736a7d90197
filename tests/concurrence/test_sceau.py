"""The seal, once: two workers at the same instant, and a worker killed between the last signature and the seal."""

import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from conventions import dossier_de_preuve, preuves
from conventions.actions import sceller
from conventions.models import Convention, GenrePreuve
from socle import horloge, travaux
from socle.documents import sceau
from socle.models import DocumentProduit, Evenement, Travail
from tests import parcours
from tests.architecture.sources import RACINE
from tests.concurrence.ensemble import ensemble

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
# A worker that stops for ever at one point of its job, and says that it is there.
OUVRIER = """
import sys, time
import django
django.setup()
from conventions.actions import sceau
from socle import travaux

def rester(*_, **__):
    print("ARRIVE", flush=True)
    time.sleep(600)

setattr(*eval(sys.argv[2], {"sceau": sceau}), rester)
travaux.executer(int(sys.argv[1]))
"""
# Drawn and sealed but not stored; stored and chained but not committed.
MOMENTS = {"avant_de_garder": "(sceau.production, 'enregistrer')", "avant_de_valider": "(sceau, 'journaliser')"}


def planifie(convention: Convention) -> Travail:
    return travaux.planifier("sceau", convention.pk, cle=f"sceau:{convention.pk}")


def scelle_une_fois(convention: Convention) -> None:
    frais = Convention.objects.get(pk=convention.pk)
    assert DocumentProduit.objects.filter(genre="convention_scellee").count() == 1
    assert DocumentProduit.objects.filter(genre="dossier_de_preuve").count() == 1
    assert sceau.verifier(bytes(frais.scelle.octets)).est_intact
    assert Evenement.objects.filter(code="sceller").count() == 1
    chaine = dossier_de_preuve.chaine(frais)
    assert [preuve.genre for preuve in chaine].count(GenrePreuve.SCELLEE) == 1
    assert preuves.est_intacte(chaine)
    assert chaine[-1].donnees["document_final"] == frais.scelle.empreinte


def test_deux_ouvriers_au_meme_instant_scellent_une_fois():
    convention = parcours.convention("signee")
    travail = planifie(convention)
    ensemble([partial(sceller, travail)] * 2)
    scelle_une_fois(convention)


@pytest.mark.parametrize("moment", MOMENTS)
def test_un_ouvrier_tue_avant_le_sceau_laisse_sceller_une_fois(moment):
    """A real process, killed by the system; another takes the job over when its lease is over."""
    convention = parcours.convention("signee")
    travail = planifie(convention)
    _tuer_pendant(travail, MOMENTS[moment])

    travail.refresh_from_db()
    assert (travail.etat, travail.tentatives) == (Travail.Etat.EN_COURS, 1)
    assert Convention.objects.get(pk=convention.pk).scelle_id is None
    travaux.executer(travail.pk)
    assert Convention.objects.get(pk=convention.pk).scelle_id is None, "the lease of the dead worker still runs"

    Travail.objects.filter(pk=travail.pk).update(bail_jusqu_au=horloge.maintenant())
    travaux.executer(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.tentatives) == (Travail.Etat.FAIT, 2)
    scelle_une_fois(convention)
    travaux.executer(travail.pk)
    scelle_une_fois(convention)


def _tuer_pendant(travail: Travail, moment: str) -> None:
    base = connection.settings_dict
    acces = f"{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}"
    env = os.environ | {
        "DATABASE_URL": f"postgres://{acces}/{base['NAME']}",
        "DJANGO_SETTINGS_MODULE": "tsf.settings",
        "TSF_DONNEES": str(settings.DONNEES),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    ouvrier = subprocess.Popen(
        [sys.executable, "-c", OUVRIER, str(travail.pk), moment], cwd=RACINE, env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        assert ouvrier.stdout
        assert ouvrier.stdout.readline() == "ARRIVE\n"
    finally:
        ouvrier.send_signal(signal.SIGKILL)
        ouvrier.wait()
        ouvrier.stdout.close()
