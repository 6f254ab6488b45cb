"""Dấu hiệu bất thường: ``returns audit``."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import N_, _, worded_problem

if TYPE_CHECKING:
    from rich.console import Console

    from sipas_engine.integrity.audit import Audit, Flag, Rate

#: Tên dấu hiệu: how each kind of flag is called in the list.
_KINDS = {
    "copied_answers": N_("copied answers"),
    "straight_lines": N_("straight lines"),
    "all_maximum": N_("everything at the maximum"),
    "shared_phone": N_("one phone"),
    "impossible_speed": N_("impossible speed"),
    "collector_effect": N_("collector effect"),
    "equal_answers": N_("equal forms"),
}

_MOST_FORM_FLAGS = 20


def commands() -> list[click.Command]:
    """Các lệnh: of this module, for the group ``returns``."""
    return [
        click.Command(
            "audit",
            callback=_audit,
            help=_(
                "Looks for signs of fabrication in FORMS (one or more files) and ranks where to look. "
                "Nothing is rejected."
            ),
            params=[
                click.Argument(["forms"], type=options.FILE, nargs=-1, required=True),
                click.Option(
                    ["--questions"],
                    type=options.FILE,
                    help=_("the question set, a TOML file; else the columns named like 1.1"),
                ),
                click.Option(
                    ["--threshold"],
                    type=float,
                    help=_(
                        "the score from which a collector is flagged; a higher one gives fewer false alarms"
                    ),
                ),
                options.as_json(),
            ],
        )
    ]


def _audit(forms: tuple[Path, ...], questions: Path | None, threshold: float | None, as_json: bool) -> None:
    if threshold is not None and not math.isfinite(threshold):
        raise click.BadParameter(_("a finite number is needed"), param_hint="--threshold")
    from sipas_engine.integrity.as_json import audit_as_json
    from sipas_engine.integrity.audit import THRESHOLD
    from sipas_engine.integrity.from_file import audit_from_files

    found = audit_from_files(forms, questions, THRESHOLD if threshold is None else threshold)
    for column, cells in found.unread.items():
        said = _("Column {column}: {cells} cells are no ISO 8601 time and were not used.")
        click.echo(said.format(column=column, cells=cells), err=True)
    if as_json:
        click.echo(json.dumps(audit_as_json(found, worded_problem), ensure_ascii=False))
    else:
        _show(found)


def _show(found: "Audit") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(
        _("{forms} forms, {collectors} collectors.").format(forms=found.forms, collectors=len(found.scores))
    )
    people = [flag for flag in found.flags if flag.collector is not None]
    groups = [flag for flag in found.flags if flag.collector is None]
    for title, flags, who in (
        (_("Collectors to look at, the strongest evidence first"), people, _("collector")),
        (_("Forms with equal answers, the least likely first"), groups[:_MOST_FORM_FLAGS], _("forms")),
    ):
        if flags:
            table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
            for heading in ("", who, _("score"), _("sign"), _("evidence")):
                table.add_column(heading)
            for flag in flags:
                table.add_row(*_row(flag))
            console.print(table)
    _show_rates(console, _("Rates by office"), found.offices)
    _show_rates(console, _("Rates by collector"), found.collectors)
    console.print(
        _(
            "● reaches the threshold {threshold}: of honest collectors at most {rate} % do. These are reasons to look, "
            "never to reject: a person decides, and writes down why."
        ).format(threshold=found.threshold, rate=f"{100 * found.false_alarm_rate:g}")
    )


def _row(flag: "Flag") -> tuple[str, str, str, str, str]:
    who = flag.collector if flag.collector is not None else "–"
    score = f"{flag.score:.1f}".replace(".", ",")
    return ("●" if flag.flagged else "", who, score, _(_KINDS[flag.kind]), worded_problem(flag.evidence))


def _show_rates(console: "Console", title: str, rates: "tuple[Rate, ...]") -> None:
    from rich import box
    from rich.table import Table

    if not rates:
        return
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for heading in (_("name"), _("forms"), _("straight lines"), _("everything at the maximum")):
        table.add_column(heading, justify="left" if heading == _("name") else "right")
    for rate in sorted(rates, key=lambda rate: (-rate.straight_lines / rate.forms, rate.name)):
        shares = [
            f"{count} ({100 * count / rate.forms:.0f} %)" for count in (rate.straight_lines, rate.all_maximum)
        ]
        table.add_row(rate.name, str(rate.forms), *shares)
    console.print(table)
