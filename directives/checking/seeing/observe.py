"""Quan sát: finds the boxes of a document in its layout by what stands in them and where."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from directives.checking.seeing.page import MOTTO, STATE_NAME, Line, Page
from directives.conversion.layout import Layout, Paragraph, Run
from directives.vocabulary.names import is_name
from directives.vocabulary.words import TYPE_WORDS

#: What a copy is called; the last words are those of the circular of 2011.
COPY_LABELS = ("SAO Y", "SAO LỤC", "TRÍCH SAO", "SAO Y BẢN CHÍNH", "SAO Y BẢN SAO")
URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC")
CIRCULATIONS = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")

_HEAD_LINES = 40
_ALIKE = 0.75  # a misprinted state name is still the state name: the rules say what is wrong with it
_NUMBER = re.compile(r"^S[ốỐ]\s*:?\s*\d*\s*/|^S[ốỐ]\s*:")
_URGENCY = re.compile(rf"^(?:{'|'.join(URGENCIES)})(?: HẸN GIỜ)?$")
_COPY_NUMBER = re.compile(r"^S[ốỐ]\s*:?\s*\d*\s*/\s*(?:SY|SL|TrS)\b")
_DATE = re.compile(
    r"\bngày\b.*\bnăm\b|^[^\d,]{2,40},\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\.?$",
    re.IGNORECASE,
)
_NO_DATE = re.compile(r"^(?:S[ốỐ]|V/v|Căn)\b")  # whole words: Sốp Cộp is a commune
_LETTER_SUBJECT = re.compile(r"^(?:V\s?/\s?v|Về việc)\b", re.IGNORECASE)
_ADDRESSEES = re.compile(r"^Kính\s+gửi", re.IGNORECASE)
_BASIS = re.compile(r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\b")
_RECIPIENTS = re.compile(r"^Nơi\s+nhận", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T\.M|K\.T|T\.L)\b\s*\.?\s*[^\W\d_]{2}")
_ITEM = re.compile(r"^[-–+•]")
DRAWN_RULE = re.compile(r"^[\s_\-–—.*=]+$")


def observe(layout: Layout) -> Page:
    """Quan sát: finds the boxes of PL.I-IV in a layout by what stands in them and where."""
    lines = tuple(_lines(layout.paragraphs))
    block = _copy_block(lines)
    if block == lines and lines:
        return _page(layout, lines, is_copy=True)
    copy = _page(layout, block, is_copy=True) if block else None
    return replace(_page(layout, lines[: len(lines) - len(block)]), copy=copy)


def _page(layout: Layout, lines: tuple[Line, ...], *, is_copy: bool = False) -> Page:
    label = _first(lines, lambda line: bool(_RECIPIENTS.match(line.text)))
    head = lines[: min(_HEAD_LINES, lines.index(label) if label else _HEAD_LINES)]
    boxes: dict[str, tuple[Line, ...]] = {}
    _keep(boxes, "state_name", _closest(head, STATE_NAME))
    _keep(boxes, "motto", _closest(head, MOTTO))
    _keep(boxes, "number", _first(head, is_number))
    _keep(boxes, "letter_subject", _first(head, lambda line: _is_letter_subject(line, boxes)))
    type_line = _first(head, lambda line: line.text.upper() in _TYPES)
    _keep(boxes, "type_name", type_line)
    if is_copy:
        _keep(boxes, "copy_label", _first(head, lambda line: line.text.upper() in COPY_LABELS))
    above = head if is_copy or type_line is None else head[: head.index(type_line)]
    _keep(boxes, "place_and_date", _first(above, is_place_and_date))
    _keep(boxes, "urgency", _first(head, lambda line: bool(_URGENCY.match(line.text.upper()))))
    _keep(boxes, "circulation", _first(head, lambda line: line.text.upper() in CIRCULATIONS))
    _keep(boxes, "addressees_label", _first(lines, lambda line: bool(_ADDRESSEES.match(line.text))))
    if "addressees_label" in boxes:
        boxes["addressees"] = tuple(_items_after(lines, boxes["addressees_label"][0]))
    issuer = _issuer_lines(head, boxes.get("copy_label") or boxes.get("state_name"))
    if issuer:
        boxes["issuer"] = issuer
    bases = tuple(line for line in lines[:200] if _BASIS.match(line.text) and line.place == "body")
    if bases:
        boxes["bases"] = bases
    _closing(lines, boxes)
    word = _TYPES.get(type_line.text.upper()) if type_line else None
    looks_like_letter = "letter_subject" in boxes or "addressees_label" in boxes
    kind = word or ("Công văn" if looks_like_letter else None)
    return Page(layout, lines, boxes, kind, word, is_copy)


def _copy_block(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Phần ghi bản sao: from the table that holds both the words of a copy and its number, to the end."""
    for label in lines:
        if label.place == "cell" and label.text.upper() in COPY_LABELS:
            table = [line for line in lines if line.cell[0] == label.cell[0]]
            if any(_COPY_NUMBER.match(line.text) for line in table):
                return lines[lines.index(table[0]) :]
    return ()


_TYPES = {word.upper(): word for word in TYPE_WORDS}


