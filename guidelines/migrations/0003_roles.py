"""Editors see the facts of items; moderators, who may publish, change them and start translations."""

from django.db import migrations

from common.permissions import EDITORS, MODERATORS, grant


def give(apps, schema_editor):
    grant(apps, EDITORS, "guidelines", "guidelineitem", ["view_guidelineitem"])
    grant(apps, MODERATORS, "guidelines", "guidelineitem", ["view_guidelineitem", "change_guidelineitem"])
    grant(apps, MODERATORS, "simple_translation", "simpletranslation", ["submit_translation"])


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0002_initial"),
        ("resources", "0003_roles"),
        ("simple_translation", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
