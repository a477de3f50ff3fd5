"""Parts that stand together in one file of a pack, as terms do: countries, help services, resources.

A table says how its rows become payloads and back; source, plan, load and export ask it.
"""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from cop_portal.packs import shape
from cop_portal.packs.shape import tidy
from cop_portal.search.models import DangerWords, SynonymSet
from resources.models import Country, Edition, HelpService, Resource, Term

YES_NO = {"yes": True, "no": False, "": None}


class Table(ABC):
    """One kind of row. `kind` names its parts and schemas, `folder` its files; `ident` is the column of its key."""

    kind: str
    folder: str
    model: type[Model]
    ident: str
    words: tuple[str, ...]
    #: Whether the order of the file is the order of the rows; otherwise files are sorted by key.
    ordered = False

    def rows(self) -> dict[str, Model]:
        return {getattr(row, self.ident): row for row in self.model.objects.all()}

    def row(self, key: str) -> Model | None:
        return self.model.objects.filter(**{self.ident: key}).first()

    def new(self, key: str) -> Model:
        return self.model(**{self.ident: key})

    @abstractmethod
    def fields(self, row: Any) -> dict[str, Any]:
        """A row's facts as a payload has them."""

    @abstractmethod
    def apply(self, row: Any, payload: dict, above: dict[str, Model]) -> None:
        """Give a row the facts of a payload; `above` holds the rows it may point to, by key."""

    def read(self, row: Any) -> dict:
        facts = shape.canonical(f"{self.kind}-facts", {"key": getattr(row, self.ident), **self.fields(row)})
        return facts | {"order": str(row.order)} if self.ordered else facts

    def read_words(self, row: Any, language: str) -> dict | None:
        """Words in one language; None while there are none."""
        said = {name: tidy(getattr(row, column(name, language), "") or "") for name in self.words}
        return shape.canonical(f"{self.kind}-words", said) if any(said.values()) else None

    def apply_words(self, row: Any, payload: dict, language: str) -> None:
        for name in self.words:
            setattr(row, column(name, language), payload.get(name, ""))

    def faults(self, payload: dict) -> list[tuple[str, str]]:
        """What the admin would refuse in a payload that its schema lets pass: (field, reason) pairs."""
        row = self.new(payload["key"])
        try:
            self.apply(row, payload, {})
            row.clean_fields(exclude=[*self.words, *(column(name, "en") for name in self.words)])
            row.clean()
        except ValidationError as error:
            return [(name, " ".join(reasons)) for name, reasons in error.message_dict.items()]
        except ValueError as error:
            return [("verified_on", str(error))]
        return []


class Countries(Table):
    """Countries, by ISO code."""

    kind, folder, model, ident, words = "country", "countries", Country, "code", ("name",)

    def fields(self, row: Country) -> dict[str, Any]:
        return {"emergency": row.emergency, "time_zone": row.time_zone}

    def apply(self, row: Country, payload: dict, above: dict[str, Model]) -> None:
        row.emergency, row.time_zone = payload["emergency"], payload["time_zone"]


class Services(Table):
    """Help services, in the order of the file."""

    kind, folder, model, ident = "service", "services", HelpService, "key"
    words = ("name", "about", "note", "must_tell")
    ordered = True
    PLAIN = (
        *("kind", "operator", "phone", "sms", "sms_text", "chat", "address", "hours", "time_zone", "cost"),
        *("source", "source_date", "confidence", "verified_by"),
    )

    def fields(self, row: HelpService) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.PLAIN} | {
            "country": row.country.code if row.country else "",
            "languages": row.languages.split(),
            "age_from": number(row.age_from),
            "age_to": number(row.age_to),
            "anonymous": next(word for word, value in YES_NO.items() if value is row.anonymous),
            "verified_on": row.verified_on.isoformat() if row.verified_on else "",
            "review_months": str(row.review_months),
        }

    def apply(self, row: HelpService, payload: dict, above: dict[str, Model]) -> None:
        for name in self.PLAIN:
            setattr(row, name, payload[name])
        row.order = int(payload.get("order", 0))
        row.country = above.get(payload["country"])
        row.languages = " ".join(payload["languages"])
        row.age_from, row.age_to = (int(payload[name]) if payload[name] else None for name in ("age_from", "age_to"))
        row.anonymous = YES_NO[payload["anonymous"]]
        row.verified_on = date.fromisoformat(payload["verified_on"]) if payload["verified_on"] else None
        row.review_months = int(payload["review_months"])

    def rows(self) -> dict[str, Model]:
        return {row.key: row for row in HelpService.objects.select_related("country")}


