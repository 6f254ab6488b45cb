"""Thông tin, tuyên truyền: what was published for whom, where and when, with the hash of what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from directives.errors import N_, DirectiveError, Problem

#: A note or the name of a programme is a line or two; more belongs into the document.
LONGEST = 500
#: What a port of an address can be.
_MOST_PORT = 65535


class Outlet(StrEnum):
    """Kênh: where something was published."""

    WEBSITE = "website"  # trang thông tin điện tử
    NEWSPAPER = "newspaper"  # báo
    TELEVISION = "television"  # đài truyền hình
    RADIO = "radio"  # đài phát thanh, loa
    NOTICE_BOARD = "notice_board"  # niêm yết


class Purpose(StrEnum):
    """Mục đích thông tin: what was told to whom."""

    SURVEY = "survey"  # mục đích, nội dung, thời gian điều tra
    STAFF = "staff"  # kết quả, đến cán bộ, công chức
    CITIZENS = "citizens"  # kết quả, đến người dân, tổ chức


class BadTelling(DirectiveError):
    """Minh chứng chưa dùng được: everything in it that is missing or wrong, at once."""

    kind = "bad_telling"
    template = N_("The evidence of publishing has {count} mistake(s); nothing was written down:")


class AlreadyWithdrawn(DirectiveError):
    """Đã rút: evidence which was withdrawn is neither corrected nor withdrawn again."""

    kind = "telling_withdrawn"
    template = N_("Evidence {number} was withdrawn on {day}: {reason}. Record another one.")


@dataclass(frozen=True, slots=True)
class Told:
    """Điều đã đăng: ``unit`` published on ``day`` for ``purpose`` on ``outlet``; ``place`` says where exactly.

    ``place`` is the address of a page, the issue of a newspaper, the programme, or the place of the board; ``hour``
    that of a broadcast. ``file`` is the SHA-256 of what shows it, empty when there is none, ``file_kind`` its ending.
    """

    unit: str
    purpose: Purpose
    outlet: Outlet
    day: date
    place: str
    hour: time | None = None
    file: str = ""
    file_kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TellingEvidence:
    """Minh chứng đăng tải: what was published, by its number in the plan; withdrawn ones stay, with the reason."""

    number: int
    told: Told
    withdrawn_on: date | None = None
    reason: str = ""

    @property
    def in_force(self) -> bool:
        """Còn giá trị: nobody has withdrawn it."""
        return self.withdrawn_on is None

    def corrected(self, told: Told) -> "TellingEvidence":
        """Sửa: the same number with other content. Raises AlreadyWithdrawn."""
        self._refuse_withdrawn()
        return replace(self, told=told)

    def withdrawn(self, day: date, reason: str) -> "TellingEvidence":
        """Rút: it counts no longer. Raises AlreadyWithdrawn."""
        self._refuse_withdrawn()
        return replace(self, withdrawn_on=day, reason=reason)

    def _refuse_withdrawn(self) -> None:
        if self.withdrawn_on is not None:
            raise AlreadyWithdrawn(
                where=str(self.number),
                number=self.number,
                day=f"{self.withdrawn_on:%d/%m/%Y}",
                reason=self.reason,
            )


_EVIDENCE = TypeAdapter(TellingEvidence)


def evidence_as_json(one: TellingEvidence) -> dict[str, object]:
    """Minh chứng dạng JSON: as plain values, to be kept."""
    content: dict[str, object] = _EVIDENCE.dump_python(one, mode="json")
    return content


def evidence_from_json(content: Mapping[str, object]) -> TellingEvidence:
    """Minh chứng đã ghi: what was written by ``evidence_as_json``."""
    return _EVIDENCE.validate_python(content)


_NO_ADDRESS = N_(
    "“{address}” is no address of a web page: it begins with http:// or https:// and names a host."
)
_NO_PLACE = {
    Outlet.NEWSPAPER: N_("Say in which newspaper and issue it stood."),
    Outlet.TELEVISION: N_("Name the station and programme in which it was broadcast."),
    Outlet.RADIO: N_("Name the station, loudspeaker or programme in which it was read."),
    Outlet.NOTICE_BOARD: N_("Say where it was put up."),
}
_NO_HOUR = N_("Give the hour of the broadcast, for example 17:30.")
_NEEDLESS_HOUR = N_("Only a broadcast has an hour; leave it empty for this outlet.")
_FUTURE = N_("{day} lies in the future: record it when it has been published.")
_TOO_LONG = N_("At most {most} letters, without control characters, in one line.")
_BROADCAST = frozenset({Outlet.TELEVISION, Outlet.RADIO})


def refuse_bad(told: Told, today: date) -> None:
    """Kiểm tra minh chứng: address, programme and hour, day, length of the texts. Raises BadTelling."""
    problems = []
    if told.outlet is Outlet.WEBSITE:
        if not is_web_address(told.place):
            problems.append(Problem(_NO_ADDRESS, {"address": told.place[:80]}, "place"))
    elif not told.place:
        problems.append(Problem(_NO_PLACE[told.outlet], {}, "place"))
    if told.outlet in _BROADCAST and told.hour is None:
        problems.append(Problem(_NO_HOUR, {}, "hour"))
    if told.outlet not in _BROADCAST and told.hour is not None:
        problems.append(Problem(_NEEDLESS_HOUR, {}, "hour"))
    if told.day > today:
        problems.append(Problem(_FUTURE, {"day": f"{told.day:%d/%m/%Y}"}, "day"))
    problems += [
        Problem(_TOO_LONG, {"most": LONGEST}, where)
        for where, text in (("place", told.place), ("note", told.note))
        if len(text) > LONGEST or not text.isprintable()
    ]
    if problems:
        raise BadTelling(where=told.unit, problems=problems, count=len(problems))


def is_web_address(text: str) -> bool:
    """Địa chỉ trang: whether it is a whole http(s) address of a host, without a password; nobody opens it.

    >>> is_web_address("https://damrong.lamdong.gov.vn/tin/12"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if not text.isprintable() or any(letter.isspace() for letter in text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    fit = bool(host) and "." in host.strip(".") and (port is None or 0 < port <= _MOST_PORT)
    return parts.scheme in ("http", "https") and fit and not (parts.username or parts.password)
