"""Sổ đăng ký: ``register list|show|open|verify|export``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from portal.messages import _

_JSON = typer.Option("--json")


def add_to(app: typer.Typer) -> None:
    """Thêm lệnh: the group ``register``."""
    group = typer.Typer(
        help=_("The book of outgoing documents."), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(group, name="register")

    issuer = typer.Option(help=_("the issuing office, for example snv-dak-nong"))
    series = typer.Option(help=_("the series: CV, QĐ, TTr…"))
    year = typer.Option(help=_("the calendar year"))

    @group.command("list", help=_("Lists the books, or the documents of one book."))
    def list_books(
        issuer: Annotated[str, issuer] = "",
        series: Annotated[str, series] = "CV",
        year: Annotated[int, year] = 0,
        as_json: Annotated[bool, _JSON] = False,
    ) -> None:
        from directives.register.books import BookKey
        from directives.register.columns import row_of
        from workflows.services import books
        from workflows.wiring import open_workspace

        workspace = open_workspace()
        if issuer:
            found = books.entries(workspace, BookKey(issuer, series, year))
            rows = [row_of(entry.document, entry.note).cells() for entry in found]
        else:
            rows = [(key.issuer, key.series, str(key.year)) for key in books.book_keys(workspace)]
        typer.echo(
            json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(" | ".join(r) for r in rows)
        )

    @group.command("show", help=_("Shows one document of a book with its ten columns."))
    def show(
        number: Annotated[int, typer.Argument(help=_("the number"))],
        issuer: Annotated[str, issuer],
        year: Annotated[int, year],
        series: Annotated[str, series] = "CV",
        as_json: Annotated[bool, _JSON] = False,
    ) -> None:
        from directives.register.books import BookKey
        from directives.register.columns import TEN_COLUMNS, row_of
        from workflows.services.books import entry
        from workflows.wiring import open_workspace

        found = entry(open_workspace(), BookKey(issuer, series, year), number)
        row = dict(zip(TEN_COLUMNS, row_of(found.document, found.note).cells(), strict=True))
        typer.echo(
            json.dumps(row, ensure_ascii=False) if as_json else "\n".join(f"{k}: {v}" for k, v in row.items())
        )

    @group.command("open", help=_("Opens a book after the last number that was given on paper."))
    def open_(
        issuer: Annotated[str, issuer],
        year: Annotated[int, year],
        last: Annotated[int, typer.Option(help=_("the last number on paper"), min=0)],
        series: Annotated[str, series] = "CV",
    ) -> None:
        from directives.register.books import BookKey
        from workflows.services.books import open_book
        from workflows.wiring import open_workspace

        key = BookKey(issuer, series, year)
        open_book(open_workspace(), key, last)
        typer.echo(_("Opened: {book}; the next number is {number}.").format(book=key, number=last + 1))

    @group.command("verify", help=_("Checks every book, file and audit chain; exit code 1 if one is broken."))
    def verify(as_json: Annotated[bool, _JSON] = False) -> None:
        from workflows.services.verify_books import verify_books
        from workflows.wiring import open_workspace

        found = verify_books(open_workspace())
        if as_json:
            problems = [
                {"code": p.code, "book": p.book, "number": p.number, "detail": p.detail}
                for p in found.problems
            ]
            answer = {
                "books": found.books,
                "entries": found.entries,
                "audit_entries": found.audit_entries,
                "problems": problems,
            }
            typer.echo(json.dumps(answer, ensure_ascii=False))
        else:
            typer.echo(
                _("{books} books, {entries} documents, {audit} audit entries, {problems} problems.").format(
                    books=found.books,
                    entries=found.entries,
                    audit=found.audit_entries,
                    problems=len(found.problems),
                )
            )
            for p in found.problems:
                typer.echo(f"  - {p.book} {p.number or ''} {p.code} {p.detail}".rstrip())
        if found.problems:
            raise typer.Exit(1)

    @group.command("export", help=_("Writes the ten columns of one book to a workbook."))
    def export(
        issuer: Annotated[str, issuer],
        year: Annotated[int, year],
        output: Annotated[Path, typer.Option("-o", "--output", help=_("the xlsx file to write"))],
        series: Annotated[str, series] = "CV",
    ) -> None:
        from directives.register.books import BookKey
        from workflows.services.books import export_book
        from workflows.wiring import open_workspace

        output.write_bytes(export_book(open_workspace(), BookKey(issuer, series, year)))
        typer.echo(_("Written: {file}").format(file=output), err=True)
