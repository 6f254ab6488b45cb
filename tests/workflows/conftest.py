"""Chạy thử thật: the program as a person starts it, in a home of its own, once for all tests that look at it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.walking import FEW, UNTIL, Campaign, Server, begun, dak_nong

VANTHU = Path(sys.executable).with_name("vanthu")


@dataclass(frozen=True)
class Place:
    """Nơi chạy: the program's home, and an empty home folder and working folder of a person."""

    root: Path

    @property
    def home(self) -> Path:
        """VANTHU_HOME."""
        return self.root / "vanthu"

    def environment(self) -> Mapping[str, str]:
        """Môi trường: nothing of this machine's own settings but where programs are found."""
        (self.root / "person").mkdir(parents=True, exist_ok=True)
        (self.root / "work").mkdir(exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root / "person"),
            "VANTHU_HOME": str(self.home),
            "LANG": "C.UTF-8",
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Bắt đầu: the program as a process."""
        return subprocess.Popen(
            [VANTHU, *arguments],
            cwd=self.root / "work",
            env=self.environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Chạy đến hết: exit code and what was said."""
        self.environment()
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def verified(self) -> dict[str, Any]:
        """Sổ sách: what ``register verify --json`` says."""
        answer: dict[str, Any] = json.loads(self.run("register", "verify", "--json").stdout)
        return answer


@dataclass(frozen=True)
class Demonstration:
    """Một lần trình diễn: where it ran, where it published, what it said, how long it took."""

    place: Place
    out: Path
    stdout: str
    seconds: float


def demonstrate(root: Path) -> Demonstration:
    """Trình diễn trong một nhà trống: must end well."""
    place, out = Place(root), root / "out"
    begin = time.monotonic()
    ended = place.run("demo", "--out", str(out))
    assert ended.returncode == 0, ended.stderr
    return Demonstration(place, out, ended.stdout, time.monotonic() - begin)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Lần trình diễn không bị quấy rầy: the one that others are compared with."""
    return demonstrate(tmp_path_factory.mktemp("demonstration"))


def contents(folder: Path) -> dict[str, bytes]:
    """Nội dung thư mục: every file with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Máy chủ Prefect chung: one for all flow tests; who kills it starts it again."""
    server = Server(tmp_path_factory.mktemp("prefect-api"))
    try:
        server.start()
        yield server
    finally:  # also when somebody interrupts the tests while it starts
        server.kill()


@pytest.fixture(scope="session")
def few(prefect_api: Server, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Đợt không bị quấy rầy: of a few communes, the one that others are compared with."""
    campaign = begun(tmp_path_factory.mktemp("few") / "home", dak_nong(FEW, forms=30), UNTIL)
    campaign.walked(prefect_api)
    return campaign
