"""What a browser may do with a response: strict in public, and for staff only what each screen needs."""

import re
from functools import lru_cache

from common.areas import ACCOUNTS, DOCUMENTS, area_of, view_name
from common.assets import style_hashes

#: Nothing that a device can feel, see or pay with.
PERMISSIONS = ", ".join(
    f"{one}=()"
    for one in (
        *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
        *("microphone", "midi", "payment", "usb", "xr-spatial-tracking"),
    )
)
#: Signing in: a form, a style sheet and the square for the authenticator app; no script at all.
ACCOUNTS_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: Somebody else's file, opened in a tab: it may do nothing.
DOCUMENTS_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#: Screens of Wagtail's that carry scripts or styles in the page, by the names of their views. Measured with Chromium
#: (tests/e2e/test_policies.py); all others get none. What a rule does not name, no admin screen may do.
INLINE_SCREENS = re.compile(
    r"wagtailadmin_explore(_root)?|wagtailadmin_pages:(add|edit|copy|history|move|move_confirm|search|search_results)"
    r"|wagtailadmin_(reports|workflows):\w+|wagtailusers_(users|groups):\w+|wagtailredirects:\w+|wagtail_bulk_action"
    r"|simple_translation:\w+|wagtailimages:(edit|delete|url_generator|url_generator_output)|wagtaildocs:edit"
    r"|wagtailsnippets_\w+:(add|edit|history|usage)"
)
#: A page as readers will see it lives under their policy.
PREVIEWS = re.compile(
    r"wagtailadmin_block_preview|\w+:(preview|preview_on_add|preview_on_edit|workflow_preview|view_draft|revisions_view)"
)
INLINE = " 'unsafe-inline'"


def staff_policy(path: str) -> str:
    """What the screen to which this address leads needs, and no more."""
    area, name = area_of(path), view_name(path)
    if area == ACCOUNTS:
        return ACCOUNTS_POLICY
    if area == DOCUMENTS:
        return DOCUMENTS_POLICY
    if PREVIEWS.fullmatch(name):
        return public_policy()
    inline = INLINE if INLINE_SCREENS.fullmatch(name) else ""
    return (
        f"default-src 'none'; script-src 'self'{inline}; style-src 'self'{inline}; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; frame-src 'self'; media-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )


def public_policy() -> str:
    """Nothing but this origin's own files, and the style sheets whose hashes stand here (of the last builds, too)."""
    return _policy(style_hashes())


@lru_cache(maxsize=4)
def _policy(hashes: tuple[str, ...]) -> str:
    styles = " ".join(f"'{one}'" for one in hashes)
    return (
        f"default-src 'none'; style-src 'self' {styles}; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "media-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )
