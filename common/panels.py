"""Editing panels shared by rooms."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel


class SyncedPanel(FieldPanel):
    """A fact of a page: edited on the page in the source language, shown for reading on its translations.

    `PortalPageForm` leaves the field out of a translation's form; without a field the panel shows the value.
    """

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None:
                self.read_only = True
                self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
                self.help_text = _("Changed on the page in the source language; holds in all languages.")
