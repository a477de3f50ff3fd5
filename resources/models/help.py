"""Countries, and the services that help there."""

import re
import zoneinfo
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources import hours

#: Letters of a telephone's keys, for numbers that are said as words.
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
phone_like = RegexValidator(
    r"^(?=(?:.*\d){2})[0-9A-Z+(][0-9A-Z() \-]{1,29}$",
    _("A number holds digits, spaces, hyphens, brackets, perhaps capital letters."),
)
iso_like = RegexValidator(r"^[a-z]{2}$", _("Two small letters, as in ISO 3166: gh, fr."))
codes_like = RegexValidator(
    r"^([a-z]{2,3}(-[a-z]{2,8})?( [a-z]{2,3}(-[a-z]{2,8})?)*)?$", _("Language codes with spaces between: en fr ar.")
)


def validate_time_zone(name: str) -> None:
    """Refuse names that the time zone database does not hold."""
    if name and name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is no time zone. Write it like Africa/Accra."), params={"name": name[:60]})


class Country(models.Model):
    """A country of the help pages. An empty emergency number is not known here, and nothing is shown."""

    code = models.CharField(_("ISO code"), max_length=2, unique=True, validators=[iso_like])
    emergency = models.CharField(
        _("emergency number"),
        max_length=30,
        blank=True,
        validators=[phone_like],
        help_text=_("Only if you have confirmed it. Leave empty when unsure: a wrong number costs minutes."),
    )
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[validate_time_zone])
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["code"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def tel(self) -> str:
        return digits(self.emergency)


class HelpKind(models.TextChoices):
    """What a service does. Kinds are never mixed: a helpline is not an emergency line, a hotline does not counsel."""

    EMERGENCY = "emergency", _("In danger now")
    TALK = "talk", _("Someone to talk to")
    PROTECT = "protect", _("Report abuse or harm")
    REPORT = "report", _("Report illegal content")
    REMOVAL = "removal", _("Have a picture taken down")
    PLATFORM = "platform", _("Report to an app or service")


class Confidence(models.TextChoices):
    """How sure the source makes us."""

    HIGH = "H", _("High: operator, government or recent dated page")
    MEDIUM = "M", _("Medium: older, or press")
    LOW = "L", _("Low: indirect. Never shown")


class Cost(models.TextChoices):
    """What a call costs the caller."""

    FREE = "free", _("Free")
    CHARGED = "charged", _("Costs money")


class HelpService(models.Model):
    """A service a reader can turn to. `source_date` is as exact as the source: "2025", "2025-11" or "2025-11-03"."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
        help_text=_("Empty: works in every country."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=HelpKind.choices)
    order = models.PositiveIntegerField(_("position"), default=0)
    operator = models.CharField(_("who runs it"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[phone_like])
    sms = models.CharField(_("text message to"), max_length=30, blank=True, validators=[phone_like])
    sms_text = models.CharField(_("text to send"), max_length=30, blank=True)
    chat = models.CharField(_("chat"), max_length=80, blank=True, help_text=_("For instance: WhatsApp 900 116 117."))
    address = models.URLField(_("the service’s own site"), max_length=300, blank=True)
    hours = models.CharField(
        _("hours"),
        max_length=hours.MAX_LENGTH,
        blank=True,
        validators=[hours.validate_hours],
        help_text=_("24/7, or like this: Mo-Sa 14:00-20:00; Mo,We,Th 10:00-12:00. Empty when not known."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, blank=True, validators=[validate_time_zone], help_text=_("Empty: the country’s.")
    )
    languages = models.CharField(_("languages"), max_length=120, blank=True, validators=[codes_like])
    age_from = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(99)]
    )
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=[MaxValueValidator(99)])
    cost = models.CharField(_("cost"), max_length=8, choices=Cost.choices, blank=True)
    anonymous = models.BooleanField(_("without giving a name"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_date = models.CharField(
        _("date of the source"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?$")],
        help_text=_("Of the page that gives the number: 2025, 2025-11 or 2025-11-03."),
    )
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence.choices)
    verified_on = models.DateField(
        _("confirmed on"), null=True, blank=True, help_text=_("The day somebody called or wrote, and it worked.")
    )
    verified_by = models.CharField(_("confirmed by"), max_length=120, blank=True)
    review_months = models.PositiveSmallIntegerField(
        _("confirm again after months"), default=6, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("what it is"), max_length=240, blank=True)
    note = models.CharField(_("note"), max_length=240, blank=True)
    must_tell = models.CharField(_("whom they may have to tell"), max_length=240, blank=True)

    class Meta:
        ordering = ["order", "key"]
        verbose_name = _("help service")
        verbose_name_plural = _("help services")

    def __str__(self) -> str:
        return self.name or self.key

    def clean(self) -> None:
        super().clean()
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            raise ValidationError({"age_to": _("Ends before it begins.")})
        if self.verified_on and not self.verified_by:
            raise ValidationError({"verified_by": _("Say who confirmed it.")})
        if self.verified_on and not self.can_be_reached:
            raise ValidationError({"verified_on": _("Give a number or an address first: there is nothing to confirm.")})
        if self.verified_on and self.verified_on > date.today():
            raise ValidationError({"verified_on": _("This day has not come yet.")})
        if self.source_date:
            try:
                earliest(self.source_date)
            except ValueError as error:
                raise ValidationError({"source_date": _("There is no such day.")}) from error

    @property
    def tel(self) -> str:
        return digits(self.phone)

    @property
    def sms_tel(self) -> str:
        return digits(self.sms)

    @property
    def site(self) -> str:
        """Host of the address: what a reader can check and type."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def can_be_reached(self) -> bool:
        return bool(self.phone or self.sms or self.chat or self.address)

    @property
    def zone(self) -> str:
        return self.time_zone or (self.country.time_zone if self.country_id else "")

    @property
    def review_due(self) -> date | None:
        """The day after which a confirmation no longer counts; None while there is none."""
        return months_after(self.verified_on, self.review_months) if self.verified_on else None

    def is_confirmed(self, today: date) -> bool:
        due = self.review_due
        return due is not None and today <= due

    def source_is_fresh(self, today: date, months: int = 24) -> bool:
        """Whether the source is dated and under `months` old. A date that is only a year counts from its first day."""
        return bool(self.source_date) and today < months_after(earliest(self.source_date), months)


class ServiceTrouble(models.Model):
    """How many readers tapped "this did not work" on one day. Nothing else is kept."""

    service = models.ForeignKey(HelpService, on_delete=models.CASCADE, related_name="troubles")
    day = models.DateField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "day"], name="one_trouble_count_a_day")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.day}: {self.count}"


def digits(number: str) -> str:
    """What a telephone dials: digits and a leading plus; letters become their keys."""
    dialled = re.sub(r"[^0-9+]", "", number.translate(_KEYS))
    return dialled[:1] + dialled[1:].replace("+", "")


def earliest(text: str) -> date:
    """First day that "2025", "2025-11" or "2025-11-03" can mean. Raises ValueError."""
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 1) + timedelta(days=day.day - 1)
