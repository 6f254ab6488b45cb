"""Lệnh lịch và theo dõi: what a person types, and what comes of a decree that is adopted."""

import json
from pathlib import Path

import pytest

from tests.command_line import vanthu

DECREE = '[[day]]\ndate = 2026-12-31\nworks = false\nbasis = "Thông báo giả định 09/TB-BNV"\n'
#: What is asked, and what is said in one JSON document.
ASKED = [
    (["day", "2026-01-10"], {"works": True, "weekend": True}, "the Saturday worked for 2/1"),
    (
        ["day", "2026-01-10", "--known-on", "2025-12-24"],
        {"works": False, "provisional": True},
        "not yet known",
    ),
    (["day", "2026-11-24"], {"works": False, "why": "Ngày Văn hóa Việt Nam"}, "24/11 from 2026 on"),
    (["count", "2026-11-20", "5"], {"day": "2026-11-30", "works": True}, "24/11 is off"),
    (["show", "--year", "2026"], {"working_days": 249, "announced_to": "2026-12-31"}, "the whole year"),
]


@pytest.mark.parametrize(("words", "said", "why"), ASKED)
def test_the_calendar_answers(tmp_path: Path, words: list[str], said: dict[str, object], why: str) -> None:
    ended = vanthu(tmp_path, "calendar", *words, "--json")
    answer = json.loads(ended.stdout)
    assert (ended.returncode, {name: answer[name] for name in said}) == (0, said), why


def test_a_decree_is_adopted_once_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "quyet-dinh.toml").write_text(DECREE, encoding="utf-8")
    (tmp_path / "sai.toml").write_text("[[day]]\ndate = 2026-12-30\n", encoding="utf-8")
    first, again = (
        json.loads(vanthu(tmp_path, "calendar", "adopt", "quyet-dinh.toml", "--json").stdout) for _ in "12"
    )
    assert [row["day"] for row in first["adopted"]] == ["2026-12-31"]
    assert again["adopted"] == []
    assert not json.loads(vanthu(tmp_path, "calendar", "day", "2026-12-31", "--json").stdout)["works"]
    wrong = vanthu(tmp_path, "calendar", "adopt", "sai.toml")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr
