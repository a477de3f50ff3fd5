"""Audiences and age bands: keys known to code, content files, addresses and style sheets alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a set of guidelines speaks to. Parents and educators share one landing with two doors."""

    POLICY_MAKERS = "policy-makers", _("Policy-makers")
    INDUSTRY = "industry", _("Industry")
    PARENTS = "parents", _("Parents and carers")
    EDUCATORS = "educators", _("Educators")
    CHILDREN = "children", _("Children and young people")

    @property
    def landing_slug(self) -> str:
        """First-level address of this audience's landing page."""
        return {"parents": "parents-educators", "educators": "parents-educators"}.get(self.value, self.value)

    @property
    def prefix(self) -> str:
        """Two letters that begin the ids of this audience's items."""
        return {
            "policy-makers": "PM",
            "industry": "IN",
            "parents": "PA",
            "educators": "ED",
            "children": "CH",
        }[self.value]

    @classmethod
    def on_landing(cls, slug: str) -> list["Audience"]:
        """Audiences whose doors stand on the landing page with this slug, in order."""
        return [audience for audience in cls if audience.landing_slug == slug]


class AgeBand(models.TextChoices):
    """The three ages of the children's editions, youngest first."""

    UNDER_9 = "under-9", _("Under 9")
    AGE_9_12 = "9-12", _("9 to 12")
    AGE_13_18 = "13-18", _("13 to 18")

    @property
    def rank(self) -> int:
        """0 for the youngest band; a page is shown to a band only if its `min_band` ranks no higher."""
        return list(AgeBand).index(self)

    def may_see(self, min_band: str) -> bool:
        """Whether a reader of this band may be led to a page with this `min_band` ("" = everybody)."""
        return not min_band or AgeBand(min_band).rank <= self.rank


LANDING_SLUGS = tuple(dict.fromkeys(audience.landing_slug for audience in Audience))

#: First-level addresses that are part of the portal's contract with links printed on paper.
FIXED_SLUGS = (*LANDING_SLUGS, "library", "help", "topics", "search", "about", "accessibility", "privacy")
