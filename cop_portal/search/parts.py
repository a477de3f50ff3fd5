"""Which part of a help page whoever may be in danger is led to: by the list of danger that rang, not by chance words.

The wrong part is worse than the top of the page. Lists that an editor adds under another key lead to no part.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Lead(NamedTuple):
    """Keys of the parts that a list may lead to. `sure`: the first of them that a page has is taken whatever the words
    are; `by_title`: before that, one of these whose title holds a word that tells it from the other parts.
    """

    sure: tuple[str, ...] = ()
    by_title: tuple[str, ...] = ()


#: By key of the list (content/facts/danger.yaml), gravest first; keys of parts are those of content/facts/pages/help.
LEADS = {
    "self-harm": Lead(("alive", "self-harm", "sad")),
    "threats": Lead(("threat", "pressed", "picture", "photo")),
    "asks": Lead(("asks", "stranger", "pressed", "photo")),
    "contact": Lead(("stranger-new",), ("meet", "where")),
    "saw": Lead(("saw", "scary")),
    "sexual-harm": Lead((), ("picture", "taken", "photo", "home", "close", "family", "hurts", "regret", "passed-on")),
    "violence": Lead((), ("home", "hurts", "close", "family", "not-safe", "bullying", "mean", "made-fun-of")),
}


def lead(rung: Iterable[str]) -> Lead:
    """Where the gravest of the lists that rang leads."""
    return next((LEADS[key] for key in LEADS if key in set(rung)), Lead())
