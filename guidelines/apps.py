from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    name = "guidelines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common.announce import announce_model
        from guidelines import following
        from guidelines.documents import follow
        from guidelines.models import Brand, GuidelineItem

        following.connect()
        follow.connect()
        announce_model(Brand)
        relations = (GuidelineItem.terms, GuidelineItem.chief_terms, GuidelineItem.related, GuidelineItem.resources)
        announce_model(GuidelineItem, *(relation.through for relation in relations))
