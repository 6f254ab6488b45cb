"""Thêm vào dòng văn bản: a file is read, kept, and what it says and cites is written once, with its journal entry."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.conversion.errors import RefusedFile
from directives.errors import N_, DirectiveError
from directives.exchange.message import DocumentMessage
from directives.exchange.reader import read_content
from directives.lineage.book_seen import seen_of_arrival
from directives.lineage.facts import Origin, Reference, Seen
from directives.lineage.issuers import Issuer, issuer_key, line_of, named_issuer
from directives.lineage.package_seen import NameOfCode, seen_of_package
from directives.lineage.reading_seen import seen_of_record
from directives.reading.reader import read_source
from directives.reading.sources.source import load
from directives.text import shown_name
from storage import audit, incoming, lineage
from storage.database import reading, transaction
from storage.incoming import IncomingEntry
from storage.lineage import AddedFile
from workflows.services.lineage_graph import known_office, snapshot_on
from workflows.services.workspace import Workspace

CHAIN = "dong-van-ban"
_PACKAGE = ".edxml"
_PACKAGES = {_PACKAGE, ".edx", ".xml"}


class NoPackage(DirectiveError):
    """Không phải gói văn bản: an XML file without the head of a document says nothing of one."""

    kind = "no_package"
    template = N_("{file} holds no document of the exchange standard (edXML), so there is nothing to add.")


class StruckFile(DirectiveError):
    """Tệp đã gạch bỏ: it was struck out as this very document, and stays so."""

    kind = "struck_file"
    template = N_(
        "{file} was struck out of the lineage: {reason}. If it is another document than was read, "
        "say which with “--number”, “--dated” or “--issuer”."
    )


@dataclass(frozen=True, slots=True)
class Given:
    """Điền tay: what a person says a file is, where it is unreadable or wrongly read; empty = as read."""

    number: str = ""
    dated: date | None = None
    issuer: str = ""

    def reference(self) -> Reference | None:
        """Dẫn chiếu: None when nothing was given."""
        if self == Given():
            return None
        issuer = Issuer(self.issuer, "", False) if self.issuer else None
        return Reference(self.number, "", self.dated, None, issuer)


AS_READ = Given()


@dataclass(frozen=True, slots=True)
class Addition:
    """Kết quả thêm: the document as it is known; ``new``: it was not there; ``citations``: how many came with it."""

    seen: Seen
    name: str
    new: bool
    citations: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Tệp chưa đọc được: an arrival's file and why it could not be read."""

    place: str
    error: DirectiveError


def add_to_lineage(
    workspace: Workspace, path: Path, given: Given = AS_READ, name_of: NameOfCode = lambda code, day: ""
) -> Addition:
    """Thêm một tệp: once; the same file again, by whatever name, adds nothing.

    ``name_of`` tells the agency of a code in an edXML package. Another file of the same document adds what it cites.
    Raises the refusals of reading, NoPackage, StruckFile.
    """
    content = read_bytes(path)
    sha256 = workspace.files.put(content)
    name = shown_name(path.name)
    with reading(workspace.engine) as connection:
        known = lineage.of_file(connection, sha256)
    if known is not None and known.read and given == AS_READ:
        return Addition(known, name, False, 0)
    return _write(
        workspace, AddedFile(look(workspace, path, given, name_of), sha256, name, workspace.timestamp())
    )


def known_or_looked_at(workspace: Workspace, path: Path) -> tuple[Seen, bool]:
    """Văn bản của tệp: as it was added, or as it reads now; and whether it had been added. Raises as ``look``."""
    with reading(workspace.engine) as connection:
        known = lineage.of_file(connection, hashlib.sha256(read_bytes(path)).hexdigest())
    return (known, True) if known else (look(workspace, path), False)


def look(
    workspace: Workspace, path: Path, given: Given = AS_READ, name_of: NameOfCode = lambda code, day: ""
) -> Seen:
    """Đọc một tệp: as facts, nothing is written. Raises the refusals of reading, NoPackage."""
    content = read_bytes(path)
    place = f"{shown_name(path.name)} ({hashlib.sha256(content).hexdigest()[:12]})"
    if path.suffix.lower() in _PACKAGES:
        message = read_content(content, path.name).message
        if not isinstance(message, DocumentMessage):
            raise NoPackage(where=path.name, file=path.name)
        seen = _corrected(seen_of_package(message, place, name_of), given)
    else:
        source = load(path)
        record = read_source(source)
        iso = record.date.iso if record.date else None
        day = given.dated or (date.fromisoformat(iso) if iso else None)
        seen = seen_of_record(
            record, source.lines, place, snapshot=snapshot_on(workspace.chart, day), given=given.reference()
        )
    snapshot = snapshot_on(workspace.chart, seen.reference.dated)
    return seen.with_issuer(known_office(seen.reference.issuer, snapshot))


