"""Kiểm tra và đọc: ``check`` finds what is against the law of form, ``read`` makes a record of a file."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.cli.outputs import refuse_original
from portal.messages import _, language

if TYPE_CHECKING:  # the judges are imported when a file is judged: `vanthu --help` stays quick
    from directives.checking.checker import CheckReport
    from directives.checking.findings import Finding
    from directives.errors import Problem


def commands() -> list[click.Command]:
    """Các lệnh: check and read."""
    return [
        click.Command(
            "check",
            callback=_check,
            help=_("Findings of form in Word and PDF FILES; exit code 1 when there is an error."),
            params=[
                click.Argument(["files"], type=options.FILE, nargs=-1, required=True),
                click.Option(["--date", "on"], type=options.DAY, help=_("judges by the law of this day")),
                click.Option(["--sarif"], type=options.FILE, help=_("also writes a SARIF log to this file")),
                click.Option(
                    ["--html"], type=options.FILE, help=_("also writes a page with the findings of one FILE")
                ),
                click.Option(
                    ["--annotated"],
                    type=options.FILE,
                    help=_("also writes a copy of one Word FILE with the findings as comments"),
                ),
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


def _check(
    files: tuple[Path, ...],
    on: datetime | None,
    sarif: Path | None,
    html: Path | None,
    annotated: Path | None,
    as_json: bool,
) -> int:
    from directives.checking.checker import examine_file

    if len(files) > 1 and (html or annotated):
        raise click.UsageError(_("--html and --annotated take one FILE at a time."))
    for target in filter(None, (sarif, html, annotated)):
        refuse_original(target, files)
    examined = [examine_file(file, on=on.date() if on else None) for file in files]
    reports = [report for _page, report in examined]
    if as_json:
        shown = [report.to_json() for report in reports]
        click.echo(json.dumps(shown[0] if len(shown) == 1 else {"files": shown}, ensure_ascii=False))
    else:
        for report in reports:
            _say(report)
    if sarif:
        _write_sarif(sarif, reports)
    if html:
        from directives.checking.reporting.html import html_page

        html.write_bytes(html_page(*examined[0], language()).encode())
    if annotated:
        from directives.checking.reporting.annotate import annotated_copy

        annotated.write_bytes(annotated_copy(files[0], *examined[0], language()))
    return 1 if any(report.errors for report in reports) else 0


def _say(report: "CheckReport") -> None:
    from directives.checking.reporting.words import reason_said

    counted = _("{errors} errors, {warnings} warnings")
    click.echo(f"{report.file}: " + counted.format(errors=report.errors, warnings=report.warnings))
    for one in report.findings:
        say_finding(one)
    for assumed in report.assumed:
        click.echo("  " + reason_said(assumed, language()))


def say_finding(one: "Finding") -> None:
    """Nói một lỗi: where, what was seen and is wanted, the rule, how to mend it, the clause."""
    from directives.checking.reporting.words import place_name, severity_name, worded

    finding = worded(one, language())
    severity, place = severity_name(finding.severity, language()), place_name(finding.place, language())
    seen = _("“{seen}”").format(seen=finding.seen) if finding.seen else _("nothing")
    wanted = _("; wanted: “{expected}”").format(expected=finding.expected) if finding.expected else ""
    click.echo(f"  {finding.rule} {severity}, {place}: {seen}{wanted}")
    click.echo(f"    {finding.message} {finding.mend} ({finding.clause})")


def _write_sarif(target: Path, reports: "list[CheckReport]") -> None:
    from importlib.metadata import version

    from directives.checking.reporting.sarif import sarif_log

    log = sarif_log(reports, version("vanthu"), language())
    target.write_bytes(json.dumps(log, ensure_ascii=False, indent=1).encode())


def _read(file: Path, as_json: bool) -> None:
    from directives.reading import read_file

    record = read_file(file).to_json(_note)
    click.echo(json.dumps(record, ensure_ascii=False, indent=None if as_json else 1))


def _note(note: "Problem") -> str:
    """Ghi chú: what was doubtful, "field: sentence (page, line)", in the language of the screen."""
    about = note.fields["field"]
    said = _(note.template).format(**note.fields)
    page, _colon, line = note.where.rpartition(":")
    if not line:
        return f"{about}: {said}"
    place = _("page {page}, line {line}") if page else _("line {line}")
    return f"{about}: {said} ({place.format(page=page, line=line)})"
