"""Kế hoạch khắc phục hạn chế: a unit's register as a document of the unit's own office, as a file or issued."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from directives.calendar.dates import short_date
from directives.document.column_widths import columns_of
from directives.document.enclosed import ColumnDraft
from directives.document.model import BodyTable, Document
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan, ResultBook
from directives.numbers import decimal_number, percentage, whole_number
from directives.results_use.improvement import ImprovementRow, NotHandedIn
from directives.results_use.improvement_entries import Incomplete, missing_fields
from sipas_engine.comparison.change import WhyNot
from storage import register
from storage.database import reading
from workflows.services.campaign_state import campaign_state
from workflows.services.followup_state import first_day
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import Issued, issue_document, rehearse
from workflows.services.report_draft import Insertions, report_document
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.close_duty import close_by_document
from workflows.services.results_use.drafts import result_draft
from workflows.services.results_use.improvement_records import NoRows
from workflows.services.results_use.improvement_register import (
    ImprovementRegister,
    RegisterUnit,
    improvement_register,
)
from workflows.services.results_use.used_result import is_synthetic, unit_or_reason, used_edition
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

_DRAFT = "ke-hoach-khac-phuc.toml"
#: Cột của bảng, phần bề rộng khổ ngang.
_COLUMNS = (
    ("TT", 1.0),
    ("Tiêu chí", 3.4),
    ("Chỉ số (%)", 1.3),
    ("So với trung bình", 1.6),
    ("Nguyên nhân", 3.6),
    ("Giải pháp", 3.8),
    ("Người chịu trách nhiệm", 2.3),
    ("Thời hạn", 2.2),
    ("Minh chứng", 2.6),
)
#: Từ so sánh: by whether the sample tells the difference from chance.
_SURE = {True: "", False: ", chênh lệch chưa vượt sai số chọn mẫu", None: ", chưa tính được sai số"}


class PlanOfUnitWithoutOffice(DirectiveError):
    """Đơn vị không ban hành ở đây: no letterhead is known of the unit's office, so nothing can be issued for it."""

    kind = "unit_without_letterhead"
    template = N_("{unit} issues nothing here: no letterhead is known of it.")


def plan_document(workspace: Workspace, campaign: str, unit: str) -> Document:
    """Dự thảo kế hoạch khắc phục: dated today.

    Raises UnknownCampaign, NoRows, Incomplete naming every empty field, NoResultToUse, and what drafting refuses.
    """
    found, own = _complete(workspace, campaign, unit)
    day = workspace.today()
    plan, snapshot = found.plan, workspace.chart.on(day)
    office = snapshot.office(unit)
    if not office.issues_documents:
        raise PlanOfUnitWithoutOffice(where=unit, unit=own.unit.name)
    rows = [one.row for one in own.rows]
    standing = plan.office(plan.standing_office)
    superior = snapshot.office(office.superior).full_name if office.superior else "Lãnh đạo cơ quan"
    deadlines = [row.remedy.deadline for row in rows if row.remedy.deadline]
    facts: dict[str, Any] = {
        "provenance": "synthetic" if is_synthetic(workspace, plan) else "real",
        "issuer": office.id,
        "issuer_name": office.full_name,
        "superior_name": superior,
        "standing_name": snapshot.office(standing).full_name if standing else superior,
        "year": str(_year(workspace, plan)),
        "carrying_out": f"Thực hiện Văn bản số {plan.directive}"
        if plan.directive
        else f"Căn cứ kết quả đo lường sự hài lòng năm {_year(workspace, plan)}",
        "index_sentences": _index(workspace, plan, unit),
        "synthetic_sentences": [{"text": SYNTHETIC_NOTE}] if is_synthetic(workspace, plan) else [],
        "count": whole_number(len(rows)),
        "choice": f"Cách chọn: {found.prefill.choice.in_words}" if found.prefill else "",
        "row_sentences": _sentences(rows),
        "last_day": short_date(max(deadlines)),
    }
    table = Insertions({"rows": plan_table(rows)})
    return report_document(
        workspace,
        plan,
        result_draft(_DRAFT),
        facts,
        table,
        office=office,
        addressees=[],
        day=day,
        file=_DRAFT,
    )


def plan_file(workspace: Workspace, campaign: str, unit: str) -> bytes:
    """Tệp dự thảo kế hoạch: without a number being taken. Raises as ``plan_document``."""
    document = pinned(workspace.files, plan_document(workspace, campaign, unit))
    return rehearse(workspace, document).rendered.content


def issue_plan(workspace: Workspace, campaign: str, unit: str) -> Issued:
    """Phát hành kế hoạch: by the unit's own office, once for each handing-in of its register; closes its duty.

    Raises NotHandedIn for a register that is still open, AgainstForm and as ``plan_document``.
    """
    found = improvement_register(workspace, campaign, unit)
    own = found.of(unit)
    if own is None or not own.rows:
        raise NoRows(where=unit, unit=unit, campaign=campaign)
    if own.register.is_open:
        raise NotHandedIn(where=unit, unit=own.unit.name)
    document = plan_document(workspace, campaign, unit)
    issued = issue_document(
        workspace, document, idempotency_key=_key(campaign, own), note=found.plan.title, gate=refuse_bad_form
    )
    close_by_document(workspace, campaign, ResultBook.OWN_PLAN, unit, issued)
    return issued


