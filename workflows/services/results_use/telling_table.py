"""Bảng tuyên truyền: who has published what for whom, and who has not; with the quota of a step that comes again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

import xlsxwriter

from directives.calendar.dates import short_date
from directives.followup.duties import Lane, PlanUnit
from directives.followup.plan import Plan, ResultBook
from directives.org.offices import OfficeKind
from directives.results_use.telling import Outlet, Purpose, TellingEvidence
from directives.results_use.telling_rules import telling_rules
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.telling import tellings_of
from workflows.services.results_use.telling_phases import purposes_on
from workflows.services.workspace import Workspace

#: A workbook carries its making's time; ours must not, or the same table would give other bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDE, _NARROW = 40, 14
NOTHING = "Chưa có"


@dataclass(frozen=True, slots=True)
class TellingQuota:
    """Số lần trong kỳ: how often a unit published in a period of a step that comes again, and how often it must."""

    step: str
    name: str
    occurrence: int
    first: date | None
    last: date | None
    found: int
    wanted: int

    @property
    def short(self) -> int:
        """Còn thiếu: so many times; 0 when there are enough."""
        return max(0, self.wanted - self.found)


@dataclass(frozen=True, slots=True)
class TellingRow:
    """Dòng của đơn vị: its evidence in force by purpose, the purposes nothing shows yet, its quotas so far."""

    unit: str
    name: str
    is_outlet: bool
    told: Mapping[Purpose, tuple[TellingEvidence, ...]]
    missing: tuple[Purpose, ...]
    quotas: tuple[TellingQuota, ...]

    @property
    def evidence(self) -> tuple[TellingEvidence, ...]:
        """Mọi minh chứng: of the unit, by number."""
        return tuple(sorted((one for some in self.told.values() for one in some), key=lambda one: one.number))

    @property
    def lacking(self) -> bool:
        """Còn thiếu: a purpose, or a time of the present period."""
        return bool(self.missing) or any(one.short for one in self.quotas)

    @property
    def silent(self) -> bool:
        """Chưa đăng gì: nothing at all is in force."""
        return not self.evidence


@dataclass(frozen=True, slots=True)
class TellingTable:
    """Bảng tuyên truyền: on ``day``; ``wanted`` are the purposes for which it is time, ``withdrawn`` is a count."""

    plan: Plan
    day: date
    wanted: tuple[Purpose, ...]
    rows: tuple[TellingRow, ...]
    withdrawn: int

    @property
    def missing(self) -> tuple[TellingRow, ...]:
        """Đơn vị còn thiếu: in the order of the rows."""
        return tuple(row for row in self.rows if row.lacking)

    @property
    def outlets(self) -> Mapping[Outlet, int]:
        """Số minh chứng theo kênh: every outlet is named, also with 0."""
        found = Counter(one.told.outlet for row in self.rows for one in row.evidence)
        return {outlet: found[outlet] for outlet in Outlet}

    def told_by(self, purpose: Purpose) -> int:
        """Số đơn vị đã đăng: for this purpose."""
        return sum(bool(row.told.get(purpose)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Period:
    """Kỳ hiện tại của một bước: with its owers to be looked up, of whom a nation has thousands."""

    lane: Lane
    owers: frozenset[str]


def telling_table(workspace: Workspace, campaign_id: str, day: date | None = None) -> TellingTable:
    """Bảng tuyên truyền: of those who owe a step with this book, else of the surveyed; as of ``day``, else today.

    Who published without owing it stands there too. Raises UnknownCampaign.
    """
    on = day or workspace.today()
    state = followup_state(workspace, campaign_id)
    found = [one for one in tellings_of(workspace, campaign_id) if one.told.day <= on]
    held: dict[str, list[TellingEvidence]] = {}
    for one in found:
        if one.in_force:
            held.setdefault(one.told.unit, []).append(one)
    lanes = [lane for lane in state.lanes if lane.step.book is ResultBook.TELLING]
    expected = _expected(state, lanes)
    wanted, periods = purposes_on(workspace, state.plan, on), _periods(lanes, on)
    rows = [
        _row(unit, held.get(unit.id, []), wanted, expected, periods)
        for unit in state.units
        if unit.id in expected or unit.id in held
    ]
    return TellingTable(state.plan, on, wanted, tuple(rows), len(found) - sum(map(len, held.values())))


def telling_row(workspace: Workspace, campaign_id: str, unit: str) -> tuple[Plan, TellingRow]:
    """Dòng của một đơn vị: today, with the plan; a unit from which nothing is expected misses nothing.

    Raises UnknownCampaign.
    """
    state, on = followup_state(workspace, campaign_id), workspace.today()
    lanes = [lane for lane in state.lanes if lane.step.book is ResultBook.TELLING]
    held = [one for one in tellings_of(workspace, campaign_id, unit) if one.in_force]
    own = next(one for one in state.units if one.id == unit)
    wanted = purposes_on(workspace, state.plan, on)
    return state.plan, _row(own, held, wanted, _expected(state, lanes), _periods(lanes, on))


def _expected(state: FollowupState, lanes: Sequence[Lane]) -> set[str]:
    owers = {unit for lane in lanes for unit in lane.owers}
    surveyed = {unit.id for unit in state.units if unit.surveyed}
    return owers or surveyed or {unit.id for unit in state.units}


def is_outlet(unit: PlanUnit) -> bool:
    """Cơ quan ngoài hệ thống: a station, newspaper or body that tells people, and has no staff of the office."""
    return unit.level.endswith(f"_{OfficeKind.OUTSIDE.value}")


def _row(
    unit: PlanUnit,
    held: Sequence[TellingEvidence],
    wanted: Sequence[Purpose],
    expected: set[str],
    periods: Sequence[_Period],
) -> TellingRow:
    told = {
        purpose: tuple(one for one in held if one.told.purpose is purpose)
        for purpose in Purpose
        if any(one.told.purpose is purpose for one in held)
    }
    own = [one for one in wanted if not (is_outlet(unit) and one is Purpose.STAFF)]
    missing = tuple(one for one in own if one not in told) if unit.id in expected else ()
    quotas = tuple(_quotas(unit.id, held, periods))
    return TellingRow(unit.id, unit.name, is_outlet(unit), told, missing, quotas)


def _periods(lanes: Sequence[Lane], day: date) -> tuple[_Period, ...]:
    """Of each step that comes again the last period that has begun."""
    begun: dict[str, Lane] = {}
    for lane in lanes:
        first = lane.occurrence.first
        if lane.step.recurrence and (first is None or first <= day):
            begun[lane.step.code] = lane
    return tuple(_Period(lane, frozenset(lane.owers)) for lane in begun.values())


def _quotas(unit: str, held: Sequence[TellingEvidence], periods: Sequence[_Period]) -> Iterator[TellingQuota]:
    for one in periods:
        period, step = one.lane.occurrence, one.lane.step
        if unit not in one.owers:
            continue
        within = [
            evidence
            for evidence in held
            if (period.first is None or period.first <= evidence.told.day)
            and (period.last is None or evidence.told.day <= period.last)
        ]
        yield TellingQuota(
            step.code, step.name, period.number, period.first, period.last, len(within), period.times
        )


def telling_workbook(table: TellingTable) -> bytes:
    """Bảng tính: a row a unit with what is missing, then every piece of evidence with its hash; all inert text."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    title = f"Thông tin, tuyên truyền đến ngày {short_date(table.day)}: {table.plan.title}"
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": _NO_TIME})
        bold = workbook.add_format({"bold": True, "font_size": 13})
        head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        text = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        for name, headings, rows in (
            ("Theo đơn vị", *_unit_sheet(table)),
            ("Minh chứng", _EVIDENCE, _evidence_rows(table)),
        ):
            sheet = workbook.add_worksheet(name)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.write_string(0, 0, title, bold)
            sheet.write_string(1, 0, SYNTHETIC_NOTE if table.plan.synthetic_returns else "")
            for place, heading in enumerate(headings):
                sheet.set_column(place, place, _NARROW if heading in _SHORT else _WIDE)
                sheet.write_string(3, place, heading, head)
            for row, cells in enumerate(rows, start=4):
                for place, cell in enumerate(cells):
                    sheet.write_string(row, place, cell, text)
            sheet.freeze_panes(4, 0)
    return content.getvalue()


