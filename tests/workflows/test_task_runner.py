"""Nơi chạy các lô: threads, or a Dask cluster when one is named; what is written is the same."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from prefect.task_runners import ThreadPoolTaskRunner
from prefect_dask.task_runners import DaskTaskRunner

from tests.workflows.walking import FEW, UNTIL, Campaign, Server, begun, dak_nong
from workflows.flows.task_runner import InvalidDaskAddress, MissingDask, task_runner


@pytest.mark.parametrize("address", [None, "", "  "])
def test_without_a_cluster_batches_run_on_threads(address: str | None) -> None:
    environment = {} if address is None else {"VANTHU_DASK_ADDRESS": address}
    assert isinstance(task_runner(environment), ThreadPoolTaskRunner)


@pytest.mark.parametrize("address", ["local", "tcp://10.0.0.5:8786", "tls://may-chu:8786"])
def test_with_one_they_run_there(address: str) -> None:
    runner = task_runner({"VANTHU_DASK_ADDRESS": address})
    assert isinstance(runner, DaskTaskRunner)
    if address == "local":
        assert runner.cluster_kwargs["host"] == "127.0.0.1"
        assert runner.cluster_kwargs["dashboard_address"] is None
    else:
        assert runner.address == address


def test_an_address_that_names_no_scheduler_is_refused() -> None:
    with pytest.raises(InvalidDaskAddress) as refused:
        task_runner({"VANTHU_DASK_ADDRESS": "may-chu"})
    assert (refused.value.where, refused.value.fields["address"]) == ("VANTHU_DASK_ADDRESS", "may-chu")


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(MissingDask, match=r"vanthu\[dask\]"):
        task_runner({"VANTHU_DASK_ADDRESS": "local"})


class OnDask(Campaign):
    """Đợt chạy trên cụm Dask: made on this machine for the run."""

    def environment(self, server: Server) -> Mapping[str, str]:
        """Môi trường của quy trình: with the cluster named."""
        return {**super().environment(server), "VANTHU_DASK_ADDRESS": "local"}


@pytest.mark.slow
@pytest.mark.prefect
def test_on_a_dask_cluster_the_same_is_written_as_on_threads(prefect_api: Server, tmp_path: Path) -> None:
    on_threads = begun(tmp_path / "luong", dak_nong(FEW), UNTIL)
    made = begun(tmp_path / "dask", dak_nong(FEW), UNTIL)
    on_dask = OnDask(made.home, made.id, made.until)
    on_threads.walked(prefect_api)
    on_dask.walked(prefect_api)
    tables = on_dask.tables()
    assert len(tables["register_entry"]) > 10
    assert tables == on_threads.tables()
    assert on_dask.files() == on_threads.files()
