"""What an activity's blocks say of themselves, and what its templates are given."""

from typing import Any

from django.utils.translation import gettext as _

from guidelines import selectors
from guidelines.skeleton import skeleton

#: First letter of the keys of each kind of block, for those that a page has to make.
LETTERS = {"frame": "f", "question": "q", "branch": "b", "bands": "r", "think": "w", "talk": "w", "helpers": "h"}
#: Blocks that a child answers by opening or ticking something.
TASKS = ("question", "branch", "sort", "match", "mark", "top", "order", "helpers", "think")
#: Tasks that work in front of a class.
#: What stands at the end of the page, whatever its place among the blocks.
LAST = ("grown_up",)
#: From this many questions on, they come one at a time.
STEPPED_FROM = 4
FOR_CLASS = ("question", "sort", "match", "mark", "top", "order", "think")


def number(stream) -> None:
    """Give every block, choice, group and turn without a key the next free one of its kind, and so with copies.

    Copies of groups and turns keep their key, which the page then refuses: other fields point at it.
    """
    _number([(block.value, LETTERS.get(block.block_type, "e")) for block in stream if "key" in block.value])
    for block in stream:
        _number([(one, "a") for one in block.value.get("choices") or []])
        for name, letter in (("groups", "g"), ("turns", "t")):
            _number([(one, letter) for one in block.value.get(name) or []], copies=False)


def _number(rows: list[tuple[Any, str]], copies: bool = True) -> None:
    taken, seen = {row.get("key") for row, _letter in rows}, set()
    for row, letter in rows:
        if not row.get("key") or (copies and row["key"] in seen):
            row["key"] = _next(letter, taken)
            taken.add(row["key"])
        seen.add(row["key"])


def _next(letter: str, taken: set) -> str:
    return next(f"{letter}{n}" for n in range(1, 1000) if f"{letter}{n}" not in taken)


def faults(stream) -> list[str]:
    """What would make the page fail a child: double keys, turns that lead nowhere, groups that are not there."""
    return payload_faults([{"type": block.block_type, **_plain(block.value)} for block in stream])


def payload_faults(blocks: list[dict]) -> list[str]:
    """The same of a payload."""
    found, seen = [], set()
    for block in blocks:
        key = block.get("key")
        if key and key in seen:
            found.append(_("Two blocks have the key “%(key)s”.") % {"key": key})
        seen.add(key)
        found += _CHECKS.get(block["type"], lambda one: [])(block)
    if not any(block["type"] in (*TASKS, "frame", "text") for block in blocks):
        found.append(_("There is nothing to read or do."))
    return found


def _question(block: dict) -> list[str]:
    found = []
    if not any(choice["course"] == "good" for choice in block["choices"]):
        found.append(_("Question “%(key)s” has no good way.") % {"key": block.get("key", "")})
    return found + _double(block, "choices")


def _branch(block: dict) -> list[str]:
    found = _double(block, "turns")
    turns = {turn["key"]: turn for turn in block["turns"]}
    for turn in block["turns"]:
        targets = [choice["to"] for choice in turn.get("choices") or []]
        for target in targets:
            if target not in turns:
                found.append(
                    _("“%(turn)s” leads to “%(to)s”, which is not there.") % {"turn": turn["key"], "to": target}
                )
        if bool(targets) == bool(turn.get("end")):
            found.append(_("Turn “%(turn)s” either has choices or ends.") % {"turn": turn["key"]})
    if not found:
        reached, todo = set(), [block["turns"][0]["key"]]
        while todo:
            key = todo.pop()
            if key not in reached:
                reached.add(key)
                todo += [choice["to"] for choice in turns[key].get("choices") or []]
        found += [_("Nothing leads to turn “%(turn)s”.") % {"turn": key} for key in turns if key not in reached]
        if not any(turns[key].get("end") == "good" for key in reached):
            found.append(_("“%(key)s” has no good end.") % {"key": block.get("key", "")})
    return found


def _sort(block: dict) -> list[str]:
    keys = {group["key"] for group in block["groups"]}
    wrong = [thing for thing in block["things"] if not thing["group"] or set(thing["group"].split()) - keys]
    return _double(block, "groups") + [
        _("“%(thing)s” belongs to no group.") % {"thing": thing["text"]} for thing in wrong
    ]