_EVIDENCE = (
    "Số",
    "Đơn vị",
    "Mục đích",
    "Kênh",
    "Ngày",
    "Giờ",
    "Nơi đăng, phát",
    "Ghi chú",
    "SHA-256 của bản chụp",
)
_SHORT = frozenset({"TT", "Số", "Ngày", "Giờ"})


def _unit_sheet(table: TellingTable) -> tuple[Sequence[str], list[list[str]]]:
    names = telling_rules().purposes
    headings = ["TT", "Đơn vị", *(names[one] for one in table.wanted), "Còn thiếu", "Số lần trong kỳ"]
    rows = []
    for number, row in enumerate(table.rows, start=1):
        cells = [told_in_words(row, purpose) for purpose in table.wanted]
        missing = "; ".join(names[one] for one in row.missing)
        quotas = "; ".join(
            f"{one.name}: {one.found}/{one.wanted} (kỳ {one.occurrence})" for one in row.quotas
        )
        rows.append([str(number), row.name, *cells, missing, quotas])
    return headings, rows


def told_in_words(row: TellingRow, purpose: Purpose) -> str:
    """Đã đăng ở đâu: outlets and days for a purpose; said where there is nothing, or where it is not the unit's."""
    outlets = telling_rules().outlets
    found = "; ".join(
        f"{outlets[one.told.outlet]} ({short_date(one.told.day)})" for one in row.told.get(purpose, ())
    )
    return found or (NOTHING if purpose in row.missing else "–")


def _evidence_rows(table: TellingTable) -> list[list[str]]:
    rules = telling_rules()
    found = sorted(
        ((one, row.name) for row in table.rows for one in row.evidence), key=lambda pair: pair[0].number
    )
    return [
        [
            str(one.number),
            name,
            rules.purposes[one.told.purpose],
            rules.outlets[one.told.outlet],
            short_date(one.told.day),
            f"{one.told.hour:%H:%M}" if one.told.hour else "",
            one.told.place,
            one.told.note,
            one.told.file,
        ]
        for one, name in found
    ]
