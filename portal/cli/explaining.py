"""Giải trình: ``explain`` goes from a printed figure to its formula, counts and inputs, or from edition to edition."""

import json
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from sipas_engine.bundle.explain import Explanation
    from sipas_engine.bundle.impact import Impact
    from sipas_engine.bundle.steps import Figure, FigureKind, Step
    from sipas_engine.bundle.verify import Opened

#: A figure such as 75,00 may stand in many cells; so many are explained.
_MOST_CELLS = 20


def command() -> click.Command:
    """Lệnh explain: what it takes and does."""
    return click.Command(
        "explain",
        callback=_explain,
        help=_(
            "Explains a figure of BUNDLE: formula with its numbers, counts, settings, input files. FIGURE is a figure "
            "as printed, such as 77,22; without it, the index of --unit. With --compare: what differs in another "
            "bundle: cells, ranks, sentences."
        ),
        params=[
            click.Argument(["bundle"], type=options.FILE),
            click.Argument(["figure"], required=False),
            click.Option(["--unit"], default="", help=_("the unit, by its name; left out, all together")),
            click.Option(
                ["--level"], default="", help=_("the level of the unit, where a name stands on several")
            ),
            click.Option(["--criterion"], help=_("a criterion, by its code")),
            click.Option(["--element"], help=_("an element, by its code")),
            click.Option(["--component"], help=_("a component, by its code")),
            click.Option(["--compare"], type=options.FILE, help=_("the later bundle to compare with")),
            options.as_json(),
        ],
    )


def _explain(
    bundle: Path,
    figure: str | None,
    unit: str,
    level: str,
    criterion: str | None,
    element: str | None,
    component: str | None,
    compare: Path | None,
    as_json: bool,
) -> None:
    opened = _opened(bundle)
    if compare is not None:
        from sipas_engine.bundle.impact import impact

        _tell_impact(impact(opened, _opened(compare)), as_json)
    elif figure is not None:
        _tell_cells(opened, figure, as_json)
    else:
        from sipas_engine.bundle.explain import explained, unit_named
        from sipas_engine.bundle.steps import Figure

        choices: list[tuple[FigureKind, str | None]] = [
            ("criterion", criterion),
            ("element", element),
            ("component", component),
        ]
        asked = [(kind, code) for kind, code in choices if code is not None]
        if len(asked) > 1:
            raise click.UsageError(_("Name one of --criterion, --element and --component."))
        key = unit_named(opened, unit, level)
        found = explained(opened, Figure(key, *asked[0]) if asked else Figure(key))
        if as_json:
            click.echo(json.dumps(_as_json(found), ensure_ascii=False))
        else:
            _tell(found)


def _opened(bundle: Path) -> "Opened":
    from sipas_engine.bundle.archive import read_bundle
    from sipas_engine.bundle.verify import opened

    return opened(bundle.name, read_bundle(bundle))


def _tell_cells(opened: "Opened", text: str, as_json: bool) -> None:
    from sipas_engine.bundle.explain import explained, figures_printed, sentences_printing
    from sipas_engine.bundle.steps import UnknownFigure

    cells = list(figures_printed(opened, text))
    if not cells:
        known = ", ".join(table.title for table in opened.printed.tables)
        raise UnknownFigure(where=text, figure=text, known=known)
    asked: dict[Figure, None] = dict.fromkeys(cell.figure for cell in cells if cell.figure is not None)
    explanations = [explained(opened, figure) for figure in list(asked)[:_MOST_CELLS]]
    sentences = sentences_printing(opened, text)
    if as_json:
        answer = {
            "figure": text,
            "sentences": [{"id": one.id, "text": one.text} for one in sentences],
            "cells": [{"table": cell.table, "row": cell.row, "column": cell.column} for cell in cells],
            "explanations": [_as_json(found) for found in explanations],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for cell in cells:
        click.echo(f"“{cell.table}”, {cell.row}, {cell.column}")
    for sentence in sentences:
        click.echo(f"[{sentence.id}] {sentence.text}")
    for found in explanations:
        click.echo("")
        _tell(found)


def _as_json(found: "Explanation") -> dict[str, object]:
    return {
        "unit": found.unit,
        "level": found.level,
        "figure": found.figure,
        "n_forms": found.n_forms,
        "n_valid": found.n_valid,
        "withheld": found.withheld or None,
        "calculation": _step_json(found.step),
        "rank": found.rank or None,
        "precision": found.precision or None,
        "settings": dict(found.settings),
        "inputs": list(found.inputs),
    }


def _step_json(step: "Step") -> dict[str, object]:
    return {
        "name": step.name,
        "formula": step.formula or None,
        "value": None if step.value is None else float(step.value),
        "exact": None if step.value is None else str(Fraction(step.value)),
        "published": step.published,
        "parts": [_step_json(part) for part in step.parts],
    }


def _tell(found: "Explanation") -> None:
    place = found.unit if found.level == "national" else f"{found.unit} ({found.level})"
    click.echo(f"{place}: {found.figure}: {found.step.published}")
    forms = _("{n_valid} valid forms of {n_forms}")
    click.echo("  " + forms.format(n_valid=found.n_valid, n_forms=found.n_forms))
    for said in (found.withheld, found.rank, found.precision):
        if said:
            click.echo(f"  {said}")
    if not found.withheld:
        _tell_step(found.step, 1)
    click.echo(_("Settings in force:"))
    for name, value in found.settings:
        click.echo(f"  {name}: {value}")
    click.echo(_("Files of forms that were counted:"))
    for one in found.inputs:
        said = _("{sha256}: {forms} forms, {valid} valid").format(**one)
        click.echo(f"  {said}" + (f" ({one['office']})" if one["office"] else ""))


def _tell_step(step: "Step", depth: int) -> None:
    click.echo("  " * depth + f"{step.name}: {step.formula}")
    for part in step.parts:
        _tell_step(part, depth + 1)


def _tell_impact(found: "Impact", as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    if not (
        found.cells
        or found.ranks
        or found.sentences
        or found.settings
        or found.inputs_new
        or found.inputs_gone
    ):
        click.echo(_("Nothing moved: both bundles print the same."))
        return
    for sha256 in found.inputs_gone:
        click.echo(_("No longer counted: {sha256}").format(sha256=sha256))
    for sha256 in found.inputs_new:
        click.echo(_("Newly counted: {sha256}").format(sha256=sha256))
    for name, before, after in found.settings:
        click.echo(f"{name}: {before} → {after}")
    click.echo(_("Cells that moved: {count}").format(count=len(found.cells)))
    for cell in found.cells:
        click.echo(f"  {cell.table} | {cell.row} | {cell.column}: {cell.before or '–'} → {cell.after or '–'}")
    click.echo(_("Ranks that moved: {count}").format(count=len(found.ranks)))
    for rank in found.ranks:
        click.echo(
            f"  {rank.unit}: {rank.before or '–'} → {rank.after or '–'} "
            f"({rank.published_before} → {rank.published_after})"
        )
    click.echo(_("Sentences that moved: {count}").format(count=len(found.sentences)))
    for sentence in found.sentences:
        click.echo(f"  [{sentence.id}] {sentence.before or '–'}\n    → {sentence.after or '–'}")
