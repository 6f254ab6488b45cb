"""Một năm sử dụng kết quả: Tam Đường's result of 2019 is frozen, the year which puts it to use has begun.

The surveys of 2019 and 2020 are synthetic. They are made once in a process (about a second) and copied for each test.
"""

import shutil
import tempfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from tests.workspaces import VIETNAM, workspace_at
from workflows.services.advance import advance_day, due_days
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = EXAMPLES / "followup" / "tam-duong-2020" / "plan.toml"
#: The plan that follows the use up, the survey whose result it uses, and the one that shows whether it helped.
ID, USED, LATER = "tam-duong-2020", "tam-duong-2019", "tam-duong-2020-do-luong"
#: The letter's day; the day on which the result of 2020 is frozen.
BEGUN, MEASURED = date(2020, 3, 31), date(2020, 12, 14)

TAM_DUONG, THEN_SIN, TA_LENG, GIANG_MA, HO_THAU, BINH_LU, SON_BINH = (
    "ubnd-thi-tran-tam-duong-03390",
    "ubnd-xa-then-sin-03394",
    "ubnd-xa-ta-leng-03400",
    "ubnd-xa-giang-ma-03405",
    "ubnd-xa-ho-thau-03406",
    "ubnd-xa-binh-lu-03412",
    "ubnd-xa-son-binh-03413",
)
NUNG_NANG, BAN_GIANG, BAN_HON, BAN_BO, NA_TAM, KHUN_HA = (
    "ubnd-xa-nung-nang-03415",
    "ubnd-xa-ban-giang-03418",
    "ubnd-xa-ban-hon-03421",
    "ubnd-xa-ban-bo-03424",
    "ubnd-xa-na-tam-03427",
    "ubnd-xa-khun-ha-03430",
)
UNITS = (
    TAM_DUONG, THEN_SIN, TA_LENG, GIANG_MA, HO_THAU, BINH_LU, SON_BINH,
    NUNG_NANG, BAN_GIANG, BAN_HON, BAN_BO, NA_TAM, KHUN_HA,
)  # fmt: skip
#: Emptied when the process ends.
_KEPT: list[tempfile.TemporaryDirectory[str]] = []
#: Who follows the plan up and reminds; above it the district's committee.
STANDING, DISTRICT = "pnv-huyen-tam-duong", "ubnd-huyen-tam-duong"


def year_of_use(folder: Path, until: date = BEGUN) -> Workspace:
    """Năm sử dụng kết quả: a workspace in ``folder`` whose clock stands at eight in the morning of ``until``.

    The result of 2019 is frozen and the plan has begun; from ``MEASURED`` on the survey of 2020 is frozen too. Nobody
    has done or been reminded of anything yet.
    """
    shutil.copytree(_prepared(measured=until >= MEASURED), folder, dirs_exist_ok=True)
    return on_day(_at(folder, until), until)


def on_day(workspace: Workspace, day: date, hour: int = 8) -> Workspace:
    """Ngày khác: the same workspace on another day."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)
    return replace(workspace, now=lambda: moment)


def measure(workspace: Workspace, campaign: str, last: date) -> Workspace:
    """Đo lường: starts a synthetic survey of the district and carries it on to its last day; it is frozen then."""
    plan, drafts = read_plan(EXAMPLES / "campaigns" / campaign / "plan.toml")
    start_campaign(on_day(workspace, plan.anchors["T0"]), plan, drafts)
    for day in due_days(workspace, campaign, last):
        advance_day(on_day(workspace, day), campaign, day)
    return workspace


@cache
def _prepared(*, measured: bool) -> Path:
    _KEPT.append(tempfile.TemporaryDirectory(prefix="tam-duong-"))
    folder = Path(_KEPT[-1].name)
    if measured:
        earlier = _prepared(measured=False)
        shutil.copytree(earlier, folder, dirs_exist_ok=True)
        measure(_at(folder, MEASURED), LATER, MEASURED).engine.dispose()
        return folder
    workspace = measure(_at(folder, BEGUN), USED, date(2019, 12, 12))
    start_campaign(on_day(workspace, BEGUN), *read_plan(PLAN))
    workspace.engine.dispose()
    return folder


def _at(folder: Path, day: date) -> Workspace:
    return on_day(workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder), day)
