"""Thiết lập của đợt: values of open points that stand in its plan, its draws and its re-check, not in its result."""

from decimal import Decimal
from fractions import Fraction

from directives.numbers import percentage
from storage import field_records
from storage.database import reading
from storage.samples import find_draw, lists_of
from workflows.services.campaign_state import CampaignState
from workflows.services.field_book import recheck_draw_of
from workflows.services.workspace import Workspace


def chosen_settings(workspace: Workspace, state: CampaignState) -> dict[str, str]:
    """Thiết lập đã chọn: in words, by the name of the open point; a point without a value here has its usual one."""
    plan = state.plan
    found = {"max_missing_share": _percent(Fraction(str(plan.returns.max_missing_share)))}
    if plan.target is not None:
        found["target"] = _percent(Fraction(str(plan.target)))
    with reading(workspace.engine) as connection:
        drawn = field_records.in_force(connection, plan.id, "recheck_draw").get("draw")
        draws = [find_draw(connection, one.key) for one in lists_of(connection, plan.id)]
    if drawn is not None:
        found["recheck_share"] = _percent(recheck_draw_of(drawn).share)
    reserves = sorted({kept.drawn.settings.reserve for kept in draws if kept is not None})
    if reserves:
        found["reserve_share"] = ", ".join(map(_percent, reserves))
    return found


def _percent(share: Fraction) -> str:
    places = next(
        places for places in range(3) if (share * 10 ** (places + 2)).denominator == 1 or places == 2
    )
    return percentage(Decimal(str(float(100 * share))), places)
