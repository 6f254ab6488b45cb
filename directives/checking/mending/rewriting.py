"""Viết lại dòng: the edits between what a line says and what it is to say, letter by letter."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from directives.checking.seeing.page import Line, Page
from directives.conversion.word_edits import Edit, ReplaceLetters


def rewritten(page: Page, line: Line, new: str, at: tuple[int, int] | None = None) -> Iterator[Edit]:
    """Viết lại: puts ``new`` in place of a line (of its letters ``at``); only the letters that differ are touched.

    Nothing is done where the line's letters do not stand in its paragraph as the line has them.
    """
    first, last = at or (0, len(line.text))
    old = line.text[first:last]
    start = line.start + first
    there = page.paragraph(line).text[start : start + len(old)]
    if there.replace("\xa0", " ") != old or old == new:
        return
    if len(there) == len(new) and there.casefold() == new.casefold():
        for place, (was, wanted) in enumerate(zip(there, new, strict=True)):
            if was != wanted:
                yield ReplaceLetters(line.index, start + place, was, wanted)
        return
    for kind, a, b, c, d in SequenceMatcher(None, there, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield ReplaceLetters(line.index, start + a, there[a:b], new[c:d])


def letters_only(text: str) -> str:
    """Chỉ chữ và số: without blanks and punctuation, case ignored."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