class Resources(Table):
    """What the library offers and this portal did not make; rows that it makes itself are no part of packs."""

    kind, folder, model, ident, words = "resource", "resources", Resource, "key", ("title", "description")
    ordered = True
    PLAIN = ("kind", "publisher", "licence", "source")
    #: They stand behind everything of this portal.
    FIRST = 5000

    def rows(self) -> dict[str, Model]:
        return {row.key: row for row in Resource.objects.filter(made_from="").prefetch_related("editions", "terms")}

    def row(self, key: str) -> Model | None:
        return Resource.objects.filter(made_from="", key=key).first()

    def read(self, row: Resource) -> dict:
        return super().read(row) | {"order": str(max(0, row.order - self.FIRST))}

    def fields(self, row: Resource) -> dict[str, Any]:
        terms = sorted(row.terms.all(), key=lambda term: (term.order, term.key))
        editions = [one for one in row.editions.all() if one.address]
        return {name: getattr(row, name) for name in self.PLAIN} | {
            "audiences": row.audiences,
            "ages": row.ages,
            "terms": [term.key for term in terms],
            "also_in": row.also_in,
            "sensitive": "yes" if row.sensitive else "no",
            "editions": [
                self._edition(one) for one in sorted(editions, key=lambda one: (one.language, one.format, one.title))
            ],
        }

    @staticmethod
    def _edition(one: Edition) -> dict[str, str]:
        said = {name: getattr(one, name) for name in ("language", "format", "address", "title", "version")}
        return said | {"date": one.date.isoformat() if one.date else "", "pages": number(one.pages)}

    def faults(self, payload: dict) -> list[tuple[str, str]]:
        # Whether the terms exist is checked against the pack: its form is read without a database, too.
        return super().faults(payload | {"terms": []})

    def apply(self, row: Resource, payload: dict, above: dict[str, Model]) -> None:
        for name in (*self.PLAIN, "audiences", "ages", "also_in"):
            setattr(row, name, payload[name])
        row.order = self.FIRST + int(payload.get("order", 0))
        row.sensitive = payload["sensitive"] == "yes"
        row.terms = list(Term.objects.filter(key__in=payload["terms"]))
        kept = [one for one in row.editions.all() if not one.address] if row.pk else []
        row.editions = [*kept, *(self._made(one) for one in payload["editions"])]

    @staticmethod
    def _made(said: dict[str, str]) -> Edition:
        plain = {name: said.get(name, "") for name in ("language", "format", "address", "title", "version")}
        day, pages = said.get("date"), said.get("pages")
        return Edition(**plain, date=date.fromisoformat(day) if day else None, pages=int(pages) if pages else None)


class Synonyms(Table):
    """Words for the same thing; facts are nothing but the key."""

    kind, folder, model, ident, words = "synonyms", "synonyms", SynonymSet, "key", ("words",)

    def fields(self, row: SynonymSet) -> dict[str, Any]:
        return {}

    def apply(self, row: SynonymSet, payload: dict, above: dict[str, Model]) -> None:
        """Nothing to say beyond the key."""


class Danger(Table):
    """Words of danger, and words that tell who is asking."""

    kind, folder, model, ident, words = "danger", "danger", DangerWords, "key", ("words",)

    def fields(self, row: DangerWords) -> dict[str, Any]:
        return {"reader": row.reader}

    def apply(self, row: DangerWords, payload: dict, above: dict[str, Model]) -> None:
        row.reader = payload["reader"]


def column(name: str, language: str) -> str:
    """modeltranslation's column for a language code."""
    return f"{name}_{language.replace('-', '_')}"


def number(value: int | None) -> str:
    return "" if value is None else str(value)


#: In the order in which they are written: what is pointed to comes first.
TABLES: dict[str, Table] = {table.kind: table for table in (Countries(), Services(), Resources(), Synonyms(), Danger())}
#: Names of all files that hold many parts, by kind.
LISTS = {"term": "terms", **{kind: table.folder for kind, table in TABLES.items()}}
