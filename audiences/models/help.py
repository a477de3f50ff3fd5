"""Help: who to call in each country, and what to do if something is happening."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField, StreamField

from audiences import selectors
from audiences.blocks import PhaseBlock, SituationBlock
from common.choices import AgeBand, Audience
from common.pages import BasePage, Part
from common.richtext import FEATURES, sanitise
from resources.models import Country

WORLDWIDE = "worldwide"
HIDING = "hiding-your-visit"
NOTED = "noted"
#: Readers that have a page of their own below help: its address is the reader's key.
READERS = (*AgeBand.values, Audience.PARENTS.value, Audience.EDUCATORS.value)


class HelpRoutes(RoutablePageMixin, models.Model):
    """The addresses below a page that leads to services: one for each country, one for all others."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the title."))
    hiding = RichTextField(
        _("hiding your visit"),
        blank=True,
        features=FEATURES,
        help_text=_("What stays on a phone after a visit, and what does not."),
    )

    class Meta:
        abstract = True

    #: Band whose version of the services is shown; "" for adults.
    reader_band = ""

    @property
    def has_numbers(self) -> bool:
        """Whether the pages of countries stand below this page, and not below the help page above."""
        return True

    @property
    def feedback_reader(self) -> str:
        """Names this page in the address behind "this did not work"."""
        return getattr(self, "reader_band", "") or "all"

    @property
    def numbers_url(self) -> str:
        """Below which address this page's readers find the countries."""
        return self.get_url() if self.has_numbers else self.get_parent().get_url()

    @property
    def hiding_url(self) -> str:
        return f"{self.get_url() if self.hiding else self.get_parent().get_url()}{HIDING}/"

    def save(self, *args, **kwargs):
        self.hiding = sanitise(self.hiding)
        super().save(*args, **kwargs)

    def answer(self, request: HttpRequest, route: str, template: str, **context) -> HttpResponse:
        """Render a sub-address; the frame takes canonical address and languages from `request.cop_route`."""
        request.cop_route = f"{route}/"
        return self.render(request, template=f"audiences/help/{template}.html", context_overrides=context)

    @re_path(r"^([A-Za-z]{2})/$", name="country")
    def country_view(self, request: HttpRequest, code: str) -> HttpResponse:
        """Services of one country; for a country that is not here, those that work everywhere."""
        self.refuse_without_numbers()
        if code != code.lower():
            return HttpResponseRedirect(self.get_url(request) + f"{code.lower()}/")
        country = Country.objects.filter(code=code).first()
        if country is None:
            return HttpResponseRedirect(self.get_url(request) + f"{WORLDWIDE}/")
        request.cop_country = code
        return self.answer_for(request, code, country)

    @re_path(rf"^({WORLDWIDE}|{HIDING}|{NOTED})/$", name="beside")
    def beside_view(self, request: HttpRequest, route: str) -> HttpResponse:
        """What works everywhere; what stays behind after a visit; where a tap on "this did not work" leads."""
        if f"{route}/" not in self.own_routes():
            raise Http404
        if route == WORLDWIDE:
            return self.answer_for(request, route, None)
        return self.answer(request, route, "hiding" if route == HIDING else "noted")

    def answer_for(self, request: HttpRequest, route: str, country: Country | None) -> HttpResponse:
        """Where to find help; a child's page leads its grown-up to the same place in the version for adults."""
        shown = selectors.help_in(country, self.reader_band)
        if self.reader_band:
            shown["grown_up_url"] = f"{self.get_parent().get_url(request)}{route}/"
        return self.answer(request, route, "country", **shown)

    def own_routes(self) -> list[str]:
        """Addresses below this page's own, without the countries."""
        numbers = [f"{WORLDWIDE}/", f"{NOTED}/"] if self.has_numbers else []
        return [*numbers, f"{HIDING}/"] if self.hiding else numbers

    def more_addresses(self) -> list[str]:
        """All addresses below this page's own, for the page store; one query."""
        codes = Country.objects.order_by("code").values_list("code", flat=True) if self.has_numbers else []
        return [*self.own_routes(), *(f"{code}/" for code in codes)]

    def refuse_without_numbers(self) -> None:
        if not self.has_numbers:
            raise Http404

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if not getattr(request, "cop_route", ""):
            context.update(selectors.help_numbers(self.reader_band))
        return context


class HelpPage(HelpRoutes, BasePage):
    """The front of help: doors for each reader, countries, what each kind of service does."""

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("hiding")]
    parent_page_types = ["audiences.HomePage"]
    subpage_types = ["audiences.SituationsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("help")

    def clean(self) -> None:
        super().clean()
        if self.slug and self.slug != "help":
            raise ValidationError({"slug": _("The address of help is “help”: it is printed on paper.")})

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if not getattr(request, "cop_route", ""):
            context["doors"] = selectors.help_doors(self)
        return context


class SituationsPage(HelpRoutes, BasePage):
    """If something is happening: one page for each age band, one for parents and carers, one for educators."""

    SYNCED = (*BasePage.SYNCED, "reader")

    reader = models.CharField(
        _("reader"),
        max_length=20,
        choices=[*AgeBand.choices, *((one.value, one.label) for one in Audience if one.value in READERS)],
    )
    danger = models.TextField(_("if there is danger this minute"), blank=True)
    situations = StreamField([("situation", SituationBlock())], verbose_name=_("situations"), blank=True)
    phases = StreamField(
        [("phase", PhaseBlock())], verbose_name=_("stretches of time"), blank=True, help_text=_("Only for adults.")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("reader"),
        FieldPanel("lead"),
        FieldPanel("danger"),
        FieldPanel("situations"),
        FieldPanel("phases"),
        FieldPanel("hiding"),
    ]
    promote_panels = [
        *BasePage.promote_panels[:1],
        MultiFieldPanel([FieldPanel("sensitive"), FieldPanel("min_band")], heading=_("Safety")),
    ]
    parent_page_types = ["audiences.HelpPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("what to do if something is happening")
        verbose_name_plural = _("what to do if something is happening")

    def clean(self) -> None:
        super().clean()
        if self.slug and self.reader and self.slug != self.reader:
            raise ValidationError({"slug": _("The address is the reader’s: %(slug)s.") % {"slug": self.reader}})
        keys = [block.value["key"] for block in (*self.situations, *self.phases)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValidationError(
                {"situations": _("Two parts have the same key: %(keys)s.") % {"keys": ", ".join(twice)}}
            )

    @property
    def reader_band(self) -> str:
        return self.reader if self.reader in AgeBand.values else ""

    @property
    def has_numbers(self) -> bool:
        return bool(self.reader_band)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if not getattr(request, "cop_route", "") and not self.reader_band:
            # Whoever came through a door for both kinds of grown-ups may have got the wrong one of the two.
            doors = selectors.help_doors(self)
            context["other_doors"] = [one for one in doors if not one.reader_band and one.reader != self.reader]
            selectors.give_more(self.phases)
        return context

    def parts(self) -> list[Part]:
        """Each kind of trouble, as whoever is in it would look for it."""
        found = []
        for stream in (self.situations, self.phases):
            for block in stream:
                value = block.value
                said = value.get("called") or value.get("text") or next(iter(value["steps"]), "")
                text = " ".join(
                    map(str, stream.stream_block.child_blocks[block.block_type].get_searchable_content(value))
                )
                found.append(Part(value["key"], value["title"], said, text))
        return found

    def theme(self) -> dict[str, str]:
        return {"audience": "children" if self.reader_band else self.reader, "band": self.reader_band}


__all__ = ["HelpPage", "SituationsPage"]
