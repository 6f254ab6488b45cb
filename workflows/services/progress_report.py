"""Báo cáo tiến độ: the state of a campaign on a day as a document in the law's form, as a file or issued."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from directives.calendar.dates import short_date
from directives.document.model import BodyTable, Document, TableColumn
from directives.numbers import percentage, whole_number
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import Issued, issue_document, rehearse
from workflows.services.progress import Progress
from workflows.services.progress_pictures import gantt_png
from workflows.services.report_draft import Insertions, report_document, reporting_office, shipped_draft
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

_DRAFT = "tien-do.toml"
#: So many late units are read in a sentence; the annex names all.
_NAMED = 10


def progress_document(workspace: Workspace, found: Progress, *, on: date) -> Document:
    """Dự thảo báo cáo tiến độ: dated ``on``. Raises NoReportingOffice and what drafting refuses."""
    plan = found.plan
    office = reporting_office(workspace, plan, "", on)
    superior = workspace.chart.on(on).office(office.superior).full_name if office.superior else ""
    facts = {
        "issuer": office.id,
        "issuer_name": office.full_name,
        "about": plan.title,
        "day": short_date(found.day),
        **progress_facts(found),
    }
    return report_document(
        workspace,
        plan,
        shipped_draft(_DRAFT),
        facts,
        progress_insertions(found),
        office=office,
        addressees=[superior] if superior else [],
        day=on,
        file=_DRAFT,
    )


def progress_file(workspace: Workspace, found: Progress) -> bytes:
    """Tệp dự thảo: the report dated on its day, without a number of its own being taken. Raises as above."""
    return rehearse(
        workspace, pinned(workspace.files, progress_document(workspace, found, on=found.day))
    ).rendered.content


def issue_progress_report(workspace: Workspace, found: Progress) -> Issued:
    """Phát hành báo cáo tiến độ: once for each day of a campaign, dated today. Raises AgainstForm and as above."""
    document = progress_document(workspace, found, on=workspace.today())
    key = f"{found.plan.id}/progress/{found.day.isoformat()}"
    return issue_document(
        workspace, document, idempotency_key=key, note=found.plan.title, gate=refuse_bad_form
    )


def progress_facts(found: Progress) -> dict[str, Any]:
    """Dữ kiện: sentences and the parts that are there only when there is something to say."""
    late = [
        {
            "text": f"Đến ngày báo cáo có {len(found.late)} đơn vị còn nhiệm vụ chậm; danh sách nêu tại Phụ lục. "
            f"Chậm nhất: {_slowest(found)}."
        }
    ]
    return {
        "whole_sentence": _whole(found),
        "late_sentences": [{"text": text} for text in _late(found)],
        "late_parts": late if found.late else [],
        "late_annexes": [{}] if found.late else [],
        "field_parts": _field(found),
        "difficulty_parts": [{"text": text} for text in _difficulties(found)],
        "next_sentences": [{"text": text} for text in _next(found)],
        "provisional_sentences": [{"text": text} for text in _provisional(found)],
    }


def progress_insertions(found: Progress) -> Insertions:
    """Bảng và hình: steps, late units, difficulties; the Gantt chart."""
    title = f"Tiến độ đến ngày {short_date(found.day)}"
    picture = gantt_png(found.gantt, found.day, title)
    return Insertions(
        {
            "steps": BodyTable(_STEP_COLUMNS, tuple(tuple(map(_shown, row)) for row in step_rows(found))),
            "units": BodyTable(_UNIT_COLUMNS, tuple(tuple(map(_shown, row)) for row in unit_rows(found))),
            "difficulties": BodyTable(
                _DIFFICULTY_COLUMNS, tuple(tuple(map(_shown, row)) for row in difficulty_rows(found))
            ),
        },
        {"gantt": (picture, f"Biểu đồ {title}: {_whole(found)}")},
    )


Cell = str | int
_STEP_COLUMNS = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Bước", width=5.0),
    TableColumn("Hạn", width=2.1, centred=True),
    *(
        TableColumn(name, numeric=True, width=1.5)
        for name in ("Phải làm", "Đến hạn", "Đã xong", "Xong chậm", "Đang chậm")
    ),
)
_UNIT_COLUMNS = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Đơn vị", width=4.0),
    TableColumn("Số nhiệm vụ chậm", numeric=True, width=1.6),
    TableColumn("Chậm nhất (ngày làm việc)", numeric=True, width=1.8),
    TableColumn("Bước chậm", width=5.0),
)
_DIFFICULTY_COLUMNS = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Đơn vị nêu", width=2.6),
    TableColumn("Nội dung", width=5.0),
    TableColumn("Nơi giải quyết", width=2.6),
    TableColumn("Hạn trả lời", width=2.0, centred=True),
)


def step_rows(found: Progress) -> list[list[Cell]]:
    """Bảng theo bước: one row a period, then the total; figures are numbers."""
    rows: list[list[Cell]] = []
    for number, row in enumerate(found.steps, start=1):
        several = sum(1 for other in found.steps if other.step == row.step) > 1
        name = f"{row.name} (kỳ {row.occurrence})" if several else row.name
        held = " *" if found.provisional.get((row.step, row.occurrence)) else ""
        due = short_date(row.due) + held if row.due else "–"
        tally = row.tally
        rows.append([number, name, due, tally.owed, tally.expected, tally.done, tally.done_late, tally.late])
    whole = found.total
    rows.append(["", "Tổng cộng", "", whole.owed, whole.expected, whole.done, whole.done_late, whole.late])
    return rows


def unit_rows(found: Progress) -> list[list[Cell]]:
    """Bảng đơn vị chậm: the one with most late duties first."""
    names = {step.code: step.name for step in found.plan.steps}
    return [
        [number, found.name(one.unit), one.late, one.days, "; ".join(names[code] for code in one.steps)]
        for number, one in enumerate(found.late, start=1)
    ]


def difficulty_rows(found: Progress) -> list[list[Cell]]:
    """Bảng vướng mắc: those not settled."""
    return [
        [number, found.name(one.unit), one.text, found.name(one.owner), short_date(one.answer_due)]
        for number, one in enumerate(found.difficulties, start=1)
    ]


def _shown(cell: Cell) -> str:
    return whole_number(cell) if isinstance(cell, int) else cell


def _whole(found: Progress) -> str:
    total = found.total
    if not total.expected:
        return f"Kế hoạch có {whole_number(total.owed)} nhiệm vụ, chưa nhiệm vụ nào đến hạn."
    done = total.expected - total.missing
    share = percentage(Decimal(100 * done) / total.expected, 1)
    return (
        f"Trong số {whole_number(total.owed)} nhiệm vụ của kế hoạch, {whole_number(total.expected)} nhiệm vụ đã "
        f"đến hạn; đã hoàn thành {whole_number(done)} nhiệm vụ đến hạn ({share})."
    )


def _late(found: Progress) -> Iterable[str]:
    total = found.total
    if total.late:
        yield f"Đang chậm {whole_number(total.late)} nhiệm vụ của {len(found.late)} đơn vị."
    if total.done_late:
        yield f"Đã xong nhưng chậm hạn {whole_number(total.done_late)} nhiệm vụ."
    if total.suspended or total.waived:
        yield f"Đang tạm dừng {whole_number(total.suspended)}, được miễn {whole_number(total.waived)} nhiệm vụ."
    if found.plan.synthetic_returns:
        yield SYNTHETIC_NOTE


def _slowest(found: Progress) -> str:
    slowest = sorted(found.late, key=lambda one: (-one.days, one.unit))[:_NAMED]
    return "; ".join(f"{found.name(one.unit)} ({one.days} ngày làm việc)" for one in slowest)


def _field(found: Progress) -> list[dict[str, str]]:
    if found.field is None:
        return []
    forms = sum(village.forms for village in found.field.villages)
    counts = [village.counts for village in found.field.villages]
    out, back, refused, wrong = (
        sum(getattr(one, name) for one in counts)
        for name in ("handed_out", "back", "refused", "wrong_address")
    )
    text = (
        f"Trong số {whole_number(forms)} phiếu giao điều tra viên, đã phát {whole_number(out)}, thu về "
        f"{whole_number(back)}; {whole_number(refused)} người từ chối, {whole_number(wrong)} phiếu sai địa chỉ."
    )
    ahead = found.field.forecast
    pace = f"ngày {short_date(ahead.at_pace)}" if ahead.at_pace else "chưa tính được"
    said = f"Còn {whole_number(ahead.left)} phiếu; với tốc độ hiện nay, dự kiến thu xong: {pace}"
    return [{"text": text, "forecast": f"{said}, hạn là ngày {short_date(ahead.deadline)}."}]


def _difficulties(found: Progress) -> Iterable[str]:
    if found.difficulties:
        late = sum(one.is_late(found.day) for one in found.difficulties)
        yield f"Còn {len(found.difficulties)} vướng mắc chưa giải quyết, {late} vướng mắc quá hạn trả lời."


def _next(found: Progress) -> list[str]:
    names = {step.code: step.name for step in found.plan.steps}
    said = [
        f"Ngày {short_date(one.due)}: {names[one.step]}"
        + (f" ({whole_number(one.open)} đơn vị)" if one.open > 1 else "")
        for one in found.deadlines
    ] or ["Không còn nhiệm vụ nào sắp đến hạn"]
    return [text + (";" if place < len(said) else ".") for place, text in enumerate(said, start=1)]


def _provisional(found: Progress) -> Iterable[str]:
    if any(found.provisional.values()):
        yield (
            "Ngày có dấu * tại Bảng 1 là ngày dự kiến: lịch nghỉ lễ, Tết của năm đó chưa được công bố; "
            "sẽ được tính lại khi có thông báo."
        )
