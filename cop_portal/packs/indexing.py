"""Search and reference indexes during a load: written once at its end, not at every save."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import class_is_indexed, get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save


@contextmanager
def indexing_at_the_end() -> Iterator[None]:
    """Index what is saved in this block when the block ends; the result is the same, in a third of the time.

    Signals are muted for the whole process: a load is a process of its own (a command, never a request).
    """
    saved: dict[type[Model], set[Any]] = defaultdict(set)

    def note(sender: type[Model], instance: Model, raw: bool = False, **kwargs) -> None:
        if not raw:
            saved[sender].add(instance.pk)

    muted = [(post_save_signal_handler, model) for model in get_indexed_models()]
    muted += [(update_reference_index_on_save, model) for model in ReferenceIndex.tracked_models]
    muted = [(handler, model) for handler, model in muted if post_save.disconnect(handler, sender=model)]
    post_save.connect(note)
    try:
        yield
    finally:
        post_save.disconnect(note)
        for handler, model in muted:
            post_save.connect(handler, sender=model)
    _index(saved)


def _index(saved: dict[type[Model], set[Any]]) -> None:
    for model, objects in _fresh(saved).items():
        if class_is_indexed(model):
            indexed = list(model.get_indexed_objects().filter(pk__in=[one.pk for one in objects]))
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, indexed)
        if ReferenceIndex.is_indexed(model):
            for one in objects:
                ReferenceIndex.create_or_update_for_object(one)


def _fresh(saved: dict[type[Model], set[Any]]) -> dict[type[Model], list[Model]]:
    """What still stands of the saved objects, by its most specific type."""
    pages = {pk for model, keys in saved.items() if issubclass(model, Page) for pk in keys}
    found: dict[type[Model], list[Model]] = defaultdict(list)
    for page in Page.objects.filter(pk__in=pages).specific():
        found[type(page)].append(page)
    for model, keys in saved.items():
        if not issubclass(model, Page) and (class_is_indexed(model) or ReferenceIndex.is_indexed(model)):
            found[model] = list(model._default_manager.filter(pk__in=keys))
    return found
