"""All settings; every value that differs between machines comes from the environment (see docs/reglages.md)."""

from .environnement import *
from .applications import *  # isort: skip
from .donnees import *
from .domaine import *
from .identite import *
from .journaux import *
from .securite import *
