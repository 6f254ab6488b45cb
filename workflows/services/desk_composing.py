"""Bản đang soạn thành văn bản: the very composing of a draft file, for a table that is kept and not yet finished.

Names that begin with "@" stand beside the draft: ``@copy_of`` (what a copy copies), ``@notes`` (what to look at in
a draft which the program wrote), ``@pictures`` (see ``desk_pictures``).
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from directives.checking.checker import check_layout
from directives.checking.findings import Finding
from directives.conversion.layout import Layout
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.document.copying import citation_of, copy_of
from directives.document.draft import parse_draft
from directives.document.forms import official_form
from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.errors import DirectiveError, Problem
from directives.register.books import BookKey, next_number
from directives.register.states import State
from doc_templates import Form
from storage import register, series_policies
from storage.database import reading
from storage.entry_states import Place
from workflows.services.books import entry
from workflows.services.copy_document import NOT_COPIED, NotToBeCopied
from workflows.services.desk_pictures import pictures_beside
from workflows.services.desk_stopgaps import BLANK, with_stopgaps
from workflows.services.drafts import composed
from workflows.services.rehearse_many import problems_of
from workflows.services.templates import own_form, rendered
from workflows.services.workspace import Workspace

COPY_OF = "@copy_of"
NOTES = "@notes"
_NAME = "ban-thao"


@dataclass(frozen=True, slots=True)
class DeskSheet:
    """Trang đang soạn: what the draft would be if it were issued now.

    ``foreseen`` is the number that is next just now, None when none can be given; ``word`` the file without a
    number; ``layout`` what it shows, with the foreseen number. ``problems`` keep it from being issued, as do
    ``findings`` of severity error.
    """

    document: Document | None
    foreseen: int | None
    layout: Layout | None
    word: bytes
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Phát hành được: nothing that is seen now would stop it."""
        return not self.problems and not any(one.severity == "error" for one in self.findings)


def desk_document(workspace: Workspace, content: Mapping[str, Any]) -> Document:
    """Văn bản của bản đang soạn: not yet numbered. Raises what a draft file raises, and what copying refuses.

    Beside the draft there are its pictures; a table that names a file is refused, since it is written out here.
    """
    table = draft_table_of(content)
    copied = _copied(workspace, content)
    if copied is not None:
        table = {**table, "subject": table.get("subject") or citation_of(copied)}
    with pictures_beside(workspace, content) as folder:
        document = composed(workspace, parse_draft(table, file=_NAME), folder / _NAME)
    parts = content.get(COPY_OF, {}).get("parts", [])
    return copy_of(copied, document, parts) if copied else document


def draft_table_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Bảng của bản thảo: what a draft file would say, without what only stands beside it and empty paragraphs."""
    table = {name: value for name, value in content.items() if not name.startswith("@")}
    if isinstance(table.get("body"), list):
        table["body"] = _without_blanks(table["body"])
    for name in ("attached", "annexes"):
        if isinstance(table.get(name), list):
            table[name] = [_enclosure(one) for one in table[name]]
    return table


def copy_place(content: Mapping[str, Any]) -> Place | None:
    """Văn bản được sao: its place in its book; None where the draft is no copy."""
    of = content.get(COPY_OF)
    return Place(BookKey(of["issuer"], of["series"], int(of["year"])), int(of["number"])) if of else None


def form_of_draft(workspace: Workspace, content: Mapping[str, Any]) -> Form:
    """Mẫu của bản đang soạn: the office's own or the law's. Raises UnknownForm, NoOfficialForm, InvalidDraft."""
    read = parse_draft(with_stopgaps(draft_table_of(content), None, workspace), file=_NAME)
    own = own_form(workspace, read)
    day = read.date or workspace.today()
    return own.form if own else official_form(DocumentType[str(read.type).upper()], day, read.form)


def desk_sheet(workspace: Workspace, content: Mapping[str, Any]) -> DeskSheet:
    """Trang như đang soạn: with everything that is still wrong; what is missing is shown as a blank."""
    document, problems = _as_far_as_written(workspace, content)
    if document is None:
        return DeskSheet(None, None, None, b"", problems, ())
    foreseen = None
    try:
        foreseen = foreseen_number(workspace, document)
    except DirectiveError as error:
        problems = (*problems, *problems_of(error))
    try:
        numbered = document if foreseen is None else document.numbered(foreseen)
        layout = read_word(rendered(workspace.files, numbered).content, limits())
        word = rendered(workspace.files, document).content
    except DirectiveError as error:
        return DeskSheet(document, foreseen, None, b"", (*problems, *problems_of(error)), ())
    try:
        findings = check_layout(layout, _NAME, document.issued_on).findings
    except DirectiveError as error:
        return DeskSheet(document, foreseen, layout, word, (*problems, *problems_of(error)), ())
    return DeskSheet(document, foreseen, layout, word, problems, findings)


def foreseen_number(workspace: Workspace, document: Document) -> int:
    """Số dự kiến: what the document gets if nobody else takes one before. Raises BackdatedNumber."""
    with reading(workspace.engine) as connection:
        book = series_policies.book_for(connection, document)
        counter = register.counter_of(connection, book)
    return next_number(book, counter, document.issued_on)


def _copied(workspace: Workspace, content: Mapping[str, Any]) -> Document | None:
    place = copy_place(content)
    if place is None:
        return None
    found = entry(workspace, place.book, place.number)
    if State(found.status) in NOT_COPIED:
        raise NotToBeCopied(where=str(place), place=place, state=found.status)
    return found.document


def _as_far_as_written(
    workspace: Workspace, content: Mapping[str, Any]
) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document, with blanks where something is missing, and all that is missing or wrong."""
    form: Form | None = None
    with suppress(DirectiveError):
        form = form_of_draft(workspace, content)
    problems: dict[tuple[str, str], Problem] = {}
    subject = str(content.get("subject", "")).strip() or BLANK
    patched = {**content, "subject": subject}
    full = {**content, **with_stopgaps(draft_table_of(content), form, workspace)}
    for tried in (content, patched, full):
        try:
            document = desk_document(workspace, tried)
        except DirectiveError as error:
            for problem in problems_of(error):
                problems.setdefault((problem.where, problem.template), problem)
        else:
            return document, tuple(problems.values())
    return None, tuple(problems.values())


def _enclosure(one: Any) -> Any:
    if not isinstance(one, dict) or not isinstance(one.get("body"), list):
        return one
    body = _without_blanks(one["body"])
    rest = {name: value for name, value in one.items() if name != "body"}
    return {**rest, "body": body} if body else rest


def _without_blanks(parts: list[Any]) -> list[Any]:
    return list(_kept(parts))


def _kept(parts: list[Any]) -> Iterator[Any]:
    """A paragraph in which nothing is written yet is no paragraph; everything else is for the reading to judge."""
    for part in parts:
        if not isinstance(part, dict):
            yield part
            continue
        children = _without_blanks(part.get("children") or [])
        one = {name: value for name, value in part.items() if name != "children" and value not in ("", None)}
        if children:
            one["children"] = children
        if children or set(one) != {"kind"}:
            yield one
