"""Trình duyệt: one Chromium for the tests of a file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.portal.web.browsing import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium: gone with the file, since its event loop is in the way of whatever starts one of its own later."""
    with chromium() as started:
        yield started
