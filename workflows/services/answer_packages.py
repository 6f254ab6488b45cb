"""Báo tiến độ cho bên gửi: statuses 04, 05, 06 of documents that came as packages, as far as they are dealt with."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from directives.exchange.message import DocumentKey, DocumentReference
from directives.register.incoming import Handling, IncomingState
from storage import desk, exchange, incoming, packages
from storage.database import reading
from storage.packages import TakenPackage
from workflows.services.carriers import Dispatch
from workflows.services.give_status import StatusFile, Told, tell_status
from workflows.services.workspace import Workspace

ASSIGNED, WORKING, DONE = "04", "05", "06"


def answer_packages(
    workspace: Workspace, dispatch: Dispatch, office: str, out: Path, *, staff: str = ""
) -> Sequence[StatusFile]:
    """Báo tiến độ: the statuses that follow from the book and were not given yet, each as a file, in order.

    Raises UnknownOffice, NoAgencyCode, NotWritable, BadStatus.
    """
    workspace.chart.on(workspace.today()).office(office)
    written = []
    for package, code in list(_wanted(workspace, office)):
        told = Told(code, staff=staff)
        written.append(tell_status(workspace, dispatch, _reference(package), office, told, out))
    return written


def codes_due(handling: Handling, *, instructed: bool, given: Sequence[str]) -> Iterator[str]:
    """Mã cần báo: what the book says and the sender was not told; never back behind what was told."""
    if handling.state is not IncomingState.REGISTERED:
        return
    reached = (
        (ASSIGNED, instructed or handling.transferred_on is not None),
        (WORKING, bool(handling.progress)),
        (DONE, handling.finished_on is not None),
    )
    last = max((code for code in given if code in (ASSIGNED, WORKING, DONE)), default="")
    yield from (code for code, is_so in reached if is_so and code > last)


def _wanted(workspace: Workspace, office: str) -> Iterator[tuple[TakenPackage, str]]:
    with reading(workspace.engine) as connection:
        for package in packages.entered(connection, office):
            if package.place is None:
                continue
            key, number = package.place
            entry = incoming.find(connection, key, number)
            if entry is None:
                continue
            document = packages.document_key(package.document_id)
            given = [one.code for one in exchange.statuses_given(connection, office, document)]
            instructed = number in desk.instructed(connection, key)
            for code in codes_due(entry.handling, instructed=instructed, given=given):
                yield package, code


def _reference(package: TakenPackage) -> DocumentReference:
    key = DocumentKey.parsed(package.document_id)
    number, day = (key.number_and_symbol, key.issued_on) if key else ("", "")
    return DocumentReference(package.sender, number, day, package.document_id)
