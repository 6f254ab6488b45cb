"""Nhiệm vụ được giao: finds what a document asks of whom until when, by the numbering of its body.

First edition: duties named by "Giao", "Đề nghị", "Đối với", "Phân công", "Yêu cầu" or by a heading that
names agencies, and every item with a time. What plain prose asks without such words is not found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.reading.citing.provisions import split_actors
from directives.reading.duties.deadlines import read_time
from directives.reading.record import Obligation
from directives.vocabulary.words import UPPER

_LEVELS = (
    re.compile(r"^(?P<label>Điều \d+)\.\s*(?P<text>.*)$"),
    re.compile(r"^(?P<label>[IVX]+)\.\s+(?P<text>.+)$"),
    re.compile(r"^(?P<label>\d+(?:\.\d+)*)[.)]\s*(?P<text>\S.*)$"),
    re.compile(r"^(?P<label>[a-zđ])\)\s*(?P<text>.+)$"),
    re.compile(r"^(?P<label>[-–+•*])\s*(?P<text>.+)$"),
)
_DASH_LEVEL = len(_LEVELS) - 1
_VERB = (
    r"(?:chủ trì|phối hợp|làm\b|thực hiện|tham mưu|xây dựng|tổ chức|hướng dẫn|báo cáo|triển khai|theo dõi|"
    r"tổng hợp|kiểm tra|rà soát|chỉ đạo|có trách nhiệm|tham gia|cung cấp|bố trí|tăng cường|tiếp tục|căn cứ|"
    r"chịu trách nhiệm|quán triệt|phải|chủ động|nghiêm túc|đôn đốc|gửi|cử|tuyên truyền|kịp thời|hoàn thành|"
    r"ban hành|thẩm|khẩn trương)"
)
_AGENT = (
    "Các (?:cơ quan|sở|đơn vị|phòng|ban)|"
    "Sở|Phòng|UBND|Ủy ban|Uỷ ban|Bưu điện|Văn phòng|Bộ|Cục|Vụ|Đài|Báo|Công an|"
    "Trung tâm|Thanh tra|Hội|Ban|Thủ trưởng|Chủ tịch|Người đứng đầu|Trạm|Chi cục|Trưởng|Giám đốc"
)
_ASSIGNED = re.compile(
    rf"^(?P<cue>Giao|Phân công|Yêu cầu|Đề nghị|Kính đề nghị)\s+(?:cho\s+)?"
    rf"(?P<who>(?:[{UPPER}]|các )[^:;.]*?)(?:\s*:|\s+(?={_VERB})|$)(?P<rest>.*)$"
)
_CONCERNING = re.compile(r"^Đối với\s+(?P<who>[^:.]*(?::[^.]*)?)\.?:?$")
_RESPONSIBLE = re.compile(rf"^(?P<who>(?:{_AGENT})\b[^:.]*?)\s+(?:có trách nhiệm|phải|chủ trì)\b")
_AGENCY_HEADING = re.compile(rf"^(?:{_AGENT})\b[^:;]{{0,160}}:?$")
_CLOSING = re.compile(
    rf"\b(?:yêu cầu|đề nghị|giao)\s+(?P<who>(?:lãnh đạo |các |[{UPPER}])[^:.]*?)\s+(?={_VERB})"
)
_SECOND_ACTOR = re.compile(rf"^(?P<who>[{UPPER}][^;:.]*?)\s+(?:tham gia|phối hợp|có trách nhiệm)\b")
_ENDS_SENTENCE = re.compile(r"[.;]$|/\.?$")
_LEAD_IN = re.compile(r"^(?:Thời gian|Thời hạn|Tiến độ)[^:.]{0,30}:\s*")
_IN_FORCE = re.compile(r"có hiệu lực|hiệu lực thi hành")


@dataclass(frozen=True, slots=True)
class _Item:
    """Mục của nội dung: one numbered line with its path and the line it stands in."""

    ref: str
    level: int
    text: str
    line: int
    parents: tuple[int, ...]  # indexes of the items above


def read_obligations(
    lines: Sequence[str], start: int, end: int, *, orders: bool
) -> tuple[tuple[Obligation, ...], frozenset[int]]:
    """Đọc nhiệm vụ: the duties of lines ``start`` to ``end`` and the lines that were used.

    ``orders`` says that the type itself gives orders (công văn, chỉ thị, công điện): then an agency named in
    a heading is the addressee of what stands below, and every lowest numbered item is a duty.
    """
    items = list(_items(lines, start, end))
    has_children = {parent for item in items for parent in item.parents[-1:]}
    duties: list[Obligation] = []
    used: set[int] = set()
    for index, item in enumerate(items):
        addressees = _inherited(items, item) or _addressees(item.text)
        if item.ref == "end":
            asked = _CLOSING.search(item.text)
            if asked:
                who = tuple(split_actors(asked["who"]))
                time = read_time(item.text[asked.start() :])  # what stands before the request is a reason
                duties.append(Obligation("end", who, _opening(item.text), "closing", time))
                used.add(item.line)
            continue
        heading_only = (index in has_children and not _ENDS_SENTENCE.search(item.text)) or (
            _is_heading(item.text) and bool(addressees)
        )
        if heading_only and not read_time(item.text):
            if addressees:
                used.add(item.line)
            continue
        time = None if _IN_FORCE.search(item.text) else read_time(item.text)
        if not (addressees or time or (orders and item.level < _DASH_LEVEL)):
            continue
        found = list(_duties(item, addressees, orders))
        duties.extend(found)
        if found:
            used.add(item.line)
    return tuple(duties), frozenset(used)


def _items(lines: Sequence[str], start: int, end: int) -> Iterator[_Item]:
    """Các mục: numbered lines; an unnumbered line below a heading is an item with the same path."""
    path: list[tuple[int, str, int]] = []  # level, label, index of the item
    dashes = 0
    count = 0
    for line in range(start, end):
        level, match = next(
            ((i, found) for i, pattern in enumerate(_LEVELS) if (found := pattern.match(lines[line]))),
            (-1, None),
        )
        if match is None:
            if path and line == end - 1:
                yield _Item("end", 0, lines[line], line, ())
                count += 1
            elif path and path[-1][0] < _DASH_LEVEL:
                yield _Item(_ref(path), _DASH_LEVEL + 1, lines[line], line, tuple(p[2] for p in path))
                count += 1
            continue
        while path and path[-1][0] >= level:
            path.pop()
        dashes = dashes + 1 if level == _DASH_LEVEL else 0
        label = f"-{dashes}" if level == _DASH_LEVEL else match["label"]
        parents = tuple(p[2] for p in path)
        path.append((level, label, count))
        yield _Item(_ref(path), level, match["text"].strip(), line, parents)
        count += 1


def _ref(path: list[tuple[int, str, int]]) -> str:
    return ".".join(label for _, label, _ in path)


def _inherited(items: Sequence[_Item], item: _Item) -> tuple[str, ...]:
    for parent in reversed(item.parents):
        above = _addressees(items[parent].text)
        if above:
            return above
    return ()


def _is_heading(text: str) -> bool:
    return bool(_AGENCY_HEADING.match(text) or _CONCERNING.match(text)) or (
        not _ENDS_SENTENCE.search(text) and bool(_addressees(text)) and len(text) < 120
    )


def _addressees(text: str) -> tuple[str, ...]:
    for pattern in (_ASSIGNED, _CONCERNING, _RESPONSIBLE):
        match = pattern.match(text)
        if match and len(match["who"]) < 250:
            return tuple(split_actors(match["who"]))
    return tuple(split_actors(text)) if _AGENCY_HEADING.match(text) else ()


def _duties(item: _Item, addressees: tuple[str, ...], orders: bool) -> Iterator[Obligation]:
    """Nhiệm vụ trong một mục: usually one; "Phân công A làm x; B, C phối hợp y" holds two."""
    clauses = [c.strip() for c in item.text.split(";")] if _ASSIGNED.match(item.text) else [item.text]
    if len(clauses) == 2 and (second := _SECOND_ACTOR.match(clauses[1])):
        yield _duty(item.ref, addressees, clauses[0], orders)
        rest = clauses[1][second.end("who") :].strip()
        yield _duty(f"{item.ref} (b)", tuple(split_actors(second["who"])), rest, orders)
    else:
        yield _duty(item.ref, addressees, item.text, orders)


def _duty(ref: str, addressees: tuple[str, ...], text: str, orders: bool) -> Obligation:
    time = read_time(text)
    return Obligation(ref, addressees, _opening(text), _kind(text, addressees, orders, bool(time)), time)


def _kind(text: str, addressees: tuple[str, ...], orders: bool, timed: bool) -> str:
    if re.match(r"^(?:Kính đề nghị|Đề nghị)", text):
        return "request"
    if re.match(r"^(?:\S+ ){0,3}[Bb]áo cáo\b", text):
        return "report"
    if not addressees and not orders and timed:
        return "schedule" if _LEAD_IN.match(text) or re.match(r"^Từ ngày", text) else "provision"
    return "task"


def _opening(text: str) -> str:
    return re.sub(r"\.\s.*$", "", _LEAD_IN.sub("", text)).rstrip(" .;/:")
