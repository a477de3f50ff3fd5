"""The admin's form for a picture: looked through before anything opens it, and kept without what it tells."""

from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from common.uploads import cleaned_picture


class PictureField(WagtailImageField):
    """Wagtail's field, after our own look at the bytes. The upload itself is changed: no path keeps the rest."""

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        upload.seek(0)
        before = upload.read()
        after = cleaned_picture(before, upload.name)
        if after != before:
            upload.seek(0)
            upload.truncate()
            upload.write(after)
            upload.flush()
            upload.size = len(after)
        upload.seek(0)
        return super().to_python(upload)


class PictureForm(BaseImageForm):
    """Wagtail makes the field for the file itself; it is exchanged for ours."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget, max_length=field.max_length
            )
