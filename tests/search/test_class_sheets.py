"""A teacher finds what pupils work with on the landing: whole, and one lesson at a time."""

import re

from django.test import Client

from guidelines.documents import shelf
from guidelines.models import GuidelineSetPage, SectionPage


def test_one_lesson_of_the_workbook_can_be_printed_from_the_landing(shipped):
    workbook = GuidelineSetPage.objects.filter(band="9-12", locale__language_code="en").first()
    assert workbook is not None
    shelf.refresh()
    main = Client().get("/en/parents-educators/").content.decode()
    block = main[main.index('id="for-class"') :].split("</section>")[0]
    modules = SectionPage.objects.live().child_of(workbook).order_by("path")
    wanted = [f"{one.get_url()}print/" for one in modules]
    found = [one for one in re.findall(r'href="([^"]+)"', block) if one in wanted]
    assert found == wanted and wanted
    assert all(Client().get(address).status_code == 200 for address in wanted)
