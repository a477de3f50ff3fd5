"""Countries and services in packs: refused at their line when malformed, exported byte for byte, never overwritten."""

import pytest
import yaml
from wagtail.models import Page

from audiences.models import SituationsPage
from common.keys import translation_key
from cop_portal.packs.export import files_of_portal
from cop_portal.packs.load import load
from resources.models import HelpService


@pytest.mark.parametrize(
    ("file", "field", "value"),
    [
        ("services", "hours", "nine to five"),
        ("services", "phone", "call <b>us</b>"),
        ("services", "address", "javascript:alert(1)"),
        ("services", "time_zone", "Mars/Base"),
        ("services", "source_date", "2025-02-30"),
        ("services", "country", "zz"),
        ("services", "confidence", "X"),
        ("countries", "emergency", "one-one-two"),
        ("countries", "time_zone", "Nowhere"),
    ],
)
def test_a_pack_with_a_malformed_entry_is_refused_at_its_line(help_portal, file, field, value):
    rows = help_portal.files[f"facts/{file}.yaml"]
    rows[3][field] = value
    faults = help_portal.write().open().faults
    assert [one.file for one in faults] == [f"facts/{file}.yaml"]
    lines = (help_portal.root / f"facts/{file}.yaml").read_text("utf-8").splitlines()
    assert lines[faults[0].line - 1].strip().removeprefix("- ").startswith(f"{field}:")


def test_export_gives_the_same_bytes_back_and_one_edit_changes_one_line(help_portal):
    before = files_of_portal(help_portal.files["pack.yaml"])
    assert before == help_portal.bytes()
    service = HelpService.objects.get(key="fr-119")
    service.phone = "120"
    service.save()
    after = files_of_portal(help_portal.files["pack.yaml"])
    assert {name for name in before if before[name] != after[name]} == {"facts/services.yaml"}
    pairs = zip(before["facts/services.yaml"].splitlines(), after["facts/services.yaml"].splitlines(), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == [(b"  phone: '119'", b"  phone: '120'")]


def test_a_part_that_leads_to_an_unknown_page_is_refused_at_its_line(help_portal):
    file = "words/en/pages/help/parents.yaml"
    help_portal.files[file]["phases"][1]["more"] = ["PA-1.1", "PA-9.9"]
    [fault] = help_portal.write().open().faults
    assert fault.file == file and "PA-9.9" in str(fault)
    assert (help_portal.root / file).read_text("utf-8").splitlines()[fault.line - 1].strip() == "- PA-9.9"


def test_a_part_keeps_its_other_pages_where_one_was_deleted(help_portal):
    Page.objects.get(translation_key=translation_key("PA-1.2"), locale__language_code="en").delete()
    phase = help_portal.files["words/en/pages/help/parents.yaml"]["phases"][1]
    phase["more"], phase["title"] = ["PA-1.2", "PA-1.1"], "Changed"
    load(help_portal.write().open())
    page = SituationsPage.objects.get(reader="parents", locale__language_code="en")
    block = next(one for one in page.phases if one.value["title"] == "Changed")
    assert [one.specific.key for one in block.value["more"] if one] == ["PA-1.1"]
    Page.objects.get(translation_key=translation_key("PA-1.1"), locale__language_code="en").delete()
    assert "more" not in yaml.safe_load(files_of_portal(help_portal.files["pack.yaml"])[
        "words/en/pages/help/parents.yaml"])["phases"][1]  # fmt: skip


def test_a_load_leaves_an_editors_number_alone(help_portal):
    HelpService.objects.filter(key="fr-119").update(phone="120")
    next(one for one in help_portal.files["facts/services.yaml"] if one["key"] == "fr-119")["phone"] = "121"
    load(help_portal.write().open())
    assert HelpService.objects.get(key="fr-119").phone == "120"
