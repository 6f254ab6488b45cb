"""Chuyển qua bưu điện: the commands ``send labels|post|book``."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.cli.deliveries import day_of, line, opened, shown
from portal.messages import _

Row = tuple[str, Callable[..., int | None], str, list[click.Parameter]]


def rows(day: click.Option) -> list[Row]:
    """Các lệnh: what they run, what they say of themselves, what they take."""
    issuer = click.Option(["--issuer"], default="", help=_("only of this office"))
    return [
        (
            "labels",
            _labels,
            _("Writes envelope labels for what waits on paper."),
            [issuer, options.output(_("the Word file to write"))],
        ),
        (
            "post",
            _post,
            _("Records that what waits on paper was handed to the post."),
            [issuer, day, options.as_json()],
        ),
        (
            "book",
            _book,
            _("Writes the postal book of an office, .docx or .xlsx by the name of the file."),
            [
                click.Option(
                    ["--issuer"], required=True, help=_("the issuing office, for example snv-dak-nong")
                ),
                click.Option(["--from", "first"], type=options.DAY, required=True, help=_("the first day")),
                click.Option(["--to", "last"], type=options.DAY, required=True, help=_("the last day")),
                options.output(_("the file to write")),
            ],
        ),
    ]


def _labels(issuer: str, output: Path) -> None:
    from workflows.services.post_paper import labels

    workspace, _dispatch = opened()
    output.write_bytes(labels(workspace, issuer))
    click.echo(_("Written: {file}").format(file=output), err=True)


def _post(issuer: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.post_paper import hand_to_post

    workspace, _dispatch = opened()
    posted = hand_to_post(workspace, day_of(workspace, on), issuer)
    if as_json:
        click.echo(json.dumps([shown(one) for one in posted], ensure_ascii=False))
    else:
        for one in posted:
            click.echo(line(shown(one)))


def _book(issuer: str, first: datetime, last: datetime, output: Path) -> None:
    from workflows.services.post_paper import postal_book_docx, postal_book_xlsx

    workspace, _dispatch = opened()
    made = postal_book_xlsx if output.suffix.lower() == ".xlsx" else postal_book_docx
    output.write_bytes(made(workspace, issuer, first.date(), last.date()))
    click.echo(_("Written: {file}").format(file=output), err=True)
