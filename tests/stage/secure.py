"""A stage as a real installation stands: production settings, TLS with a certificate of its own, staff with an app.

And a client that sends an address exactly as it is written, keeps cookies, and knows how to sign in.
"""

import base64
import datetime
import hashlib
import hmac
import http.client
import ipaddress
import json
import re
import secrets
import ssl
import struct
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.stage import Stage, free_port

HOST = "127.0.0.1"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the loopback address, valid for a day, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, private = folder / "tls.pem", folder / "tls.key"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return chain, private


class SecureStage(Stage):
    """`stage.base` is https://…; `stage.plain` the port that only leads there."""

    def __init__(self, **options):
        super().__init__(
            DJANGO_SETTINGS_MODULE="cop_portal.settings.base",
            SECRET_KEY=secrets.token_urlsafe(60),
            ALLOWED_HOSTS=HOST,
            **options,
        )
        self.ports["plain"] = free_port()
        self.base = f"https://{HOST}:{self.ports['nginx']}"
        self.plain = f"http://{HOST}:{self.ports['plain']}"
        self.env["COP_BASE_URL"] = self.base
        self.chain, self.key = certificate(self.folder)
        self.tls = ssl.create_default_context(cafile=str(self.chain))

    def write_nginx(self, extra: str = "") -> None:
        super().write_nginx(extra)
        text = self.manage(
            "nginx_conf", "--host", HOST, "--listen", f"{HOST}:{self.ports['nginx']}",
            "--upstream", f"{HOST}:{self.ports['django']}", "--cache", str(self.folder / "computed"),
            "--certificate", str(self.chain), "--key", str(self.key),
        )  # fmt: skip
        # Ports 80 of the machine are not the drill's: the same block on a port of its own.
        text = text.replace("    listen [::]:80 default_server;\n", "")
        text = text.replace("listen 80 default_server;", f"listen {HOST}:{self.ports['plain']} default_server;")
        text = text.replace(f"https://{HOST}$request_uri", f"https://{HOST}:{self.ports['nginx']}$request_uri")
        (self.folder / "cop.conf").write_text(text)

    def wait_for(self, address: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        opener = urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=self.tls))
        while time.monotonic() < until:
            try:
                opener.open(address, timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"{address} does not answer\n{self.log('django')[-3000:]}")

    def client(self, **options) -> "Client":
        return Client(self.ports["nginx"], self.tls, **options)

    def django_client(self) -> "Client":
        """Past nginx, but as if a proxy had taken TLS off."""
        return Client(self.ports["django"], None, headers={"X-Forwarded-Proto": "https"})

    def person(self, email: str, codes: bool = True) -> "Person":
        """An administrator; with an authenticator app and recovery codes, or with a password only."""
        password = secrets.token_urlsafe(16)
        said = self.python(_PERSON.format(email=email, password=password, codes=codes)).strip().splitlines()[-1]
        return Person(email, password, *json.loads(said))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


_PERSON = """
import json
from accounts.models import User
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
user = User.objects.create_superuser({email!r}, {password!r})
secret, codes = "", []
if {codes}:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).get_unused_codes()
print(json.dumps([user.pk, secret, codes]))
"""


class Person(NamedTuple):
    email: str
    password: str
    pk: int
    secret: str
    codes: list[str]

    def code(self) -> str:
        """What the authenticator app shows now (RFC 6238)."""
        key = base64.b32decode(self.secret + "=" * (-len(self.secret) % 8))
        digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str]

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Client:
    """One connection, kept open; no address is tidied up on its way."""

    def __init__(self, port: int, tls: ssl.SSLContext | None, headers: dict[str, str] | None = None, source: str = ""):
        self.port, self.tls, self.headers, self.source = port, tls, headers or {}, source
        self.cookies: dict[str, str] = {}
        self.connection: http.client.HTTPConnection | None = None

    def _open(self) -> http.client.HTTPConnection:
        options: dict = {"timeout": 60}
        if self.source:
            options["source_address"] = (self.source, 0)
        if self.tls:
            return http.client.HTTPSConnection(HOST, self.port, context=self.tls, **options)
        return http.client.HTTPConnection(HOST, self.port, **options)

    def close(self) -> None:
        if self.connection:
            self.connection.close()
            self.connection = None

    def send(self, method: str, target: str, body: bytes = b"", keep: bool = True, **headers: str) -> Answer:
        """Status 0 when the connection was closed without an answer."""
        sent = {"Host": f"{HOST}:{self.port}", **self.headers, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        for attempt in (1, 2):
            fresh = self.connection is None
            self.connection = self.connection or self._open()
            try:
                self.connection.putrequest(method, "/", skip_host=True, skip_accept_encoding=True)
                # As written: the library refuses addresses with blanks, and those are what is tried here.
                self.connection._buffer[0] = f"{method} {target} HTTP/1.1".encode("latin-1", "replace")
                for name, value in sent.items():
                    self.connection.putheader(name.replace("_", "-"), value)
                if body or method in ("POST", "PUT", "PATCH"):
                    self.connection.putheader("Content-Length", str(len(body)))
                self.connection.endheaders(body or None)
                response = self.connection.getresponse()
                data = response.read()
                break
            except (OSError, http.client.HTTPException):
                self.close()
                if fresh or attempt == 2:
                    return Answer(0, {}, b"", [])
        if response.will_close:
            self.close()
        cookies = response.headers.get_all("Set-Cookie") or []
        for one in cookies if keep else []:
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, data, cookies)

    def get(self, target: str, **headers: str) -> Answer:
        return self.send("GET", target, **headers)

    def post(self, target: str, fields: dict[str, object], page: str = "", **headers: str) -> Answer:
        """A form, with the token that stands in `page` (by default the form's own address); bytes are files."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page or target).text)
        return self.form(target, {**fields, "csrfmiddlewaretoken": token[1] if token else ""}, **headers)

    def form(self, target: str, fields: dict[str, object], **headers: str) -> Answer:
        """The same with a token at hand."""
        origin = f"https://{HOST}:{self.port}"
        kind, body = encoded(fields)
        return self.send("POST", target, body, Content_Type=kind, Referer=origin + target, Origin=origin, **headers)

    def password(self, person: Person) -> Answer:
        """Half of signing in."""
        return self.post("/accounts/login/", {"login": person.email, "password": person.password})

    def sign_in(self, person: Person) -> "Client":
        answer = self.password(person)
        assert "/2fa/authenticate/" in answer.location, (answer.status, answer.location, answer.text[:2000])
        self.post("/accounts/2fa/authenticate/", {"code": person.code()})
        assert self.get("/cms/").status == 200, "signing in did not open the admin"
        return self


def encoded(fields: dict[str, object]) -> tuple[str, bytes]:
    """Kind and bytes of a form; a value (name, bytes) is a file."""
    files = {name: value for name, value in fields.items() if isinstance(value, tuple)}
    if not files:
        return "application/x-www-form-urlencoded", urllib.parse.urlencode(fields, doseq=True).encode()
    mark = secrets.token_hex(16)
    parts = []
    for name, value in fields.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"'
        if name in files:
            file, data = value
            parts.append(f'{head}; filename="{file}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode())
            parts += [data, b"\r\n"]
        else:
            parts.append(f"{head}\r\n\r\n{value}\r\n".encode())
    parts.append(f"--{mark}--\r\n".encode())
    return f"multipart/form-data; boundary={mark}", b"".join(parts)
