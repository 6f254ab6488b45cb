"""Dòng văn bản của cơ quan: the graph, computed from the books and the files added; the books stay the one truth."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from directives.document.model import Document
from directives.errors import DirectiveError
from directives.lineage.addressed import office_named
from directives.lineage.book_seen import (
    day_of,
    reference_of_arrival,
    reference_of_document,
    seen_of_arrival,
    seen_of_document,
)
from directives.lineage.facts import Reference, Relation, Revocation, Role, Said, Seen
from directives.lineage.graph import Lineage
from directives.lineage.issuers import (
    Issuer,
    issuer_key,
    issuer_of_office,
    line_of,
    line_of_unit,
    own_name_of,
)
from directives.lineage.matching import lineage_of
from directives.org.chart import OrganisationChart, Snapshot
from directives.org.own_issuers import issuing_office
from directives.register.incoming import IncomingDocument, IncomingState
from directives.register.states import Move, State
from storage import entry_states, incoming, lineage, register
from storage.database import reading
from storage.entry_states import Change
from storage.incoming import IncomingEntry
from storage.register import Entry
from workflows.services.workspace import Workspace

#: What an act on a number of ours says of the document on which it rests.
_ACTS = {
    Move.CORRECT: Relation.CORRECTS,
    Move.AMEND: Relation.AMENDS,
    Move.REPLACE: Relation.REPLACES,
    Move.RECALL: Relation.RECALLS,
}
_REVOKING = {State.CANCELLED.value: Move.VOID, State.RECALLED.value: Move.RECALL}


def workspace_lineage(workspace: Workspace, besides: Sequence[Seen] = ()) -> Lineage:
    """Dòng văn bản: of everything known here, and of documents ``besides`` that are only looked at.

    Rows of a damaged record are left out; ``vanthu register verify`` names them. Raises DamagedRecord for a damaged
    row of the files added.
    """
    with reading(workspace.engine) as connection:
        return lineage_of([*_facts(workspace, connection), *besides])


def snapshot_on(chart: OrganisationChart, day: date | None) -> Snapshot | None:
    """Tổ chức của một ngày: None where the data know nothing of that day."""
    try:
        return chart.on(day) if day else None
    except DirectiveError:
        return None


def known_office(issuer: Issuer | None, snapshot: Snapshot | None) -> Issuer | None:
    """Cơ quan trong tổ chức: the issuer with its id, where one office alone bears the name on that day."""
    if issuer is None or snapshot is None or issuer.office or not issuer.complete:
        return issuer
    return Issuer(issuer.name, issuer.key, True, office_named(issuer.key, snapshot), issuer.concluded)


def _facts(workspace: Workspace, connection: Connection) -> Iterator[Seen]:
    desk = _Issuers(workspace)
    yield from lineage.facts(connection)
    confirmed = lineage.entered_citations(connection)
    answered: dict[str, list[Reference]] = {}
    for arrival in _arrivals(connection):
        document = arrival.document
        if document.number_and_symbol:
            issuer, line = desk.of_author(document)
            yield seen_of_arrival(
                document, arrival.subject_id, line, issuer.office, confirmed.get(arrival.subject_id, ())
            )
            if arrival.handling.reply:
                reference = reference_of_arrival(document, line)
                answered.setdefault(arrival.handling.reply, []).append(reference)
    entries = [entry for _, entry in register.entries_with_damage(connection) if entry is not None]
    changes = _changes(connection)
    acts = _acts(entries, changes, desk)
    for entry in entries:
        yield _issued(entry, changes.get(entry.subject_id, ()), desk, acts, answered)


def _issued(
    entry: Entry,
    changes: Sequence[Change],
    desk: "_Issuers",
    acts: Mapping[str, Sequence[Said]],
    answered: Mapping[str, Sequence[Reference]],
) -> Seen:
    issuer, line = desk.of_document(entry.document)
    replies = [
        Said(reference, Role.RECORDED, Relation.REPLIES_TO, "", None, ("incoming_book",))
        for reference in answered.get(entry.subject_id, ())
    ]
    move = _REVOKING.get(entry.status)
    since = next((day_of(one.at) for one in reversed(changes) if one.move is move), None)
    return seen_of_document(
        entry.document,
        entry.subject_id,
        issuer,
        line,
        own_name=own_name_of(issuer),
        revoked=Revocation(entry.status, since) if move else None,
        acts=(*acts.get(entry.subject_id, ()), *replies),
    )


def _arrivals(connection: Connection) -> Iterator[IncomingEntry]:
    for key, _ in incoming.books(connection):
        for _, entry in incoming.entries_with_damage(connection, key):
            if entry is not None and entry.handling.state is not IncomingState.CANCELLED:
                yield entry


def _changes(connection: Connection) -> dict[str, Sequence[Change]]:
    found: dict[str, Sequence[Change]] = {}
    for key in entry_states.changed_books(connection):
        for number, changes in entry_states.changes_in(connection, key).items():
            found[f"{key}/{number}"] = changes
    return found


def _acts(
    entries: Sequence[Entry], changes: Mapping[str, Sequence[Change]], desk: "_Issuers"
) -> dict[str, list[Said]]:
    """Hành vi giữa hai văn bản của ta: by the document that acts."""
    found: dict[str, list[Said]] = {}
    for entry in entries:
        for one in changes.get(entry.subject_id, ()):
            if one.by is not None and one.move in _ACTS:
                issuer, _ = desk.of_document(entry.document)
                cited = reference_of_document(entry.document, issuer)
                act = Said(cited, Role.RECORDED, _ACTS[one.move], one.reason, None, ("register",))
                found.setdefault(str(one.by), []).append(act)
    return found


class _Issuers:
    """Cơ quan theo ngày: issuers and their territories, each looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._offices: dict[tuple[str, date], tuple[Issuer, tuple[str, ...]]] = {}
        self._authors: dict[tuple[str, date | None], tuple[Issuer, tuple[str, ...]]] = {}

    def of_document(self, document: Document) -> tuple[Issuer, tuple[str, ...]]:
        """Của văn bản đi: by the office's id; by its printed name where the organisation does not know it."""
        key = document.issuer, document.issued_on
        if key not in self._offices:
            self._offices[key] = self._of_office(document)
        return self._offices[key]

    def of_author(self, document: IncomingDocument) -> tuple[Issuer, tuple[str, ...]]:
        """Của văn bản đến: by the author's name as it was entered."""
        day = document.dated or document.arrived_on
        if (document.author, day) not in self._authors:
            snapshot = snapshot_on(self._workspace.chart, day)
            line = line_of([issuer_key(document.author)], snapshot)
            reference = reference_of_arrival(document, line)
            issuer = known_office(reference.issuer, snapshot)
            self._authors[document.author, day] = issuer or Issuer("", "", False), line
        return self._authors[document.author, day]

    def _of_office(self, document: Document) -> tuple[Issuer, tuple[str, ...]]:
        snapshot = snapshot_on(self._workspace.chart, document.issued_on)
        if snapshot is not None:
            try:
                rules = self._workspace.rules.get(document.issuer)
                office = issuing_office(snapshot, document.issuer, rules)
            except DirectiveError:
                pass
            else:
                return issuer_of_office(office), line_of_unit(snapshot, office.unit)
        key = issuer_key(document.issuer_name)
        return Issuer(document.issuer_name, key, bool(key), document.issuer), line_of([key], snapshot)
