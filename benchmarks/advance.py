"""Một ngày của cả nước: provinces and communes each issue a directive, through Prefect and in a plain loop.

Both use the same services, batches and database; ours adds flow, task runs and events on a server that is warm. So
the difference is what Prefect costs. Some hundred offices are measured five times; the whole nation's day, 34
provinces and 3,321 communes, once with ``python -m benchmarks.advance [sqlite|postgres|dask]``.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from functools import partial
from importlib import import_module
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from benchmarks.batch import DRAFT
from benchmarks.measure import Result, Work, compare
from directives.followup.plan import ActKind, Due, Plan, Step
from tests.postgresql_server import postgresql_server
from tests.workflows.walking import Server
from workflows.services.advance import advance_day
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace
from workflows.wiring import open_workspace

_OFFICES = 3355
#: A batch on every core and the beginning of another: of more than that each second costs the same.
_SOME = 700
_WARM = 20
_DASK_PORT = 48_786
_ID = "ca-nuoc"
_DAY = date(2026, 10, 5)

#: Cách làm: does the day's work on the home and database of the environment; returns how many duties were done.
Way = Callable[[], int]


class _Day:
    """Ngày được đo: on databases of its own, each new; the work may be shared by processes that stay."""

    def __init__(
        self,
        folder: Path,
        database: Callable[[str], str],
        workers: int = 1,
        beside: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._folder, self._database, self._workers, self._beside = folder, database, workers, beside
        self._number = count(1)
        # Processes of their own, started once: what is measured is the day, not how Python starts.
        self._pool = ProcessPoolExecutor(workers, get_context("spawn")) if workers > 1 else None

    def done(self, way: Way, offices: int) -> int:
        """Làm một ngày: every office's directive once, whoever does it."""
        return self.timed(way, offices)[0]

    def timed(self, way: Way, offices: int) -> tuple[int, float]:
        """Làm và bấm giờ: how many directives, and the seconds without those in which the campaign was opened."""
        workspace = self._begun(offices)
        with self._beside():
            begin = time.perf_counter()
            if self._pool is None:
                done = way()
            else:
                home, url = os.environ["VANTHU_HOME"], os.environ["VANTHU_DATABASE_URL"]
                jobs = [self._pool.submit(_elsewhere, way, home, url) for _ in range(self._workers)]
                done = sum(job.result() for job in jobs)
            seconds = time.perf_counter() - begin
        workspace.engine.dispose()
        if done != offices:
            raise AssertionError(f"{done} directives, not {offices}")
        return done, seconds

    def end(self) -> None:
        """Kết thúc: the processes too."""
        if self._pool is not None:
            self._pool.shutdown()

    def _begun(self, offices: int) -> Workspace:
        """Kế hoạch đã mở: in a new database, with nothing issued yet."""
        name = f"home{next(self._number)}"
        os.environ["VANTHU_HOME"] = str(self._folder / name)
        os.environ["VANTHU_DATABASE_URL"] = self._database(name)
        workspace = open_workspace()
        plan = _plan(workspace, offices)
        start_campaign(workspace, plan, {DRAFT.name: DRAFT.read_text(encoding="utf-8")})
        return workspace


def through_prefect() -> int:
    """Qua Prefect: the flow as it is run by a worker."""
    # Imported late: a flow reads where its batches run, and which server it talks to, when it is made.
    from workflows.flows.run_campaign import run_campaign

    return asyncio.run(run_campaign(_ID, _DAY))


def in_a_loop() -> int:
    """Vòng lặp thường: the same services without a scheduler."""
    return advance_day(open_workspace(), _ID, _DAY)


def _elsewhere(way: Way, home: str, url: str) -> int:
    os.environ["VANTHU_HOME"], os.environ["VANTHU_DATABASE_URL"] = home, url
    return way()


@contextmanager
def _on_sqlite() -> Iterator[_Day]:
    """SQLite: one worker, batches one after the other, each on every core."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)):
        yield _Day(Path(folder), lambda name: f"sqlite:///{folder}/{name}/vanthu.db")


@contextmanager
def _on_postgres() -> Iterator[_Day]:
    """PostgreSQL: two workers share the batches, on a server of our own with fsync and synchronous_commit on."""
    import psycopg

    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql_server(durable=True) as url,
        _server(Path(folder)),
        psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection,
    ):

        def database(name: str) -> str:
            connection.execute(f'CREATE DATABASE "{name}"')
            return url.removesuffix("postgres") + name

        day = _Day(Path(folder), database, workers=2)
        try:
            yield day
        finally:
            day.end()


@contextmanager
def _on_dask() -> Iterator[_Day]:
    """Dask: a cluster of as many workers as cores, on SQLite; batches of the step side by side."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)):
        yield _Day(Path(folder), lambda name: f"sqlite:///{folder}/{name}/vanthu.db", beside=_cluster)


