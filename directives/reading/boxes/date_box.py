"""Địa danh, thời gian: reads box 4: place and day, in words or figures, blank, or broken over lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directives.reading.boxes.pieces import Piece
from directives.reading.record import DateRead
from directives.vocabulary.words import UPPER

_PLACE = rf"(?P<place>(?:[Tt][Pp]\s?\.\s?|thị xã |thành phố |huyện |xã )?[{UPPER}][^,/:;|()]{{1,38}}?)"
_DAY = re.compile(
    rf"^(?:{_PLACE}\s?[,.]?\s+|,\s*)?(?P<text>[Nn]g[àa]y\s*(?P<d>\d{{1,2}})\s*th[áa]ng\s*(?P<m>\d{{1,2}})"
    r"\s*,?\s*n[ăa]m\s*(?P<y>\d{4}))\s*\.?$"
)
_FIGURES = re.compile(
    rf"^(?:{_PLACE}\s?[,.]?\s+|,\s*)?(?P<text>(?:[Nn]gày\s*)?(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]"
    r"\s?(?P<y>\d{4}))\s*\.?$"
)
_BLANK = re.compile(
    rf"^(?:{_PLACE}\s?[,.]?\s+)?(?P<text>[Nn]gày[\s.…_\d]*tháng[\s.…_\d]*năm\s*(?P<y>\d{{4}})?[\s.…_\d]*)$"
)
#: What a date which goes on in the next piece looks like so far.
_OPEN = re.compile(
    r"(?:^|[\s,])[Nn]gày[\s.…_\d]*(?:tháng[\s.…_\d]*(?:năm\s*)?)?$|^[^,:;]{2,30},$"
    rf"|^[{UPPER}][^\W\d_{UPPER}]{{1,6}}$"  # "Phan‖Rang ngày …": the column broke inside the place's name
)
_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class DateFound:
    """Ngày tìm thấy: the day, the place as printed, and the pieces from ``start`` to before ``end``."""

    read: DateRead
    place: str | None
    start: int
    end: int


def date_in(pieces: Sequence[Piece], *, bare_before: int) -> DateFound | None:
    """Dòng địa danh, ngày: the first among the pieces; a day without place counts only before ``bare_before``."""
    for start in range(len(pieces)):
        text = ""
        for end in range(start + 1, min(start + _MOST_PARTS, len(pieces)) + 1):
            text = f"{text} {pieces[end - 1].text}".strip()
            found = _read(text)
            if found is not None and (found[1] or start < bare_before):
                return DateFound(found[0], found[1], start, end)
            if not _OPEN.search(text):
                break
    return None


def _read(text: str) -> tuple[DateRead, str | None] | None:
    found = _DAY.match(text) or _FIGURES.match(text)
    if found is not None:
        place = found["place"].strip() if found["place"] else None
        return DateRead(found["text"], _iso(found), int(found["y"])), place
    blank = _BLANK.match(text)
    if blank is None:
        return None
    place = blank["place"].strip() if blank["place"] else None
    return DateRead(blank["text"].strip(), None, int(blank["y"]) if blank["y"] else None), place


def _iso(found: re.Match[str]) -> str | None:
    """Ngày có thật: a day that is not in the calendar is none."""
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    except ValueError:
        return None
