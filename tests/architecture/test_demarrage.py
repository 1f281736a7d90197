"""What every process pays at its start."""

import subprocess
import sys

import pytest

from tests.architecture.sources import RACINE

# Slow to load, and WeasyPrint needs Pango: a machine without it must serve everything but the PDF.
LOURDS = ("weasyprint", "fontTools", "pikepdf", "hypothesis", "playwright")


@pytest.mark.parametrize("module", LOURDS)
def test_django_demarre_sans_charger_ce_dont_peu_de_pages_ont_besoin(module, settings):
    essai = f"import sys, django; django.setup(); import tsf.urls; sys.exit({module!r} in sys.modules)"
    env = {"DJANGO_SETTINGS_MODULE": "tsf.settings", "SECRET_KEY": "essai", "TSF_DONNEES": str(settings.DONNEES)}
    assert subprocess.run([sys.executable, "-c", essai], cwd=RACINE, env=env, check=False).returncode == 0
