"""deploy/nginx.conf in the real nginx, before a real gunicorn."""

import gzip
import json
import shutil
import socket
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

import brotli
import pytest

from tests.stage import Stage, get

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
PLAIN = {"date", "server", "connection", "content-length", "etag", "last-modified", "content-language", "keep-alive",
         "x-frame-options", "accept-ranges", "transfer-encoding"}  # fmt: skip


@pytest.fixture(scope="module")
def stage():
    with Stage() as stage:
        yield stage


def test_stored_bytes_and_encodings(stage):
    address = f"{stage.base}/en/about/"
    status, _, first = get(address)
    assert status == 200
    seen = stage.renders()["/en/about/"]
    for accepted, unpack in (("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)):
        status, headers, body = get(address, Accept_Encoding=accepted)
        assert status == 200
        assert unpack(body) == first
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert headers["vary"] == "Accept-Encoding"
        again = get(address, Accept_Encoding=accepted, If_None_Match=headers["etag"])
        assert again[0] == 304
    assert get(address, Accept_Encoding="br;q=0, gzip;q=0")[2] == first
    assert stage.renders()["/en/about/"] == seen


def test_headers_are_the_same_from_nginx_and_django(stage):
    get(f"{stage.base}/en/privacy/")
    ours = get(f"{stage.base}/en/privacy/", Accept_Encoding="br")[1]
    theirs = get(f"{stage.django}/en/privacy/", Accept_Encoding="br", Host=urlsplit(stage.base).netloc)[1]
    assert {k: v for k, v in ours.items() if k not in PLAIN} == {k: v for k, v in theirs.items() if k not in PLAIN}
    assert ours["etag"] == theirs["etag"]
    assert "set-cookie" not in ours


def test_queries_never_reach_django(stage):
    get(f"{stage.base}/en/accessibility/")
    before = stage.renders()["/en/accessibility/"]
    bodies = {get(f"{stage.base}/en/accessibility/?x={number}&utm={number}")[2] for number in range(30)}
    assert len(bodies) == 1
    assert stage.renders()["/en/accessibility/"] == before


def test_two_hundred_at_once_are_one_render(stage):
    path = "/en/policy-makers/"
    stage.change(everything=True)
    before = stage.renders()[path]
    answers = []
    crowd = [
        threading.Thread(target=lambda: answers.append(get(f"{stage.base}{path}", timeout=60)[0])) for _ in range(200)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert Counter(answers) == {200: 200}
    assert stage.renders()[path] == before + 1


@pytest.mark.parametrize(
    "path",
    ["/en//about/", "/en/about", "/EN/about/", "/en/nowhere/", "/media/original_images/x.png", "/media/documents/x.pdf",
     "/nowhere", "/xx/", "/public/build", "/current/en/index.html", "/latest/en/index.html", "/en/index.html",
     "/../build", "/static/../build", "/static../build", "/styles.txt", "/.hidden/"],
)  # fmt: skip
def test_nothing_else_is_shown(stage, path):
    status, _, body = get(f"{stage.base}{path}")
    assert status in (301, 302, 400, 404)
    assert b"sha256-" not in body


def test_unknown_hosts_get_400(stage):
    assert get(f"{stage.base}/en/", Host="evil.example")[0] == 400


def test_no_address_and_no_query_in_any_log(stage):
    get(f"{stage.base}/en/about/?secret=MARKER-QUERY", X_Forwarded_For="203.0.113.77", Referer="http://marker.example/")
    get(f"{stage.base}/en/nowhere-at-all/?secret=MARKER-QUERY", X_Forwarded_For="203.0.113.77")
    get(f"{stage.base}/documents/1/x?secret=MARKER-QUERY", X_Forwarded_For="203.0.113.77")
    with socket.create_connection(("127.0.0.1", stage.ports["nginx"])) as raw:
        raw.sendall(b"GET /en/?MARKER-QUERY HTTP/1.1\r\nHost: \xff\xff\r\n\r\n")
        raw.recv(1000)
    time.sleep(1.5)  # nginx writes its log once a second
    logs = [
        path for path in stage.folder.rglob("*") if path.is_file() and (path.suffix == ".log" or "log" in path.parts)
    ]
    assert any(path.name == "access.log" for path in logs)
    for path in logs:
        text = path.read_text(errors="replace")
        for marker in ("MARKER-QUERY", "203.0.113.77", "marker.example"):
            assert marker not in text, path
        assert "127.0.0.1" not in "".join(line for line in text.splitlines() if '"status"' in line)
    line = json.loads((stage.var / "log/access.log").read_text().splitlines()[-1])
    assert set(line) == {"time", "status", "path", "bytes", "upstream"}


def raw(stage, target: str, body: bytes = b"", method: str = "GET") -> bytes:
    """One request whose address nobody tidies up; the whole answer."""
    with socket.create_connection(("127.0.0.1", stage.ports["nginx"]), timeout=30) as one:
        one.settimeout(30)
        host = f"Host: 127.0.0.1:{stage.ports['nginx']}\r\nConnection: close\r\nContent-Length: {len(body)}"
        one.sendall(f"{method} {target} HTTP/1.1\r\n{host}\r\n\r\n".encode() + body)
        answer = b""
        while chunk := one.recv(65536):
            answer += chunk
        return answer


@pytest.mark.parametrize("door", ["", "en/", "accounts/", "cms/", "r/", "documents/"])
def test_an_address_never_becomes_a_second_request(stage, door):
    """Line breaks in an address, decoded on the way, would begin a request of the sender's own to Django."""
    mark = f"second-{door.strip('/')}-one"
    raw(stage, f"/{door}live%20HTTP/1.1%0d%0aHost:%20127.0.0.1%0d%0a%0d%0aGET%20/{mark}%20HTTP/1.1%0d%0a")
    paths = [json.loads(line).get("path", "") for line in stage.log("django").splitlines()]
    assert not any(path.startswith(f"/{mark}") for path in paths)


def test_an_address_is_decoded_once(stage):
    """Else what is public to nginx could be the admin to Django, without the sender's address and its limits."""
    assert raw(stage, "/%2563ms/").startswith(b"HTTP/1.1 404")
    assert raw(stage, "/%2561ccounts/login/").startswith(b"HTTP/1.1 404")


def test_another_spelling_of_a_question_spoils_no_answer(stage):
    """nginx keeps an answer under the tidied address; so that is what Django must be asked."""
    assert raw(stage, "/en/x/../search/?q=ladder").startswith(b"HTTP/1.1 200")
    assert get(f"{stage.base}/en/search/?q=ladder")[0] == 200


def test_only_the_admin_takes_files(stage):
    big = b"x" * (20 * 2**20 + 5000)
    assert not raw(stage, "/cms/documents/multiple/add/", big, "POST").startswith(b"HTTP/1.1 413")
    answer = raw(stage, "/cms/documents/multiple/add/", b"x" * (21 * 2**20 + 1), "POST")
    assert answer.startswith(b"HTTP/1.1 413") and b"larger than 20 MB" in answer
    for path in ("/accounts/login/", "/documents/1/x.pdf", "/en/", "/feedback/en/parents/PA-1.1/"):
        assert raw(stage, path, b"x" * 40_000, "POST").startswith(b"HTTP/1.1 413")


def test_when_django_is_down_the_newest_copies_answer(stage):
    path = "/en/industry/"
    old = get(f"{stage.base}{path}")[2]
    files = {"/sitemap.xml": "application/xml", "/robots.txt": "text/plain; charset=utf-8",
             "/manifest.webmanifest": "application/manifest+json"}  # fmt: skip
    for name in files:
        assert get(f"{stage.base}{name}")[0] == 200
    stage.change()
    stage.stop("django")
    try:
        status, headers, body = get(f"{stage.base}{path}")
        assert (status, body) == (200, old)
        assert headers["content-security-policy"].startswith("default-src 'none'")
        for name, kind in files.items():
            status, headers, _ = get(f"{stage.base}{name}", Accept_Encoding="br")
            assert (status, headers["content-type"]) == (200, kind)
        status, headers, body = get(f"{stage.base}/en/never/made/")
        assert (status, headers["retry-after"]) == (503, "10")
        assert b"<h1" in body
        assert get(f"{stage.base}/cms/")[0] == 502
    finally:
        stage.start_django()
