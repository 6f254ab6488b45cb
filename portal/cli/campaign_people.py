"""Người phụ trách, vướng mắc, đổi hạn, việc tiếp theo: in the group ``campaign``."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import campaign_deadlines, campaign_difficulties, campaign_next, options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.people_list import PersonRow


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    appoint = click.Command(
        "appoint",
        callback=_appoint,
        help=_("Keeps who answers for a unit's duties, or a whole list of them from a file."),
        params=[
            campaign,
            click.Option(["--unit"], default="", help=_("the unit, by its id")),
            click.Option(["--step"], default="*", help=_("only this step; without it every duty")),
            click.Option(["--leader"], default="", help=_("the leader in charge")),
            click.Option(["--leader-title"], default="", help=_("the leader's post")),
            click.Option(["--contact"], default="", help=_("the contact officer")),
            click.Option(["--contact-title"], default="", help=_("the contact officer's post")),
            click.Option(["--phone"], default="", help=_("the contact officer's telephone")),
            click.Option(["--email"], default="", help=_("the contact officer's e-mail")),
            click.Option(["--substitute"], default="", help=_("who stands in for them")),
            click.Option(["--from", "first"], type=options.DAY, help=_("the first day; without it today")),
            click.Option(["--to", "last"], type=options.DAY, help=_("the last day; without it no end")),
            click.Option(["--document"], default="", help=_("the document that names them")),
            click.Option(["--file"], type=options.FILE, help=_("a list (xlsx, csv) of many units instead")),
            options.as_json(),
        ],
    )
    people = click.Command(
        "people",
        callback=_people,
        help=_("Who answers for each unit's duties on a day; “-o” prints the list."),
        params=[
            campaign,
            options.on_day(),
            click.Option(["-o", "--output"], type=options.FILE, help=_("the file to write: .docx or .xlsx")),
            click.Option(["--phones"], is_flag=True, help=_("with telephone numbers and e-mail addresses")),
            options.as_json(),
        ],
    )
    return [
        appoint,
        people,
        *campaign_difficulties.commands(),
        *campaign_deadlines.commands(),
        *campaign_next.commands(),
    ]


def _appoint(
    campaign: str,
    unit: str,
    file: Path | None,
    first: datetime | None,
    last: datetime | None,
    as_json: bool,
    **said: str,
) -> None:
    from directives.followup.people import Appointment
    from directives.text import normalise
    from workflows.services.appoint import Placed, appoint
    from workflows.services.followup_state import followup_state
    from workflows.services.read_people import read_people
    from workflows.wiring import open_workspace

    if bool(unit) == bool(file):
        raise click.UsageError(_("Give either --unit or --file."))
    workspace = open_workspace()
    if file:
        units = followup_state(workspace, campaign).units
        begins = first.date() if first else None
        people = read_people(file, units, first=begins, document=said["document"])
    else:
        texts = {name: " ".join(normalise(text).split(" ")) for name, text in said.items()}
        begins = first.date() if first else workspace.today()
        ends = last.date() if last else None
        people = [Placed(Appointment(unit=unit, valid_from=begins, valid_to=ends, **texts))]
    done = appoint(workspace, campaign, people)
    if as_json:
        click.echo(json.dumps({"changed": done.changed, "closed": list(done.closed)}, ensure_ascii=False))
    else:
        click.echo(_("{count} appointments kept.").format(count=done.changed))
        for name in done.closed:
            click.echo(_("  the duty of {unit} to name people is handed in").format(unit=name))


def _people(campaign: str, on: datetime, output: Path | None, phones: bool, as_json: bool) -> None:
    from workflows.services.people_list import people_on, write_people
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found = people_on(workspace, campaign, on.date())
    if output:
        write_people(workspace, found, output, with_phones=phones)
    if as_json:
        rows = [_row(row, phones=phones) for row in found.rows]
        answer = {"campaign": campaign, "on": found.day.isoformat(), "people": rows}
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif output:
        click.echo(_("Written: {file}.").format(file=output))
    else:
        for row in found.rows:
            person = row.person
            shown = f"{person.leader} / {person.contact}" if person else _("nobody named yet")
            click.echo(f"{row.name}  {'' if row.step == '*' else row.step}  {shown}")


def _row(row: "PersonRow", *, phones: bool) -> dict[str, object]:
    person = row.person
    told: dict[str, object] = {"unit": row.unit, "name": row.name, "step": row.step, "named": bool(person)}
    if person:
        told |= {
            "leader": person.leader,
            "leader_title": person.leader_title,
            "contact": person.contact,
            "contact_title": person.contact_title,
            "substitute": person.substitute,
            "from": person.valid_from.isoformat(),
            "to": person.valid_to.isoformat() if person.valid_to else None,
            "document": person.document,
        }
        if phones:
            told |= {"phone": person.phone, "email": person.email}
    return told
