"""Editors see resources; moderators keep them: what is saved is offered at once."""

from django.db import migrations

from common.permissions import EDITORS, MODERATORS, grant


def give(apps, schema_editor):
    grant(apps, EDITORS, "resources", "resource", ["view_resource"])
    verbs = ("view", "add", "change", "delete")
    grant(apps, MODERATORS, "resources", "resource", [f"{verb}_resource" for verb in verbs])


class Migration(migrations.Migration):
    dependencies = [("resources", "0007_help_roles")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
