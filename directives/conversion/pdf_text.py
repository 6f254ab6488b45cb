"""So chữ: whether a PDF says what its Word file says. Line breaks and page numbers do not count."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

_BLANK = re.compile(r"[\s\xad\u200b\ufeff]+")
_TAKEN = "\0"  # stands where a paragraph was, so that its neighbours do not run into one
_PAGE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class ShownText:
    """Chữ của tệp Word: its paragraphs in order, and what stands on pages besides.

    ``headings`` are table rows that repeat on each page, ``margins`` the lines of headers and footers; ``paged``
    says where pages bear a number: "header", "footer", both or neither.
    """

    lines: Sequence[str]
    headings: Sequence[str] = ()
    margins: Sequence[str] = ()
    paged: Sequence[str] = ("header",)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Kết quả so chữ: ``same`` when every paragraph is there and nothing besides; else what is missing.

    Paragraphs may stand in another order, since what floats on a page is drawn last; letters within one may not.
    A text with numbers that Word adds by itself is neither the same nor missing.
    """

    same: bool
    missing: tuple[str, ...]


def compare_text(word: ShownText, pages: Sequence[str]) -> Comparison:
    """So chữ của tệp Word với PDF: letter by letter, blanks left out."""
    shown = "".join(_pages(word, pages))
    wanted = [_squeezed(line) for line in word.lines]
    if "".join(wanted) == shown:
        return Comparison(True, ())
    missing = [line for line, squeezed in zip(word.lines, wanted, strict=True) if squeezed not in shown]
    return Comparison(not missing and _nothing_besides(wanted, shown), tuple(missing))


def _nothing_besides(wanted: Sequence[str], shown: str) -> bool:
    """Không thừa chữ: taken out one by one, the longest first, the paragraphs leave nothing behind."""
    for paragraph in sorted(filter(None, wanted), key=len, reverse=True):
        if paragraph not in shown:
            return False
        shown = shown.replace(paragraph, _TAKEN, 1)
    return not shown.strip(_TAKEN)


def _pages(word: ShownText, pages: Sequence[str]) -> list[str]:
    headings = [squeezed for row in word.headings if (squeezed := _squeezed(row))]
    # a page number kept in the Word file itself is only the last one that was shown
    margins = {
        squeezed
        for line in word.margins
        if (squeezed := _squeezed(line)) and not (word.paged and _PAGE_NUMBER.fullmatch(squeezed))
    }
    first_seen: set[str] = set()
    found = []
    for place, page in enumerate(pages):
        lines = [squeezed for line in page.split("\n") if (squeezed := _squeezed(line))]
        lines = _without_margins(lines, margins, set(word.paged) if place > 0 else set())
        text = "".join(lines)
        for (
            heading
        ) in headings:  # the first time it belongs to the table, at the top of later pages it repeats
            if heading in first_seen and text.startswith(heading):
                text = text.removeprefix(heading)
            elif heading in text:
                first_seen.add(heading)
        found.append(text)
    return found


def _without_margins(lines: list[str], margins: set[str], numbered: set[str]) -> list[str]:
    """Bỏ lề trang: lines of headers and footers at both ends, and one page number, which a page shows once."""
    kept = deque(lines)
    while kept:
        if kept[0] in margins:
            kept.popleft()
        elif kept[-1] in margins:
            kept.pop()
        elif "header" in numbered and _PAGE_NUMBER.fullmatch(kept[0]):
            kept.popleft()
            numbered = set()
        elif "footer" in numbered and _PAGE_NUMBER.fullmatch(kept[-1]):
            kept.pop()
            numbered = set()
        else:
            break
    return list(kept)


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text)
