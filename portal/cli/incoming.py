"""Văn bản đến: ``incoming receive|books|list|show|open|forward|follow|return|strike|export``."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from storage.incoming import IncomingEntry


def commands() -> list[click.Command]:
    """Các lệnh: the group ``incoming``."""
    group = click.Group("incoming", help=_("The books of incoming documents."))
    number = click.Argument(["number"], type=int)
    reason = click.Option(["--reason"], required=True, help=_("why"))
    last = click.Option(
        ["--last"], type=click.IntRange(min=0), required=True, help=_("the last number on paper")
    )
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        ("receive", _receive, _("Enters an incoming document under the next number of arrival."), _arrival()),
        ("books", _books, _("Lists the books."), [options.as_json()]),
        ("list", _list, _("Lists the documents of one book."), [*_book(), options.as_json()]),
        (
            "show",
            _show,
            _("Shows arrival NUMBER with its ten columns and how far it is dealt with."),
            [number, *_book(), options.as_json()],
        ),
        ("open", _open, _("Opens a book after the last number that was given on paper."), [*_book(), last]),
        (
            "forward",
            _forward,
            _("Notes to whom arrival NUMBER was given, until when, and who signed for it."),
            [
                number,
                *_book(),
                click.Option(["--receiver"], required=True, help=_("the unit or person who deals with it")),
                click.Option(["--on"], type=options.DAY, help=_("the day; today when left out")),
                click.Option(["--due"], type=options.DAY, help=_("by when it must be dealt with")),
                click.Option(["--receipt"], default="", help=_("who signed for it")),
            ],
        ),
        (
            "follow",
            _follow,
            _("Notes how far arrival NUMBER is, and the document that answers it."),
            [
                number,
                *_book(),
                click.Option(["--progress"], required=True, help=_("how far it is")),
                click.Option(["--reply"], help=_("the answer: series/year/number, for example CV/2026/12")),
            ],
        ),
        (
            "return",
            _return,
            _("Notes that arrival NUMBER was sent back; its number stays in the book."),
            [number, *_book(), reason],
        ),
        (
            "strike",
            _strike,
            _("Strikes out a mistaken entry; its number stays in the book."),
            [number, *_book(), reason],
        ),
        (
            "export",
            _export,
            _("Writes one book, ready to be printed, as .docx or .xlsx."),
            [
                *_book(),
                click.Option(
                    ["--follow-up"], is_flag=True, help=_("the book of how documents are dealt with")
                ),
                *options.volume(),
                options.output(_("the .docx or .xlsx file to write")),
            ],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    return [group]


def _book() -> list[click.Parameter]:
    return [
        click.Option(["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")),
        click.Option(["--year"], type=int, required=True, help=_("the calendar year")),
    ]


def _arrival() -> list[click.Parameter]:
    return [
        click.Option(["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")),
        click.Option(["--author"], required=True, help=_("who wrote it")),
        click.Option(["--number"], default="", help=_("its number and symbol, if it has one")),
        click.Option(["--dated"], type=options.DAY, help=_("the day of the document")),
        click.Option(
            ["--type", "type_name"], required=True, help=_("its type in words, for example Công văn")
        ),
        click.Option(["--subject"], required=True, help=_("what it is about")),
        click.Option(["--signer"], default="", help=_("who signed it")),
        click.Option(
            ["--urgency"],
            type=click.Choice(["khan", "thuong_khan", "hoa_toc"]),
            help=_("its stamp of urgency"),
        ),
        click.Option(["--on"], type=options.DAY, help=_("the day; today when left out")),
        click.Option(["--receiver"], default="", help=_("the unit or person who deals with it")),
        click.Option(["--note"], default="", help=_("column 10 of the book")),
        click.Option(["--file"], type=options.FILE, help=_("the file itself; it is kept")),
        click.Option(["--key"], default="", help=_("the same key gives the same number again")),
        click.Option(["--again"], is_flag=True, help=_("it really came twice")),
        options.as_json(),
    ]


def _receive(
    office: str,
    author: str,
    number: str,
    dated: datetime | None,
    type_name: str,
    subject: str,
    signer: str,
    urgency: str | None,
    on: datetime | None,
    receiver: str,
    note: str,
    file: Path | None,
    key: str,
    again: bool,
    as_json: bool,
) -> None:
    from directives.document.kinds import Urgency
    from directives.register.incoming import IncomingDocument
    from workflows.services.receive_document import receive_document
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    document = IncomingDocument(
        author=author,
        number_and_symbol=number,
        dated=dated.date() if dated else None,
        type_name=type_name,
        subject=subject,
        arrived_on=on.date() if on else workspace.today(),
        signer=signer,
        file_name=file.name if file else "",
        urgency=Urgency[urgency.upper()] if urgency else None,
    )
    entry = receive_document(
        workspace,
        office,
        document,
        content=file.read_bytes() if file else None,
        receiver=receiver,
        note=note,
        idempotency_key=key,
        again=again,
    )
    if as_json:
        answer = {"entry": entry.subject_id, "number": entry.number, "file": entry.file_sha256 or None}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _("Arrival number {number} of {day} in {book}")
        click.echo(
            said.format(number=entry.number, day=f"{entry.document.arrived_on:%d/%m/%Y}", book=entry.book)
        )


def _books(as_json: bool) -> None:
    from workflows.services.incoming_books import incoming_book_keys
    from workflows.wiring import open_workspace

    keys = incoming_book_keys(open_workspace())
    if as_json:
        click.echo(json.dumps([{"office": key.office, "year": key.year} for key in keys], ensure_ascii=False))
    else:
        for key in keys:
            click.echo(str(key))


def _list(office: str, year: int, as_json: bool) -> None:
    from directives.register.incoming import IncomingBookKey
    from directives.register.incoming_columns import INCOMING_COLUMNS, incoming_cells
    from workflows.services.incoming_books import incoming_entries
    from workflows.wiring import open_workspace

    found = incoming_entries(open_workspace(), IncomingBookKey(office, year))
    rows = [incoming_cells(entry.number, entry.document, entry.handling) for entry in found]
    if as_json:
        table = [dict(zip(INCOMING_COLUMNS, row, strict=True)) for row in rows]
        click.echo(json.dumps(table, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(" | ".join(row[:6]))


def _show(number: int, office: str, year: int, as_json: bool) -> None:
    from directives.register.incoming import IncomingBookKey
    from directives.register.incoming_columns import INCOMING_COLUMNS, incoming_cells
    from workflows.services.incoming_books import incoming_entry
    from workflows.wiring import open_workspace

    entry = incoming_entry(open_workspace(), IncomingBookKey(office, year), number)
    handling = entry.handling
    row = dict(zip(INCOMING_COLUMNS, incoming_cells(number, entry.document, handling), strict=True)) | {
        "Thời hạn giải quyết": f"{handling.due_on:%d/%m/%Y}" if handling.due_on else "",
        "Tiến độ giải quyết": handling.progress,
        "Văn bản trả lời": handling.reply,
        "Tệp": entry.file_sha256,
    }
    if as_json:
        click.echo(json.dumps({**row, "state": handling.state.value}, ensure_ascii=False))
    else:
        for column, cell in row.items():
            click.echo(f"{column}: {cell}")


def _open(office: str, year: int, last: int) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.incoming_books import open_incoming_book
    from workflows.wiring import open_workspace

    key = IncomingBookKey(office, year)
    open_incoming_book(open_workspace(), key, last)
    click.echo(_("Opened: {book}; the next number is {number}.").format(book=key, number=last + 1))


def _forward(
    number: int,
    office: str,
    year: int,
    receiver: str,
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
        on=on.date() if on else workspace.today(),
        due_on=due.date() if due else None,
        receipt=receipt,
    )
    _say(entry)


def _follow(number: int, office: str, year: int, progress: str, reply: str | None) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.change_state import place_of
    from workflows.services.handle_incoming import follow_incoming
    from workflows.wiring import open_workspace

    answer = place_of(reply, office) if reply else None
    key = IncomingBookKey(office, year)
    _say(follow_incoming(open_workspace(), key, number, progress=progress, reply=answer))


def _return(number: int, office: str, year: int, reason: str) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.handle_incoming import return_incoming
    from workflows.wiring import open_workspace

    _say(return_incoming(open_workspace(), IncomingBookKey(office, year), number, reason))


def _strike(number: int, office: str, year: int, reason: str) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.handle_incoming import strike_incoming
    from workflows.wiring import open_workspace

    _say(strike_incoming(open_workspace(), IncomingBookKey(office, year), number, reason))


def _say(entry: "IncomingEntry") -> None:
    handling = entry.handling
    words = [handling.receiver, handling.progress, handling.reply, handling.note]
    click.echo(f"{entry.subject_id}: " + " | ".join(word for word in words if word))


def _export(
    office: str, year: int, follow_up: bool, first: int, last: int | None, volume: int, output: Path
) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.print_book import follow_up_book, incoming_book, write_book
    from workflows.wiring import open_workspace

    chosen = follow_up_book if follow_up else incoming_book
    key = IncomingBookKey(office, year)
    write_book(chosen(open_workspace(), key, first=first, last=last, volume=volume), output)
    click.echo(_("Written: {file}").format(file=output), err=True)
