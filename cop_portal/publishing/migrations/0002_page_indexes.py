"""Indexes that Wagtail's page table lacks, so that finding a page costs the same however many there are.

Addresses are looked up by `url_path` (cop_portal/serving.py), doors and homes by depth (common/frame.py). Wagtail has no
index for either; a later migration of Wagtail's own that rebuilds its table on SQLite may drop them, which costs time
and nothing else.
"""

from django.db import migrations

PAGES = "wagtailcore_page"


class Migration(migrations.Migration):
    """Both databases take the same statements."""

    dependencies = [("publishing", "0001_initial"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.RunSQL(f"CREATE INDEX IF NOT EXISTS {name} ON {PAGES} ({columns})", f"DROP INDEX IF EXISTS {name}")
        for name, columns in (("cop_page_url_path", "url_path"), ("cop_page_depth_path", "depth, path"))
    ]
