"""Chỗ viện dẫn: where in a text a document is cited, with the sentence round it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.lineage.facts import Reference
from directives.lineage.numbering import is_number

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
    compact, where = _compact(line)
    taken: list[tuple[int, int, Reference]] = []
    for reference in sorted(references, key=lambda r: len(r.key), reverse=True):
        key = reference.key if is_number(reference.key) else reference.key.replace(" ", "")
        at = compact.find(key) if key else -1
        while at >= 0:
            to = at + len(key)
            if _stands_alone(compact, at, to) and not any(a < to and at < b for a, b, _ in taken):
                taken.append((at, to, reference))
            at = compact.find(key, to)
    return sorted(((where[a], where[b - 1] + 1, ref) for a, b, ref in taken), key=lambda row: row[:2])


def _compact(line: str) -> tuple[str, list[int]]:
    letters, where = [], []
    for at, letter in enumerate(line):
        folded = letter.casefold()
        if not letter.isspace() and letter != "~" and len(folded) == 1:
            letters.append("-" if letter in "‐‑‒–—−" else folded)
            where.append(at)
    return "".join(letters), where


def _stands_alone(compact: str, at: int, to: int) -> bool:
    """Đứng riêng: "10/ct-ttg" is not found within "110/ct-ttg"; a nought before it is no other number."""
    if not compact[at].isdigit():
        return True
    head = compact[:at].rstrip("0")
    return not head[-1:].isdigit() and head[-1:] not in ("/", ".") and not compact[to : to + 1].isdigit()
