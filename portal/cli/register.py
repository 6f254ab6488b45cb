"""Sổ đăng ký: ``register books|list|show|open|void|verify|export``, ``check``, and the acts of ``register_acts``."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from portal.cli import options, register_acts, register_check
from portal.messages import _

#: Lệnh: name, what it runs, what it says of itself, what it takes.
_Row = tuple[str, Callable[..., int | None], str, list[click.Parameter]]


def commands() -> list[click.Command]:
    """Các lệnh: the group ``register``."""
    number = click.Argument(["number"], type=int)
    last = click.Option(
        ["--last"], type=click.IntRange(min=0), required=True, help=_("the last number on paper")
    )
    group = click.Group("register", help=_("The books of outgoing documents."))
    table: list[_Row] = [
        ("books", _books, _("Lists the books."), [options.as_json()]),
        ("list", _list, _("Lists the documents of one book."), [*options.book(), options.as_json()]),
        (
            "show",
            _show,
            _("Shows document NUMBER of a book with its ten columns."),
            [number, *options.book(), options.as_json()],
        ),
        (
            "open",
            _open,
            _("Opens a book after the last number that was given on paper."),
            [*options.book(), last],
        ),
        (
            "void",
            _void,
            _("Voids document NUMBER: it stays in the book, and its number is never given again."),
            [number, *options.book(), click.Option(["--reason"], required=True, help=_("why"))],
        ),
        (
            "verify",
            _verify,
            _("Checks every book, file and audit chain; exit code 1 if one is broken."),
            [
                click.Option(
                    ["--head"], type=options.FILE, help=_("what “register audit-head” wrote earlier")
                ),
                options.as_json(),
            ],
        ),
        (
            "export",
            _export,
            _("Writes one book, ready to be printed, as .docx or .xlsx."),
            [*options.book(), *options.volume(), options.output(_("the .docx or .xlsx file to write"))],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    for command in [*register_check.commands(), *register_acts.commands()]:
        group.add_command(command)
    return [group]


def _books(as_json: bool) -> None:
    from workflows.services.books import book_keys
    from workflows.wiring import open_workspace

    keys = book_keys(open_workspace())
    if as_json:
        rows = [{"issuer": key.issuer, "series": key.series, "year": key.year} for key in keys]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for key in keys:
            click.echo(str(key))


def _list(issuer: str, year: int, series: str, as_json: bool) -> None:
    from directives.register.books import BookKey
    from directives.register.columns import TEN_COLUMNS
    from workflows.services.books import book_rows
    from workflows.wiring import open_workspace

    found = book_rows(open_workspace(), BookKey(issuer, series, year))
    rows = [row.cells() for row in found]
    if as_json:
        click.echo(json.dumps([dict(zip(TEN_COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False))
    else:
        for row in rows:
            click.echo(" | ".join(row[:4]))


def _show(number: int, issuer: str, year: int, series: str, as_json: bool) -> None:
    from directives.register.books import BookKey
    from directives.register.columns import TEN_COLUMNS
    from workflows.services.books import book_row
    from workflows.wiring import open_workspace

    found = book_row(open_workspace(), BookKey(issuer, series, year), number)
    row = dict(zip(TEN_COLUMNS, found.cells(), strict=True))
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        for column, cell in row.items():
            click.echo(f"{column}: {cell}")


def _open(issuer: str, year: int, series: str, last: int) -> None:
    from directives.register.books import BookKey
    from workflows.services.books import open_book
    from workflows.wiring import open_workspace

    key = BookKey(issuer, series, year)
    open_book(open_workspace(), key, last)
    click.echo(_("Opened: {book}; the next number is {number}.").format(book=key, number=last + 1))


def _void(number: int, issuer: str, year: int, series: str, reason: str) -> None:
    from directives.register.books import BookKey
    from workflows.services.void_number import void_number
    from workflows.wiring import open_workspace

    found = void_number(open_workspace(), BookKey(issuer, series, year), number, reason)
    click.echo(_("Void: {number}. {note}").format(number=found.document.number, note=found.note))


def _verify(head: Path | None, as_json: bool) -> int:
    from workflows.services.audit_head import read_head
    from workflows.services.verify_books import verify_books
    from workflows.wiring import open_workspace

    kept = read_head(head) if head else ()
    found = verify_books(open_workspace(), kept)
    if as_json:
        answer = {
            "books": found.books,
            "entries": found.entries,
            "audit_entries": found.audit_entries,
            "incoming_books": found.incoming_books,
            "incoming_entries": found.incoming_entries,
            "work_files": found.work_files,
            "problems": [
                {"code": p.code, "book": p.book, "number": p.number, "detail": p.detail}
                for p in found.problems
            ],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _(
            "{books} books, {entries} documents, {arrivals} incoming, {audit} audit entries, {problems} problems."
        )
        numbers = {
            "books": found.books + found.incoming_books,
            "entries": found.entries,
            "arrivals": found.incoming_entries,
            "audit": found.audit_entries,
        }
        click.echo(said.format(**numbers, problems=len(found.problems)))
        for p in found.problems:
            click.echo(f"  - {p.book} {p.number or ''} {p.code} {p.detail}".rstrip())
    return 1 if found.problems else 0


def _export(
    issuer: str, year: int, series: str, first: int, last: int | None, volume: int, output: Path
) -> None:
    from directives.register.books import BookKey
    from workflows.services.print_book import outgoing_book, write_book
    from workflows.wiring import open_workspace

    key = BookKey(issuer, series, year)
    write_book(outgoing_book(open_workspace(), key, first=first, last=last, volume=volume), output)
    click.echo(_("Written: {file}").format(file=output), err=True)
