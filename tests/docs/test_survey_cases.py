"""Bảng chứng minh: every test that docs/survey-cases.md names as the proof of a promise exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/survey-cases.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TABLE)))
PROMISES = [
    "S01",
    "S03",
    "S06",
    "S07",
    "S09",
    "S11",
    "E01",
    "E02",
    "E05",
    "U04",
    "U14",
    "U15",
    "U16",
    "D01",
    "W10",
]  # those of surveys, files and publication


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_a_test_named_as_proof_exists(file: str, test: str) -> None:
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_has_its_proof(promise: str) -> None:
    (row,) = re.findall(rf"^\| {promise} \|.*$", TABLE, re.MULTILINE)
    assert "::test_" in row
