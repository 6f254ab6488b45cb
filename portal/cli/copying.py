"""Sao văn bản: ``copy`` makes a numbered copy of an issued document."""

from pathlib import Path

import click

from portal.cli import options
from portal.cli.documents import say_issued
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: copy."""
    return [
        click.Command(
            "copy",
            callback=_copy,
            help=_("Copies an issued document: sao y, sao lục or trích sao, as DRAFT, a TOML file, says."),
            params=[
                click.Argument(["draft"], type=options.FILE),
                click.Option(
                    ["--of", "place"],
                    required=True,
                    help=_(
                        "the document copied: office/series/year/number, for example snv-dak-nong/CV/2026/12"
                    ),
                ),
                click.Option(["--parts"], default="", help=_("the parts an extract takes, for example 1,3")),
                click.Option(
                    ["--out"], type=options.FILE, required=True, help=_("the folder for the Word file")
                ),
                click.Option(
                    ["--key"],
                    default="",
                    help=_("the same key gives the same number again, never a second one"),
                ),
                options.as_json(),
            ],
        )
    ]


def _copy(draft: Path, place: str, parts: str, out: Path, key: str, as_json: bool) -> None:
    from workflows.services.change_state import place_of
    from workflows.services.copy_document import copy_document
    from workflows.wiring import open_workspace

    issued = copy_document(
        open_workspace(), draft, place_of(place), out, parts=_numbers(parts), idempotency_key=key
    )
    say_issued(issued, [str(issued.path)], as_json=as_json)


def _numbers(text: str) -> tuple[int, ...]:
    """Các số: separated by commas. Raises BadParameter for anything else."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if not all(piece.isascii() and piece.isdigit() and len(piece) < 5 for piece in pieces):
        raise click.BadParameter(
            _("write numbers separated by commas, for example 1,3"), param_hint="--parts"
        )
    return tuple(dict.fromkeys(map(int, pieces)))
