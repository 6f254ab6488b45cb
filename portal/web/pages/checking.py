"""Kiểm tra thể thức: any Word file or PDF is judged; its findings on the picture of its pages; copies to take home."""

from datetime import date
from typing import Annotated

from fastapi import File, Form, Response, UploadFile
from markupsafe import Markup
from pydantic import BeforeValidator

from directives.checking.findings import Finding
from directives.checking.reporting.words import place_name, reason_said, severity_name, worded
from directives.errors import DirectiveError
from directives.rulebook.regimes import all_regimes
from portal.messages import _, language
from portal.messages import worded as refusal_worded
from portal.web.access import Doors
from portal.web.charts.marked_page import MarkSaid, marked_page
from portal.web.downloads import WORD, download
from portal.web.refusals import status_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.form_desk import Checked, MarkedPages
from workflows.wiring import open_form_desk

doors = Doors(prefix="/kiem-tra")
#: An empty field of a form is no day.
Day = Annotated[date | None, BeforeValidator(lambda typed: typed or None)]


@doors.page("", Act.CHECK_FORM)
def choose(visit: Visiting) -> Response:
    """Chọn tệp: where a file is dropped."""
    return visit.page("checking/choose.html", refusal=None, on="")


@doors.submit("", Act.CHECK_FORM)
def take(
    visit: Visiting, file: Annotated[UploadFile | None, File()] = None, on: Annotated[Day, Form()] = None
) -> Response:
    """Nhận tệp: judged at once; a refusal stands where the file was dropped."""
    try:
        content = file.file.read() if file else b""
        taken = open_form_desk(visit.workspace).take((file and file.filename) or "", content, on)
    except DirectiveError as refusal:
        status = status_of(refusal)
        return visit.page("checking/choose.html", status=status, refusal=refusal_worded(refusal), on=on or "")
    return visit.go(f"/kiem-tra/{taken}")


@doors.page("/{file_id}", Act.CHECK_FORM)
def result(visit: Visiting, file_id: str, trang: int = 0) -> Response:
    """Kết quả: findings in the order of the document; with ``trang`` the pictures stand beside them at once."""
    desk = open_form_desk(visit.workspace)
    checked = desk.checked(file_id)
    pictures = _pictures(visit, file_id, checked) if trang else None
    report = checked.report
    return visit.page(
        "checking/result.html",
        checked=checked,
        report=report,
        law=next(one.title for one in all_regimes() if one.id == report.regime),
        findings=_shown(report.findings),
        repairable=sum(one.repairable for one in report.findings),
        assumed=[reason_said(one, language()) for one in report.assumed],
        unseen=[(one.rule, reason_said(one.reason, language())) for one in report.unseen],
        pictures=pictures,
    )


@doors.page("/{file_id}/trang", Act.CHECK_FORM)
def pictures(visit: Visiting, file_id: str) -> Response:
    """Ảnh các trang: fetched by the page of the result, since LibreOffice takes some seconds."""
    checked = open_form_desk(visit.workspace).checked(file_id)
    if not visit.by_htmx:
        return visit.go(f"/kiem-tra/{file_id}?trang=1")
    return visit.page("checking/pictures.html", pictures=_pictures(visit, file_id, checked), checked=checked)


@doors.page("/{file_id}/sua", Act.CHECK_FORM)
def repairs(visit: Visiting, file_id: str) -> Response:
    """Bản đã sửa: what was changed in it, and what is left to a person."""
    desk = open_form_desk(visit.workspace)
    mended = desk.mended(file_id)
    changed = [(one, place_name(one.place, language())) for one in mended.changed]
    return visit.page(
        "checking/repairs.html",
        checked=desk.checked(file_id),
        mended=mended,
        changed=changed,
        left=_shown(mended.left),
    )


@doors.page("/{file_id}/ban-sua.docx", Act.CHECK_FORM)
def mended_copy(visit: Visiting, file_id: str) -> Response:
    """Tải bản đã sửa: the copy with its form repaired."""
    desk = open_form_desk(visit.workspace)
    name = desk.checked(file_id).name
    return download(desk.mended(file_id).content, _named(name, _("repaired"), ".docx"), WORD)


@doors.page("/{file_id}/ban-ghi-chu.docx", Act.CHECK_FORM)
def annotated_copy(visit: Visiting, file_id: str) -> Response:
    """Tải bản có ghi chú: the copy with a comment at each finding."""
    desk = open_form_desk(visit.workspace)
    content = desk.annotated(file_id, language())
    return download(content, _named(desk.checked(file_id).name, _("with comments"), ".docx"), WORD)


@doors.page("/{file_id}/ket-qua.html", Act.CHECK_FORM)
def told(visit: Visiting, file_id: str) -> Response:
    """Tải trang kết quả: stands by itself, to be kept or sent on; never opened within the portal."""
    desk = open_form_desk(visit.workspace)
    content = desk.told(file_id, language()).encode()
    return download(content, _named(desk.checked(file_id).name, _("findings"), ".html"), "text/html")


@doors.submit("/{file_id}/bo", Act.CHECK_FORM)
def drop(visit: Visiting, file_id: str) -> Response:
    """Bỏ tệp: before its day is over."""
    open_form_desk(visit.workspace).drop(file_id)
    return visit.go("/kiem-tra", said=_("The file was removed from the server."))


def _named(name: str, addition: str, ending: str) -> str:
    """Tên bản tải về: after the file it is made from, without what a file system takes for a path."""
    stem = "".join(
        sign if sign.isalnum() or sign in " -_.()" else "_" for sign in name.rpartition(".")[0] or name
    )
    return f"{stem.strip(' .') or 'van-ban'} ({addition}){ending}"


def _shown(found: tuple[Finding, ...]) -> list[tuple[int, Finding, str, str]]:
    """Lỗi để trình bày: number, finding, place and severity in the language of who looks."""
    return [
        (
            number,
            worded(one, language()),
            place_name(one.place, language()),
            severity_name(one.severity, language()),
        )
        for number, one in enumerate(found, start=1)
    ]


def _pictures(visit: Visit, file_id: str, checked: Checked) -> dict[str, object]:
    """Ảnh để trình bày: the marked pages, or in words why there are none; the list of findings stands without them."""
    try:
        marked = open_form_desk(visit.workspace).pages(file_id)
    except DirectiveError as refusal:
        return {"pages": [], "total": 0, "refusal": refusal_worded(refusal)}
    return {"pages": _drawn(marked, checked), "total": marked.views.total, "refusal": None}


def _drawn(marked: MarkedPages, checked: Checked) -> list[Markup]:
    said = []
    for mark in marked.marks:
        one = checked.report.findings[mark.number - 1]
        place = place_name(one.place, language())
        name = _("Finding {number}: {place}").format(number=mark.number, place=place)
        said.append(MarkSaid(mark, one.severity, name))
    return [
        marked_page(
            view,
            [one for one in said if one.mark.page == view.number],
            _("Page {number} with its findings").format(number=view.number),
        )
        for view in marked.views.pages
    ]
