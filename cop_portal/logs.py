"""Logs as one JSON object a line, without addresses and without queries."""

import json
import logging
import re
import time

#: Queries in messages of other people's code ("Not Found: /en/?q=…").
_QUERY = re.compile(r"\?[^\s\"']*")


class JsonLines(logging.Formatter):
    """Time, level, logger and message; a traceback where there is one. Never the request itself."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(record.created)),
            "level": record.levelname,
            "logger": record.name,
            "message": _QUERY.sub("?…", record.getMessage()),
        }
        if getattr(record, "status_code", None):
            line["status"] = record.status_code
        if record.exc_info:
            line["traceback"] = _QUERY.sub("?…", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def access_line(status: int, path: str, size: int) -> str:
    """One answered request: time, status, path, bytes, and nothing that tells of who asked."""
    return json.dumps(
        {"time": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "status": status, "path": path[:500], "bytes": size},
        ensure_ascii=False,
    )
