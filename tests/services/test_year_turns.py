"""Sang năm: numbers begin with 1 at midnight in Việt Nam, wherever the machine stands (N06)."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

import examples
from tests.documents import dated
from tests.services.test_incoming import OFFICE, arrival
from tests.workspaces import empty_books, workspace_at
from workflows import rehearsal, wiring
from workflows.services.drafts import document_of
from workflows.services.issue import issue_document
from workflows.services.receive_document import receive_document

DRAFT = examples.FOLDER / "letters" / "tuyen-quang-2020-1049" / "draft.toml"
ZONES = ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"]

#: The moment (UTC), and the year to which it belongs in Việt Nam.
MOMENTS = [
    (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), 2026, "a second before midnight in Hà Nội"),
    (datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC), 2027, "midnight in Hà Nội; in London still the old year"),
    (datetime(2026, 12, 31, 10, 0, 0, tzinfo=UTC), 2026, "on Kiritimati already the new year"),
    (datetime(2027, 1, 1, 7, 59, 0, tzinfo=UTC), 2027, "in Los Angeles still the old year"),
]


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Múi giờ của máy: the machine believes to stand there."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(("moment", "year", "reason"), MOMENTS)
def test_the_year_of_a_number_is_that_of_vietnam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, moment: datetime, year: int, reason: str
) -> None:
    class Frozen(datetime):
        """Đồng hồ đứng: every question gets the same moment, in the zone that is asked for."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Frozen":
            assert tz is not None, "the clock of the machine's own zone is never asked"
            return cls.fromtimestamp(moment.timestamp(), tz)

    monkeypatch.setattr(rehearsal, "datetime", Frozen)
    monkeypatch.setenv("VANTHU_HOME", str(tmp_path))
    (tmp_path / "vanthu.db").write_bytes(empty_books())
    wiring._opened.cache_clear()
    workspace = wiring.open_workspace()
    without_date = tmp_path / "thu.toml"
    lines = DRAFT.read_text(encoding="utf-8").splitlines()
    without_date.write_text(
        "\n".join(line for line in lines if not line.startswith("date =")), encoding="utf-8"
    )
    assert workspace.today().year == year, reason
    document = document_of(workspace, without_date)
    assert (document.issued_on.year, document.issued_on) == (year, workspace.today())
    entry = receive_document(workspace, OFFICE, arrival(arrived_on=workspace.today()))
    assert (entry.book.year, entry.number) == (year, 1)
    workspace.engine.dispose()
    wiring._opened.cache_clear()


def test_numbers_begin_anew_with_the_year_and_the_old_book_stays(database_url: str, tmp_path: Path) -> None:
    workspace = workspace_at(database_url, tmp_path)
    days = ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-01", "2027-01-04"]
    places = [issue_document(workspace, dated(day)).entry for day in days]
    assert [(entry.book.year, entry.number) for entry in places] == [
        (2026, 1),
        (2026, 2),
        (2027, 1),
        (2027, 2),
        (2027, 3),
    ]
    late = issue_document(workspace, dated("2026-12-31")).entry
    assert (late.book.year, late.number) == (2026, 3), "a document of the old year goes on in its own book"
    workspace.engine.dispose()
