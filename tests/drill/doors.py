"""No admin page without the second factor: every admin address, in every spelling tried, for everybody who has not got it.

Who asks: a stranger; somebody half-way through signing in (password given, code not); somebody with a password who has no
app yet; and a session of somebody with an app that came about without it, made anew for each request because the gate
ends it. Then all other doors that Wagtail, Django and allauth know, and addresses that try to become a second request.
"""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from tests.stage.secure import Answer, Client, Person, SecureStage

#: Each makes another spelling of "/cms/…" or wraps it; what a server, a proxy or Django might read as the same.
TRICKS: dict[str, Callable[[str], str]] = {
    "as it is": lambda a: a,
    "with a query": lambda a: a + "?next=/en/&x=/static/",
    "without its last slash": lambda a: a.rstrip("/"),
    "two slashes before": lambda a: "/" + a,
    "two slashes within": lambda a: a.replace("/cms/", "/cms//"),
    "dot": lambda a: "/." + a,
    "dot within": lambda a: a.replace("/cms/", "/cms/./"),
    "up from a language": lambda a: "/en/.." + a,
    "up, encoded": lambda a: "/en/%2e%2e" + a,
    "up, encoded slash": lambda a: "/en/..%2f" + a[1:],
    "up from static": lambda a: "/static/.." + a,
    "up from media": lambda a: "/media/images/../.." + a,
    "up from files": lambda a: "/files/a/../.." + a,
    "up from documents": lambda a: "/documents/.." + a,
    "up from signing in": lambda a: "/accounts/login/../.." + a,
    "up from search": lambda a: "/en/search/../.." + a + "?q=x",
    "letter encoded": lambda a: a.replace("/cms/", "/%63ms/"),
    "letter encoded twice": lambda a: a.replace("/cms/", "/%2563ms/"),
    "letter encoded three times": lambda a: a.replace("/cms/", "/%252563ms/"),
    "slash encoded": lambda a: a.replace("/cms/", "/cms%2f"),
    "first slash encoded": lambda a: "/%2f" + a[1:],
    "overlong slash": lambda a: a.replace("/cms/", "/cms%c0%af"),
    "backslash": lambda a: a.replace("/cms/", "/cms\\"),
    "capitals": lambda a: a.replace("/cms/", "/CMS/"),
    "language before": lambda a: "/en" + a,
    "other language before": lambda a: "/zh-hans" + a,
    "semicolon": lambda a: a.replace("/cms/", "/cms;a=b/"),
    "semicolon and up": lambda a: "/en/..;" + a,
    "trailing blank": lambda a: a + "%20",
    "trailing nothing": lambda a: a + "%00",
    "trailing line break": lambda a: a + "%0a",
    "trailing file": lambda a: a + "x.css",
    "trailing dot": lambda a: a + ".",
    "fragment": lambda a: "/en/#" + a,
    "whole address": lambda a: "https://127.0.0.1" + a,
    "whole address of another": lambda a: "https://evil.example" + a,
    "second request": lambda a: f"/en/x%20HTTP/1.1%0d%0aHost:%20127.0.0.1%0d%0a%0d%0aGET%20{a}%20HTTP/1.1%0d%0aX:",
}
#: Headers that some servers take for the address, or for who asks. Sent with "/en/about/" and with the address itself.
HEADERS = {
    "X-Original-URL": "{a}", "X-Rewrite-URL": "{a}", "X-Forwarded-Prefix": "/cms", "X-Script-Name": "/cms", "Script-Name": "/cms",
    "SCRIPT_NAME": "/cms", "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Remote-User": "doors-whole@example.org",
    "X-Remote-User": "doors-whole@example.org", "X-HTTP-Method-Override": "GET", "X-Requested-With": "XMLHttpRequest",
    "Authorization": "Basic ZG9vcnM6ZG9vcnM=",
}  # fmt: skip
METHODS = ("HEAD", "POST", "PUT", "OPTIONS", "PATCH", "DELETE")
#: Other ways in that Wagtail, Django or allauth could have opened.
DOORS = [
    "/cms/login/", "/_util/login/", "/admin/", "/admin/login/", "/django-admin/login/", "/accounts/signup/", "/cms/password_reset/",
    "/accounts/login/code/", "/accounts/login/code/confirm/", "/accounts/2fa/webauthn/login/", "/accounts/2fa/webauthn/signup/",
    "/accounts/social/login/", "/_allauth/browser/v1/auth/login", "/_allauth/app/v1/auth/login", "/api/v2/", "/cms/api/main/pages/",
    "/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/", "/accounts/confirm-email/x/", "/accounts/password/set/",
    "/_util/authenticate_with_password/1/1/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/generate/",
]  # fmt: skip
ADDRESSES = """
import re
from django.urls import URLPattern, URLResolver, get_resolver
def walk(patterns, before):
    for one in patterns:
        if isinstance(one, URLResolver): yield from walk(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern): yield before + str(one.pattern)
import json
found = list(walk(get_resolver().url_patterns, "/"))
for pattern, value in ((r"\\(\\?P<[^>]+>[^)]*\\)|\\([^)]*\\)|<[^>]+>|\\.\\*", "1"), (r"[\\\\^$]", "")):
    found = [re.sub(pattern, value, one) for one in found]
print(json.dumps(sorted({one for one in found if one.startswith("/cms/")})))
"""
#: Sessions of somebody with an app, made past signing in. As many as there will be requests, for each is ended by one.
FORGED = """
import json, secrets
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from accounts.models import User
user = User.objects.get(pk={pk})
store = SessionStore()
data = store.encode({{SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash(),
                     BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"}})
keys = [secrets.token_hex(16) for _ in range({number})]
Session.objects.bulk_create([Session(session_key=one, session_data=data,
                                     expire_date=timezone.now() + timezone.timedelta(days=1)) for one in keys], batch_size=500)
print(json.dumps(keys))
"""
COOKIE = "__Host-session"


