"""Kế hoạch của đợt: steps with who acts, what closes them and when they are due, read from a dated file."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from typing import Any, Protocol

from pydantic import ConfigDict, TypeAdapter, ValidationError

from directives.document.field_problems import field_problems
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError, Problem

#: Nothing a person wrote is dropped or turned into another kind of value.
_STRICT = ConfigDict(extra="forbid", strict=True)
#: Ids and codes name files, folders and rows: letters a to z, digits, "-" and "_", at most 60 of them.
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


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
    template = N_("The campaign plan {file} cannot be followed; it has {count} problem(s):")

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(
            where=f"{file}:{problems[0].where}", problems=problems, file=file, count=len(problems)
        )


class ActKind(Enum):
    """Loại việc: what closes a step. Each names an act of ``workflows.services``."""

    ISSUE = "issue"  # phát hành văn bản
    FIELD_WORK = "field_work"  # phát, thu phiếu
    RETURNS = "returns"  # nhận phiếu của đơn vị
    COMPUTE = "compute"  # tính chỉ số, chốt kết quả


@dataclass(frozen=True, slots=True)
class Due:
    """Hạn: a fixed day, or working days after an anchor (T0, F0, or an earlier step; before it if negative)."""

    __pydantic_config__ = _STRICT

    on: date | None = None
    anchor: str = ""
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Bước: one step of a campaign; with ``each_unit`` every unit owes it; the steps ``after`` must be done.

    ``draft`` names the draft template of the document to issue; ``annexes`` the result tables it carries.
    """

    __pydantic_config__ = _STRICT

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

    __pydantic_config__ = _STRICT

    seed: int
    forms_per_unit: int
    communes_per_unit: int = 0


@dataclass(frozen=True, slots=True)
class ReturnRules:
    """Quy tắc nhận phiếu: what is held against a form, and who may open the returns again once they are closed.

    ``max_missing_share`` is the share of criteria that may be left blank; ``may_reopen`` names persons, and nobody
    may when it is empty.
    """

    __pydantic_config__ = _STRICT

    max_missing_share: float = 0.2
    may_reopen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch: a campaign's steps and settings.

    ``units`` lists the offices that are surveyed; empty means every commune of ``province``. ``question_set`` is
    the code of a built-in one, or the name of a TOML file beside the plan; ``method`` are the settings of the index
    which differ from the usual. ``standing_office`` writes to the units (cơ quan thường trực).
    ``last_year`` names a TOML file beside the plan with the figures of an earlier year; empty for none. ``target`` is
    the share of satisfaction the plan aims at (0.9 for 90 %), None when it sets none.
    """

    __pydantic_config__ = _STRICT

    id: str
    title: str
    province: str
    question_set: str
    anchors: Mapping[str, date]
    steps: tuple[Step, ...]
    method: Mapping[str, Any] = field(default_factory=dict)
    returns: ReturnRules = field(default_factory=ReturnRules)
    standing_office: str = ""
    note: str = ""
    units: tuple[str, ...] = ()
    last_year: str = ""
    target: float | None = None
    synthetic_returns: SyntheticReturns | None = None
    books: tuple["OpenedBook", ...] = field(default=())

    @property
    def question_file(self) -> str:
        """Tệp bộ câu hỏi: its name beside the plan; empty when a built-in set is named."""
        return self.question_set if self.question_set.endswith(".toml") else ""

    def step(self, code: str) -> Step:
        """Bước theo mã: the step with this code."""
        return next(step for step in self.steps if step.code == code)


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """Sổ mở giữa năm: a real office's book begins after the last number it had given on paper."""

    __pydantic_config__ = _STRICT

    issuer: str
    series: str
    year: int
    last_number: int


_PLAN = TypeAdapter(Plan)


def parse_plan(text: str, *, file: str) -> Plan:
    """Đọc kế hoạch: a plan from TOML text. Raises InvalidPlan naming everything wrong in ``file``."""
    try:
        plan = plan_from_json(json.loads(json.dumps(toml_table(text), default=str)))
    except tomllib.TOMLDecodeError as error:
        raise InvalidPlan(file, (Problem(_NO_TOML, {"reason": str(error)}),)) from error
    except ValidationError as error:
        raise InvalidPlan(file, tuple(field_problems(error, _names_at))) from error
    problems = tuple(_contradictions(plan))
    if problems:
        raise InvalidPlan(file, problems)
    return plan


