"""What all interactive blocks share."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock

YES = [("yes", _("Yes"))]
KEY = RegexValidator(r"^[a-z][0-9]{1,3}$", _("A key is a letter and a number, for instance q1."))


class KeyBlock(blocks.CharBlock):
    """Name of a block inside its page: its anchor, equal in every language. Empty in a new block; the page fills it."""

    def __init__(self, *args, **kwargs):
        kwargs = {
            "label": _("Key"),
            "required": False,
            "max_length": 4,
            "validators": [KEY],
            "help_text": _("Leave empty: a new block gets the next key by itself."),
        } | kwargs
        super().__init__(*args, **kwargs)


def begin(names: str, *rows: dict) -> list[dict]:
    """What a new list begins with: as many parts as it needs at least, their fields empty or as given."""
    return [dict.fromkeys(names.split(), "") | row for row in rows]


def rule() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=rules, required=False, search_index=False, label=_("Rule"), help_text=_("Which rule it is about.")
    )


def rules() -> list[tuple[str, str]]:
    """The rules that questions can be about."""
    from guidelines.selectors import rule_cards  # the models that it asks stand on these blocks

    return [(card["key"], card["title"]) for card in rule_cards()]


def line(label, **kwargs) -> blocks.TextBlock:
    """One line of plain text."""
    return blocks.TextBlock(label=label, rows=1, **kwargs)


def prose(label, **kwargs) -> PlainTextBlock:
    """Plain text; an empty line parts paragraphs."""
    return PlainTextBlock(label=label, rows=2, **kwargs)


def because() -> blocks.TextBlock:
    return line(_("Why"), required=False, help_text=_("Shown with the answer."))


def sensitive() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=YES,
        required=False,
        label=_("Sensitive"),
        help_text=_("Help stands beside it, nothing is ever stored, and it is left out in front of a class."),
    )
