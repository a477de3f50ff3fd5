"""Activities and the library were built side by side; both come before what follows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0004_activities"), ("guidelines", "0004_library")]

    operations = []
