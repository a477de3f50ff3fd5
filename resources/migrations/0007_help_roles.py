"""Editors see help services and countries; moderators keep them: a changed number is live at once."""

from django.db import migrations

from common.permissions import EDITORS, MODERATORS, grant


def give(apps, schema_editor):
    for model in ("country", "helpservice"):
        grant(apps, EDITORS, "resources", model, [f"view_{model}"])
        verbs = ("view", "add", "change", "delete")
        grant(apps, MODERATORS, "resources", model, [f"{verb}_{model}" for verb in verbs])


class Migration(migrations.Migration):
    dependencies = [("resources", "0006_help"), ("resources", "0003_roles")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
