"""Dấu độ mật: a file that bears one is refused with the law that says so; on a page given directly the rule speaks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.checking.checker import check_page
from directives.checking.rules import rows
from directives.checking.seeing.observe import observe
from directives.conversion.errors import SecrecyMark
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

Letter = Callable[..., Path]
LEVELS = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"]


def rules_found(path: Path) -> set[str]:
    page = observe(read_word(path.read_bytes(), limits()))
    return {finding.rule for finding in check_page(page, path.name, date(2026, 3, 5)).findings}


@pytest.mark.parametrize("level", LEVELS)
def test_a_secrecy_mark_is_found_on_a_page_that_was_given_directly(write_letter: Letter, level: str) -> None:
    assert "F-109" in rules_found(write_letter(stamp=level))
    assert "F-109" not in rules_found(write_letter())


@pytest.mark.parametrize("level", LEVELS)
def test_a_file_with_a_secrecy_mark_is_refused_by_the_law_of_the_rule(
    write_letter: Letter, level: str
) -> None:
    with pytest.raises(SecrecyMark) as refusal:
        check_file(write_letter(stamp=level))
    assert refusal.value.fields["mark"] == level
    law = next(row["clause"]["ND30"] for row in rows() if row["id"] == "F-109")
    assert law in str(refusal.value)
