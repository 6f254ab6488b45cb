"""Xem văn bản trong sổ: one numbered document with its row, its history, its files, and what may be done with it."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from directives.document.kinds import DocumentType
from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import transfers_of
from directives.register.books import BookKey
from directives.register.columns import RegisterRow, row_of
from directives.register.states import RULES, Form, Move, Rule, State
from storage import deliveries, entry_states, register, search
from storage.database import reading
from storage.entry_states import Change, Place
from storage.exchange import EDXML
from storage.records import DamagedRecord
from storage.register import Entry
from storage.search import Filters, Listed
from workflows.services.attach_signed import SIGNED_PDF
from workflows.services.carriers import Dispatch
from workflows.services.change_state import change_state, place_of
from workflows.services.issue import DOCX, make_file
from workflows.services.issue_draft import file_name
from workflows.services.make_pdf import PDF
from workflows.services.package_document import package_document
from workflows.services.workspace import Workspace

#: Kinds of a document's files as the register names them, and how their names end.
ENDINGS = {DOCX: ".docx", PDF: ".pdf", SIGNED_PDF: "-da-ky.pdf", EDXML: ".edxml"}
_OFFERED = 100  # documents on which an act may rest: of the days since the document was issued


class UnknownDocument(DirectiveError):
    """Không có văn bản này: not in the books which the person may read."""

    kind = "unknown_document"
    template = N_("There is no such document in the books you may read.")


@dataclass(frozen=True, slots=True)
class EntryView:
    """Văn bản trong sổ: ``files`` are the kinds that can be fetched."""

    entry: Entry
    row: RegisterRow
    changes: Sequence[Change]
    files: Sequence[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """Việc được làm: an act which the state of a document allows, its rule, and documents on which it may rest."""

    move: Move
    rule: Rule
    grounds: Sequence[Listed]

    @property
    def needs_ground(self) -> bool:
        """Cần văn bản làm căn cứ: the act rests on another document."""
        return self.rule.on is not Form.NONE


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """Tệp tải về: what it is called, and its content."""

    name: str
    content: bytes


def entry_view(workspace: Workspace, key: BookKey, number: int) -> EntryView:
    """Xem một văn bản: raises UnknownDocument, DamagedRecord."""
    with reading(workspace.engine) as connection:
        entry = _entry_in(connection, key, number)
        sent = deliveries.of_document(connection, key, number)
        done = entry_states.changes_of(connection, Place(key, number))
        kept = [kind for kind in ENDINGS if register.file_of(connection, key, number, kind)]
    return EntryView(
        entry=entry,
        row=transfers_of(sent).put_into(row_of(entry.document, entry.note)),
        changes=done,
        files=list(dict.fromkeys([DOCX, *kept])),  # the Word file can always be made from the record
    )


def fetch_file(workspace: Workspace, key: BookKey, number: int, kind: str) -> FetchedFile:
    """Tải tệp: of one kind, as it was kept. Raises UnknownDocument, DamagedRecord."""
    with reading(workspace.engine) as connection:
        entry = _entry_in(connection, key, number)
        known = register.file_of(connection, key, number, kind)
    name = file_name(entry).removesuffix(".docx") + ENDINGS.get(kind, "")
    if kind == DOCX:
        return FetchedFile(name, make_file(workspace, entry).content)
    if known is None:
        raise UnknownDocument(where=entry.subject_id)
    content = workspace.files.get(known)
    if content is None:
        raise DamagedRecord(where=entry.subject_id, entry=entry.subject_id)
    return FetchedFile(name, content)


def keep_package_of(workspace: Workspace, dispatch: Dispatch, key: BookKey, number: int) -> None:
    """Đóng gói edXML: kept with the document. Raises UnknownDocument and what ``package_document`` refuses."""
    with reading(workspace.engine) as connection:
        entry = _entry_in(connection, key, number)
    with tempfile.TemporaryDirectory(
        prefix="vanthu-edxml-"
    ) as folder:  # what is fetched later is the kept one
        package_document(workspace, dispatch, entry, Path(folder))


def offers_for(workspace: Workspace, entry: Entry) -> Sequence[Offer]:
    """Các việc được làm: by the state of a document, each with the documents of the office which may be its ground."""
    state = State(entry.status)
    allowed = [(move, rule) for move, rule in RULES.items() if state in rule.from_states]
    if not allowed:
        return []
    filters = Filters(since=entry.document.issued_on)
    with reading(workspace.engine) as connection:
        found = search.newest_outgoing(connection, (), filters, [entry.book.issuer], count=_OFFERED)
        others = [
            one
            for one, _ in found
            if State(one.status).in_force and (one.book, one.number) != (entry.book, entry.number)
        ]
    return [
        Offer(move, rule, [one for one in others if _may_rest(rule, entry, one)]) for move, rule in allowed
    ]


def change_entry(
    workspace: Workspace, key: BookKey, number: int, move: Move, reason: str, ground: str = ""
) -> Entry:
    """Đổi trạng thái từ trang: ``ground`` names the other document, series/year/number. Raises as ``change_state``."""
    by = place_of(ground, key.issuer) if ground.strip() else None
    return change_state(workspace, move, Place(key, number), reason, by)


def _entry_in(connection: Connection, key: BookKey, number: int) -> Entry:
    found = register.find(connection, key, number)
    if found is None:
        raise UnknownDocument(where=f"{key}/{number}")
    return found


def _may_rest(rule: Rule, entry: Entry, other: Listed) -> bool:
    match rule.on:
        case Form.NONE:
            return False
        case Form.ANY:
            return True
        case Form.LETTER:
            return bool(other.type == DocumentType.CONG_VAN.value)
        case Form.EQUAL:
            return bool(other.type == entry.document.type.value)
