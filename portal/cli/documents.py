"""Văn bản: ``preview`` renders without a number, ``issue`` numbers and registers."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from portal.messages import _


def add_to(app: typer.Typer) -> None:
    """Thêm lệnh: preview and issue."""

    @app.command(help=_("Renders a draft without a number, to look at."))
    def preview(
        draft: Annotated[Path, typer.Argument(help=_("the draft, a TOML file"))],
        output: Annotated[Path, typer.Option("-o", "--output", help=_("the Word file to write"))],
    ) -> None:
        from workflows.services.preview import preview_draft
        from workflows.wiring import open_workspace

        preview_draft(open_workspace(), draft, output)
        typer.echo(_("Written: {file}").format(file=output), err=True)

    @app.command(help=_("Checks, numbers, renders and registers a draft."))
    def issue(
        draft: Annotated[Path, typer.Argument(help=_("the draft, a TOML file"))],
        out: Annotated[Path, typer.Option(help=_("the folder for the Word file"))],
        key: Annotated[
            str, typer.Option(help=_("repeating with the same key gives the same number, never a second one"))
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help=_("prints one JSON document"))] = False,
    ) -> None:
        from workflows.services.issue_draft import issue_draft
        from workflows.wiring import open_workspace

        issued = issue_draft(open_workspace(), draft, out, idempotency_key=key)
        document = issued.entry.document
        if as_json:
            answer = {
                "number": issued.entry.number,
                "symbol": document.number.symbol,
                "date": document.issued_on.isoformat(),
                "files": [str(issued.path)],
                "sha256": issued.sha256,
            }
            typer.echo(json.dumps(answer, ensure_ascii=False))
        else:
            typer.echo(
                _("Issued: {number} of {day}\nFile: {file}").format(
                    number=document.number, day=_day(document.issued_on), file=issued.path
                )
            )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
