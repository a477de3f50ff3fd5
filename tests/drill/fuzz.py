"""Malformed requests over raw sockets: no 500, no hang. `python tests/drill/fuzz.py HOST PORT SEED NUMBER`."""

import random
import socket
import sys
from collections import Counter

PATHS = [
    "/", "/en/", "/en/help/", "/en/library/", "/en/search/", "/cms/", "/cms/login/", "/accounts/login/", "/r/PM-1.1", "/r/",
    "/documents/1/a.pdf", "/static/", "/media/", "/sitemap.xml", "/robots.txt", "/live", "/xx/", "/en/policy-makers/print/",
    "/%2e%2e/%2e%2e/etc/passwd", "/en/%00/", "/en/\x00/", "/en/%ff%fe/", "//", "/en/" + "a/" * 200, "/en/" + "%" * 50,
    "/en/?q=%00", "/en/library/?topic=%00&page=-1", "/en/library/?page=99999999999999999999", "http://evil/en/", "*", "",
    "/en/" + "x" * 9000, "/r/" + "A" * 41, "/r/PM-٣.١", "/_util/login/?next=//evil", "/en/;/", "/en/\\..\\", "/ar/", "/en/../",
]  # fmt: skip
METHODS = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PATCH",
    "CONNECT",
    "get",
    "BREW",
    "",
    "GET\x00",
    "G" * 300,
]
VERSIONS = ["HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "", "HTTP/1.1 extra", "HTTP/2"]
HEADERS = [
    "Host: evil.example", "Host:", "Host: {host}\r\nHost: other", "Host: [::1",
    "Host: a b", "Cookie: sessionid=" + "x" * 4000, "Cookie: =;=;\x01", "Accept-Language: " + "x," * 900,
    "Accept-Language: \xff\xfe", "Accept-Language: zh-hans;q=nan", "Accept-Encoding: br;q=x,,;;", "If-None-Match: \"\x00", "Range: bytes=9-1",
    "Content-Length: -1", "Content-Length: 99", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked, identity", "Content-Type: multipart/form-data; boundary=", "Content-Type: application/json",
    "X-Forwarded-Proto: https\r\nX-Forwarded-For: " + "1," * 500, "Expect: 100-continue", "Upgrade: websocket", "If-Modified-Since: 99",
    "X-Script-Name: /evil", "Script-Name: /x", ": empty", "No colon", "X-Null: \x00", "A" * 9000 + ": x", "Referer: \r\n\tfolded",
]  # fmt: skip


def request(dice: random.Random, host: str) -> bytes:
    path = dice.choice(PATHS)
    if dice.random() < 0.4:
        path += "".join(
            chr(dice.choice([*range(33, 127), *range(33, 127), *range(1, 256)])) for _ in range(dice.randrange(12))
        )
    if dice.random() < 0.3:
        path += "?" + "&".join(
            f"{dice.choice(['q', 'page', 'topic', 'x', ''])}={dice.randrange(10**6)}%0{dice.randrange(9)}"
            for _ in range(dice.choice([1, 3, 400]))
        )
    lines = [
        f"{dice.choice(METHODS) if dice.random() < 0.2 else 'GET'} {path} {dice.choice(VERSIONS) if dice.random() < 0.05 else 'HTTP/1.1'}"
    ]
    lines += [dice.choice(HEADERS).format(host=host) for _ in range(dice.choice([0, 0, 0, 1, 1, 2, 4]))]
    if dice.random() < 0.9:
        lines.append(f"Host: {host}")
    lines.append("Connection: close")
    body = ""
    if dice.random() < 0.3:
        body = dice.choice(["a=b&" * 1600, "\x00" * 40, "{" * 500, "--\r\n\r\n", "0\r\n\r\n", "zz\r\nzz\r\n"])
    end = dice.choice(["\r\n"] * 30 + ["\n"])
    return (end.join(lines) + end + end + body).encode("latin-1", "replace")


def run(host: str, port: int, seed: int, number: int, name: str = "") -> Counter:
    """Statuses seen: "500", "hang", "closed" (without an answer), or the status."""
    dice, seen = random.Random(seed), Counter()
    for _ in range(number):
        data = request(dice, name or f"{host}:{port}")
        try:
            with socket.create_connection((host, port), timeout=5) as raw:
                raw.settimeout(45)
                try:
                    raw.sendall(data)
                    raw.shutdown(socket.SHUT_WR)
                    answer = raw.recv(64)
                except (ConnectionError, BrokenPipeError):
                    seen["closed"] += 1
                    continue
        except TimeoutError:
            seen["hang"] += 1
            sys.stderr.write(f"HANG {data[:300]!r}\n")
            continue
        status = answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/") else "closed" if not answer else "other"
        seen[status] += 1
        if status == "500":
            sys.stderr.write(f"500 {data[:300]!r}\n")
    return seen


if __name__ == "__main__":
    host, port, seed, number = sys.argv[1], *map(int, sys.argv[2:5])
    found = run(host, port, seed, number)
    print(dict(found))
    sys.exit(bool(found["500"] or found["hang"]))
