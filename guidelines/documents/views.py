"""Made files over HTTP, where no web server in front serves them from their folder."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from guidelines.documents.make import files
from resources.models import Edition
from resources.templatetags.library import MEDIA_TYPES

NAME = re.compile(r"^cop-[a-z0-9-]+\.[a-z]{2,3}(-[a-z0-9]{2,8})*\.(pdf|epub|xlsx|docx)$")


def made_file(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """A file by its digest, for ever the same; an older digest leads to the file that has taken its place."""
    if not NAME.match(name):
        raise Http404(name)
    path = files() / digest / name
    if not path.is_file():
        return newest(request, name)
    kind = MEDIA_TYPES[name.rpartition(".")[2]]
    response = FileResponse(path.open("rb"), content_type=kind, filename=name, as_attachment=not name.endswith(".pdf"))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    return response


def newest(request: HttpRequest, name: str) -> HttpResponse:
    """Lead from a name without digest, as it stands on paper, to the file of today."""
    row = Edition.objects.filter(file__endswith=f"/{name}", resource__live=True).first() if NAME.match(name) else None
    if row is None or not (files() / row.file).is_file():
        raise Http404(name)
    return HttpResponseRedirect(row.url)
