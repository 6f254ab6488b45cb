"""Thông tin, tuyên truyền: the commands of the group ``telling``."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import N_, _

if TYPE_CHECKING:
    from directives.results_use.telling import TellingEvidence
    from workflows.services.results_use.telling_table import TellingRow, TellingTable

#: Kênh và mục đích: as ``Outlet`` and ``Purpose`` name them.
OUTLETS = {
    "website": N_("Web page"),
    "newspaper": N_("Newspaper"),
    "television": N_("Television"),
    "radio": N_("Radio, loudspeaker"),
    "notice_board": N_("Notice board"),
}
PURPOSES = {
    "survey": N_("About the survey"),
    "staff": N_("Result, to staff"),
    "citizens": N_("Result, to citizens"),
}
_HOUR = click.DateTime(formats=["%H:%M"])


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "telling",
        help=_("Telling people: texts drafted from the result, and the evidence of what was published."),
    )
    campaign, number = click.Argument(["campaign"]), click.Argument(["number"], type=int)
    unit = click.Option(["--unit"], required=True, help=_("the unit, by its id"))
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (
            "texts",
            _texts,
            _("Writes notice, press bulletin, loudspeaker text and one-page results; nothing is issued."),
            [
                campaign,
                options.output(_("the folder to write into")),
                click.Option(["--unit"], default="", help=_("for this unit, with figures of its own")),
                click.Option(
                    ["--on"], type=options.DAY, help=_("the day of the documents; without it today")
                ),
                click.Option(
                    ["--to"], multiple=True, help=_("whom the letter to press and television addresses")
                ),
            ],
        ),
        (
            "record",
            _record,
            _("Writes down what was published where and when, with the file which shows it."),
            [campaign, unit, *_evidence_options()],
        ),
        (
            "withdraw",
            _withdraw,
            _("Withdraws evidence; a duty which rested on it alone is open again."),
            [campaign, number, click.Option(["--reason"], required=True, help=_("why; the unit reads it"))],
        ),
        (
            "show",
            _show,
            _("Who has published what for whom, and who has not."),
            [
                campaign,
                click.Option(["--on"], type=options.DAY, help=_("as of this day; without it today")),
                click.Option(["-o", "--output"], type=options.FILE, help=_("also writes the table (.xlsx)")),
            ],
        ),
        (
            "verify",
            _verify,
            _("Says whose evidence a file is, by its hash."),
            [campaign, click.Argument(["file"], type=options.FILE)],
        ),
    ]
    for name, callback, said, params in table:
        params = [*params, options.as_json()]
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    return [group]


def _evidence_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--purpose"], type=click.Choice(list(PURPOSES)), required=True, help=_("what it told to whom")
        ),
        click.Option(["--outlet"], type=click.Choice(list(OUTLETS)), required=True, help=_("where it stood")),
        options.on_day(),
        click.Option(
            ["--place"], required=True, help=_("the address (http or https), issue, programme or board")
        ),
        click.Option(["--hour"], type=_HOUR, help=_("of a broadcast, for example 17:30")),
        click.Option(["--note"], default="", help=_("a remark")),
        click.Option(["--file"], type=options.FILE, help=_("what shows it: pdf, docx, xlsx, png, jpg, mp3")),
        click.Option(["--corrects"], type=int, help=_("mends the evidence of this number")),
    ]


def _texts(
    campaign: str, output: Path, unit: str, on: datetime | None, to: tuple[str, ...], as_json: bool
) -> None:
    from workflows.services.results_use.telling_texts import telling_files, write_telling
    from workflows.wiring import open_workspace

    made = telling_files(open_workspace(), campaign, unit, _day(on), to)
    write_telling(made, output)
    if as_json:
        answer = {"campaign": campaign, "unit": unit, "files": [file.path for file in made]}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for file in made:
        click.echo(str(output / file.path))
    if not unit and not any(file.path.startswith("de-nghi") for file in made):
        click.echo(_("No letter to press and television: nobody is known to address. Name them with --to."))


def _record(
    campaign: str,
    unit: str,
    purpose: str,
    outlet: str,
    on: datetime,
    place: str,
    hour: datetime | None,
    note: str,
    file: Path | None,
    corrects: int | None,
    as_json: bool,
) -> None:
    from directives.conversion.child import read_bytes
    from directives.results_use.telling import Outlet, Purpose, Told
    from workflows.services.results_use.telling import record_telling
    from workflows.services.unit_door.answers import Upload
    from workflows.wiring import open_workspace

    at: time | None = hour.time() if hour else None
    told = Told(unit, Purpose(purpose), Outlet(outlet), on.date(), place, at, note=note)
    capture = Upload(read_bytes(file), file.name) if file else None
    one = record_telling(open_workspace(), campaign, told, capture, corrects=corrects)
    _say(one, as_json=as_json)


def _withdraw(campaign: str, number: int, reason: str, as_json: bool) -> None:
    from workflows.services.results_use.telling import withdraw_telling
    from workflows.wiring import open_workspace

    _say(withdraw_telling(open_workspace(), campaign, number, reason), as_json=as_json)


def _show(campaign: str, on: datetime | None, output: Path | None, as_json: bool) -> None:
    from storage.files import write_whole
    from workflows.services.results_use.telling_table import telling_table, telling_workbook
    from workflows.wiring import open_workspace

    table = telling_table(open_workspace(), campaign, _day(on))
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, telling_workbook(table))
    if as_json:
        click.echo(json.dumps(_table(table), ensure_ascii=False))
        return
    for row in table.rows:
        click.echo(row.name)
        for one in row.evidence:
            click.echo("  " + _line(one))
        if row.missing:
            missing = "; ".join(_(PURPOSES[one.value]) for one in row.missing)
            click.echo("  " + _("nothing yet: {purposes}").format(purposes=missing))
        for quota in row.quotas:
            said = _("{step}, period {number}: {found} of {wanted}")
            click.echo(
                "  "
                + said.format(
                    step=quota.name, number=quota.occurrence, found=quota.found, wanted=quota.wanted
                )
            )


def _verify(campaign: str, file: Path, as_json: bool) -> None:
    from directives.conversion.child import read_bytes
    from workflows.services.results_use.telling import evidence_shown_by
    from workflows.wiring import open_workspace

    digest, found = evidence_shown_by(open_workspace(), campaign, read_bytes(file))
    if as_json:
        answer = {"campaign": campaign, "sha256": digest, "evidence": [_told(one) for one in found]}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(f"SHA-256: {digest}")
        for one in found:
            click.echo(_line(one))
        if not found:
            click.echo(_("No evidence of this campaign has this file."))
    if not found:
        raise SystemExit(2)


def _say(one: "TellingEvidence", *, as_json: bool) -> None:
    click.echo(json.dumps(_told(one), ensure_ascii=False) if as_json else _line(one))


def _line(one: "TellingEvidence") -> str:
    told = one.told
    said = _("{number}. {day}{hour}, {outlet}, {purpose}: {place}{file}{withdrawn}")
    return said.format(
        number=one.number,
        day=f"{told.day:%d/%m/%Y}",
        hour=f" {told.hour:%H:%M}" if told.hour else "",
        outlet=_(OUTLETS[told.outlet.value]),
        purpose=_(PURPOSES[told.purpose.value]),
        place=told.place,
        file=f" [SHA-256 {told.file}]" if told.file else "",
        withdrawn=_(" (withdrawn: {reason})").format(reason=one.reason) if not one.in_force else "",
    )


def _told(one: "TellingEvidence") -> dict[str, Any]:
    told = one.told
    return {
        "number": one.number,
        "unit": told.unit,
        "purpose": told.purpose.value,
        "outlet": told.outlet.value,
        "on": told.day.isoformat(),
        "hour": f"{told.hour:%H:%M}" if told.hour else None,
        "place": told.place,
        "note": told.note,
        "sha256": told.file or None,
        "withdrawn_on": one.withdrawn_on.isoformat() if one.withdrawn_on else None,
        "reason": one.reason,
    }


def _table(table: "TellingTable") -> dict[str, Any]:
    return {
        "campaign": table.plan.id,
        "on": table.day.isoformat(),
        "purposes": [one.value for one in table.wanted],
        "outlets": {outlet.value: count for outlet, count in table.outlets.items()},
        "missing_units": [row.unit for row in table.missing],
        "withdrawn": table.withdrawn,
        "units": [_row(row) for row in table.rows],
    }


def _row(row: "TellingRow") -> dict[str, Any]:
    return {
        "unit": row.unit,
        "name": row.name,
        "evidence": [_told(one) for one in row.evidence],
        "missing": [one.value for one in row.missing],
        "quotas": [
            {"step": one.step, "occurrence": one.occurrence, "found": one.found, "wanted": one.wanted}
            for one in row.quotas
        ],
    }


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None
