"""Soạn văn bản: begin, write, look at, submit, approve and issue a draft of one's own office."""

from typing import Annotated

from fastapi import File, Form, Response, UploadFile

from directives.document.kinds import DocumentType
from directives.errors import DirectiveError
from portal.messages import _, worded, worded_problem
from portal.web.access import Doors, allow
from portal.web.pages.writing_files import mine
from portal.web.typed_numbers import is_whole, whole
from portal.web.visit import Visit, Visiting
from portal.web.writing.form import day_typed
from portal.web.writing.page import (
    STATE_WORDS,
    TypedForm,
    body_part,
    draft_page,
    row_answer,
    sheet_part,
    typed_of,
)
from portal.web.writing.row_parts import rows_of
from portal.web.writing.rows import acted, moved_to, put_in
from workflows.services.accounts.roles import Act
from workflows.services.begin_draft import (
    begin_draft,
    draft_answering_bytes,
    draft_copy,
    draft_from_earlier,
)
from workflows.services.desk_books import earlier_documents, place_of
from workflows.services.desk_drafts import (
    SavedMeanwhile,
    drafts_of,
    load,
    save,
)
from workflows.services.desk_paste import pasted_html, pasted_lines
from workflows.services.desk_steps import (
    approve_draft,
    drop_draft,
    issue_desk_draft,
    return_draft,
    submit_draft,
)

doors = Doors(prefix="/soan")


@doors.page("", Act.WRITE)
def index(visit: Visiting) -> Response:
    """Trang soạn: the drafts of one's offices, and every way to begin one."""
    return _index(visit)


@doors.submit("/moi", Act.WRITE)
def begin(visit: Visiting, type: Annotated[str, Form()] = "", unit: Annotated[str, Form()] = "") -> Response:
    """Soạn mới: of a type of document."""
    unit = _unit(visit, unit)
    return visit.go(f"/soan/{begin_draft(visit.workspace, unit, type)}")


@doors.submit("/tra-loi", Act.WRITE)
def answer(
    visit: Visiting,
    file: Annotated[UploadFile, File()],
    unit: Annotated[str, Form()] = "",
    type: Annotated[str, Form()] = "cong_van",
    day: Annotated[str, Form()] = "",
) -> Response:
    """Soạn theo văn bản đến: the dropped file is read, and the office's own directive drafted upon it."""
    unit = _unit(visit, unit)
    try:
        made = draft_answering_bytes(
            visit.workspace,
            unit,
            file.file.read(),
            _ending(file),
            document_type=type,
            day=day_typed(day),
            say=worded_problem,
        )
    except DirectiveError as refusal:
        return _index(visit, refusal)
    return visit.go(f"/soan/{made}", said=_("The draft is written. Look at what is marked, then issue it."))


@doors.submit("/theo", Act.WRITE)
def upon_earlier(
    visit: Visiting, place: Annotated[str, Form()] = "", unit: Annotated[str, Form()] = ""
) -> Response:
    """Soạn theo văn bản cũ: its words once more, to be changed."""
    unit = _unit(visit, unit)
    try:
        found = place_of(place)
        allow(visit, Act.READ_BOOKS, found.book.issuer)
        return visit.go(f"/soan/{draft_from_earlier(visit.workspace, unit, found)}")
    except DirectiveError as refusal:
        return _index(visit, refusal)


@doors.submit("/sao", Act.WRITE)
def copy(
    visit: Visiting,
    place: Annotated[str, Form()] = "",
    type: Annotated[str, Form()] = "sao_y",
    parts: Annotated[str, Form()] = "",
    unit: Annotated[str, Form()] = "",
) -> Response:
    """Sao: the draft of a copy of an issued document."""
    unit = _unit(visit, unit)
    try:
        found = place_of(place)
        allow(visit, Act.READ_BOOKS, found.book.issuer)
        wanted = [int(one) for one in parts.replace(",", " ").split() if is_whole(one)]
        return visit.go(f"/soan/{draft_copy(visit.workspace, unit, found, type, wanted)}")
    except DirectiveError as refusal:
        return _index(visit, refusal)


@doors.page("/{draft_id}", Act.WRITE)
def show(visit: Visiting, draft_id: str, dong: int = -1) -> Response:
    """Bản đang soạn: its fields beside its page; one that is closed shows what became of it."""
    draft = mine(visit, draft_id)
    return draft_page(visit, draft, focus=dong) if draft.is_open else visit.go(f"/soan/{draft_id}/da-xong")


