"""HTML to PDF, with fonts whose text can be read back out of the file.

WeasyPrint is an optional extra (`uv sync --extra pdf`) and needs Pango from the system. It is imported only when a PDF
is made. Fonts are IBM Plex Sans and Amiri, whole and unchanged: fonts cut up for browsers print wrong characters, and
most Arabic fonts look right but give wrong letters to a screen reader (docs/decisions, 0007).
"""

import os
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape  # nosec B406 # escapes, and parses nothing

from django.conf import settings

FONTS = Path(__file__).parent / "fonts"
LATIN = '"IBM Plex Sans", "Noto Sans"'
ARABIC = '"Amiri", "Noto Naskh Arabic"'
OPTIONS = {"pdf_variant": "pdf/ua-1"}
CHINESE = '"IBM Plex Sans SC", "Noto Sans CJK SC"'


def families(language: str) -> str:
    """The CSS font-family of a document, the language's own script first."""
    order = {"ar": (ARABIC, LATIN, CHINESE), "zh": (CHINESE, LATIN, ARABIC)}.get(language.split("-")[0])
    return ", ".join([*(order or (LATIN, ARABIC, CHINESE)), "sans-serif"])


class PdfUnavailable(Exception):
    """PDFs cannot be made on this machine; the message says what to install."""


@cache
def missing() -> str:
    """What keeps this machine from making PDFs, for its operator; "" when nothing does."""
    try:
        _weasyprint()
    except ImportError:
        return "WeasyPrint is not installed: .venv/bin/uv sync --inexact --extra pdf"
    except OSError:
        return "Pango is missing: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    return ""


def from_html(html: str, tighter: str = "") -> tuple[bytes, int]:
    """A tagged PDF (PDF/UA-1) of a document that carries its own styles and pictures, and its number of pages.

    `tighter` is CSS that is used where it saves a page: a sheet whose last line stands alone is two sheets of paper.
    Raises PdfUnavailable.
    """
    if reason := missing():
        raise PdfUnavailable(reason)
    document = _render(html)
    if tighter and len(document.pages) > 1:
        snug = _render(html.replace("</style>", f"{tighter}</style>", 1))
        document = snug if len(snug.pages) < len(document.pages) else document
    return document.write_pdf(**OPTIONS), len(document.pages)


def _render(html: str) -> Any:
    weasyprint = _weasyprint()
    # Everything a document shows stands in it; it may load nothing, from this machine or another.
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    return weasyprint.HTML(string=html, base_url=None, url_fetcher=nothing).render(**OPTIONS)


def _weasyprint():
    os.environ.setdefault("FONTCONFIG_FILE", str(_fontconfig()))
    import weasyprint

    return weasyprint


def _fontconfig() -> Path:
    """A fontconfig file that knows our fonts first, then the system's."""
    config = Path(settings.VAR_DIR) / "fonts" / "fonts.conf"
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(FONTS))}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{escape(str(config.parent / 'cache'))}</cachedir></fontconfig>"
    )
    if not config.exists() or config.read_text("utf-8") != text:
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(text, "utf-8")
    return config
