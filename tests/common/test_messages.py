"""Interface texts: every public template speaks French and Arabic, and what is shipped compiled is what was written."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

from common.choices import AgeBand, Audience
from guidelines.models.items import Provenance
from resources.models.terms import Vocabulary

LANGUAGES = ("fr", "ar")
STAFF = ("account", "allauth", "mfa", "wagtailadmin", "wagtailcore")
_CALL = re.compile(r"""\bgettext\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))\)""")
_PLURAL = re.compile(r"""\bngettext\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")),""")
_FIELD = re.compile(r"%\((\w+)\)[sd]")


def source(code: str, ending: str) -> Path:
    return settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / f"django.{ending}"


def entries(code: str) -> list[dict]:
    """Entries of a .po file: dicts of `id`, `plural`, `texts` (by number, 0 where there is no plural) and `fuzzy`."""
    found = []
    for block in re.split(r"\n\s*\n", source(code, "po").read_text("utf-8")):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        fields: dict[str, str] = {}
        name = ""
        for line in lines:
            if match := re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+(".*")$', line):
                name = match[1]
                fields[name] = ast.literal_eval(match[2])
            elif line.startswith('"') and name:
                fields[name] += ast.literal_eval(line)
        if "msgid" in fields:
            texts = {int((re.search(r"\d", key) or "0")[0]): text for key, text in fields.items() if "msgstr" in key}
            fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
            found.append({"id": fields["msgid"], "plural": fields.get("msgid_plural"), "texts": texts, "fuzzy": fuzzy})
    return found


def public_texts() -> dict[str, str]:
    """Texts marked for translation in public templates: text to the template that holds it."""
    found = {}
    root = settings.BASE_DIR / "templates"
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root)
        if name.parts[0] in STAFF:
            continue
        code = templatize(path.read_text("utf-8"))
        for literal in [*_CALL.findall(code), *_PLURAL.findall(code)]:
            found[ast.literal_eval(literal.lstrip("u"))] = str(name)
    return found


def test_the_reader_of_templates_sees_plain_and_plural_texts():
    texts = public_texts()
    assert {"Skip to the main text", "%(number)s page", "Edition %(edition)s"} <= texts.keys()
    assert len(texts) > 80


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_of_a_public_template_is_translated(code):
    known = {entry["id"] for entry in entries(code) if all(entry["texts"].values()) and not entry["fuzzy"]}
    missing = {text: name for text, name in public_texts().items() if text not in known}
    assert not missing, "Run `make messages` and translate these (docs/glossary.md has the terms)."


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_readers_see_of_choices_is_translated(code):
    untranslated = []
    for choices in (Audience, AgeBand, Provenance, Vocabulary):
        for choice in choices:
            with translation.override("en"):
                english = str(choice.label)
            known = next((entry for entry in entries(code) if entry["id"] == english), None)
            if known is None or not known["texts"][0] or known["fuzzy"]:
                untranslated.append(english)
    assert untranslated == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_a_guess(code):
    found = entries(code)
    assert len(found) > 250
    assert [entry["id"] for entry in found if entry["fuzzy"]] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_what_is_filled_in(code):
    wrong = []
    for entry in entries(code)[1:]:
        wanted = set(_FIELD.findall(entry["plural"] or entry["id"]))
        for number, text in entry["texts"].items():
            given = set(_FIELD.findall(text))
            # A plural form for exactly none, one or two may leave the number to the noun.
            short = entry["plural"] and number < 3 and given < wanted
            if text and given != wanted and not short:
                wrong.append((entry["id"], text))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_compiled_file_is_what_was_written(code):
    with source(code, "mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)
    compiled.pop("", None)
    written = {}
    for entry in entries(code):
        for number, text in entry["texts"].items():
            if entry["id"] and text:
                written[(entry["id"], number) if entry["plural"] else entry["id"]] = text
    assert compiled == written


def test_arabic_counts_with_all_its_forms():
    forms = next(entry for entry in entries("ar") if entry["plural"])["texts"]
    assert sorted(forms) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("code", LANGUAGES)
def test_house_typography(code):
    texts = [text for entry in entries(code)[1:] for text in entry["texts"].values()]
    bad = r" [:;?!»]|« |'" if code == "fr" else r"(?<=[\u0600-\u06ff])[,;?](?=\s|$)|\u0640|[\u200e\u200f]"
    assert [text for text in texts if re.search(bad, text)] == []
