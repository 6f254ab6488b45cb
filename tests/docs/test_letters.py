"""Bảng các mệnh lệnh: docs/letters.md has every labelled obligation in the letter's words, and names what exists."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.web.access import doors_of
from portal.web.app import create_app

ROOT = Path(__file__).parents[2]
READING = ROOT / "tests" / "reading_set"
PAGE = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
#: What the five letters ask for, in the order of the page.
CLAUSES = {
    "an-khe-2021-1085": 15,
    "dak-nong-2021-1848": 13,
    "khanh-son-2017-unnumbered": 19,
    "tam-duong-2020-345": 14,
    "tuyen-quang-2020-1049": 7,
}
LEFT_OUT = " … "


@dataclass(frozen=True)
class Row:
    """Dòng: one thing a letter asks for."""

    letter: str
    number: int
    ref: str
    clause: str
    carried_out: str
    shown: str


def _rows() -> Iterator[Row]:
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        (letter,) = re.findall(r"`tests/reading_set/labels/([\w-]+)\.json`", section)
        for line in re.findall(r"^\| \d.*$", section, re.MULTILINE):
            number, ref, clause, carried_out, shown = (cell.strip() for cell in line.strip("|").split("|"))
            yield Row(letter, int(number), ref, clause, carried_out, shown)


ROWS = tuple(_rows())
IDS = [f"{row.letter}/{row.number}" for row in ROWS]
TESTS = sorted({proof for row in ROWS for proof in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row.shown)})
PAGES = sorted({page for row in ROWS for page in re.findall(r"`(/[^`]*)`", row.carried_out)})


def _words(name: str) -> str:
    return " ".join((READING / "documents" / f"{name}.txt").read_text(encoding="utf-8").split())


def test_the_clauses_are_numbered_through() -> None:
    assert [row.number for row in ROWS] == list(range(1, sum(CLAUSES.values()) + 1))
    assert f"{len(ROWS)} things" in " ".join(PAGE.split())


@pytest.mark.parametrize(("letter", "clauses"), CLAUSES.items())
def test_every_labelled_obligation_has_its_rows_and_no_row_is_without_one(letter: str, clauses: int) -> None:
    label = json.loads((READING / "labels" / f"{letter}.json").read_text(encoding="utf-8"))
    refs = [row.ref for row in ROWS if row.letter == letter]
    assert len(refs) == clauses
    assert list(dict.fromkeys(refs)) == [one["ref"] for one in label["obligations"]]
    assert refs == sorted(refs, key=list(dict.fromkeys(refs)).index)  # rows of one obligation stand together


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_clause_stands_in_its_letter_in_these_words(row: Row) -> None:
    words, at = _words(row.letter), 0
    for piece in row.clause.split(LEFT_OUT):
        assert piece in words[at:], piece
        at = words.index(piece, at)


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_clause_says_by_what_and_is_shown(row: Row) -> None:
    assert len(row.carried_out) > 40
    assert "`tests/" in row.shown or "](pictures/" in row.shown


@pytest.mark.parametrize(("file", "test"), TESTS, ids=[test for _, test in TESTS])
def test_a_test_named_as_proof_exists(file: str, test: str) -> None:
    kind = "class" if test.startswith("Test") else "def"
    assert test.lower().startswith("test")
    assert re.search(rf"^ *{kind} {test}[(:]", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("picture", sorted(set(re.findall(r"\]\((pictures/[^)]+)\)", PAGE))) or [""])
def test_a_picture_named_as_proof_exists(picture: str) -> None:
    assert (ROOT / "docs" / picture).exists()


@pytest.fixture(scope="module")
def addresses() -> frozenset[str]:
    """Địa chỉ: of all pages of the portal."""
    return frozenset(path for method, path, _ in doors_of(create_app()) if method == "GET")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_named_as_carrying_it_out_exists(page: str, addresses: frozenset[str]) -> None:
    # The parts of an address may bear other names in the routes.
    known = {re.sub(r"\{[^}]+\}", "{}", address) for address in addresses}
    assert re.sub(r"\{[^}]+\}", "{}", page) in known
