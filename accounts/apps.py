from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accounts import gate, invitations, keys  # noqa: F401 -- the gate's receiver registers itself

        keys.refuse_weak()
        invitations.connect()
