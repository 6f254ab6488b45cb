"""Một văn bản trong sổ: its ten columns, its history and files; voided, recalled, corrected, amended or replaced."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Response
from markupsafe import Markup

from directives.conversion.errors import RefusedFile
from directives.conversion.pdf_errors import MissingProgram
from directives.errors import DirectiveError
from directives.register.books import BookKey
from directives.register.columns import TEN_COLUMNS
from directives.register.states import Move
from portal.messages import N_, Wording, _, worded
from portal.web.access import Doors
from portal.web.charts.marked_page import marked_page
from portal.web.downloads import PDF, WORD, download
from portal.web.refusals import status_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.entry_view import (
    UnknownDocument,
    change_entry,
    entry_view,
    fetch_file,
    keep_package_of,
    offers_for,
)
from workflows.services.make_pdf import keep_pdf
from workflows.services.office_names import office_name
from workflows.services.page_views import pages_of
from workflows.wiring import open_dispatch

doors = Doors(prefix="/so")
_AT = "/{issuer}/{year:int}/{series}/{number:int}"
_KINDS = {"docx": WORD, "pdf": PDF, "signed_pdf": PDF, "edxml": "application/xml"}
#: Việc -> what its button says, what it means, what is said when it was done.
_MOVES = {
    Move.VOID: (
        N_("Void the number"),
        N_("The document was never issued. It stays in the book, and its number is never given again."),
        N_("The number was voided."),
    ),
    Move.RECALL: (
        N_("Recall"),
        N_("The document is called back from all who received it, by a notice."),
        N_("The recall was noted in the book."),
    ),
    Move.CORRECT: (
        N_("Correct slips of form"),
        N_("A công văn of this office corrects slips of form or procedure; the document stays in force."),
        N_("The correction was noted in the book."),
    ),
    Move.AMEND: (
        N_("Amend"),
        N_("A document of the same type changes a part of the content; the rest stays in force."),
        N_("The amendment was noted in the book."),
    ),
    Move.REPLACE: (
        N_("Replace"),
        N_("A document of the same type takes its place."),
        N_("The replacement was noted in the book."),
    ),
}


@dataclass(frozen=True, slots=True)
class Where:
    """Chỗ trong sổ: the book and number which an address names, in a book the person may read."""

    key: BookKey
    number: int

    @property
    def address(self) -> str:
        """Địa chỉ trang: of the document."""
        return f"/so/{self.key.issuer}/{self.key.year}/{self.key.series}/{self.number}"


def where(visit: Visiting, issuer: str, year: int, series: str, number: int) -> Where:
    """Đọc địa chỉ: another office's document is not told from one that is not there. Raises UnknownDocument."""
    if visit.visitor is not None and issuer not in visit.visitor.units_for(Act.READ_BOOKS):
        raise UnknownDocument(where=issuer)
    return Where(BookKey(issuer, series, year), number)


Here = Annotated[Where, Depends(where)]


@doors.page(_AT, Act.READ_BOOKS)
def document(visit: Visiting, here: Here) -> Response:
    """Một văn bản: as it stands in its book."""
    return _shown(visit, here)


@doors.page(_AT + "/trang", Act.READ_BOOKS)
def pages(visit: Visiting, here: Here) -> Response:
    """Ảnh các trang: of the issued file; fetched when somebody wants to look."""
    drawn: list[Markup] = []
    total, said = 0, None
    try:
        file = fetch_file(visit.workspace, here.key, here.number, "docx")
        views = pages_of(file.content, file.name)
    except (MissingProgram, RefusedFile) as refusal:
        said = worded(refusal)
    else:
        total = views.total
        drawn = [marked_page(view, (), _("Page {number}").format(number=view.number)) for view in views.pages]
    pictures: dict[str, object] = {"pages": drawn, "total": total, "refusal": said}
    if visit.by_htmx:
        return visit.page("books/pictures.html", pictures=pictures)
    return _shown(visit, here, pictures=pictures)


@doors.page(_AT + "/tep/{kind}", Act.READ_BOOKS)
def file(visit: Visiting, here: Here, kind: str) -> Response:
    """Tải tệp: Word, PDF, signed PDF or edXML, as it was kept."""
    if kind not in _KINDS:
        raise UnknownDocument(where=kind)
    found = fetch_file(visit.workspace, here.key, here.number, kind)
    return download(found.content, found.name, _KINDS[kind])


@doors.submit(_AT + "/pdf", Act.ISSUE)
def make_pdf(visit: Visiting, here: Here) -> Response:
    """Làm PDF: kept with the document from now on."""
    _require(visit, Act.ISSUE, here)
    try:
        keep_pdf(visit.workspace, entry_view(visit.workspace, here.key, here.number).entry)
    except DirectiveError as refusal:
        return _shown(visit, here, refusal=refusal)
    return visit.go(here.address, said=_("The PDF was made."))


@doors.submit(_AT + "/edxml", Act.ISSUE)
def make_package(visit: Visiting, here: Here) -> Response:
    """Đóng gói edXML: kept with the document from now on."""
    _require(visit, Act.ISSUE, here)
    try:
        keep_package_of(visit.workspace, open_dispatch(), here.key, here.number)
    except DirectiveError as refusal:
        return _shown(visit, here, refusal=refusal)
    return visit.go(here.address, said=_("The edXML package was made."))


@doors.submit(_AT + "/doi", Act.KEEP_BOOKS)
def change(
    visit: Visiting,
    here: Here,
    move: Annotated[Move, Form()],
    reason: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
) -> Response:
    """Đổi trạng thái: with its reason; a refusal stands at the act, and what was typed is kept."""
    _require(visit, Act.KEEP_BOOKS, here)
    try:
        change_entry(visit.workspace, here.key, here.number, move, reason, by)
    except DirectiveError as refusal:
        return _shown(visit, here, refusal=refusal, tried=move, reason=reason, by=by)
    return visit.go(here.address, said=_(_MOVES[move][2]))


def _require(visit: Visit, act: Act, here: Where) -> None:
    """Đúng cơ quan: the act is allowed at the office of this book. Raises UnknownDocument."""
    if here.key.issuer not in visit.person.units_for(act):
        raise UnknownDocument(where=here.key.issuer)


def _shown(
    visit: Visit,
    here: Where,
    *,
    pictures: dict[str, object] | None = None,
    refusal: DirectiveError | None = None,
    tried: Move | None = None,
    reason: str = "",
    by: str = "",
) -> Response:
    view = entry_view(visit.workspace, here.key, here.number)
    said: Wording | None = worded(refusal) if refusal else None
    keeps = here.key.issuer in visit.person.units_for(Act.KEEP_BOOKS)
    return visit.page(
        "books/document.html",
        status=status_of(refusal) if refusal else 200,
        view=view,
        here=here,
        office=office_name(visit.workspace, here.key.issuer),
        columns=list(zip(TEN_COLUMNS, view.row.cells(), strict=True)),
        makes=here.key.issuer in visit.person.units_for(Act.ISSUE),
        offers=offers_for(visit.workspace, view.entry) if keeps else [],
        words_of=_MOVES,
        said=said,
        tried=tried,
        reason=reason,
        by=by,
        pictures=pictures,
    )
