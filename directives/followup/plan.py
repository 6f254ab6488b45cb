"""Kế hoạch của đợt: steps with who acts, what closes them and when they are due, read from a dated file."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from directives.errors import N_, DirectiveError


class WorkingDays(Protocol):
    """Lịch làm việc: what a plan asks of the calendar."""

    def add_working_days(self, day: date, count: int) -> date:
        """Cộng ngày làm việc: the ``count``-th working day after ``day``."""
        ...

    def working_days_between(self, start: date, end: date) -> int:
        """Số ngày làm việc: working days after ``start`` up to and with ``end``."""
        ...


class InvalidPlan(DirectiveError):
    """Kế hoạch không hợp lệ: a plan file that cannot be followed, with everything wrong in it."""

    kind = "invalid_plan"
    template = N_("The campaign plan {file} cannot be followed: {found}")


class ActKind(Enum):
    """Loại việc: what closes a step. Each names an act of ``workflows.services``."""

    ISSUE = "issue"  # phát hành văn bản
    FIELD_WORK = "field_work"  # phát, thu phiếu
    RETURNS = "returns"  # nhận phiếu của đơn vị
    COMPUTE = "compute"  # tính chỉ số, chốt kết quả


@dataclass(frozen=True, slots=True)
class Due:
    """Hạn: a fixed day, or working days after an anchor (T0, F0, or an earlier step; before it if negative)."""

    on: date | None = None
    anchor: str = ""
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Bước: one step of a campaign; with ``each_unit`` every unit owes it; the steps ``after`` must be done.

    ``draft`` names the draft template of the document to issue; ``annexes`` the result tables it carries.
    """

    code: str
    name: str
    act: ActKind
    due: Due
    each_unit: bool = False
    draft: str = ""
    annexes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyntheticReturns:
    """Số liệu tổng hợp: how a demonstration's returns are made: a seed, and how many forms for each commune.

    Of a unit with communes below it so many are drawn (0: all of them).
    """

    seed: int
    forms_per_unit: int
    communes_per_unit: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch: a campaign's steps and settings.

    ``units`` lists the offices that are surveyed; empty means every commune of ``province``.
    """

    id: str
    title: str
    province: str
    question_set: str
    anchors: Mapping[str, date]
    steps: tuple[Step, ...]
    note: str = ""
    units: tuple[str, ...] = ()
    synthetic_returns: SyntheticReturns | None = None
    books: tuple["OpenedBook", ...] = field(default=())

    def step(self, code: str) -> Step:
        """Bước theo mã: the step with this code."""
        return next(step for step in self.steps if step.code == code)


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """Sổ mở giữa năm: a real office's book begins after the last number it had given on paper."""

    issuer: str
    series: str
    year: int
    last_number: int


_PLAN = TypeAdapter(Plan)


def parse_plan(text: str, *, file: str) -> Plan:
    """Đọc kế hoạch: a plan from TOML text. Raises InvalidPlan naming everything wrong in ``file``."""
    try:
        plan = _PLAN.validate_python(tomllib.loads(unicodedata.normalize("NFC", text)))
    except tomllib.TOMLDecodeError as error:
        raise InvalidPlan(where=file, file=file, found=str(error)) from error
    except ValidationError as error:
        rows = error.errors(include_url=False)
        problems = "; ".join(f"{'.'.join(map(str, row['loc']))}: {row['msg']}" for row in rows)
        raise InvalidPlan(where=file, file=file, found=problems) from error
    problems = "; ".join(_contradictions(plan))
    if problems:
        raise InvalidPlan(where=file, file=file, found=problems)
    return plan


def plan_as_json(plan: Plan) -> Any:
    """Kế hoạch dạng JSON: the plan as plain values, to be kept with the campaign that follows it."""
    return _PLAN.dump_python(plan, mode="json")


def plan_from_json(data: object) -> Plan:
    """Kế hoạch đã lưu: the plan that was written by ``plan_as_json``."""
    return _PLAN.validate_python(data)


def _contradictions(plan: Plan) -> list[str]:
    codes = [step.code for step in plan.steps]
    problems = [f"step {code} stands twice" for code in sorted({c for c in codes if codes.count(c) > 1})]
    for place, step in enumerate(plan.steps):
        problems += [
            f"step {step.code} comes after {earlier}, which does not stand before it"
            for earlier in step.after
            if earlier not in codes[:place]
        ]
        if step.due.on is None and step.due.anchor not in {*plan.anchors, *codes[:place]}:
            problems.append(f"step {step.code} is due from {step.due.anchor!r}: no anchor or earlier step")
        if (step.act is ActKind.ISSUE) != bool(step.draft):
            problems.append(f"step {step.code} issues a document if and only if it names a draft")
    return problems
