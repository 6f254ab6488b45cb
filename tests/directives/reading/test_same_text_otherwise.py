"""Cùng một văn bản: letters taken apart, marks placed otherwise, blanks doubled: the record says the same."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.reading.reader import read_source
from directives.reading.sources.source import load
from directives.text import comparison_key, one_tone_style

DOCUMENTS = sorted((Path(__file__).parents[2] / "reading_set" / "documents").glob("*.txt"))

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN = re.compile(rf"(?i)(?<![^\W\d_])([^\W\d_]*?)(o)([{_TONES}])([ae])(?![^\W\d_{_TONES}])")


def decomposed(text: str) -> str:
    """Letters and their marks apart, as files of some systems have them."""
    return unicodedata.normalize("NFD", text)


def new_style(text: str) -> str:
    """hòa, khỏe with the mark on the second vowel: hoà, khoẻ."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _OPEN.sub(r"\1\2\4\3", apart))


def doubled_blanks(text: str) -> str:
    return text.replace(" ", "  ")


WRITINGS: list[tuple[str, Callable[[str], str]]] = [
    ("NFD", decomposed),
    ("new style", new_style),
    ("doubled blanks", doubled_blanks),
    ("all of them", lambda text: doubled_blanks(decomposed(new_style(text)))),
]


#: Words as they stand in the source, and where.
_AS_IT_STANDS = ("text", "text_lines", "as_written", "notes", "line")


def said(record: dict[str, Any]) -> Any:
    """What a record says, without the words as they stand in the source."""
    if isinstance(record, dict):
        kept = {k: said(v) for k, v in record.items() if k not in _AS_IT_STANDS}
        return kept if "kind" not in record else kept | {"opening": comparison_key(str(record["text"]))}
    return [said(item) for item in record] if isinstance(record, list) else record


def record_of(path: Path, text: str) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    return read_source(load(path)).to_json()


@pytest.mark.parametrize(("name", "writing"), WRITINGS, ids=[row[0] for row in WRITINGS])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_same_text_written_otherwise_says_the_same(
    document: Path, name: str, writing: Callable[[str], str], tmp_path: Path
) -> None:
    text = document.read_text(encoding="utf-8")
    assert writing(text) != text or name == "new style"
    assert said(record_of(tmp_path / "a.txt", writing(text))) == said(record_of(tmp_path / "b.txt", text))


def test_the_words_themselves_are_given_back_as_they_were_written(tmp_path: Path) -> None:
    text = (DOCUMENTS[0].parent / "tuyen-quang-2010-1056.txt").read_text(encoding="utf-8")
    record = record_of(tmp_path / "a.txt", text)
    assert record["issuer"]["text"].startswith("UỶ BAN NHÂN DÂN")
    assert record["issuer"]["normalized"] == one_tone_style(record["issuer"]["normalized"])


@settings(max_examples=2 * settings.default.max_examples)
@given(st.text(alphabet="hoàaáòóỏoạkhỏeẻuỷyúqugnÒÀ Đđ", max_size=40))
def test_one_tone_style_keeps_every_place(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    toned = one_tone_style(composed)
    assert len(toned) == len(composed)
    assert one_tone_style(toned) == toned
    assert toned.lower() == one_tone_style(composed.lower())
