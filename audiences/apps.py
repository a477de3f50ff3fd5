from django.apps import AppConfig


class AudiencesConfig(AppConfig):
    name = "audiences"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from audiences import changes, children_finder, finder
        from common.choices import LANDING_SLUGS, Audience

        changes.connect()
        children_finder.register()
        finder.register({slug: Audience.on_landing(slug) for slug in LANDING_SLUGS})
