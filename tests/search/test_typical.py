"""What the finder shows first is what people who have not seen the project would put there (typical.yaml)."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import yaml
from django.http import QueryDict
from wagtail.models import Locale

from audiences import finder
from guidelines.models import GuidelineItem

#: Share of typical choices whose first results (at most three) are all right; for each audience, and at least.
WANTED = 0.9
TYPICAL = yaml.safe_load(Path(__file__).with_name("typical.yaml").read_text())


def test_each_audience_has_at_least_ten_choices_with_pages_that_exist(shipped):
    assert min(Counter(one["audience"] for one in TYPICAL).values()) >= 10
    assert set(finder.QUESTIONS) == {one["audience"] for one in TYPICAL}
    wanted = {key for one in TYPICAL for key in one["right"]}
    assert wanted <= set(GuidelineItem.objects.values_list("stable_id", flat=True))


def test_the_first_three_are_right_for_nine_choices_in_ten(shipped):
    source = Locale.objects.get(language_code="en")
    missed: dict[str, list] = {audience: [] for audience in finder.QUESTIONS}
    for one in TYPICAL:
        selection = finder.select(one["audience"], source, QueryDict(urlencode(one["choice"])))
        first = [page.item.stable_id for page in selection.pages[:3]]
        assert first, one
        if not set(first) <= set(one["right"]):
            missed[one["audience"]].append((one["choice"], first))
    totals = Counter(one["audience"] for one in TYPICAL)
    for audience, wrong in missed.items():
        assert 1 - len(wrong) / totals[audience] >= WANTED, (audience, wrong)
