"""Biên bản kiểm tra: an inspection as minutes in the form of the law, to be signed by both sides."""

from collections.abc import Iterator, Mapping
from typing import Any

from directives.calendar.dates import short_date
from directives.document.model import BodyTable, Document, TableColumn
from directives.results_use.inspection import VERDICT_WORDS, Finding, Inspection, Verdict
from workflows.services.followup_state import followup_state
from workflows.services.report_draft import Insertions, report_document
from workflows.services.results_use.drafts import result_draft
from workflows.services.results_use.inspection_records import inspection_book
from workflows.services.templates import pinned, rendered
from workflows.services.workspace import Workspace

_DRAFT = "bien-ban-kiem-tra.toml"
_NOBODY = "–"
#: Chỗ ký: lines of a cell which is signed by hand.
_ROOM = "\n\n"
_UNSETTLED = (
    "Dấu * ở cột “Căn cứ”: số điều hoặc ngày hiệu lực của căn cứ chưa được đối chiếu với bản gốc; đoàn kiểm tra đối "
    "chiếu trước khi ký."
)
_ANSWERS = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Nội dung kiểm tra", width=5.2),
    TableColumn("Căn cứ", width=4.2),
    TableColumn("Kết quả", width=2.0, centred=True),
    TableColumn("Ghi chú", width=3.7),
)
_FINDINGS = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Tồn tại, vi phạm", width=5.0),
    TableColumn("Người có liên quan", width=3.2),
    TableColumn("Biện pháp khắc phục", width=4.6),
    TableColumn("Thời hạn", width=2.3, centred=True),
)
_MET = (
    TableColumn("TT", width=0.9, centred=True),
    TableColumn("Họ và tên", width=4.0),
    TableColumn("Chức vụ", width=4.0),
    TableColumn("Ý kiến", width=3.8),
    TableColumn("Ký tên", width=3.3),
)


def minutes_document(
    workspace: Workspace, campaign: str, number: int, *, unit: str = "", with_people: bool = True
) -> Document:
    """Dự thảo biên bản: of an inspection, dated on its day, without a number; issued by the office that inspected.

    ``unit``: only of this unit. ``with_people`` false leaves out whom a finding concerns. Raises UnknownCampaign,
    UnknownInspection, UnknownOffice and what drafting refuses.
    """
    found = inspection_book(workspace, campaign, unit).inspection(number)
    plan = followup_state(workspace, campaign).plan
    snapshot = workspace.chart.on(found.day)
    office, inspected = snapshot.office(found.by), snapshot.office(found.unit)
    facts = {
        "issuer": office.id,
        "unit": inspected.full_name,
        "chair": found.inspectors[0].name,
        **minutes_facts(found),
    }
    recipients = ["Thành phần tham dự", *([inspected.full_name] if office.id != inspected.id else [])]
    return report_document(
        workspace,
        plan,
        result_draft(_DRAFT),
        facts,
        _insertions(found, with_people=with_people),
        office=office,
        addressees=[],
        day=found.day,
        file=_DRAFT,
        given={"details": _details(found), "recipients": recipients},
    )


def minutes_file(
    workspace: Workspace, campaign: str, number: int, *, unit: str = "", with_people: bool = True
) -> bytes:
    """Tệp biên bản: a Word file whose number is left blank; no book is touched. Raises as ``minutes_document``."""
    made = minutes_document(workspace, campaign, number, unit=unit, with_people=with_people)
    return rendered(workspace.files, pinned(workspace.files, made)).content


def minutes_facts(found: Inspection) -> Mapping[str, Any]:
    """Dữ kiện của biên bản: the sentences, and what is there only when there is something to say."""
    passed, failed, not_seen = (found.count(one) for one in Verdict)
    said = (
        f"Đã kiểm tra {passed + failed:02d} trong số {len(found.answers):02d} nội dung: {passed:02d} đạt, "
        f"{failed:02d} không đạt"
    )
    said += f"; {not_seen:02d} nội dung không kiểm tra." if not_seen else "."
    findings = (
        f"Có {len(found.findings):02d} việc phải khắc phục, nêu tại Bảng 2."
        if found.findings
        else "Không phát hiện việc phải khắc phục."
    )
    return {
        "result_sentence": said,
        "finding_sentence": findings,
        "finding_tables": [{}] if found.findings else [],
        "unsettled_notes": [{"text": _UNSETTLED}] if any(one.unsettled for one in found.answers) else [],
    }


def _details(found: Inspection) -> Mapping[str, Any]:
    present = [str(one) for one in (*found.inspectors, *found.met)]
    if (writer := str(found.secretary)) not in present:
        present.append(writer)
    return {
        "bat_dau": found.began,
        "dia_diem": found.place,
        "thanh_phan": [f"{one}{'.' if last else ';'}" for last, one in _with_last(present)],
        "chuc_vu_chu_tri": found.inspectors[0].post,
        "thu_ky": found.secretary.name,
        "chuc_vu_thu_ky": found.secretary.post,
        "loai_cuoc": "Cuộc kiểm tra",
        "ket_thuc": found.ended,
    }


def _with_last(lines: list[str]) -> Iterator[tuple[bool, str]]:
    for place, line in enumerate(lines, start=1):
        yield place == len(lines), line


def _insertions(found: Inspection, *, with_people: bool) -> Insertions:
    answers = tuple(
        (
            str(place),
            one.text,
            one.basis + (" *" if one.unsettled else ""),
            VERDICT_WORDS[one.verdict],
            one.remark or _NOBODY,
        )
        for place, one in enumerate(found.answers, start=1)
    )
    findings = tuple(
        (str(one.number), one.what, _whom(one, with_people), one.remedy, short_date(one.deadline))
        for one in found.findings
    )
    met = tuple((str(place), one.name, one.post, "", _ROOM) for place, one in enumerate(found.met, start=1))
    return Insertions(
        {
            "answers": BodyTable(_ANSWERS, answers),
            "findings": BodyTable(_FINDINGS, findings),
            "met": BodyTable(_MET, met),
        }
    )


def _whom(one: Finding, with_people: bool) -> str:
    if one.person is None:
        return _NOBODY
    return str(one.person) if with_people else "(không nêu tên)"
