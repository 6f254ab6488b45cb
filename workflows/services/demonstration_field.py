"""Thực địa trình diễn: what interviewers and supervisors did in this year's campaign, each thing on its day.

All of it is made up, the same on every start, and written down through the ordinary services.
"""

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from sipas_engine.fieldwork.assignment import Assignment
from sipas_engine.fieldwork.daily import DailyRow
from sipas_engine.recheck.draw import RecheckForm
from sipas_engine.recheck.results import RecheckRecord, Way
from sipas_engine.recheck.visits import CONTENTS, Content, FindingAnswer, Visit
from workflows.services.demonstration_plans import FRONT, LATE, UNITS, VETERANS, Year
from workflows.services.demonstration_sample import draw_samples, give_out, villages_of
from workflows.services.hand_over_forms import hand_over_forms
from workflows.services.recheck_forms import draw_recheck_forms, record_rechecked
from workflows.services.report_field_day import report_field_rows
from workflows.services.supervise import answer_finding, record_visit, villages_to_visit
from workflows.services.virtual_people import ACTOR
from workflows.services.workspace import Workspace

#: Người phúc tra: of the Front and of the Veterans, who sign in.
FRONT_CHECKER, VETERANS_CHECKER = "mttq-1", "ccb-1"
_SEED, _SHARE = "2026", Fraction(1, 20)
#: Working days from the first day of field work: the samples are drawn, the forms given out.
_DRAWN, _GIVEN_OUT = -8, -1
#: Working days from the last day of field work until what is back is handed over.
_HANDED_OVER = 2
#: So many of each checker's forms were asked about by this morning.
_ASKED = 3

#: Chuyện của một thôn mười phiếu: days after the first one -> handed out, back, refused, wrong address, replaced.
Story = Mapping[int, tuple[int, int, int, int, int]]
_PLAIN: Story = {
    0: (6, 0, 0, 0, 0),
    1: (4, 3, 0, 0, 0),
    2: (0, 4, 0, 0, 0),
    3: (0, 2, 0, 0, 0),
    4: (0, 1, 0, 0, 0),
}
_REFUSED: Story = {
    **{0: (6, 0, 0, 0, 0), 1: (4, 3, 0, 0, 0), 2: (0, 3, 1, 0, 0)},
    **{3: (1, 2, 0, 0, 1), 4: (0, 2, 0, 0, 0)},
}
_MOVED_AWAY: Story = {
    **{0: (6, 0, 0, 0, 0), 1: (3, 3, 0, 1, 0), 2: (1, 4, 0, 0, 1)},
    **{3: (0, 2, 0, 0, 0), 4: (0, 1, 0, 0, 0)},
}
_SLOW: Story = {
    **{0: (6, 0, 0, 0, 0), 1: (4, 2, 0, 0, 0), 3: (0, 2, 0, 0, 0)},
    **{6: (0, 1, 0, 0, 0), 8: (0, 1, 0, 0, 0), 9: (0, 1, 0, 0, 0)},
}
_SLOWER: Story = {
    **{0: (5, 0, 0, 0, 0), 1: (3, 1, 0, 0, 0), 3: (0, 1, 0, 0, 0)},
    **{5: (0, 1, 0, 0, 0), 7: (0, 1, 0, 0, 0)},
}
#: Đơn vị mà phiếu còn ở dân: late units but the one whose file was refused, which is late for that.
STILL_OUT = tuple(unit for unit in LATE if unit != LATE[2])
#: Thôn có danh sách cũ: a unit in whose third village somebody had moved away.
_OLD_LIST = (UNITS[2], UNITS[9])


@dataclass(frozen=True, slots=True)
class SeenThere:
    """Một lần giám sát: by whom, on which day of the field work, in a drawn village of a unit, and what was not so."""

    number: str
    supervisor: str
    after: int
    unit: str
    missing: Sequence[Content] = ()
    remark: str = ""
    proposal: str = ""


_VISITS: Sequence[SeenThere] = (
    SeenThere("GS-01", FRONT, 6, UNITS[0]),
    SeenThere("CCB-01", VETERANS, 8, UNITS[6]),
    SeenThere(
        "GS-02",
        FRONT,
        9,
        UNITS[4],
        ("sealed",),
        "Phong bì của ba phiếu đã trả lời chưa dán (giả lập)",
        "Phát đủ phong bì và nhắc người trả lời tự dán",
    ),
    SeenThere(
        "GS-03",
        FRONT,
        18,
        LATE[3],
        ("into_hand",),
        "Hai phiếu để lại nhà hàng xóm (giả lập)",
        "Điều tra viên đến lại, phát tận tay",
    ),
    SeenThere(
        "CCB-02",
        VETERANS,
        21,
        UNITS[11],
        ("no_hints",),
        "Điều tra viên đọc sẵn mức trả lời (giả lập)",
        "Tập huấn lại cách hỏi",
    ),
)
_ANSWERED = ("GS-02", 11, "Đã phát thêm phong bì và dán ba phiếu trước mặt người trả lời (giả lập)")
_BY_THE_POST = "Điều phối Bưu điện (trình diễn)"


