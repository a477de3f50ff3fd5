"""The style sheets that are inlined into pages, and the pictures drawn for this project."""

import base64
import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import rcssmin
from django.conf import settings
from django.templatetags.static import static

STATIC = Path(settings.BASE_DIR) / "static"


def _fresh(function):
    """Cache for ever in production; read the file each time while developing."""
    cached = cache(function)

    def call(*args, **named):
        return (function if settings.DEBUG else cached)(*args, **named)

    return call


@_fresh
def style(plain: bool = False) -> str:
    """`static/css/*.css` in the order of their names, minified.

    A `plain` page, one for a person in trouble, does without `static/css/full/`: it has to be there in one round trip.
    """
    folder = STATIC / "css"
    files = [*folder.glob("*.css"), *(() if plain else folder.glob("full/*.css"))]
    return rcssmin.cssmin("".join(path.read_text("utf-8") for path in sorted(files, key=lambda path: path.name)))


@_fresh
def own_styles() -> tuple[str, ...]:
    """The content security policy's hash sources for both style sheets of this build."""
    sheets = (style(), style(plain=True))
    return tuple("sha256-" + base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in sheets)


#: So many style sheets, two a build, stay allowed, so that a page stored by an older build is still styled.
STYLES_KEPT = 12


def _styles_file() -> Path:
    return Path(settings.VAR_DIR) / "styles.txt"


@lru_cache(maxsize=1)
def _remembered(changed_at: int) -> tuple[str, ...]:
    lines = _styles_file().read_text("ascii").splitlines()
    return tuple(line for line in lines if line.startswith("sha256-"))


def remembered_styles() -> tuple[str, ...]:
    """Hashes of this and the last builds' style sheets, as far as they were told; read again when told anew."""
    try:
        return _remembered(_styles_file().stat().st_mtime_ns)
    except OSError:
        return ()


def remember_styles() -> bool:
    """Put this build's style sheets first among those that the policy allows. Whether that was news."""
    known, mine = remembered_styles(), own_styles()
    if known[: len(mine)] == mine:
        return False
    path = _styles_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"styles.{os.getpid()}.new")  # several processes may start at once
    new.write_text("\n".join([*mine, *[one for one in known if one not in mine]][:STYLES_KEPT]) + "\n", "ascii")
    new.replace(path)
    return True


def style_hashes() -> tuple[str, ...]:
    """Hash sources of the style sheets that a stored page may carry."""
    known, mine = remembered_styles(), own_styles()
    return known if set(mine) <= set(known) else (*mine, *known)


@lru_cache(maxsize=256)
def illustration(name: str) -> str:
    """Markup of a drawing in `static/illustrations/`, ready to be inlined; "" where there is none."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?", name):
        return ""
    path = STATIC / "illustrations" / f"{name}.svg"
    if not path.exists():
        return ""
    bare = re.sub(r"<\?xml.*?\?>|<!--.*?-->", "", path.read_text("utf-8"), flags=re.S).strip()
    return bare.replace("<svg", '<svg aria-hidden="true"', 1)


#: Cards' drawings that show things only: these may stand on a page with quick exit (docs/design.md).
THINGS = frozenset(
    f"card-{name}" for name in ("chairs", "curtain", "down", "facedown", "feed", "job", "knot", "lamp", "lit", "phone")
)


@dataclass(frozen=True)
class Poster:
    """One file of the campaign kit: a picture or a sheet of one rule in one shape."""

    name: str
    url: str
    form: str
    kind: str
    size: int


@lru_cache(maxsize=64)
def posters(language: str, key: str) -> tuple[Poster, ...]:
    """The posters of a rule in a language, made by docs/illustrations/posters.py; none where nobody has made any."""
    folder = STATIC / "campaign" / language
    shapes = (("square", "png"), ("story", "png"), ("a4", "png"), ("a4", "pdf"))
    paths = [(form, kind, folder / f"{key}-{form}.{kind}") for form, kind in shapes]
    return tuple(
        Poster(path.name, static(f"campaign/{language}/{path.name}"), form, kind.upper(), path.stat().st_size)
        for form, kind, path in paths
        if path.exists()
    )
