"""Editors see terms; moderators keep them."""

from django.db import migrations

from common.permissions import EDITORS, MODERATORS, grant


def give(apps, schema_editor):
    grant(apps, EDITORS, "resources", "term", ["view_term"])
    grant(apps, MODERATORS, "resources", "term", ["view_term", "add_term", "change_term", "delete_term"])


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0002_image_decorative"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
