"""The rebuilt rules of the Observatory can fail: what is missing or weak costs points."""

import pytest

from tests.drill.observatory import score
from tests.stage.secure import Answer

GOOD = {
    "content-security-policy": "default-src 'none'; script-src 'self'; form-action 'self'; frame-ancestors 'self'",
    "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def of(body: str = "", cookies: tuple[str, ...] = (), **headers: str | None) -> int:
    sent = {**GOOD, **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = Answer(
        200, {name: value for name, value in sent.items() if value is not None}, body.encode(), list(cookies)
    )
    return score(answer, None)[0]


def test_a_good_answer_has_all_points():
    assert of() == 140
    assert of(cookies=("__Host-session=x; Secure; HttpOnly; SameSite=Strict",)) == 145


def test_nothing_at_all():
    assert score(Answer(200, {}, b"", []), None)[0] == 30


@pytest.mark.parametrize(
    ("changed", "points"),
    [
        ({"content_security_policy": None}, 55),
        ({"content_security_policy": "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"}, 80),
        ({"content_security_policy": "default-src 'self'; frame-ancestors 'none'"}, 135),
        ({"content_security_policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}, 130),
        ({"strict_transport_security": None}, 80),
        ({"strict_transport_security": "max-age=60"}, 130),
        ({"referrer_policy": "unsafe-url"}, 130),
        ({"cookies": ("session=x; SameSite=Lax; HttpOnly",)}, 130),
        ({"cookies": ("csrftoken=x; Secure",)}, 80),
        ({"cookies": ("session=x; Secure; SameSite=Lax",)}, 70),
        ({"body": '<script src="//cdn.example/x.js"></script>'}, 50),
        ({"access_control_allow_origin": "x", "access_control_allow_credentials": "true"}, 50),
    ],
)
def test_what_is_weak_costs(changed, points):
    assert of(**changed) == points
