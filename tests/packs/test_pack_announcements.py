"""A load tells the public site once what it has changed."""

import pytest

from common.signals import content_changed
from cop_portal.packs.load import load

ITEM = "words/en/items/PA-1.2.yaml"


def test_a_load_is_announced_once_a_language_and_a_failed_one_not_at_all(pack, db, monkeypatch):
    told = []
    content_changed.connect(receiver := lambda sender, withdrawn=(), **kwargs: told.append(sender.__name__))
    try:
        load(pack.open())
        assert told.count("_Loader") == 2  # English and French
        assert not set(told) & {"Term", "GuidelineItem", "RecommendationPage", "Page"}
        told.clear()
        pack.edit(ITEM, title="Another title").write()
        monkeypatch.setattr("cop_portal.packs.load._Loader._publish", lambda loader: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load(pack.open())
        assert told == []
    finally:
        content_changed.disconnect(receiver)
