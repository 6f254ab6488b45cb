"""Chỗ viện dẫn: where in a text a document is cited, with the sentence round it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from directives.lineage.facts import Reference
from directives.lineage.numbering import LOOKALIKES, is_number

#: A dash of any kind; a letter of ours or one of the Cyrillic alphabet that looks like it.
_SEEN_AS = {"-": "[‐‑‒–—−-]"} | {ours: f"[{ours}{theirs}]" for theirs, ours in LOOKALIKES}
_WITHIN = r"[~\s]*"
_BREAK = re.compile(r"[;.](?=\s+[^\W\d_a-z]|\s*$)|;\s")
_FIRST_ITEM = re.compile(r"^(?:\d{1,2}[.)]\s|[IVX]+[.)]\s|a\)|Điều 1\b|Phần I\b|Chương I\b)")
_ITEM = re.compile(r"^(?:(?:Điều )?\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\)|[-–•+])\s*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Chỗ viện dẫn: a reference at ``start`` … ``end`` of a paragraph's sentence, in small letters.

    ``opening``: before the first numbered item. ``titled``: the paragraph is what the document is about.
    """

    reference: Reference
    sentence: str
    start: int
    end: int
    opening: bool
    titled: bool

    @property
    def before(self) -> str:
        """Chữ đứng trước: of the sentence, in small letters, without the number of its item."""
        return _ITEM.sub("", self.sentence[: self.start]).casefold()

    @property
    def after(self) -> str:
        """Chữ đứng sau: of the sentence, in small letters."""
        return self.sentence[self.end :].casefold()


def occurrences(
    subject: str, paragraphs: Sequence[str], references: Sequence[Reference]
) -> list[list[Occurrence]]:
    """Các chỗ viện dẫn: of all references, sentence by sentence, each list in the order of the words."""
    first_item = next((n for n, line in enumerate(paragraphs) if _FIRST_ITEM.match(line)), len(paragraphs))
    found: list[list[Occurrence]] = []
    rows = [(subject, True, True), *((line, n < first_item, False) for n, line in enumerate(paragraphs))]
    for line, opening, titled in rows:
        places = _places(line, references) if line else []
        bounds = _sentences(line) if places else []
        for left, right in bounds:
            inside = [(at, to, ref) for at, to, ref in places if left <= at < right]
            if inside:
                said = line[left:right]
                found.append(
                    [Occurrence(ref, said, at - left, to - left, opening, titled) for at, to, ref in inside]
                )
    return found


def _sentences(line: str) -> list[tuple[int, int]]:
    ends = [m.end() for m in _BREAK.finditer(line)]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(line)], strict=True) if a < b]


def _places(line: str, references: Sequence[Reference]) -> list[tuple[int, int, Reference]]:
    """Vị trí: of every reference in the line; a longer key hides a shorter one that begins within it."""
    taken: list[tuple[int, int, Reference]] = []
    for reference in sorted(references, key=lambda r: len(r.key), reverse=True):
        for found in _pattern_of(reference.key).finditer(line):
            at, to = found.span()
            if not any(a < to and at < b for a, b, _ in taken):
                taken.append((at, to, reference))
    return sorted(taken, key=lambda row: row[:2])


@lru_cache(maxsize=16384)
def _pattern_of(key: str) -> re.Pattern[str]:
    """Mẫu của khóa: the key as texts print it, with noughts before it, blanks and struck-out marks within.

    "10/ct-ttg" is not found within "110/ct-ttg"; a key that says nothing is found nowhere.
    """
    if not key:
        return re.compile(r"(?!)")
    if not is_number(key):
        return re.compile(r"\s+".join(map(re.escape, key.split())), re.IGNORECASE)
    letters = _WITHIN.join(_SEEN_AS.get(letter, re.escape(letter)) for letter in key)
    return re.compile(rf"(?<![\d/.])0*{letters}(?!\d)", re.IGNORECASE)
