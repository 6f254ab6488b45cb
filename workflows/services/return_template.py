"""Bảng nhập phiếu của đơn vị: the workbook in which an office types its forms, with the places it may name."""

from collections.abc import Iterable
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.org.chart import Snapshot
from sipas_engine.forms.questionnaire import Questionnaire
from sipas_engine.forms.return_workbook import Office, return_workbook
from storage.files import write_whole
from workflows.services.campaign_state import campaign_state, first_day
from workflows.services.read_returns import path_of
from workflows.services.workspace import Workspace


class NotSurveyed(DirectiveError):
    """Không phải địa bàn điều tra: the campaign expects no forms of this unit."""

    kind = "not_surveyed"
    template = N_("The campaign expects no forms of {unit!r}. It does of: {known}.")


def write_return_template(questionnaire: Questionnaire, office: Office, output: Path, rows: int) -> None:
    """Ghi bảng nhập phiếu: raises ValueError for a number of rows that no sheet should have."""
    content = return_workbook(questionnaire, office, rows)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, content)


def office_of(workspace: Workspace, campaign: str, unit: str) -> Office:
    """Nơi nhập phiếu: the unit with its communes on the first day of the campaign.

    Raises UnknownCampaign, NotSurveyed.
    """
    state = campaign_state(workspace, campaign)
    found = next((one for one in state.units if one.id == unit), None)
    if found is None:
        known = ", ".join(one.id for one in state.units)
        raise NotSurveyed(where=unit, unit=unit, known=known)
    snapshot: Snapshot = workspace.chart.on(first_day(workspace, state.plan))
    paths = [path_of(snapshot, one) for one in snapshot.children(found.unit) or (found.unit,)]
    return Office(
        name=found.full_name,
        province=_once(path[0] for path in paths),
        districts=_once(part for path in paths for part in path[1:-1]),
        communes=_once(path[-1] for path in paths),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
