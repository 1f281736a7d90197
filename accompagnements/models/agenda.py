"""The private calendar of a person: an address that only they know. The token is derived, never stored."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse

_SEL = "agenda"


class AgendaManager(models.Manager["Agenda"]):
    def du_jeton(self, jeton: str) -> "Agenda | None":
        """Return the calendar behind a token, or None (unknown, renewed since, account closed: the answer is the same)."""
        try:
            pk, version = Signer(salt=_SEL).unsign(jeton).split("-")
        except (BadSignature, ValueError):
            return None
        vivants = self.filter(personne__is_active=True).select_related("personne")
        return vivants.filter(pk=int(pk), version=int(version)).first()


class Agenda(models.Model):
    personne = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agenda")
    version = models.PositiveIntegerField(default=1, help_text="augmentée pour que l’ancienne adresse ne réponde plus")
    renouvele_le = models.DateTimeField("adresse donnée le")
    objects = AgendaManager()

    class Meta:
        verbose_name = "agenda"

    def __str__(self) -> str:
        return f"Agenda ({self.personne_id})"

    @property
    def jeton(self) -> str:
        """The token of the address, signed with the secret of the platform."""
        return Signer(salt=_SEL).sign(f"{self.pk}-{self.version}")

    @property
    def adresse(self) -> str:
        """The full address that a calendar reads."""
        return settings.ADRESSE_PUBLIQUE + reverse("accompagnements:agenda-ics", args=[self.jeton])

    @property
    def abonnement(self) -> str:
        """The address that opens the calendar of the device."""
        return f"webcal://{self.adresse.partition('://')[2]}"
