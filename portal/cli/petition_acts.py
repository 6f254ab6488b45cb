"""Xử lý đơn: ``petitions assign|accept|transfer|guide|file|draft|answer``."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.register.petitions import PetitionBookKey
    from storage.petitions import PetitionEntry
    from workflows.services.workspace import Workspace


def commands() -> list[click.Command]:
    """Các lệnh: what is done with a petition, for the group ``petitions``."""
    number = click.Argument(["number"], type=int)
    day = click.Option(["--on"], type=options.DAY, help=_("the day; today when left out"))
    by = click.Option(["--by"], required=True, help=_("who does it"))
    words = click.Option(["--words"], default="", help=_("what is said with it"))
    body = click.Option(["--to"], required=True, help=_("the body whose competence it is"))
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (
            "assign",
            _assign,
            _("Assigns petition NUMBER to a person."),
            [
                number,
                *options.arrivals(),
                click.Option(["--to"], required=True, help=_("the person who deals with it")),
                by,
                day,
            ],
        ),
        (
            "accept",
            _accept,
            _("Takes petition NUMBER up: it is ours to answer, and the term of its answer begins."),
            [number, *options.arrivals(), by, words, day],
        ),
        (
            "transfer",
            _transfer,
            _("Passes petition NUMBER on to the body whose competence it is."),
            [number, *options.arrivals(), body, by, words, day],
        ),
        (
            "guide",
            _guide,
            _("Sends petition NUMBER back and tells its sender where to turn."),
            [number, *options.arrivals(), body, by, words, day],
        ),
        (
            "file",
            _file,
            _("Puts petition NUMBER away without dealing with it, for a reason."),
            [
                number,
                *options.arrivals(),
                by,
                click.Option(["--words"], required=True, help=_("why")),
                day,
            ],
        ),
        (
            "draft",
            _draft,
            _("Drafts an answer to petition NUMBER, ready for “vanthu issue”; changes nothing."),
            [
                number,
                *options.arrivals(),
                click.Option(
                    ["--form"],
                    required=True,
                    help=_("thu_ly (taken up), huong_dan (guidance), chuyen (passed on), tra_loi (answer)"),
                ),
                click.Option(["--to"], default="", help=_("the body whose competence it is")),
                click.Option(["--words"], default="", help=_("what is said with it")),
                click.Option(
                    ["--unit"], default="", help=_("the unit that drafts, as it stands in the symbol")
                ),
                click.Option(["--signer"], default="", help=_("who signs, by the office's own file")),
                click.Option(["--title"], default="", help=_("the title above the signature")),
                click.Option(["--name"], default="", help=_("the name below the signature")),
                options.output(_("the .toml file to write")),
            ],
        ),
        (
            "answer",
            _answer,
            _("Links the numbered document that answers petition NUMBER."),
            [
                number,
                *options.arrivals(),
                click.Option(
                    ["--reply"],
                    required=True,
                    help=_("the answer: series/year/number, for example CV/2026/12"),
                ),
                by,
                day,
            ],
        ),
    ]
    return [
        click.Command(name, callback=callback, help=said, params=params)
        for name, callback, said, params in table
    ]


def _assign(number: int, office: str, year: int, to: str, by: str, on: datetime | None) -> None:
    from workflows.services.handle_petition import assign_petition
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    key = key_of(office, year)
    _say(assign_petition(workspace, petition_kinds(), key, number, to=to, by=by, on=day_of(workspace, on)))


def _accept(number: int, office: str, year: int, by: str, words: str, on: datetime | None) -> None:
    from workflows.services.handle_petition import accept_petition
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    key, day = key_of(office, year), day_of(workspace, on)
    _say(accept_petition(workspace, petition_kinds(), key, number, by=by, on=day, words=words))


def _transfer(number: int, office: str, year: int, to: str, by: str, words: str, on: datetime | None) -> None:
    from workflows.services.handle_petition import transfer_petition
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    key, day = key_of(office, year), day_of(workspace, on)
    _say(transfer_petition(workspace, petition_kinds(), key, number, to=to, by=by, on=day, words=words))


def _guide(number: int, office: str, year: int, to: str, by: str, words: str, on: datetime | None) -> None:
    from workflows.services.handle_petition import guide_petitioner
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    key, day = key_of(office, year), day_of(workspace, on)
    _say(guide_petitioner(workspace, petition_kinds(), key, number, to=to, by=by, on=day, words=words))


def _file(number: int, office: str, year: int, by: str, words: str, on: datetime | None) -> None:
    from workflows.services.handle_petition import file_petition
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    key, day = key_of(office, year), day_of(workspace, on)
    _say(file_petition(workspace, petition_kinds(), key, number, by=by, on=day, words=words))


def _draft(
    number: int,
    office: str,
    year: int,
    form: str,
    to: str,
    words: str,
    unit: str,
    signer: str,
    title: str,
    name: str,
    output: Path,
) -> None:
    from storage.files import write_whole
    from workflows.services.draft_petition_reply import ReplyWords, draft_petition_reply
    from workflows.wiring import open_workspace, petition_kinds

    said = ReplyWords(to, words, unit, signer, title, name)
    text = draft_petition_reply(open_workspace(), petition_kinds(), key_of(office, year), number, form, said)
    write_whole(output, text.encode())
    click.echo(_("Written: {file}").format(file=output), err=True)


def _answer(number: int, office: str, year: int, reply: str, by: str, on: datetime | None) -> None:
    from workflows.services.change_state import place_of
    from workflows.services.handle_petition import answer_petition
    from workflows.wiring import open_workspace, petition_kinds

    workspace = open_workspace()
    key, day, place = key_of(office, year), day_of(workspace, on), place_of(reply, office)
    _say(answer_petition(workspace, petition_kinds(), key, number, reply=place, by=by, on=day))


def _say(entry: "PetitionEntry") -> None:
    standing = entry.standing
    words = [_(standing.state.value), standing.assigned_to, standing.transferred_to, standing.reply]
    click.echo(f"{entry.subject_id}: " + " | ".join([*filter(None, words), shown_day(standing.due_on)]))


def key_of(office: str, year: int) -> "PetitionBookKey":
    """Sổ: of an office and a year."""
    from directives.register.petitions import PetitionBookKey

    return PetitionBookKey(office, year)


def day_of(workspace: "Workspace", on: datetime | None) -> date:
    """Ngày: as given, else today in Việt Nam."""
    return on.date() if on else workspace.today()


def shown_day(day: date | None) -> str:
    """Ngày để xem: day, month, year; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""
