"""Dòng văn bản: ``lineage add|show|coverage|flags``: what carries out what, and who has passed it on."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import N_, _, worded, worded_problem

if TYPE_CHECKING:  # the graph is built when it is asked for: `vanthu --help` stays quick
    from directives.lineage.graph import Edge, Lineage, Node
    from directives.lineage.tracing import Row
    from workflows.services.workspace import Workspace

#: How a relation is said between two documents.
_RELATIONS = {
    "carries_out": N_("carries out"),
    "rests_on": N_("rests on"),
    "replies_to": N_("replies to"),
    "replaces": N_("replaces"),
    "repeals": N_("repeals"),
    "amends": N_("amends"),
    "corrects": N_("corrects"),
    "recalls": N_("recalls"),
    "mentions": N_("mentions"),
}
_KINDS = {
    "stale": N_("stale"),
    "misdated": N_("misdated"),
    "revoked": N_("revoked"),
    "unknown": N_("never seen"),
    "wrong_issuer": N_("wrong issuer"),
    "ambiguous": N_("ambiguous"),
}


def commands() -> list[click.Command]:
    """Các lệnh: the group ``lineage``."""
    group = click.Group("lineage", help=_("Which document carries out which, and who has passed it on."))
    asked = [
        click.Argument(["document"]),
        click.Option(["--dated"], type=options.DAY, help=_("its day, where several bear the number")),
        click.Option(["--issuer"], default="", help=_("its issuer, where several bear the number")),
    ]
    table: list[tuple[str, Callable[..., object], str, list[click.Parameter]]] = [
        (
            "add",
            _add,
            _("Reads FILES and keeps what they are and what they cite; the same file twice adds nothing."),
            [
                click.Argument(["files"], type=options.FILE, nargs=-1, required=True),
                click.Option(
                    ["--number"], default="", help=_("number and symbol, where they cannot be read")
                ),
                click.Option(["--dated"], type=options.DAY, help=_("the day, where it cannot be read")),
                click.Option(["--issuer"], default="", help=_("the issuer, where it cannot be read")),
                options.as_json(),
            ],
        ),
        (
            "strike",
            _strike,
            _("Strikes out what was added by mistake: DOCUMENT (a file or a number) no longer counts."),
            [
                *asked,
                click.Option(["--reason"], required=True, help=_("why")),
                options.as_json(),
            ],
        ),
        (
            "show",
            _show,
            _(
                "Shows what DOCUMENT (a number, a place in the books or a file) carries out, and what carries it out."
            ),
            [*asked, options.as_json()],
        ),
        (
            "coverage",
            _coverage,
            _(
                "Lists the units that have to pass DOCUMENT on: which have, by what and when, and which not yet."
            ),
            [
                *asked,
                click.Option(
                    ["--units"],
                    multiple=True,
                    help=_("province, district, commune or the id of an office; may be given several times"),
                ),
                click.Option(
                    ["--on"], type=options.DAY, help=_("the organisation of this day; else the document's")
                ),
                options.as_json(),
            ],
        ),
        (
            "flags",
            _flags,
            _(
                "Lists citations that are stale, misdated, revoked, never seen, of a wrong issuer or ambiguous."
            ),
            [
                click.Argument(["document"], required=False),
                *asked[1:],
                click.Option(
                    ["--kind"], type=click.Choice(list(_KINDS)), multiple=True, help=_("only this kind")
                ),
                click.Option(
                    ["--unsettled"],
                    is_flag=True,
                    help=_("also by endings of laws which were not compared with a text"),
                ),
                options.as_json(),
            ],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    return [group]


def _add(files: tuple[Path, ...], number: str, dated: datetime | None, issuer: str, as_json: bool) -> None:
    from workflows.services.add_to_lineage import Given, additions
    from workflows.wiring import open_workspace

    if len(files) > 1 and (number or dated or issuer):
        raise click.UsageError(_("“--number”, “--dated” and “--issuer” are for one file."))
    given = Given(number, dated.date() if dated else None, issuer)
    rows = []
    for added in additions(open_workspace(), files, given, _name_of):
        reference = added.seen.reference
        rows.append(
            {
                "file": added.name,
                "new": added.new,
                "citations": added.citations,
                "number": reference.number or None,
                "date": reference.dated.isoformat() if reference.dated else None,
                "issuer": reference.issuer.title if reference.issuer else None,
            }
        )
        if not as_json:
            said = (
                _("Added: {document}, {count} citations.")
                if added.new or added.citations
                else _("Known already: {document}.")
            )
            click.echo(said.format(document=_named_row(rows[-1]), count=added.citations))
    if as_json:
        click.echo(json.dumps({"added": rows}, ensure_ascii=False))


def _strike(document: str, dated: datetime | None, issuer: str, reason: str, as_json: bool) -> None:
    from workflows.services.lineage_questions import Asked
    from workflows.services.strike_from_lineage import strike_from_lineage
    from workflows.wiring import open_workspace

    asked = Asked(document, dated.date() if dated else None, issuer)
    files = [one.name for one in strike_from_lineage(open_workspace(), asked, reason)]
    if as_json:
        click.echo(json.dumps({"struck": files}, ensure_ascii=False))
        return
    for name in files:
        click.echo(_("Struck out: {file}.").format(file=name))


def _show(document: str, dated: datetime | None, issuer: str, as_json: bool) -> None:
    from directives.lineage.shapes import shape_of_lineage
    from directives.lineage.tracing import downwards, others, upwards

    lineage, node, _workspace = _asked(document, dated, issuer)
    if as_json:
        click.echo(json.dumps(shape_of_lineage(lineage, node), ensure_ascii=False))
        return
    up, down = upwards(lineage, node), downwards(lineage, node)
    click.echo(_title(node))
    _tree(_("Carries out:"), up, lineage)
    _tree(_("Carried out by:"), down, lineage)
    citing, cited = others(lineage, node)
    _edges(_("Cites:"), ((edge, lineage.nodes[edge.cited]) for edge in citing))
    _edges(_("Cited by:"), ((edge, lineage.nodes[edge.citing]) for edge in cited))


def _coverage(
    document: str,
    dated: datetime | None,
    issuer: str,
    units: tuple[str, ...],
    on: datetime | None,
    as_json: bool,
) -> None:
    from directives.lineage.shapes import shape_of_coverage
    from workflows.services.lineage_questions import coverage

    lineage, node, workspace = _asked(document, dated, issuer)
    wanted = [one.strip() for given in units for one in given.split(",") if one.strip()]
    found = coverage(workspace, lineage, node, wanted, on.date() if on else None)
    if as_json:
        shape = shape_of_coverage(node, found.day.isoformat(), found.rows, found.addressed)
        click.echo(json.dumps(shape, ensure_ascii=False))
        return
    click.echo(_title(node))
    passed = sum(row.passed_on is not None for row in found.rows)
    click.echo(
        _("{passed} of {all} units have passed it on (organisation of {day}).").format(
            passed=passed, all=len(found.rows), day=f"{found.day:%d/%m/%Y}"
        )
    )
    for row in found.rows:
        done = row.passed_on
        if done is None:
            said = _("not yet")
        else:
            lag = "" if done.lag is None else _(", {count} working days").format(count=done.lag)
            said = f"{_title(done.node)}{lag}"
        click.echo(f"  {'+' if done else '–'} {row.office.full_name}: {said}")
        for node in row.unsure:
            click.echo(
                "      "
                + _("unsure, another office bears the same name: {document}").format(document=_title(node))
            )
    for line in found.addressed.unresolved:
        click.echo(
            _("Not counted, the organisation does not say who this is: {name}").format(name=line), err=True
        )


def _flags(
    document: str | None,
    dated: datetime | None,
    issuer: str,
    kind: tuple[str, ...],
    unsettled: bool,
    as_json: bool,
) -> None:
    from directives.lineage.flags import flags_of
    from directives.lineage.shapes import shape_of_flag
    from workflows.services.lineage_graph import workspace_lineage

    if document:
        lineage, node, _workspace = _asked(document, dated, issuer)
    else:
        lineage, node = workspace_lineage(_desk()), None
    found = [
        flag
        for flag in flags_of(lineage, unsettled=unsettled)
        if (node is None or node.id in (flag.edge.citing, flag.edge.cited))
        and (not kind or flag.kind.value in kind)
    ]
    if as_json:
        shapes = [shape_of_flag(lineage, flag, worded_problem(flag.evidence)) for flag in found]
        click.echo(json.dumps({"flags": shapes}, ensure_ascii=False))
        return
    citing = ""
    for flag in found:
        if flag.edge.citing != citing:
            citing = flag.edge.citing
            click.echo(_title(lineage.nodes[citing]))
        sure = "" if flag.certain else " " + _("(perhaps)")
        click.echo(f"  {_(_KINDS[flag.kind.value])}{sure}: {worded_problem(flag.evidence)}")
    if not found:
        click.echo(_("No citation is flagged."))


def _asked(document: str, dated: datetime | None, issuer: str) -> "tuple[Lineage, Node, Workspace]":
    from workflows.services.lineage_questions import Asked, lineage_with

    workspace = _desk()
    lineage, node = lineage_with(workspace, Asked(document, dated.date() if dated else None, issuer))
    return lineage, node, workspace


def _desk() -> "Workspace":
    """Bàn làm việc: with the files of arrivals read for their citations; what could not be read is said."""
    from workflows.services.add_to_lineage import add_arrivals
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    for unread in add_arrivals(workspace, _name_of):
        click.echo(f"  - {unread.place}: {worded(unread.error)}", err=True)
    return workspace


def _name_of(code: str, day: date) -> str:
    """Tên theo mã: of an agency in an edXML package; empty when the list of codes does not hold it then."""
    from workflows.wiring import agency_codes

    alias = agency_codes().find(code, day)
    return alias.name if alias else ""


def _tree(heading: str, rows: "Iterable[Row]", lineage: "Lineage") -> None:
    for number, row in enumerate(rows):
        if number == 0:
            click.echo(heading)
        again = " " + _("(see above)") if row.again else ""
        click.echo(f"{'  ' * row.depth}{_title(row.node)}{_concluded(row.edge, lineage)}{again}")


def _edges(heading: str, edges: "Iterable[tuple[Edge, Node]]") -> None:
    for number, (edge, node) in enumerate(edges):
        if number == 0:
            click.echo(heading)
        click.echo(f"  {_(_RELATIONS[edge.relation.value])}: {_title(node)}")


def _concluded(edge: "Edge", lineage: "Lineage") -> str:
    """Căn cứ kết luận: shown where the document does not say so itself."""
    if edge.said_by == edge.citing:
        return ""
    if "rank" in edge.concluded_from:
        said = _("[concluded from rank and day, by {document}]")
    else:
        said = _("[as {document} says]")
    return " " + said.format(document=lineage.nodes[edge.said_by].reference.number or edge.said_by)


def _title(node: "Node") -> str:
    """Tên văn bản: type, number, day, issuer; what nobody knows is left out."""
    reference = node.reference
    row = {
        "type": reference.type,
        "number": reference.number,
        "date": reference.dated.isoformat() if reference.dated else None,
        "issuer": reference.issuer.title if reference.issuer else None,
    }
    marks = [] if node.seen else [_("known by citation only")]
    marks += [_("ambiguous")] if node.ambiguous else []
    marks += [_(node.revoked.state)] if node.revoked else []
    return _named_row(row) + (f" ({', '.join(marks)})" if marks else "")


def _named_row(row: Mapping[str, object]) -> str:
    number = row["number"] or _("(no number)")
    kind = f"{row['type']} " if row.get("type") else ""
    day = ""
    if row["date"]:
        day = " " + _("of {day}").format(day=f"{datetime.fromisoformat(str(row['date'])):%d/%m/%Y}")
    issuer = f", {row['issuer']}" if row["issuer"] else ""
    return f"{kind}{number}{day}{issuer}"
