"""Giải quyết văn bản đến: ``incoming submit|instruct|opinion|forward|follow|slip|stamp|desk``."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from storage.incoming import IncomingEntry
    from workflows.services.workspace import Workspace


def commands() -> list[click.Command]:
    """Các lệnh: what is done with an arrival, for the group ``incoming``."""
    number = click.Argument(["number"], type=int)
    day = click.Option(["--on"], type=options.DAY, help=_("the day; today when left out"))
    due = click.Option(["--due"], type=options.DAY, help=_("by when it must be dealt with"))
    helping = click.Option(
        ["--with", "helping"],
        multiple=True,
        help=_("a person or unit that helps; may be given several times"),
    )
    by = click.Option(["--by"], required=True, help=_("who says it"))
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (
            "submit",
            _submit,
            _("Notes before which leader arrival NUMBER was laid."),
            [
                number,
                *options.arrivals(),
                click.Option(["--to"], required=True, help=_("the leader")),
                day,
            ],
        ),
        (
            "instruct",
            _instruct,
            _("Writes down the leader's instruction about arrival NUMBER: who leads, who helps, until when."),
            [
                number,
                *options.arrivals(),
                by,
                click.Option(["--lead"], required=True, help=_("the person or unit that leads")),
                helping,
                due,
                click.Option(
                    ["--days", "working_days"],
                    type=click.IntRange(min=1, max=366),
                    help=_("the term in working days after the day of the instruction"),
                ),
                click.Option(["--words"], default="", help=_("the instruction in words")),
                day,
            ],
        ),
        (
            "opinion",
            _opinion,
            _("Writes down what the head of the unit says, or with --proposal what the handler proposes."),
            [
                number,
                *options.arrivals(),
                by,
                click.Option(["--proposal"], is_flag=True, help=_("it is the proposal of who deals with it")),
                click.Option(["--words"], required=True, help=_("what is said")),
                day,
            ],
        ),
        (
            "forward",
            _forward,
            _("Notes to whom arrival NUMBER was given, until when, and who signed for it."),
            [
                number,
                *options.arrivals(),
                click.Option(["--receiver"], required=True, help=_("the unit or person who deals with it")),
                helping,
                day,
                due,
                click.Option(["--receipt"], default="", help=_("who signed for it")),
            ],
        ),
        (
            "follow",
            _follow,
            _("Notes how far arrival NUMBER is, and the document that answers it."),
            [
                number,
                *options.arrivals(),
                click.Option(["--progress"], required=True, help=_("how far it is")),
                click.Option(["--reply"], help=_("the answer: series/year/number, for example CV/2026/12")),
                click.Option(["--done"], type=options.DAY, help=_("the day on which it was finished")),
            ],
        ),
        (
            "slip",
            _slip,
            _("Prints the slip of arrival NUMBER with everything that was said of it."),
            [number, *options.arrivals(), options.output(_("the .docx file to write"))],
        ),
        (
            "stamp",
            _stamp,
            _("Prints the stamp ĐẾN (35 × 50 mm) of the arrivals NUMBERS."),
            [
                click.Argument(["numbers"], type=int, nargs=-1, required=True),
                *options.arrivals(),
                options.output(_("the .docx file to write")),
            ],
        ),
        (
            "desk",
            _desk,
            _("Lists what waits for submission, instruction or handling; the late ones first."),
            [
                click.Option(
                    ["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")
                ),
                day,
                options.as_json(),
            ],
        ),
    ]
    return [
        click.Command(name, callback=callback, help=said, params=params)
        for name, callback, said, params in table
    ]


def _submit(number: int, office: str, year: int, to: str, on: datetime | None) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.instruct_incoming import submit_incoming
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    say(submit_incoming(workspace, IncomingBookKey(office, year), number, to=to, on=_day(workspace, on)))


def _instruct(
    number: int,
    office: str,
    year: int,
    by: str,
    lead: str,
    helping: tuple[str, ...],
    due: datetime | None,
    working_days: int | None,
    words: str,
    on: datetime | None,
) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.instruct_incoming import Said, instruct_incoming
    from workflows.wiring import open_workspace

    if due and working_days:
        raise click.UsageError(_("Give the term as a day (--due) or in working days (--days), not both."))
    workspace = open_workspace()
    until = due.date() if due else None
    said = Said(by, _day(workspace, on), words, lead, helping, until, working_days)
    say(instruct_incoming(workspace, IncomingBookKey(office, year), number, said))


def _opinion(
    number: int, office: str, year: int, by: str, proposal: bool, words: str, on: datetime | None
) -> None:
    from directives.register.incoming import IncomingBookKey
    from directives.register.steps import StepKind
    from workflows.services.instruct_incoming import Said, comment_incoming
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    kind = StepKind.PROPOSAL if proposal else StepKind.UNIT_OPINION
    said = Said(by, _day(workspace, on), words)
    say(comment_incoming(workspace, IncomingBookKey(office, year), number, kind, said))


def _forward(
    number: int,
    office: str,
    year: int,
    receiver: str,
    helping: tuple[str, ...],
    on: datetime | None,
    due: datetime | None,
    receipt: str,
) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.handle_incoming import forward_incoming
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    entry = forward_incoming(
        workspace,
        IncomingBookKey(office, year),
        number,
        receiver=receiver,
        on=_day(workspace, on),
        due_on=due.date() if due else None,
        receipt=receipt,
        co_operating=helping,
    )
    say(entry)


def _follow(
    number: int, office: str, year: int, progress: str, reply: str | None, done: datetime | None
) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.change_state import place_of
    from workflows.services.handle_incoming import follow_incoming
    from workflows.wiring import open_workspace

    entry = follow_incoming(
        open_workspace(),
        IncomingBookKey(office, year),
        number,
        progress=progress,
        reply=place_of(reply, office) if reply else None,
        finished_on=done.date() if done else None,
    )
    say(entry)


def say(entry: "IncomingEntry") -> None:
    """Nói một dòng: which arrival, and how it stands now."""
    handling = entry.handling
    due = f"{handling.due_on:%d/%m/%Y}" if handling.due_on else ""
    words = [handling.receiver, handling.co_operating, due, handling.progress, handling.reply, handling.note]
    click.echo(f"{entry.subject_id}: " + " | ".join(word for word in words if word))


def _slip(number: int, office: str, year: int, output: Path) -> None:
    from directives.register.incoming import IncomingBookKey
    from storage.files import write_whole
    from workflows.services.print_arrival import slip
    from workflows.wiring import open_workspace

    write_whole(output, slip(open_workspace(), IncomingBookKey(office, year), number))
    click.echo(_("Written: {file}").format(file=output), err=True)


def _stamp(numbers: tuple[int, ...], office: str, year: int, output: Path) -> None:
    from directives.register.incoming import IncomingBookKey
    from storage.files import write_whole
    from workflows.services.print_arrival import stamps
    from workflows.wiring import open_workspace

    write_whole(output, stamps(open_workspace(), IncomingBookKey(office, year), numbers))
    click.echo(_("Written: {file}").format(file=output), err=True)


def _desk(office: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.incoming_desk import incoming_desk
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    rows = incoming_desk(workspace, office, _day(workspace, on))
    if as_json:
        shown = [
            {
                "entry": row.entry.subject_id,
                "number": row.entry.number,
                "author": row.entry.document.author,
                "document": row.entry.document.number_and_symbol,
                "subject": row.entry.document.subject,
                "receiver": row.entry.handling.receiver,
                "waits_for": row.pending.waits_for.value,
                "due_on": row.pending.due_on.isoformat() if row.pending.due_on else None,
                "late": row.pending.late,
            }
            for row in rows
        ]
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for row in rows:
        late = _("late") if row.pending.late else ""
        due = f"{row.pending.due_on:%d/%m/%Y}" if row.pending.due_on else ""
        document = row.entry.document
        words = [_(row.pending.waits_for.value), due, late, document.number_and_symbol, document.subject]
        click.echo(f"{row.entry.subject_id}: " + " | ".join(word for word in words if word))


def _day(workspace: "Workspace", on: datetime | None) -> date:
    return on.date() if on else workspace.today()
