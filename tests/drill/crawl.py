"""A stranger reads every public address: no cookie, nothing kept in the browser, nothing foreign, nothing told to a log.

The stranger comes from an address of its own (127.7.7.7) and puts a mark into query, referer, user agent and every other
header that could be logged; afterwards all that the installation has written is searched for them. The path of an address
is logged by design, without the query; so the mark stands in queries, not in paths.
"""

import re
import shutil
import time
from collections import Counter, deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.stage.secure import HOST, Answer, Client, SecureStage

MARK, SENDER, FORWARDED = "MARKcrawl7351", "127.7.7.7", "203.0.113.77"
MARKS = (MARK.encode(), SENDER.encode(), FORWARDED.encode())
#: More than the edition has; a crawl that reaches it has found addresses without end.
MOST = 12_000
SAMPLE = 30
_LINK = re.compile(r'\s(?:href|src|srcset|action|poster|data)="([^"]*)"')
#: What a browser fetches by itself, without a tap.
_FETCHED = re.compile(
    r'<(?:script|img|source|video|audio|iframe|embed|object|link)\b[^>]*\s(?:href|src|srcset|data)="([^"]*)"[^>]*>'
)
_RELATIONS = re.compile(r'\srel="(?:canonical|alternate|license|help|next|prev|author|search)"')
_STYLE = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--ignore-certificate-errors"]  # fmt: skip
TELLING = {
    "Referer": f"https://marker.example/{MARK}", "User-Agent": f"Browser/{MARK}", "X-Forwarded-For": FORWARDED, "X-Real-IP": FORWARDED,
    "Forwarded": f"for={FORWARDED}", "Cookie": f"known={MARK}", "X-Request-ID": MARK, "Authorization": f"Bearer {MARK}",
}  # fmt: skip


class Crawl:
    """What was found at all addresses that lead from one to another."""

    def __init__(self, stage: SecureStage, client: Client):
        self.stage, self.client = stage, client
        self.seen: set[str] = set()
        self.pages: list[str] = []
        self.statuses: Counter = Counter()
        self.cookies: list[str] = []
        self.foreign: list[tuple[str, str]] = []
        self.broken: list[str] = []

    def run(self) -> None:
        text = self.client.get("/sitemap.xml").text
        waiting = deque([urlsplit(one).path for one in re.findall(r"<loc>([^<]+)</loc>", text)])
        waiting.extend(
            [
                "/",
                "/robots.txt",
                "/sitemap.xml",
                "/manifest.webmanifest",
                "/favicon.ico",
                "/en/nowhere/",
                "/accounts/login/",
            ]
        )
        while waiting and len(self.seen) < MOST:
            address = waiting.popleft()
            if address not in self.seen:
                self.seen.add(address)
                # A question's answer links to further questions without end; those that pages ask are enough.
                asked = "?" in address
                waiting.extend(one for one in self.look(address) if not (asked and "?" in one))

    def look(self, address: str) -> list[str]:
        marked = address + ("&" if "?" in address else "?") + f"{MARK}=1"
        answer = self.client.send("GET", marked, keep=False, **TELLING)
        self.statuses[answer.status] += 1
        # Staff's page to sign in sets the token of its form, by design; it is asked for as no public page links there.
        if answer.cookies and not address.startswith("/accounts/"):
            self.cookies.append(address)
        if answer.status >= 500 or answer.status == 0:
            self.broken.append(f"{answer.status} {address}")
        if answer.status in range(300, 400):
            return self.own(address, [answer.location])
        kind = answer.headers.get("content-type", "")
        if "html" in kind:
            self.judge(address, answer)
            if answer.status == 200 and not address.startswith("/accounts/"):
                self.pages.append(address)
            return self.own(address, [one.replace("&amp;", "&") for one in _LINK.findall(answer.text)])
        if "css" in kind:
            return self.own(address, self.fetched(address, _STYLE.findall(answer.text)))
        return []

    def judge(self, address: str, answer: Answer) -> None:
        fetched = [m[1] for m in _FETCHED.finditer(answer.text) if not _RELATIONS.search(m[0])]
        self.fetched(address, fetched + _STYLE.findall(" ".join(re.findall(r"<style>.*?</style>", answer.text, re.S))))

    def fetched(self, address: str, targets: list[str]) -> list[str]:
        for one in targets:
            for part in one.split(","):
                whole = urljoin(self.stage.base + address, part.strip().split(" ")[0])
                if not whole.startswith((self.stage.base + "/", "data:")):
                    self.foreign.append((address, whole))
        return targets

    def own(self, address: str, targets: list[str]) -> list[str]:
        """Addresses of this portal, in the form in which they are asked for; of questions only those that links ask."""
        found = []
        for one in targets:
            parts = urlsplit(urljoin(self.stage.base + address, one))
            if parts.netloc == f"{HOST}:{self.stage.ports['nginx']}" and parts.scheme == "https":
                found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return found


