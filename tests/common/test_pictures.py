"""Pictures are counted before they are opened, and kept without what they tell."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from PIL import Image

from common.uploads import cleaned_picture
from resources.image_forms import PictureField
from tests.stage.files import exif, picture
from tests.stage.hostile import CLEANED, PICTURES, TALES


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("hostile", [one for one in PICTURES if one.wanted not in (CLEANED, "file_too_large")], ids=str)
def test_hostile_pictures_are_refused(hostile):
    with pytest.raises(ValidationError) as caught:
        cleaned_picture(hostile.make(), hostile.name)
    assert caught.value.code == hostile.wanted


@pytest.mark.parametrize("hostile", [one for one in PICTURES if one.wanted == CLEANED], ids=str)
def test_what_is_kept_tells_nothing(hostile):
    before = hostile.make()
    after = cleaned_picture(before, hostile.name)
    assert not [tale for tale in TALES if tale in after]
    assert opened(after).convert("RGB").tobytes() == opened(before).convert("RGB").tobytes()
    assert cleaned_picture(after, hostile.name) == after


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_an_honest_picture_stays_as_it_is(kind):
    data = picture(kind)
    assert opened(cleaned_picture(data, f"a.{kind.lower()}")).tobytes() == opened(data).tobytes()


def test_progressive_pictures_keep_all_their_scans():
    data = picture("JPEG", (300, 200), progressive=True)
    assert cleaned_picture(data, "a.jpg") == data


def test_how_a_picture_is_turned_stays():
    after = cleaned_picture(picture("JPEG", exif=exif(6)), "a.jpg")
    assert dict(opened(after).getexif()) == {0x0112: 6}


def test_moving_pictures_move_on():
    others = [Image.new("RGB", (8, 8), colour) for colour in ("blue", "green")]
    data = picture("GIF", (8, 8), save_all=True, append_images=others, loop=0)
    assert cleaned_picture(data, "a.gif") == data and opened(data).n_frames == 3


def test_colours_stay():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        assert opened(cleaned_picture(picture(kind, icc_profile=profile), "a")).info["icc_profile"] == profile


@pytest.mark.parametrize("where", ["memory", "disk"])
def test_the_upload_itself_is_changed(where):
    """Wagtail keeps the upload, not what the field returns, while a description is still missing."""
    data = picture("JPEG", exif=exif())
    if where == "memory":
        upload = InMemoryUploadedFile(io.BytesIO(data), "file", "a.jpg", "image/jpeg", len(data), None)
    else:
        upload = TemporaryUploadedFile("a.jpg", "image/jpeg", len(data), None)
        upload.write(data)
        upload.seek(0)
    PictureField().clean(upload)
    upload.seek(0)
    kept = upload.read()
    assert b"Marker Phones" not in kept and len(kept) == upload.size
