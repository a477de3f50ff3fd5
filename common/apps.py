from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"

    def ready(self):
        from common import announce, checks, leave, synced  # noqa: F401 -- checks register themselves

        synced.connect()
        announce.connect()
