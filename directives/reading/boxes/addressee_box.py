"""Kính gửi: reads box 9a, on one line or many, with dashes or without, and the form of telegrams ("ĐIỆN:")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.reading.boxes.pieces import Piece, opens_body
from directives.reading.lexicon import Lexicon
from directives.vocabulary.words import UPPER

_OPENING = re.compile(
    rf"^(?:K[íi]nh\s*g[ửu]i(?=\s*[:;.,]|\s|$)|(?:[{UPPER}][{UPPER}\s]{{0,60}}\s)?ĐIỆN(?=\s*:)|(?:[{UPPER}][^:.]{{2,80}}\s)?điện(?=\s*:))"
    r"\s*[:;.]?\s*(?P<rest>.*)$"
)
_INVITED = re.compile(r"^(?:[^:]{3,120}\s)?kính mời\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_DASH = re.compile(r"^(?:[-–+•*]|\d{1,2}[.)])\s*")
_ITEM_BREAK = re.compile(
    r";\s*(?:[-–+•]\s*)?|(?<=[^\s(])\s+[-–]\s+(?=(?:Các|Ủy|UBND|Sở|Bộ|Ban|Văn|Ông|Bà|Đồng|Tòa|Viện|Hội|Chủ|Trưởng|Công|Cục)\b)"
)
_GAP = re.compile(r"(?<=[^;,:\-–]) (?=[^\W\da-z])")
_OPEN_END = re.compile(r"(?:\s(?:của|và|về|các|tại|cho|với|thuộc|trực thuộc)|,)$")
_BEFORE_UNIT = re.compile(r"\s(?:tỉnh|huyện|quận|xã|phường|thị xã|thành phố)$")
_LONG = 160  # more than one body's name: the letter's first sentence is glued to it
_SENTENCE = 300  # letters; no body has so long a name
_SHORT = 40  # letters of a unit's name with what may stand behind it
_MOST = 80


@dataclass(frozen=True, slots=True)
class Addressees:
    """Nơi gửi đến: one text for each body; pieces used; whether the body of the letter begins on the last line."""

    items: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    glued: bool = False


def read_addressees(
    pieces: Sequence[Piece], boxed: frozenset[int], invites: bool, words: Lexicon
) -> Addressees:
    """Đọc nơi kính gửi: empty when the document is addressed to nobody; an invitation names whom it ``invites``."""
    for index, piece in enumerate(pieces):
        found = _OPENING.match(piece.text) if index not in boxed else None
        if found is None and invites and index not in boxed:
            found = _INVITED.match(piece.text)
        if found is not None:
            return _read(pieces, index, found["rest"].strip(), boxed, words)
    return Addressees()


def _read(
    pieces: Sequence[Piece], start: int, rest: str, boxed: frozenset[int], words: Lexicon
) -> Addressees:
    glued = None
    if len(rest) > _LONG:
        glued = next((gap for gap in _GAP.finditer(rest) if opens_body(rest[gap.end() :], words)), None)
        rest = rest[: glued.start()].strip() if glued else rest
    items = [rest] if rest else []
    used = {start}
    dashed = bool(_DASH.match(rest)) if rest else None
    for index in range(start + 1, min(len(pieces), start + _MOST) if glued is None else 0):
        if index in boxed:
            continue
        text = pieces[index].text
        starts = _DASH.match(text) is not None
        if not _belongs(items, text, starts, dashed, words):
            break
        if dashed is None:
            dashed = starts
        if starts or not items or (items[-1].rstrip().endswith(";") and not dashed):
            items.append(text)
        else:
            items[-1] = f"{items[-1]} {text}"
        used.add(index)
    cleaned = (cleaned_item(part) for item in items for part in split_items(item))
    return Addressees(tuple(item for item in cleaned if item), frozenset(used), glued is not None)


def _belongs(items: list[str], text: str, starts: bool, dashed: bool | None, words: Lexicon) -> bool:
    """Còn trong danh sách: whether a line is one more addressee, or goes on with the last one."""
    if text in ("-", "–"):
        return True
    if not items:
        return starts or (len(text) < _SENTENCE and not opens_body(text, words))
    last = items[-1].rstrip()
    if starts:
        return bool(dashed) or last.endswith((";", ":"))
    if opens_body(text, words) or last.endswith((".", "./")):
        return False
    if last.endswith(";"):
        return not dashed and len(text) < _LONG
    unit = _BEFORE_UNIT.search(last) is not None and len(text) < _SHORT and text.endswith((".", ";"))
    return text[0].islower() or text[0] in "(0123456789" or unit or _OPEN_END.search(last) is not None


def split_items(text: str) -> list[str]:
    """Tách nơi nhận: at semicolons and dashes outside brackets; a bracket behind a semicolon belongs to the item."""
    items, depth, start = [], 0, 0
    breaks = {found.start(): found.end() for found in _ITEM_BREAK.finditer(text)}
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if at in breaks and depth == 0 and at >= start and not text[breaks[at] :].startswith("("):
            items.append(text[start:at])
            start = breaks[at]
    return [*items, text[start:]]


def cleaned_item(text: str) -> str:
    """Mục đã dọn: without the dash before it and the mark at its end."""
    return re.sub(r"[;.,/\s]+$", "", _DASH.sub("", text.strip())).strip()
