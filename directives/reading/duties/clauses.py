"""Tách nhiệm vụ trong một mục: usually one; a second where other bodies are named or another time is set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from directives.reading.duties.addressees import (
    Told,
    is_heading_of_agents,
    told_after_circumstance,
    told_at_start,
    told_below_title,
    told_within,
)
from directives.reading.duties.phrases import Phrases
from directives.vocabulary.words import UPPER

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)")
_OWN_TIME = re.compile(
    r"^(?:đồng thời,?\s+)?(?:định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|"
    r"trước ngày|chậm nhất|riêng báo cáo|cuối năm)\b",
    re.IGNORECASE,
)
_ESPECIALLY = re.compile(r"Riêng\s")
_CUED = re.compile(r",\s+(?:yêu cầu|đề nghị|giao)\s")
#: Letters of a list of names at most.
_NAMES = 400
_AT_ONCE = re.compile(r"^đồng thời,?\s", re.IGNORECASE)
_DUE = re.compile(r"(?:trước|chậm nhất(?: là)?|xong|hết)\s+ngày\s*\d", re.IGNORECASE)
_AND_REPORT = re.compile(
    r"\s+và\s+(?=báo cáo(?: kết quả)?(?: cho| về| lên| với)\s[^.;]{0,120}?(?:trước ngày|định kỳ|hằng|hàng|"
    r"trong báo cáo|6 tháng))"
)
_PERIOD = r"(?:tuần|tháng|quý|(?:0?6|sáu) tháng|(?:0?9|chín) tháng|năm|sơ kết|tổng kết)"
_OF_ANOTHER_TIME = re.compile(
    rf",\s+(?:và\s+)?(?=báo cáo {_PERIOD}\b[^.;,]{{0,60}}?(?:trước|chậm nhất|vào|hằng|hàng|ngày)\s)"
)
#: "gửi về Phòng Nội vụ tổng hợp và báo cáo UBND huyện": who gets it reports in turn; with "để" it is only the aim.
_SENT_ON = re.compile(
    rf"\bgửi (?:báo cáo |kết quả )?(?:về|cho|đến|tới) (?P<to>[{UPPER}][^,.;:()]{{3,80}}?)"
    rf"(?= tổng hợp(?:,| và|, và) báo cáo [{UPPER}])"
)
_REPORTS = re.compile(r"(?:và\s+)?(?:[Bb]áo cáo|gửi báo cáo|[Gg]ửi báo cáo)\b")
_COMES_ROUND = re.compile(r"\b(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)\b")


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
    open_one = _Open(paragraphs[0][1])
    names: tuple[str, ...] = ()
    first = True
    for text, line in paragraphs:
        for sentence, reports in _sentences(text, phrases):
            found = _named(sentence, phrases, within=first and not addressed)
            waits = open_one.told is None and open_one.is_circumstance(phrases)
            if reports or (not first and not waits and _begins_another(sentence, found, names, open_one)):
                yield open_one.closed()
                open_one = _Open(line)
                first = True
            if waits and found:  # the words of the duty begin with the circumstance
                length = len(open_one.sentences[0]) + 1
                open_one.told = Told(found.who, found.asked, 0, found.task + length)
                names = found.who
            elif first:
                open_one.told = found
                names = found.who if found else names
            open_one.add(sentence)
            first = False
    yield open_one.closed()


@dataclass(slots=True)
class _Open:
    """Vế đang đọc: its sentences so far, and what of them tells whether the next begins another duty."""

    line: int
    told: Told | None = None
    sentences: list[str] = field(default_factory=list)
    timed_first: bool = False
    due: bool = False
    comes_round: bool = False

    def add(self, sentence: str) -> None:
        if not self.sentences:
            self.timed_first = bool(_OWN_TIME.match(sentence))
        self.due = self.due or bool(_DUE.search(sentence))
        self.comes_round = self.comes_round or bool(_COMES_ROUND.search(sentence))
        self.sentences.append(sentence)

    @property
    def has_time(self) -> bool:
        """Đã có thời hạn: a day by which, or a rhythm in which, it is done."""
        return self.due or self.comes_round

    def is_circumstance(self, phrases: Phrases) -> bool:
        """Mới là trạng ngữ: "Để chỉ số … được nâng cao;" waits for who is to act."""
        if len(self.sentences) != 1 or not self.sentences[0].endswith(";"):
            return False
        return bool(phrases.circumstance.match(self.sentences[0]))

    def closed(self) -> Clause:
        return Clause(" ".join(self.sentences), self.told, self.line)


def _sentences(text: str, phrases: Phrases) -> Iterator[tuple[str, bool]]:
    """Các câu: each with whether it is a report of its own time, behind "và" in the sentence before."""
    names = ""
    for part in _SENTENCE.split(text):
        piece = f"{names} {part}" if names else part
        names = ""
        if part.endswith(";") and len(piece) < _NAMES and is_heading_of_agents(piece, phrases):
            names = piece  # "Các sở; Ủy ban nhân dân các xã phối hợp …": the semicolon parts names
            continue
        yield from _parted(piece)
    if names:
        yield names, False


def _parted(sentence: str) -> Iterator[tuple[str, bool]]:
    """Tách báo cáo: a report of its own time, or one which those who get the first send on, is another duty."""
    cut = _AND_REPORT.search(sentence)
    if cut is None or not _COMES_ROUND.search(sentence, 0, cut.start()):
        cut = next(
            (one for one in _OF_ANOTHER_TIME.finditer(sentence) if _has_time(sentence[: one.start()])), None
        )
    if cut is None:
        sent = _SENT_ON.search(sentence)
        if sent is None:
            yield sentence, False
            return
        yield sentence[: sent.end("to")], False
        yield sentence[sent.start("to") :], True
        return
    yield sentence[: cut.start()], False
    yield from ((part, True) for part, _ in _parted(sentence[cut.end() :]))


def _has_time(text: str) -> bool:
    return bool(_DUE.search(text) or _COMES_ROUND.search(text))


def _named(sentence: str, phrases: Phrases, *, within: bool) -> Told | None:
    found = told_at_start(sentence, phrases) or told_after_circumstance(sentence, phrases)
    if found is None and (within or _CUED.search(sentence)):
        found = told_within(sentence, phrases)
    return found or (told_below_title(sentence, phrases) if within else None)


def _begins_another(sentence: str, found: Told | None, names: tuple[str, ...], before: _Open) -> bool:
    """Sang nhiệm vụ khác: other bodies are named, or the sentence opens with a time of its own."""
    if found and found.who and set(found.who) != set(names) and found.task < len(sentence):
        return True
    if _OWN_TIME.match(sentence):
        return not before.timed_first
    if _REPORTS.match(sentence) and before.comes_round != bool(_COMES_ROUND.search(sentence)):
        return before.has_time and _has_time(sentence)
    if _AT_ONCE.match(sentence):
        return before.due and not _DUE.search(sentence)
    return before.comes_round and bool(_ESPECIALLY.match(sentence))
