"""All addresses. Pages answer below their language; what belongs to no language stands above."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from audiences.feedback import did_not_work
from cop_portal import sitemaps, views
from cop_portal.publishing import health
from cop_portal.search.views import search_page
from cop_portal.serving import serve
from guidelines.documents.views import made_file, newest

login = RedirectView.as_view(url=settings.LOGIN_URL, query_string=True)
logout = RedirectView.as_view(url="/accounts/logout/")

urlpatterns = [
    path("", views.choose_language),
    path("live", health.live),
    path("ready", health.ready),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap),
    path("manifest.webmanifest", views.manifest),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}favicon.svg")),
    re_path(r"^r/(?P<stable_id>[A-Za-z0-9:.\-]{1,40})$", views.short_address, name="short_address"),
    path("files/<str:digest>/<str:name>", made_file),
    path("files/<str:name>", newest),
    # Wagtail asks for this name when a page is restricted; its own form would take a bare password.
    path("_util/login/", login, name="wagtailcore_login"),
    path("feedback/<str:language>/<slug:reader>/<slug:key>/", did_not_work, name="did_not_work"),
    path("cms/login/", login, name="admin_login"),
    path("cms/logout/", logout, name="admin_logout"),
    path("cms/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("looks/", views.looks),
        path("search/", search_page, name="search"),
        re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]

handler400 = "cop_portal.views.bad_request"
handler403 = "cop_portal.views.forbidden"
handler404 = "cop_portal.views.not_found"
handler500 = "cop_portal.views.server_error"
