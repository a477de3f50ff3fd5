"""The portal's addresses, and by mistake the admin once more."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from cop_portal import urls

urlpatterns = [path("office/", include(wagtailadmin_urls)), *urls.urlpatterns]