def issued_plan(workspace: Workspace, campaign: str, own: RegisterUnit) -> str:
    """Kế hoạch đã phát hành: number and symbol of the one made from this handing-in; empty: none yet."""
    with reading(workspace.engine) as connection:
        entry = register.by_idempotency_key(connection, _key(campaign, own))
    return str(entry.document.number) if entry else ""


def _key(campaign: str, own: RegisterUnit) -> str:
    return f"{campaign}/improvement/{own.unit.id}/{own.register.handed_in}"


def plan_table(rows: Sequence[ImprovementRow]) -> BodyTable:
    """Bảng của kế hoạch: criterion, value, beside the mean, cause, remedy, person, day, evidence."""
    cells = tuple(tuple(_cells(number, row)) for number, row in enumerate(rows, start=1))
    wishes = [ColumnDraft(name=name, width=width, numeric=False) for name, width in _COLUMNS]
    return BodyTable(columns_of([name for name, _ in _COLUMNS], cells, wishes, landscape=True), cells)


def _complete(workspace: Workspace, campaign: str, unit: str) -> tuple[ImprovementRegister, RegisterUnit]:
    found = improvement_register(workspace, campaign, unit)
    own = found.of(unit)
    if own is None or not own.rows:
        raise NoRows(where=unit, unit=unit, campaign=campaign)
    if problems := list(missing_fields([one.row for one in own.rows], own.unit.name)):
        raise Incomplete(unit, problems)
    return found, own


def _cells(number: int, row: ImprovementRow) -> list[str]:
    one, remedy = row.weakness, row.remedy
    distance = "–" if one.distance is None else _signed(row)
    who = f"{remedy.person}, {remedy.post}"
    return [
        str(number),
        f"{one.code}. {one.name}",
        decimal_number(one.value),
        distance,
        _on_one_line(remedy.cause),
        _on_one_line(remedy.remedy),
        who,
        short_date(remedy.deadline) if remedy.deadline else "",
        _on_one_line(remedy.evidence),
    ]


def _on_one_line(text: str) -> str:
    """Một dòng: lines of a field one after the other, in a cell of the table."""
    *lines, last = text.splitlines() or [""]
    return " ".join([*(f"{line.rstrip(' ;,.')};" for line in lines), last])


def _signed(row: ImprovementRow) -> str:
    distance = row.weakness.distance or Decimal(0)
    told = "" if row.weakness.apart else " (*)"
    size = decimal_number(abs(distance))
    return (f"thấp hơn {size}" if distance < 0 else f"cao hơn {size}" if distance else "bằng") + told


def _sentences(rows: Sequence[ImprovementRow]) -> list[dict[str, str]]:
    said = []
    for place, row in enumerate(rows, start=1):
        one = row.weakness
        compared = ""
        if one.group is not None and one.distance is not None:
            size = f"{decimal_number(abs(one.distance))} điểm"
            where = (
                f"thấp hơn {size} so với"
                if one.distance < 0
                else f"cao hơn {size} so với"
                if one.distance
                else "bằng"
            )
            compared = f", {where} trung bình các đơn vị cùng cấp{_SURE[one.apart] if one.distance else ''}"
        end = ";" if place < len(rows) else "."
        answers = f"{whole_number(one.s)} hài lòng trong {whole_number(one.n)} câu trả lời"
        text = f"Tiêu chí {one.code} “{one.name}”: {percentage(one.value)} ({answers}){compared}{end}"
        said.append({"text": text})
    return said


def _index(workspace: Workspace, plan: Plan, unit: str) -> list[dict[str, str]]:
    """Chỉ số chung của đơn vị: with its interval, where it may be shown."""
    edition = used_edition(workspace, plan)
    found = unit_or_reason(workspace, edition, plan, unit)
    if isinstance(found, WhyNot) or found.published is None:
        return []
    interval = ""
    if found.interval:
        low, high = (percentage(_two(end)) for end in found.interval)
        interval = f", khoảng tin cậy 95% từ {low} đến {high}"
    year = _year(workspace, plan)
    return [
        {
            "text": f"Chỉ số hài lòng của đơn vị năm {year} là {percentage(found.published)} "
            f"({whole_number(found.n_valid)} phiếu hợp lệ{interval})."
        }
    ]


def _year(workspace: Workspace, plan: Plan) -> int:
    """Năm đo lường: of the campaign whose result is used."""
    used = campaign_state(workspace, plan.result_of or plan.id).plan
    return (used.anchors.get("T0") or first_day(workspace, used)).year


def _two(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))
