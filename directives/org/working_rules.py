"""Quy chế làm việc: an office from inside: its units, who holds which post, who signs what, whom it writes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Có thời hạn: a row that holds from a day to a day."""

    @property
    def valid_from(self) -> date:
        """Từ ngày: its first day."""

    @property
    def valid_to(self) -> date | None:
        """Đến hết ngày: its last day; None while it lasts."""


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], day: date) -> tuple[Row, ...]:
    """Còn hiệu lực: the rows which hold on a day, in the order of the file."""
    return tuple(
        row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
    )


class Rank(StrEnum):
    """Cương vị: what a post means for signing (PL.I-II.7, Đ.13); from above."""

    HEAD = "head"
    ACTING = "acting"
    IN_CHARGE = "in_charge"
    DEPUTY = "deputy"
    UNIT_HEAD = "unit_head"
    UNIT_DEPUTY = "unit_deputy"


class Purpose(StrEnum):
    """Mục đích gửi: why a recipient gets the document; in the order of the list of recipients."""

    ACT = "act"
    COORDINATE = "coordinate"
    REPORT = "report"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class DraftingUnit:
    """Đơn vị soạn thảo: a unit inside the office; its abbreviation stands in symbols and in the archive mark."""

    id: str
    name: str
    abbreviation: str
    valid_from: date
    head: str = ""
    deputy: str = ""
    valid_to: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PostHolder:
    """Người giữ chức vụ: one person in one post for a stretch of days.

    ``issuer``: the advisory body in which the post is; empty for the office itself. ``title`` is empty where it
    follows from the rank. ``post``: what a member of an advisory body is in the office whose seal it uses, as it
    stands above the name (PL.I-II.7b).
    """

    id: str
    name: str
    rank: Rank
    valid_from: date
    unit: str = ""
    issuer: str = ""
    title: str = ""
    post: str = ""
    valid_to: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ByOrder:
    """Giao ký thừa lệnh: types of documents which the head of a unit signs by order (TL., Đ.13).

    ``deputy``: the unit's deputies may sign for him or her. No type means every type.
    """

    unit: str
    valid_from: date
    types: tuple[str, ...] = ()
    deputy: bool = False
    valid_to: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Delegation:
    """Ủy quyền: the head lets the head of a unit sign, in writing, for a time, in a matter (TUQ., Đ.13).

    It cannot be passed on. ``by`` and ``to`` are people, ``document`` is the paper that says it.
    """

    by: str
    to: str
    document: str
    subject: str
    valid_from: date
    valid_to: date
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DefaultRecipient:
    """Nơi nhận mặc định: who gets the documents of some types; no type means every type.

    ``mark`` is printed in brackets behind the name: ``b/c``, ``t/h``.
    """

    name: str
    purpose: Purpose
    valid_from: date
    types: tuple[str, ...] = ()
    mark: str = ""
    valid_to: date | None = None
    basis: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.mark})" if self.mark else self.name


@dataclass(frozen=True, slots=True)
class Seat:
    """Nơi đóng trụ sở: the place name before the date where it is not the unit's own (PL.I-II.4a)."""

    place_name: str
    valid_from: date
    valid_to: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class OwnIssuer:
    """Tổ chức tư vấn hoặc cơ quan chưa có trong sơ đồ: an issuer with its own symbol and books (PL.I-II.3a).

    ``advisory``: a council, steering committee or team that uses the seal of the office ``under``; its signer's
    post in that office stands above the name (PL.I-II.7b).
    """

    id: str
    full_name: str
    name_lines: tuple[str, ...]
    abbreviation: str
    head: str
    under: str
    valid_from: date
    basis: str
    parent_lines: tuple[str, ...] = ()
    short_name: str = ""
    deputy: str = ""
    collective: str = ""
    advisory: bool = False
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class WorkingRules:
    """Quy chế làm việc: all dated rows which one office keeps about itself.

    ``academic_titles`` names the ruling by which titles may stand before names in its field (PL.I-II.7c); empty
    where there is none.
    """

    office: str
    units: tuple[DraftingUnit, ...] = ()
    people: tuple[PostHolder, ...] = ()
    by_order: tuple[ByOrder, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    recipients: tuple[DefaultRecipient, ...] = ()
    seats: tuple[Seat, ...] = ()
    issuers: tuple[OwnIssuer, ...] = ()
    academic_titles: str = ""

    def unit(self, unit_id: str, day: date) -> DraftingUnit | None:
        """Đơn vị theo mã: by its id or abbreviation, on that day."""
        found = (u for u in in_force(self.units, day) if unit_id in (u.id, u.abbreviation))
        return next(found, None)

    def posts(self, issuer: str, day: date) -> tuple[PostHolder, ...]:
        """Những người giữ chức vụ: of the office or of an advisory body, on that day, from above."""
        ranks = list(Rank)
        held = (post for post in in_force(self.people, day) if (post.issuer or self.office) == issuer)
        return tuple(sorted(held, key=lambda post: ranks.index(post.rank)))
