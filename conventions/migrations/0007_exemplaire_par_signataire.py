"""The scan of a signed paper belongs to those whose signature it bears."""

from datetime import datetime, time

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def donner_aux_signataires(apps, schema_editor):
    """Both sides signed the one paper of the agreements of before; nothing says who signed for the team."""
    convention_ = apps.get_model("conventions", "Convention")
    signataire_ = apps.get_model("conventions", "Signataire")
    for convention in convention_.objects.filter(signee_papier__isnull=False, signataires__isnull=True):
        accompagnement = convention.accompagnement
        mentor, beneficiaire = accompagnement.mentor.personne, accompagnement.beneficiaire.personne
        le = timezone.make_aware(datetime.combine(convention.derniere_signature, time(12)))
        for rang, (partie, personne) in enumerate([("mentor", mentor), ("beneficiaire", beneficiaire)], start=1):
            signataire_.objects.create(
                dossier_id=convention.dossier_id,
                convention=convention,
                partie=partie,
                au_titre="personne",
                personne=personne,
                nom=f"{personne.prenom} {personne.nom}".strip(),
                rang=rang,
                etat="signe",
                mode="papier",
                signe_le=le,
                exemplaire_id=convention.signee_papier_id,
            )


def rendre_a_la_convention(apps, schema_editor):
    """Undo."""
    signataire_ = apps.get_model("conventions", "Signataire")
    for signataire in signataire_.objects.filter(exemplaire__isnull=False).select_related("convention"):
        signataire.convention.signee_papier_id = signataire.exemplaire_id
        signataire.convention.save(update_fields=["signee_papier"])


class Migration(migrations.Migration):
    dependencies = [
        ("conventions", "0006_preuve_scellee"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(donner_aux_signataires, rendre_a_la_convention),
        migrations.RemoveField(model_name="convention", name="signee_papier"),
        migrations.AlterField(
            model_name="convention",
            name="signee_le",
            field=models.DateTimeField(
                blank=True, help_text="moment où la dernière signature est reçue", null=True, verbose_name="signée le"
            ),
        ),
    ]
