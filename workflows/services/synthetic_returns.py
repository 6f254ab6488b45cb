"""Phiếu tổng hợp: a demonstration's returns, made from a seed, sent in like those of people."""

import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from directives.followup.duties import Duty
from directives.followup.plan import SyntheticReturns
from directives.org.chart import Snapshot
from directives.org.offices import Office
from sipas_engine.returns.synthetic import synthesize_forms, write_forms_csv
from workflows.services.accept_returns import accept_returns
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.compute_result import tiers_of
from workflows.services.read_returns import path_of
from workflows.services.workspace import Workspace


def accept_synthetic_returns(
    workspace: Workspace, state: CampaignState, due: Sequence[Duty], day: date
) -> None:
    """Nhận phiếu tổng hợp: for each duty one file of made-up forms, accepted through the ordinary door."""
    write = synthetic_writer(workspace, state)
    with tempfile.TemporaryDirectory() as folder:
        for duty in due:
            unit = duty.key.unit
            file = Path(folder, f"phieu-tong-hop_{unit}.csv")
            write(unit, file)
            accept_returns(workspace, state, unit, file, day, synthetic=True)


def synthetic_writer(workspace: Workspace, state: CampaignState) -> Callable[[str, Path], None]:
    """Ghi phiếu tổng hợp: writes the made-up forms of a unit into the file which it would send in."""
    plan = state.plan
    how = plan.synthetic_returns
    if how is None:
        raise ValueError(f"campaign {plan.id} takes returns from people")
    questions, tiers = method_of(workspace, plan.id).questions, tiers_of(workspace, plan)
    snapshot = workspace.chart.on(first_day(workspace, plan))
    paths = {unit.id: _sampled_paths(snapshot, unit, how) for unit in state.units}
    ends = accumulate(len(found) * how.forms_per_unit for found in paths.values())
    first_number = {
        unit: 1 + end - len(found) * how.forms_per_unit
        for (unit, found), end in zip(paths.items(), ends, strict=True)
    }

    def write(unit: str, file: Path) -> None:
        number = first_number[unit]
        forms = synthesize_forms(
            questions, paths[unit], how.forms_per_unit, how.seed, levels=tiers, first_number=number
        )
        write_forms_csv(forms, file)

    return write


def _sampled_paths(snapshot: Snapshot, office: Office, how: SyntheticReturns) -> list[tuple[str, ...]]:
    """Địa bàn lấy phiếu: the commune itself, or so many of the district's communes, drawn from the seed."""
    communes = snapshot.children(office.unit) or (office.unit,)
    if how.communes_per_unit and len(communes) > how.communes_per_unit:
        draw = random.Random(f"{how.seed}/{office.id}")
        chosen = set(draw.sample(range(len(communes)), how.communes_per_unit))
        communes = tuple(commune for place, commune in enumerate(communes) if place in chosen)
    return [path_of(snapshot, commune) for commune in communes]
