"""Nhận phiếu: what lies in the folder of returned forms is accepted or refused; every quarter of an hour."""

import time

from prefect import flow

from workflows.flows.business_events import announce
from workflows.services.take_returns import take_returns as take
from workflows.services.watched_folder import Fate
from workflows.settings import read_settings
from workflows.wiring import open_workspace
from workflows.wording import vietnamese


@flow(name="take-returns", flow_run_name="nhan-phieu")
async def take_returns() -> dict[str, int]:
    """Nhận phiếu: returns how many files were taken, refused, or left since they are not whole yet."""
    taken = take(open_workspace(), read_settings().returned_forms, vietnamese(), now=time.time())
    counts = {fate.value: sum(one.fate is fate for one in taken) for fate in Fate}
    if counts[Fate.DONE.value]:
        announce("vanthu.returns.arrived", "returns", count=counts[Fate.DONE.value])
    return counts
