"""Keys of actions, cards and tasks: the same in every language, given by the portal, never typed."""

from wagtail.blocks import StreamValue, StructBlock
from wagtail.blocks.struct_block import BlockGroup

#: Put into a block's `form_classname`: the admin's style sheet hides the key's field, which is still posted.
KEYED = "struct-block cop-keyed"


class KeyedBlock(StructBlock):
    """A block whose key nobody sees. It stands last in the form, since the cursor goes into the first field."""

    class Meta:
        form_classname = KEYED

    def get_form_layout(self) -> BlockGroup:
        return BlockGroup([*(name for name in self.child_blocks if name != "key"), "key"])


def numbers(stream: StreamValue) -> list[int]:
    """The numbers of all keys in a stream."""
    keys = (block.value.get("key") or "" for block in stream)
    return [int(key[1:]) for key in keys if key[1:].isdigit()]


def number_blocks(stream: StreamValue, letter: str, last: int = 0) -> None:
    """Give new blocks, and copies of one above them, the next key after the highest and after `last`."""
    last = max([last, *numbers(stream)])
    seen = set()
    for block in stream:
        if not block.value.get("key") or block.value["key"] in seen:
            last += 1
            block.value["key"] = f"{letter}{last}"
        seen.add(block.value["key"])