def work_in_the_field(real: Workspace, year: Year, since: date, day: date) -> None:
    """Việc thực địa: all that happened after ``since`` and by ``day``."""
    workspace, campaign, f0 = replace(real, actor=ACTOR), year.plan.id, year.plan.anchors["F0"]

    def after(days: int) -> date:
        return workspace.calendar.add_working_days(f0, days)

    def falls(on: date) -> bool:
        return since < on <= day

    if falls(after(_DRAWN)):
        draw_samples(workspace, year)
    if falls(after(_GIVEN_OUT)):
        give_out(workspace, year)
    if day < f0:
        return
    rows = [row for row in _daily_rows(workspace, year) if falls(row.day)]
    if rows:
        report_field_rows(workspace, campaign, rows)
    for seen in _VISITS:
        if falls(after(seen.after)):
            record_visit(workspace, campaign, _visit(workspace, campaign, seen, after(seen.after)))
    number, days, text = _ANSWERED
    if falls(after(days)):
        answer_finding(workspace, campaign, FindingAnswer(number, "sealed", after(days), _BY_THE_POST, text))
    over = workspace.calendar.add_working_days(year.plan.anchors["F1"], _HANDED_OVER)
    if falls(over):
        _hand_over(workspace, year, over)


def serials_back(workspace: Workspace, year: Year, unit: str) -> Sequence[str]:
    """Phiếu đã thu của một đơn vị: those of the reserve in the place of people who refused or had moved away."""
    villages = villages_of(workspace, year)[unit]
    return [
        serial
        for one, (_start, story) in zip(villages, _stories(unit), strict=True)
        for serial in _back(one, story)
    ]


def ask_again(real: Workspace, year: Year, ticked: Mapping[str, Mapping[str, int | None]], day: date) -> None:
    """Phúc tra: drawn from the forms that came, each tenth or so asked about; ``ticked`` are the levels on the forms.

    Of each checker's first forms one respondent is not met, and one gives another level now.
    """
    workspace, campaign = replace(real, actor=ACTOR), year.plan.id
    drawn = draw_recheck_forms(workspace, campaign, (FRONT_CHECKER, VETERANS_CHECKER), _SEED, _SHARE)
    for checker in (FRONT_CHECKER, VETERANS_CHECKER):
        own = [form for form in drawn.forms if form.checker == checker][:_ASKED]
        asked = [_record(form, ticked[form.serial], place, day) for place, form in enumerate(own)]
        record_rechecked(workspace, campaign, asked)


def _stories(unit: str) -> Sequence[tuple[int, Story]]:
    """Of each village of a unit: the working day of the field work on which it began, and what came of it."""
    if unit in STILL_OUT:
        return (0, _PLAIN), (5, _REFUSED), (16, _SLOW), (18, _SLOWER)
    first = UNITS.index(unit) % 3
    third = _MOVED_AWAY if unit in _OLD_LIST else _PLAIN
    return (first, _PLAIN), (first + 4, _REFUSED), (first + 8, third), (first + 12, _PLAIN)


def _daily_rows(workspace: Workspace, year: Year) -> Iterator[DailyRow]:
    f0 = year.plan.anchors["F0"]
    for unit, villages in villages_of(workspace, year).items():
        for one, (start, story) in zip(villages, _stories(unit), strict=True):
            for later, counts in story.items():
                on = workspace.calendar.add_working_days(f0, start + later)
                yield DailyRow(one.investigator, one.village.path, on, *counts)


def _back(one: Assignment, story: Story) -> Sequence[str]:
    """The serials that are back: whoever is gone stood first in the list of the village."""
    _out, back, refused, moved, replaced = map(sum, zip(*story.values(), strict=True))
    there = (*one.village.serials[refused + moved :], *one.village.reserve[:replaced])
    return there[:back]


def _visit(workspace: Workspace, campaign: str, seen: SeenThere, day: date) -> Visit:
    commune = workspace.chart.on(day).office(seen.unit).unit.title
    drawn = villages_to_visit(workspace, campaign, _SEED, Fraction(1, 10))
    village = next(path for path in drawn if commune in path)
    fulfilled = {content: content not in seen.missing for content in CONTENTS}
    return Visit(seen.number, village, day, seen.supervisor, fulfilled, seen.remark, seen.proposal)


def _hand_over(workspace: Workspace, year: Year, day: date) -> None:
    """What was back when the field work was over; what comes later is still to be handed over."""
    rows = [
        (serial, one.investigator)
        for unit, villages in villages_of(workspace, year).items()
        for one, (_start, story) in zip(villages, _stories(unit), strict=True)
        if story not in (_SLOW, _SLOWER)
        for serial in _back(one, story)
    ]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "ban-giao.csv")
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written, lineterminator="\n").writerows([("ma_phieu", "dieu_tra_vien"), *rows])
        hand_over_forms(workspace, year.plan.id, file, day)


def _record(form: RecheckForm, ticked: Mapping[str, int | None], place: int, day: date) -> RecheckRecord:
    if place == 1:  # nobody was at home
        return RecheckRecord(form.serial, form.checker, day, "visit", False, None, None, {})
    answers = {code: ticked[code] for code in form.questions}
    if place == 2:  # people do not remember a level exactly
        code = form.questions[0]
        before = answers[code]
        answers[code] = None if before is None else max(1, before - 1)
    way: Way = "phone" if place == 2 else "visit"
    return RecheckRecord(form.serial, form.checker, day, way, True, True, True, answers)
