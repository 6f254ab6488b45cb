"""Kế hoạch: a campaign's, or any directive's, steps: who owes what by when, what closes it, who is reminded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from pydantic import ConfigDict

from directives.followup.recurrence import Recurrence, Roll

#: Nothing a person wrote is dropped or turned into another kind of value.
STRICT = ConfigDict(extra="forbid", strict=True)


class ActKind(Enum):
    """Loại việc: what closes a step. Those of the engine name an act of ``workflows.services``."""

    ISSUE = "issue"  # phát hành văn bản
    COMPUTE = "compute"  # tính chỉ số, chốt kết quả
    PUBLISH = "publish"  # công bố bộ kết quả, sau khi hai người duyệt
    SYNTHESISE = "synthesise"  # tổng hợp báo cáo của các đơn vị
    OPEN_NEXT = "open_next"  # mở đợt của năm sau
    FIELD_WORK = "field_work"  # phát, thu phiếu
    RETURNS = "returns"  # nhận phiếu của đơn vị
    EVIDENCE = "evidence"  # văn bản, danh sách, biên bản gửi đến
    REPORT = "report"  # báo cáo theo biểu
    CHECK = "check"  # kiểm tra, đủ số lần trong kỳ
    APPOINT = "appoint"  # cử lãnh đạo phụ trách, cán bộ đầu mối


class ResultBook(Enum):
    """Sổ sau công bố: a book in which a unit writes what it made of a result; an entry there closes the duty."""

    IMPROVEMENT = "improvement"  # sổ khắc phục hạn chế
    TELLING = "telling"  # sổ thông tin, tuyên truyền
    INSPECTION = "inspection"  # sổ kiểm tra bộ phận một cửa
    ONE_STOP = "one_stop"  # sổ hồ sơ quá hạn và thư xin lỗi
    LESSON = "lesson"  # sổ bài học của đợt trước
    OWN_PLAN = "own_plan"  # kế hoạch khắc phục của đơn vị, khi phát hành
    EVALUATION = "evaluation"  # đánh giá năm, khi chốt
    COMMENDATION = "commendation"  # tờ trình khen thưởng, khi phát hành
    REFORM_REPORT = "reform_report"  # báo cáo cải cách hành chính, khi phát hành


#: What the engine does by itself; all else people do, and are reminded of.
BY_ENGINE = frozenset(
    {ActKind.ISSUE, ActKind.COMPUTE, ActKind.PUBLISH, ActKind.SYNTHESISE, ActKind.OPEN_NEXT}
)


class Recipient(Enum):
    """Người nhận đôn đốc: the rungs go up from the unit to the office above it and to the province's chairman."""

    UNIT = "unit"
    SUPERIOR = "superior"
    CHAIRMAN = "chairman"


class FieldKind(Enum):
    """Loại mục báo cáo: figures are summed, texts are gathered, files are kept."""

    FIGURE = "figure"
    TEXT = "text"
    FILE = "file"


class Phase(Enum):
    """Giai đoạn của đợt: where a campaign as a whole stands, in order."""

    DRAFT = "draft"  # dự thảo
    PLANNED = "planned"  # đã có kế hoạch
    SAMPLING = "sampling"  # đang chọn mẫu
    SAMPLE_APPROVED = "sample_approved"  # mẫu đã thống nhất
    FIELD = "field"  # đang phát, thu phiếu
    COLLECTED = "collected"  # đã thu xong phiếu
    CLEANING = "cleaning"  # đang làm sạch
    ANALYSED = "analysed"  # đã tính chỉ số
    SUBMITTED = "submitted"  # đã trình
    PUBLISHED = "published"  # đã công bố
    IN_FOLLOW_UP = "in_follow_up"  # đang khắc phục hạn chế
    CLOSED = "closed"  # đã khép lại


@dataclass(frozen=True, slots=True)
class Due:
    """Hạn: a fixed day, or working days after an anchor (T0, F0, or an earlier step; before it if negative).

    ``before``: the day before the fixed day is the last one ("trước ngày 20"; "chậm nhất ngày 20" includes it). A day
    off moves as ``roll`` says, other than back on the ground ``roll_basis``.
    """

    __pydantic_config__ = STRICT

    on: date | None = None
    anchor: str = ""
    working_days: int = 0
    before: bool = False
    roll: Roll = Roll.BACK
    roll_basis: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """Bậc đôn đốc: ``after`` working days past the due day (0: on it; negative: before) a reminder goes ``to`` whom.

    ``draft`` names its draft template; empty: the one that comes with the program.
    """

    __pydantic_config__ = STRICT

    after: int
    to: Recipient = Recipient.UNIT
    draft: str = ""


