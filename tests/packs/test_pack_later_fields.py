"""An upgrade brings facts with fields that the release before did not know."""

from cop_portal.packs.load import load
from cop_portal.packs.models import LoadedPart
from cop_portal.packs.plan import Status
from guidelines.models import GuidelineItem


def test_a_field_that_came_later_is_nobodys_change_here(loaded):
    """An earlier release did not know `chief_ages`; what it loaded is brought up to date all the same."""
    for one in LoadedPart.objects.filter(kind="item", part="facts"):
        one.base.pop("chief_ages")
        one.save()
    GuidelineItem.objects.update(chief_ages=[])
    loaded.edit("facts/items/PA-1.1.yaml", chief_ages=["under-9"])
    plans = load(loaded.open()).values()
    assert GuidelineItem.objects.get(stable_id="PA-1.1").chief_ages == ["under-9"]
    assert GuidelineItem.objects.get(stable_id="PA-1.2").chief_ages == ["9-12"]
    assert [ident for plan in plans for ident in plan.having(Status.HELD, Status.LOCAL)] == []
