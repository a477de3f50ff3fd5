"""What blocks work out of their own values: mixed orders, letters, answers."""

from zlib import crc32

from wagtail import blocks

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mixed(key: str, count: int) -> list[int]:
    """The numbers below `count` in an order that is always the same for a key, and never the natural one."""
    order = sorted(range(count), key=lambda index: crc32(f"{key}/{index}".encode()))
    return order[::-1] if order == list(range(count)) else order


class ChoicesValue(blocks.StructValue):
    """A question."""

    @property
    def lettered(self) -> list[dict]:
        return [{"letter": letter, "value": one} for letter, one in zip(LETTERS, self["choices"], strict=False)]

    @property
    def is_sensitive(self) -> bool:
        return self.get("sensitive") == "yes"


class BranchValue(blocks.StructValue):
    """A situation with turns."""

    @property
    def numbered(self) -> list[dict]:
        """Turns with their number, which is where paper sends its reader."""
        turns = list(self["turns"])
        numbers = {turn["key"]: number for number, turn in enumerate(turns, start=1)}
        return [
            {
                "number": numbers[turn["key"]],
                "turn": turn,
                "choices": [{"choice": one, "number": numbers.get(one["to"], "")} for one in turn.get("choices") or []],
            }
            for turn in turns
        ]

    @property
    def first(self) -> str:
        return self["turns"][0]["key"]

    @property
    def is_sensitive(self) -> bool:
        return self.get("sensitive") == "yes"


class SortValue(blocks.StructValue):
    """Things and their groups."""

    @property
    def answers(self) -> list[dict]:
        titles = {group["key"]: group["title"] for group in self["groups"]}
        return [
            {
                "text": one["text"],
                "titles": [titles.get(key, "") for key in one["group"].split()],
                "because": one.get("because", ""),
            }
            for one in self["things"]
        ]


class MatchValue(blocks.StructValue):
    """Pairs, the second halves mixed and lettered."""

    @property
    def others(self) -> list[dict]:
        pairs = list(self["pairs"])
        order = mixed(self.get("key") or "", len(pairs))
        return [
            {"letter": LETTERS[place], "text": pairs[index]["other"], "index": index}
            for place, index in enumerate(order)
        ]

    @property
    def answers(self) -> list[dict]:
        letters = {one["index"]: one["letter"] for one in self.others}
        return [{"pair": pair, "letter": letters[index]} for index, pair in enumerate(self["pairs"])]


class OrderValue(blocks.StructValue):
    """Steps, mixed."""

    @property
    def shown(self) -> list[dict]:
        steps = list(self["steps"])
        return [{"text": steps[index], "place": index + 1} for index in mixed(self.get("key") or "", len(steps))]

    @property
    def places(self) -> range:
        return range(1, len(self["steps"]) + 1)


class ThinkValue(blocks.StructValue):
    """A prompt with ruled lines."""

    @property
    def ruled(self) -> range:
        lines = self.get("lines") or ""
        return range(min(int(lines), 30) if lines.isdigit() else 3)
