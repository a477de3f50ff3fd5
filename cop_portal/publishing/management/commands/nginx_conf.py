"""Print the nginx configuration of this installation."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cop_portal.publishing.release import nginx_conf


class Command(BaseCommand):
    help = "Print deploy/nginx.conf with this installation's values, for nginx's http context (conf.d)."

    def add_arguments(self, parser):
        host = urlsplit(settings.COP_BASE_URL).hostname or "localhost"
        parser.add_argument("--host", action="append", dest="hosts", help=f"host name, repeatable; now {host}")
        parser.add_argument("--listen", help="address and port; 443 with a certificate, else 80")
        parser.add_argument("--upstream", default="127.0.0.1:8001", help="where gunicorn listens (or unix:/path)")
        parser.add_argument("--cache", default="/run/cop-nginx", help="folder in memory for computed answers")
        parser.add_argument("--certificate", default="", help="file with the certificate chain")
        parser.add_argument("--key", default="", help="file with its private key")
        parser.add_argument("--acme", default="/var/www/acme", help="folder in which the certificate tool answers")

    def handle(self, *args, hosts, listen, upstream, cache, certificate, key, acme, **options):
        if bool(certificate) != bool(key):
            raise CommandError("A certificate needs its key, and a key its certificate.")
        hosts = hosts or [urlsplit(settings.COP_BASE_URL).hostname or "localhost"]
        listen = listen or ("443" if certificate else "80")
        self.stdout.write(nginx_conf(hosts, listen, upstream, cache, certificate, key, acme))