def _lines(paragraphs: Iterable[Paragraph]) -> Iterable[Line]:
    for index, paragraph in enumerate(paragraphs, start=1):
        pieces: list[list[Run]] = [[]]
        for run in paragraph.runs:
            for number, part in enumerate(run.text.split("\n")):
                if number:
                    pieces.append([])
                if part:
                    pieces[-1].append(replace(run, text=part))
        start = 0
        for piece in pieces:
            written = "".join(run.text for run in piece)
            text = written.replace("\xa0", " ").strip()
            if text and not DRAWN_RULE.match(text):
                cell = (paragraph.table, paragraph.row, paragraph.column)
                yield Line(
                    text, tuple(piece), paragraph.alignment, index, paragraph.numbered, cell, paragraph.place,
                    start + len(written) - len(written.lstrip()),
                )  # fmt: skip
            start += len(written) + 1


def _keep(boxes: dict[str, tuple[Line, ...]], name: str, line: Line | None) -> None:
    if line is not None:
        boxes[name] = (line,)


def _first(lines: Iterable[Line], holds: Callable[[Line], bool]) -> Line | None:
    return next((line for line in lines if holds(line)), None)


def _closest(lines: Iterable[Line], wanted: str) -> Line | None:
    best = max(lines, key=lambda line: _likeness(line.text, wanted), default=None)
    return best if best is not None and _likeness(best.text, wanted) >= _ALIKE else None


@lru_cache(maxsize=8192)
def _likeness(text: str, wanted: str) -> float:
    """Độ giống: 0…1, remembered since documents share most of their lines; 0 for what cannot be alike enough."""
    compared = SequenceMatcher(None, text.casefold(), wanted.casefold())
    return compared.ratio() if compared.real_quick_ratio() >= _ALIKE else 0.0


def _is_letter_subject(line: Line, boxes: dict[str, tuple[Line, ...]]) -> bool:
    if not _LETTER_SUBJECT.match(line.text):
        return False
    number = boxes.get("number")
    in_number_cell = bool(number) and number is not None and line.cell == number[0].cell != (-1, -1, -1)
    return in_number_cell or bool(re.match(r"^[Vv]\s?/", line.text))


def is_place_and_date(line: Line) -> bool:
    """Địa danh và thời gian: whether the line looks like it, rightly written or not."""
    return bool(_DATE.search(line.text)) and len(line.text) < 90 and not _NO_DATE.match(line.text)


def is_number(line: Line) -> bool:
    """Số, ký hiệu: whether the line looks like it, rightly written or not."""
    return bool(_NUMBER.match(line.text))


def is_state_name(line: Line) -> bool:
    """Quốc hiệu: whether the line is meant for it, rightly written or not."""
    return _likeness(line.text, STATE_NAME) >= _ALIKE


def _items_after(lines: Sequence[Line], label: Line) -> Iterable[Line]:
    """Các mục của danh sách: dashed or numbered lines; a line in small letters goes on with the one above."""
    items: list[Line] = []
    for line in lines[lines.index(label) + 1 :]:
        if _ITEM.match(line.text) or line.numbered:
            items.append(line)
        elif items and line.cell == items[-1].cell and line.text[0].islower():
            above = items[-1]
            items[-1] = replace(above, text=f"{above.text} {line.text}", runs=above.runs + line.runs)
        else:
            break
    return items


def _issuer_lines(head: Sequence[Line], state: tuple[Line, ...] | None) -> tuple[Line, ...]:
    """Tên cơ quan: the lines of the state name's row that stand in another cell, above the number."""
    if not state or state[0].place != "cell":
        return ()
    table, row, column = state[0].cell
    found = []
    for line in head:
        if line.cell[:2] == (table, row) and line.cell[2] < column:
            if _NUMBER.match(line.text) or _LETTER_SUBJECT.match(line.text):
                break
            found.append(line)
    return tuple(found)


def _closing(lines: Sequence[Line], boxes: dict[str, tuple[Line, ...]]) -> None:
    """Phần cuối: recipients, signature and the last line of the body."""
    label = _first(lines, lambda line: bool(_RECIPIENTS.match(line.text)))
    authority = _first(lines, lambda line: bool(_AUTHORITY.match(line.text)) and line.text.isupper())
    _keep(boxes, "recipients_label", label)
    if label is not None:
        items = tuple(_items_after(lines, label))
        if items:
            boxes["recipients"] = items
            below = lines[lines.index(label) + len(items) + 1 :]
            marks = [line for line in below[:3] if line.cell == label.cell != (-1, -1, -1)]
            _keep(boxes, "drafter_mark", marks[0] if marks else None)
    signing: tuple[Line, ...] = ()
    if label is not None and label.place == "cell":
        table = [line for line in lines if line.cell[0] == label.cell[0]]
        beside = tuple(
            line for line in table if line.cell[1] == label.cell[1] and line.cell[2] > label.cell[2]
        )
        signing = beside or tuple(line for line in table if line.cell[1] < label.cell[1])  # two sign above it
        boxes["after"] = tuple(lines[lines.index(table[-1]) + 1 :])
    elif authority is not None:
        start = lines.index(authority)
        signing = tuple(line for line in lines[start : start + 8] if line.place == authority.place)
    capitals = tuple(line for line in signing if line.text.isupper())
    if capitals:
        boxes["authority"] = capitals
    name = next((line for line in reversed(signing) if not line.text.isupper()), None)
    if name is not None and any(is_name(" ".join(name.text.split()[-n:])) for n in (2, 3, 4, 5)):
        boxes["signer"] = (name,)
    ends = [line for line in (label, authority) if line is not None]
    if ends:
        stop = min(lines.index(line) for line in ends)
        body = [line for line in lines[:stop] if line.place == "body"]
        if body:
            boxes["body_end"] = (body[-1],)
