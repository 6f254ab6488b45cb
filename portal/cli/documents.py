"""Văn bản: ``preview`` renders without a number, ``issue`` numbers and registers."""

import json
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: preview and issue."""
    draft = click.Argument(["draft"], type=options.FILE)
    return [
        click.Command(
            "preview",
            callback=_preview,
            help=_("Renders DRAFT, a TOML file, without a number, to look at."),
            params=[draft, options.output(_("the Word file to write"))],
        ),
        click.Command(
            "issue",
            callback=_issue,
            help=_("Checks, numbers, renders and registers DRAFT, a TOML file."),
            params=[
                draft,
                click.Option(
                    ["--out"], type=options.FILE, required=True, help=_("the folder for the Word file")
                ),
                click.Option(
                    ["--key"],
                    default="",
                    help=_("the same key gives the same number again, never a second one"),
                ),
                options.as_json(),
            ],
        ),
    ]


def _preview(draft: Path, output: Path) -> None:
    from workflows.services.preview import preview_draft
    from workflows.wiring import open_workspace

    preview_draft(open_workspace(), draft, output)
    click.echo(_("Written: {file}").format(file=output), err=True)


def _issue(draft: Path, out: Path, key: str, as_json: bool) -> None:
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
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _("Issued: {number} of {day}\nFile: {file}")
        day = f"{document.issued_on:%d/%m/%Y}"
        click.echo(said.format(number=document.number, day=day, file=issued.path))