@contextmanager
def _cluster() -> Iterator[None]:
    """Cụm Dask đã nóng: it is there before the day's work comes, as an office's cluster is, with the flows loaded."""
    from distributed import Client, LocalCluster

    from workflows.flows import batches

    with (
        LocalCluster(
            os.cpu_count(),
            threads_per_worker=1,
            host="127.0.0.1",
            # A flow keeps the address it was loaded with: every day's cluster listens at the same one.
            scheduler_port=_DASK_PORT,
            dashboard_address=None,
        ) as cluster,
        Client(cluster) as client,
    ):
        client.run(import_module, batches.__name__)
        os.environ["VANTHU_DASK_ADDRESS"] = cluster.scheduler_address
        try:
            yield
        finally:
            del os.environ["VANTHU_DASK_ADDRESS"]


_PLACES = {"sqlite": _on_sqlite, "postgres": _on_postgres, "dask": _on_dask}


def advance_day_sqlite() -> Result:
    """SQLite: one worker."""
    return _measured("sqlite")


def advance_day_postgres() -> Result:
    """PostgreSQL: two workers, beside two processes that each run the plain loop."""
    return _measured("postgres")


def advance_day_dask() -> Result:
    """Dask: a cluster that is there already, beside one plain loop that renders on every core."""
    return _measured("dask")


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield from (advance_day_sqlite, advance_day_postgres, advance_day_dask)


def _measured(place: str) -> Result:
    with _PLACES[place]() as day:
        ours, theirs = (Work(partial(day.done, way, _SOME)) for way in (through_prefect, in_a_loop))
        return compare(f"advance_day_{place}", "directives/s", ours, "a plain loop", theirs)


def whole_day(place: str) -> str:
    """Cả nước một lần: seconds through Prefect and in the loop after a short warm-up, and how busy the machine was."""
    with _PLACES[place]() as day:
        for way in (through_prefect, in_a_loop):
            day.done(way, _WARM)
        _, ours = day.timed(through_prefect, _OFFICES)
        busy = os.getloadavg()[0]
        _, theirs = day.timed(in_a_loop, _OFFICES)
    return (
        f"{place}: {ours:.1f} s through Prefect, {theirs:.1f} s in a loop, share {ours / theirs - 1:.1%}; "
        f"load {busy:.1f} and {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def _plan(workspace: Workspace, offices: int) -> Plan:
    """Kế hoạch: the first so many of the provinces' and communes' committees owe one directive."""
    chart = workspace.chart.on(_DAY)
    found = [office.id for level in ("province", "commune") for office in chart.offices(level=level)]
    committees = tuple(one for one in found if one.startswith("ubnd-"))[:offices]
    step = Step(
        "chi_dao", "UBND các cấp chỉ đạo", ActKind.ISSUE, Due(on=_DAY), draft=DRAFT.name, owed_by=("units",)
    )
    return Plan(_ID, "Chỉ đạo của cả nước", "", "", {}, (step,), standing_office="bnv", units=committees)


@contextmanager
def _server(folder: Path) -> Iterator[Server]:
    """Máy chủ Prefect đã nóng: a real one, asked once before anything is measured (the warm-up of ``compare``)."""
    server = Server(folder)
    known = dict(os.environ)
    server.start()
    os.environ.update({k: v for k, v in server.environment.items() if k.startswith(("PREFECT_", "DO_NOT"))})
    os.environ["PREFECT_LOGGING_LEVEL"] = "ERROR"
    try:
        yield server
    finally:
        server.kill()
        os.environ.clear()
        os.environ.update(known)


if __name__ == "__main__":
    # Each place in a process of its own: a scheduler's client remembers which server it talked to first.
    if len(sys.argv) == 1:
        for one in _PLACES:
            subprocess.run([sys.executable, "-m", "benchmarks.advance", one], check=True)
    for one in sys.argv[1:]:
        print(whole_day(one), flush=True)
