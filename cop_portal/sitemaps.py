"""Sitemap with language alternates, and robots.txt."""

from collections import defaultdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site


def alternates() -> list[dict]:
    """Every public page with its translations: dicts of `loc`, `lastmod`, `links` (code, address); three queries."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    base = settings.COP_BASE_URL
    pages = Page.objects.live().public().filter(depth__gte=2, alias_of__isnull=True)
    groups: dict = defaultdict(list)
    rows = (
        pages.select_related("locale")
        .order_by("path")
        .only("url_path", "translation_key", "last_published_at", "locale__language_code", "depth", "path")
    )
    for page in rows:
        code = page.locale.language_code
        rest = page.url_path.split("/", 2)[2]
        groups[page.translation_key].append((code, f"{base}/{code}/{rest}", page.last_published_at))
    entries = []
    for translations in groups.values():
        links = [(code, address) for code, address, _ in translations]
        default = next((address for code, address in links if code == settings.LANGUAGE_CODE), None)
        for _code, address, published in translations:
            entries.append({"loc": address, "lastmod": published, "links": links, "default": default})
    return entries


def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "sitemap.xml", {"entries": alternates()}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /accounts/",
        "Disallow: /feedback/",
        f"Sitemap: {settings.COP_BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
