"""A topic shows so many recommendations of each audience as a reader takes in; search has the rest."""

import pytest
from django.test import Client

from guidelines import selectors
from guidelines.models import RecommendationPage, TopicPage


@pytest.mark.parametrize("most", [1, 1000])
def test_a_topic_says_when_there_are_more(shipped, monkeypatch, most):
    monkeypatch.setattr(selectors, "MOST_ON_TOPIC", most)
    topic = TopicPage.objects.live().filter(locale__language_code="en", slug="grooming").get()
    groups = selectors.by_audience(topic.term_id, topic.locale)
    tagged = RecommendationPage.objects.live().filter(
        locale=topic.locale, item__terms=topic.term_id, item__retired_on__isnull=True
    )
    for group in groups:
        whole = tagged.filter(item__audience=group["audience"]).order_by("item__order", "path")
        assert group["pages"] == list(whole[:most]) and group["more"] == (whole.count() > most)
    assert sum(len(group["pages"]) for group in groups) == min(tagged.count(), most * len(groups))
    more = 'href="/en/search/?q=Somebody' in Client().get(topic.get_url()).content.decode()
    assert more == (most == 1)
