"""Which part of a help page whoever may be in danger is led to: by the list of danger that rang, not by chance words.

The wrong part is worse than the top of the page. Lists without a place here, and lists that an editor adds under
another key, lead to no part.
"""

from collections.abc import Iterable

#: By key of the list (content/facts/danger.yaml), gravest first: keys of parts (content/facts/pages/help), of which the
#: first that a page has is taken.
LEADS = {
    "friend": ("friend", "alive", "self-harm", "sad"),
    "self-harm": ("alive", "self-harm", "sad"),
    "threats": ("threat", "pressed", "picture", "photo"),
    "home": ("home", "hurts", "close", "family"),
    "close": ("home", "hurts", "close", "colleague"),
    "unsafe": ("home", "hurts", "close", "not-safe"),
    "passed-on": ("passed-on", "regret", "picture"),
    "leaked": ("picture", "photo"),
    "touched": ("hurts",),
    "asks": ("asks", "stranger", "pressed", "photo"),
    "regret": ("regret", "passed-on", "picture"),
    "meeting": ("meet",),
    "secrets": ("secret", "asks", "stranger"),
    "where": ("where", "asks", "stranger"),
    "watched": ("taken",),
    "saw": ("saw", "scary"),
    "bullying": ("bullying", "mean"),
    "money": ("money",),
    "contact": ("stranger-new",),
}


def lead(rung: Iterable[str]) -> tuple[str, ...]:
    """Where the gravest of the lists that rang leads."""
    return next((LEADS[key] for key in LEADS if key in set(rung)), ())
