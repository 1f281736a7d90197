"""Makes the data folder of `make run` ready: secret, seal, database, initial data, static files, demo.

All in one process: starting Django is what costs.
"""

import hashlib
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outils.installer import PANGO_VERIFIE
from outils.systeme import Echec, dire


def preparer_dossier(donnees: Path) -> None:
    """Create the folder and its secret, readable by their owner only."""
    donnees.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descripteur = os.open(donnees / "secret", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descripteur, "w") as fichier:
        fichier.write(secrets.token_urlsafe(50))


def preparer_donnees(donnees: Path) -> None:
    """Bring the database, the initial data, the static files and the demo up to date; quick when there is nothing to do."""
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsf.settings")
    try:
        django.setup()
    except ImproperlyConfigured as erreur:
        raise Echec(f"Un réglage est refusé : {erreur}") from erreur
    from django.core.management import call_command

    logging.getLogger().setLevel(logging.WARNING)  # this console is read by a person
    for nom in ("data_folder_in", "control_folder"):
        if dossier := settings.CELERY_BROKER_TRANSPORT_OPTIONS.get(nom):
            Path(dossier).mkdir(parents=True, exist_ok=True)
    # Before the seed: its agreements are sealed too.
    call_command("creer_cachet", si_absent=True, verbosity=0)
    if _statiques_ont_change(donnees):
        dire("· fichiers statiques")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        _temoin_des_statiques(donnees).write_text(_empreinte_des_statiques())
    with premiere_fois_entiere(donnees, str(settings.DATABASES["default"]["NAME"])) as premiere_fois:
        dire("· base de données" + (" et données de démonstration (une minute environ, cette fois seulement)" if premiere_fois else ""))
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        # The seed begins in the past, initial data included: it comes first, and the rest is completed at today's date.
        if PANGO_VERIFIE.exists():
            call_command("semer", si_vide=True, verbosity=0)
        else:
            dire("! Sans Pango, pas de données de démonstration : elles attendent la prochaine fois.")
        call_command("initialiser", verbosity=0)


@contextmanager
def premiere_fois_entiere(donnees: Path, nom: str) -> Iterator[bool]:
    """Begin the embedded database again when its first preparation was interrupted: a demo sown by half would stay so.

    `nom` is the database in use: another than the embedded one is never touched. Yields whether this is the first time.
    """
    base, temoin = donnees / "tsf.sqlite3", donnees / "preparation.inachevee"
    if nom != str(base):
        yield False
        return
    if temoin.exists():
        for suffixe in ("", "-wal", "-shm"):
            Path(f"{base}{suffixe}").unlink(missing_ok=True)
        shutil.rmtree(donnees / "courriels", ignore_errors=True)
    premiere_fois = not base.exists()
    if premiere_fois:
        temoin.touch()
    yield premiere_fois
    temoin.unlink(missing_ok=True)


def _temoin_des_statiques(donnees: Path) -> Path:
    return donnees / "static.empreinte"


def _statiques_ont_change(donnees: Path) -> bool:
    temoin = _temoin_des_statiques(donnees)
    return not temoin.exists() or temoin.read_text() != _empreinte_des_statiques()


def _empreinte_des_statiques() -> str:
    """Hash the names, sizes and dates of all static sources."""
    from django.contrib.staticfiles.finders import get_finders

    empreinte = hashlib.sha256()
    for chercheur in get_finders():
        for chemin, stockage in sorted(chercheur.list([]), key=lambda paire: paire[0]):
            etat = os.stat(stockage.path(chemin))
            empreinte.update(f"{chemin} {etat.st_size} {etat.st_mtime_ns}\n".encode())
    return empreinte.hexdigest()
