"""Tell nginx of this build's style and headers, before its first page is served."""

from django.core.management.base import BaseCommand

from cop_portal.publishing.release import prepare


class Command(BaseCommand):
    help = (
        "Write the headers that nginx sends with stored pages (var/nginx-headers.conf, var/nginx-http.conf). "
        "Prints “reload nginx” when they changed: do it before the new program starts."
    )

    def handle(self, *args, **options):
        self.stdout.write("reload nginx" if prepare() else "nothing changed")
