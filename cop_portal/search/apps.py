from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cop_portal.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common import computed
        from common.announce import announce_model
        from common.choices import AgeBand
        from cop_portal.search import index
        from cop_portal.search.models import DangerWords, SynonymSet
        from cop_portal.search.views import most_pages

        announce_model(SynonymSet)
        announce_model(DangerWords)

        index.connect()
        computed.register(
            "search", q=computed.words, band=computed.among(*AgeBand.values), page=computed.upto(most_pages)
        )
