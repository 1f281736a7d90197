"""The counters of the lines are the sums of the movements that are already there."""

from decimal import Decimal

from django.db import migrations

EFFETS = {'engage': ('engage', 1), 'libere': ('engage', -1), 'realise': ('realise', 1), 'paye': ('paye', 1)}


def compter(apps, schema_editor):
    Ligne, Mouvement = apps.get_model('programme', 'Ligne'), apps.get_model('programme', 'Mouvement')
    for ligne in Ligne.objects.all():
        compteurs = dict.fromkeys(('engage', 'realise', 'paye'), Decimal(0))
        for genre, montant in Mouvement.objects.filter(ligne=ligne).order_by('pk').values_list('genre', 'montant'):
            compteur, sens = EFFETS[genre]
            compteurs[compteur] += sens * montant
        Ligne.objects.filter(pk=ligne.pk).update(**compteurs)


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0003_grand_livre'),
    ]

    operations = [
        migrations.RunPython(compter, migrations.RunPython.noop),
    ]
