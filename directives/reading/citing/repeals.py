"""Văn bản bị thay thế, bãi bỏ: what a document says ends with it, as a whole; parts of a document are not named."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from directives.reading.citing.citations import Cited, distinct, mentions_in
from directives.reading.citing.mentions import Mention
from directives.reading.citing.own import Own
from directives.reading.citing.passages import Passage, passages
from directives.reading.citing.patterns import patterns
from directives.reading.lexicon import Lexicon, lexicon
from directives.reading.record import Citation
from directives.text import ascii_fold

#: Verbs that stand before what they end. "được thay thế bởi" says it of the document itself.
_ENDS = re.compile(
    r"(?<!được )(?<!bị )(?<!đã )\b"
    r"(?:[Tt]hay thế(?: cho)?|[Bb]ãi bỏ|[Hh]ủy bỏ|[Cc]hấm dứt hiệu lực(?: thi hành)?(?: của)?|[Tt]hu hồi)"
    r"(?! bởi| bằng)(?:\s+toàn bộ)?(?:\s+nội dung)?"
)
#: Verbs that stand behind what they end.
_ENDED = re.compile(r"\b(?:hết hiệu lực|chấm dứt hiệu lực|bị bãi bỏ|được bãi bỏ|bị thay thế|bị hủy bỏ)\b")
#: What may stand between the verb and the document when all of it ends.
_JOINING = frozenset(("các", "những", "văn", "bản", "sau", "đây", "đối", "với", "và", "số"))
_BEFORE_ENDED = re.compile(
    r"\s*(?:[-–+•]\s*|\d+[.)]\s*|[a-zđ]\)\s*)?(?:Điều \d+\.\s*)?(?:Kể từ ngày[^.;]{0,80},\s*)?(?:[Cc]ác\s+)?"
)
#: "Các quyết định sau đây hết hiệu lực kể từ ngày …: Quyết định số …; Quyết định số …".
_FOLLOWED = re.compile(r"[^.;]{0,160}:\s*(?:[-+]\s*|[a-zđ1-9]\)\s*)?")
_SENTENCE = 600
_LISTED = re.compile(r"(?:[-+•*]|\d+[.)]|[a-zđ]\))\s*")
_OTHERS = re.compile(r"\b([^\W\d_]+(?:\s[^\W\d_]+)?)\s+này\b")


def read_repealed(
    lines: Sequence[str], own: Own | None, words: Lexicon | None = None
) -> tuple[Citation, ...]:
    """Văn bản bị thay thế, bãi bỏ: documents which this one ends as a whole, with all that is said of them there.

    ``own``: the document itself; "Luật này thay thế …" in a letter tells of another document.
    """
    made = patterns(words or lexicon())
    own_type = own.type if own else ""
    found: list[Cited] = []
    listed = False
    for passage in passages(lines, made):
        listed = listed and _LISTED.match(passage.text) is not None
        ends = _ENDS.search(passage.text) or _ENDED.search(passage.text)
        if listed or ends:
            mentions = mentions_in(passage.text, made)
            ended = _items(mentions) if listed else _ended(passage, mentions, own_type)
            found += [Cited(one, "cited", passage.raw[one.start : one.end], passage.line) for one in ended]
        if ends and _announces(passage.text):
            listed = True
    return distinct(found, own)


def _items(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Điểm của danh sách: the documents named in an item of a list of what ends; not those in their titles."""
    return (one for one in mentions if not one.nested)


def _ended(passage: Passage, mentions: Sequence[Mention], own_type: str) -> Iterator[Mention]:
    text, starts, done = passage.text, [one.start for one in mentions], 0
    for verb in _ENDS.finditer(text):
        if verb.start() < done or tells_of_another(
            text[_sentence(text, verb.start()) : verb.start()], own_type
        ):
            continue
        first = bisect_left(starts, verb.end())
        near = first < len(starts) and starts[first] - verb.end() < _SENTENCE
        if near and _only_joins(text[verb.end() : starts[first]]):
            for one in _in_a_row(text, mentions[first:]):
                done = one.end
                yield one
    for verb in _ENDED.finditer(text):
        opening = max(_sentence(text, verb.start()), done)
        before = mentions[bisect_left(starts, opening) : bisect_left(starts, verb.start())]
        if before and _BEFORE_ENDED.fullmatch(text, opening, before[0].start):
            yield from _in_a_row(text, before)
        first = bisect_left(starts, verb.end())
        listed = not before and first < len(starts) and " sau" in text[opening : verb.start()]
        if listed and _FOLLOWED.fullmatch(text, verb.end(), starts[first]):
            yield from _in_a_row(text, mentions[first:])
        done = verb.end()


def _sentence(text: str, at: int) -> int:
    """Đầu câu: where the sentence begins in which a place stands, looked for a bounded way back."""
    floor = max(0, at - _SENTENCE)
    return max(text.rfind(". ", floor, at) + 1, text.rfind("; ", floor, at) + 1, floor)


def _only_joins(between: str) -> bool:
    """Cả văn bản: nothing but joining words stands before the document: all of it ends, no part of it."""
    return all(word in _JOINING for word in re.findall(r"\w+", between))


def _in_a_row(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Cùng hàng: the first and those beside it; what stands in the title of one of them does not end with it."""
    last = mentions[0]
    for one in mentions:
        between = text[last.end : one.start]
        if one is not last and (
            ". " in between or re.search(r"\b(?:có hiệu lực|hết hiệu lực|thi hành)\b", between)
        ):
            return
        if one is mentions[0] or not one.nested:
            yield one
        last = one


def tells_of_another(subject: str, own_type: str) -> bool:
    """Nói về văn bản khác: whether "… này" in a sentence names another type than the document's own ("Luật này"
    in a letter).
    """
    told = _OTHERS.findall(subject) if " này" in subject else []
    keys = [ascii_fold(name).casefold().replace(" ", "_") for name in told]
    return bool(keys) and bool(own_type) and not any(own_type.endswith(key.split("_")[-1]) for key in keys)


def _announces(text: str) -> bool:
    """Báo một danh sách: "Bãi bỏ các văn bản sau:", "Các văn bản sau đây hết hiệu lực:"."""
    return text.rstrip().endswith(":") and (" sau" in text or "văn bản" in text.casefold())
