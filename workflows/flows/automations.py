"""Tự động của Prefect: puts the shipped automations into the server, each once; run as a program by ``up``."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # ships no type information; Prefect brings it along
from prefect.client.orchestration import PrefectClient, get_client
from prefect.events.schemas.automations import AutomationCore


async def put_automations(folder: Path) -> int:
    """Đặt các tự động: those of the folder's files; returns how many there are.

    One that is there already is brought up to date, and stays switched off where somebody switched it off.
    """
    files = sorted(folder.glob("*.yaml"))
    async with get_client() as client:
        for file in files:
            await _put(client, yaml.safe_load(file.read_text(encoding="utf-8")))
    return len(files)


async def _put(client: PrefectClient, wanted: dict[str, Any]) -> None:
    for action in wanted["actions"]:
        if "deployment_id" in action:  # a file names a deployment by its name, the server by its id
            found = await client.read_deployment_by_name(action["deployment_id"])
            action["deployment_id"] = found.id
    automation = AutomationCore.model_validate(wanted)
    there = await client.read_automations_by_name(automation.name)
    if there:
        await client.update_automation(
            there[0].id, automation.model_copy(update={"enabled": there[0].enabled})
        )
    else:
        await client.create_automation(automation)


if __name__ == "__main__":
    asyncio.run(put_automations(Path(sys.argv[1])))
