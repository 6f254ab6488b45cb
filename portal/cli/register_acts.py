"""Việc của sổ văn bản đi: ``register recall|correct|amend|replace|history|policy|search|audit-head``."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: what the group ``register`` holds besides the looking up of its books."""
    number = click.Argument(["number"], type=int)
    reason = click.Option(["--reason"], required=True, help=_("why"))
    by = click.Option(
        ["--by"],
        required=True,
        help=_("the document it rests on: series/year/number, for example CV/2026/12"),
    )
    rows: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (move, partial(_change, move), said, [number, *options.book(), reason, by])
        for move, said in (
            ("recall", _("Recalls document NUMBER, as the notice named by --by says.")),
            ("correct", _("Notes that a công văn corrected slips of form in document NUMBER.")),
            ("amend", _("Notes that a document of equal form amended document NUMBER.")),
            ("replace", _("Notes that a document of equal form replaced document NUMBER.")),
        )
    ]
    rows += [
        (
            "history",
            _history,
            _("Says what was done to document NUMBER since it was issued."),
            [number, *options.book(), options.as_json()],
        ),
        (
            "search",
            _search,
            _("Finds documents by WORDS, with or without accents, in the books out and in."),
            [click.Argument(["words"], nargs=-1), *_filters(), options.as_json()],
        ),
        (
            "audit-head",
            _audit_head,
            _("Prints the newest journal entry of each chain, to be kept on another machine."),
            [],
        ),
    ]
    made = [click.Command(name, callback=call, help=said, params=params) for name, call, said, params in rows]
    return [*made, _policy_group()]


def _filters() -> list[click.Parameter]:
    states = ["issued", "cancelled", "corrected", "amended", "recalled", "replaced", "registered", "returned"]
    return [
        click.Option(["--issuer", "office"], default="", help=_("the office whose books are searched")),
        click.Option(["--year"], type=int, help=_("the calendar year")),
        click.Option(["--type", "kind"], default="", help=_("the type, for example cong_van")),
        click.Option(["--from", "since"], type=options.DAY, help=_("not before this day")),
        click.Option(["--to", "until"], type=options.DAY, help=_("not after this day")),
        click.Option(["--state"], type=click.Choice(states), help=_("how it stands in the book")),
    ]


def _policy_group() -> click.Group:
    group = click.Group("policy", help=_("Which types of document an office numbers together."))
    office = click.Option(["--issuer"], required=True, help=_("the issuing office, for example snv-dak-nong"))
    group.add_command(
        click.Command(
            "set",
            callback=_set_policy,
            help=_("Sets it from a year on, in which nothing was numbered yet."),
            params=[
                office,
                click.Option(["--from-year"], type=int, required=True, help=_("the first year it holds for")),
                click.Option(["--basis"], required=True, help=_("the decision of the head of the office")),
                click.Option(
                    ["--group", "groups"],
                    multiple=True,
                    help=_("a series and its types, for example QPPL=quyet_dinh,chi_thi; may be repeated"),
                ),
                click.Option(
                    ["--rest"],
                    default="",
                    help=_("one series for all other types; left out, each has its own"),
                ),
            ],
        )
    )
    group.add_command(
        click.Command(
            "show",
            callback=_show_policy,
            help=_("Shows what was decided."),
            params=[click.Option(["--issuer"], help=_("only this office")), options.as_json()],
        )
    )
    return group


def _change(move: str, number: int, issuer: str, year: int, series: str, reason: str, by: str) -> None:
    from directives.register.books import BookKey
    from directives.register.states import Move
    from storage.entry_states import Place
    from workflows.services.change_state import change_state, place_of
    from workflows.wiring import open_workspace

    place = Place(BookKey(issuer, series, year), number)
    found = change_state(open_workspace(), Move(move), place, reason, place_of(by, issuer))
    click.echo(f"{found.document.number}: {found.note}")


def _history(number: int, issuer: str, year: int, series: str, as_json: bool) -> None:
    from directives.register.books import BookKey
    from storage.entry_states import Place
    from workflows.services.change_state import changes
    from workflows.wiring import open_workspace

    found = changes(open_workspace(), Place(BookKey(issuer, series, year), number))
    rows = [
        {
            "act": c.move.value,
            "reason": c.reason,
            "by": str(c.by) if c.by else None,
            "actor": c.actor,
            "at": c.at,
        }
        for c in found
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(" | ".join(str(cell) for cell in row.values() if cell))


def _search(
    words: tuple[str, ...],
    office: str,
    year: int | None,
    kind: str,
    since: datetime | None,
    until: datetime | None,
    state: str | None,
    as_json: bool,
) -> None:
    from directives.register.columns import TEN_COLUMNS, row_of
    from directives.register.incoming_columns import INCOMING_COLUMNS, incoming_cells
    from storage.search import Filters
    from workflows.services.search_books import search_books
    from workflows.wiring import open_workspace

    filters = Filters(
        office=office,
        year=year,
        type=kind,
        since=since.date() if since else None,
        until=until.date() if until else None,
        state=state or "",
    )
    found = search_books(open_workspace(), " ".join(words), filters)
    out = [(e.subject_id, e.status, row_of(e.document, e.note).cells()) for e in found.outgoing]
    into = [
        (e.subject_id, e.handling.state.value, incoming_cells(e.number, e.document, e.handling))
        for e in found.incoming
    ]
    if as_json:
        answer = {
            name: [
                {"entry": place, "state": status, **dict(zip(columns, cells, strict=True))}
                for place, status, cells in rows
            ]
            for name, columns, rows in (("outgoing", TEN_COLUMNS, out), ("incoming", INCOMING_COLUMNS, into))
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for place, status, cells in out:
            click.echo(" | ".join([place, _(status), *cells[:4]]))
        for place, status, cells in into:
            click.echo(" | ".join([place, _(status), cells[0], *cells[2:6]]))
        click.echo(_("{count} found").format(count=len(out) + len(into)), err=True)


def _audit_head() -> None:
    from workflows.services.audit_head import audit_head
    from workflows.wiring import open_workspace

    click.echo(audit_head(open_workspace()), nl=False)


def _set_policy(issuer: str, from_year: int, basis: str, groups: tuple[str, ...], rest: str) -> None:
    from storage.series_policies import DecidedPolicy
    from workflows.services.set_series_policy import policy_of, set_series_policy
    from workflows.wiring import open_workspace

    policy = policy_of(groups, rest)
    set_series_policy(open_workspace(), DecidedPolicy(issuer, from_year, policy, basis))
    click.echo(_("Decided for {office} from {year} on.").format(office=issuer, year=from_year))


def _show_policy(issuer: str | None, as_json: bool) -> None:
    from storage.series_policies import policy_as_json
    from workflows.services.set_series_policy import series_policies_of
    from workflows.wiring import open_workspace

    rows = [
        {"office": d.office, "from_year": d.from_year, "basis": d.basis, **policy_as_json(d.policy)}
        for d in series_policies_of(open_workspace(), issuer)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['office']} | {row['from_year']} | {row['basis']}")
        groups = row["groups"]
        for group in groups if isinstance(groups, list) else ():
            click.echo(f"  {group['series']} = {', '.join(group['types'])}")
        click.echo("  " + _("all other types: {rest}").format(rest=row["rest"] or _("each by itself")))
