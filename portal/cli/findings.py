"""Kiểm tra và đọc văn bản: ``check`` finds what is against the law of form, ``read`` makes a record of a file."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from portal.messages import _


def add_to(app: typer.Typer) -> None:
    """Thêm lệnh: check and read."""

    @app.command(help=_("Findings of form in Word files; exit code 1 when there is an error."))
    def check(
        files: Annotated[list[Path], typer.Argument(help=_("the Word files"))],
        on: Annotated[
            datetime | None,
            typer.Option("--date", help=_("judges by the law of this day"), formats=["%Y-%m-%d"]),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("prints one JSON document"))] = False,
    ) -> None:
        from directives.checking import check_file

        reports = [check_file(file, on=on.date() if on else None) for file in files]
        if as_json:
            shown = [report.to_json() for report in reports]
            typer.echo(json.dumps(shown[0] if len(shown) == 1 else {"files": shown}, ensure_ascii=False))
        else:
            for report in reports:
                typer.echo(f"{report.file}: " + _("{errors} errors, {warnings} warnings").format(
                    errors=report.errors, warnings=report.warnings
                ))  # fmt: skip
                for finding in report.findings:
                    typer.echo(f"  {finding.rule} {finding.where}: {finding.message} ({finding.clause})")
        if any(report.errors for report in reports):
            raise typer.Exit(1)

    @app.command(help=_("Reads a document (.docx, .pdf, .txt, .md, .html) into a record."))
    def read(
        file: Annotated[Path, typer.Argument(help=_("the document"))],
        as_json: Annotated[bool, typer.Option("--json", help=_("prints one JSON document"))] = False,
    ) -> None:
        from directives.reading import read_file

        record = read_file(file).to_json()
        typer.echo(json.dumps(record, ensure_ascii=False, indent=None if as_json else 1))