def _top(block: dict) -> list[str]:
    count = block["count"]
    fits = count.isdigit() and 0 < int(count) < len(block["things"])
    return [] if fits else [_("One cannot pick “%(count)s” of these.") % {"count": count}]


def _bands(block: dict) -> list[str]:
    least = [band["least"] for band in block["bands"]]
    rising = all(one.isdigit() for one in least) and [int(one) for one in least] == sorted({int(one) for one in least})
    return [] if rising and least[0] == "0" else [_("Bands begin at 0 and rise.")]


def _double(block: dict, name: str) -> list[str]:
    keys = [one["key"] for one in block[name]]
    return (
        [] if len(keys) == len(set(keys)) else [_("A key stands twice in “%(key)s”.") % {"key": block.get("key", "")}]
    )


_CHECKS = {"question": _question, "branch": _branch, "sort": _sort, "top": _top, "bands": _bands}


def _plain(value: Any) -> Any:
    """A block's value as dicts, lists and strings."""
    if hasattr(value, "items"):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, str) or value is None:
        return value or ""
    if hasattr(value, "pk"):
        return str(value.pk)
    return [_plain(inner) for inner in value]


def same_skeleton(ours, theirs) -> bool:
    """Whether two streams differ in words only."""

    def bare(stream):
        return [
            skeleton({"type": block.block_type, **_plain(block.value), "bands": ""})
            if block.block_type == "bands"
            else skeleton({"type": block.block_type, **_plain(block.value)})
            for block in stream
        ]

    return bare(ours) == bare(theirs)


def context(page) -> dict[str, Any]:
    """Template context of an activity: its steps, and what stands after the last of them."""
    blocks = list(page.blocks)
    kinds = [block.block_type for block in blocks]
    stepped = "frame" in kinds or kinds.count("question") >= STEPPED_FROM
    return {
        **_neighbours(page),
        "steps": steps([block for block in blocks if block.block_type not in LAST]),
        "last": [block for block in blocks if block.block_type in LAST],
        "stepped": stepped,
        "counting": "bands" in kinds,
        "band": page.theme()["band"],
    }


def class_context(page) -> dict[str, Any]:
    """Template context of the whole-class view: what a class can answer together, nothing sensitive."""
    fitting = (
        []
        if page.item.sensitive
        else [block for block in page.blocks if block.block_type in ("text", *FOR_CLASS) and not is_sensitive(block)]
    )
    asks = any(block.block_type in FOR_CLASS for block in fitting)
    return {"steps": steps(fitting) if asks else [], "stepped": True, "large": True, "counting": False}


def is_sensitive(block) -> bool:
    return block.value.get("sensitive") == "yes"


def steps(blocks: list) -> list[dict[str, Any]]:
    """Blocks as steps: a passage leads in the block after it, a prompt to talk belongs to the one before."""
    groups: list[list] = []
    for block in blocks:
        joins = groups and (block.block_type == "talk" or groups[-1][-1].block_type == "text")
        groups[-1].append(block) if joins else groups.append([block])
    ids = [_anchor(group, number) for number, group in enumerate(groups, start=1)]
    return [
        {
            "blocks": group,
            "id": ids[index],
            "number": index + 1,
            "total": len(groups),
            "previous": ids[index - 1] if index else "start",
            "next": ids[index + 1] if index + 1 < len(groups) else "",
            "tale": group[0].block_type == "frame",
        }
        for index, group in enumerate(groups)
    ]


def _anchor(group: list, number: int) -> str:
    keys = [block.value.get("key") for block in group if block.value.get("key")]
    return f"step-{keys[0]}" if keys else f"step-{number}"


def _neighbours(page) -> dict[str, Any]:
    """Its section, its place among the activities there, and the one after it, in the next module if need be."""
    if not page.pk:
        return {"section": page.section}
    pages = selectors.activities_in(page.section)
    place = next((index for index, one in enumerate(pages) if one.pk == page.pk), None)
    if place is None:
        return {"section": page.section}
    following = pages[place + 1] if place + 1 < len(pages) else selectors.first_activity_after(page.section)
    return {"section": page.section, "place": place + 1, "places": len(pages), "following": following}
