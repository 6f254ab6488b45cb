"""Hồ sơ quá hạn: files of a one-stop office past their day, against the apologies that were sent; nobody is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """Hồ sơ đã nhận: its code and days; ``result`` None: no result yet."""

    code: str
    received: date
    due: date
    result: date | None = None

    def overdue_on(self, day: date) -> bool:
        """Quá hạn đến ngày: its result came after the promised day, or has not come and that day is past.

        >>> ReceivedFile("H1", date(2020, 4, 1), date(2020, 4, 8), date(2020, 4, 8)).overdue_on(date(2020, 4, 30))
        False
        """
        return self.due < (self.result if self.result is not None and self.result <= day else day)


@dataclass(frozen=True, slots=True)
class Apology:
    """Lời xin lỗi: number and day of the paper; ``by_slip``: it is a slip in our own register."""

    code: str
    number: str
    day: date
    by_slip: bool = False


@dataclass(frozen=True, slots=True)
class OverdueFile:
    """Hồ sơ quá hạn: with the first apology for it, None where there is none."""

    code: str
    due: date
    result: date | None
    apology: Apology | None


@dataclass(frozen=True, slots=True)
class OverdueReport:
    """Bảng quá hạn và xin lỗi: of a unit on a day. The export is not kept, only the SHA-256 of each file that was read.

    ``unmatched`` are codes for which an apology was listed although the export has no overdue file of that code.
    """

    unit: str
    on: date
    received: int
    overdue: tuple[OverdueFile, ...]
    unmatched: tuple[str, ...]
    export_sha256: str
    apologies_sha256: str = ""

    @property
    def month(self) -> str:
        """Tháng: as 2020-04; a unit has one report for each month, in versions."""
        return f"{self.on:%Y-%m}"

    @property
    def without_apology(self) -> tuple[OverdueFile, ...]:
        """Chưa xin lỗi: overdue files for which no apology is known."""
        return tuple(one for one in self.overdue if one.apology is None)

    @property
    def with_apology(self) -> int:
        """Đã xin lỗi: how many overdue files have an apology."""
        return len(self.overdue) - len(self.without_apology)


def overdue_report(
    unit: str,
    on: date,
    files: Sequence[ReceivedFile],
    slips: Sequence[Apology],
    listed: Sequence[Apology],
    hashes: tuple[str, str],
) -> OverdueReport:
    """Lập bảng: what is overdue on the day ``on``, each with its earliest apology of that day or before.

    ``slips`` come from our register, ``listed`` from a list of the unit; ``hashes`` are of the export and that list.
    """
    said: dict[str, Apology] = {}
    # A slip of our own comes first among apologies of one day: its number can be looked up.
    for one in sorted((*slips, *listed), key=lambda one: (one.day, not one.by_slip, one.number)):
        if one.day <= on:
            said.setdefault(one.code, one)
    late = sorted((one for one in files if one.overdue_on(on)), key=lambda one: (one.due, one.code))
    found = tuple(OverdueFile(one.code, one.due, one.result, said.get(one.code)) for one in late)
    codes = {one.code for one in found}
    unmatched = sorted({one.code for one in listed} - codes)
    return OverdueReport(unit, on, len(files), found, tuple(unmatched), *hashes)


_REPORT = TypeAdapter(OverdueReport)


def overdue_as_json(one: OverdueReport) -> dict[str, object]:
    """Bảng quá hạn dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _REPORT.dump_python(one, mode="json")
    return content


def overdue_from_json(content: Mapping[str, object]) -> OverdueReport:
    """Bảng quá hạn đã ghi: what was written by ``overdue_as_json``."""
    return _REPORT.validate_python(content)