def crawl(bar) -> None:
    with SecureStage(worker=True) as stage:
        stage.wait_until_filled()
        found = Crawl(stage, stage.client(source=SENDER))
        found.run()
        pages = found.statuses[200]
        bar("7. public addresses read by a stranger (>= 500, and not without end)", f"{len(found.seen)}, {dict(found.statuses)}",
            pages >= 500 and len(found.seen) < MOST)  # fmt: skip
        bar("7. answers with a cookie (= 0)", found.cookies[:5] or 0, not found.cookies)
        bar("7. things fetched from elsewhere, by what pages say (= 0)", found.foreign[:5] or 0, not found.foreign)
        bar("7. 5xx or no answer (= 0)", found.broken[:5] or 0, not found.broken)
        sample = sorted(found.pages)
        in_a_browser(bar, stage, sample[:: max(1, len(sample) // SAMPLE)][:SAMPLE])
        rude(stage)
        written(bar, stage)


def in_a_browser(bar, stage: SecureStage, paths: list[str]) -> None:
    """What Chromium asks for and keeps when it opens a page and waits."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if not program:
        bar("7. Chromium sample: NOT RUN, Chromium is missing", "", False)
        return
    foreign, kept, said = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            context = browser.new_context(ignore_https_errors=True)
            page = context.new_page()
            page.on(
                "request", lambda r: None if r.url.startswith((stage.base, "data:", "blob:")) else foreign.append(r.url)
            )
            page.on("console", lambda m: said.append(m.text[:120]) if "Content Security Policy" in m.text else None)
            for path in paths:
                page.goto(stage.base + path)
                page.wait_for_timeout(250)
                left = page.evaluate(_KEPT)
                if any(left.values()) or context.cookies():
                    kept.append((path, left, context.cookies()))
        finally:
            browser.close()
    bar(
        f"7. Chromium on {len(paths)} pages: foreign requests (= 0)",
        foreign[:5] or 0,
        not foreign and len(paths) >= SAMPLE // 2,
    )
    bar(
        "7. Chromium: cookies, local, session and cache storage, databases, service workers (= 0)",
        kept[:3] or 0,
        not kept,
    )
    bar("7. Chromium: breaches of the policy (= 0)", said[:3] or 0, not said)


_KEPT = """async () => ({
    local: localStorage.length, session: sessionStorage.length, cookie: document.cookie.length,
    caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def rude(stage: SecureStage) -> None:
    """What makes servers write errors: broken requests, other hosts, too much, and Django stopped; each with the marks."""
    import socket

    client = stage.client(source=SENDER)
    for target in ("/en/?q=%00" + MARK, "/en/%ff?" + MARK, "/en/" + "x" * 9000 + "?" + MARK, "/documents/1/x?" + MARK, "/cms/?" + MARK,
                   "/_util/login/?next=" + MARK, "/r/PM-99.9?" + MARK, "/en/search/?q=" + MARK, "*?" + MARK):  # fmt: skip
        for method in ("GET", "POST", "BREW"):
            client.send(method, target, MARK.encode() * 9000 if method == "POST" else b"", **TELLING)
    client.send("GET", "/en/?" + MARK, Host=f"{MARK}.example")
    for port in (stage.ports["nginx"], stage.ports["plain"]):
        for data in (f"GET /en/?{MARK} HTTP/1.1\r\nHost: \xff{MARK}\r\n\r\n", f"GET /?{MARK} {MARK}\r\n\r\n", f"{MARK}\r\n\r\n",
                     f"GET /?{MARK} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: x{MARK}\r\n\r\n"):  # fmt: skip
            with socket.create_connection((HOST, port), timeout=10, source_address=(SENDER, 0)) as raw:
                raw.settimeout(10)
                raw.sendall(data.encode("latin-1"))
                try:
                    raw.recv(100)
                except OSError:
                    pass
    stage.stop("django")
    for target in ("/cms/?" + MARK, "/en/search/?q=" + MARK, "/en/never/?" + MARK, "/accounts/login/?" + MARK):
        client.send("GET", target, **TELLING)
    stage.start_django()


def written(bar, stage: SecureStage) -> None:
    """Logs and tables after all of this. nginx writes its log once a second."""
    time.sleep(2)
    logs = [
        one for one in stage.folder.rglob("*") if one.is_file() and (one.suffix == ".log" or "log" in one.parent.parts)
    ]
    names = {one.name for one in logs}
    assert {"access.log", "nginx-error.log", "django.log", "worker.log"} <= names, names
    assert all(one.stat().st_size for one in logs if one.name in ("access.log", "django.log"))
    tables = list(stage.var.glob("db.sqlite3*"))
    told = [f"{one.name}: {mark.decode()}" for one in [*logs, *tables] for mark in MARKS if mark in one.read_bytes()]
    sizes = ", ".join(f"{one.name} {one.stat().st_size // 1024} KiB" for one in sorted(logs, key=lambda one: one.name))
    bar(f"7. marks and sender's address in logs and tables (= 0; {sizes})", told or 0, not told)
    own = [one.name for one in logs if has_address(one)]
    bar("7. any reader's address in a line of a request (= 0)", own or 0, not own)


def has_address(path: Path) -> bool:
    return any(HOST in line for line in path.read_text(errors="replace").splitlines() if '"status"' in line)
