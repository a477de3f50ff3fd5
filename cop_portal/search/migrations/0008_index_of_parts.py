"""Installations that ran 0006 before it made the index of parts get it here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_ages_of_pages"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS search_entry_parts ON search_entry (language, part)",
            migrations.RunSQL.noop,
        ),
    ]
