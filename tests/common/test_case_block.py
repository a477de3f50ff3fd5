"""A worked case says on the page whether it is invented, and no half of a source passes for one."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from common.blocks import CaseBlock

BLOCK = CaseBlock()
STORY = {"title": "A portal", "text": "Say a country opens a portal."}
SOURCE = {"source": "Gazette", "address": "https://example.org/g", "date": "2020-10"}


def shown(**fields: str) -> str:
    return BLOCK.render(BLOCK.to_python({**STORY, **fields}))


def test_a_case_without_a_source_is_called_invented():
    assert "An invented example" in shown() and "documented" not in shown()


def test_a_case_with_a_source_is_called_documented_and_names_it():
    page = shown(**SOURCE)
    assert "A documented example" in page and "invented" not in page
    assert 'href="https://example.org/g"' in page and "Gazette" in page and "2020-10" in page


@pytest.mark.parametrize("fields", [{"source": "Gazette"}, {"address": "https://example.org/g"}, {"date": "2020"}])
def test_half_a_source_is_refused(fields):
    with pytest.raises(StructBlockValidationError):
        BLOCK.clean(BLOCK.to_python({**STORY, **fields}))


@pytest.mark.parametrize("fields", [{}, SOURCE, {"source": "Gazette", "date": "2020"}])
def test_no_source_or_a_whole_one_is_accepted(fields):
    assert BLOCK.clean(BLOCK.to_python({**STORY, **fields}))["title"] == "A portal"
