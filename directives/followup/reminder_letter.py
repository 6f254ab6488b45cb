"""Công văn đôn đốc: what a reminder says of the duties it is about, in words and as an annex. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from directives.calendar.dates import short_date
from directives.document.model import Annex, TableColumn
from directives.document.toml_table import toml_table
from directives.followup.people import Appointment
from directives.followup.plan import Recipient

_DRAFTS = Path(__file__).parent / "data" / "reminders"

#: Cột của Phụ lục: who owes what, by when, how late, and who answers for it.
_NUMBER = TableColumn("STT", width=1.0, centred=True)
_UNIT = TableColumn("Đơn vị", width=4.2)
_STEP = TableColumn("Nhiệm vụ", width=5.2)
_DUE = TableColumn("Hạn hoàn thành", width=2.3, centred=True)
_LATE = TableColumn("Số ngày làm việc chậm", width=1.9, centred=True)
_LEADER = TableColumn("Lãnh đạo phụ trách", width=3.6)
_CONTACT = TableColumn("Cán bộ đầu mối", width=3.2)
_NOT_NAMED = "chưa cử"
#: More names than these fill a sentence; then their number is said.
_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class OwedDuty:
    """Nhiệm vụ chưa xong: as a reminder tells of it; ``late`` in working days, negative before the due day.

    ``returned``: it was handed in and sent back for correction. ``person`` None: the unit has named nobody.
    """

    unit: str
    step: str
    due: date
    late: int
    evidence: str = ""
    returned: bool = False
    person: Appointment | None = None

    @property
    def lateness(self) -> str:
        """Mức chậm bằng chữ: working days past the due day, or still to it."""
        if self.late > 0:
            return f"đã chậm {self.late} ngày làm việc"
        return "đến hạn trong ngày" if self.late == 0 else f"còn {-self.late} ngày làm việc"

    @property
    def note(self) -> str:
        """Ghi chú: that it came in once and was sent back."""
        return "; đã gửi nhưng bị trả lại để bổ sung, chỉnh sửa" if self.returned else ""

    @property
    def leader(self) -> str:
        """Lãnh đạo phụ trách: name and title; "chưa cử" when there is none."""
        return named(self.person.leader, self.person.leader_title) if self.person else _NOT_NAMED

    @property
    def contact(self) -> str:
        """Cán bộ đầu mối: name and title; "chưa cử" when there is none."""
        return (named(self.person.contact, self.person.contact_title) if self.person else "") or _NOT_NAMED


def named(name: str, title: str) -> str:
    """Họ tên, chức vụ: as it is printed in a list; a person without title by name alone."""
    return ", ".join(filter(None, (name, title)))


def default_draft(to: Recipient) -> Mapping[str, Any]:
    """Mẫu đi kèm chương trình: the words of a reminder to a unit, to the office above it, to the chairman."""
    return _draft(to.value)


@cache
def _draft(name: str) -> Mapping[str, Any]:
    return toml_table((_DRAFTS / f"{name}.toml").read_text(encoding="utf-8"))


def sentences_of(duties: Sequence[OwedDuty]) -> dict[str, Any]:
    """Dữ kiện về nhiệm vụ: counts and lists which the sentences of a draft ask for."""
    rows = [
        {
            "unit": duty.unit,
            "step": duty.step,
            "due": short_date(duty.due),
            "lateness": duty.lateness,
            "note": duty.note,
            "responsible": _responsible(duty),
        }
        for duty in duties
    ]
    units = list(dict.fromkeys(duty.unit for duty in duties))
    unnamed = list(dict.fromkeys(duty.unit for duty in duties if duty.person is None))
    evidence = {duty.evidence for duty in duties}
    only = evidence.pop() if len(evidence) == 1 else ""
    return {
        "count": f"{len(duties):02d}",
        "units": _units(units),
        "duties": rows,
        "single": rows if len(rows) == 1 else [],
        "several": rows if len(rows) > 1 else [],
        "evidence": f" ({only})" if only else "",
        "unnamed": [{"units": _units(unnamed)}] if unnamed else [],
    }


def annex_of(duties: Sequence[OwedDuty], day: date, *, note: str = "") -> Annex:
    """Phụ lục: who owes what, due when, how late, and who answers for it; the unit's column falls away for one unit."""
    of_one = len({duty.unit for duty in duties}) == 1
    columns = (_NUMBER, *(() if of_one else (_UNIT,)), _STEP, _DUE, _LATE, _LEADER, _CONTACT)
    rows = tuple(
        (
            str(place),
            *(() if of_one else (duty.unit,)),
            f"{duty.step}{duty.note}",
            f"{duty.due:%d/%m/%Y}",
            str(duty.late) if duty.late > 0 else "–",
            duty.leader,
            duty.contact,
        )
        for place, duty in enumerate(duties, start=1)
    )
    title = f"Danh sách nhiệm vụ chưa hoàn thành, tính đến ngày {short_date(day)}"
    return Annex(title, columns, rows, notes=(note,) if note else (), landscape=True)


def _responsible(duty: OwedDuty) -> str:
    return f"lãnh đạo phụ trách: {duty.leader}" if duty.person else "chưa cử lãnh đạo phụ trách"


def _units(names: Sequence[str]) -> str:
    """Tên các đơn vị: as many as a sentence bears, else their number."""
    return ", ".join(names) if len(names) <= _NAMED_AT_MOST else f"{len(names):02d} đơn vị"
