"""Hỏi dòng văn bản: which document is meant, who must pass it on, who has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.lineage.addressed import Addressed, From, addressed_by, offices_of_level
from directives.lineage.coverage import UnitRow, coverage_of
from directives.lineage.facts import Seen
from directives.lineage.graph import Lineage, Node
from directives.lineage.issuers import issuer_key
from directives.org.offices import Office
from directives.org.units import Level
from workflows.services.add_to_lineage import known_or_looked_at
from workflows.services.lineage_graph import workspace_lineage
from workflows.services.workspace import Workspace


class UnknownDocument(DirectiveError):
    """Không có văn bản này: neither the books nor any citation know the number."""

    kind = "unknown_document"
    template = N_(
        "No document {asked} is known here, nor cited anywhere. Add its file with “vanthu lineage add”, or name a file."
    )


class SeveralDocuments(DirectiveError):
    """Nhiều văn bản cùng số: the number alone does not say which is meant."""

    kind = "several_documents"
    template = N_("{count} documents bear {asked}: {found}. Say which with “--dated” or “--issuer”.")


class NoUnits(DirectiveError):
    """Không rõ đơn vị: neither the directive nor the organisation says who has to pass it on."""

    kind = "no_units"
    template = N_(
        "Who has to pass {document} on is not known: its addressees are not in the organisation, and it stands above "
        "no unit on {day}. Name the units with “--units”."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Văn bản được hỏi: a number, a place in the books, or a file; day and issuer where several bear the number."""

    text: str
    dated: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Độ phủ: the matrix of a directive on a day, and how its units were found."""

    directive: Node
    day: date
    rows: tuple[UnitRow, ...]
    addressed: Addressed


def lineage_with(workspace: Workspace, asked: Asked) -> tuple[Lineage, Node]:
    """Dòng văn bản và văn bản được hỏi: a file is looked at without being added.

    Raises UnknownDocument, SeveralDocuments and, for a file, the refusals of reading.
    """
    path = Path(asked.text)
    if path.is_file():
        seen, known = known_or_looked_at(workspace, path)
        found = workspace_lineage(workspace, [] if known else [seen])
        return found, _node_of_file(found, seen)
    found = workspace_lineage(workspace)
    return found, find_document(found, asked)


def find_document(lineage: Lineage, asked: Asked) -> Node:
    """Tìm văn bản: by number and symbol, number alone, or place in the books. Raises as ``lineage_with``."""
    placed = [node for node in lineage.nodes.values() if any(p == asked.text for _, p in node.sources)]
    found: Sequence[Node] = placed or [n for n in lineage.numbered(asked.text) if not n.ambiguous]
    found = found or lineage.numbered(asked.text)
    if asked.dated is not None:
        found = [node for node in found if asked.dated in (*node.days, node.dated)]
    if asked.issuer:
        key = issuer_key(asked.issuer)
        found = [
            n for n in found if n.issuer and (n.issuer.key.startswith(key) or n.issuer.office == asked.issuer)
        ]
    if len(found) > 1 and sum(node.seen for node in found) == 1:
        found = [node for node in found if node.seen]
    if not found:
        raise UnknownDocument(where="document", asked=asked.text)
    if len(found) > 1:
        listed = "; ".join(sorted(_shown(node) for node in found)[:8])
        raise SeveralDocuments(where="document", asked=asked.text, count=len(found), found=listed)
    return found[0]


def coverage(
    workspace: Workspace, lineage: Lineage, directive: Node, units: Sequence[str] = (), on: date | None = None
) -> Coverage:
    """Ai đã triển khai: of the units asked for (levels or office ids), else of those which the directive addresses,
    else of those below its issuer on the directive's day.

    Raises NoUnits, UnknownOffice, DayOutsideChart, IncompleteList.
    """
    day = on or directive.dated or workspace.today()
    snapshot = workspace.chart.on(day)
    if units:
        offices: list[Office] = []
        for unit in units:
            if unit in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE):
                offices += offices_of_level(unit, directive, snapshot)
            else:
                offices.append(snapshot.office(unit))
        addressed = Addressed(tuple(dict.fromkeys(offices)), From.ASKED)
    else:
        addressed = addressed_by(directive, snapshot)
    if not addressed.offices:
        raise NoUnits(where="units", document=directive.reference.number, day=day)
    rows = coverage_of(lineage, directive, addressed.offices, workspace.calendar)
    return Coverage(directive, day, rows, addressed)


def _node_of_file(lineage: Lineage, seen: Seen) -> Node:
    return next(node for node in lineage.nodes.values() if (seen.origin, seen.place) in node.sources)


def _shown(node: Node) -> str:
    day = f"{node.dated:%d/%m/%Y}" if node.dated else "–"
    return f"{node.reference.number} ({day}, {node.issuer.title if node.issuer else '–'})"
