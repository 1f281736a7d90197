"""The journal grows beyond the sessions: each entry says whose it is and who reads it, keeps what it said before, and carries témoins."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def nommer_l_accompagnement(apps: Any, schema_editor: Any) -> None:
    """Until now an entry was of a session: its pair is that of the session."""
    entrees, seances = apps.get_model("accompagnements", "Entree"), apps.get_model("accompagnements", "Seance")
    siennes = seances.objects.filter(pk=models.OuterRef("seance")).values("accompagnement")
    entrees.objects.update(accompagnement=models.Subquery(siennes))


class Migration(migrations.Migration):

    dependencies = [
        ('accompagnements', '0002_origine_du_tenu'),
        ('candidatures', '0003_appreciation_dite'),
        ('referentiel', '0001_initial'),
        ('socle', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntreeAnterieure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField()),
                ('suite', models.TextField(blank=True)),
                ('visibilite', models.CharField(choices=[('tous', 'Nous deux, la personne qui a déposé la demande et l’équipe pilote'), ('paire', 'Nous deux seulement'), ('moi', 'Moi seulement')], max_length=8, verbose_name='lue par')),
                ('remplacee_le', models.DateTimeField(verbose_name='remplacée le')),
            ],
            options={
                'verbose_name': 'version antérieure d’une entrée',
                'verbose_name_plural': 'versions antérieures des entrées',
                'ordering': ['-remplacee_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Temoin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('legende', models.CharField(blank=True, max_length=300, verbose_name='légende')),
                ('depose_le', models.DateTimeField(verbose_name='déposé le')),
            ],
            options={
                'verbose_name': 'témoin',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='entree',
            name='accompagnement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entrees', to='accompagnements.accompagnement'),
        ),
        migrations.AddField(
            model_name='entree',
            name='cle',
            field=models.UUIDField(blank=True, help_text='rend le double clic sans effet', null=True, unique=True, verbose_name='clé d’envoi'),
        ),
        migrations.AddField(
            model_name='entree',
            name='corrigee_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='corrigée le'),
        ),
        migrations.AddField(
            model_name='entree',
            name='visibilite',
            field=models.CharField(choices=[('tous', 'Nous deux, la personne qui a déposé la demande et l’équipe pilote'), ('paire', 'Nous deux seulement'), ('moi', 'Moi seulement')], default='tous', max_length=8, verbose_name='lue par'),
        ),
        migrations.AlterField(
            model_name='entree',
            name='seance',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entree', to='accompagnements.seance'),
        ),
        migrations.RunPython(nommer_l_accompagnement, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='entree',
            name='accompagnement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entrees', to='accompagnements.accompagnement'),
        ),
        migrations.AddConstraint(
            model_name='entree',
            constraint=models.CheckConstraint(condition=models.Q(('seance__isnull', True), ('visibilite', 'tous'), _connector='OR'), name='entree_de_seance_lue_par_tous'),
        ),
        migrations.AddField(
            model_name='entreeanterieure',
            name='entree',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anterieures', to='accompagnements.entree'),
        ),
        migrations.AddField(
            model_name='temoin',
            name='accompagnement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='temoins', to='accompagnements.accompagnement'),
        ),
        migrations.AddField(
            model_name='temoin',
            name='depose_par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='temoin',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='temoins', to='socle.dossier'),
        ),
        migrations.AddField(
            model_name='temoin',
            name='entree',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='temoins', to='accompagnements.entree'),
        ),
        migrations.AddField(
            model_name='temoin',
            name='fichier',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='temoin', to='socle.fichier'),
        ),
    ]
