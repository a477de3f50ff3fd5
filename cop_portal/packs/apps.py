from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "cop_portal.packs"
    label = "packs"
    default_auto_field = "django.db.models.BigAutoField"
