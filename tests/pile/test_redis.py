"""Redis stops in the middle: pages answer, nothing is lost, mails leave once after it returns."""

import email
import os
import re
import signal
import subprocess
import time
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from outils.serveurs_de_test import port_libre, redis
from tests.pile.conftest import plateforme_servie
from tests.pile.scene import Scene, envoyer

pytestmark = [pytest.mark.pile, pytest.mark.navigateur, pytest.mark.xdist_group("pile")]

# What a page may wait for Redis, in seconds, beyond what it takes anyway.
ATTENTE_DE_REDIS = 2.0
RESTENT = "from socle.models import Travail; from socle import horloge; print(Travail.objects.dus(horloge.maintenant()).count())"


def _ecrire_un_message(page, texte: str) -> float:
    """Write in the thread of a request (a mail to the applicant follows); return how long the page took, in seconds."""
    page.locator("#fil textarea[name=texte]").fill(texte)
    debut = time.monotonic()
    envoyer(page, re.compile("^Envoyer à"))
    assert texte in page.locator("main").inner_text()
    return time.monotonic() - debut


def _pid_de_redis(port: int) -> int:
    sortie = subprocess.run(["pgrep", "-f", f"redis-server.*:{port}"], capture_output=True, text=True, check=True).stdout
    return int(sortie.split()[0])


def _lettres(plateforme) -> list[Path]:
    """The mails that say there is a message: the reminders that the demo owes on its first day are not ours."""
    lettres = {lettre: email.message_from_bytes(lettre.read_bytes()) for lettre in (plateforme.donnees / "courriels").glob("*")}
    return [lettre for lettre, lue in lettres.items() if "message de l’équipe" in str(make_header(decode_header(lue["Subject"])))]


def test_redis_gele_puis_arrete_les_pages_repondent_et_les_courriels_partent_une_fois(tmp_path, chromium):
    port = port_libre()
    with redis(port) as adresse, plateforme_servie(tmp_path, "tsf_redis", adresse) as plateforme:
        scene = Scene(chromium, plateforme.adresse)
        page = scene.entrer("pilote")
        page.goto(f"{plateforme.adresse}/admin/dossiers/?etat=deposee")
        page.locator("main tbody a").first.click()
        page.wait_for_load_state()
        # The worker of the demo draws documents at its start: a page would wait for the processor, not for Redis.
        _attendre(lambda: plateforme.executer(RESTENT).strip() == "0", delai=400.0)
        sans_panne = max(_ecrire_un_message(page, f"Avant la panne, message {rang}.") for rang in range(2))
        _attendre(lambda: len(_lettres(plateforme)) == 2)

        os.kill(_pid_de_redis(port), signal.SIGSTOP)
        durees = [_ecrire_un_message(page, f"Redis est gelé, message {rang}.") for rang in range(3)]
        os.kill(_pid_de_redis(port), signal.SIGCONT)
        _attendre(lambda: len(_lettres(plateforme)) == 5)

        os.kill(_pid_de_redis(port), signal.SIGKILL)
        durees += [_ecrire_un_message(page, f"Redis est arrêté, message {rang}.") for rang in range(3)]
        print(f"pages pendant la panne : {max(durees):.2f} s au plus ; avant : {sans_panne:.2f} s")
        assert max(durees) < sans_panne + ATTENTE_DE_REDIS
        time.sleep(3)
        assert len(_lettres(plateforme)) == 5
        with redis(port):
            _attendre(lambda: len(_lettres(plateforme)) == 8)
            time.sleep(6)  # two more sweeps: nothing leaves twice
            assert len(_lettres(plateforme)) == 8
        assert plateforme.arreter() == 0


def _attendre(condition, delai: float = 60.0) -> None:
    limite = time.monotonic() + delai
    while not condition():
        assert time.monotonic() < limite
        time.sleep(0.2)
