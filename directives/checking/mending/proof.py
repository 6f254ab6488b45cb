"""Chứng minh: that a repaired file says the same words as the original.

A paragraph whose letters were not rewritten says the very same, blanks at its ends aside. Of one that was, letters
and digits are compared in their order; the case of letters and zeros before numbers only where a repair may touch them.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping

from directives.checking.mending.mends import CASE, ZEROS
from directives.conversion.layout import Layout

_NUMBER = re.compile(r"0+(?=\d)")


def says_the_same(
    before: Layout, after: Layout, rewritten: Mapping[int, Collection[str]], joined: Collection[int] = ()
) -> bool:
    """Cùng lời: whether no word was lost, added or changed.

    ``rewritten``: paragraphs (from 1) whose letters were touched, with what the repairs were free to change;
    ``joined``: paragraphs to which the next one was added.
    """
    frees = {number: frozenset(free) for number, free in rewritten.items()}
    old = _texts(before, frees, joined)
    new = [paragraph.text for paragraph in after.paragraphs if has_words(paragraph.text)]
    return len(old) == len(new) and all(
        _form(was, free) == _form(now, free) for (was, free), now in zip(old, new, strict=True)
    )


def _texts(
    layout: Layout, frees: Mapping[int, frozenset[str]], joined: Collection[int]
) -> list[tuple[str, frozenset[str] | None]]:
    found: list[tuple[str, frozenset[str] | None]] = []
    goes_on = False
    for number, paragraph in enumerate(layout.paragraphs, start=1):
        free = frees.get(number, frozenset() if number in joined else None)
        if goes_on and found:
            above, known = found[-1]
            found[-1] = (above + paragraph.text, (known or frozenset()) | (free or frozenset()))
        elif has_words(paragraph.text):
            found.append((paragraph.text, free))
        goes_on = number in joined
    return found


def has_words(text: str) -> bool:
    """Có chữ: whether a text says anything, letters or digits."""
    return any(letter.isalnum() for letter in text)


def _form(text: str, free: frozenset[str] | None) -> str:
    """Dạng chuẩn: exactly as it is, or letters and digits only where it was rewritten."""
    text = unicodedata.normalize("NFC", text)
    if free is None:
        return text
    if ZEROS in free:
        text = _NUMBER.sub("", text)
    kept = "".join(letter for letter in text if letter.isalnum())
    return kept.casefold() if CASE in free else kept
