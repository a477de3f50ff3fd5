"""The shipped edition, loaded once for all tests of search."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from common.languages import forget
from cop_portal.packs.load import load
from cop_portal.packs.source import open_pack


@pytest.fixture(scope="package")
def _shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with transaction.atomic():
            pack = open_pack(settings.COP_PACK_DIR)
            assert pack.faults == []
            load(pack)
            yield pack
            transaction.set_rollback(True)
        forget()


@pytest.fixture
def shipped(_shipped, db):
    """The whole shipped edition; what a test changes is taken back after it."""
    forget()
    caches["computed"].clear()
    return _shipped
