"""Kiểm tra và đọc: ``check`` finds what is against the law of form, ``read`` makes a record of a file."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: check and read."""
    return [
        click.Command(
            "check",
            callback=_check,
            help=_("Findings of form in Word FILES; exit code 1 when there is an error."),
            params=[
                click.Argument(["files"], type=options.FILE, nargs=-1, required=True),
                click.Option(["--date", "on"], type=options.DAY, help=_("judges by the law of this day")),
                options.as_json(),
            ],
        ),
        click.Command(
            "read",
            callback=_read,
            help=_("Reads FILE (.docx, .pdf, .txt, .md, .html) into a record."),
            params=[click.Argument(["file"], type=options.FILE), options.as_json()],
        ),
    ]


def _check(files: tuple[Path, ...], on: datetime | None, as_json: bool) -> int:
    from directives.checking import check_file

    reports = [check_file(file, on=on.date() if on else None) for file in files]
    if as_json:
        shown = [report.to_json() for report in reports]
        click.echo(json.dumps(shown[0] if len(shown) == 1 else {"files": shown}, ensure_ascii=False))
    else:
        for report in reports:
            said = _("{errors} errors, {warnings} warnings")
            click.echo(f"{report.file}: " + said.format(errors=report.errors, warnings=report.warnings))
            for finding in report.findings:
                click.echo(f"  {finding.rule} {finding.where}: {finding.message} ({finding.clause})")
                seen = _("seen: {seen}; expected: {expected}")
                click.echo("    " + seen.format(seen=finding.seen, expected=finding.expected))
    return 1 if any(report.errors for report in reports) else 0


def _read(file: Path, as_json: bool) -> None:
    from directives.reading import read_file

    click.echo(json.dumps(read_file(file).to_json(), ensure_ascii=False, indent=None if as_json else 1))
