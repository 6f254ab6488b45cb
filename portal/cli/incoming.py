"""Văn bản đến: the books, ``incoming receive|books|list|show|open|return|strike|export`` and what others add."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from portal.cli import incoming_exchange, incoming_files, incoming_handling, options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: the group ``incoming``."""
    group = click.Group("incoming", help=_("The books of incoming documents."))
    number = click.Argument(["number"], type=int)
    reason = click.Option(["--reason"], required=True, help=_("why"))
    last = click.Option(
        ["--last"], type=click.IntRange(min=0), required=True, help=_("the last number on paper")
    )
    table: list[tuple[str, Callable[..., int | None], str, list[click.Parameter]]] = [
        ("receive", _receive, _("Enters an incoming document under the next number of arrival."), _arrival()),
        ("books", _books, _("Lists the books."), [options.as_json()]),
        ("list", _list, _("Lists the documents of one book."), [*options.arrivals(), options.as_json()]),
        (
            "show",
            _show,
            _("Shows arrival NUMBER with its ten columns and how far it is dealt with."),
            [number, *options.arrivals(), options.as_json()],
        ),
        (
            "open",
            _open,
            _("Opens a book after the last number that was given on paper."),
            [*options.arrivals(), last],
        ),
        (
            "return",
            _return,
            _("Notes that arrival NUMBER was sent back; its number stays in the book."),
            [number, *options.arrivals(), reason],
        ),
        (
            "strike",
            _strike,
            _("Strikes out a mistaken entry; its number stays in the book."),
            [number, *options.arrivals(), reason],
        ),
        (
            "export",
            _export,
            _("Writes one book, ready to be printed, as .docx or .xlsx."),
            [
                *options.arrivals(),
                click.Option(
                    ["--follow-up"], is_flag=True, help=_("the book of how documents are dealt with")
                ),
                click.Option(["--late"], is_flag=True, help=_("of that book only what is late today")),
                *options.volume(),
                options.output(_("the .docx or .xlsx file to write")),
            ],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    for module in (incoming_files, incoming_handling, incoming_exchange):
        for command in module.commands():
            group.add_command(command)
    return [group]


def _arrival() -> list[click.Parameter]:
    return [
        click.Argument(["files"], type=options.FILE, nargs=-1),
        click.Option(["--office"], required=True, help=_("the receiving office, for example snv-dak-nong")),
        click.Option(["--author"], help=_("who wrote it")),
        click.Option(["--number"], default="", help=_("its number and symbol, if it has one")),
        click.Option(["--dated"], type=options.DAY, help=_("the day of the document")),
        click.Option(["--type", "type_name"], help=_("its type in words, for example Công văn")),
        click.Option(["--subject"], help=_("what it is about")),
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
        click.Option(
            ["--yes"],
            is_flag=True,
            help=_("enters FILES as they were read, where nothing is blank or doubtful"),
        ),
        options.as_json(),
    ]


def _receive(
    files: tuple[Path, ...],
    office: str,
    author: str | None,
    number: str,
    dated: datetime | None,
    type_name: str | None,
    subject: str | None,
    signer: str,
    urgency: str | None,
    on: datetime | None,
    receiver: str,
    note: str,
    file: Path | None,
    key: str,
    again: bool,
    yes: bool,
    as_json: bool,
) -> int:
    if files:
        if any((author, number, dated, type_name, subject, signer, urgency, on, receiver, note, file, key)):
            raise click.UsageError(
                _("FILES say themselves what they are; correct what was read in its TOML.")
            )
        if not yes:
            raise click.UsageError(_("Look first at what is read (“vanthu incoming read”), or add --yes."))
        return incoming_files.receive_files(files, office, again=again, as_json=as_json)
    if not (author and type_name and subject):
        raise click.UsageError(_("Give FILES to be read, or --author, --type and --subject."))
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
    return 0


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
    from workflows.services.incoming_desk import incoming_details
    from workflows.wiring import open_workspace

    workspace, key = open_workspace(), IncomingBookKey(office, year)
    entry = incoming_entry(workspace, key, number)
    handling = entry.handling
    row = dict(zip(INCOMING_COLUMNS, incoming_cells(number, entry.document, handling), strict=True)) | {
        "Phối hợp": handling.co_operating,
        "Thời hạn giải quyết": f"{handling.due_on:%d/%m/%Y}" if handling.due_on else "",
        "Tiến độ giải quyết": handling.progress,
        "Văn bản trả lời": handling.reply,
        "Tệp": entry.file_sha256,
    }
    kept, steps = incoming_details(workspace, key, number)
    if as_json:
        more = {"state": handling.state.value, **kept, "steps": steps}
        click.echo(json.dumps({**row, **more}, ensure_ascii=False))
        return
    for column, cell in row.items():
        click.echo(f"{column}: {cell}")
    for duty in kept.get("duties", ()):
        click.echo(f"  - {duty['text']}" + (f" ({duty['time']})" if duty["time"] else ""))
    for step in steps:
        said = [step["day"], step["person"], step["lead"], *step["co_operating"], step["words"]]
        click.echo("  * " + " | ".join(word for word in said if word))


def _open(office: str, year: int, last: int) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.incoming_books import open_incoming_book
    from workflows.wiring import open_workspace

    key = IncomingBookKey(office, year)
    open_incoming_book(open_workspace(), key, last)
    click.echo(_("Opened: {book}; the next number is {number}.").format(book=key, number=last + 1))


def _return(number: int, office: str, year: int, reason: str) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.handle_incoming import return_incoming
    from workflows.wiring import open_workspace

    incoming_handling.say(return_incoming(open_workspace(), IncomingBookKey(office, year), number, reason))


def _strike(number: int, office: str, year: int, reason: str) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.handle_incoming import strike_incoming
    from workflows.wiring import open_workspace

    incoming_handling.say(strike_incoming(open_workspace(), IncomingBookKey(office, year), number, reason))


def _export(
    office: str,
    year: int,
    follow_up: bool,
    late: bool,
    first: int,
    last: int | None,
    volume: int,
    output: Path,
) -> None:
    from directives.register.incoming import IncomingBookKey
    from workflows.services.print_book import follow_up_book, incoming_book, write_book
    from workflows.wiring import open_workspace

    if late and not follow_up:
        raise click.UsageError(_("--late belongs to --follow-up."))
    workspace, key = open_workspace(), IncomingBookKey(office, year)
    if follow_up:
        book = follow_up_book(workspace, key, first=first, last=last, volume=volume, late=late)
    else:
        book = incoming_book(workspace, key, first=first, last=last, volume=volume)
    write_book(book, output)
    click.echo(_("Written: {file}").format(file=output), err=True)