def plan_as_json(plan: Plan) -> Any:
    """Kế hoạch dạng JSON: the plan as plain values, to be kept with the campaign that follows it."""
    return _PLAN.dump_python(plan, mode="json")


def plan_from_json(data: object) -> Plan:
    """Kế hoạch đã lưu: the plan that was written by ``plan_as_json``."""
    return _PLAN.validate_json(json.dumps(data))


_NO_TOML = N_("the file is not TOML: {reason}")
_BAD_CODE = N_("“{code}” cannot be used as a name: use at most 60 of a–z, 0–9, “-” and “_”")
_NO_STEPS = N_("the plan has no steps")
_TWICE = N_("{code} stands twice")
_NOT_BEFORE = N_("step {code} comes after {earlier}, which does not stand before it")
_NO_ANCHOR = N_("step {code} is due from “{anchor}”: no anchor or earlier step")
_TWO_DUES = N_("step {code} has a fixed day and an anchor: keep one of them")
_DRAFT = N_("step {code} issues a document if and only if it names a draft")
_SHARE = N_("field “{field}” is {seen}; it must lie between 0 and 1")
_TOO_SMALL = N_("field “{field}” is {seen}; it must be at least {expected}")


def _contradictions(plan: Plan) -> Iterator[Problem]:
    """Chỗ mâu thuẫn: what is well written and still cannot be followed."""
    codes = [step.code for step in plan.steps]
    if not codes:
        yield Problem(_NO_STEPS, {}, "steps")
    for code in (plan.id, *codes):
        if not _CODE.fullmatch(code):
            yield Problem(_BAD_CODE, {"code": code}, code)
    for names in (codes, plan.units):
        for code in sorted({c for c in names if names.count(c) > 1}):
            yield Problem(_TWICE, {"code": code}, code)
    for place, step in enumerate(plan.steps):
        yield from _contradictions_of(step, {*codes[:place]}, plan.anchors)
    shares = {"returns.max_missing_share": plan.returns.max_missing_share, "target": plan.target}
    for name, share in shares.items():
        if share is not None and not 0 <= share <= 1:
            yield Problem(_SHARE, {"field": name, "seen": share}, name)
    least = [
        (f"books[{place}].last_number", book.last_number, 0) for place, book in enumerate(plan.books, start=1)
    ]
    if how := plan.synthetic_returns:
        least.append(("synthetic_returns.forms_per_unit", how.forms_per_unit, 1))
        least.append(("synthetic_returns.communes_per_unit", how.communes_per_unit, 0))
    for field_name, seen, expected in least:
        if seen < expected:
            yield Problem(_TOO_SMALL, {"field": field_name, "seen": seen, "expected": expected}, field_name)


def _contradictions_of(step: Step, earlier: Set[str], anchors: Mapping[str, date]) -> Iterator[Problem]:
    code, due = step.code, step.due
    for named in step.after:
        if named not in earlier:
            yield Problem(_NOT_BEFORE, {"code": code, "earlier": named}, code)
    if due.on is None and due.anchor not in {*anchors, *earlier}:
        yield Problem(_NO_ANCHOR, {"code": code, "anchor": due.anchor}, code)
    if due.on is not None and (due.anchor or due.working_days):
        yield Problem(_TWO_DUES, {"code": code}, code)
    if (step.act is ActKind.ISSUE) != bool(step.draft):
        yield Problem(_DRAFT, {"code": code}, code)


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    """Tên trường ở chỗ đó: the known field names of the table in which the unknown one stands."""
    tables: dict[str, type] = {
        "due": Due, "steps": Step, "synthetic_returns": SyntheticReturns, "books": OpenedBook,
        "returns": ReturnRules,
    }  # fmt: skip
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return [f.name for f in fields(inside[-1] if inside else Plan)]
