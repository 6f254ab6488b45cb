"""prefect.yaml: every deployment can be loaded, and its name leads the thin client to the same flow."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.flows import load_flow_from_entrypoint

ROOT = Path(__file__).parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: d["name"])
def test_an_entrypoint_of_prefect_yaml_loads(
    deployment: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    assert isinstance(flow, Flow)
    assert flow.name == deployment["name"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: d["name"])
def test_the_thin_client_finds_the_same_flow_by_the_deployment_name(deployment: dict[str, Any]) -> None:
    name = deployment["name"].replace("-", "_")
    flow = getattr(import_module(f"workflows.flows.{name}"), name)
    assert deployment["entrypoint"] == f"workflows/flows/{name}.py:{name}"
    assert flow.name == deployment["name"]
