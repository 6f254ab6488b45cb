"""Tệp và kết quả của bản soạn: previews of a draft, and the files of what was issued from it."""

from typing import Annotated
from urllib.parse import quote

from fastapi import File, Response, UploadFile

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.visit import Visit, Visiting
from portal.web.writing.page import ACT_WORDS, STATE_WORDS
from workflows.services.accounts.roles import Act
from workflows.services.desk_drafts import DeskDraft, load
from workflows.services.desk_files import (
    DeskFile,
    draft_word,
    is_signed,
    issued_entry,
    issued_file,
    take_signed,
)
from workflows.services.desk_merge import sent_documents
from workflows.services.desk_steps import told_history
from workflows.services.page_views import pages_of
from workflows.wiring import open_dispatch

doors = Doors(prefix="/soan")


@doors.page("/{draft_id}/word", Act.WRITE)
def word(visit: Visiting, draft_id: str) -> Response:
    """Tệp Word xem trước: as it was saved last; its number stays blank."""
    return sent(draft_word(visit.workspace, mine(visit, draft_id)))


@doors.page("/{draft_id}/anh", Act.WRITE)
def pictures(visit: Visiting, draft_id: str) -> Response:
    """Ảnh các trang thật: as the word processor lays them out; only where it is installed."""
    draft = mine(visit, draft_id)
    try:
        total = pages_of(draft_word(visit.workspace, draft).content).total
    except DirectiveError as refusal:
        return visit.page("writing/pictures.html", draft=draft, total=0, refusal=worded(refusal))
    return visit.page("writing/pictures.html", draft=draft, total=total, refusal=None)


@doors.page("/{draft_id}/anh/{revision}/{number}", Act.WRITE)
def picture(visit: Visiting, draft_id: str, revision: int, number: int) -> Response:
    """Ảnh một trang: a PNG; the revision is in the address, so that an older one is not shown again."""
    views = pages_of(draft_word(visit.workspace, mine(visit, draft_id)).content)
    if not 1 <= number <= len(views.pages):
        return Response(status_code=404)
    return Response(views.pages[number - 1].picture, media_type="image/png")


@doors.page("/{draft_id}/da-xong", Act.WRITE)
def done(visit: Visiting, draft_id: str) -> Response:
    """Đã phát hành: the number, the files to take away, the signed one to bring back, and how it came about."""
    return _done(visit, draft_id)


@doors.page("/{draft_id}/tai/{kind}", Act.WRITE)
def download(visit: Visiting, draft_id: str, kind: str) -> Response:
    """Tải về: Word, PDF or edXML of what was issued."""
    entry = issued_entry(visit.workspace, mine(visit, draft_id))
    if entry is None:
        return Response(status_code=404)
    try:
        return sent(issued_file(visit.workspace, entry, kind, open_dispatch))
    except DirectiveError as refusal:
        return _done(visit, draft_id, refusal)


@doors.submit("/{draft_id}/ban-ky", Act.ISSUE)
def signed(visit: Visiting, draft_id: str, file: Annotated[UploadFile, File()]) -> Response:
    """Nộp bản đã ký: the PDF with both signatures, as it comes back from the signers."""
    draft = mine(visit, draft_id, Act.ISSUE)
    entry = issued_entry(visit.workspace, draft)
    if entry is None:
        return Response(status_code=404)
    try:
        count = take_signed(visit.workspace, entry, file.file.read())
    except DirectiveError as refusal:
        return _done(visit, draft_id, refusal)
    return visit.go(
        f"/soan/{draft_id}/da-xong",
        said=_("The signed file was taken: {count} signatures.").format(count=count),
    )


def _done(visit: Visit, draft_id: str, refusal: DirectiveError | None = None) -> Response:
    draft = mine(visit, draft_id)
    entry = issued_entry(visit.workspace, draft)
    return visit.page(
        "writing/done.html",
        status=422 if refusal else 200,
        draft=draft,
        entry=entry,
        many=[] if entry else sent_documents(visit.workspace, draft_id),
        state=STATE_WORDS[draft.state],
        signed=entry is not None and is_signed(visit.workspace, entry),
        history=told_history(visit.workspace, draft_id),
        acts=ACT_WORDS,
        refusal=worded(refusal) if refusal else None,
    )


def mine(visit: Visit, draft_id: str, act: Act = Act.WRITE) -> DeskDraft:
    """Bản của cơ quan mình: another office's draft is not opened. Raises UnknownDeskDraft, Forbidden."""
    draft = load(visit.workspace, draft_id)
    allow(visit, act, draft.unit)
    return draft


def sent(file: DeskFile) -> Response:
    """Gửi tệp: to be kept, never shown by the browser itself."""
    disposition = f"attachment; filename=\"{file.name}\"; filename*=UTF-8''{quote(file.name)}"
    return Response(file.content, media_type=file.media_type, headers={"content-disposition": disposition})
