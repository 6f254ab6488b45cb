"""Văn bản báo cáo cải cách hành chính: drafted in the law's form, as a file or issued with a number."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from directives.calendar.dates import short_date
from directives.document.model import BodyTable, Document, TableColumn
from directives.followup.plan import ResultBook
from directives.numbers import decimal_number
from directives.org.errors import UnknownOffice
from directives.org.offices import Office, OfficeKind
from directives.rendering.annexes_docx import annex_label
from directives.results_use.reform_report import PartId, ReformPeriod, ReformReport
from workflows.services.followup_state import UnknownCampaign
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import Issued, issue_document, rehearse
from workflows.services.report_draft import Insertions, report_document, reporting_office
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.close_duty import close_by_document
from workflows.services.results_use.drafts import result_draft
from workflows.services.results_use.reform_parts import ReformSources
from workflows.services.results_use.reform_report import reform_sources, report_from
from workflows.services.results_use.used_result import is_synthetic
from workflows.services.synthesis_facts import synthesis_tables
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

_DRAFTS = {
    ReformPeriod.HALF_YEAR: "bao-cao-cchc-6-thang.toml",
    ReformPeriod.YEAR: "bao-cao-cchc-nam.toml",
}
#: Bộ Nội vụ: a department of home affairs reports to it beside the province's committee.
_MINISTRY = "bnv"
_ABSENT, _CHANGES, _REPORTS = "absent", "changes", "reports-"
_CHANGE_COLUMNS = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Đơn vị", width=3.2),
    TableColumn("Tiêu chí", width=1.6, centred=True),
    TableColumn("Trước (%)", numeric=True, width=1.6),
    TableColumn("Sau (%)", numeric=True, width=1.6),
    TableColumn("Chênh lệch", numeric=True, width=1.7),
    TableColumn("Khoảng tin cậy 95%", width=3.1, centred=True),
    TableColumn("Kết luận", width=2.6),
)


def reform_document(workspace: Workspace, campaign_id: str, period: ReformPeriod, *, on: date) -> Document:
    """Dự thảo báo cáo: as the books stand on a day, and dated so.

    Raises UnknownCampaign, FutureReport, NoReportingOffice and what drafting refuses.
    """
    sources = reform_sources(workspace, campaign_id, period, on)
    return _document(sources, report_from(sources), on)


def reform_file(workspace: Workspace, campaign_id: str, period: ReformPeriod, *, on: date) -> bytes:
    """Tệp dự thảo: without a number of its own being taken. Raises as ``reform_document``."""
    document = reform_document(workspace, campaign_id, period, on=on)
    return rehearse(workspace, pinned(workspace.files, document)).rendered.content


def issue_reform_report(workspace: Workspace, campaign_id: str, period: ReformPeriod) -> Issued:
    """Phát hành báo cáo: of today, once for each half-year or year. Raises AgainstForm and as ``reform_document``."""
    today = workspace.today()
    sources = reform_sources(workspace, campaign_id, period, today)
    key = f"{campaign_id}/reform/{period.value}/{sources.window.last.isoformat()}"
    document = _document(sources, report_from(sources), today)
    issued = issue_document(
        workspace, document, idempotency_key=key, note=sources.plan.title, gate=refuse_bad_form
    )
    close_by_document(
        workspace,
        campaign_id,
        ResultBook.REFORM_REPORT,
        sources.plan.office(sources.plan.standing_office),
        issued,
    )
    return issued


def _document(sources: ReformSources, found: ReformReport, on: date) -> Document:
    workspace, plan = sources.workspace, sources.plan
    office = reporting_office(workspace, plan, "", on)
    synthetic = _is_synthetic(sources)
    tables = {**_report_tables(sources), **_changes(sources), **_absent(found)}
    titles = {key: title for key, title in _titles(sources).items() if key in tables}
    facts = {
        "issuer": office.id,
        "issuer_name": office.full_name,
        "provenance": "synthetic" if synthetic else "real",
        "about": plan.title,
        "window": found.window.in_words,
        "day": short_date(found.day),
        **{
            f"{one.rule.id.value}_sentences": [
                {"text": text} for text in (*one.texts, *_pointers(one.rule.id, [*titles]))
            ]
            for one in found.parts
        },
        "unreported_sentences": [{"text": text} for text in _unreported(found, [*titles])],
        "result_annexes": [{"title": title, "file": f"table:{key}"} for key, title in titles.items()],
        "notes": [{"text": SYNTHETIC_NOTE}] if synthetic else [],
    }
    draft = _DRAFTS[found.period]
    return report_document(
        workspace,
        plan,
        result_draft(draft),
        facts,
        Insertions(tables),
        office=office,
        addressees=_addressees(workspace, office, on),
        day=on,
        file=draft,
    )


def _unreported(found: ReformReport, annexes: Sequence[str]) -> list[str]:
    """What the report does not know: books without an entry; how many units did not write into the others."""
    said = []
    if found.empty:
        titles = "; ".join(f"{one.rule.title[:1].lower()}{one.rule.title[1:]}" for one in found.empty)
        said.append(f"Chưa có số liệu (không tính là 0) về: {titles}.")
    if found.lacking:
        where = _label(_ABSENT, annexes)
        counts = "; ".join(
            f"{one.rule.owed[:1].lower()}{one.rule.owed[1:]} ({len(one.absent)} đơn vị)"
            for one in found.lacking
        )
        said.append(f"Đơn vị chưa báo cáo đủ được nêu tên tại {where}: {counts}.")
    return said or ["Mọi sổ đều có số liệu; không đơn vị nào chưa báo cáo."]


def _pointers(part: PartId, annexes: Sequence[str]) -> list[str]:
    """Chỉ dẫn phụ lục: the law wants every annex to be named in the text."""
    if part is PartId.REPORTS:
        own = [_label(one, annexes) for one in annexes if one.startswith(_REPORTS)]
        return [f"Số liệu của từng đơn vị được nêu tại {', '.join(own)}."] if own else []
    if part is PartId.REGISTER and _CHANGES in annexes:
        return [f"So sánh từng tiêu chí được nêu tại {_label(_CHANGES, annexes)}."]
    return []


def _label(annex: str, annexes: Sequence[str]) -> str:
    return annex_label(annexes.index(annex) + 1, len(annexes), "Phụ lục")


def _absent(found: ReformReport) -> dict[str, BodyTable]:
    rows = tuple(
        (str(number), one.rule.owed, str(len(one.absent)), "; ".join(one.absent))
        for number, one in enumerate(found.lacking, start=1)
    )
    columns = (
        TableColumn("TT", width=0.9, centred=True),
        TableColumn("Nội dung", width=4.0),
        TableColumn("Số đơn vị", numeric=True, width=1.5),
        TableColumn("Đơn vị chưa báo cáo đủ", width=9.6),
    )
    return {_ABSENT: BodyTable(columns, rows)} if rows else {}


def _changes(sources: ReformSources) -> dict[str, BodyTable]:
    """The criteria of the register in the later result, each with the interval of its difference."""
    if sources.changes is None:
        return {}
    names = {unit.id: unit.name for unit in sources.state.units}
    rows = tuple(
        (
            str(number),
            names.get(unit, unit),
            code,
            _figure(change.earlier),
            _figure(change.later),
            _figure(change.difference, signed=True),
            "; ".join(_figure(Decimal(str(end)), signed=True) for end in change.interval)
            if change.interval
            else "–",
            change.in_words,
        )
        for number, ((unit, code), change) in enumerate(sources.changes.by_row.items(), start=1)
    )
    return {_CHANGES: BodyTable(_CHANGE_COLUMNS, rows)} if rows else {}


def _report_tables(sources: ReformSources) -> dict[str, BodyTable]:
    return {f"{_REPORTS}{found.step.code}": synthesis_tables(found).tables["units"] for found in sources.sums}


def _titles(sources: ReformSources) -> dict[str, str]:
    """Annexes in their order: figures of the units, what changed, who did not report."""
    several = len(sources.sums) > 1
    reports = {
        f"{_REPORTS}{one.step.code}": "SỐ LIỆU BÁO CÁO CỦA CÁC ĐƠN VỊ"
        + (f": {one.step.name.upper()}" if several else "")
        for one in sources.sums
    }
    return {
        **reports,
        _CHANGES: "TIÊU CHÍ TRONG SỔ KHẮC PHỤC SO VỚI KẾT QUẢ NĂM SAU",
        _ABSENT: "ĐƠN VỊ CHƯA BÁO CÁO ĐỦ",
    }


def _figure(value: Decimal | None, *, signed: bool = False) -> str:
    if value is None:
        return "–"
    shown = decimal_number(value)
    return f"+{shown}" if signed and value > 0 and shown != "0,00" else shown


def _addressees(workspace: Workspace, office: Office, on: date) -> Sequence[str]:
    """The office above; of a province's department the Ministry as well."""
    snapshot = workspace.chart.on(on)
    above = [office.superior] if office.superior else []
    if office.kind is OfficeKind.DEPARTMENT and office.level.value == "province":
        above.insert(0, _MINISTRY)
    names = []
    for one in above:
        try:
            names.append(snapshot.office(one).full_name)
        except UnknownOffice:
            continue
    return names


def _is_synthetic(sources: ReformSources) -> bool:
    try:
        return is_synthetic(sources.workspace, sources.plan)
    except UnknownCampaign:  # the campaign whose result is used was never started
        return bool(sources.plan.synthetic_returns)
