"""Nhận ra văn bản: facts of many sources become one graph; a citation that says too little is never guessed at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from directives.lineage.facts import Origin, Reference, Relation, Said, Seen
from directives.lineage.graph import Edge, Lineage, Node
from directives.lineage.issuers import Issuer, Likeness, territory_of
from directives.lineage.laws import numbered_law
from directives.lineage.numbering import is_number

#: So many documents are named at most which an unclear citation might mean.
_NAMED = 20
#: Of several sources the one that says what a document is: our own book, the file, then what a clerk typed.
_TRUSTED = [Origin.REGISTER, Origin.FILE, Origin.INCOMING, Origin.CITATION]


def lineage_of(facts: Iterable[Seen]) -> Lineage:
    """Dựng dòng văn bản: the graph of these facts; the same facts give the same graph in whatever order they come."""
    ordered = sorted(facts, key=lambda one: (_TRUSTED.index(one.origin), one.place, one.reference.key))
    desk = _Desk()
    seen_ids = [desk.place_seen(one) for one in ordered]
    for sure in (True, False):  # what is named whole first: only then what is named in part can be compared
        for node_id, one in zip(seen_ids, ordered, strict=True):
            for said in one.said:
                desk.place_cited(said.cited, node_id, one, sure)
                if said.citing is not None:
                    desk.place_cited(said.citing, node_id, one, sure)
    edges = [
        edge
        for node_id, one in zip(seen_ids, ordered, strict=True)
        for said in one.said
        if (edge := desk.edge(said, node_id, one)) is not None
    ]
    nodes = desk.nodes
    return Lineage(nodes, _distinct(edges, nodes))


@dataclass(slots=True)
class _Desk:
    """Bàn đối chiếu: nodes placed so far, and what every reference was found to be."""

    nodes: dict[str, Node] = field(default_factory=dict)
    by_number: dict[str, dict[str, None]] = field(default_factory=dict)
    by_identity: dict[tuple[str, int, str], dict[str, None]] = field(default_factory=dict)
    by_trait: dict[tuple[str, object], dict[str, None]] = field(default_factory=dict)
    found: dict[tuple[Reference, str], tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def place_seen(self, one: Seen) -> str:
        """Đặt văn bản đã thấy: into the node of its identity, or a new one."""
        reference = one.reference
        same = self._identical(reference) if reference.whole else []
        if len(same) == 1:
            return self._merge(same[0], one)
        node_id = _id_of(reference) if reference.whole and not same else f"{_id_of(reference)}|{one.place}"
        if node_id in self.nodes:  # the same place twice
            return self._merge(node_id, one)
        return self._add(_node_of(node_id, one))

    def place_cited(self, reference: Reference, citing: str, one: Seen, sure: bool) -> None:
        """Đặt văn bản được dẫn: ``sure`` places those named whole, otherwise those named in part."""
        if (reference, citing) in self.found:
            return
        named = _with_law(reference)
        if named.whole:
            if sure:
                self.found[reference, citing] = self._whole(named)
        elif not sure:
            self.found[reference, citing] = self._partly(named, citing, one)

    def edge(self, said: Said, node_id: str, one: Seen) -> Edge | None:
        """Cạnh: of one citation; None where a document would cite itself."""
        cited, matched_by = self.found[said.cited, node_id]
        citing = node_id if said.citing is None else self.found[said.citing, node_id][0]
        if citing == cited:
            return None
        return Edge(
            citing=citing,
            cited=cited,
            role=said.role,
            relation=said.relation,
            said_by=node_id,
            said=said.cited,
            sentence=said.sentence,
            concluded_from=said.concluded_from,
            matched_by=matched_by,
        )

    def _identical(self, reference: Reference) -> list[str]:
        issuer, year = reference.issuer, reference.known_year
        if issuer is None or year is None:
            return []
        alike = self.by_identity.get((reference.key, year, issuer.key), ())
        return [one for one in alike if _issuers(self.nodes[one].issuer, issuer) is not Likeness.DIFFERENT]

    def _whole(self, reference: Reference) -> tuple[str, tuple[str, ...]]:
        same = self._identical(reference)
        if len(same) == 1:
            return same[0], ("number", "year", "issuer")
        if same:
            return self._undecided(reference, _id_of(reference), same), ()
        near = [node for node in self._with_trait(reference, reference.dated) if _compatible(reference, node)]
        if len(near) == 1:  # a document seen without its letterhead: number and very day are its own
            return near[0].id, ("number", "date")
        return self._add(Node(_id_of(reference), reference)), ()

    def _partly(self, reference: Reference, citing: str, one: Seen) -> tuple[str, tuple[str, ...]]:
        traits = (reference.dated, reference.issuer.key if reference.issuer else None, *one.line)
        evidence = {
            node.id: proofs
            for trait in traits
            for node in self._with_trait(reference, trait)
            if node.id != citing
            and _compatible(reference, node)
            and (proofs := _proofs(reference, node, one))
            and not (node.dated and one.reference.dated and node.dated > one.reference.dated)
        }
        evidence = _best(evidence)
        if len(evidence) == 1:
            return next(iter(evidence.items()))
        own = f"{_id_of(reference)}|{citing}"
        if own in self.nodes:
            return own, ()
        if evidence:
            return self._undecided(reference, own, sorted(evidence)), ()
        numbered = (self.nodes[one] for one in self.by_number.get(reference.key, ()) if reference.key)
        compatible = (node.id for node in numbered if node.id != citing and _compatible(reference, node))
        alike = list(islice(compatible, _NAMED))
        if len(alike) > 1:
            return self._undecided(reference, own, alike), ()
        return self._add(Node(own, reference, candidates=tuple(alike))), ()

    def _undecided(self, reference: Reference, node_id: str, candidates: Sequence[str]) -> str:
        node_id = f"{node_id}|?"
        if node_id not in self.nodes:
            self._add(Node(node_id, reference, candidates=tuple(candidates)))
        return node_id

    def _with_trait(self, reference: Reference, trait: object) -> list[Node]:
        """Documents of this number that share a trait: the day, the issuer's key, its territory."""
        if not reference.key or trait is None:
            return []
        return [self.nodes[node_id] for node_id in self.by_trait.get((reference.key, trait), ())]

    def _merge(self, node_id: str, one: Seen) -> str:
        self.nodes[node_id] = _merged(self.nodes[node_id], one)
        self._index(self.nodes[node_id])
        return node_id

    def _add(self, node: Node) -> str:
        if node.id not in self.nodes:
            self.nodes[node.id] = node
            if not node.ambiguous:
                self._index(node)
        return node.id

    def _index(self, node: Node) -> None:
        """Ghi vào mục lục: an unclear citation stays out of it, nothing is found to be one."""
        reference = node.reference
        issuer_key = reference.issuer.key if reference.issuer else ""
        self.by_number.setdefault(reference.key, {})[node.id] = None
        for trait in {reference.dated, issuer_key, territory_of(issuer_key)} - {None, ""}:
            self.by_trait.setdefault((reference.key, trait), {})[node.id] = None
        if reference.whole and reference.known_year:
            self.by_identity.setdefault((reference.key, reference.known_year, issuer_key), {})[node.id] = None


