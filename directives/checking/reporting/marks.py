"""Dấu trên trang: where on the printed pages each finding stands, so that it can be shown on their pictures.

A Word file says in which paragraph and at which letters; the words of its printed pages say where these letters came to
stand. The two are brought together by their letters alone: signs, blanks and capitals may differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from directives.checking.findings import Finding, Place
from directives.checking.seeing.page import Page
from directives.conversion.page_views import PageView
from directives.conversion.page_words import PageWord

_SURE = 20  # letters: a paragraph of so many stands where it is found, however far on
_NEAR = 300  # letters: how far on a shorter one is looked for
_BEGINNING = 30  # letters by which a long paragraph is known when a page break parts it
_MARGIN = 0.08  # of the page: a lone number so near to its upper or lower edge is the page's
_ABOVE, _BELOW = 0.85, 0.3  # of the size of a word: how far it reaches over and under its baseline


@dataclass(frozen=True, slots=True)
class Box:
    """Khung: a part of a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Dấu: finding ``number`` (from 1, as in the report) on a page (from 1).

    Without boxes it is about the page or the document as a whole, or about something that is missing.
    """

    number: int
    page: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stream:
    """Dòng chữ đã in: the letters of all pages in a row, and of which page and word each is."""

    letters: str
    words: Sequence[tuple[int, PageWord]]


def marks_on(page: Page, findings: Sequence[Finding], printed: Sequence[PageView]) -> list[Mark]:
    """Đánh dấu: one mark for each finding, in their order; what stands on no printed page has none."""
    stream = _stream(printed)
    texts = [_letters(one.text) for one in page.layout.paragraphs]
    starts = _starts(["".join(letter for letter, _ in text) for text in texts], stream.letters)
    numbers = {one.number for one in printed}
    found = []
    for number, finding in enumerate(findings, start=1):
        place = finding.place
        paragraph = place.paragraph or _first_of(page, place.section)
        words = _words_at(place, texts, starts, stream) if place.paragraph else []
        if words:
            found.append(Mark(number, words[0][0], _boxes(words, whole=place.start is None)))
            continue
        sheet = place.sheet or _page_of(paragraph, starts, stream) or min(numbers, default=0)
        if sheet in numbers:
            found.append(Mark(number, sheet))
    return found


def _letters(text: str) -> list[tuple[str, int]]:
    """Các chữ: letters and digits, small, each with its place in the text."""
    return [(small, place) for place, sign in enumerate(text) for small in sign.casefold() if small.isalnum()]


def _stream(printed: Sequence[PageView]) -> _Stream:
    letters: list[str] = []
    words: list[tuple[int, PageWord]] = []
    for page in printed:
        for word in page.words:
            if _is_page_number(word, page):
                continue
            for letter, _ in _letters(word.text):
                letters.append(letter)
                words.append((page.number, word))
    return _Stream("".join(letters), words)


def _is_page_number(word: PageWord, page: PageView) -> bool:
    edge = _MARGIN * page.height
    if not word.text.isdigit() or edge < word.baseline < page.height - edge:
        return False
    return all(one is word or abs(one.baseline - word.baseline) > word.size / 2 for one in page.words)


def _starts(paragraphs: Sequence[str], printed: str) -> Mapping[int, int]:
    """Chỗ bắt đầu: of each paragraph (from 1) among the printed letters, where it was found."""
    found: dict[int, int] = {}
    cursor = 0
    for number, text in enumerate(paragraphs, start=1):
        if not text:
            continue
        at = printed.find(text, cursor)
        if at < 0 and len(text) > _BEGINNING:
            at = printed.find(text[:_BEGINNING], cursor)
        if at >= 0 and (len(text) >= _SURE or at - cursor <= _NEAR):
            found[number], cursor = at, at + len(text)
        elif len(text) >= _SURE and (earlier := printed.find(text[:_BEGINNING])) >= 0:
            found[number] = earlier  # drawn out of order, as text boxes are
    return found


def _words_at(
    place: Place, texts: Sequence[Sequence[tuple[str, int]]], starts: Mapping[int, int], stream: _Stream
) -> list[tuple[int, PageWord]]:
    """Các từ ở chỗ ấy: with their pages, each once."""
    number = place.paragraph or 0
    if number not in starts:
        return []
    text = texts[number - 1]
    first = place.start or 0
    last = place.end if place.end is not None else text[-1][1] + 1
    inside = [index for index, (_, at) in enumerate(text) if first <= at < last]
    if not inside:  # a sign, or a blank: the letter before it, else the one behind
        before = [index for index, (_, at) in enumerate(text) if at < first]
        inside = before[-1:] or [0]
    begin = starts[number]
    chosen = stream.words[begin + inside[0] : begin + inside[-1] + 1]
    return [next(group) for _, group in groupby(chosen, key=lambda one: id(one[1]))]


def _boxes(words: Sequence[tuple[int, PageWord]], *, whole: bool) -> tuple[Box, ...]:
    """Khung của các từ: one a line, or one round the ``whole`` paragraph; of the page on which they begin."""
    here = [word for page, word in words if page == words[0][0]]
    lines = [here] if whole else [list(line) for line in _lines(here)]
    return tuple(
        Box(
            min(word.left for word in line),
            min(word.baseline - _ABOVE * word.size for word in line),
            max(word.right for word in line),
            max(word.baseline + _BELOW * word.size for word in line),
        )
        for line in lines
    )


def _lines(words: Sequence[PageWord]) -> Iterator[Sequence[PageWord]]:
    line: list[PageWord] = []
    for word in words:
        if line and abs(word.baseline - line[-1].baseline) > word.size / 2:
            yield line
            line = []
        line.append(word)
    yield line


def _first_of(page: Page, section: int | None) -> int:
    """Đoạn đầu của phần: the first paragraph of a section (from 1); 0 when it is about no section."""
    if section is None:
        return 0
    paragraphs = enumerate(page.layout.paragraphs, start=1)
    return next((index for index, one in paragraphs if one.section == section - 1 and one.text.strip()), 0)


def _page_of(paragraph: int, starts: Mapping[int, int], stream: _Stream) -> int:
    """Trang của đoạn: of it, or of the nearest one before it that was found; 0 when none was."""
    known = [number for number in starts if number <= paragraph]
    return stream.words[starts[max(known)]][0] if known else 0
