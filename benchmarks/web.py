"""Cổng dưới tải: fifty officers look at the pages of a nation's campaign at the same time, beside a bare FastAPI page.

Two figures matter. The rate is what the server gives when each of the fifty asks again as soon as it was answered. How
long one waits is measured apart, with as many requests a second as people make; a crowd that never pauses would only
measure its own queue. Who asks takes his part of the same processors, and so may others: what the server itself spent
on a request, and what strangers took meanwhile, is told beside the figures.
"""

import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.followup import CAMPAIGN, DAY, national
from benchmarks.machine import Watch, watched
from benchmarks.measure import Result, Work, compare
from directives.document.compose import compose
from directives.document.draft import read_draft
from examples import FOLDER
from storage import register, series_policies
from storage.database import transaction
from workflows.rehearsal import VARIABLE
from workflows.services.accounts.account_acts import create_account, give_role
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.accounts.sign_in import begin_session
from workflows.services.workspace import Workspace
from workflows.settings import Settings, sqlite_url

USERS = 50
#: Requests in one measured run, and how many a second people make where waiting is measured.
_REQUESTS, _PACE = 900, 160
#: Văn bản trong sổ: the books that people look at are not empty.
_LETTERS, _OFFICE = 300, "ubnd-thi-xa-an-khe"
_LETTER = FOLDER / "letters" / "an-khe-2021-1085" / "draft.toml"
_WORKERS = 2
_START_SECONDS = 180
_PROVINCES = ("ubnd-tinh-lam-dong", "ubnd-thanh-pho-ha-noi", "ubnd-tinh-dak-lak", "ubnd-thanh-pho-da-nang")
#: Trang và tỷ trọng: what officers look at, and how often of a hundred times.
_MIX: Sequence[tuple[int, str]] = (
    (15, "/viec-hom-nay"),
    (10, "/theo-doi"),
    (20, f"/theo-doi/{CAMPAIGN}"),
    (15, f"/theo-doi/{CAMPAIGN}/don-vi?cap-tren={{province}}"),
    (15, f"/theo-doi/{CAMPAIGN}/don-vi/{{province}}"),
    (15, f"/theo-doi/{CAMPAIGN}/cham?cap-tren={{province}}"),
    (5, f"/theo-doi/{CAMPAIGN}/bao-cao"),
    (5, "/so"),
)
#: Cổng như người ta mở nó, and a bare page by the same server program.
_PORTAL = ("-c", "from portal.cli.main import main; main()", "serve")
_UVICORN = ("-m", "uvicorn", "--no-access-log", "--log-level", "error")
#: Trang trần: what FastAPI gives when there is nothing behind it.
_BARE = """
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/{path:path}", response_class=HTMLResponse)
def page(path: str) -> str:
    return "<!doctype html><title>Trang</title><h1>Xin chào</h1>"
"""


@dataclass(frozen=True, slots=True)
class WebResult(Result):
    """Kết quả đo cổng: besides the rates how long 95 of 100 wait at the pace of people, and the campaign's page.

    ``errors`` are answers other than 200; ``page_ms`` is the median of the page asked for alone, ``page_first_ms``
    that of the first request of all. ``cpu_ms`` is the processor time of all processes of the server for one
    request of the rate's runs; ``others`` and ``others_paced`` are the parts of the machine which strangers took.
    """

    p95_ms: float = 0.0
    errors: int = 0
    cpu_ms: float = 0.0
    others: float = 0.0
    others_paced: float = 0.0
    page_ms: float = 0.0
    page_first_ms: float = 0.0
    page_kb: float = 0.0


def web_mixed() -> Result:
    """Tải hỗn hợp: requests a second by fifty users on the national campaign of 3,321 communes."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "var"
        cookies = _prepared(home)
        env = {**os.environ, "VANTHU_HOME": str(home), VARIABLE: "2026-10-05T08:30"}
        with _served(_PORTAL, env) as ours, _bare(Path(folder)) as bare:
            first = asyncio.run(_alone(ours.port, cookies[0], 1))[0]
            for _ in range(2):  # each process of the server meets each kind of page
                _good(asyncio.run(_load(ours.port, cookies, _REQUESTS)))
            alone = asyncio.run(_alone(ours.port, cookies[0], 15))
            with watched(ours.session) as while_paced:
                paced = asyncio.run(_load(ours.port, cookies, 2 * _REQUESTS, _PACE))
            runs: list[Watch] = []

            def rate() -> int:
                with watched(ours.session) as watch:
                    good = _good(asyncio.run(_load(ours.port, cookies, _REQUESTS)))
                runs.append(watch)
                return good

            found = compare(
                "web_mixed",
                "requests/s",
                Work(rate),
                f"FastAPI {version('fastapi')}, a bare page",
                Work(lambda: _good(asyncio.run(_load(bare.port, cookies, _REQUESTS)))),
            )
        waits = sorted(one.seconds for one in paced)
        return WebResult(
            **asdict(found),
            p95_ms=round(1000 * waits[int(0.95 * len(waits))], 1),
            errors=sum(one.status != 200 for one in paced),
            cpu_ms=round(1000 * statistics.median(one.spent for one in runs) / _REQUESTS, 2),
            others=round(statistics.median(one.others for one in runs), 2),
            others_paced=round(while_paced.others, 2),
            page_ms=round(1000 * statistics.median(one.seconds for one in alone), 1),
            page_first_ms=round(1000 * first.seconds, 1),
            page_kb=round(first.size / 1000, 1),
        )


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield web_mixed


@dataclass(frozen=True, slots=True)
class _Answer:
    """Trả lời: its status, how long it took and how large it was."""

    status: int
    seconds: float
    size: int


def _good(answers: Sequence[_Answer]) -> int:
    """Số trả lời tốt: a run in which one answer was refused is no measure."""
    if wrong := [one.status for one in answers if one.status != 200]:
        raise AssertionError(f"{len(wrong)} of {len(answers)} answers were not good: {sorted(set(wrong))}")
    return len(answers)


def _prepared(home: Path) -> list[str]:
    """Nhà để đo: a rehearsal's, whose clock stands on the day of the nation's campaign; a session for each user."""
    home.mkdir()
    Settings(home, sqlite_url(home)).rehearsal.touch()
    workspace: Workspace = national(sqlite_url(home), home)
    _write_letters(workspace)
    cookies = []
    for number in range(USERS):
        name = f"can-bo-{number:02}"
        create_account(workspace, name, f"Cán bộ {number:02}")
        for office in ("bnv", _OFFICE):
            give_role(workspace, name, HeldRole(Role.MONITOR, office), "đo đạc")
        cookies.append(f"vanthu-phien={begin_session(workspace, name)}")
    workspace.engine.dispose()
    return cookies


def _write_letters(workspace: Workspace) -> None:
    """Vào sổ: numbered letters of a real office; nobody asks for their files."""
    draft = read_draft(_LETTER)
    letter = compose(draft, workspace.chart, DAY)
    with transaction(workspace.engine) as connection:
        for place in range(_LETTERS):
            one = replace(letter, subject=f"{letter.subject} (lần {place + 1})")
            book, counter = series_policies.locked_book(connection, one)
            register.take_number(connection, book, one, counter, f"do-dac/{place}")


@dataclass(frozen=True, slots=True)
class _Server:
    """Máy chủ: its port, and the session of processes that it is."""

    port: int
    session: int


@contextmanager
def _bare(folder: Path) -> Iterator[_Server]:
    (folder / "bare.py").write_text(_BARE, encoding="utf-8")
    with _served([*_UVICORN, "bare:app", "--app-dir", str(folder)], dict(os.environ)) as server:
        yield server


@contextmanager
def _served(command: Sequence[str], env: dict[str, str]) -> Iterator[_Server]:
    """Mở máy chủ: with a process for each core; it answers when the block begins."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    whole = [sys.executable, *command, "--port", str(port), "--workers", str(_WORKERS)]
    process = subprocess.Popen(whole, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/con-song", timeout=5).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.2)
        yield _Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


async def _alone(port: int, cookie: str, times: int) -> list[_Answer]:
    """Một mình: the page of the campaign, again and again, by one user."""
    user = _User(port, cookie)
    found = [await user.get(f"/theo-doi/{CAMPAIGN}") for _ in range(times)]
    await user.leave()
    return found


async def _load(port: int, cookies: Sequence[str], requests: int, pace: float = 0) -> list[_Answer]:
    """Chất tải: so many requests by all users together; ``pace``: so many begun in a second, else one after another.

    With a pace a request waits for nobody's answer but its own user's; what is late to begin counts as waiting.
    """
    chance = random.Random(2026)
    weights, pages = [weight for weight, _ in _MIX], [page for _, page in _MIX]
    wanted = [
        page.format(province=chance.choice(_PROVINCES)) for page in chance.choices(pages, weights, k=requests)
    ]
    begun = time.perf_counter()

    async def of_one(place: int) -> list[_Answer]:
        user, found = _User(port, cookies[place]), []
        for number in range(place, requests, len(cookies)):
            since = begun + number / pace if pace else time.perf_counter()
            await asyncio.sleep(max(0.0, since - time.perf_counter()))
            found.append(await user.get(wanted[number], since))
        await user.leave()
        return found

    return [one for some in await asyncio.gather(*map(of_one, range(len(cookies)))) for one in some]


class _User:
    """Người dùng: one connection that is kept; plain HTTP/1.1, so that who asks takes little of the processor."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._wire: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, since: float | None = None) -> _Answer:
        begun = time.perf_counter() if since is None else since
        if self._wire is None:
            self._wire = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        reader, writer = self._wire
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self._cookie}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        size = int(head.partition("content-length:")[2].split("\r\n")[0] or 0)
        await reader.readexactly(size)
        return _Answer(int(head.split(" ")[1]), time.perf_counter() - begun, size)

    async def leave(self) -> None:
        if self._wire is not None:
            self._wire[1].close()
            await self._wire[1].wait_closed()
