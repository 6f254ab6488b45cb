"""Dòng lệnh lập kế hoạch sử dụng kết quả: written from a campaign, started, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.command_line import vanthu
from tests.services.year_of_use import LATER, USED, year_of_use

ASKED = ("campaign", "new", "--kind", "use", "--id", "su-dung", "--t0", "2020-03-31")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("su-dung")
    year_of_use(folder / "var").engine.dispose()
    return folder


def test_a_plan_is_written_from_the_campaign_whose_result_is_used_and_starts(home: Path) -> None:
    made = vanthu(home, *ASKED, "--result-of", USED, "--compared-with", LATER, "-o", "ke-hoach", "--json")
    assert made.returncode == 0, made.stdout
    found = json.loads(made.stdout)
    assert (found["template"], found["steps"], found["offices"]) == ("su-dung-ba-cap", 14, 15)
    assert found["warnings"] == []
    begun = vanthu(home, "campaign", "start", "ke-hoach/plan.toml", "--json")
    assert json.loads(begun.stdout)["begun"] is True


def test_the_templates_are_listed_with_steps_that_have_no_deadline(home: Path) -> None:
    listed = vanthu(home, "campaign", "new", "--list")
    assert listed.returncode == 0
    assert "su-dung-hai-cap" in listed.stdout
    assert "(không có hạn)" in listed.stdout


REFUSED = [
    ((), "usage", "--result-of", "whose result"),
    (("--result-of", "chua-co"), "unknown_campaign", "chua-co", "no such campaign"),
    (("su-dung-hai-cap", "--result-of", USED), "usage", "su-dung-hai-cap", "the day chooses the tiers"),
    (
        ("--result-of", USED, "--standing-office", "chinh-phu"),
        "use_plan_without_superior",
        "Chính phủ",
        "nobody above",
    ),
]


@pytest.mark.parametrize(("words", "kind", "named", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_what_cannot_be_planned_is_refused_in_vietnamese(
    home: Path, words: tuple[str, ...], kind: str, named: str, why: str
) -> None:
    ended = vanthu(home, *ASKED, *words, "-o", "khac", "--json")
    error = json.loads(ended.stdout)["error"]
    assert (ended.returncode, error["kind"]) == (2, kind), why
    assert named in error["message"] + error["where"]
    assert not (home / "khac").exists()
