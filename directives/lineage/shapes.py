"""Dạng JSON: what ``vanthu lineage … --json`` prints, as plain values; docs/lineage.md describes each key."""

from collections.abc import Mapping, Sequence
from typing import Any

from directives.lineage.addressed import Addressed
from directives.lineage.coverage import UnitRow
from directives.lineage.flags import Flag
from directives.lineage.graph import Edge, Lineage, Node
from directives.lineage.tracing import Row, downwards, others, upwards

Shape = dict[str, Any]


def shape_of_node(node: Node) -> Shape:
    """Văn bản: who, number, day, from where it is known."""
    reference, issuer = node.reference, node.issuer
    return {
        "id": node.id,
        "type": reference.type or None,
        "number": reference.number or None,
        "date": node.dated.isoformat() if node.dated else None,
        "year": reference.known_year,
        "issuer": issuer.title if issuer else None,
        "office": (issuer.office or None) if issuer else None,
        "issuer_concluded": issuer.concluded if issuer else False,
        "subject": node.subject or None,
        "known": "seen" if node.seen else "citation",
        "sources": [{"kind": origin.value, "place": place} for origin, place in node.sources],
        "ambiguous": node.ambiguous,
        "candidates": list(node.candidates),
        "revoked": _revoked(node),
    }


def shape_of_edge(lineage: Lineage, edge: Edge) -> Shape:
    """Viện dẫn: relation, role, the words, and from what relation and document were concluded."""
    by_other = edge.said_by != edge.citing
    return {
        "relation": edge.relation.value,
        "role": edge.role.value,
        "said_by": lineage.nodes[edge.said_by].reference.number or edge.said_by,
        "said_by_itself": not by_other,
        "sentence": edge.sentence or None,
        "concluded_from": list(edge.concluded_from),
        "matched_by": list(edge.matched_by),
        "as_cited": {
            "number": edge.said.number,
            "date": edge.said.dated.isoformat() if edge.said.dated else None,
            "issuer": edge.said.issuer.name if edge.said.issuer and not edge.said.issuer.concluded else None,
        },
    }


def shape_of_tree(lineage: Lineage, rows: Sequence[Row]) -> list[Shape]:
    """Cây: rows in reading order, each with its depth; a row's parent is the nearest one above of less depth."""
    return [
        {
            "depth": row.depth,
            "document": shape_of_node(row.node),
            "again": row.again,
            **shape_of_edge(lineage, row.edge),
        }
        for row in rows
    ]


def shape_of_lineage(lineage: Lineage, node: Node) -> Shape:
    """Dòng của một văn bản: up, down, and what else it cites or is cited by."""
    citing, cited = others(lineage, node)
    return {
        "document": shape_of_node(node),
        "up": shape_of_tree(lineage, upwards(lineage, node)),
        "down": shape_of_tree(lineage, downwards(lineage, node)),
        "cites": [
            {"document": shape_of_node(lineage.nodes[edge.cited]), **shape_of_edge(lineage, edge)}
            for edge in citing
        ],
        "cited_by": [
            {"document": shape_of_node(lineage.nodes[edge.citing]), **shape_of_edge(lineage, edge)}
            for edge in cited
        ],
    }


def shape_of_coverage(directive: Node, day: str, rows: Sequence[UnitRow], addressed: Addressed) -> Shape:
    """Độ phủ: the matrix, with how many have passed the directive on."""
    return {
        "document": shape_of_node(directive),
        "on": day,
        "units_from": addressed.found_from.value,
        "unresolved": list(addressed.unresolved),
        "passed_on": sum(row.passed_on is not None for row in rows),
        "not_yet": sum(row.passed_on is None for row in rows),
        "units": [_unit(row) for row in rows],
    }


def shape_of_flag(lineage: Lineage, flag: Flag, message: str) -> Shape:
    """Cờ: kind, citing and cited document, the evidence in words."""
    return {
        "kind": flag.kind.value,
        "certain": flag.certain,
        "citing": shape_of_node(lineage.nodes[flag.edge.citing]),
        "cited": shape_of_node(lineage.nodes[flag.edge.cited]),
        **shape_of_edge(lineage, flag.edge),
        "message": message,
    }


def _unit(row: UnitRow) -> Shape:
    passed = row.passed_on
    return {
        "office": row.office.id,
        "unit": row.office.full_name,
        "passed_on": None
        if passed is None
        else {
            "number": passed.node.reference.number,
            "date": passed.node.dated.isoformat() if passed.node.dated else None,
            "lag_working_days": passed.lag,
            "known": "seen" if passed.node.seen else "citation",
            "through": [node.reference.number for node in passed.through],
        },
        "unsure": [node.reference.number for node in row.unsure],
    }


def _revoked(node: Node) -> Mapping[str, str | None] | None:
    if node.revoked is None:
        return None
    since = node.revoked.since
    return {"state": node.revoked.state, "since": since.isoformat() if since else None}
