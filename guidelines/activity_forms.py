"""Admin form of an activity: as a recommendation's, but the item it makes is an activity."""

from guidelines.forms import RecommendationForm
from guidelines.models.items import Kind


class ActivityForm(RecommendationForm):
    """Suggests the next free id of the section and marks the new item as an activity for the set's band."""

    def save(self, commit=True):
        new = not self.instance.item_id
        page = super().save(commit=commit)
        if new:
            band = self.parent_page.specific.guideline_set.band
            page.item.kind, page.item.ages = Kind.ACTIVITY, [band] if band else []
        return page
