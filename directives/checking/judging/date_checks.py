"""Địa danh và thời gian: judges how place and day are written (PL.I-II.4)."""

import re

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.document.kinds import DocumentType
from directives.vocabulary.days import DAY, day_of

_FORM = re.compile(r"^(?P<place>[^,]+), ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+\d{4}$")
_BLANK = re.compile(r"^(?P<place>[^,]+), ngày[\s.…_\d]*tháng[\s.…_\d]*năm[\s.…_\d]*$")
_DAY = re.compile(DAY.format(""))


@checks("F-44")
def date_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Địa danh và thời gian: in words; minutes bear none in the head; a draft may leave the day blank."""
    line = page.first("place_and_date")
    if line is None:
        if page.doc_type != DocumentType.BIEN_BAN.name_vi:
            yield rule.finding("document", "", rule.expects["form"])
        return
    match = _FORM.match(line.text) or _BLANK.match(line.text)
    if match is None:
        yield rule.finding(line, line.text, rule.expects["form"])
    elif not _is_name(match["place"]):
        at = match.span("place")
        yield rule.finding(line, match["place"], match["place"].lower().title(), at=at)


def _is_name(place: str) -> bool:
    """Viết như tên riêng: the first letter of the whole and of its last word are capitals, and not all of them.

    Capitals with a full stop among them are an abbreviation, which F-49 speaks of.
    """
    first, last = place[0], place.split()[-1][0]
    in_capitals = place.isupper() and len(place) > 3 and "." not in place
    return not first.islower() and not last.islower() and not in_capitals


@checks("F-45", "F-46")
def date_has_its_zeros(page: Page, rule: Rule) -> Judgements:
    """Số 0 của ngày, tháng: days below ten and the first two months."""
    for line in page.boxes["place_and_date"]:
        match = _FORM.match(line.text)
        if not match:
            continue
        if rule.id == "F-45" and len(match["day"]) == 1:
            yield rule.finding(line, match["day"], match["day"].zfill(2), at=match.span("day"))
        if rule.id == "F-46":
            month = int(match["month"])
            wanted = f"{month:02d}" if month in rule.expects["padded"] else str(month)
            if match["month"] != wanted:
                severity = "" if month in rule.expects["padded"] else rule.expects["otherwise"]
                yield rule.finding(line, match["month"], wanted, severity, at=match.span("month"))


@checks("F-47")
def date_is_in_the_calendar(page: Page, rule: Rule) -> Judgements:
    """Ngày có thật: no 31 April."""
    for line in page.boxes["place_and_date"]:
        match = _DAY.search(line.text)
        if match and day_of(match) is None:
            yield rule.finding(line, match[0], rule.expects["day"], at=match.span())
