"""The portal's own drawings, as a choice that shows what is chosen."""

from functools import cache
from pathlib import Path

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FOLDER = Path(settings.BASE_DIR) / "static" / "illustrations"
#: What a story or a card may show, and how the files of each group are found.
GROUPS = (
    (_("Stories"), "stories/*.svg"),
    (_("Cards"), "card-*.svg"),
    (_("The guide"), "guide*.svg"),
    (_("Scenes of the three ages"), "[0-9]*.svg"),
    (_("Scenes of the three ages"), "under-9.svg"),
)


@cache
def names() -> dict[str, list[str]]:
    """Names of drawings by pattern: the path in the folder, without its ending."""
    return {
        pattern: sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob(pattern))
        for _title, pattern in GROUPS
    }


def drawings() -> list[tuple[str, list[tuple[str, str]]]]:
    """All drawings that an editor can choose from, in groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for title, pattern in GROUPS:
        rows = [(name, name.rpartition("/")[2].removeprefix("card-")) for name in names()[pattern]]
        groups.setdefault(str(title), []).extend(rows)
    return [(title, rows) for title, rows in groups.items() if rows]


class DrawingSelect(forms.Select):
    """A choice with its picture beside it (static/staff/drawing.js)."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        ours = {
            "data-controller": "cop-drawing",
            "data-cop-drawing-folder-value": reverse("cop_drawings"),
            "data-cop-drawing-all-value": gettext("See all drawings"),
        }
        return super().build_attrs({**base_attrs, **ours}, extra_attrs)


class DrawingBlock(blocks.ChoiceBlock):
    """A drawing of this portal, by its name."""

    def __init__(self, **kwargs):
        kwargs = {"choices": drawings, "required": False, "label": _("Drawing")} | kwargs
        super().__init__(widget=DrawingSelect, search_index=False, **kwargs)
