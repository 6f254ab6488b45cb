"""Nhận văn bản đến: what lies in the watched folder is registered; every quarter of an hour in office hours."""

import time

from prefect import flow

from workflows.flows.business_events import announce
from workflows.services.take_documents import take_documents as take
from workflows.services.watched_folder import Fate
from workflows.settings import read_settings
from workflows.wiring import open_dispatch, open_workspace
from workflows.wording import vietnamese


@flow(name="take-documents", flow_run_name="nhan-van-ban")
async def take_documents() -> dict[str, int]:
    """Nhận văn bản đến: returns how many files were taken, refused, laid aside or left since they are not whole yet."""
    folder = read_settings().incoming
    taken = take(open_workspace(), open_dispatch(), folder, vietnamese(), now=time.time())
    counts = {fate.value: sum(one.fate is fate for one in taken) for fate in Fate}
    if counts[Fate.DONE.value]:
        announce("vanthu.documents.arrived", "incoming", count=counts[Fate.DONE.value])
    return counts
