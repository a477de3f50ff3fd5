"""What nginx must know of a build before its first page is stored: the headers of public pages, and the last resort."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from common import computed
from common.assets import remember_styles
from cop_portal.publishing import site
from cop_portal.publishing.middleware import unavailable
from cop_portal.publishing.serve import STORED_HEADERS

STORED_PAGES = "cop_portal.publishing.middleware.StoredPages"
NGINX_HEADERS = "nginx-headers.conf"


def public_headers(secure: bool = True) -> dict[str, str]:
    """Headers that every stored page gets from the middleware around the store; by default as seen over TLS."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(content_type="text/html; charset=utf-8")
        for name, value in STORED_HEADERS.items():
            response.headers[name] = value
        return response

    handler = answer
    for path in reversed(settings.MIDDLEWARE[: settings.MIDDLEWARE.index(STORED_PAGES)]):
        handler = import_string(path)(handler)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/en/", "/en/"
    request.META = {
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443",
        "HTTP_X_FORWARDED_PROTO": "https" if secure else "http",
    }
    headers = dict(handler(request).headers)
    headers.pop("Content-Type")
    return headers


def nginx_headers() -> str:
    """The same as an nginx file. `Strict-Transport-Security` stays out of plain HTTP by its own condition."""
    lines = [
        "# Written by `manage.py prepare_release`; the same headers as Django's own. Reload nginx after a change.\n"
    ]
    for name, value in sorted(public_headers().items()):
        if name == "Strict-Transport-Security":
            value = "$cop_hsts"
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'add_header {name} "{quoted}";\n')
    lines.append("add_header Content-Encoding $cop_encoding;\n")
    return "".join(lines)


def nginx_http() -> str:
    """What belongs into nginx's http context: HSTS only over TLS."""
    value = public_headers().get("Strict-Transport-Security", "")
    return f'map $scheme $cop_hsts {{ default ""; https "{value}"; }}\n'


def prepare() -> bool:
    """Write everything. Whether nginx must be reloaded before the new program starts."""
    remember_styles()
    changed = False
    for name, text in ((NGINX_HEADERS, nginx_headers()), ("nginx-http.conf", nginx_http())):
        changed |= _write(Path(settings.VAR_DIR) / name, text)
    pages = site.store()
    if pages:
        _write(pages.root / "unavailable.html", unavailable().content.decode())
    (Path(settings.VAR_DIR) / "log").mkdir(exist_ok=True)
    return changed


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(path)
    return True


TLS = """    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:cop_tls:2m;
    ssl_session_tickets off;"""
REDIRECT = """# Plain HTTP only leads to TLS, and answers the certificate authority.
server {{
    listen 80 default_server;
    listen [::]:80 default_server;
    server_name _;
    access_log off;
    location ^~ /.well-known/acme-challenge/ {{ root {acme}; default_type text/plain; }}
    location / {{ return 308 https://{host}$request_uri; }}
}}
"""


def nginx_conf(
    hosts: list[str], listen: str, upstream: str, cache: str, certificate: str = "", key: str = "", acme: str = ""
) -> str:
    """deploy/nginx.conf with an installation's values."""
    tls = TLS.format(certificate=certificate, key=key) if certificate else ""
    values = {
        "VAR": str(settings.VAR_DIR),
        "HOSTS": " ".join(hosts),
        "LISTEN": f"{listen} ssl http2" if certificate else listen,
        "TLS": tls,
        "REDIRECT": REDIRECT.format(acme=acme or "/var/www/acme", host=hosts[0]) if certificate else "",
        "UPSTREAM": upstream,
        "CACHE": cache,
        "COMPUTED": "|".join(computed.places()) or "-",
    }
    text = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text
