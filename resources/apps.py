from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common import computed
        from common.announce import announce_model
        from resources import checks, library  # noqa: F401 -- checks register themselves
        from resources.models import Edition, Resource, Term

        announce_model(Term)
        announce_model(Resource, Resource.terms.through)
        announce_model(Edition)
        computed.register("library", **library.cleaners())
