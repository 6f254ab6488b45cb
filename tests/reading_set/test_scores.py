"""Điểm đọc: over the development set no field falls below its floor, also with words that only the others taught."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from directives.reading.lexicon import lexicon
from directives.reading.reader import read_source
from tests.command_line import VANTHU
from tests.reading_set.comparing import Count
from tests.reading_set.score import (
    FLOORS,
    FOLDER,
    Labelled,
    counted,
    labelled,
    source_of,
    summary,
    unseen_elsewhere,
)

DOCUMENTS = labelled()
#: What may be lost when every phrase is forgotten that only the document at hand taught.
LEAVE_ONE_OUT = {name: floor - 0.05 for name, floor in FLOORS.items()}
#: The scan is read by recognition, which not every machine has; it has a test of its own.
PRINTED = [one for one in DOCUMENTS if one.label["noise"] != "scan"]
_DUTY_KEYS = {"ref", "addressees", "text", "kind", "time", "condition", "report_to", "force", "evidence"}


@cache
def whole_set() -> dict[str, Mapping[str, Count]]:
    words = lexicon()
    return {one.name: counts for one in PRINTED if (counts := counted(one, words)) is not None}


@cache
def left_out() -> list[Mapping[str, Count]]:
    words = lexicon()
    alone = (counted(one, words.without(unseen_elsewhere(one.name, PRINTED, words))) for one in PRINTED)
    return [counts for counts in alone if counts is not None]


def test_every_document_of_the_set_is_read() -> None:
    assert set(whole_set()) == {one.name for one in PRINTED}
    assert len(DOCUMENTS) >= 15


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_reaches_its_floor(field: str) -> None:
    count = summary(list(whole_set().values()))[field]
    assert count.f1 >= FLOORS[field], count


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_holds_without_the_words_of_the_document_itself(field: str) -> None:
    count = summary(left_out())[field]
    assert count.f1 >= LEAVE_ONE_OUT[field], count


@pytest.mark.tesseract
def test_a_scan_is_read_by_recognition_and_says_so() -> None:
    scan = next(one for one in DOCUMENTS if one.label["noise"] == "scan")
    counts = counted(scan, lexicon())
    assert counts is not None
    assert summary([counts])["header"].f1 >= 0.8, counts
    assert summary([counts])["citations"].f1 >= 0.7, counts
    source = source_of(scan.path)  # recognised once: it takes a quarter of a minute
    assert source is not None
    notes = read_source(source).to_json()["notes"]
    assert any(note.startswith("number:") for note in notes), notes


def test_a_scan_without_recognition_ends_with_what_is_missing(tmp_path: Path) -> None:
    for program in ("unshare", "prlimit", "true"):  # all that the reader calls but for tesseract itself
        if found := shutil.which(program):
            (tmp_path / program).symlink_to(found)
    scan = next(one for one in DOCUMENTS if one.label["noise"] == "scan")
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path), "VANTHU_HOME": str(tmp_path / "var")}
    ended = subprocess.run(
        [VANTHU, "read", str(scan.path), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 3
    error = json.loads(ended.stdout)["error"]
    assert error["kind"] == "no_recognition"
    assert "tesseract" in error["message"]
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)
def test_a_label_is_whole(one: Labelled) -> None:
    record = {
        "doc_type", "issuer", "parent", "number", "date", "place", "subject", "addressees", "citations",
        "proposed_by", "effective", "repeals_or_replaces", "implementers", "obligations", "signature",
        "recipients", "archive", "notes",
    }  # fmt: skip
    assert record <= set(one.label)
    assert one.path.exists()
    for duty in one.label["obligations"]:
        assert (
            {"ref", "addressees", "text", "kind", "time"} <= set(duty) <= _DUTY_KEYS | {"addressees_resolved"}
        )


def test_the_five_letters_are_labelled_with_all_their_duties() -> None:
    letters = ["an-khe-2021-1085", "tuyen-quang-2020-1049", "tam-duong-2020-345", "dak-nong-2021-1848"]
    for name in [*letters, "khanh-son-2017-unnumbered"]:
        label = json.loads((FOLDER / "labels" / f"{name}.json").read_text(encoding="utf-8"))
        assert label["obligations_scope"] == "all"
        assert len(label["obligations"]) >= 5
