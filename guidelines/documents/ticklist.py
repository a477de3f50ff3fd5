"""Checklists as text documents: a box before each action, to be adapted and ticked on screen or on paper."""

from typing import Any

from django.utils.translation import gettext as _

from guidelines.documents import content, office
from guidelines.documents.shelf import Wanted


def source(wanted: Wanted) -> tuple[dict[str, Any], list[int]]:
    """Recommendations with their actions as plain data, and the pages that they come from."""
    parts = content.sections(wanted)
    said = {
        "title": wanted.page.title,
        "kind": " · ".join([_("Checklist"), wanted.page.guideline_set.title]),
        "fields": [_("For (name, place)"), _("Date"), _("Looked at again on")],
        "recommendations": [
            {
                "title": f"{page.number} {page.title} ({page.item.stable_id})",
                "statement": page.statement,
                "actions": [block.value["text"] for block in page.actions],
            }
            for part in parts
            for page in part.recommendations
        ],
        "below": content.where_below_is(),
        "about": _("Text CC BY 4.0. The web version is the newest."),
        "address": content.web_address(wanted),
    }
    return content.named(said, wanted.language), content.made_of(wanted, parts)


def build(wanted: Wanted, said: dict[str, Any]) -> tuple[bytes, None]:
    """The document's bytes."""
    paper = office.Paper(said["title"], wanted.language)
    paper.heading(said["title"])
    paper.text(said["kind"])
    paper.fill([(label, "", 1) for label in said["fields"]])
    paper.text(said["below"])
    for one in said["recommendations"]:
        paper.heading(one["title"], 2)
        paper.text(one["statement"], italic=True, leads=True)
        for action in one["actions"]:
            paper.tick(action)
    paper.foot(said["about"], said["address"])
    return paper.data(), None
