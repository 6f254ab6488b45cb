"""Đơn thư: the books, ``petitions receive|list|show|late|export``, and what is done with a petition."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options, petition_acts
from portal.cli.petition_acts import day_of, key_of, shown_day
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.petition_books import ShownPetition


def commands() -> list[click.Command]:
    """Các lệnh: the group ``petitions``."""
    group = click.Group("petitions", help=_("Petitions of citizens: received, dealt with, answered in time."))
    number = click.Argument(["number"], type=int)
    day = click.Option(["--on"], type=options.DAY, help=_("the day; today when left out"))
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        ("receive", _receive, _("Enters a petition under the next number."), _arrival()),
        ("list", _list, _("Lists the petitions of one book."), [*options.arrivals(), options.as_json()]),
        (
            "show",
            _show,
            _("Shows petition NUMBER and what was done with it."),
            [
                number,
                *options.arrivals(),
                click.Option(
                    ["--by"],
                    default="",
                    help=_("who looks: the person to whom it was assigned sees a secret sender"),
                ),
                options.as_json(),
            ],
        ),
        (
            "late",
            _late,
            _("Lists the petitions whose term is over; the longest late first."),
            [*options.arrivals(), day, options.as_json()],
        ),
        (
            "export",
            _export,
            _("Writes one book, ready to be printed, as .docx or .xlsx."),
            [
                *options.arrivals(),
                click.Option(
                    ["--volume"], type=click.IntRange(min=1), default=1, help=_("which volume it is")
                ),
                options.output(_("the .docx or .xlsx file to write")),
            ],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    for command in petition_acts.commands():
        group.add_command(command)
    return [group]


def _arrival() -> list[click.Parameter]:
    return [
        click.Option(["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")),
        click.Option(["--kind"], required=True, help=_("khieu_nai, to_cao, kien_nghi, phan_anh…")),
        click.Option(["--name"], default="", help=_("who sent it")),
        click.Option(["--anonymous"], is_flag=True, help=_("nobody is named on it")),
        click.Option(["--address"], default="", help=_("the sender's address")),
        click.Option(["--contact"], default="", help=_("the sender's telephone or e-mail")),
        click.Option(["--subject"], required=True, help=_("what it is about")),
        click.Option(["--dated"], type=options.DAY, help=_("the day written on it")),
        click.Option(["--from-body", "body"], default="", help=_("the office that passed it on to us")),
        click.Option(["--people"], type=click.IntRange(min=1), default=1, help=_("how many signed it")),
        click.Option(["--on"], type=options.DAY, help=_("the day; today when left out")),
        click.Option(["--file"], type=options.FILE, help=_("the file itself; it is kept")),
        click.Option(["--key"], default="", help=_("the same key gives the same number again")),
        click.Option(["--again"], is_flag=True, help=_("it really came twice")),
        options.as_json(),
    ]


def _receive(
    office: str,
    kind: str,
    name: str,
    anonymous: bool,
    address: str,
    contact: str,
    subject: str,
    dated: datetime | None,
    body: str,
    people: int,
    on: datetime | None,
    file: Path | None,
    key: str,
    again: bool,
    as_json: bool,
) -> None:
    from directives.conversion.child import read_bytes
    from directives.register.petitions import Petition, Petitioner
    from directives.text import shown_name
    from workflows.services.petition_books import receive_petition
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    petition = Petition(
        kind,
        day_of(workspace, on),
        subject,
        dated=dated.date() if dated else None,
        sent_by_body=body,
        people=people,
        file_name=shown_name(file.name) if file else "",
        anonymous=anonymous,
    )
    entry = receive_petition(
        workspace,
        petition_kinds(),
        office,
        petition,
        Petitioner(name, address, contact),
        content=read_bytes(file) if file else None,
        idempotency_key=key,
        again=again,
    )
    due = entry.standing.due_on
    if as_json:
        answer = {
            "entry": entry.subject_id,
            "number": entry.number,
            "due_on": due.isoformat() if due else None,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _("Petition {number} in {book}; to be classified until {due}")
        click.echo(said.format(number=entry.number, book=entry.book, due=shown_day(due)))


def _list(office: str, year: int, as_json: bool) -> None:
    from workflows.services.petition_books import petition_list
    from workflows.wiring import open_workspace, petition_kinds

    _say_all(petition_list(open_workspace(), petition_kinds(), key_of(office, year)), as_json=as_json)


def _late(office: str, year: int, on: datetime | None, as_json: bool) -> None:
    from workflows.services.petition_books import petition_list
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    found = petition_list(workspace, petition_kinds(), key_of(office, year), late_on=day_of(workspace, on))
    _say_all(sorted(found, key=lambda one: one.entry.standing.due_on or date.max), as_json=as_json)


def _say_all(found: "Sequence[ShownPetition]", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        standing = one.entry.standing
        words = [
            f"{one.entry.number:02d}",
            shown_day(one.entry.petition.received_on),
            one.kind.name,
            one.sender.name,
            one.entry.petition.subject,
            _(standing.state.value),
            standing.assigned_to,
            shown_day(standing.due_on),
        ]
        click.echo(" | ".join(word for word in words if word))


def _plain(one: "ShownPetition") -> dict[str, Any]:
    petition, standing = one.entry.petition, one.entry.standing
    return {
        "entry": one.entry.subject_id,
        "number": one.entry.number,
        "kind": petition.kind,
        "kind_name": one.kind.name,
        "received_on": petition.received_on.isoformat(),
        "dated": petition.dated.isoformat() if petition.dated else None,
        "subject": petition.subject,
        "people": petition.people,
        "sent_by_body": petition.sent_by_body,
        "sender": asdict(one.sender),
        "state": standing.state.value,
        "assigned_to": standing.assigned_to,
        "accepted_on": standing.accepted_on.isoformat() if standing.accepted_on else None,
        "due_on": standing.due_on.isoformat() if standing.due_on else None,
        "transferred_to": standing.transferred_to,
        "reply": standing.reply,
    }


def _show(number: int, office: str, year: int, by: str, as_json: bool) -> None:
    from workflows.services.petition_books import show_petition
    from workflows.wiring import open_workspace, petition_kinds

    shown, steps = show_petition(open_workspace(), petition_kinds(), key_of(office, year), number, by=by)
    plain = _plain(shown)
    if as_json:
        plain["steps"] = [asdict(step) | {"day": step.day.isoformat()} for step in steps]
        click.echo(json.dumps(plain, ensure_ascii=False))
        return
    _say_all([shown], as_json=False)
    terms = (_("classify"), shown.kind.classify), (_("transfer"), shown.kind.transfer)
    for name, term in (*terms, (_("answer"), shown.kind.answer)):
        unit = _("working days") if term.unit == "working" else _("days")
        source = "" if term.confidence == "law" else _(" (a setting of this office)")
        click.echo(f"  {name}: {term.days} {unit}, {term.basis}{source}")
    for step in steps:
        said = f" – {step.words}" if step.words else ""
        click.echo(f"  {shown_day(step.day)} {_(step.act.value)}: {step.person}{said}")


def _export(office: str, year: int, volume: int, output: Path) -> None:
    from workflows.services.print_book import write_book
    from workflows.services.print_petitions import petition_book
    from workflows.wiring import open_workspace, petition_kinds

    book = petition_book(open_workspace(), petition_kinds(), key_of(office, year), volume=volume)
    write_book(book, output)
    click.echo(_("Written: {file}").format(file=output), err=True)
