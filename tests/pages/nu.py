"""The Nu HTML checker, kept as a server: six seconds to start, then some hundredths a page."""

import atexit
import json
import subprocess
import time
from functools import cache
from urllib.error import URLError
from urllib.request import Request, urlopen

from outils.serveurs_de_test import port_libre
from tests.architecture.sources import RACINE

DEPART = 60.0


@cache
def _serveur() -> str:
    """Start the server of this process; return its address."""
    port = port_libre()
    jar = RACINE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    commande = ["java", "-XX:+UseSerialGC", "-Xmx512m", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", jar]
    jvm = subprocess.Popen(
        [*commande, "nu.validator.servlet.Main", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    atexit.register(jvm.wait)
    atexit.register(jvm.kill)
    adresse, limite = f"http://127.0.0.1:{port}/?out=json", time.monotonic() + DEPART
    while True:
        try:
            _demander(adresse, "<!DOCTYPE html><html lang=fr><title>Essai</title>")
        except URLError:
            if time.monotonic() > limite or jvm.poll() is not None:
                raise
            time.sleep(0.2)
        else:
            return adresse


def _demander(adresse: str, html: str) -> list[dict]:
    requete = Request(adresse, data=html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    with urlopen(requete, timeout=30) as reponse:
        return json.load(reponse)["messages"]


def fautes(html: str) -> list[str]:
    """Return what is wrong in this page: errors and warnings, with the piece of HTML they speak of."""
    return [
        f"Nu : {message['message']} · {message.get('extract', '').strip()}"
        for message in _demander(_serveur(), html)
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
