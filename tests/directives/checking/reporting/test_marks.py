"""Dấu trên trang: each finding is marked where its words were printed, whatever the printing did to them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from directives.checking.checker import examine
from directives.checking.findings import Finding, Place
from directives.checking.reporting.marks import Mark, marks_on
from directives.checking.seeing.page import Page
from directives.conversion.page_views import PageView
from directives.conversion.page_words import PageWord

NOTICE = Path(__file__).parents[1] / "foreign/officegen.docx"
LINE, WORD, TOP = 20.0, 50.0, 100.0  # points: between lines, from word to word, of the first line


@pytest.fixture(scope="module")
def page() -> Page:
    """Một thông báo: of thirteen paragraphs, made by a program that is not ours."""
    return examine(NOTICE.read_bytes(), NOTICE.name)[0]


def printed(lines: Sequence[str], number: int = 1) -> PageView:
    """Trang in: one line below the other, one word beside the other."""
    words = [
        PageWord(word, WORD * column, WORD * column + 40, TOP + LINE * row, 13)
        for row, line in enumerate(lines)
        for column, word in enumerate(line.split(), start=1)
    ]
    return PageView(number, 595, 842, b"", words)


def a_finding(**place: object) -> Finding:
    return Finding("F-1", "error", "", "", "", "", "", "", False, Place("body", **place))


def texts(page: Page) -> list[str]:
    return [one.text for one in page.layout.paragraphs]


def marked(page: Page, views: Sequence[PageView], **place: object) -> Mark:
    (mark,) = marks_on(page, [a_finding(**place)], views)
    return mark


def test_letters_are_marked_in_the_words_that_hold_them(page: Page) -> None:
    number, text = next((n, one) for n, one in enumerate(texts(page), start=1) if "thông báo kết quả" in one)
    start = text.index("kết quả")
    mark = marked(page, [printed(texts(page))], paragraph=number, start=start, end=start + 7)
    before = len(text[:start].split())
    (box,) = mark.boxes
    assert (box.left, box.right) == (WORD * (before + 1), WORD * (before + 2) + 40)
    assert box.top < TOP + LINE * (number - 1) < box.bottom


CHANGED = [
    (lambda lines: lines, "as it was written"),
    (lambda lines: [line.upper() for line in lines], "in capitals, as a font setting shows it"),
    (lambda lines: [f"{place}. {line}" for place, line in enumerate(lines)], "with numbers of a list"),
    (lambda lines: [line.replace("-", "–").replace(",", "") for line in lines], "with other signs"),
    (lambda lines: ["Mẫu in sẵn", *lines], "below words which are not in the file"),
]


@pytest.mark.parametrize(("change", "reason"), CHANGED, ids=[row[1] for row in CHANGED])
def test_every_paragraph_with_words_is_found(
    page: Page, change: Callable[[list[str]], list[str]], reason: str
) -> None:
    lines = [one for one in texts(page) if one.strip()]
    view = printed(change(lines))
    for number, text in enumerate(texts(page), start=1):
        if any(sign.isalnum() for sign in text):
            assert marked(page, [view], paragraph=number).boxes, (reason, text)


def test_a_paragraph_that_a_page_break_parts_is_marked_where_it_begins(page: Page) -> None:
    lines = texts(page)
    long = next(n for n, one in enumerate(lines) if len(one.split()) > 8)
    words = lines[long].split()
    first = printed([*lines[:long], " ".join(words[:7])], 1)
    second = printed(["2", " ".join(words[7:]), *lines[long + 1 :]], 2)
    second = replace(second, words=[replace(w, baseline=30.0) if w.text == "2" else w for w in second.words])
    mark = marked(page, [first, second], paragraph=long + 1)
    assert mark.page == 1
    assert mark.boxes
    assert marked(page, [first, second], paragraph=len(lines)).page == 2


ABOUT_NO_WORDS = [
    ({}, "the document as a whole"),
    ({"section": 1}, "the paper of a part"),
    ({"sheet": 1}, "a printed page"),
]


@pytest.mark.parametrize(("place", "reason"), ABOUT_NO_WORDS, ids=[row[1] for row in ABOUT_NO_WORDS])
def test_what_is_about_no_words_is_marked_on_its_page(
    page: Page, place: dict[str, object], reason: str
) -> None:
    assert marked(page, [printed(texts(page))], **place) == Mark(1, 1), reason


def test_a_scan_or_an_empty_page_has_marks_without_boxes(page: Page) -> None:
    assert marked(page, [printed([])], paragraph=2) == Mark(1, 1)
    assert marks_on(page, [a_finding(paragraph=2)], []) == []
