"""Nhận phiếu qua dòng lệnh: one unit's forms come in once; another place's, or a second version, do not."""

import json
import shutil
from pathlib import Path

import pytest

import examples
from tests.command_line import vanthu
from tests.portal.test_command_line import CODES

CU_JUT = "Tỉnh Đắk Nông,Huyện Cư Jút,Xã Cư Knia"
ELSEWHERE = "Tỉnh Đắk Nông,Huyện Đắk Mil,Xã Thuận An"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sở Nội vụ: a campaign whose field work is over; the districts now owe their forms."""
    folder = tmp_path_factory.mktemp("so-noi-vu")
    plan = str(examples.FOLDER / "campaigns" / "dak-nong-2021" / "plan.toml")
    assert vanthu(folder, "campaign", "start", plan).returncode == 0
    assert vanthu(folder, "campaign", "advance", "dak-nong-2021", "--on", "2021-12-25").returncode == 0
    _forms(folder / "cu-jut.csv", [CU_JUT] * 3)
    add = vanthu(folder, *_add("cu-jut.csv"))
    assert add.returncode == 0, add.stderr
    return folder


@pytest.fixture
def office(begun: Path, tmp_path: Path) -> Path:
    """Sở Nội vụ cho mỗi phép thử: a copy of its own."""
    return Path(shutil.copytree(begun, tmp_path / "so-noi-vu"))


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


def test_late_forms_are_added_and_a_correction_takes_their_place(office: Path) -> None:
    late = (office / "cu-jut.csv").read_text(encoding="utf-8").replace("\nP", "\nM")
    (office / "muon.csv").write_text(late, encoding="utf-8")
    added = json.loads(vanthu(office, *_add("muon.csv")).stdout)
    assert (added["kind"], added["forms"]) == ("addition", 3)
    (office / "sua.csv").write_text(late.replace("M3", "M4"), encoding="utf-8")
    mended = json.loads(vanthu(office, *_add("sua.csv"), "--corrects", added["batch"][:12]).stdout)
    assert (mended["kind"], mended["replaces"]) == ("correction", [added["batch"]])
    rows = json.loads(vanthu(office, "returns", "batches", "dak-nong-2021", "--json").stdout)
    assert [(row["kind"], row["counts"]) for row in rows] == [
        ("first", True),
        ("addition", False),
        ("correction", True),
    ]
    assert _received(office) == [("ubnd-huyen-cu-jut", 6, 6)]


def test_a_refused_file_is_asked_to_be_mended_by_a_dispatch_that_can_be_issued(office: Path) -> None:
    bad = (office / "cu-jut.csv").read_text(encoding="utf-8").replace("P2,", "P1,", 1).replace(",5\n", ",8\n")
    (office / "hong.csv").write_text(bad, encoding="utf-8")
    ended = vanthu(office, *_add("hong.csv", "ubnd-huyen-dak-mil"), "--draft-correction", "du-thao")
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["error"]["kind"] == "bad_forms"
    (draft,) = (office / "du-thao").glob("*.toml")
    words = draft.read_text(encoding="utf-8")
    assert 'issuer = "snv-dak-nong"' in words
    assert words.count(CODES[-1]) >= 2
    issued = vanthu(office, "issue", str(draft), "--out", "ra", "--json")
    assert issued.returncode == 0, issued.stdout + issued.stderr
    rows = json.loads(vanthu(office, "returns", "status", "dak-nong-2021", "--all", "--json").stdout)
    states = {row["unit"]: row["status"] for row in rows}
    assert states["ubnd-huyen-cu-jut"] == "accepted"
    assert states["ubnd-huyen-dak-mil"] == "returned_for_fix"
    assert states["ubnd-huyen-dak-r-lap"] == "not_sent"


def test_forms_are_decided_by_persons_and_closed_returns_stay(office: Path) -> None:
    who = ["--by", "Lê Văn Lý", "--on", "2021-12-29"]
    acts = [
        ["reject", "dak-nong-2021", "P1", "--reason", "never_seen", *who],
        ["edit", "dak-nong-2021", "P2", "--set", f"{CODES[0]}=4", "--reason", "nhập nhầm", *who],
        ["close", "dak-nong-2021", "--reason", "hết hạn", *who],
    ]
    for act in acts:
        ended = vanthu(office, "returns", *act)
        assert ended.returncode == 0, ended.stderr
    forms = json.loads(vanthu(office, "returns", "forms", "dak-nong-2021", "--json").stdout)
    assert [(row["form"], row["valid"], row["reason"], row["edits"]) for row in forms] == [
        ("P1", False, "never_seen", 0),
        ("P2", True, "", 1),
    ]
    assert vanthu(office, "returns", "keep", "dak-nong-2021", "P1", "--reason", "x", *who).returncode == 2
    stranger = ["reopen", "dak-nong-2021", "--reason", "x", "--by", "Người lạ", "--on", "2021-12-30"]
    assert vanthu(office, "returns", *stranger).returncode == 2
    assert _received(office) == [("ubnd-huyen-cu-jut", 3, 2)]


def test_the_method_of_a_campaign_is_its_own(office: Path) -> None:
    own = json.loads(vanthu(office, "campaign", "method", "dak-nong-2021", "--json").stdout)
    assert (own["questions"], own["criteria"], own["method"]["metric"]) == ("P2017", len(CODES), "F1")
    assert json.loads(vanthu(office, "campaign", "cuts", "dak-nong-2021", "--json").stdout) == []


def test_status_names_who_is_late_and_by_how_many_working_days(office: Path) -> None:
    ended = vanthu(office, "campaign", "status", "dak-nong-2021", "--on", "2022-01-10", "--json")
    answer = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert answer["counts"]["late"] == 3
    assert answer["late"][0] == {
        "step": "nhan_phieu",
        "unit": "ubnd-huyen-dak-mil",
        "occurrence": 1,
        "due": "2021-12-30",
        "working_days_late": 6,
    }
