"""Lệnh ``register check``: what a clerk types, what the law says to the books, and how it ends."""

from pathlib import Path

import pytest

from tests.portal.test_command_line import LETTER
from tests.portal.test_register_commands import OFFICE, RECEIVE, done, said

NEXT_YEAR = LETTER.replace("date = 2021-", "date = 2022-")


@pytest.fixture
def two_letters(tmp_path: Path) -> Path:
    """Sổ hai công văn: of An Khê, 2021."""
    (tmp_path / "thu.toml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "sau.toml").write_text(NEXT_YEAR, encoding="utf-8")
    for _ in range(2):
        done(tmp_path, "issue", "thu.toml", "--out", "ra")
    return tmp_path


def test_books_in_order_end_well_and_arrivals_are_judged_too(two_letters: Path) -> None:
    answer = said(two_letters, "register", "check", "--files")
    assert (answer["books"], answer["entries"], answer["findings"], answer["errors"]) == (1, 2, [], 0)
    assert answer["not_read"] == []
    said(two_letters, *RECEIVE, "--urgency", "hoa_toc")
    done(
        two_letters, "incoming", "forward", "1", "--office", OFFICE, "--year", "2021",
        "--receiver", "Phòng Nội vụ", "--on", "2021-09-06",
    )  # fmt: skip
    answer = said(two_letters, "register", "check", "--office", OFFICE, "--year", "2021")
    (finding,) = answer["findings"]
    assert (answer["books"], answer["entries"], answer["errors"], answer["warnings"]) == (2, 3, 0, 1)
    assert (finding["book"], finding["rule"], finding["where"]) == (f"{OFFICE}/ĐẾN/2021", "F-124", "entry:01")
    assert finding["expected"] == "02/09/2021", "an urgent one at once, even on a public holiday"


def test_an_error_is_told_in_words_and_ends_with_one(two_letters: Path) -> None:
    """The book of 2022 goes on from the numbers of 2021."""
    done(two_letters, "register", "open", "--issuer", OFFICE, "--year", "2022", "--last", "2")
    done(two_letters, "issue", "sau.toml", "--out", "ra")
    told = done(two_letters, "register", "check", code=1)
    assert f"{OFFICE}/CV/2022:" in told
    assert "F-122 lỗi, Sổ đăng ký (mục sổ 03/UBND-NV)" in told
    assert "cần “01”" in told
    assert "Mở sổ mới cho mỗi năm" in told
    assert said(two_letters, "register", "check", "--year", "2021")["errors"] == 0


def test_a_year_without_books_is_refused_not_called_right(two_letters: Path) -> None:
    refused = said(two_letters, "register", "check", "--year", "1999", code=2)
    assert refused["error"]["kind"] == "no_books"
