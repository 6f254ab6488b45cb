"""Cổng của năm sử dụng kết quả: a rehearsal's home with Tam Đường's year, on a day of the test's choice."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.portal.web.offices import PortalDesk, portal_desk
from tests.services.year_of_use import year_of_use
from workflows.rehearsal import begin_rehearsal
from workflows.settings import read_settings


def rehearsed(home: Path, until: date) -> str:
    """Nhà diễn tập: with the year's books as far as that day; gives what the clock is set to."""
    home.mkdir(parents=True)
    with patch.dict(os.environ, {"VANTHU_HOME": str(home)}):
        begin_rehearsal(read_settings())
    year_of_use(home, until).engine.dispose()
    return f"{until.isoformat()}T08:00"


@contextmanager
def year_desk(home: Path, until: date, now: date | None = None) -> Iterator[PortalDesk]:
    """Cổng: the books are those of ``until``, the clock stands on ``now`` (None: the same day)."""
    rehearsed(home, until)
    with portal_desk(home, VANTHU_REHEARSAL_NOW=f"{now or until}T08:00") as desk:
        yield desk
