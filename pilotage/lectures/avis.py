"""The opinions asked on a file, and who withdrew from it."""

from dataclasses import dataclass
from typing import Any

from candidatures.models import A_MOTIVER, Avis, Candidature, ModeAvis
from socle.models import Deport


@dataclass(frozen=True)
class AvisDuDossier:
    """What the block of opinions shows: those asked and not taken back, with the institution of each; the déports."""

    candidature: Candidature
    avis: list[Any]
    deports: list[Deport]

    @property
    def se_montrent(self) -> bool:
        """The call takes opinions, or some were asked, or somebody withdrew."""
        return bool(self.peuvent_se_demander or self.avis or self.deports)

    @property
    def peuvent_se_demander(self) -> bool:
        """The call takes opinions and the request is not decided."""
        return self.candidature.appel.avis != ModeAvis.JAMAIS and self.candidature.est_en_examen

    @property
    def rendus(self) -> list[Avis]:
        return [avis for avis in self.avis if avis.est_rendu]

    @property
    def attendus(self) -> list[Avis]:
        """Not given, while they still may be."""
        return [avis for avis in self.avis if not avis.est_rendu] if self.candidature.est_en_examen else []

    @property
    def reserves(self) -> list[Avis]:
        """Those that hold the file back."""
        return [avis for avis in self.avis if avis.sens in A_MOTIVER]

    @property
    def a_relancer(self) -> list[Avis]:
        """Those that a reminder may go to today."""
        return [avis for avis in self.attendus if avis.siege and avis.est_a_relancer]


def avis_du_dossier(candidature: Candidature) -> AvisDuDossier:
    """Return the opinions and déports of a request given by `lectures.dossier.trouver` (1 query: the déports came with it)."""
    avis = Avis.objects.vivants().filter(candidature=candidature).pour_page()
    return AvisDuDossier(candidature, list(avis), list(candidature.dossier.deports.all()))