def _corrected(seen: Seen, given: Given) -> Seen:
    """A package as a person corrects it; a text is read with what was given, since its citations depend on it."""
    reference = seen.reference
    issuer = named_issuer(given.issuer) if given.issuer else reference.issuer
    corrected = replace(
        reference,
        number=given.number or reference.number,
        dated=given.dated or reference.dated,
        issuer=issuer,
    )
    return replace(seen, reference=corrected)


def add_arrivals(workspace: Workspace, name_of: NameOfCode = lambda code, day: "") -> Sequence[Unread]:
    """Đọc tệp văn bản đến: files and packages of the incoming books that were not read for their citations yet.

    Each once. One that cannot be read is kept as the clerk entered it, and told of; adding it by name tries again.
    """
    found = (_add_arrival(workspace, one, name_of) for one in _unread(workspace))
    return [problem for problem in found if problem]


@dataclass(frozen=True, slots=True)
class _ArrivedFile:
    """Tệp đã đến: the document of an arrival, or the package in which it came."""

    entry: IncomingEntry
    sha256: str
    suffix: str


def _unread(workspace: Workspace) -> Sequence[_ArrivedFile]:
    with reading(workspace.engine) as connection:
        known = lineage.known_files(connection)
        packages = lineage.package_files(connection)
        found: dict[str, _ArrivedFile] = {}
        for key, _ in incoming.books(connection):
            for _, entry in incoming.entries_with_damage(connection, key):
                if entry is None:
                    continue
                suffix = Path(entry.document.file_name).suffix.lower()
                files = [(entry.file_sha256, suffix)] if entry.file_sha256 else []
                files += [(sha256, _PACKAGE) for sha256 in packages.get(entry.subject_id, ())]
                found |= {sha256: _ArrivedFile(entry, sha256, suffix) for sha256, suffix in files}
    return [one for sha256, one in found.items() if sha256 not in known]


def _add_arrival(workspace: Workspace, arrived: _ArrivedFile, name_of: NameOfCode) -> Unread | None:
    entry, document = arrived.entry, arrived.entry.document
    given = Given(document.number_and_symbol, document.dated, document.author)
    content = workspace.files.get(arrived.sha256)
    if content is None:
        return None  # “vanthu register verify” tells of a file that is gone
    unread: Unread | None = None
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / f"van-ban{arrived.suffix}"
        file.write_bytes(content)
        try:
            seen = look(workspace, file, given, name_of)
        except (RefusedFile, NoPackage) as error:
            unread = Unread(entry.subject_id, error)
            snapshot = snapshot_on(workspace.chart, document.dated or document.arrived_on)
            line = line_of([issuer_key(document.author)], snapshot)
            seen = replace(seen_of_arrival(document, entry.subject_id, line), origin=Origin.FILE)
            seen = seen.with_issuer(known_office(seen.reference.issuer, snapshot))
    seen = replace(seen, place=entry.subject_id)
    _write(workspace, AddedFile(seen, arrived.sha256, shown_name(document.file_name), workspace.timestamp()))
    return unread


def _write(workspace: Workspace, added: AddedFile) -> Addition:
    with transaction(workspace.engine) as connection:
        reason = lineage.struck(connection).get((added.node, added.sha256))
        if reason is not None:
            raise StruckFile(where=added.name, file=added.name, reason=reason)
        new = lineage.add(connection, added)
        if new.file or new.citations:
            rows = lineage.rows_sha256(connection, added.node, added.sha256)
            facts = {
                "file": added.sha256,
                "identity": added.identity,
                "citations": new.citations,
                "rows_sha256": rows,
            }
            act = audit.Act(added.added_at, workspace.actor, "lineage_added", added.node, facts)
            audit.append(connection, CHAIN, act)
    return Addition(added.facts, added.name, new.document, new.citations)


def additions(
    workspace: Workspace, paths: Sequence[Path], given: Given, name_of: NameOfCode
) -> Iterator[Addition]:
    """Thêm nhiều tệp: one after the other, each in a transaction of its own. Raises as ``add_to_lineage``."""
    for path in paths:
        yield add_to_lineage(workspace, path, given, name_of)
