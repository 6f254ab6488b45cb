"""Sự kiện của nhiệm vụ: what people say of duties, and the log of all of it, in the group ``campaign``."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import partial

import click

from portal.cli import options
from portal.messages import N_, _

#: Việc ghi được: the command, and what it says of itself.
_ACTS = {
    "sent": N_("A duty was sent to its unit."),
    "seen": N_("The unit has received it."),
    "begin": N_("The unit is at work on it."),
    "record": N_("What closes a duty was handed in: a document, a list, a record."),
    "return": N_("What was handed in is sent back to be mended."),
    "accept": N_("What was handed in is accepted; the duty has ended."),
    "count": N_("One check of a duty that asks for some in each period; a day counts once."),
    "waive": N_("A unit is let off a duty, with the reason."),
}


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    acts = [
        click.Command(
            act,
            callback=partial(_record, act),
            help=_(said),
            params=[
                click.Argument(["campaign"]),
                click.Option(["--step"], required=True, help=_("the step's code in the plan")),
                click.Option(
                    ["--unit"], default="", help=_("the unit's id; none for what the campaign itself owes")
                ),
                click.Option(
                    ["--occurrence"],
                    type=click.IntRange(min=1),
                    default=1,
                    help=_("which period of a duty that comes again"),
                ),
                options.on_day(),
                click.Option(["--document"], default="", help=_("number and symbol, for example 12/UBND-NV")),
                click.Option(["--reason"], default="", help=_("why, in words")),
                options.as_json(),
            ],
        )
        for act, said in _ACTS.items()
    ]
    log = click.Command(
        "log",
        callback=_log,
        help=_("Everything that became of the duties, in order, with the documents."),
        params=[
            click.Argument(["campaign"]),
            click.Option(["--step"], default="", help=_("only this step")),
            click.Option(["--unit"], help=_("only this unit; an empty text for the campaign itself")),
            options.as_json(),
        ],
    )
    return [*acts, log]


def _record(
    act: str,
    campaign: str,
    step: str,
    unit: str,
    occurrence: int,
    on: datetime,
    document: str,
    reason: str,
    as_json: bool,
) -> None:
    from workflows.services.record_evidence import Evidence, record_evidence
    from workflows.wiring import open_workspace

    said = Evidence(step, unit, on.date(), occurrence, document, reason)
    found = record_evidence(open_workspace(), campaign, act, said)
    if as_json:
        answer = {
            "campaign": campaign,
            "step": step,
            "unit": unit,
            "occurrence": occurrence,
            "event": found.event.kind.value,
            "on": found.event.day.isoformat(),
            "new": found.new,
            "document": document or None,
            "linked": found.linked or None,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_("Written down.") if found.new else _("It stood there already; nothing was changed."))
    if found.linked:
        click.echo(_("The document is {entry} of our books.").format(entry=found.linked))
    elif document:
        click.echo(_("“{document}” is in none of our books; it is kept as a text.").format(document=document))


def _log(campaign: str, step: str, unit: str | None, as_json: bool) -> None:
    from directives.followup.log import EventKind
    from directives.followup.stages import EVENT_WORDS
    from workflows.services.campaign_log import campaign_log
    from workflows.wiring import open_workspace

    rows = campaign_log(open_workspace(), campaign, step=step, unit=unit)
    if as_json:
        answer = {
            "campaign": campaign,
            "log": [{**asdict(row), "on": row.on.isoformat()} for row in rows],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for row in rows:
        who = {"": campaign, "*": _("all")}.get(row.unit, row.unit)
        said = " · ".join(text for text in (row.document or row.entry, row.reason) if text)
        kind = " ".join([_(EVENT_WORDS[EventKind(row.kind)]), *([str(row.rung)] if row.rung else [])])
        click.echo(f"{row.on:%d/%m/%Y}  {kind:20} {row.step} {who}  {said}".rstrip())
