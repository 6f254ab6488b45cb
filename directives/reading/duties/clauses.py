"""Tách nhiệm vụ trong một mục: usually one; a second where other bodies are named or another time is set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directives.reading.duties.addressees import (
    Told,
    is_heading_of_agents,
    told_after_circumstance,
    told_at_start,
    told_within,
)
from directives.reading.duties.phrases import Phrases

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)")
_OWN_TIME = re.compile(
    r"^(?:đồng thời,?\s+)?(?:định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|"
    r"trước ngày|chậm nhất|riêng báo cáo|cuối năm)\b",
    re.IGNORECASE,
)
#: Letters of a list of names at most.
_NAMES = 400
_AT_ONCE = re.compile(r"^đồng thời,?\s", re.IGNORECASE)
_DUE = re.compile(r"(?:trước|chậm nhất(?: là)?|xong|hết)\s+ngày\s*\d", re.IGNORECASE)
_AND_REPORT = re.compile(
    r"\s+và\s+(?=báo cáo(?: kết quả)?(?: cho| về| lên| với)\s[^.;]{0,120}?(?:trước ngày|định kỳ|hằng|hàng|"
    r"trong báo cáo|6 tháng))"
)
_COMES_ROUND = re.compile(r"\b(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """Vế: the words of one duty, who is named in them, and the line where they begin."""

    text: str
    told: Told | None
    line: int


def clauses_of(
    paragraphs: list[tuple[str, int]], phrases: Phrases, *, addressed: bool = False
) -> Iterator[Clause]:
    """Các vế: of an item's words; the first has whoever the item names.

    ``paragraphs`` are texts with their lines. ``addressed``: what stands above names who is to act; whom they in turn
    ask within a sentence is then part of what they do.
    """
    current: list[str] = []
    told: Told | None = None
    names: tuple[str, ...] = ()
    begun = paragraphs[0][1]
    first = True
    for text, line in paragraphs:
        for sentence, reports in _sentences(text, phrases):
            found = _named(sentence, phrases, within=first and not addressed)
            waits = told is None and _is_circumstance(current, phrases)
            parts = reports or (not first and not waits and _begins_another(sentence, found, names, current))
            if parts:
                yield Clause(" ".join(current), told, begun)
                current, told, begun = [], None, line
            if (
                waits and found
            ):  # its begin and task stand in the later sentence: the duty's words keep the first
                told = Told(found.who, found.asked, 0, found.task + len(" ".join(current)) + 1)
                names = found.who
            elif first or parts:
                told = found
                names = found.who if found else names
            current.append(sentence)
            first = False
    yield Clause(" ".join(current), told, begun)


def _sentences(text: str, phrases: Phrases) -> Iterator[tuple[str, bool]]:
    """Các câu: each with whether it is a report of its own time, behind "và" in the sentence before."""
    names = ""
    for part in _SENTENCE.split(text):
        piece = f"{names} {part}" if names else part
        names = ""
        if part.endswith(";") and len(piece) < _NAMES and is_heading_of_agents(piece, phrases):
            names = piece  # "Các sở; Ủy ban nhân dân các xã phối hợp …": the semicolon parts names
            continue
        cut = _AND_REPORT.search(piece)
        if cut and _COMES_ROUND.search(piece, 0, cut.start()):
            yield piece[: cut.start()], False
            yield piece[cut.end() :], True
        else:
            yield piece, False
    if names:
        yield names, False


def _is_circumstance(current: list[str], phrases: Phrases) -> bool:
    """Mới là trạng ngữ: "Để chỉ số … được nâng cao;" waits for who is to act."""
    return len(current) == 1 and current[0].endswith(";") and bool(phrases.circumstance.match(current[0]))


def _named(sentence: str, phrases: Phrases, *, within: bool) -> Told | None:
    found = told_at_start(sentence, phrases) or told_after_circumstance(sentence, phrases)
    if found is None and (within or _CUED.search(sentence)):
        found = told_within(sentence, phrases)
    return found


_CUED = re.compile(r",\s+(?:yêu cầu|đề nghị|giao)\s")


def _begins_another(sentence: str, found: Told | None, names: tuple[str, ...], current: list[str]) -> bool:
    """Sang nhiệm vụ khác: other bodies are named, or the sentence opens with a time of its own."""
    before = " ".join(current)
    if found and found.who and set(found.who) != set(names) and found.task < len(sentence):
        return True
    if _OWN_TIME.match(sentence):
        return not _OWN_TIME.match(before)
    if _AT_ONCE.match(sentence):
        return bool(_DUE.search(before)) and not _DUE.search(sentence)
    return bool(re.match(r"Riêng\s", sentence)) and bool(_COMES_ROUND.search(before))
