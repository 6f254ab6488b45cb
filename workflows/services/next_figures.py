"""Số liệu đem sang năm sau: the frozen result of this year as the next one's ``nam-truoc.toml``."""

from collections import Counter
from collections.abc import Mapping

from directives.errors import N_, Problem
from directives.register.toml_text import toml_of
from sipas_engine.index.result import UnitIndex
from sipas_engine.index.rounding import published_value
from workflows.services.campaign_edition import campaign_edition, result_of_office
from workflows.services.campaign_state import CampaignState
from workflows.services.next_offices import NextOffices
from workflows.services.workspace import Workspace

_NO_FIGURE = N_("{unit} has no published figure this year: the next one has nothing to compare it with.")
_SYNTHETIC = "SỐ LIỆU GIẢ LẬP: phiếu của năm trước là phiếu tổng hợp."


def figures_for_next_year(
    workspace: Workspace, state: CampaignState, offices: NextOffices, surveyed: frozenset[str], year: int
) -> tuple[str, tuple[Problem, ...]]:
    """Số liệu năm trước: TOML text, and what is to be said of it; empty text where no unit has a figure.

    A unit that went into several stands for each of them; several that went into one are converted, so that the rank
    of none of them is carried over. ``surveyed`` are the offices of the next campaign.
    """
    edition = campaign_edition(workspace, state)
    found: dict[str, UnitIndex] = {unit.id: result_of_office(edition, unit) for unit in state.units}
    into = Counter(heir for unit in state.units for heir in offices.heirs[unit.id])
    rows: list[Mapping[str, object]] = []
    notes = []
    for unit in state.units:
        own = found[unit.id]
        figure = published_value(own.sipas)
        if figure is None:
            notes.append(Problem(_NO_FIGURE, {"unit": unit.short_name}, unit.id))
            continue
        for heir in offices.heirs[unit.id]:
            if heir in surveyed:
                alone = into[heir] == 1 and offices.heirs[unit.id] == (heir,)
                row = {
                    "unit": unit.unit.title,
                    "code": unit.unit.code,
                    "into": heir,
                    "published": f"{figure:.2f}",
                    "valid_forms": own.n_valid,
                }
                rows.append(row | ({"rank": own.rank} if alone and own.rank is not None else {}))
    if not rows:
        return "", tuple(notes)
    head = [f"Chỉ số năm {year} của từng đơn vị, lấy từ kết quả đã chốt của đợt {state.plan.id}."]
    if state.plan.synthetic_returns is not None:
        head.append(_SYNTHETIC)
    table = {
        "name": f"Năm {year}",
        "this_name": f"Năm {year + 1}",
        "weighting": "by_forms",
        "units": rows,
    }
    return toml_of(table, head=head), tuple(notes)
