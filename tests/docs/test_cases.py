"""Bảng chứng minh: every test that a page of docs/*-cases.md names as a proof exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What each page must prove: surveys, files and publication; following up and operation; the portal.
PROMISES = {
    "survey-cases.md": "S01 S03 S06 S07 S09 S11 E01 E02 E05 U04 U14 U15 U16 D01 W10",
    "followup-cases.md": "P01 P02 P04 P07 P09 B01 B03",
    "portal-cases.md": "W01 W03 W05 W08 W10 W11 N05 N09 S11 U05 U09 E01 D01",
}
TABLES = {page: (ROOT / "docs" / page).read_text(encoding="utf-8") for page in PROMISES}
NAMED = sorted(
    {proof for table in TABLES.values() for proof in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", table)}
)


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_a_test_named_as_proof_exists(file: str, test: str) -> None:
    begins = "class" if test.startswith("Test") else "def"
    assert test.lower().startswith("test")
    assert re.search(rf"^{begins} {test}[(:]", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("page", "promise"),
    [(page, promise) for page, promises in PROMISES.items() for promise in promises.split()],
)
def test_every_promise_has_its_proof(page: str, promise: str) -> None:
    (row,) = re.findall(rf"^\| {promise} \|.*$", TABLES[page], re.MULTILINE)
    assert "::" in row
