"""Dòng văn bản trong cơ sở dữ liệu: documents added on purpose and their citations, as facts that never change."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Select, and_, select

from directives.lineage.facts import Said, Seen
from directives.register.incoming import IncomingBookKey
from storage.database import insert_new
from storage.desk_tables import incoming_package, incoming_reading
from storage.json_text import canonical, sha256_of
from storage.lineage_tables import citation_edge, document_node, document_source, struck_source
from storage.records import DamagedRecord

_T = TypeVar("_T")
_SEEN = TypeAdapter(Seen)
_SAID = TypeAdapter(Said)


@dataclass(frozen=True, slots=True)
class AddedFile:
    """Tệp được thêm: a file's facts, its hash in the file store, its name and when it was added."""

    facts: Seen
    sha256: str
    name: str
    added_at: str

    @property
    def identity(self) -> str:
        """Dấu nhận: number, year and issuer; the file itself where one of them is missing."""
        reference = self.facts.reference
        if not reference.whole or reference.issuer is None:
            return f"sha256:{self.sha256}"
        return f"{reference.key}|{reference.known_year}|{reference.issuer.office or reference.issuer.key}"

    @property
    def node(self) -> str:
        """Mã văn bản: the hash of the identity."""
        return sha256_of(self.identity)


@dataclass(frozen=True, slots=True)
class Added:
    """Kết quả thêm: whether the document is new, whether its file is, and how many citations are."""

    document: bool
    file: bool
    citations: int


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Tệp của một văn bản: the document's id, the file's hash, and its name when it was added."""

    node: str
    sha256: str
    name: str


def add(connection: Connection, added: AddedFile) -> Added:
    """Thêm: what is not there yet of a document, of its file and of what the file cites.

    Two who add the same at once: one is told True, the other waits and is told False.
    """
    facts = canonical(_SEEN.dump_python(replace(added.facts, said=()), mode="json"))
    document = insert_new(
        connection,
        document_node,
        {
            "id": added.node,
            "identity": added.identity,
            "file_sha256": added.sha256,
            "file_name": added.name,
            "facts": facts,
            "added_at": added.added_at,
        },
    )
    source = {"node": added.node, "file_sha256": added.sha256, "file_name": added.name}
    file = insert_new(connection, document_source, {**source, "added_at": added.added_at})
    edges = 0
    for position, said in enumerate(added.facts.said, start=1):
        row: dict[str, object] = {
            "node": added.node,
            "file_sha256": added.sha256,
            "position": position,
            "cited": said.cited.key,
            "role": said.role.value,
            "relation": said.relation.value,
            "facts": canonical(_SAID.dump_python(said, mode="json")),
        }
        edges += insert_new(connection, citation_edge, row)
    return Added(document, file, edges)


def rows_sha256(connection: Connection, node: str, sha256: str) -> str:
    """Dấu của các dòng: a hash over a document's own row and the rows of what one of its files cites."""
    document = connection.execute(select(document_node).where(document_node.c.id == node)).mappings().one()
    edges = select(citation_edge).where(citation_edge.c.node == node, citation_edge.c.file_sha256 == sha256)
    cited = connection.execute(edges.order_by(citation_edge.c.position)).mappings()
    return sha256_of(canonical([dict(document), *map(dict, cited)]))


def sources(connection: Connection) -> Sequence[Source]:
    """Mọi tệp đã thêm: also those that were struck out."""
    rows = connection.execute(select(document_source)).mappings()
    return sorted(Source(row["node"], row["file_sha256"], row["file_name"]) for row in rows)


def struck(connection: Connection) -> Mapping[tuple[str, str], str]:
    """Tệp đã gạch bỏ: the reason, by document and file."""
    rows = connection.execute(select(struck_source)).mappings()
    return {(row["node"], row["file_sha256"]): row["reason"] for row in rows}


def strike(connection: Connection, node: str, sha256: str, reason: str, at: str) -> None:
    """Gạch bỏ: a file no longer counts; its rows stay."""
    row = {"node": node, "file_sha256": sha256, "reason": reason, "struck_at": at}
    connection.execute(struck_source.insert().values(row))


def of_file(connection: Connection, sha256: str) -> Seen | None:
    """Văn bản của tệp: the document as which this very file was added; None when it was not, or was struck out."""
    row = connection.execute(_standing_nodes(document_source.c.file_sha256 == sha256)).mappings().first()
    return None if row is None else _read(_SEEN, row["facts"], row["id"])


def known_files(connection: Connection) -> frozenset[str]:
    """Các tệp đã đọc: their hashes, also of those that cite nothing and of those that were struck out."""
    return frozenset(connection.execute(select(document_source.c.file_sha256)).scalars())


def entered_citations(connection: Connection) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Viện dẫn đã xác nhận: of arrivals which were entered from a reading, by office/ĐẾN/year/number."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    for row in connection.execute(select(incoming_reading)).mappings():
        place = f"{IncomingBookKey(row['office'], row['year'])}/{row['number']}"
        found[place] = json.loads(row["entered"]).get("cites") or ()
    return found


def package_files(connection: Connection) -> Mapping[str, Sequence[str]]:
    """Gói của văn bản đến: hashes of the edXML packages about an arrival, by office/ĐẾN/year/number."""
    rows = connection.execute(
        select(incoming_package)
        .where(incoming_package.c.number.is_not(None))
        .order_by(incoming_package.c.sha256)
    )
    found: dict[str, list[str]] = {}
    for row in rows.mappings():
        place = f"{IncomingBookKey(row['office'], row['year'])}/{row['number']}"
        found.setdefault(place, []).append(row["sha256"])
    return found


def documents(connection: Connection) -> Iterator[tuple[str, Seen]]:
    """Các văn bản: those added and not struck out, by id, without what they cite. Raises DamagedRecord."""
    for row in connection.execute(_standing_nodes().order_by(document_node.c.id)).mappings():
        yield row["id"], _read(_SEEN, row["facts"], row["id"])


def facts(connection: Connection) -> Iterator[Seen]:
    """Dữ kiện: of every document added, with the citations of all its files; what was struck out is left out.

    Raises DamagedRecord.
    """
    gone = struck(connection)
    said: dict[str, list[Said]] = {}
    edges = select(citation_edge).order_by(
        citation_edge.c.node, citation_edge.c.file_sha256, citation_edge.c.position
    )
    for row in connection.execute(edges).mappings():
        if (row["node"], row["file_sha256"]) in gone:
            continue
        said.setdefault(row["node"], []).append(_read(_SAID, row["facts"], row["node"]))
    for node, seen in documents(connection):
        cited = tuple(dict.fromkeys(said.get(node, ())))
        yield replace(seen, said=cited, read=seen.read or bool(cited))


def _standing_nodes(*of_source: ColumnElement[bool]) -> Select[Any]:
    """Văn bản còn giá trị: those of which a file (one such) was not struck out."""
    standing = (
        select(document_source.c.node)
        .outerjoin(
            struck_source,
            and_(
                struck_source.c.node == document_source.c.node,
                struck_source.c.file_sha256 == document_source.c.file_sha256,
            ),
        )
        .where(struck_source.c.node.is_(None), *of_source)
    )
    return select(document_node).where(document_node.c.id.in_(standing))


def _read(adapter: TypeAdapter[_T], text: str, entry: str) -> _T:
    try:
        return adapter.validate_json(text)
    except ValueError as error:
        raise DamagedRecord(where=entry, entry=entry) from error