def _with_law(reference: Reference) -> Reference:
    """A law named by title and day is the law of that number, where the data of laws know it."""
    if is_number(reference.key):
        return reference
    law = numbered_law(reference.number, reference.dated)
    return replace(reference, number=law.number, year=law.dated.year, dated=law.dated) if law else reference


def _proofs(reference: Reference, node: Node, one: Seen) -> tuple[str, ...]:
    """Bằng chứng: by what, beside the number, a reference in part is this document; empty when by nothing."""
    proofs = ["number"]
    if reference.dated and reference.dated == node.dated:
        proofs.append("date")
    if reference.issuer and _issuers(reference.issuer, node.issuer) is Likeness.EQUAL:
        proofs.append("issuer")
    if reference.issuer is None and node.issuer:
        territory = territory_of(node.issuer.key)
        if territory and territory in one.line:
            proofs.append("territory")
    if reference.issuer and not reference.issuer.complete and node.issuer:
        territory = territory_of(node.issuer.key)
        if territory in one.line and _issuers(reference.issuer, node.issuer) is not Likeness.DIFFERENT:
            proofs.append("territory")
    return tuple(proofs) if len(proofs) > 1 else ()


def _best(evidence: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Bằng chứng mạnh nhất: the very day outweighs a territory; else one for which more speaks than for any."""
    of_the_day = {node: proofs for node, proofs in evidence.items() if "date" in proofs}
    left = of_the_day or evidence
    for node, proofs in left.items():
        if all(set(other) < set(proofs) for one, other in left.items() if one != node):
            return {node: proofs}
    return left


def _compatible(reference: Reference, node: Node) -> bool:
    """Không mâu thuẫn: neither issuer nor year of the one speaks against the other."""
    years = reference.known_year, node.reference.known_year
    return (not all(years) or years[0] == years[1]) and (
        _issuers(reference.issuer, node.issuer) is not Likeness.DIFFERENT
    )


def _issuers(one: Issuer | None, other: Issuer | None) -> Likeness:
    return one.compared(other) if one and other else Likeness.SILENT


def _id_of(reference: Reference) -> str:
    issuer = reference.issuer
    named = (issuer.office or issuer.key) if issuer else "?"
    return f"{reference.key or '?'}|{reference.known_year or '?'}|{named}"


def _node_of(node_id: str, one: Seen) -> Node:
    return Node(
        id=node_id,
        reference=one.reference,
        days=(one.reference.dated,) if one.reference.dated else (),
        sources=((one.origin, one.place),),
        subject=one.subject,
        addressees=one.addressees,
        line=one.line,
        read=one.read,
        revoked=one.revoked,
        effective=one.effective,
    )


def _merged(node: Node, one: Seen) -> Node:
    """Gộp nguồn: what the first, more trusted source does not say is taken from the next."""
    days: list[date] = [*node.days, *([one.reference.dated] if one.reference.dated else [])]
    reference, other = node.reference, one.reference
    issuer = reference.issuer
    if issuer and other.issuer and not issuer.office and other.issuer.office:
        issuer = other.issuer
    return replace(
        node,
        reference=replace(
            reference,
            dated=reference.dated or other.dated,
            type=reference.type or other.type,
            issuer=issuer,
        ),
        days=tuple(dict.fromkeys(days)),
        sources=tuple(dict.fromkeys((*node.sources, (one.origin, one.place)))),
        subject=node.subject or one.subject,
        addressees=node.addressees or one.addressees,
        line=node.line or one.line,
        read=node.read or one.read,
        revoked=node.revoked or one.revoked,
        effective=node.effective or one.effective,
    )


def _distinct(edges: Iterable[Edge], nodes: dict[str, Node]) -> Iterable[Edge]:
    """Mỗi quan hệ một lần: said by the document itself first; what was only concluded about a document that was read
    gives way to what it says itself."""
    own = {(edge.citing, edge.cited) for edge in edges if edge.said_by == edge.citing}
    kept: dict[tuple[str, str, Relation], Edge] = {}
    for edge in sorted(edges, key=lambda edge: edge.said_by != edge.citing):
        told = edge.said_by != edge.citing and nodes[edge.citing].read
        if told and ("rank" in edge.concluded_from or (edge.citing, edge.cited) in own):
            continue
        kept.setdefault((edge.citing, edge.cited, edge.relation), edge)
    strong = {(edge.citing, edge.cited) for edge in kept.values() if edge.relation is not Relation.MENTIONS}
    return [
        edge
        for edge in kept.values()
        if edge.relation is not Relation.MENTIONS or (edge.citing, edge.cited) not in strong
    ]
