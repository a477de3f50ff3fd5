"""From what the database says of a recommendation to what its template shows."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from common.choices import Audience
from resources.kinds import ResourceKind
from resources.models import Term
from resources.models.terms import Vocabulary

#: Audiences whose pages are ruled and tabular, with headings in the margin.
REFERENCE = ("policy-makers", "industry")
#: Vocabularies shown in the margin, by audience; frameworks have a block of their own.
MARGIN = {
    "policy-makers": (Vocabulary.STAGE, Vocabulary.POLICY_FIELD),
    "industry": (Vocabulary.SERVICE_TYPE, Vocabulary.KEY_AREA),
    "parents": (),
    "educators": (),
}
#: Detail blocks worth a jump from the top of the page, in the order in which readers ask for them.
JUMPS = ("words", "already_happened", "lead", "done_when", "evidence", "small_company", "in_class")
ANCHORS = {
    "words": "say",
    "already_happened": "already",
    "lead": "lead",
    "done_when": "done",
    "evidence": "evidence",
    "small_company": "small",
    "in_class": "class",
}


def recommendation(page, around: dict[str, Any]) -> dict[str, Any]:
    """Template context of a recommendation page from `selectors.around`."""
    terms: list[Term] = around["terms"]
    frameworks = [term for term in terms if term.vocabulary == Vocabulary.FRAMEWORK]
    order = {key: index for index, key in enumerate(page.item.action_keys)}
    return {
        **around,
        "actions": sorted(page.actions, key=lambda block: order.get(block.value["key"], 99)),
        "reference": page.item.audience in REFERENCE,
        "jumps": jumps(page, around["files"]),
        "note_terms": margin_terms(page.item.audience, terms),
        "frameworks": frameworks,
        "framework_groups": framework_groups(frameworks),
        "structured": structured(page, around),
    }


def jumps(page, files: list) -> list[dict[str, str]]:
    """At most three anchors from the head of the page, one more to its sheet: dicts of `id`, `title`."""
    present = {block.block_type for block in page.details}
    titles = {
        "words": _("Words to say"),
        "already_happened": _("If it has already gone wrong"),
        "lead": _("Lead and partners"),
        "done_when": _("How you know it is done"),
        "evidence": _("Evidence to keep"),
        "small_company": _("If you are three people"),
        "in_class": _("In class"),
    }
    found = [{"id": ANCHORS[kind], "title": titles[kind]} for kind in JUMPS if kind in present][:3]
    sheet = any(resource.kind == ResourceKind.SHEET for resource, _editions in files)
    return [*found, {"id": "files", "title": _("Sheet to fill in")}] if sheet else found


def margin_terms(audience: str, terms: list[Term]) -> list[dict[str, Any]]:
    """Terms for the margin: dicts of `label` and `terms`."""
    groups = []
    for vocabulary in MARGIN.get(audience, ()):
        chosen = [term for term in terms if term.vocabulary == vocabulary]
        if chosen:
            groups.append({"label": vocabulary.label, "terms": chosen})
    return groups


def framework_groups(frameworks: list[Term]) -> list[dict[str, Any]]:
    """Framework entries under their framework: dicts of `root` and `terms`."""

    def root(term: Term) -> Term:
        return term.parent or term

    ordered = sorted(frameworks, key=lambda term: (root(term).order, term.order))
    return [{"root": key, "terms": list(group)} for key, group in groupby(ordered, key=root)]


def structured(page, around: dict[str, Any]) -> dict[str, Any]:
    """schema.org description of the page, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.search_description,
        "inLanguage": page.locale.language_code,
        "identifier": page.item.stable_id,
        "isPartOf": {"@type": "CreativeWork", "name": str(Audience(page.item.audience).label)},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"@type": "Organization", "name": settings.COP_SITE_NAME},
        "dateModified": page.last_published_at.date().isoformat() if page.last_published_at else None,
    }
