"""The facts inside an activity's blocks: what must be equal in every language."""

from typing import Any

#: Fields that say the same in every language. All other texts are words.
FACTS = frozenset(
    {
        "type",
        "key",
        "drawing",
        "view",
        "course",
        "rule",
        "sensitive",
        "to",
        "end",
        "least",
        "target",
        "help",
        "group",
        "mark",
        "count",
        "lines",
    }
)


def skeleton(value: Any) -> Any:
    """A payload with its words taken out: lists keep their length, texts become ""."""
    if isinstance(value, dict):
        return {
            name: inner if name in FACTS else skeleton(inner) for name, inner in value.items() if name not in OPTIONAL
        }
    if isinstance(value, list):
        return [skeleton(inner) for inner in value]
    return ""


#: Words that a translation may have where its source has none, and the other way round.
OPTIONAL = frozenset({"say", "because", "gain"})
