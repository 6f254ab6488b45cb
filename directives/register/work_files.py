"""Hồ sơ công việc: the yearly list of files, how long each is kept, when it goes to the archive (Đ.28-31)."""

import calendar
import re
import tomllib
from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from directives.errors import N_, DirectiveError, Problem
from directives.text import normalise

_SYMBOL = re.compile(r"(?P<number>\d{2,})\.(?P<heading>[^\W\d_][\w.&-]{0,15})")
_YEARS = re.compile(r"(\d{1,3}) năm")
PERMANENT = "vĩnh viễn"


class FileState(StrEnum):
    """Tình trạng hồ sơ: open while the work goes on, then closed, then in the archive."""

    OPEN = N_("open")
    CLOSED = N_("closed")
    HANDED_OVER = N_("handed_over")


@dataclass(frozen=True, slots=True, order=True)
class WorkFileKey:
    """Mã hồ sơ: office, year of the list, symbol such as ``01.TCCB``."""

    office: str
    year: int
    symbol: str

    def __str__(self) -> str:
        return f"{self.office}/{self.year}/{self.symbol}"


@dataclass(frozen=True, slots=True)
class Retention:
    """Thời hạn bảo quản: a number of years, or for ever (None) (PL.V-I.4).

    >>> str(Retention(None)), str(Retention(10))
    ('Vĩnh viễn', '10 năm')
    """

    years: int | None

    def __str__(self) -> str:
        return PERMANENT.capitalize() if self.years is None else f"{self.years} năm"

    @classmethod
    def parsed(cls, text: str) -> "Retention | None":
        """Đọc thời hạn: ``vĩnh viễn`` or ``10 năm``; None when it says neither."""
        plain = " ".join(normalise(text).casefold().split())
        if plain == PERMANENT:
            return cls(None)
        years = _YEARS.fullmatch(plain)
        return cls(int(years[1])) if years and int(years[1]) else None

    @property
    def goes_to_archive(self) -> bool:
        """Thuộc diện nộp lưu: kept for ever, or at least as long as the law asks of what is handed over."""
        return self.years is None or self.years >= terms().kept_at_least_years


@dataclass(frozen=True, slots=True)
class WorkFile:
    """Hồ sơ: one row of the yearly list (danh mục hồ sơ)."""

    symbol: str
    heading: str
    title: str
    retention: Retention
    keeper: str
    note: str = ""
    kind: str = "ordinary"


@dataclass(frozen=True, slots=True)
class FileList:
    """Danh mục hồ sơ: what the head of the office issues at the start of the year, and by which document."""

    office: str
    year: int
    basis: str
    files: tuple[WorkFile, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Thời hạn gợi ý: how long files of a sort are kept, on which grounds, how sure that is."""

    key: str
    title: str
    retention: Retention
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Thời hạn của luật: limits of handing over, by kind of work, and retention terms to choose from."""

    kept_at_least_years: int
    notice_days: int
    keep_longer_years: int
    months: Mapping[str, int]
    retention: tuple[Term, ...]


class InvalidFileList(DirectiveError):
    """Danh mục hồ sơ sai: rows that cannot stand in a list of files."""

    kind = "invalid_file_list"
    template = N_("The list of files {file} cannot be used:")


class NotForArchive(DirectiveError):
    """Không nộp lưu được: a file that is open, is not kept long enough, or is in the archive already."""

    kind = "not_for_archive"
    template = N_("These files cannot be handed over:")


@cache
def terms() -> Terms:
    """Thời hạn: read once from the data of the package."""
    data = files("directives.register") / "data" / "work_files.toml"
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    rows = []
    for row in table["term"]:
        retention = Retention.parsed(row["retention"])
        if retention is None:
            raise ValueError(f"work_files.toml: {row['key']}: {row['retention']}")
        rows.append(Term(row["key"], row["title"], retention, row["basis"], row["confidence"]))
    limits = table["hand_over"]
    return Terms(
        kept_at_least_years=limits["kept_at_least_years"],
        notice_days=limits["notice_days"],
        keep_longer_years=limits["keep_longer_years"],
        months={row["kind"]: row["months"] for row in table["limit"]},
        retention=tuple(rows),
    )


def hand_over_due(kind: str, ended_on: date, kept_until: date | None = None) -> date:
    """Hạn nộp lưu: counted from the end of the work by its kind; later where the archive gave written leave."""
    return max(later_by(ended_on, terms().months[kind]), kept_until or date.min)


def longest_stay(kind: str, ended_on: date) -> date:
    """Giữ lại lâu nhất: the last day to which a unit may keep a file with written leave (Đ.30)."""
    return later_by(hand_over_due(kind, ended_on), 12 * terms().keep_longer_years)


def is_to_be_announced(due: date, today: date) -> bool:
    """Đến lúc báo trước: the hand-over is due within the days of notice, or was due already."""
    return today >= due - timedelta(terms().notice_days)


def later_by(day: date, months: int) -> date:
    """Sau bao nhiêu tháng: the same day of a later month, or its last where it has no such day.

    >>> later_by(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def checked_list(listed: FileList, *, file: str) -> FileList:
    """Danh mục hợp lệ: the list itself. Raises InvalidFileList with everything that is wrong in it."""
    if problems := list(_problems(listed.files)):
        raise InvalidFileList(where=file, file=file, problems=problems)
    return listed


def _problems(listed: Sequence[WorkFile]) -> Iterator[Problem]:
    if not listed:
        yield Problem(_EMPTY, {}, "file")
    for symbol, times in Tally(one.symbol for one in listed).items():
        if times > 1:
            yield Problem(_TWICE, {"symbol": symbol}, symbol)
    for one in listed:
        if not _SYMBOL.fullmatch(one.symbol) or len(one.symbol) > 20:
            yield Problem(_BAD_SYMBOL, {"symbol": one.symbol}, one.symbol)
        if one.kind not in terms().months:
            yield Problem(
                _KIND,
                {"symbol": one.symbol, "kind": one.kind, "known": ", ".join(terms().months)},
                one.symbol,
            )
        for name in ("heading", "title", "keeper"):
            if not getattr(one, name).strip():
                yield Problem(_BLANK, {"symbol": one.symbol, "field": name}, one.symbol)
    if all(_SYMBOL.fullmatch(one.symbol) for one in listed):
        yield from _gaps(listed)


def _gaps(listed: Sequence[WorkFile]) -> Iterator[Problem]:
    """Số nhảy: numbers run from 01 through the whole list, or from 01 within each heading (PL.V-I)."""
    places = [_SYMBOL.fullmatch(one.symbol) for one in listed]
    numbers = [int(place["number"]) for place in places if place]
    if numbers == [*range(1, len(numbers) + 1)]:
        return
    expected: Tally[str] = Tally()
    for one, place in zip(listed, places, strict=True):
        if place is None:
            continue
        expected[place["heading"]] += 1
        if int(place["number"]) != expected[place["heading"]]:
            number = f"{expected[place['heading']]:02d}"
            yield Problem(
                _GAP, {"symbol": one.symbol, "expected": f"{number}.{place['heading']}"}, one.symbol
            )


_EMPTY = N_("the list has no file")
_TWICE = N_("the symbol “{symbol}” stands twice")
_BAD_SYMBOL = N_("“{symbol}” is no symbol of a file; write a number from 01 and letters, for example 01.TCCB")
_KIND = N_("{symbol}: the kind “{kind}” is not known; known: {known}")
_BLANK = N_("{symbol}: field “{field}” is blank; fill it in")
_GAP = N_("“{symbol}” stands where “{expected}” is next; files are numbered from 01 without gaps")
