"""What the library offers of others, in the search index: pages of this portal are there by themselves."""

import hashlib
from collections import Counter

from modeltranslation.utils import build_localized_fieldname

from common.choices import Audience
from common.languages import active_codes
from cop_portal.search.models import Entry
from resources.models import Resource

KIND = "resource"
#: Behind all pages: their places begin with digits.
PLACE = "ZZZZ"


def refresh(counts: Counter) -> int:
    """Index resources that have changed, forget what is gone. Returns how many entries were made."""
    from cop_portal.search import index

    known = {
        (row.resource_id, row.language): row
        for row in Entry.objects.filter(page=None).only("resource_id", "language", "stamp")
    }
    wanted, terms = {}, {}
    rows = Resource.objects.shown().filter(made_from="", sheets=None).prefetch_related("terms").order_by("order", "key")
    for resource in rows:
        for language in active_codes():
            if entry := _entry(resource, language):
                wanted[resource.pk, language] = entry
                terms[resource.pk, language] = list(resource.terms.all())
    fresh = {key: one for key, one in wanted.items() if key not in known or known[key].stamp != one.stamp}
    stale = [one.pk for key, one in known.items() if key not in wanted or key in fresh]
    if stale:
        index.forget(Entry.objects.filter(pk__in=stale), counts)
    names = [index.names_of(terms[key], key[1]) for key in fresh]
    index.add(list(fresh.values()), ["" for _one in fresh], names, counts)
    return len(fresh)


def _entry(resource: Resource, language: str) -> Entry | None:
    """The entry of a resource; None where nothing is said of it in this language. Children are not led outside."""
    title, about = (
        getattr(resource, build_localized_fieldname(name, language), "") or "" for name in ("title", "description")
    )
    adults = [one for one in resource.audiences if one != Audience.CHILDREN]
    if not title or resource.sensitive or (resource.audiences and not adults):
        return None
    newest = ",".join(str(term.pk) for term in resource.terms.all())
    digest = hash_of(title, about, newest, str(resource.audiences), str(resource.order))
    return Entry(
        resource=resource,
        place=f"{PLACE}{resource.order:06d}{resource.pk:08d}",
        language=language,
        kind=KIND,
        audience=adults[0] if len(adults) == 1 else "",
        title=title,
        answer=about,
        text=resource.publisher,
        stamp=digest,
    )


def hash_of(*texts: str) -> str:
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()
