"""Lệnh của nhóm ``telling``: texts are written, evidence is recorded, corrected, shown, verified, withdrawn."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.command_line import vanthu
from tests.portal.web.improving import rehearsed
from tests.services.telling_desk import PNG
from tests.services.year_of_use import BAN_HON, ID, UNITS

PAGE = "https://tamduong.laichau.gov.vn/ban-hon/1"


def test_from_the_texts_to_the_hash(tmp_path: Path) -> None:
    now = rehearsed(tmp_path / "var", date(2020, 4, 20))

    def said(*words: str, code: int = 0) -> Any:
        ended = vanthu(tmp_path, "telling", *words, "--json", VANTHU_REHEARSAL_NOW=now)
        assert ended.returncode == code, ended.stdout + ended.stderr
        return json.loads(ended.stdout)

    made = said("texts", ID, "-o", "bai", "--unit", BAN_HON)["files"]
    assert len(made) == 9
    assert "xã Bản Hon" in (tmp_path / "bai" / "ket-qua" / "trang-tin.txt").read_text(encoding="utf-8")
    (tmp_path / "anh.png").write_bytes(PNG)
    where = ["--unit", BAN_HON, "--purpose", "citizens", "--outlet", "website", "--on", "2020-04-17"]
    wrong = said("record", ID, *where, "--place", "trang xã", code=2)
    assert wrong["error"]["kind"] == "bad_telling"
    first = said("record", ID, *where, "--place", PAGE, "--file", "anh.png")
    assert said("record", ID, *where, "--place", PAGE, "--file", "anh.png") == first, "the same once more"
    mended = said("record", ID, *where, "--place", PAGE + "0", "--corrects", "1")
    assert (mended["number"], mended["sha256"]) == (1, first["sha256"])
    shown = said("show", ID, "-o", "bang.xlsx")
    assert (shown["outlets"]["website"], len(shown["missing_units"]), len(shown["units"])) == (
        1,
        13,
        len(UNITS),
    )
    assert {row["unit"]: row["missing"] for row in shown["units"]}[BAN_HON] == ["staff"]
    assert (tmp_path / "bang.xlsx").read_bytes().startswith(b"PK")
    assert [one["number"] for one in said("verify", ID, "anh.png")["evidence"]] == [1]
    (tmp_path / "khac.png").write_bytes(PNG + b"x")
    assert said("verify", ID, "khac.png", code=2)["evidence"] == []
    assert said("withdraw", ID, "1", "--reason", "gỡ trang")["withdrawn_on"] == "2020-04-20"
    read = vanthu(tmp_path, "telling", "show", ID, VANTHU_REHEARSAL_NOW=now, LANGUAGE="vi").stdout
    assert "UBND xã Bản Hon\n  chưa có: " in read
