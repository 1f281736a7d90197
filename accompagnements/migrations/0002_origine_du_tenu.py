"""What was held has the accompagnement as its origin, no longer the session: its movements follow one another by rank."""

from django.db import migrations

AVANT, APRES = 'accompagnements.seance', 'accompagnements.accompagnement'


def rattacher(apps, schema_editor):
    Mouvement, Seance = apps.get_model('programme', 'Mouvement'), apps.get_model('accompagnements', 'Seance')
    paires = dict(Seance.objects.order_by().values_list('pk', 'accompagnement_id'))
    rangs = {}
    for mouvement in Mouvement.objects.filter(genre='realise', origine__startswith=f'{AVANT}:').order_by('le', 'pk'):
        origine = f"{APRES}:{paires[int(mouvement.origine.split(':')[1])]}"
        rang = rangs.get(origine, 0)
        Mouvement.objects.filter(pk=mouvement.pk).update(origine=origine, rang=rang)
        rangs[origine] = rang + 1


class Migration(migrations.Migration):

    dependencies = [
        ('accompagnements', '0001_initial'),
        ('programme', '0003_grand_livre'),
    ]

    operations = [
        migrations.RunPython(rattacher, migrations.RunPython.noop),
    ]
