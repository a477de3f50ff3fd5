"""The admin form behind every page of the portal."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from common import synced
from common.choices import FIXED_SLUGS

FIRST_LEVEL = 3


class PortalPageForm(WagtailAdminPageForm):
    """Keeps a page's facts out of its translations' forms, and the portal's fixed addresses as they are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        if not page.pk:
            return
        if not page.is_source:
            for name in synced.synced_fields(page):
                self.fields.pop(name, None)
        if "slug" in self.fields and page.depth == FIRST_LEVEL and page.slug in FIXED_SLUGS:
            # Django ignores what is posted for a disabled field.
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("Fixed: this address is printed on paper and linked from elsewhere.")
