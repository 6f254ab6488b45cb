"""Gói tin edXML: ``edxml check|read|write|reply``."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: the group ``edxml``."""
    file = click.Argument(["file"], type=options.FILE)
    number = click.Argument(["number"], type=int)
    out = click.Option(["--out"], type=options.FILE, required=True, help=_("the folder for the package"))
    group = click.Group(
        "edxml", help=_("Packages of documents for exchange between agencies (QCVN 102:2016).")
    )
    group.add_command(
        click.Command(
            "check",
            callback=_check,
            help=_("Judges FILE by the rules of exchange; exit code 1 when there is an error."),
            params=[file, options.as_json()],
        )
    )
    group.add_command(
        click.Command(
            "read",
            callback=_read,
            help=_("Reads FILE into a record; with --out its attachments are written there."),
            params=[
                file,
                click.Option(["--out"], type=options.FILE, help=_("the folder for the attachments")),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "write",
            callback=_write,
            help=_("Packages document NUMBER of a book for its recipients whose codes are known."),
            params=[number, *options.book(), out, *options.terms(), options.as_json()],
        )
    )
    group.add_command(
        click.Command(
            "reply",
            callback=_reply,
            help=_("Writes the status message that answers FILE, a package which was received."),
            params=[
                file,
                click.Option(["--office"], required=True, help=_("our office which received it")),
                click.Option(
                    ["--code"], required=True, help=_("the status: 01, 02, 03, 04, 05, 06, 13, 15, 16")
                ),
                click.Option(["--reason"], default="", help=_("what is said with it")),
                click.Option(["--staff"], default="", help=_("who answers")),
                out,
                options.as_json(),
            ],
        )
    )
    return [group]


def _check(file: Path, as_json: bool) -> int:
    from workflows.services.edxml_files import check_edxml
    from workflows.wiring import agency_codes

    report = check_edxml(file, agency_codes())
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        said = _("{errors} errors, {warnings} warnings")
        click.echo(f"{report.file}: " + said.format(errors=report.errors, warnings=report.warnings))
        for finding in report.findings:
            click.echo(f"  {finding.rule} {finding.where}: {finding.message}")
            seen = _("seen: {seen}; expected: {expected}")
            click.echo("    " + seen.format(seen=finding.seen, expected=finding.expected))
        if report.not_judged:
            click.echo("  " + _("Not judged: {rules}").format(rules=", ".join(report.not_judged)))
    return 1 if report.errors else 0


def _read(file: Path, out: Path | None, as_json: bool) -> None:
    from workflows.services.edxml_files import read_edxml
    from workflows.wiring import agency_codes

    record = read_edxml(file, agency_codes(), out)
    click.echo(json.dumps(record, ensure_ascii=False, indent=None if as_json else 1))


def _write(
    number: int,
    issuer: str,
    year: int,
    series: str,
    out: Path,
    due: datetime | None,
    priority: str | None,
    steering: str | None,
    as_json: bool,
) -> None:
    from directives.register.books import BookKey
    from workflows.services.books import entry
    from workflows.services.package_document import package_document, wanted_terms
    from workflows.wiring import open_dispatch, open_workspace

    workspace = open_workspace()
    found = entry(workspace, BookKey(issuer, series, year), number)
    wanted = wanted_terms(due.date() if due else None, priority, steering)
    package = package_document(workspace, open_dispatch(), found, out, wanted)
    if as_json:
        answer = {
            "file": str(package.path),
            "sha256": package.sha256,
            "without_code": list(package.without_code),
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(_("Written: {file}").format(file=package.path))
        for name in package.without_code:
            click.echo("  - " + _("not in the package, no code known: {name}").format(name=name), err=True)


def _reply(file: Path, office: str, code: str, reason: str, staff: str, out: Path, as_json: bool) -> None:
    from workflows.services.give_status import give_status
    from workflows.wiring import open_dispatch, open_workspace

    given = give_status(open_workspace(), open_dispatch(), file, office, code, reason, out, staff)
    if as_json:
        answer = {"file": str(given.path), "code": given.code, "meaning": given.meaning}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(_("Written: {file}").format(file=given.path))
