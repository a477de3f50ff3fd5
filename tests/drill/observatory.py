"""The score of MDN's HTTP Observatory, worked out here from an answer's headers, cookies and scripts, without a network.

The rules were rebuilt from the published scoring: mdn/mdn-http-observatory, commit 94042bbf of August 2026, files
`src/grader/charts.js` (points) and `src/analyzer/tests/*.js` (what earns them), for what this portal can send: one policy,
no meta policies, no foreign scripts. Whatever they do not cover counts as the worst of its kind. The list of preloaded
hosts is empty here, as for a new installation, and the certificate counts as valid.
"""

import re

from tests.stage.secure import Answer, SecureStage

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
UNSAFE = {"'unsafe-inline'", "data:"}
HASHES = ("'sha256-", "'sha384-", "'sha512-", "'nonce-")
SIX_MONTHS = 15_768_000
ENOUGH_FOR_EXTRA = 90


def score(answer: Answer, redirect: Answer | None) -> tuple[int, dict[str, int]]:
    """Points in all, and by test. `redirect` is what plain HTTP answers; None where nothing listens there."""
    headers = answer.headers
    policy = parse(headers.get("content-security-policy", ""))
    hsts = transport(headers.get("strict-transport-security"))
    points = {
        "content-security-policy": csp(policy),
        "cookies": cookies(answer.cookies, hsts == 0),
        "cross-origin-resource-sharing": sharing(headers),
        "redirection": 0 if redirect is None else redirection(redirect),
        "referrer-policy": referrer(headers.get("referrer-policy")),
        "strict-transport-security": hsts,
        "subresource-integrity": integrity(answer),
        "x-content-type-options": 0 if headers.get("x-content-type-options", "").lower() == "nosniff" else -5,
        "x-frame-options": frames(headers.get("x-frame-options"), policy),
        "cross-origin-resource-policy": chosen(
            headers.get("cross-origin-resource-policy"), {"same-site": 10, "same-origin": 10, "cross-origin": 0}
        ),
        "cross-origin-embedder-policy": chosen(
            headers.get("cross-origin-embedder-policy"), {"require-corp": 10, "credentialless": 10, "unsafe-none": 0}
        ),
        "cross-origin-opener-policy": chosen(
            headers.get("cross-origin-opener-policy"),
            {"same-origin": 10, "same-origin-allow-popups": 10, "noopener-allow-popups": 10, "unsafe-none": 0},
        ),
    }
    worst = 100 + sum(min(0, one) for one in points.values())
    return (100 + sum(points.values()) if worst >= ENOUGH_FOR_EXTRA else max(0, worst)), points


def chosen(value: str | None, known: dict[str, int]) -> int:
    return 0 if value is None else known.get(value.strip().lower(), -5)


def parse(header: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in header.split(";"):
        words = one.split()
        if words:
            if words[0].lower() in found:
                return {}  # A name twice: not a policy that can be read.
            found[words[0].lower()] = {word.lower() for word in words[1:]} or {"'none'"}
    return found


def csp(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    fallback = policy.get("default-src", {"*"})
    script, style = set(policy.get("script-src", fallback)), set(policy.get("style-src", fallback))
    objects = policy.get("object-src", fallback)
    for sources in (script, style):
        if any(one.startswith(HASHES) for one in sources):
            sources.discard("'unsafe-inline'")
    active = script.union(*(v for k, v in policy.items() if k not in ("img-src", "media-src", "script-src")))
    passive = policy.get("img-src", fallback) | policy.get("media-src", fallback)
    if script & (BROAD | UNSAFE) or objects & BROAD:
        return -20
    if any(one.startswith(("http:", "ftp:")) for one in active):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if any(one.startswith(("http:", "ftp:")) for one in passive):
        return -10
    if style & (BROAD | UNSAFE):
        return 0
    strict = policy.get("default-src") == {"'none'"} and not policy.get("form-action", {"*"}) & BROAD
    return 10 if strict else 5


def cookies(sent: list[str], hsts: bool) -> int:
    points = []
    for one in sent:
        name, *rest = one.split(";")
        marks = {word.strip().lower().partition("=")[0]: word.strip().lower().partition("=")[2] for word in rest}
        session = any(word in name.lower().partition("=")[0] for word in ("login", "sess"))
        if "secure" not in marks:
            points.append((-10 if hsts else -40) if session else (-5 if hsts else -20))
        if "samesite" in marks and marks["samesite"] not in ("lax", "strict"):
            points.append(-20)
        if "csrf" in name.lower() and "samesite" not in marks:
            points.append(-20)
        if session and "httponly" not in marks:
            points.append(-30)
        points.append(5 if "samesite" in marks else 0)
    return min(points, default=0)


def sharing(headers: dict[str, str]) -> int:
    allowed = headers.get("access-control-allow-origin")
    return -50 if allowed and headers.get("access-control-allow-credentials", "").lower() == "true" else 0


def redirection(first: Answer) -> int:
    if first.status not in (301, 302, 303, 307, 308):
        return -20
    return 0 if first.location.startswith("https://127.0.0.1:") else -10


def referrer(value: str | None) -> int:
    if value is None:
        return 0
    good = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    return 5 if value.split(",")[-1].strip().lower() in good else -5


def transport(value: str | None) -> int:
    found = re.search(r"max-age=(\d+)", value or "")
    if not found or "," in value:
        return -20
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def integrity(answer: Answer) -> int:
    scripts = re.findall(r"<script\b[^>]*>", answer.text)
    sources = [re.search(r'\ssrc="([^"]*)"', one) for one in scripts]
    if any(one and re.match(r"(https?:)?//", one[1]) for one in sources):
        return -50
    return 5 if any(one and "integrity=" in tag for one, tag in zip(sources, scripts, strict=True)) else 0


def frames(value: str | None, policy: dict[str, set[str]]) -> int:
    if "frame-ancestors" in policy or (value or "").strip().lower() in ("deny", "sameorigin"):
        return 5
    return 0 if (value or "").lower().startswith("allow-from") else -20


def observatory(bar) -> None:
    with SecureStage() as stage:
        plain = type(stage.client())(stage.ports["plain"], None)
        for path, least in (("/en/", 130), ("/en/children/", 130), ("/en/search/?q=help", 130), ("/en/nowhere/", 130),
                            ("/accounts/login/", 125)):  # fmt: skip
            answer, redirect = stage.client().get(path), plain.get(path)
            if path == "/en/":
                answer = stage.client().get(path)  # As nginx itself serves it.
            total, points = score(answer, redirect)
            told = ", ".join(f"{name} {value:+d}" for name, value in points.items() if value)
            bar(
                f"7. Observatory {path} (>= {least})",
                f"{total} ({told})",
                total >= least and answer.status in (200, 404),
            )
