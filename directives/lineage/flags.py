"""Cờ của viện dẫn: citations that are stale, misdated, revoked, unknown, of a wrong issuer or ambiguous.

They are reasons to look, not verdicts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directives.errors import N_, Problem
from directives.lineage.facts import Relation, Role
from directives.lineage.graph import Edge, Lineage, Node
from directives.lineage.issuers import Likeness, symbol_contradicts
from directives.lineage.laws import known_law, succession_of
from directives.lineage.numbering import is_number, year_in_number


class FlagKind(StrEnum):
    """Loại cờ: what may be wrong with a citation."""

    STALE = "stale"  # đã bị thay thế, bãi bỏ trước ngày viện dẫn
    MISDATED = "misdated"  # ngày không khớp
    REVOKED = "revoked"  # đã thu hồi, hủy số trong sổ
    UNKNOWN = "unknown"  # chưa từng thấy
    WRONG_ISSUER = "wrong_issuer"  # cơ quan ban hành không khớp
    AMBIGUOUS = "ambiguous"  # có thể là nhiều văn bản


@dataclass(frozen=True, slots=True)
class Flag:
    """Cờ: one citation, what may be wrong with it, and the evidence in words.

    ``certain``: False where the evidence is another document much like the cited one, which may be a different one.
    """

    kind: FlagKind
    edge: Edge
    evidence: Problem
    certain: bool = True


def flags_of(lineage: Lineage, *, unsettled: bool = False) -> tuple[Flag, ...]:
    """Các cờ: of every citation that is made in words, in the order of the citing documents' days.

    ``unsettled``: counts rows of the data on laws which nobody has compared with a text.
    """
    found = [flag for edge in lineage.edges for flag in _of_edge(lineage, edge, unsettled)]
    kinds = list(FlagKind)

    def order(flag: Flag) -> tuple[date, str, str, int]:
        day = lineage.nodes[flag.edge.citing].dated or date.max
        return day, flag.edge.citing, flag.edge.cited, kinds.index(flag.kind)

    return tuple(sorted(found, key=order))


def _of_edge(lineage: Lineage, edge: Edge, unsettled: bool) -> Iterator[Flag]:
    if edge.role is Role.RECORDED or edge.said_by != edge.citing:
        return  # the book's own word; or what one document says of two others, which is not how they cite
    citing, cited = lineage.nodes[edge.citing], lineage.nodes[edge.cited]
    yield from _stale(lineage, edge, citing, cited, unsettled)
    yield from _revoked(edge, citing, cited)
    yield from _misdated(lineage, edge, citing, cited)
    yield from _wrong_issuer(lineage, edge, cited)
    if cited.ambiguous:
        fields = {"number": cited.reference.number, "count": len(cited.candidates)}
        yield Flag(
            FlagKind.AMBIGUOUS, edge, Problem(_AMBIGUOUS, {**fields, "ids": "; ".join(cited.candidates)})
        )
    elif not cited.seen and is_number(cited.reference.key) and not known_law(cited.reference.number):
        yield Flag(FlagKind.UNKNOWN, edge, Problem(_UNKNOWN, {"number": cited.reference.number}))


def _stale(lineage: Lineage, edge: Edge, citing: Node, cited: Node, unsettled: bool) -> Iterator[Flag]:
    """Hết hiệu lực trước ngày viện dẫn: by another document that was read, or by the data of laws."""
    if edge.relation.changes or citing.dated is None:
        return
    own_acts = {e.cited for e in lineage.cited_by_node.get(citing.id, ()) if e.relation.changes}
    if cited.id in own_acts:
        return
    for act in lineage.endings.get(cited.id, ()):
        if act.relation is Relation.RECALLS and cited.revoked is not None:
            continue  # told of as revoked
        ender = lineage.nodes[act.citing]
        since = ender.effective or ender.dated
        if ender.id != citing.id and since is not None and since <= citing.dated:
            yield Flag(
                FlagKind.STALE, edge, _ended(cited, ender.reference.number, since, _RELATIONS[act.relation])
            )
            return
    row = succession_of(cited.reference.number, unsettled=unsettled)
    if row and row.since <= citing.dated:
        problem = _ended(cited, f"{row.by} ({row.clause}; {row.source})", row.since, _RELATIONS[row.relation])
        yield Flag(FlagKind.STALE, edge, problem, row.settled)


def _revoked(edge: Edge, citing: Node, cited: Node) -> Iterator[Flag]:
    revoked = cited.revoked
    if revoked is None or edge.relation.changes:
        return
    if revoked.since is None or citing.dated is None or revoked.since <= citing.dated:
        fields = {"number": cited.reference.number, "state": revoked.state, "day": revoked.since or "–"}
        yield Flag(FlagKind.REVOKED, edge, Problem(_REVOKED, fields))


def _misdated(lineage: Lineage, edge: Edge, citing: Node, cited: Node) -> Iterator[Flag]:
    said = edge.said
    number = said.number
    year = year_in_number(said.key)
    if said.dated and year and said.dated.year != year:
        fields = {"number": number, "year": year, "day": said.dated}
        yield Flag(FlagKind.MISDATED, edge, Problem(_YEARS, fields))
    elif said.dated and cited.seen and cited.days and said.dated not in cited.days:
        fields = {"number": number, "said": said.dated, "own": cited.days[0]}
        yield Flag(FlagKind.MISDATED, edge, Problem(_OTHER_DAY, fields))
    elif said.dated and not cited.seen:
        for node in _much_alike(lineage, edge):
            same_issuer = said.issuer and node.issuer and said.issuer.compared(node.issuer) is Likeness.EQUAL
            if same_issuer and node.dated and _day_and_month(node.dated) == _day_and_month(said.dated):
                fields = {"number": number, "said": said.dated, "own": node.dated}
                yield Flag(FlagKind.MISDATED, edge, Problem(_OTHER_DAY, fields), certain=False)
    day = said.dated or cited.dated
    if day and citing.dated and day > citing.dated:
        fields = {"number": number, "day": day, "citing": citing.dated}
        yield Flag(FlagKind.MISDATED, edge, Problem(_LATER, fields))


def _wrong_issuer(lineage: Lineage, edge: Edge, cited: Node) -> Iterator[Flag]:
    said = edge.said
    if said.issuer is None or said.issuer.concluded:
        return
    if is_number(said.key) and symbol_contradicts(said.symbol, said.issuer):
        fields = {"number": said.number, "issuer": said.issuer.name}
        yield Flag(FlagKind.WRONG_ISSUER, edge, Problem(_SYMBOL, fields))
        return
    if cited.seen or said.dated is None:
        return
    for node in _much_alike(lineage, edge):
        differs = node.issuer and said.issuer.compared(node.issuer) is Likeness.DIFFERENT
        if differs and node.issuer and node.dated == said.dated:
            fields = {"number": said.number, "issuer": said.issuer.name, "own": node.issuer.title}
            yield Flag(FlagKind.WRONG_ISSUER, edge, Problem(_OTHER_ISSUER, fields), certain=False)


def _much_alike(lineage: Lineage, edge: Edge) -> Iterable[Node]:
    """Gần giống: documents that were seen and bear the number which was cited."""
    return (
        node
        for node in lineage.by_number.get(edge.said.key, ())
        if node.seen and node.id not in (edge.cited, edge.citing)
    )


def _ended(cited: Node, by: str, since: date, how: str) -> Problem:
    return Problem(_ENDED, {"number": cited.reference.number, "how": how, "by": by, "day": since})


def _day_and_month(day: date) -> tuple[int, int]:
    return day.month, day.day


_RELATIONS = {
    Relation.REPLACES: N_("replaced"),
    Relation.REPEALS: N_("repealed"),
    Relation.RECALLS: N_("recalled"),
}
_ENDED = N_("{number} was {how} by {by} from {day} on; cite what holds now")
_REVOKED = N_("{number} stands in our register as “{state}” since {day}")
_YEARS = N_("the number {number} is of {year}, the day cited is {day}")
_OTHER_DAY = N_("{number} is cited as of {said}; the document itself bears {own}")
_LATER = N_("{number} is of {day}, later than the document of {citing} which cites it")
_UNKNOWN = N_("{number} was never seen here; add its file (“vanthu lineage add”) or enter it when it arrives")
_SYMBOL = N_("the symbol of {number} is not one of {issuer}")
_OTHER_ISSUER = N_("{number} of that day is known as of {own}, not of {issuer}")
_AMBIGUOUS = N_("{number} may be any of {count} documents, the citation does not say which: {ids}")
