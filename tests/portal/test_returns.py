"""Nhận phiếu qua dòng lệnh: one unit's forms come in once; another place's, or a second version, do not."""

import json
from pathlib import Path

import pytest

import examples
from tests.portal.test_command_line import CODES, vanthu

CU_JUT = "Tỉnh Đắk Nông,Huyện Cư Jút,Xã Cư Knia"
ELSEWHERE = "Tỉnh Đắk Nông,Huyện Đắk Mil,Xã Thuận An"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Sở Nội vụ: a campaign whose field work is over; the districts now owe their forms."""
    plan = str(examples.FOLDER / "campaigns" / "dak-nong-2021" / "plan.toml")
    assert vanthu(tmp_path, "campaign", "start", plan).returncode == 0
    assert vanthu(tmp_path, "campaign", "advance", "dak-nong-2021", "--on", "2021-12-25").returncode == 0
    _forms(tmp_path / "cu-jut.csv", [CU_JUT] * 3)
    add = vanthu(tmp_path, *_add("cu-jut.csv"))
    assert add.returncode == 0, add.stderr
    return tmp_path


def _forms(file: Path, places: list[str]) -> None:
    rows = [f"P{n},{place},{','.join(['5'] * len(CODES))}" for n, place in enumerate(places, start=1)]
    file.write_text(
        "\n".join([f"form_id,province,district,commune,{','.join(CODES)}", *rows]), encoding="utf-8"
    )


def _add(file: str, unit: str = "ubnd-huyen-cu-jut") -> list[str]:
    return ["returns", "add", "dak-nong-2021", file, "--unit", unit, "--on", "2021-12-28", "--json"]


def _received(office: Path) -> list[tuple[str, int, int]]:
    rows = json.loads(vanthu(office, "returns", "status", "dak-nong-2021", "--json").stdout)
    return [(row["unit"], row["forms"], row["valid"]) for row in rows]


@pytest.mark.parametrize(
    ("unit", "places", "kind", "reason"),
    [
        ("ubnd-huyen-cu-jut", [CU_JUT] * 4, "already_returned", "other content after the first batch"),
        ("ubnd-huyen-dak-mil", [ELSEWHERE, CU_JUT], "foreign_forms", "a form of another district"),
        ("ubnd-huyen-krong-no", [CU_JUT], "no_return_owed", "a district that is not surveyed"),
    ],
)
def test_a_return_that_cannot_be_taken_is_refused_and_nothing_of_it_is_kept(
    office: Path, unit: str, places: list[str], kind: str, reason: str
) -> None:
    _forms(office / "lo.csv", places)
    ended = vanthu(office, *_add("lo.csv", unit))
    assert (ended.returncode, json.loads(ended.stdout)["error"]["kind"]) == (2, kind), reason
    assert _received(office) == [("ubnd-huyen-cu-jut", 3, 3)]


def test_the_same_content_under_another_name_is_the_batch_that_is_there(office: Path) -> None:
    (office / "ten-khac.csv").write_bytes((office / "cu-jut.csv").read_bytes())
    assert vanthu(office, *_add("ten-khac.csv")).returncode == 0
    assert _received(office) == [("ubnd-huyen-cu-jut", 3, 3)]


def test_status_names_who_is_late_and_by_how_many_working_days(office: Path) -> None:
    ended = vanthu(office, "campaign", "status", "dak-nong-2021", "--on", "2022-01-10", "--json")
    answer = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert answer["counts"]["late"] == 3
    assert answer["late"][0] == {
        "step": "nhan_phieu",
        "unit": "ubnd-huyen-dak-mil",
        "due": "2021-12-30",
        "working_days_late": 6,
    }
