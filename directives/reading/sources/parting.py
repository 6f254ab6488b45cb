"""Tách dòng: lines which a copy ran together, parted where the boxes of a document begin."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from directives.reading.sources.places import Above, Line
from directives.text import ascii_fold, one_tone_style
from directives.vocabulary.words import DATE_IN_WORDS, TYPE_WORDS, UPPER

_TYPES = "|".join(word.upper() for word in TYPE_WORDS)
_STATE = re.compile(r"CONG\s+HOA\s+XA\s+HOI\s+CHU\s+NGHIA\s+VIET\s+NAM")
_MOTTO = re.compile(r"Doc\s+lap\s*-\s*Tu\s+do\s*-\s*Hanh\s+phuc")
_CUTS = (
    re.compile(r"(?<=\S)\s+(?=Nơi nhận\s*:)"),
    re.compile(r"(?<=\S)\s+(?=V/v\b)"),
    re.compile(r"(?<=năm \d\d\d\d)\s+(?=Kính gửi\s*:)"),
    re.compile(rf"(?<=năm \d\d\d\d)\s+(?=(?:{_TYPES})\b)"),
    re.compile(r"(?<=[,;.])\s+(?=(?:Xét|Theo) đề nghị (?:của|tại) )"),
    re.compile(r"(?<=[,;.])\s+(?=(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s*:$)"),
)
_NUMBER_THEN_PLACE = re.compile(
    r"(S\w{1,2}\s*:\s*\S{1,60}?(?:\s?/\s?\S{1,60}?(?:[-–]\s\S{1,30}?)?)?),?(?<![-–])\s+"
    rf"((?:[^,/:]{{2,40}}, )?{DATE_IN_WORDS}.*)"
)
_LISTED = re.compile(r"(?:Kính gửi|Nơi nhận)\s*:|[-–+•]\s")
_LISTED_CUT = re.compile(rf"(?<=[;:])\s*(?=[-–]\s?[{UPPER}])|(?<=[;])(?=[-–]\s)")
_LABEL = re.compile(r"(?P<number>\d{1,3})\.\s|(?P<letter>[a-hđ])\)\s")
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def parted(lines: Iterable[Line]) -> Iterator[Line]:
    """Tách dòng: every line, or the pieces it consists of; all pieces bear the place of their line."""
    for line in lines:
        for count, text in enumerate(_pieces(line.text)):
            yield replace(line, text=text, above=Above.EDGE if count else line.above)


def _pieces(text: str) -> Iterator[str]:
    if " | " in text:  # a row of a table is one line
        yield text
        return
    for boxed in _around_state(text):
        for cut in _CUTS:
            boxed = cut.sub("\n", boxed)
        for piece in boxed.split("\n"):
            glued = _NUMBER_THEN_PLACE.fullmatch(piece)
            for one in glued.groups() if glued else (piece,):
                yield from _items(one)


def _around_state(text: str) -> Iterator[str]:
    """Quốc hiệu, tiêu ngữ: each on a line of its own, also where recognition lost the marks of its letters."""
    folded = ascii_fold(text)
    found = [one for pattern in (_STATE, _MOTTO) for one in pattern.finditer(folded.replace("–", "-"))]
    if not found or len(folded) != len(text) or not _of_a_head(text, found):
        yield text
        return
    ends = sorted({0, len(text), *(at for one in found for at in one.span())})
    yield from (piece for a, b in pairwise(ends) if (piece := text[a:b].strip()))


def _of_a_head(text: str, found: list[re.Match[str]]) -> bool:
    """Của phần đầu: a long sentence that quotes the name of the state is no head."""
    outside = "".join(text[: found[0].start()].split() + text[found[-1].end() :].split())
    return len(found) > 1 or one_tone_style(outside).isupper() or not outside or len(outside) < 60


def _items(text: str) -> Iterator[str]:
    """Các mục: "1. … 2. …", "a) …; b) …" and "- …;- …" on one line, where they follow each other in order."""
    if _LISTED.match(text):
        yield from (piece.strip() for piece in _LISTED_CUT.split(text) if piece.strip())
        return
    label = _LABEL.match(text)
    while label:
        following = _following(label)
        cut = re.search(
            rf"(?:(?<=[.;:])\s+|\s+(?=\d+\.1[. ])){following}\s?(?=[{UPPER}“])", text[label.end() :]
        )
        if cut is None:
            break
        at = label.end() + cut.start()
        yield text[:at].strip()
        text = text[at:].strip()
        label = _LABEL.match(text)
    yield text


def _following(label: re.Match[str]) -> str:
    """Mục kế tiếp: a pattern of the label which comes next: 3. after 2., or 2.1 below it; b) after a)."""
    if label["number"]:
        number = int(label["number"])
        return rf"(?:{number + 1}\.\s|{number}\.1\.?\s)"
    at = _LETTERS.find(label["letter"])
    return rf"{_LETTERS[at + 1]}\)"
