from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cop_portal.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common.signals import content_changed
        from cop_portal.publishing import site

        content_changed.connect(site.content_has_changed, dispatch_uid="publishing")
