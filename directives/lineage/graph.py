"""Dòng văn bản: documents as nodes, citations as edges; asked by number, upwards and downwards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from directives.lineage.facts import Origin, Reference, Relation, Revocation, Role
from directives.lineage.issuers import Issuer
from directives.lineage.numbering import number_key


@dataclass(frozen=True, slots=True)
class Node:
    """Văn bản: one document, from however many sources it is known.

    ``id`` is made of number, year and issuer. ``days``: every day that its own sources give it. ``sources``: origin and
    place; none for a document known by citation only. ``candidates``: ids of the documents (twenty at most) which a
    citation that says too little might mean; then nothing was decided. ``read``: its words were read.
    """

    id: str
    reference: Reference
    days: tuple[date, ...] = ()
    sources: tuple[tuple[Origin, str], ...] = ()
    subject: str = ""
    addressees: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    read: bool = False
    revoked: Revocation | None = None
    effective: date | None = None
    candidates: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Đã thấy: whether the document itself is known, not only by being cited."""
        return bool(self.sources)

    @property
    def ambiguous(self) -> bool:
        """Mơ hồ: the citation may mean several documents."""
        return bool(self.candidates)

    @property
    def issuer(self) -> Issuer | None:
        """Cơ quan ban hành: None where nobody says."""
        return self.reference.issuer

    @property
    def dated(self) -> date | None:
        """Ngày ban hành: None where nobody says."""
        return self.reference.dated


@dataclass(frozen=True, slots=True)
class Edge:
    """Viện dẫn: one document cites another. ``said_by``: the document that says so, ``citing`` itself as a rule.

    ``said``: the cited document as it was named there; ``matched_by``: by what it was found to be this one.
    """

    citing: str
    cited: str
    role: Role
    relation: Relation
    said_by: str
    said: Reference
    sentence: str = ""
    concluded_from: tuple[str, ...] = ()
    matched_by: tuple[str, ...] = ()


class Lineage:
    """Dòng văn bản: the whole graph, immutable; computed anew from the facts whenever it is asked for."""

    def __init__(self, nodes: Mapping[str, Node], edges: Iterable[Edge]) -> None:
        self.nodes = nodes
        self.edges = tuple(edges)

    @cached_property
    def by_number(self) -> Mapping[str, Sequence[Node]]:
        """Theo số: the nodes of each key of a number."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            found.setdefault(node.reference.key, []).append(node)
        return found

    @cached_property
    def cited_by_node(self) -> Mapping[str, Sequence[Edge]]:
        """Viện dẫn của: edges by citing document."""
        return _by(self.edges, lambda edge: edge.citing)

    @cached_property
    def citing_node(self) -> Mapping[str, Sequence[Edge]]:
        """Viện dẫn đến: edges by cited document."""
        return _by(self.edges, lambda edge: edge.cited)

    @cached_property
    def endings(self) -> Mapping[str, Sequence[Edge]]:
        """Chấm dứt: edges by which a document was replaced, repealed or recalled, by that document."""
        return _by((edge for edge in self.edges if edge.relation.ends), lambda edge: edge.cited)

    def numbered(self, text: str) -> Sequence[Node]:
        """Tìm theo số: documents of this number and symbol; of the number alone where no symbol is given."""
        key = number_key(text)
        if found := self.by_number.get(key):
            return found
        if not key.isdigit():
            return ()
        return [node for node in self.nodes.values() if node.reference.key.startswith((f"{key}/", f"{key}-"))]


def _by(edges: Iterable[Edge], key: Callable[[Edge], str]) -> Mapping[str, Sequence[Edge]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(key(edge), []).append(edge)
    return found
