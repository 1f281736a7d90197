"""Says of the sessions already held who declared them and when: as their journal entry does."""

from django.db import migrations


def reprendre(apps, schema_editor):
    Seance = apps.get_model("accompagnements", "Seance")
    for seance in Seance.objects.filter(etat="tenue", declaree_le=None).select_related("entree"):
        seance.cle_declaration = seance.cle
        seance.declaree_par_id, seance.declaree_le = seance.entree.auteur_id, seance.entree.ecrite_le
        seance.save(update_fields=["cle_declaration", "declaree_par", "declaree_le"])


class Migration(migrations.Migration):
    dependencies = [("accompagnements", "0004_seances_prevues")]

    operations = [migrations.RunPython(reprendre, migrations.RunPython.noop)]
