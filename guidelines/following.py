"""What an item takes from its page: the actions of its published source text, the audience of its set."""

from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from guidelines.models import ActivityPage, GuidelineSetPage, RecommendationPage


def actions_follow(sender, instance: Page, **kwargs) -> None:
    """Publishing the source says which actions an item has."""
    if isinstance(instance, RecommendationPage) and instance.is_source:
        instance.tell_item()


def audience_follows(sender, instance: Page, **kwargs) -> None:
    """Pages speak to the audience of the set they stand in, also after a move or a change of the set."""
    below = [
        page
        for model in (RecommendationPage, ActivityPage)
        for page in model.objects.descendant_of(instance, inclusive=True).select_related("item", "locale")
        if page.is_source
    ]
    for page in below:
        guideline_set = GuidelineSetPage.objects.ancestor_of(page).first()
        if guideline_set and page.item.audience != guideline_set.audience:
            page.item.audience = guideline_set.audience
            page.item.save(update_fields=["audience"])


def connect() -> None:
    """Listen to Wagtail. Called once, when Django starts."""
    page_published.connect(actions_follow, dispatch_uid="item-actions")
    page_published.connect(audience_follows, sender=GuidelineSetPage, dispatch_uid="set-audience")
    post_page_move.connect(audience_follows, dispatch_uid="item-audience")
