"""Editors add resources and editions, hostile files are refused with a reason, and the report names what is missing."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from resources.models import Edition, PortalDocument, Resource, Term
from tests.admin.helpers import make_user

ADD, EDIT = "wagtailsnippets_resources_resource:add", "wagtailsnippets_resources_resource:edit"
PDF = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n"


@pytest.fixture
def desk(client, django_user_model, db):
    client.force_login(make_user(django_user_model, "moderator@example.org", "Moderators", first_name="Amina"))
    return client


def sent(*editions: dict, **facts) -> dict:
    """What the form sends: facts of a resource, and new editions."""
    words = {f"{name}_{code.replace('-', '_')}": "" for name in ("title", "description") for code in _languages()}
    form = {"key": "course", "kind": "course", "order": "5", "live": "on", **words, "title_en": "A course", **facts}
    form |= {"editions-TOTAL_FORMS": str(len(editions)), "editions-INITIAL_FORMS": "0"}
    empty = {"language": "", "format": "pdf", "title": "", "document": "", "address": "", "version": "", "date": ""}
    for number, one in enumerate(editions):
        form |= {f"editions-{number}-{name}": value for name, value in {**empty, "pages": "", "id": "", **one}.items()}
    return form


def _languages() -> tuple[str, ...]:
    return tuple(settings.MODELTRANSLATION_LANGUAGES)


def test_a_moderator_adds_a_resource_with_two_editions(desk, db):
    term = Term.objects.create(key="gaming", vocabulary="technology", name_en="Gaming")
    document = PortalDocument.objects.create(title="x", file=SimpleUploadedFile("x.pdf", PDF))
    assert desk.get(reverse(ADD)).status_code == 200
    form = sent(
        {"language": "FR", "document": str(document.pk)},
        {"language": "hy", "format": "html", "address": "https://example.org/hy"},
        audiences=["educators"],
        terms=[str(term.pk)],
        also_in="mt, PT-br",
        publisher="Somebody",
    )
    response = desk.post(reverse(ADD), form)
    assert response.status_code == 302, response.context["form"].formsets["editions"].errors
    row = Resource.objects.get(key="course")
    assert row.audiences == ["educators"] and row.also_in == ["mt", "pt-br"] and list(row.terms.all()) == [term]
    french = row.editions.get(language="fr")
    assert french.size == len(PDF) and french.checksum
    assert row.editions.get(language="hy").url == "https://example.org/hy"
    assert desk.get(reverse(EDIT, args=[row.pk])).status_code == 200


@pytest.mark.parametrize(
    "edition", [{"language": "fr"}, {"language": "Français", "address": "https://example.org/"}], ids=["nothing", "tag"]
)
def test_an_edition_that_cannot_be_opened_is_refused_and_nothing_is_kept(desk, edition):
    response = desk.post(reverse(ADD), sent(edition))
    assert response.status_code == 200 and response.context["form"].formsets["editions"].errors[0]
    assert not Resource.objects.exists() and not Edition.objects.exists()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("word/document.xml", b"\0" * (40 * 1024 * 1024))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("picture.pdf", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a PDF"),
        ("drawing.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", ""),
        ("script.pdf", lambda: PDF + b"2 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj", "contains a script"),
        ("big.pdf", lambda: PDF + b"\0" * (21 * 1024 * 1024), "too big"),
        ("bomb.docx", bomb, "unpacks to more"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"])
def test_a_hostile_upload_leaves_neither_row_nor_file(desk, tmp_path: Path, settings, view, name, data, reason):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile(name, data(), content_type="application/octet-stream")
    multiple = view == "wagtaildocs:add_multiple"
    prefix = "document-chooser-upload-" if "chooser" in view else ""
    form = {f"{prefix}title": "x", f"{prefix}collection": str(Collection.get_first_root_node().pk)}
    form["files[]" if multiple else f"{prefix}file"] = file
    headers = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"} if multiple else {}
    response = desk.post(reverse(view), form, **headers)
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not PortalDocument.objects.exists()
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_a_drawing_with_a_script_is_no_image_either(desk, tmp_path: Path, settings):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml")
    response = desk.post(reverse("wagtailimages:add"), {"title": "x", "description": "A kite", "file": file})
    assert response.status_code == 200 and response.context["form"].errors["file"]
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_the_report_names_what_is_missing(desk):
    whole = Resource.objects.create(key="whole", kind="course", title_en="Whole course")
    part = Resource.objects.create(key="part", kind="video", title_en="Half a film")
    for resource, code in ((whole, "en"), (whole, "hy"), (part, "hy")):
        Edition.objects.create(resource=resource, language=code, format="html", address="https://example.org/")
    body = desk.get(reverse("resource_languages")).content.decode()
    assert "English: 1 missing" in body and "Armenian" in body
    only = desk.get(reverse("resource_languages"), {"missing": "en"}).content.decode()
    assert "Half a film" in only and "Whole course" not in only


def test_what_is_made_here_is_not_typed(desk):
    made = Resource.objects.create(key="PA-1/checklist", kind="checklist", made_from="PA-1", title_en="Talking")
    response = desk.get(reverse(EDIT, args=[made.pk]))
    assert response.status_code == 200 and b"editions-TOTAL_FORMS" not in response.content
    assert response.context["form"].fields["title_en"].disabled
    assert "Talking" not in desk.get(reverse("wagtailsnippets_resources_resource:list")).content.decode()


def test_an_editor_sees_but_does_not_change(client, django_user_model, db):
    client.force_login(make_user(django_user_model, "editor@example.org", "Editors", first_name="Bruno"))
    assert client.get(reverse("resource_languages")).status_code == 200
    assert client.post(reverse(ADD), sent()).status_code == 302
    assert not Resource.objects.exists()
