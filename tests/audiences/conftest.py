"""The tiny portal, loaded once for each file."""

import pytest


@pytest.fixture
def loaded(loaded_once):
    return loaded_once
