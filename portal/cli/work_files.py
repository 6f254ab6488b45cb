"""Hồ sơ công việc: ``files adopt|list|put|holding|index|close|keep|due|hand-over|terms|export``."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from storage.work_files import StoredFile


def commands() -> list[click.Command]:
    """Các lệnh: the group ``files``."""
    group = click.Group(
        "files", help=_("Work files: the yearly list, what lies in them, their way to the archive.")
    )
    symbol = click.Argument(["symbol"])
    symbols = click.Argument(["symbols"], nargs=-1, required=True)
    today = click.Option(["--on"], type=options.DAY, help=_("the day; today when left out"))
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (
            "adopt",
            _adopt,
            _("Takes over the yearly list of files from a TOML FILE."),
            [click.Argument(["file"], type=options.FILE)],
        ),
        ("list", _list, _("Lists the files of a year."), [*_year(), options.as_json()]),
        (
            "put",
            _put,
            _(
                "Files DOCUMENT (series/year/number, for example CV/2026/12 or ĐẾN/2026/7) in the file SYMBOL."
            ),
            [
                symbol,
                click.Argument(["document"]),
                *_year(),
                click.Option(["--pages"], default="", help=_("its sheets or pages in the file")),
                click.Option(["--note"], default="", help=_("what the index says of it")),
            ],
        ),
        (
            "holding",
            _holding,
            _("Names the files in which DOCUMENT (office/series/year/number) lies."),
            [click.Argument(["document"])],
        ),
        (
            "index",
            _index,
            _("Lists the documents in the file SYMBOL."),
            [symbol, *_year(), options.as_json()],
        ),
        (
            "close",
            _close,
            _("Closes the file SYMBOL when its work has ended."),
            [
                symbol,
                *_year(),
                today,
                click.Option(["--sheets"], type=click.IntRange(min=1), help=_("how many sheets lie in it")),
            ],
        ),
        (
            "keep",
            _keep,
            _("Notes the written leave to keep the closed file SYMBOL longer."),
            [
                symbol,
                *_year(),
                click.Option(["--until"], type=options.DAY, required=True, help=_("the last day")),
                click.Option(["--leave"], required=True, help=_("the document that gives leave")),
            ],
        ),
        (
            "due",
            _due,
            _("Names the files to be handed over to the archive soon."),
            [click.Option(["--office"], default="", help=_("only this office")), today, options.as_json()],
        ),
        (
            "hand-over",
            _hand_over,
            _("Notes that the files SYMBOLS were handed over to the archive."),
            [symbols, *_year(), today, click.Option(["--to"], required=True, help=_("who took them over"))],
        ),
        ("terms", _terms, _("Shows usual retention terms and how sure they are."), [options.as_json()]),
        (
            "export",
            _export,
            _("Writes the list of a year, or the index of one file, ready to be printed."),
            [
                *_year(),
                click.Option(["--index", "symbol"], help=_("the index of documents in this file")),
                click.Option(
                    ["--hand-over", "symbols"],
                    multiple=True,
                    help=_("the hand-over list of these files; may be repeated"),
                ),
                options.output(_("the .docx or .xlsx file to write")),
            ],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    return [group]


def _year() -> list[click.Parameter]:
    return [
        click.Option(["--office"], required=True, help=_("the office, for example snv-dak-nong")),
        click.Option(["--year"], type=int, required=True, help=_("the calendar year")),
    ]


def _adopt(file: Path) -> None:
    from workflows.services.work_files import adopt_file_list, read_file_list
    from workflows.wiring import open_workspace

    new = adopt_file_list(open_workspace(), read_file_list(file))
    click.echo(_("{count} new files in the list.").format(count=new))


def _list(office: str, year: int, as_json: bool) -> None:
    from workflows.services.work_files import files_listed
    from workflows.wiring import open_workspace

    rows = [_row(one) for one in files_listed(open_workspace(), office, year)]
    _show(rows, as_json)


def _put(symbol: str, document: str, office: str, year: int, pages: str, note: str) -> None:
    from directives.register.work_files import WorkFileKey
    from workflows.services.work_files import file_document
    from workflows.wiring import open_workspace

    key = WorkFileKey(office, year, symbol)
    filed = file_document(open_workspace(), key, document, pages=pages, note=note)
    click.echo(f"{key}: {filed.position}. {filed.document}")


def _holding(document: str) -> None:
    from workflows.services.work_files import files_holding
    from workflows.wiring import open_workspace

    for key in files_holding(open_workspace(), document):
        click.echo(str(key))


def _index(symbol: str, office: str, year: int, as_json: bool) -> None:
    from directives.register.file_columns import FILE_INDEX_COLUMNS
    from directives.register.work_files import WorkFileKey
    from workflows.services.print_files import printed_index
    from workflows.wiring import open_workspace

    book = printed_index(open_workspace(), WorkFileKey(office, year, symbol))
    _show([dict(zip(FILE_INDEX_COLUMNS, row, strict=True)) for row in book.rows], as_json)


def _close(symbol: str, office: str, year: int, on: datetime | None, sheets: int | None) -> None:
    from directives.register.work_files import WorkFileKey
    from workflows.services.work_files import close_file
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    _show([_row(close_file(workspace, WorkFileKey(office, year, symbol), day, sheets))], as_json=False)


def _keep(symbol: str, office: str, year: int, until: datetime, leave: str) -> None:
    from directives.register.work_files import WorkFileKey
    from workflows.services.work_files import keep_file_longer
    from workflows.wiring import open_workspace

    key = WorkFileKey(office, year, symbol)
    _show([_row(keep_file_longer(open_workspace(), key, until.date(), leave))], as_json=False)


def _due(office: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.work_files import due_for_hand_over
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    _show([_row(one, due) for due, one in due_for_hand_over(workspace, day, office)], as_json)


def _hand_over(symbols: tuple[str, ...], office: str, year: int, on: datetime | None, to: str) -> None:
    from directives.register.work_files import WorkFileKey
    from workflows.services.work_files import hand_over
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    keys = [WorkFileKey(office, year, symbol) for symbol in symbols]
    found = hand_over(workspace, keys, on.date() if on else workspace.today(), to)
    _show([_row(one) for one in found], as_json=False)


def _terms(as_json: bool) -> None:
    from directives.register.work_files import terms

    rows = [
        {"title": t.title, "retention": str(t.retention), "basis": t.basis, "confidence": t.confidence}
        for t in terms().retention
    ]
    _show(rows, as_json)
    if not as_json:
        click.echo(_("“usual” terms are to be confirmed by the archivist."), err=True)


def _export(office: str, year: int, symbol: str | None, symbols: tuple[str, ...], output: Path) -> None:
    from directives.register.work_files import WorkFileKey
    from workflows.services.print_book import write_book
    from workflows.services.print_files import printed_file_list, printed_hand_over, printed_index
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    if symbols:
        book = printed_hand_over(workspace, office, [WorkFileKey(office, year, one) for one in symbols])
    elif symbol:
        book = printed_index(workspace, WorkFileKey(office, year, symbol))
    else:
        book = printed_file_list(workspace, office, year)
    write_book(book, output)
    click.echo(_("Written: {file}").format(file=output), err=True)


def _row(stored: "StoredFile", due: date | None = None) -> dict[str, str | None]:
    file = stored.file
    return {
        "due": due.isoformat() if due else None,
        "file": str(stored.key),
        "title": file.title,
        "retention": str(file.retention),
        "keeper": file.keeper,
        "state": stored.state.value,
        "ended_on": stored.ended_on.isoformat() if stored.ended_on else None,
        "handed_over_to": stored.handed_over_to or None,
    }


def _show(rows: Sequence[Mapping[str, str | None]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            state = row.get("state")
            shown = {**row, "state": _(state)} if state else row
            click.echo(" | ".join(cell for cell in shown.values() if cell))
