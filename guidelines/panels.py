"""Editing panels of this room."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from common.languages import direction, native_name


class ItemFactsPanel(Panel):
    """An item's facts on each of its pages, in words, with the way to change them for all languages at once."""

    def get_form_options(self):
        return {"fields": ["new_id"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/item_facts.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.form and "new_id" in self.form.fields:
                context["new_id"] = self.form["new_id"]
            item = self.instance.item if self.instance.item_id else None
            context["item"] = item
            if item:
                context["edit_url"] = reverse("wagtailsnippets_guidelines_guidelineitem:edit", args=[item.pk])
                context["terms"] = list(item.terms.all())
                context["may_edit"] = self.request.user.has_perm("guidelines.change_guidelineitem")
            return context


class ItemPagesPanel(Panel):
    """An item's pages, one a language, with the way to each."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/item_pages.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            pages = self.instance.wordings.select_related("locale").order_by("locale_id")
            context["pages"] = [
                {
                    "page": page,
                    "language": native_name(page.locale.language_code),
                    "code": page.locale.language_code,
                    "dir": direction(page.locale.language_code),
                }
                for page in pages
            ]
            return context


__all__ = ["ItemFactsPanel", "ItemPagesPanel"]
