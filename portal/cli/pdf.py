"""PDF: ``pdf`` turns Word files into PDF/A, each checked against its source."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _, worded

if TYPE_CHECKING:
    from workflows.services.convert_files import ConvertedFile


def commands() -> list[click.Command]:
    """Các lệnh: pdf."""
    return [
        click.Command(
            "pdf",
            callback=_pdf,
            help=_("Turns Word files into PDF: same text, same fonts, or refused. Needs LibreOffice."),
            params=[
                click.Argument(["files"], type=options.FILE, nargs=-1, required=True),
                click.Option(
                    ["-o", "--out"], type=options.FILE, required=True, help=_("the folder for the PDF files")
                ),
                options.as_json(),
            ],
        )
    ]


def _pdf(files: tuple[Path, ...], out: Path, as_json: bool) -> int:
    from directives.conversion.errors import RefusedFile
    from workflows.services.convert_files import convert_files

    done = convert_files(files, out)
    refused = sum(isinstance(file.outcome, RefusedFile) for file in done)
    if as_json:
        answer = {"files": [_shown(file) for file in done], "refused": refused}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for file in done:
            _say(file)
    return 2 if refused else 0


def _say(file: "ConvertedFile") -> None:
    from directives.conversion.errors import RefusedFile

    if isinstance(file.outcome, RefusedFile):
        click.echo(f"{file.source}: {worded(file.outcome)}", err=True)
        return
    click.echo(_("Written: {file}").format(file=file.target))
    if not file.outcome.network_cut:
        options.say_network_open()


def _shown(file: "ConvertedFile") -> dict[str, Any]:
    from directives.conversion.errors import RefusedFile

    if isinstance(file.outcome, RefusedFile):
        error = file.outcome
        said = {"kind": error.kind, "message": str(worded(error)), "where": error.where}
        return {"file": str(file.source), "error": said}
    made = file.outcome
    return {
        "file": str(file.source),
        "pdf": str(file.target),
        "sha256": file.sha256,
        "pages": made.pages,
        "fonts": list(made.fonts),
        "same_text": made.same_text,
        "reproducible": made.reproducible,
        "network_cut": made.network_cut,
    }
