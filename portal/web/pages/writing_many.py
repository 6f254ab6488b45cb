"""Gửi nhiều nơi: a draft and a list, or a level of government, become a document for each row, in the background."""

from typing import Annotated

from fastapi import File, Form, Response, UploadFile

from directives.errors import DirectiveError
from directives.org.units import Level
from portal.messages import worded
from portal.web.access import Doors
from portal.web.pages.writing_files import mine, sent
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.desk_drafts import DeskDraft
from workflows.services.desk_merge import NobodyAddressed, rows_uploaded, sent_files
from workflows.services.jobs.running import ask
from workflows.services.merge import Numbers

doors = Doors(prefix="/soan")
#: People's committees that are written to all at once.
_LEVELS: tuple[str, ...] = (Level.PROVINCE.value, Level.COMMUNE.value)


@doors.page("/{draft_id}/gui-nhieu", Act.ISSUE)
def many(visit: Visiting, draft_id: str) -> Response:
    """Chọn nơi nhận: a list, or all offices of a level."""
    return _page(visit, mine(visit, draft_id, Act.ISSUE))


@doors.submit("/{draft_id}/gui-nhieu", Act.ISSUE)
def send_many(
    visit: Visiting,
    draft_id: str,
    revision: Annotated[int, Form()] = 0,
    numbers: Annotated[str, Form()] = "each",
    level: Annotated[str, Form()] = "",
    under: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Gửi: the list is read now, everything else is background work."""
    draft = mine(visit, draft_id, Act.ISSUE)
    asked = {
        "draft": draft_id,
        "revision": revision,
        "numbers": Numbers.ONE.value if numbers == "one" else "each",
    }
    content = file.file.read() if file is not None else b""
    try:
        if content:
            ending = ".csv" if (file and (file.filename or "").lower().endswith(".csv")) else ".xlsx"
            rows = [(one.where, dict(one.facts)) for one in rows_uploaded(content, ending)]
            job = ask(visit.workspace, "issue_to_many", {**asked, "rows": rows})
        elif level in _LEVELS:
            job = ask(visit.workspace, "issue_to_many", {**asked, "level": level, "under": under.strip()})
        else:
            raise NobodyAddressed(where="level")
    except DirectiveError as refusal:
        return _page(visit, draft, refusal)
    return visit.go(f"/viec/{job}")


@doors.page("/{draft_id}/tai-tat-ca", Act.WRITE)
def all_files(visit: Visiting, draft_id: str) -> Response:
    """Tải mọi tệp: the Word files of what was issued to many, in one package."""
    return sent(sent_files(visit.workspace, mine(visit, draft_id).id))


def _page(visit: Visit, draft: DeskDraft, refusal: DirectiveError | None = None) -> Response:
    return visit.page(
        "writing/many.html",
        status=422 if refusal else 200,
        draft=draft,
        levels=_LEVELS,
        refusal=worded(refusal) if refusal else None,
    )
