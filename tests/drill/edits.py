"""Runs inside the portal (`manage.py shell`): random edits of all kinds; nothing stale afterwards.

After each edit the pages it touched and some others are read through the public door and compared with a render that
knows no store. Prints the number of edits and every difference. Environment: DOOR, EDITS, SEED.
"""

import os
import random
from urllib.parse import urlsplit

from django.db import transaction
from django.test import override_settings
from wagtail.models import Page, PageViewRestriction

from common.languages import forget
from cop_portal.publishing.addresses import all_addresses
from cop_portal.publishing.fill import render
from guidelines.models import GuidelineItem, RecommendationPage, SectionPage
from resources.models import Term
from tests.stage import get

DOOR, EDITS = os.environ["DOOR"], int(os.environ.get("EDITS", "200"))
dice = random.Random(int(os.environ.get("SEED", "1")))


def some(rows):
    return dice.choice(list(rows))


def live():
    return some(RecommendationPage.objects.live())


def title():
    page = live()
    page.title = f"Title {dice.randrange(10**6)}"
    page.save_revision().publish()
    return page


def draft():
    page = live()
    page.title = f"DRAFT {dice.randrange(10**6)}"
    page.save_revision()
    return page


def unpublish():
    page = live()
    page.unpublish()
    return page


def republish():
    page = RecommendationPage.objects.filter(live=False).first()
    if page:
        page.get_latest_revision().publish()
    return page


def move():
    page = live()
    page.move(some(SectionPage.objects.live()), pos="last-child")
    return page


def slug():
    page = live()
    page.slug = f"slug-{dice.randrange(10**6)}"
    page.save_revision().publish()
    return page


def order():
    item = some(GuidelineItem.objects.filter(pages__live=True))
    item.order = dice.randrange(500)
    item.save()
    return item.pages.first()


def term():
    one = some(Term.objects.filter(items__isnull=False))
    one.name_en = f"Term {dice.randrange(10**6)}"
    one.save()
    return None


def tag():
    page = live()
    page.item.terms.add(some(Term.objects.all()))
    return page


def delete():
    page = live()
    Page.objects.get(pk=page.pk).delete()
    return None


def restrict():
    page = live()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def unrestrict():
    PageViewRestriction.objects.all().delete()
    return None


def section():
    page = some(SectionPage.objects.live())
    page.title = f"Section {dice.randrange(10**6)}"
    page.lead = f"Lead {dice.randrange(10**6)}"
    page.save_revision().publish()
    return page


KINDS = [title, title, draft, unpublish, republish, move, slug, order, term, tag, delete, restrict, unrestrict, section]


def fresh(address):
    with override_settings(PUBLISHING_DIR=None):
        forget()
        return render(address)


def same(wanted, status, body):
    return status == wanted.status_code and (status != 200 or body == wanted.content)


def difference(wanted, status, body):
    if status != wanted.status_code:
        return f"{status} instead of {wanted.status_code}"
    shown, meant = body.decode().splitlines(), wanted.content.decode().splitlines()
    lines = [(one, other) for one, other in zip(shown, meant, strict=False) if one != other]
    return " instead of ".join(line.strip()[:160] for line in lines[0]) if lines else "shorter or longer"


known, stale, done = set(all_addresses()), [], {}
for number in range(EDITS):
    kind = dice.choice(KINDS)
    had = set(all_addresses())
    with transaction.atomic():
        page = kind()
    has = set(all_addresses())
    known |= has
    touched = list(had ^ has)[:4]
    if page is not None and page.pk and (row := Page.objects.filter(pk=page.pk).first()):
        touched += [row.get_url(), row.get_parent().get_url()]
    touched += dice.sample(sorted(known), 4) + ["/sitemap.xml"]
    for address in {urlsplit(one).path for one in touched if one}:
        before, (status, _, body) = fresh(address), get(f"{DOOR}{address}")
        if not same(before, status, body):
            # The worker may have finished a document in between; what was served must be one of the two worlds.
            after = fresh(address)
            if not same(after, status, body):
                stale.append(f"edit {number} ({kind.__name__}): {address}: {difference(after, status, body)}")
    done[kind.__name__] = done.get(kind.__name__, 0) + 1
print(f"{EDITS} edits {done}")
print("\n".join(stale))
