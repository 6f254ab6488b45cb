"""Bảng và hình của bản soạn: a file becomes the table or the picture of a row; a refusal stands at that row."""

from fastapi import Response
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from portal.web.access import Doors
from portal.web.pages.writing_files import mine
from portal.web.typed_numbers import is_whole
from portal.web.uploads import upload_of
from portal.web.visit import Visit, Visiting
from portal.web.writing.form import Typed
from portal.web.writing.page import TypedForm, draft_page, row_answer, typed_of
from portal.web.writing.row_parts import PASSING, kept_of, kept_with, table_row
from portal.web.writing.rows import Row
from workflows.services.accounts.roles import Act
from workflows.services.desk_drafts import DeskDraft, save
from workflows.services.desk_pictures import picture_of, with_picture
from workflows.services.desk_tables import NoFileForPart
from workflows.services.unit_door.answers import Upload
from workflows.wiring import open_table_desk

doors = Doors(prefix="/soan")


@doors.submit("/{draft_id}/tep", Act.WRITE)
def take(visit: Visiting, draft_id: str, form: TypedForm) -> Response:
    """Lấy từ tệp: into the row that was asked for; a picture is saved, with everything typed."""
    draft = mine(visit, draft_id)
    now = typed_of(visit, draft, form)
    at = str(form.get("act", "")).partition(":")[2]
    if not (is_whole(at) and int(at) < len(now.rows)):
        return draft_page(visit, draft, now)
    place = int(at)
    sent = form.get(f"file-{place}")
    upload = None if sent is None or isinstance(sent, str) else upload_of(sent)
    if now.rows[place].kind == "picture":
        return _picture(visit, draft, now, place, upload)
    return _table(visit, draft, now, place, upload, form)


@doors.page("/{draft_id}/hinh/{name}", Act.WRITE)
def picture(visit: Visiting, draft_id: str, name: str) -> Response:
    """Xem hình của bản thảo: never anything but a picture."""
    found = picture_of(visit.workspace, mine(visit, draft_id).content, name)
    return Response(found.content, media_type=found.media_type)


def _table(
    visit: Visit, draft: DeskDraft, now: Typed, place: int, upload: Upload | None, form: FormData
) -> Response:
    desk = open_table_desk(visit.workspace)
    row = now.rows[place]
    if upload is not None:
        kept = (desk.keep(upload.name, upload.content), upload.name)
        row = kept_with(row, **dict(zip(PASSING, kept, strict=True)))
    sheet, head = str(form.get(f"sheet-{place}", "")).strip(), str(form.get(f"head-{place}", ""))
    refused: DirectiveError | None = None
    try:
        table = desk.table(str(kept_of(row).get(PASSING[0], "")), sheet, _number(head))
        row = table_row(row, table)
    except DirectiveError as refusal:
        refused = refusal
    return row_answer(visit, draft, _with(now, place, row), place, refused)


def _picture(visit: Visit, draft: DeskDraft, now: Typed, place: int, upload: Upload | None) -> Response:
    if upload is None:
        return row_answer(visit, draft, now, place, NoFileForPart(where="file"))
    try:
        content, name = with_picture(visit.workspace, now.content, upload.content, upload.name)
        filled = _with(now.also(**content), place, kept_with(now.rows[place], file=name))
        saved = save(visit.workspace, draft.id, filled.revision, filled.title, filled.content)
    except DirectiveError as refusal:
        return row_answer(visit, draft, now, place, refusal)
    return row_answer(visit, saved, filled.upon(saved.revision), place)


def _with(now: Typed, place: int, row: Row) -> Typed:
    return now.with_rows([*now.rows[:place], row, *now.rows[place + 1 :]])


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else 1
