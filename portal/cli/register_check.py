"""Kiểm tra sổ theo luật: ``register check``, the rules of the register on books and on kept files beside their rows."""

import json

import click

from portal.cli import options
from portal.cli.findings import say_finding
from portal.messages import _, worded_problem


def commands() -> list[click.Command]:
    """Các lệnh: check."""
    return [
        click.Command(
            "check",
            callback=_check,
            help=_(
                "Judges the books by the law: numbers, columns, deadlines; exit code 1 when there is an error."
            ),
            params=[
                click.Option(["--office"], default="", help=_("only the books of this office")),
                click.Option(["--year"], type=int, help=_("only the books of this year")),
                click.Option(
                    ["--files"],
                    is_flag=True,
                    help=_("also compares the kept file of each number with its row"),
                ),
                options.as_json(),
            ],
        )
    ]


def _check(office: str, year: int | None, files: bool, as_json: bool) -> int:
    from workflows.services.check_register import check_register
    from workflows.wiring import open_workspace

    report = check_register(open_workspace(), office, year, files=files)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        for book in report.books:
            if book.findings:
                click.echo(f"{book.book}:")
            for finding in book.findings:
                say_finding(finding)
        for problem in report.not_read:
            click.echo(f"  - {worded_problem(problem)}")
        said = _("{books} books, {entries} entries: {errors} errors, {warnings} warnings.")
        counted = {"books": len(report.books), "entries": report.entries}
        click.echo(said.format(**counted, errors=report.errors, warnings=report.warnings))
    return 1 if report.errors or report.not_read else 0
