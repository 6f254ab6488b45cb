"""Dòng văn bản trong cơ sở dữ liệu: documents added on purpose and their citations, as facts that never change."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, or_, select

from directives.lineage.facts import Said, Seen
from directives.register.incoming import IncomingBookKey
from storage.database import insert_new
from storage.desk_tables import incoming_package, incoming_reading
from storage.json_text import canonical, sha256_of
from storage.lineage_tables import citation_edge, document_node
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


def add(connection: Connection, added: AddedFile) -> tuple[bool, int]:
    """Thêm: whether the document is new, and how many citations were; (False, 0) = everything was there.

    Two who add the same at once: one is told True, the other waits and is told False.
    """
    facts = canonical(_SEEN.dump_python(replace(added.facts, said=()), mode="json"))
    new = insert_new(
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
    return new, edges


def of_file(connection: Connection, sha256: str) -> Seen | None:
    """Văn bản của tệp: the document as which this very file was added; None when it was not."""
    by_edge = select(citation_edge.c.node).where(citation_edge.c.file_sha256 == sha256)
    found = connection.execute(
        select(document_node).where(
            or_(document_node.c.file_sha256 == sha256, document_node.c.id.in_(by_edge))
        )
    ).mappings()
    row = found.first()
    return None if row is None else _read(_SEEN, row["facts"], row["id"])


def known_files(connection: Connection) -> frozenset[str]:
    """Các tệp đã thêm: their hashes."""
    nodes = connection.execute(select(document_node.c.file_sha256)).scalars()
    return frozenset(nodes) | frozenset(
        connection.execute(select(citation_edge.c.file_sha256).distinct()).scalars()
    )


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


def facts(connection: Connection) -> Iterator[Seen]:
    """Dữ kiện: of every document added, with the citations of all its files. Raises DamagedRecord."""
    said: dict[str, list[Said]] = {}
    edges = select(citation_edge).order_by(
        citation_edge.c.node, citation_edge.c.file_sha256, citation_edge.c.position
    )
    for row in connection.execute(edges).mappings():
        said.setdefault(row["node"], []).append(_read(_SAID, row["facts"], row["node"]))
    for row in connection.execute(select(document_node).order_by(document_node.c.id)).mappings():
        seen = _read(_SEEN, row["facts"], row["id"])
        cited = tuple(dict.fromkeys(said.get(row["id"], ())))
        yield replace(seen, said=cited, read=seen.read or bool(cited))


def _read(adapter: TypeAdapter[_T], text: str, entry: str) -> _T:
    try:
        return adapter.validate_json(text)
    except ValueError as error:
        raise DamagedRecord(where=entry, entry=entry) from error