@dataclass(frozen=True, slots=True)
class ReportField:
    """Mục của biểu báo cáo: a figure (whole number), a text or a file, which may be left out unless ``required``."""

    __pydantic_config__ = STRICT

    code: str
    name: str
    kind: FieldKind = FieldKind.FIGURE
    unit: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """Bước: one step of a plan; with ``each_unit`` every unit owes it; the steps ``after`` must be done.

    ``owed_by`` says more exactly who owes it: "units" (the surveyed ones, as ``each_unit``), a tier ("province",
    "district", "commune"), roles of the plan or ids of offices; empty: the campaign itself. ``actor`` and
    ``addressees`` are roles or ids of offices; ``document`` and ``evidence`` say in words what is written and what
    closes the step. ``draft`` names the draft template of the document to issue; ``annexes`` the result tables it
    carries. ``lead`` working days before its day a duty is due soon. ``ladder`` None: the plan's. ``standing``: a
    conduct that goes on and has no deadline. With ``waits_for_all`` false the step does not wait for late units.
    ``phase`` is where the whole campaign stands when the step is done; None: as its act says, if it does.
    ``book``: what a unit enters there about the use of a result is this duty's evidence, or one more check of it.
    """

    __pydantic_config__ = STRICT

    code: str
    name: str
    act: ActKind
    due: Due = field(default_factory=Due)
    each_unit: bool = False
    owed_by: tuple[str, ...] = ()
    actor: str = ""
    addressees: tuple[str, ...] = ()
    document: str = ""
    form: str = ""
    evidence: str = ""
    draft: str = ""
    annexes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    waits_for_all: bool = True
    lead: int = 3
    ladder: tuple[Rung, ...] | None = None
    recurrence: Recurrence | None = None
    standing: bool = False
    report: tuple[ReportField, ...] = ()
    synthesis_of: str = ""
    urgency: str = ""
    basis: str = ""
    phase: Phase | None = None
    book: ResultBook | None = None

    @property
    def owers(self) -> tuple[str, ...]:
        """Ai phải làm: ``owed_by``, or the surveyed units when ``each_unit``; empty: the campaign itself."""
        return self.owed_by or (("units",) if self.each_unit else ())


@dataclass(frozen=True, slots=True)
class SyntheticReturns:
    """Số liệu tổng hợp: how a demonstration's returns are made: a seed, and how many forms for each commune.

    Of a unit with communes below it so many are drawn (0: all of them). ``late_share`` of the people's duties are
    done late, up to ``late_days`` working days, so that reminders are seen.
    """

    __pydantic_config__ = STRICT

    seed: int
    forms_per_unit: int
    communes_per_unit: int = 0
    late_share: float = 0.0
    late_days: int = 5


@dataclass(frozen=True, slots=True)
class ReturnRules:
    """Quy tắc nhận phiếu: what is held against a form, and who may open the returns again once they are closed.

    ``max_missing_share`` is the share of criteria that may be left blank; ``may_reopen`` names persons, and nobody
    may when it is empty.
    """

    __pydantic_config__ = STRICT

    max_missing_share: float = 0.2
    may_reopen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capacity:
    """Sức phát phiếu: forms of the sample, investigators of the Post and the forms each brings home a working day.

    The days are those after step or anchor ``start`` up to and with ``end``.
    """

    __pydantic_config__ = STRICT

    sample: int
    investigators: int
    forms_a_day: float
    start: str = "F0"
    end: str = "F1"


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """Sổ mở giữa năm: a real office's book begins after the last number it had given on paper."""

    __pydantic_config__ = STRICT

    issuer: str
    series: str
    year: int
    last_number: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch: steps and settings of a campaign, or of the follow-up of any directive.

    ``units`` lists the offices that are surveyed; empty means every commune of ``province``, or with no province of
    the nation. ``question_set`` is the code of a built-in one, or the name of a TOML file beside the plan, empty
    when there is no survey; ``method`` are the settings of the index which differ from the usual. ``roles`` give
    ids of offices by the names which steps use; ``standing_office`` (cơ quan thường trực) writes to the units and
    reminds them. ``ladder`` is how units are reminded. ``directive`` is the number of the document that is carried
    out. ``last_year`` names a TOML file beside the plan with the figures of an earlier year; empty for none.
    ``target`` is the share of satisfaction the plan aims at (0.9 for 90 %), None when it sets none. ``result_of`` is
    the campaign whose result this plan puts to use, empty: its own; ``compared_with`` the later one which shows
    whether it helped. ``checklist`` names a TOML file beside the plan with what is looked at in a one-stop office;
    empty: the one that comes with the program.
    """

    __pydantic_config__ = STRICT

    id: str
    title: str
    province: str
    question_set: str
    anchors: Mapping[str, date]
    steps: tuple[Step, ...]
    method: Mapping[str, Any] = field(default_factory=dict)
    returns: ReturnRules = field(default_factory=ReturnRules)
    standing_office: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    directive: str = ""
    note: str = ""
    units: tuple[str, ...] = ()
    ladder: tuple[Rung, ...] = ()
    capacity: Capacity | None = None
    last_year: str = ""
    target: float | None = None
    synthetic_returns: SyntheticReturns | None = None
    books: tuple[OpenedBook, ...] = field(default=())
    result_of: str = ""
    compared_with: str = ""
    checklist: str = ""

    @property
    def question_file(self) -> str:
        """Tệp bộ câu hỏi: its name beside the plan; empty when a built-in set is named."""
        return self.question_set if self.question_set.endswith(".toml") else ""

    @property
    def is_survey(self) -> bool:
        """Có điều tra: whether forms come back and an index is computed."""
        return bool(self.question_set)

    def step(self, code: str) -> Step:
        """Bước theo mã: the step with this code."""
        return next(step for step in self.steps if step.code == code)

    def ladder_of(self, step: Step) -> tuple[Rung, ...]:
        """Thang đôn đốc của bước: its own, else the plan's."""
        return self.ladder if step.ladder is None else step.ladder

    def office(self, role: str) -> str:
        """Cơ quan theo vai: the office id of a role; a word that is no role is an id itself."""
        return self.roles.get(role, role)
