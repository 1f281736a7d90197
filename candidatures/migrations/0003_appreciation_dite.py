"""A criterion that was saved empty has no row any more."""

from typing import Any

from django.db import migrations, models


def effacer_les_vides(apps: Any, schema_editor: Any) -> None:
    """Delete the rows that say nothing: the page reads a missing row the same way."""
    apps.get_model("candidatures", "Appreciation").objects.filter(valeur="", commentaire="").delete()


class Migration(migrations.Migration):
    dependencies = [("candidatures", "0002_taille_structure")]

    operations = [
        migrations.RunPython(effacer_les_vides, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="appreciation",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("valeur", ""), _negated=True), models.Q(("commentaire", ""), _negated=True), _connector="OR"),
                name="appreciation_dite",
            ),
        ),
    ]
