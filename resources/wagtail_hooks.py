"""The admin of vocabularies."""

from django import forms
from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from common.languages import direction, native_name
from common.transactions import still_needed
from resources import help_admin, library_admin  # noqa: F401 -- they register themselves
from resources.forms import TermForm
from resources.models import Term


def in_language(widget: type[forms.Widget], code: str) -> forms.Widget:
    """An input whose text runs the way its language does, whatever the admin's own language."""
    return widget(attrs={"lang": code, "dir": direction(code)})


def words_tab(code: str) -> ObjectList:
    """Name and definition in one language. Panels stand by hand: automatic ones show each field twice."""
    return ObjectList(
        [
            FieldPanel(
                build_localized_fieldname("name", code), heading=_("Name"), widget=in_language(forms.TextInput, code)
            ),
            FieldPanel(
                build_localized_fieldname("definition", code),
                heading=_("Definition"),
                help_text=_("One paragraph that a reader without the trade’s words understands."),
                widget=in_language(AdminAutoHeightTextInput, code),
            ),
        ],
        heading=native_name(code),
    )


@hooks.register("before_delete_snippet")
def keep_terms_in_use(request: HttpRequest, instances: list) -> HttpResponse | None:
    """Deleting a term, one or many at once, stops at what uses it and says where.

    Wagtail's own warning follows its reference index, which does not look at tags.
    """
    used_by = [
        one
        for term in instances
        if isinstance(term, Term)
        for related in (term.topic_pages, term.children, term.items)
        for one in related.all()
    ]
    return still_needed(request, used_by) if used_by else None


class TermViewSet(SnippetViewSet):
    """Terms of all vocabularies, a tab for each language."""

    model = Term
    icon = "tag"
    menu_label = _("Terms")
    menu_name = "terms"
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "key", "vocabulary", Column("used", label=_("Items"), accessor="item_count"), "sensitive"]
    list_filter = ["vocabulary", "sensitive"]
    list_per_page = 50
    ordering = ["vocabulary", "order", "key"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("key", help_text=_("Small letters and hyphens. Never changes.")),
                    FieldPanel("vocabulary"),
                    FieldPanel("parent"),
                    FieldPanel("order"),
                    FieldPanel("address", help_text=_("Page of the framework or source that defines it.")),
                    MultiFieldPanel([FieldPanel("sensitive"), FieldPanel("min_band")], heading=_("Safety")),
                ],
                heading=_("What it is"),
            ),
            *[words_tab(code) for code in settings.MODELTRANSLATION_LANGUAGES],
        ],
        base_form_class=TermForm,
    )

    def get_queryset(self, request):
        return Term.objects.annotate(item_count=Count("items")).order_by(*self.ordering)


register_snippet(TermViewSet)
