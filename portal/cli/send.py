"""Gửi văn bản: ``send status|list|to|resolve|now|receipt|return|answer|enclose``."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options, post
from portal.cli.deliveries import day_of, line, opened, place_of, say, shown, state_name
from portal.messages import _, worded


def commands() -> list[click.Command]:
    """Các lệnh: the group ``send``."""
    number = click.Argument(["number"], type=int)
    position = click.Argument(["position"], type=int)
    day = click.Option(["--on"], type=options.DAY, help=_("the day; today when left out"))
    one = [number, position, *options.book()]
    group = click.Group(
        "send", help=_("What has left, what waits, who signed: deliveries of numbered documents.")
    )
    table: list[post.Row] = [
        (
            "status",
            _status,
            _("What waits and what is late; exit code 1 when something is late."),
            [day, options.as_json()],
        ),
        (
            "list",
            _list,
            _("Lists the recipients of document NUMBER."),
            [number, *options.book(), options.as_json()],
        ),
        (
            "to",
            _to,
            _("Says how the copy to recipient POSITION of document NUMBER travels."),
            [
                *one,
                click.Option(
                    ["--channel"],
                    type=click.Choice(["edxml", "email", "paper"]),
                    required=True,
                    help=_("the way it goes"),
                ),
                click.Option(
                    ["--address"], default="", help=_("code of the agency, mail address, or postal address")
                ),
                click.Option(["--copies"], type=click.IntRange(min=1), default=1, help=_("how many copies")),
                options.as_json(),
            ],
        ),
        (
            "resolve",
            _resolve,
            _("Names the receivers behind the group at POSITION of document NUMBER."),
            [
                *one,
                click.Option(
                    ["--receiver"], multiple=True, required=True, help=_("one receiver; may be repeated")
                ),
                options.as_json(),
            ],
        ),
        (
            "now",
            _now,
            _("Sends what waits for edXML and e-mail; exit code 1 when something did not leave."),
            [options.as_json()],
        ),
        (
            "receipt",
            _receipt,
            _("Records who signed for the copy to recipient POSITION, and when."),
            [*one, click.Option(["--by"], default="", help=_("who signed")), day, options.as_json()],
        ),
        (
            "return",
            _return,
            _("Records that the copy to recipient POSITION came back."),
            [*one, click.Option(["--reason"], required=True, help=_("why")), day, options.as_json()],
        ),
        (
            "answer",
            _answer,
            _("Takes in FILE, an edXML status message about a document of ours."),
            [click.Argument(["file"], type=options.FILE), options.as_json()],
        ),
        (
            "enclose",
            _enclose,
            _("Encloses a file with document NUMBER, or what lies at an address."),
            [
                number,
                *options.book(),
                click.Option(["--file"], type=options.FILE, help=_("the file to enclose")),
                click.Option(["--name"], default="", help=_("what lies at the address")),
                click.Option(["--address"], default="", help=_("the address, https://…")),
                click.Option(["--sha256"], default="", help=_("SHA-256 of what lies there")),
                options.as_json(),
            ],
        ),
        *post.rows(day),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    return [group]


def _status(on: datetime | None, as_json: bool) -> int:
    from workflows.services.sending_status import sending_status

    workspace, _dispatch = opened()
    found = sending_status(workspace, day_of(workspace, on))
    if as_json:
        answer = {
            "on": found.day.isoformat(),
            "counts": found.counts,
            "open": [shown(one) for one in found.open],
            "late": [shown(one) for one in found.late],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        counts = ", ".join(f"{state_name(state)} {count}" for state, count in found.counts.items() if count)
        click.echo(f"{found.day:%d/%m/%Y}: {counts or '–'}")
        for one in found.open:
            late = _("LATE since {day}").format(day=f"{one.due_on:%d/%m/%Y}") if one in found.late else ""
            click.echo("  - " + line(shown(one)) + (f" [{late}]" if late else ""))
    return 1 if found.late else 0


def _list(number: int, issuer: str, year: int, series: str, as_json: bool) -> None:
    from workflows.services.enclose import enclosures
    from workflows.services.sending_status import deliveries_of

    workspace, _dispatch = opened()
    book, number, _position = place_of(issuer, year, series, number, 0)
    found = deliveries_of(workspace, book, number)
    enclosed = enclosures(workspace, book, number)
    if as_json:
        answer = {
            "deliveries": [shown(one) for one in found],
            "enclosures": [{"name": e.name, "address": e.address, "sha256": e.sha256} for e in enclosed],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for one in found:
            click.echo(line(shown(one)))
        for enclosure in enclosed:
            click.echo(_("enclosed: {what}").format(what=enclosure))


def _to(
    number: int, position: int, issuer: str, year: int, series: str,
    channel: str, address: str, copies: int, as_json: bool,
) -> None:  # fmt: skip
    from directives.exchange.deliveries import Channel
    from workflows.services.route_delivery import route_delivery

    workspace, dispatch = opened()
    place = place_of(issuer, year, series, number, position)
    say(route_delivery(workspace, dispatch, place, Channel(channel), address, copies), as_json)


def _resolve(
    number: int, position: int, issuer: str, year: int, series: str, receiver: tuple[str, ...], as_json: bool
) -> None:
    from workflows.services.route_delivery import resolve_group

    workspace, dispatch = opened()
    added = resolve_group(workspace, dispatch, place_of(issuer, year, series, number, position), receiver)
    if as_json:
        click.echo(json.dumps([shown(one) for one in added], ensure_ascii=False))
    else:
        for one in added:
            click.echo(line(shown(one)))


def _now(as_json: bool) -> int:
    from workflows.services.send_deliveries import send_deliveries

    report = send_deliveries(*opened())
    problems = [
        {"delivery": one.delivery.subject_id, "kind": one.error.kind, "message": str(worded(one.error))}
        for one in report.not_sent
    ]
    if as_json:
        answer = {
            "sent": [shown(one) for one in report.sent],
            "not_sent": problems,
            "elsewhere": [one.subject_id for one in report.elsewhere],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for one in report.sent:
            click.echo(line(shown(one)) + f" ({one.proof})")
        for problem in problems:
            click.echo(problem["message"], err=True)
        for one in report.elsewhere:
            said = _("{subject} is being sent by another process; it is taken over after ten minutes.")
            click.echo(said.format(subject=one.subject_id), err=True)
    return 1 if problems else 0


def _receipt(
    number: int, position: int, issuer: str, year: int, series: str,
    by: str, on: datetime | None, as_json: bool,
) -> None:  # fmt: skip
    from workflows.services.record_receipt import record_receipt

    workspace, _dispatch = opened()
    place = place_of(issuer, year, series, number, position)
    say(record_receipt(workspace, place, by, day_of(workspace, on)), as_json)


def _return(
    number: int, position: int, issuer: str, year: int, series: str,
    reason: str, on: datetime | None, as_json: bool,
) -> None:  # fmt: skip
    from workflows.services.record_receipt import record_return

    workspace, _dispatch = opened()
    place = place_of(issuer, year, series, number, position)
    say(record_return(workspace, place, reason, day_of(workspace, on)), as_json)


def _answer(file: Path, as_json: bool) -> None:
    from workflows.services.record_receipt import take_status_message

    say(take_status_message(*opened(), file), as_json)


def _enclose(
    number: int, issuer: str, year: int, series: str,
    file: Path | None, name: str, address: str, sha256: str, as_json: bool,
) -> None:  # fmt: skip
    from workflows.services.enclose import enclose_address, enclose_file

    if (file is None) == (not address):
        raise click.UsageError(_("Name a file (--file), or an address (--address, --sha256)."))
    workspace, _dispatch = opened()
    book, number, _position = place_of(issuer, year, series, number, 0)
    if file is not None:
        what = enclose_file(workspace, book, number, file)
    else:
        what = enclose_address(workspace, book, number, name, address, sha256)
    if as_json:
        click.echo(
            json.dumps(
                {"name": what.name, "address": what.address, "sha256": what.sha256}, ensure_ascii=False
            )
        )
    else:
        click.echo(_("enclosed: {what}").format(what=what))
