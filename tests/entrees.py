"""Whatever somebody sends to a public form: a hundred inputs under `make test`, two thousand under `make endurance`."""

from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# Fixtures are shared by the inputs of a test: each works in a `parenthese`, or says what it leaves.
formulaire_public = settings(max_examples=max(settings().max_examples, 100), suppress_health_check=[HealthCheck.function_scoped_fixture])

# What a browser can send: anything but half a character.
TEXTE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PLAUSIBLES = st.sampled_from(
    [
        "",
        " ",
        "on",
        "oui",
        "0",
        "1",
        "2",
        "4",
        "34",
        "34200",
        "77567000300018",
        "nadia@exemple.test",
        "2027-03-01",
        "cdi",
        "salle",
        "-1",
        "²",
    ]
)
LONG = st.just("a" * 4_500)
VALEUR = st.one_of(TEXTE, PLAUSIBLES, LONG)


def saisies(noms: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    """Return what may be sent to these fields: some of them, or all."""
    return st.dictionaries(st.sampled_from(noms), VALEUR, max_size=len(noms))


def recu(texte: str) -> str:
    """Return a text as the platform reads it: without the sign that PostgreSQL does not keep."""
    return texte.replace("\0", "")


def garde(texte: str) -> str:
    """Return a text as a field of Django keeps it."""
    return recu(texte).strip()
