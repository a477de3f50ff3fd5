"""What the admin's tests do again and again."""

from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from guidelines.models import GuidelineItem, RecommendationPage, SectionPage


def make_user(django_user_model, email: str, *groups: str, **extra):
    user = django_user_model.objects.create_user(email, "a long enough password", **extra)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def publish(page: Page) -> Page:
    """Publish a page as the admin does: through a revision."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add(parent: Page, page: Page, live: bool = True) -> Page:
    page.live = False
    parent.add_child(instance=page)
    return publish(page) if live else page


def recommendation(
    section: SectionPage, stable_id: str, title: str, order: int = 10, live: bool = True
) -> RecommendationPage:
    item = GuidelineItem.objects.create(stable_id=stable_id, audience="parents", order=order)
    page = RecommendationPage(
        title=title,
        slug=title.lower().replace(" ", "-"),
        item=item,
        statement=f"{title}, please.",
        why="Because it helps.",
        actions=[("action", {"key": "a1", "text": "Ask one question."}), ("action", {"key": "a2", "text": "Listen."})],
    )
    return add(section, page, live)


def recommendation_form(page: RecommendationPage | None = None, **changes) -> dict:
    """What the browser posts for a recommendation; `actions` is a list of (key, text)."""
    actions = changes.pop("actions", None)
    if actions is None:
        actions = [(block.value["key"], block.value["text"]) for block in page.actions] if page else []
    data = {
        "title": page.title if page else "Sit beside them",
        "slug": page.slug if page else "sit-beside-them",
        "statement": page.statement if page else "Sit beside your child for the first game.",
        "why": page.why if page else "",
        "actions": streamfield([("action", {"key": key, "text": text}) for key, text in actions]),
        "details": streamfield([]),
        "search_description": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        **changes,
    }
    data = nested_form_data(data)
    if page and page.latest_revision:
        data.setdefault("loaded_revision_id", page.latest_revision.pk)
        data.setdefault("loaded_revision_created_at", page.latest_revision.created_at.isoformat())
    return data
