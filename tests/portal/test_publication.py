"""Công bố qua dòng lệnh: the same bytes on any day, in any zone and locale; verified without a database."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command_line import Ended, vanthu
from tests.sipas_engine.bundle.surveys import survey_files

#: A machine whose clock runs otherwise: put on the path, Python loads it by itself.
CLOCK = """
import datetime, time
_real, _shift = time.time, {shift}
time.time = lambda: _real() + _shift
_local, _utc = time.localtime, time.gmtime
time.localtime = lambda at=None: _local(time.time() if at is None else at)
time.gmtime = lambda at=None: _utc(time.time() if at is None else at)
class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return super().fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
datetime.datetime = Shifted
"""
HERE = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
#: (what is different on the other machine, its environment, how far its clock is off, the reason)
MACHINES = [
    ({}, 0, "the same machine again"),
    (
        {"TZ": "America/Los_Angeles", "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8"},
        0,
        "another zone and locale",
    ),
    ({"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"}, 40_000_000, "next year"),
    ({"LC_ALL": "POSIX", "PYTHONHASHSEED": "random"}, -900_000_000, "decades ago, no locale at all"),
]


def vanthu_process(folder: Path, *words: str, **environment: str) -> Ended:
    """The program as a process in a folder of its own, its home empty and never opened."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", "from portal.cli.main import main; main()", *words],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{environment.pop('CLOCK', '')}{os.pathsep}{Path(__file__).parents[2]}",
            "VANTHU_HOME": str(folder / "nha"),
            **HERE,
            **environment,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def publish(folder: Path, out: str, **environment: str) -> Ended:
    return vanthu_process(folder, *publishing(out), **environment)


def publishing(out: str) -> list[str]:
    words = ["phieu.csv", "--questions", "bo-cau-hoi.toml", "--by", "province,commune", "--out", out, "--zip"]
    return ["publish", *words, "--json"]


def hashes(folder: Path) -> dict[str, str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Phòng làm việc: a survey and its bundle, made on one machine."""
    folder = tmp_path_factory.mktemp("van-phong")
    survey_files(folder)
    ended = publish(folder, "bo")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.mark.parametrize(("environment", "shift", "reason"), MACHINES)
def test_publishing_gives_the_same_bytes_on_another_day_in_another_zone_and_locale(
    office: Path, tmp_path: Path, environment: dict[str, str], shift: int, reason: str
) -> None:
    (tmp_path / "gio").mkdir()
    (tmp_path / "gio" / "sitecustomize.py").write_text(CLOCK.format(shift=shift))
    survey_files(tmp_path)
    (tmp_path / "phieu.csv").rename(tmp_path / "ten-khac.csv")  # the name of the file is nothing to publish
    (tmp_path / "phieu.csv").symlink_to(tmp_path / "ten-khac.csv")
    ended = publish(tmp_path, "noi-khac", CLOCK=str(tmp_path / "gio"), **environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert hashes(tmp_path / "noi-khac") == hashes(office / "bo"), reason
    zips = [(folder / name).read_bytes() for folder, name in ((tmp_path, "noi-khac.zip"), (office, "bo.zip"))]
    assert zips[0] == zips[1], reason


def test_what_is_published_verifies_as_folder_and_as_zip_and_no_database_was_opened(office: Path) -> None:
    for bundle in ("bo", "bo.zip"):
        ended = vanthu_process(office, "verify", bundle, "--json")
        answer = json.loads(ended.stdout)
        assert (ended.returncode, answer["problems"]) == (0, [])
        assert all(path.startswith("charts/") for path in answer["only_sealed"])
    assert not (office / "nha").exists()


def test_one_changed_byte_ends_with_1_and_is_said_in_vietnamese(office: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(office / "bo.zip") as archive:
        archive.extractall(tmp_path / "bo")
    counts = tmp_path / "bo" / "counts.csv"
    changed = bytearray(counts.read_bytes())
    changed[-2] ^= 1
    counts.write_bytes(bytes(changed))
    ended = vanthu(tmp_path, "verify", "bo")
    assert ended.returncode == 1
    assert "counts.csv đã bị sửa" in ended.stdout
    answer = json.loads(vanthu(tmp_path, "verify", "bo", "--json").stdout)
    assert {problem["kind"] for problem in answer["problems"]} >= {"hash", "sum"}


def test_a_bundle_is_not_written_over_another_edition(office: Path, tmp_path: Path) -> None:
    survey_files(tmp_path)
    assert vanthu(tmp_path, *publishing("bo")).returncode == 0
    assert vanthu(tmp_path, *publishing("bo")).returncode == 0
    (tmp_path / "bo" / "counts.csv").write_text("x")
    ended = vanthu(tmp_path, *publishing("bo"))
    assert (ended.returncode, json.loads(ended.stdout)["error"]["kind"]) == (2, "folder_in_use")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["publish", "phieu.csv", "--out", "x"], "usage"),
        (
            ["publish", "khong-co.csv", "--questions", "bo-cau-hoi.toml", "--by", "commune", "--out", "x"],
            "no_such_file",
        ),
        (
            [
                "publish",
                "phieu.csv",
                "--questions",
                "bo-cau-hoi.toml",
                "--by",
                "commune,province",
                "--out",
                "x",
            ],
            "levels_not_nested",
        ),
        (["verify", "phieu.csv"], "not_a_bundle"),
        (["verify", "."], "not_a_bundle"),
        (["explain", "bo", "--unit", "Xã 1"], "unknown_unit"),
        (["explain", "bo", "--criterion", "9.9"], "unknown_figure"),
        (["explain", "bo", "12,34567"], "unknown_figure"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_kind(office: Path, words: list[str], kind: str) -> None:
    ended = vanthu(office, *words, "--json")
    assert (ended.returncode, json.loads(ended.stdout)["error"]["kind"]) == (2, kind)
    assert "Traceback" not in ended.stderr


def test_a_figure_is_traced_to_formula_counts_and_input(office: Path) -> None:
    answer = json.loads(
        vanthu(office, "explain", "bo", "--unit", "Xã 4", "--criterion", "1.1", "--json").stdout
    )
    assert answer["calculation"]["formula"].startswith("F1 = 100 × s / n = 100 × ")
    index = json.loads(vanthu(office, "explain", "bo", "--unit", "Xã 4", "--json").stdout)
    cells = json.loads(vanthu(office, "explain", "bo", index["calculation"]["published"], "--json").stdout)
    assert index in cells["explanations"]
    forms = hashlib.sha256((office / "phieu.csv").read_bytes()).hexdigest()
    assert [one["sha256"] for one in answer["inputs"]] == [forms]


def test_a_table_for_a_spreadsheet_holds_no_formula(office: Path) -> None:
    rows = (office / "bo" / "tables" / "ranking-commune.csv").read_text(encoding="utf-8-sig")
    assert "'=Xã 9" in rows
    assert ",=" not in rows
    with zipfile.ZipFile(office / "bo" / "tables.xlsx") as workbook:
        sheets = [workbook.read(name) for name in workbook.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet for sheet in sheets)
