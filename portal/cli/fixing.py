"""Sửa thể thức: ``fix`` writes a repaired copy of a Word file and says what it changed and what is left."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from directives.text import shown_name
from portal.cli import options
from portal.cli.findings import say_finding
from portal.cli.outputs import refuse_original
from portal.messages import _, language

if TYPE_CHECKING:  # the judges are imported when a file is judged: `vanthu --help` stays quick
    from directives.checking.mending import Mended


def commands() -> list[click.Command]:
    """Các lệnh: fix."""
    return [
        click.Command(
            "fix",
            callback=_fix,
            help=_(
                "Writes a copy of a Word FILE with its form repaired where no meaning is touched; "
                "exit code 1 when an error is left for a person."
            ),
            params=[
                click.Argument(["file"], type=options.FILE),
                click.Option(
                    ["-o", "--out"],
                    type=options.FILE,
                    required=True,
                    help=_("the repaired copy; never FILE itself"),
                ),
                click.Option(["--date", "on"], type=options.DAY, help=_("judges by the law of this day")),
                options.as_json(),
            ],
        )
    ]


def _fix(file: Path, out: Path, on: datetime | None, as_json: bool) -> int:
    from directives.checking.mending import mend_file

    refuse_original(out, [file])
    mended = mend_file(file, out, on.date() if on else None)
    if as_json:
        click.echo(json.dumps(_as_json(file, out, mended), ensure_ascii=False))
    else:
        _say(file, out, mended)
    return 1 if mended.after.errors else 0


def _as_json(file: Path, out: Path, mended: "Mended") -> dict[str, object]:
    report = mended.after.to_json()
    return {
        "file": shown_name(file.name),
        "out": str(out),
        "changed": [
            {"rule": one.rule, "where": one.where, "seen": one.seen, "expected": one.expected}
            for one in mended.changed
        ],
        "left": report["findings"],
        "errors_before": mended.before.errors,
        "errors_after": mended.after.errors,
    }


def _say(file: Path, out: Path, mended: "Mended") -> None:
    from directives.checking.reporting.words import place_name

    name, target = shown_name(file.name), shown_name(str(out))
    if not mended.changed:
        click.echo(_("{file}: nothing to repair; {out} is the same file.").format(file=name, out=target))
    else:
        told = _("{file}: {count} findings repaired in {out}; errors before {before}, after {after}.")
        click.echo(
            told.format(
                file=name,
                count=len(mended.changed),
                out=target,
                before=mended.before.errors,
                after=mended.after.errors,
            )
        )
    for one in mended.changed:
        seen = _("“{seen}”").format(seen=one.seen) if one.seen else _("nothing")
        wanted = f" → {one.expected}" if one.expected else ""
        click.echo(f"  {one.rule}, {place_name(one.place, language())}: {seen}{wanted}")
    if mended.left:
        click.echo(_("Left to a person:"))
    for finding in mended.left:
        say_finding(finding)