def is_admin_page(answer: Answer) -> bool:
    """Something of the admin: its pages, its data, or anything that is neither a public page nor one to sign in."""
    if answer.status not in range(200, 300) or not answer.body:
        return False
    text = answer.text
    if "wagtail" in text.lower():
        return True
    public = 'rel="manifest"' in text or 'action="/accounts/' in text or 'href="/accounts/' in text
    return not public


def shut(answer: Answer) -> bool:
    return not is_admin_page(answer) and answer.status != 500


class Crowd:
    """Four who ask at once; what they found wrong."""

    def __init__(self, stage: SecureStage, forged: list[str]):
        self.stage, self.forged, self.open, self.seen = stage, forged, [], Counter()
        self.lock = threading.Lock()

    def ask(self, who: str, cookies: dict[str, str], tasks: Iterator[tuple], direct: bool = False) -> None:
        queue: SimpleQueue = SimpleQueue()
        for one in tasks:
            queue.put(one)
        threads = [threading.Thread(target=self._ask, args=(who, cookies, queue, direct)) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def _ask(self, who: str, cookies: dict[str, str], queue: SimpleQueue, direct: bool) -> None:
        client = self.stage.django_client() if direct else self.stage.client()
        while True:
            try:
                trick, method, target, headers = queue.get_nowait()
            except Empty:
                client.close()
                return
            client.cookies = dict(cookies)
            if who == "forged":
                with self.lock:
                    client.cookies = {COOKIE: self.forged.pop()}
            answer = client.send(method, target, keep=False, **headers)
            with self.lock:
                self.seen[answer.status] += 1
                if not shut(answer):
                    self.open.append((who, trick, method, target[:90], answer.status))


def tasks(addresses: list[str]) -> Iterator[tuple]:
    for address in addresses:
        for name, trick in TRICKS.items():
            yield name, "GET", trick(address), {}
    for address in addresses[::12]:
        for method in METHODS:
            yield method, method, address, {}
        for name, value in HEADERS.items():
            for target in (address, "/en/about/"):
                yield name, "GET", target, {name: value.format(a=address)}


def doors(bar) -> None:
    with SecureStage() as stage:
        addresses = json.loads(stage.python(ADDRESSES).strip().splitlines()[-1])
        addresses = [re.sub(r"1\\.\\.\\.1", "1...1", one) for one in addresses]
        whole, half, bare = (
            stage.person(f"doors-{name}@example.org", codes=name != "bare") for name in ("whole", "half", "bare")
        )
        admin = stage.client().sign_in(whole)
        pages = [one for one in addresses if is_admin_page(admin.get(one))]
        bar(f"7. somebody who has signed in sees pages of {len(addresses)} admin addresses (>= 50: else nothing is measured)",
            len(pages), len(addresses) > 150 and len(pages) >= 50)  # fmt: skip
        number = len(list(tasks(addresses)))
        crowd = Crowd(
            stage, json.loads(stage.python(FORGED.format(pk=whole.pk, number=number * 2 + 10)).strip().splitlines()[-1])
        )
        waiting = stage.client()
        assert "/2fa/" in waiting.password(half).location
        nobody = stage.client()
        assert nobody.password(bare).status == 302
        for who, cookies in (
            ("stranger", {}),
            ("half-way", waiting.cookies),
            ("without an app", nobody.cookies),
            ("forged", {}),
        ):
            before = len(crowd.open)
            crowd.ask(who, cookies, tasks(addresses))
            crowd.ask(who, cookies, ((name, m, a, h) for name, m, a, h in tasks(addresses[::6])), direct=True)
            found = crowd.open[before:]
            for one in found[:10]:
                print(f"          open: {one}")
            bar(f"7. {who}: {len(addresses)} addresses x {len(TRICKS)} spellings, headers, methods; admin pages or 500 (= 0)",
                len(found), not found)  # fmt: skip
        print(f"          answers {dict(sorted(crowd.seen.items()))}")
        # The sessions were worth something: the gate, not their staleness, shut the doors.
        forged = stage.client()
        forged.cookies = {COOKIE: crowd.forged.pop()}
        ended = forged.get("/cms/")
        bar("7. a forged session is known and ended (302, session cookie taken away)", ended.status,
            ended.location == "/accounts/login/" and any(COOKIE in one for one in ended.cookies))  # fmt: skip
        other_doors(bar, stage, half)
        made = splits(stage)
        bar("7. addresses that became a second request (= 0)", len(made), not made)


def splits(stage: SecureStage) -> list[str]:
    """Requests that reached Django as requests of their own from within an address."""
    client = stage.client()
    for door in ("", "en/", "accounts/", "cms/", "r/", "documents/", "files/", "en/search/", "static/"):
        client.get(
            f"/{door}x%20HTTP/1.1%0d%0aHost:%20127.0.0.1%0d%0a%0d%0aGET%20/second-{door.strip('/')}%20HTTP/1.1%0d%0aX:"
        )
    return re.findall(r'"path": "(/second-[^"]*)"', stage.log("django"))


def other_doors(bar, stage: SecureStage, person: Person) -> None:
    """A right password at each door, and what could stand for it: the admin stays shut."""
    opened = []
    fields = {"login": person.email, "username": person.email, "email": "new@example.org", "password": person.password,
              "password1": person.password, "password2": person.password, "code": "000000"}  # fmt: skip
    for door in DOORS:
        client: Client = stage.client()
        answer = client.post(door, fields, page="/accounts/login/")
        status = client.get("/cms/").status
        if status == 200 or answer.status == 500:
            opened.append((door, answer.status, status))
    number = stage.python("from accounts.models import User; print(User.objects.count())").strip()
    bar(f"7. {len(DOORS)} other doors: opened, or people made (= 0)", opened or 0, not opened and number == "3")
