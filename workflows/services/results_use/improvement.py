"""Lập sổ khắc phục: the weak criteria of every unit that was measured, from the frozen result which the plan uses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from directives.results_use.improvement import Choice, ImprovementRow, Prefill, Weakness, chosen_weaknesses
from directives.results_use.improvement_settings import usual_choice
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.weakness import WeakCriterion, weakest_criteria
from sipas_engine.comparison.change import WhyNot
from sipas_engine.index.result import UnitIndex
from storage import audit, campaigns
from storage.database import transaction
from workflows.services.followup_state import followup_state
from workflows.services.results_use.improvement_records import (
    Kept,
    concerned_units,
    keep_prefill,
    keep_rows,
    kept_register,
)
from workflows.services.results_use.used_result import unit_or_reason, used_edition
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Prefilled:
    """Sổ đã lập: how many rows came anew, had their figures renewed, and units left as they are: handed in already."""

    prefill: Prefill
    new: int
    renewed: int
    closed: tuple[str, ...] = ()


def prefill_register(workspace: Workspace, campaign: str, choice: Choice | None = None) -> Prefilled:
    """Lập sổ: rows that are not there yet come, figures follow the result; nothing a unit wrote is touched.

    ``choice`` None: as the register was made before, else the usual one. Raises UnknownCampaign, NoResultToUse.
    """
    state = followup_state(workspace, campaign)
    edition = used_edition(workspace, state.plan)
    found = {unit: unit_or_reason(workspace, edition, state.plan, unit) for unit in concerned_units(state)}
    used = state.plan.result_of or campaign
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        kept = kept_register(connection, campaign)
        wanted = choice or (kept.prefill.choice if kept.prefill else usual_choice())
        measured = {unit: one for unit, one in found.items() if isinstance(one, UnitIndex)}
        weak = {unit: chosen_weaknesses(criteria_of(edition, one), wanted) for unit, one in measured.items()}
        frozen = campaigns.frozen_result(connection, used)
        prefill = Prefill(
            result_of=used,
            result=frozen.sha256 if frozen else "",
            day=workspace.today(),
            choice=wanted,
            unmeasured=_because(found, WhyNot.NOT_MEASURED, WhyNot.NO_ANSWERS),
            withheld=_because(found, WhyNot.WITHHELD),
            left_out={unit: more for unit, (_, more) in weak.items() if more},
        )
        if kept.prefill and replace(kept.prefill, day=prefill.day) == prefill:
            prefill = kept.prefill
        rows = list(_rows(kept, {unit: chosen for unit, (chosen, _) in weak.items()}))
        new = [row for row in rows if (row.unit, row.code) not in kept.rows]
        renewed = list(_renewed(kept, edition, measured))
        closed = tuple(unit for unit in measured if not kept.of(unit).is_open)
        changed = keep_rows(connection, workspace, campaign, [*new, *renewed])
        changed += keep_prefill(connection, workspace, campaign, prefill)
        if changed:
            told = {
                "result": prefill.result_of,
                "new": len(new),
                "renewed": len(renewed),
                "units": len(measured),
                "unmeasured": list(prefill.unmeasured),
                "withheld": list(prefill.withheld),
            }
            act = audit.Act(workspace.timestamp(), workspace.actor, "improvement_prefilled", campaign, told)
            audit.append(connection, f"campaign/{campaign}", act)
    return Prefilled(prefill, len(new), len(renewed), closed)


def criteria_of(edition: Edition, unit: UnitIndex) -> tuple[Weakness, ...]:
    """Tiêu chí của đơn vị: all that may be shown, beside the mean of its level."""
    every = len(edition.result.questions.criteria)
    found = weakest_criteria(edition.result, unit, every, groups=edition.groups.get(unit.level))
    return tuple(_weakness(one) for one in found)


def _weakness(one: WeakCriterion) -> Weakness:
    return Weakness(one.code, one.name, one.n, one.s, one.published, one.group, one.distance, one.apart)


def _because(found: dict[str, UnitIndex | WhyNot], *reasons: WhyNot) -> tuple[str, ...]:
    return tuple(unit for unit, one in found.items() if one in reasons)


def _rows(kept: Kept, weak: dict[str, tuple[Weakness, ...]]) -> Iterator[ImprovementRow]:
    """Dòng của kết quả: of units whose register is still open."""
    for unit, chosen in weak.items():
        if kept.of(unit).is_open:
            yield from (ImprovementRow(unit, one) for one in chosen)


def _renewed(kept: Kept, edition: Edition, measured: dict[str, UnitIndex]) -> Iterator[ImprovementRow]:
    """Dòng đổi số liệu: a result that was frozen anew has other figures; what people wrote stays."""
    for unit, one in measured.items():
        if not kept.of(unit).is_open:
            continue
        now = {weakness.code: weakness for weakness in criteria_of(edition, one)}
        for row in kept.rows_of(unit):
            if row.code in now and now[row.code] != row.weakness:
                yield replace(row, weakness=now[row.code])
