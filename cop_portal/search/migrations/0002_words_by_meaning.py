"""One list for each meaning, with a column for each language.

Nothing in the portal could write the tables that are made anew here, so no installation has anything in them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.DeleteModel("SynonymSet"),
        migrations.DeleteModel("DangerWords"),
        migrations.CreateModel(
            name="DangerWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="key")),
                (
                    "reader",
                    models.CharField(
                        blank=True,
                        choices=[("parents", "Parents and carers"), ("educators", "Educators")],
                        max_length=10,
                        verbose_name="tells that this reader asks",
                    ),
                ),
                ("words", models.TextField(verbose_name="words and phrases")),
                ("words_en", models.TextField(null=True, verbose_name="words and phrases")),
                ("words_fr", models.TextField(null=True, verbose_name="words and phrases")),
                ("words_ar", models.TextField(null=True, verbose_name="words and phrases")),
                ("words_es", models.TextField(null=True, verbose_name="words and phrases")),
                ("words_ru", models.TextField(null=True, verbose_name="words and phrases")),
                ("words_zh_hans", models.TextField(null=True, verbose_name="words and phrases")),
            ],
            options={
                "verbose_name": "words of danger",
                "verbose_name_plural": "words of danger",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="SynonymSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="key")),
                ("words", models.TextField(verbose_name="words")),
                ("words_en", models.TextField(null=True, verbose_name="words")),
                ("words_fr", models.TextField(null=True, verbose_name="words")),
                ("words_ar", models.TextField(null=True, verbose_name="words")),
                ("words_es", models.TextField(null=True, verbose_name="words")),
                ("words_ru", models.TextField(null=True, verbose_name="words")),
                ("words_zh_hans", models.TextField(null=True, verbose_name="words")),
            ],
            options={
                "verbose_name": "words for the same thing",
                "verbose_name_plural": "words for the same thing",
                "ordering": ["key"],
            },
        ),
    ]
