"""Bảng mã: the closed lists of an edXML message, as data (``data/code_lists.toml``)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from directives.text import comparison_key

_DATA = Path(__file__).parent / "data" / "code_lists.toml"

#: Codes of the lists which the program itself decides upon.
ARRIVED, REFUSED, RECEIVED = "01", "02", "03"
WITHDRAWAL_ASKED = "13"
ORDINARY = "0"
NEW, WITHDRAW, UPDATE, REPLACE = "0", "1", "2", "3"
DIRECTING, REPORTING = "1", "2"
#: What one source writes for a report; read as one, never written.
_REPORTING_ELSEWHERE = "3"
_OTHER_TYPE = "0"


@dataclass(frozen=True, slots=True)
class Code:
    """Mã: one row of a list, with its Vietnamese name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StatusCode:
    """Mã trạng thái: what became of a document, and after which codes it may be said (``""`` = none yet)."""

    code: str
    name: str
    after: tuple[str, ...]
    needs_reason: bool = False
    answers: bool = False

    def may_follow(self, history: Sequence[str], *, asked: bool = False) -> bool:
        """Đúng thứ tự: whether it may come after these codes; ``asked``: a withdrawal or update was sent."""
        last = history[-1] if history else ""
        return last in self.after or (self.answers and asked)


@dataclass(frozen=True, slots=True)
class CodeLists:
    """Các bảng mã: priorities, steering types, business types, document types, status codes."""

    priority: tuple[Code, ...]
    steering: tuple[Code, ...]
    business: tuple[Code, ...]
    document_type: tuple[Code, ...]
    status: tuple[StatusCode, ...]

    def type_number(self, name: str) -> str:
        """Số của tên loại: by name; ``0`` for a type on which the lists of 2011 and 2020 differ."""
        asked = comparison_key(name)
        found = (row.code for row in self.document_type if comparison_key(row.name) == asked)
        return next(found, _OTHER_TYPE)

    def type_name(self, written: str, number: str) -> str:
        """Tên loại: as written; only where that is empty, what the number means. Samples get numbers wrong."""
        return written or next((row.name for row in self.document_type if row.code == number), "")

    def priority_of(self, urgency: str) -> str:
        """Mã của độ khẩn: by the stamp as printed; that of an ordinary document without one."""
        asked = comparison_key(urgency)
        return next((row.code for row in self.priority if comparison_key(row.name) == asked), ORDINARY)

    def status_of(self, code: str) -> StatusCode | None:
        """Trạng thái: by code; None when the list has no such code."""
        return next((row for row in self.status if row.code == code), None)

    def is_report(self, steering: str) -> bool:
        """Là báo cáo: by the standard's code, or the one a single system writes for it."""
        return steering in (REPORTING, _REPORTING_ELSEWHERE)


@cache
def code_lists() -> CodeLists:
    """Nạp bảng mã: the lists of ``data/code_lists.toml``."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    plain_lists = {
        name: tuple(Code(**row) for row in table[name])
        for name in ("priority", "steering", "business", "document_type")
    }
    status = tuple(StatusCode(**{**row, "after": tuple(row["after"])}) for row in table["status"])
    return CodeLists(**plain_lists, status=status)
