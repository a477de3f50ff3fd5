"""Runs inside the portal (`manage.py shell`): CPU of a stored page through all middleware against a bare view."""

import io
import time

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from cop_portal.wsgi import application


def environ(address):
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "br", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip


def cpu(handler, address, times=1500):
    began = time.process_time()
    for _ in range(times):
        response = handler(environ(address), lambda status, headers: None)
        b"".join(response)
        if hasattr(response, "close"):
            response.close()
    return time.process_time() - began


ours = application
PAGE = "/en/parents-educators/parents/"
seen = []
body = b"".join(ours(environ(PAGE), lambda status, headers: seen.append((status, dict(headers)))))
assert seen[0][0] == "200 OK" and seen[0][1]["Content-Encoding"] == "br"


class Urls:
    urlpatterns = [path("bare/", lambda request: HttpResponse(body))]


with override_settings(ROOT_URLCONF=Urls, MIDDLEWARE=[]):
    bare = WSGIHandler()
cpu(ours, PAGE, 200), cpu(bare, "/bare/", 200)
for _ in range(7):
    with override_settings(ROOT_URLCONF=Urls):
        plain = cpu(bare, "/bare/")
    print(cpu(ours, PAGE) / plain)
