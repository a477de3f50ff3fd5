"""The library follows the content: rows in the next breath, withdrawn words at once, files by and by."""

import gc
import multiprocessing
import os
import signal
import uuid
from contextlib import suppress

from django.db import connection, connections, transaction

from common.announce import changed
from common.signals import content_changed, minute_passed
from guidelines.documents import make, shelf

#: A fork, not a new program: it shares what the worker has loaded, 80 MiB of it on a machine with 512.
_fork = multiprocessing.get_context("fork")
_maker: multiprocessing.Process | None = None


def on_change(sender: type, withdrawn: tuple[int, ...] = (), **kwargs) -> None:
    """Take away files of withdrawn pages now; bring the rows up to date when the transaction is through."""
    if withdrawn:
        make.withdraw(list(withdrawn))
    if sender is not shelf.Wanted and not any(call is follow for _, call, *_ in connection.run_on_commit):
        transaction.on_commit(follow)


def follow() -> None:
    """Bring the library's rows in line, and leave word that files may be out of date."""
    _, change = shelf.refresh()
    make.remove(change.files)
    make.mark_stale(uuid.uuid4().hex)
    if change:
        changed(shelf.Wanted)


def each_minute(sender: type, **kwargs) -> None:
    """In the worker: have files made in a process of their own, for which nothing waits; it ends with the worker.

    Not within a transaction: the child would not see what it holds, and the connection has to be closed for the fork.
    """
    global _maker
    if connection.in_atomic_block or (_maker is not None and _maker.is_alive()):
        return
    _maker = None
    if make.is_stale():
        connections.close_all()  # a database connection must not be shared with a child
        gc.collect()
        gc.freeze()
        _maker = _fork.Process(target=_make, name="documents", daemon=True)
        _maker.start()


def _make() -> None:
    """What the child does: ends when told to, as a program of its own would."""
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, signal.SIG_DFL)
    os.nice(10)
    with suppress(make.Busy):
        make.make_all()


def connect() -> None:
    """Listen. Called once, when Django starts."""
    content_changed.connect(on_change, dispatch_uid="documents-follow")
    minute_passed.connect(each_minute, dispatch_uid="documents-make")
