"""The admin of items: the facts behind recommendations, the same in all languages."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from common.choices import Audience
from common.permissions import EditOnlyPolicy
from guidelines import gallery
from guidelines.forms import GuidelineItemForm
from guidelines.models import GuidelineItem, RecommendationPage
from guidelines.models.items import Provenance
from guidelines.panels import ItemPagesPanel
from resources.models import Term


class GuidelineItemFilterSet(WagtailFilterSet):
    """What an editor looks for: whose, about what, from where, reviewed or not."""

    audience = django_filters.ChoiceFilter(label=_("For"), choices=Audience.choices)
    terms = django_filters.ModelChoiceFilter(label=_("About"), queryset=Term.objects.order_by("vocabulary", "order"))
    provenance = django_filters.ChoiceFilter(label=_("Where it comes from"), choices=Provenance.choices)
    sensitive = django_filters.BooleanFilter(label=_("Sensitive"))
    unreviewed = django_filters.BooleanFilter(
        label=_("Not yet reviewed"), field_name="reviewed_on", lookup_expr="isnull"
    )
    retired = django_filters.BooleanFilter(
        label=_("Retired"), field_name="retired_on", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = GuidelineItem
        fields: list[str] = []


class GuidelineItemViewSet(SnippetViewSet):
    """Items are made with their page and never deleted, so here they are only changed."""

    model = GuidelineItem
    icon = "list-ul"
    menu_label = _("Facts")
    menu_name = "facts"
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "stable_id",
        Column("title", label=_("Title"), accessor="title"),
        Column("audience", label=_("For"), accessor="get_audience_display", sort_key="audience"),
        Column("provenance", label=_("Where it comes from"), accessor="get_provenance_display", sort_key="provenance"),
        "reviewed_on",
    ]
    list_per_page = 50
    ordering = ["audience", "place", "order"]
    filterset_class = GuidelineItemFilterSet
    search_fields = ["stable_id", "title", "source_title"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "<p>These facts hold in every language. They change on the public site as soon as you save; "
                    "the words are on the pages below.</p>"
                )
            ),
            ItemPagesPanel(heading=_("Its pages")),
            FieldPanel(
                "stable_id",
                read_only=True,
                heading=_("Id"),
                help_text=_("Never changes: it is printed, cited and linked."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("order"),
                    FieldPanel(
                        "first_hundred_days", help_text=_("For policy-makers: shown among the first things to do.")
                    ),
                    FieldPanel("related", heading=_("See also"), help_text=_("Offered under the recommendation.")),
                ],
                heading=_("Its place"),
            ),
            FieldPanel(
                "terms",
                heading=_("What it is about"),
                help_text=_("Search, topic pages and the alignment table follow these."),
            ),
            FieldPanel("chief_terms", heading=_("What it is chiefly about")),
            MultiFieldPanel(
                [FieldPanel("ages"), FieldPanel("chief_ages"), FieldPanel("sensitive"), FieldPanel("min_band")],
                heading=_("Children’s ages and safety"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("provenance", heading=_("Kind of source")),
                    FieldPanel("source_title"),
                    FieldPanel("source_address"),
                    FieldPanel("edition"),
                ],
                heading=_("Where it comes from"),
                help_text=_("Readers see this in words under the recommendation."),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("reviewed_by"), FieldPanel("reviewer_role")]), FieldPanel("reviewed_on")],
                heading=_("Review"),
                help_text=_(
                    "Until a name stands here, the page says that no child-protection professional has reviewed it."
                ),
            ),
            FieldPanel("retired_on"),
        ],
        base_form_class=GuidelineItemForm,
    )

    @property
    def permission_policy(self) -> EditOnlyPolicy:
        return EditOnlyPolicy(self.model)

    def get_queryset(self, request):
        return GuidelineItem.objects.named()


register_snippet(GuidelineItemViewSet)


@hooks.register("register_admin_urls")
def drawings():
    return [
        path("drawings/", gallery.gallery, name="cop_drawings"),
        path("drawings/<path:name>.svg", gallery.picture, name="cop_drawing"),
    ]


@hooks.register("insert_editor_js")
def show_drawings():
    return format_html('<script type="module" src="{}"></script>', static("staff/drawing.js"))


@hooks.register("before_delete_snippet")
def keep_items(request: HttpRequest, instances: list) -> None:
    """Wagtail's action on many rows at once asks Django's permissions, not the policy above."""
    if any(isinstance(one, GuidelineItem) for one in instances):
        raise PermissionDenied


@hooks.register("before_delete_page")
def say_who_points_here(request: HttpRequest, page: Page) -> None:
    """Wagtail lists links and choosers; "See also" is a fact of other items, so we name those."""
    if request.method != "GET":
        return
    going = RecommendationPage.objects.descendant_of(page, inclusive=True).values("item")
    items = GuidelineItem.objects.filter(related__in=going).exclude(pk__in=going).distinct().order_by("stable_id")
    links = [(reverse("wagtailsnippets_guidelines_guidelineitem:edit", args=[one.pk]), one.stable_id) for one in items]
    if links:
        named = format_html_join(", ", '<a href="{}">{}</a>', links)
        messages.warning(request, format_html("{} {}", _("Named under “See also” of:"), named))
