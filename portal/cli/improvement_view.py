"""Sổ khắc phục trên dòng lệnh: the register and its changes as JSON and as lines of text."""

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from portal.messages import N_, _

if TYPE_CHECKING:
    from directives.results_use.improvement import ImprovementRow
    from sipas_engine.comparison.change import Change
    from workflows.services.results_use.improvement_register import (
        ImprovementChanges,
        ImprovementRegister,
        RegisterUnit,
    )

STATES = {
    "to_fill": N_("not handed in"),
    "submitted": N_("handed in"),
    "returned": N_("sent back to be mended"),
    "accepted": N_("accepted"),
}
"""Tình trạng sổ: in words."""


def register_answer(found: "ImprovementRegister", units: Collection[str] = ()) -> dict[str, Any]:
    """Sổ dạng JSON: figures as they are printed; null where nothing is known."""
    shown = [one for one in found.units if not units or one.unit.id in units]
    prefill = found.prefill
    return {
        "campaign": found.plan.id,
        "result_of": prefill.result_of if prefill else None,
        "made_on": prefill.day.isoformat() if prefill else None,
        "choice": prefill.choice.in_words if prefill else None,
        "counts": dict(found.counts),
        "not_handed_in": [one.unit.id for one in found.absent],
        "units": [_unit(one) for one in shown],
    }


def _unit(one: "RegisterUnit") -> dict[str, Any]:
    return {
        "unit": one.unit.id,
        "name": one.unit.name,
        "state": one.register.state.value if one.rows else None,
        "no_rows": one.reason.value if one.reason else None,
        "day": one.register.day.isoformat() if one.register.day else None,
        "reason": one.register.reason,
        "rows": [
            {
                **row_answer(row.row),
                "missing": list(row.row.remedy.missing),
                "step": row.step,
                "duty": row.duty.state.value if row.duty else None,
            }
            for row in one.rows
        ],
        "struck": [row_answer(row) for row in one.struck],
    }


def row_answer(row: "ImprovementRow") -> dict[str, Any]:
    """Dòng dạng JSON: what was measured and what was written."""
    one, remedy = row.weakness, row.remedy
    return {
        "criterion": one.code,
        "name": one.name,
        "n": one.n,
        "value": _number(one.value),
        "group": _number(one.group),
        "distance": _number(one.distance),
        "told_apart": one.apart,
        "remedy": {
            "cause": remedy.cause,
            "remedy": remedy.remedy,
            "person": remedy.person,
            "post": remedy.post,
            "deadline": remedy.deadline.isoformat() if remedy.deadline else "",
            "evidence": remedy.evidence,
        },
        "added": row.added,
        "struck": row.struck,
    }


def say_register(found: "ImprovementRegister", units: Collection[str] = ()) -> None:
    """In sổ: a line for each unit, one for each of its rows."""
    if found.prefill is None:
        click.echo(_("The register has not been made yet: “vanthu improvement prefill”."))
        return
    click.echo(found.prefill.choice.in_words)
    for one in found.units:
        if units and one.unit.id not in units:
            continue
        if one.reason:
            click.echo(f"{one.unit.name}: {_reason_said(one.reason.value)}")
            continue
        said = _("{name}: {state}, {filled}/{rows} filled in, {done} with evidence, {late} late")
        click.echo(
            said.format(
                name=one.unit.name,
                state=_(STATES[one.register.state.value]),
                filled=one.filled,
                rows=len(one.rows),
                done=one.done,
                late=one.late,
            )
        )
        if one.register.reason:
            click.echo("  " + _("Sent back to be mended: {reason}").format(reason=one.register.reason))
        for row in one.rows:
            weakness = row.row.weakness
            day = f"{row.row.remedy.deadline:%d/%m/%Y}" if row.row.remedy.deadline else "–"
            click.echo(f"  {weakness.code} {_number(weakness.value)} {weakness.name} · {day}")


def changes_answer(changes: "ImprovementChanges", units: Collection[str] = ()) -> dict[str, Any]:
    """Thay đổi dạng JSON: the interval in percentage points; null where nothing can be said."""
    return {
        "used": changes.used,
        "later": changes.later or None,
        "measured": changes.is_measured,
        "rows": [
            {"unit": unit, "criterion": code, **_change(change)}
            for (unit, code), change in changes.by_row.items()
            if not units or unit in units
        ],
    }


def _change(change: "Change") -> dict[str, Any]:
    return {
        "earlier": _number(change.earlier),
        "later": _number(change.later),
        "difference": _number(change.difference),
        "interval": [round(end, 2) for end in change.interval] if change.interval else None,
        "verdict": change.verdict.value,
        "reason": change.reason.value if change.reason else None,
        "said": change.in_words,
    }


def say_changes(
    found: "ImprovementRegister", changes: "ImprovementChanges", units: Collection[str] = ()
) -> None:
    """In thay đổi: a line for each row; what cannot be compared is said."""
    from workflows.services.results_use.improvement_files import REGRESSION_NOTE

    if not changes.later:
        click.echo(_("The plan names no later survey: write it as “compared_with” or say --with."))
    names = {one.unit.id: one.unit.name for one in found.units}
    for (unit, code), change in changes.by_row.items():
        if units and unit not in units:
            continue
        ends = "; ".join(f"{end:+.2f}" for end in change.interval or ()).replace(".", ",")
        shown = f" {_number(change.difference)} [{ends}]" if ends else ""
        figures = f"{_number(change.earlier) or '–'} → {_number(change.later) or '–'}"
        click.echo(f"{names.get(unit, unit)}, {code}: {figures}{shown}  {change.in_words}")
    if changes.is_measured:
        click.echo(REGRESSION_NOTE)


def _reason_said(reason: str) -> str:
    from sipas_engine.comparison.change import REASONS, WhyNot

    return REASONS[WhyNot(reason)]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}".replace(".", ",")