@doors.submit("/{draft_id}", Act.WRITE)
def save_typed(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Lưu: and, where no script does it, moves a row of the body."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    act, _sep, at = str(form.get("act", "")).partition(":")
    if act:
        rows = acted(now.rows, act, whole(at))
        now = now.with_rows(rows)
    try:
        save(visit.workspace, draft_id, now.revision, now.title, now.content)
    except DirectiveError as refusal:
        return draft_page(visit, draft, now, refusal=refusal)
    if act:
        return visit.go(f"/soan/{draft_id}?dong={moved_to(now.rows, act, whole(at))}#noi-dung")
    return visit.go(f"/soan/{draft_id}", said=_("Saved."))


@doors.submit("/{draft_id}/trang", Act.WRITE)
def sheet(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Trang giấy: follows what is typed; nothing is saved."""
    draft = mine(visit, draft_id)
    return sheet_part(visit, draft, typed_of(visit, draft, form))


@doors.submit("/{draft_id}/noi-dung", Act.WRITE)
def rows(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Sắp lại nội dung: rows as they are typed, one of them moved; nothing is saved."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    act, _sep, at = str(form.get("act", "")).partition(":")
    place = whole(at)
    return body_part(visit, draft, acted(now.rows, act, place), moved_to(now.rows, act, place))


@doors.submit("/{draft_id}/dan", Act.WRITE)
def paste(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Dán từ Word: what was copied there, as HTML or plain lines, becomes rows behind the row of the cursor."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    html, text, at = (str(form.get(name, "")) for name in ("pasted-html", "pasted-text", "pasted-at"))
    place = whole(at, len(now.rows) - 1)
    try:
        pasted = pasted_html(html) if html.strip() else pasted_lines(text)
    except DirectiveError as refusal:
        return row_answer(visit, draft, now, place, refusal)
    made = put_in(now.rows, place, rows_of(pasted.parts))
    told = [worded_problem(one) for one in pasted.told]
    if visit.by_htmx:
        return body_part(visit, draft, made, place, told=told)
    return draft_page(visit, draft, now.with_rows(made), focus=place, told=told)


@doors.submit("/{draft_id}/phat-hanh", Act.ISSUE)
def issue(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Phát hành: what is typed is saved, checked, and numbered; a refusal takes no number."""
    draft = mine(visit, draft_id, Act.ISSUE)
    now = typed_of(visit, draft, form)
    try:
        saved = draft
        if draft.is_open and "subject" in form:
            saved = save(visit.workspace, draft_id, now.revision, now.title, now.content)
        done = issue_desk_draft(visit.workspace, draft_id, saved.revision, now.foreseen)
    except DirectiveError as refusal:
        fresh = load(visit.workspace, draft_id)
        kept = now if isinstance(refusal, SavedMeanwhile) else now.upon(fresh.revision)
        return draft_page(visit, fresh, kept, refusal=refusal)
    number = done.entry.document.number
    said = _("Issued: {number}.").format(number=number)
    if done.moved:
        said = _(
            "Issued: {number}. The number that was foreseen went to another document in the meantime."
        ).format(number=number)
    return visit.go(f"/soan/{draft_id}/da-xong", said=said)


@doors.submit("/{draft_id}/trinh", Act.WRITE)
def submit(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Trình duyệt: what is typed is saved first."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    try:
        saved = save(visit.workspace, draft_id, now.revision, now.title, now.content)
        submit_draft(visit.workspace, draft_id, saved.revision, str(form.get("remark", "")))
    except DirectiveError as refusal:
        return draft_page(visit, load(visit.workspace, draft_id), now, refusal=refusal)
    return visit.go(f"/soan/{draft_id}", said=_("Submitted for approval."))


@doors.submit("/{draft_id}/duyet", Act.ISSUE)
def approve(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Duyệt hoặc trả lại: of the very words that are shown."""
    draft = mine(visit, draft_id, Act.ISSUE)
    revision, remark = _number(form.get("revision")), str(form.get("remark", ""))
    try:
        if form.get("decision") == "return":
            return_draft(visit.workspace, draft_id, revision, remark)
            return visit.go(f"/soan/{draft_id}", said=_("Returned to its writer."))
        approve_draft(visit.workspace, draft_id, revision, remark)
    except DirectiveError as refusal:
        return draft_page(visit, draft, refusal=refusal)
    return visit.go(f"/soan/{draft_id}", said=_("Approved. It may be issued now."))


@doors.submit("/{draft_id}/bo", Act.WRITE)
def drop(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Bỏ bản thảo: with a reason."""
    draft = mine(visit, draft_id)
    try:
        drop_draft(visit.workspace, draft_id, _number(form.get("revision")), str(form.get("remark", "")))
    except DirectiveError as refusal:
        return draft_page(visit, draft, refusal=refusal)
    return visit.go("/soan", said=_("The draft was dropped."))


def _index(visit: Visit, refusal: DirectiveError | None = None) -> Response:
    units = visit.person.units_for(Act.WRITE)
    drafts = [one for unit in units for one in drafts_of(visit.workspace, unit)]
    drafts.sort(key=lambda one: one.changed_at, reverse=True)
    return visit.page(
        "writing/index.html",
        status=422 if refusal else 200,
        units=units,
        drafts=drafts,
        states=STATE_WORDS,
        types=[one for one in DocumentType if not one.is_copy],
        copies=[one for one in DocumentType if one.is_copy],
        earlier=earlier_documents(visit.workspace, units),
        refusal=worded(refusal) if refusal else None,
    )


def _unit(visit: Visit, asked: str) -> str:
    """Cơ quan ban hành: the one asked for, else the person's first. Raises Forbidden for another's."""
    unit = asked or next(iter(visit.person.units_for(Act.WRITE)), "")
    allow(visit, Act.WRITE, unit)
    return unit


def _number(value: object) -> int:
    return whole(value)


def _ending(file: UploadFile) -> str:
    """Đuôi tệp: one of those which are read, "" for any other; nothing else of the client's name is used."""
    ending = (file.filename or "").rpartition(".")[2].lower()[:5]
    return f".{ending}" if ending in ("docx", "pdf", "txt", "md", "html", "png", "jpg", "tif") else ""
