"""Văn bản: ``preview`` renders without a number, ``issue`` numbers and registers."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.issue_draft import IssuedFile


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
                click.Option(["--pdf"], is_flag=True, help=_("also makes the PDF of the Word file")),
                *options.packaging(),
                options.as_json(),
            ],
        ),
    ]


def _preview(draft: Path, output: Path) -> None:
    from workflows.services.preview import preview_draft
    from workflows.wiring import open_workspace

    options.say_way(preview_draft(open_workspace(), draft, output).value)
    click.echo(_("Written: {file}").format(file=output), err=True)


def _issue(
    draft: Path,
    out: Path,
    key: str,
    pdf: bool,
    edxml: bool,
    due: datetime | None,
    priority: str | None,
    steering: str | None,
    as_json: bool,
) -> None:
    from workflows.services.issue_draft import issue_draft
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    packer = None
    if edxml:
        from workflows.services.package_document import Packer, wanted_terms
        from workflows.wiring import open_dispatch

        terms = wanted_terms(due.date() if due else None, priority, steering)
        packer = Packer(workspace, open_dispatch(), terms)
    press = None
    if pdf:
        from workflows.services.make_pdf import PdfPress

        press = PdfPress.ready()
    sendable, printable = packer.rehearse if packer else None, press.rehearse if press else None
    issued = issue_draft(workspace, draft, out, idempotency_key=key, sendable=sendable, printable=printable)
    printed = [press.print(workspace, issued.entry, issued.path.with_suffix(".pdf"))] if press else []
    package = packer.pack(issued.entry, out) if packer else None
    written = [str(issued.path), *map(str, printed), *([str(package.path)] if package else [])]
    say_issued(issued, written, as_json=as_json)
    if press and not press.network_cut:
        options.say_network_open()
    for name in package.without_code if package else ():
        click.echo("  - " + _("not in the package, no code known: {name}").format(name=name), err=True)


def say_issued(issued: "IssuedFile", written: Sequence[str], *, as_json: bool) -> None:
    """Báo đã phát hành: number, day and files, and which way the file was made if it was not the fast one."""
    document = issued.entry.document
    if as_json:
        answer = {
            "number": issued.entry.number,
            "symbol": document.number.symbol,
            "date": document.issued_on.isoformat(),
            "files": list(written),
            "sha256": issued.sha256,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _("Issued: {number} of {day}\nFile: {file}")
        day = f"{document.issued_on:%d/%m/%Y}"
        click.echo(said.format(number=document.number, day=day, file=", ".join(written)))
    options.say_way(issued.way.value)
