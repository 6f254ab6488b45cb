"""Truy dòng: from a document up to what it carries out, and down to what carries it out; rings end where they close."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.lineage.facts import Relation
from directives.lineage.graph import Edge, Lineage, Node

Steps = Callable[[str], Sequence[tuple[str, Edge]]]


@dataclass(frozen=True, slots=True)
class Row:
    """Dòng của cây: a document below the row before it that is one ``depth`` less; the first depth is 1.

    ``again``: what follows it stands where it was met first (or it is the root itself, in a ring).
    """

    depth: int
    node: Node
    edge: Edge
    again: bool = False


def upwards(lineage: Lineage, node: Node) -> tuple[Row, ...]:
    """Đi lên: what a document carries out, and what that carries out, to the top, row by row."""

    def steps(at: str) -> Sequence[tuple[str, Edge]]:
        return _sorted(lineage, [(e.cited, e) for e in lineage.cited_by_node.get(at, ()) if _carries(e)])

    return tuple(_rows(lineage, node, steps))


def downwards(lineage: Lineage, node: Node) -> tuple[Row, ...]:
    """Đi xuống: what carries a document out, and what carries that out, to the end, row by row."""

    def steps(at: str) -> Sequence[tuple[str, Edge]]:
        return _sorted(lineage, [(e.citing, e) for e in lineage.citing_node.get(at, ()) if _carries(e)])

    return tuple(_rows(lineage, node, steps))


def descendants(lineage: Lineage, node: Node) -> dict[str, str]:
    """Mọi văn bản thực hiện: ids of all that carry a document out, at any remove, each with the one it does so by."""
    by: dict[str, str] = {node.id: ""}
    waiting = [node.id]
    while waiting:
        following = []
        for at in waiting:
            for edge in lineage.citing_node.get(at, ()):
                if _carries(edge) and edge.citing not in by:
                    by[edge.citing] = at
                    following.append(edge.citing)
        waiting = following
    del by[node.id]
    return by


def others(lineage: Lineage, node: Node) -> tuple[Sequence[Edge], Sequence[Edge]]:
    """Quan hệ khác: what a document cites without carrying it out, and by what it is so cited."""
    citing = [edge for edge in lineage.cited_by_node.get(node.id, ()) if not _carries(edge)]
    cited = [edge for edge in lineage.citing_node.get(node.id, ()) if not _carries(edge)]
    return citing, cited


def _carries(edge: Edge) -> bool:
    return edge.relation is Relation.CARRIES_OUT


def _sorted(lineage: Lineage, steps: list[tuple[str, Edge]]) -> Sequence[tuple[str, Edge]]:
    return sorted(steps, key=lambda step: (lineage.nodes[step[0]].dated or date.max, step[0]))


def _rows(lineage: Lineage, root: Node, steps: Steps) -> Iterator[Row]:
    """Các dòng: depth first, without recursion, since a hostile graph chooses its depth.

    A document cited directly and through another stands below the other only: "1848 cites 7137 and 6056, and 7137
    carries out 6056" is one line of three.
    """
    order, rings = _ordered(root.id, steps)
    depth = {root.id: 0}
    for at in order:
        for other, _ in steps(at):
            if (at, other) not in rings:
                depth[other] = max(depth.get(other, 0), depth[at] + 1)
    beyond: dict[str, set[str]] = {}

    def children(at: str) -> Iterator[tuple[str, Edge]]:
        for other, edge in steps(at):
            if (at, other) not in rings and depth[other] > depth[at] + 1:
                if at not in beyond:
                    beyond[at] = _beyond(at, steps, rings)
                if other in beyond[at]:
                    continue
            yield other, edge

    shown = {root.id}
    open_branches = [children(root.id)]
    while open_branches:
        step = next(open_branches[-1], None)
        if step is None:
            open_branches.pop()
            continue
        other, edge = step
        yield Row(len(open_branches), lineage.nodes[other], edge, other in shown)
        if other not in shown:
            shown.add(other)
            open_branches.append(children(other))


def _ordered(root: str, steps: Steps) -> tuple[list[str], set[tuple[str, str]]]:
    """Thứ tự từ gốc: every document before those that follow it, and the citations that close a ring."""
    done: list[str] = []
    on_way = {root: iter(steps(root))}
    met, rings = {root}, set()
    while on_way:
        at = next(reversed(on_way))
        step = next(on_way[at], None)
        if step is None:
            on_way.pop(at)
            done.append(at)
        elif step[0] in on_way:
            rings.add((at, step[0]))
        elif step[0] not in met:
            met.add(step[0])
            on_way[step[0]] = iter(steps(step[0]))
    return done[::-1], rings


def _beyond(at: str, steps: Steps, rings: set[tuple[str, str]]) -> set[str]:
    """Ở xa hơn: what is reached from a document through another."""
    reached: set[str] = set()
    waiting = [other for other, _ in steps(at) if (at, other) not in rings]
    while waiting:
        near = waiting.pop()
        for other, _ in steps(near):
            if (near, other) not in rings and other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached
