"""Trình duyệt thật: Debian's Chromium in front of a real ``vanthu serve``, each on books of its own."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.command_line import VANTHU
from tests.postgresql_server import found

#: Màn hình ở cơ quan, and a phone.
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
_START_SECONDS = 120
#: Several processes on a busy machine part slowly.
_STOP_SECONDS = 120


@dataclass
class Serving:
    """Cổng đang chạy: its address, and the link for its first administrator (empty when there is one already)."""

    address: str
    first_link: str
    home: Path


@contextmanager
def served(
    home: Path, *options: str, program: Sequence[str] = (str(VANTHU),), **environment: str
) -> Iterator[Serving]:
    """Mở cổng: a process of its own on a free port of this machine, stopped at the end."""
    port = _free_port()
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "VANTHU_HOME": str(home), **environment}
    home.mkdir(parents=True, exist_ok=True)
    log = home / "serve.log"
    with log.open("w", encoding="utf-8") as out:
        command = [*program, "serve", "--port", str(port), *options]
        process = subprocess.Popen(command, cwd=home, env=env, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address, log)
        told = re.search(r"/lien-ket/\S+", log.read_text(encoding="utf-8"))
        yield Serving(address, address + told.group(0) if told else "", home)
    finally:
        process.terminate()
        process.wait(timeout=_STOP_SECONDS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium: Debian's, without a screen; its own words (a date, the choice of a file) are Vietnamese."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found("chromium"),
            args=["--no-sandbox", "--lang=vi"],
            env={**os.environ, "LANGUAGE": "vi"},
        )
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, serving: Serving, size: dict[str, int] = DESK) -> Iterator[Page]:
    """Cửa sổ: of one person; whatever it asks of another machine fails the test, and so does a broken script."""
    context: BrowserContext = browser.new_context(
        viewport=size, base_url=serving.address, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    page = context.new_page()
    outside: list[str] = []
    broken: list[str] = []
    context.on("request", lambda one: None if _inside(one.url, serving) else outside.append(one.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on(
        "console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield page
    context.close()
    assert outside == []
    assert broken == []


def shot(page: Page, name: str, folder: Path) -> Path:
    """Chụp màn hình: as the person sees it, into a folder; VANTHU_SHOTS keeps them all in one place."""
    kept = Path(os.environ.get("VANTHU_SHOTS") or folder)
    kept.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or DESK
    file = kept / f"{name}-{size['width']}.png"
    page.screenshot(path=file, full_page=True)
    return file


def _inside(url: str, serving: Serving) -> bool:
    return url.startswith((serving.address + "/", "data:", "blob:", "about:"))


def _wait(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            httpx.get(address + "/con-song", timeout=1, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port
