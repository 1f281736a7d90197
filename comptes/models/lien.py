"""Personal links: what one person may do by a link of a mail, without an account. The token is derived, never stored."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models

from socle import horloge


class LienPersonnelManager(models.Manager["LienPersonnel"]):
    def du_jeton(self, jeton: str, *, meme_mort: bool = False) -> "LienPersonnel | None":
        """Return the live link behind a token, or None (unknown, expired, revoked, of an older version: the screen says the same).

        `meme_mort`: one that is over too, as long as no other version took its place.
        """
        try:
            pk, version = Signer(salt="lien-personnel").unsign(jeton).split("-")
        except (BadSignature, ValueError):
            return None
        lien = self.select_related("personne").filter(pk=int(pk), version=int(version)).first()
        return lien if lien and (meme_mort or lien.est_vivant) else None


class LienPersonnel(models.Model):
    but = models.CharField(max_length=32, help_text="à quoi il sert ; l’adresse d’arrivée est enregistrée par l’application")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="liens")
    objet_id = models.PositiveBigIntegerField()
    version = models.PositiveSmallIntegerField(default=1, help_text="augmentée pour rendre caducs les liens déjà envoyés")
    expire_le = models.DateTimeField("expire le")
    revoque_le = models.DateTimeField("révoqué le", null=True, blank=True)
    renouvele_le = models.DateTimeField("renouvelé le", null=True, blank=True, help_text="par la personne, depuis la page du lien périmé")
    objects = LienPersonnelManager()

    class Meta:
        verbose_name = "lien personnel"
        verbose_name_plural = "liens personnels"
        constraints = [models.UniqueConstraint(fields=["but", "personne", "objet_id"], name="lien_personnel_unique")]

    def __str__(self) -> str:
        return f"{self.but} ({self.personne_id})"

    @property
    def est_vivant(self) -> bool:
        """Neither expired nor revoked."""
        return self.revoque_le is None and self.expire_le > horloge.maintenant()

    @property
    def jeton(self) -> str:
        """The token of the address, signed with the secret of the platform."""
        return Signer(salt="lien-personnel").sign(f"{self.pk}-{self.version}")
