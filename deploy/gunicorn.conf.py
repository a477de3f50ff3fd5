"""gunicorn: a few processes with four threads each; one JSON line a request; stops without cutting anybody off."""

import os
from contextlib import suppress
from multiprocessing import cpu_count
from pathlib import Path

from gunicorn.glogging import Logger

from cop_portal.logs import JsonLines, access_line

bind = os.environ.get("COP_BIND", "127.0.0.1:8001")
worker_class = "gthread"


def memory() -> int:
    """Bytes that this machine has, or that the container or service it runs in may use (cgroup 1 and 2)."""
    found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for line in Path("/proc/self/cgroup").read_text("ascii").splitlines():
        _, kind, folder = line.split(":", 2)
        if kind in {"", "memory"}:
            place = Path("/sys/fs/cgroup", kind, folder.lstrip("/"))
            for name in ("memory.max", "memory.limit_in_bytes"):
                with suppress(OSError, ValueError):
                    found.append(int((place / name).read_text("ascii")))
    return min(found)


#: Readers are served by nginx: with less than 1 GiB one process is enough, and a second would not fit.
small = memory() < 1000 * 2**20
workers = int(os.environ.get("COP_PROCESSES", "0")) or (1 if small else min(4, cpu_count() + 1))
threads = int(os.environ.get("COP_THREADS", "4"))
backlog = 1024
timeout = 30
graceful_timeout = 20
keepalive = 30
max_requests, max_requests_jitter = 5000, 500
#: A program that does not load never replaces one that runs, and processes share memory; a single one would pay twice.
preload_app = os.environ.get("COP_PRELOAD", "") == "yes" and not small
limit_request_line = 8190
limit_request_fields = 64
forwarded_allow_ips = os.environ.get("COP_PROXIES", "127.0.0.1")
#: No header of a request may tell the program where it stands.
forwarder_headers = ""
control_socket_disable = True
accesslog = "-" if os.environ.get("COP_ACCESS_LOG", "yes") == "yes" else None
errorlog = "-"
#: Warnings quote the address and the request line of whatever cannot be read.
loglevel = "error"


class PlainLogger(Logger):
    """Access and error log in the house's form."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(JsonLines() if handler in self.error_log.handlers else None)

    def access(self, resp, req, environ, request_time):
        if self.cfg.accesslog:
            size = getattr(resp, "sent", 0) or 0
            self.access_log.info(access_line(int(str(resp.status)[:3]), environ.get("PATH_INFO", ""), size))


logger_class = PlainLogger
