"""Bài học từng việc: each thing that went wrong in the last campaign, with its figure, and who is to mend it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from directives.followup.plan import ActKind, Due, ResultBook, Step
from directives.numbers import whole_number


class LessonKind(StrEnum):
    """Loại bài học: in the order in which a directive names them."""

    LATE = "late"  # đơn vị chậm việc
    IMBALANCE = "imbalance"  # phiếu thu về thiếu so với phiếu giao
    REJECTED = "rejected"  # phiếu bị loại, theo lý do
    SUPERVISION = "supervision"  # phát hiện khi giám sát
    RECHECK = "recheck"  # kết quả phúc tra


@dataclass(frozen=True, slots=True)
class LessonItem:
    """Bài học: one thing that went wrong; ``owner`` is to mend it, ``unit`` is where it happened.

    ``about`` is the step that was late, the reason of rejection or what was looked at; ``name`` that of the unit, or
    of the reason. ``count`` out of ``of``; of lateness ``count`` are working days and ``of`` is 0. An empty
    ``owner`` is the office that runs the survey, an empty ``unit`` all of them.
    """

    kind: LessonKind
    about: str
    owner: str
    unit: str
    name: str
    count: int
    of: int
    text: str

    @property
    def code(self) -> str:
        """Mã bài học: the same thing has the same code each year."""
        return ".".join(part for part in (self.kind.value, self.about, self.unit) if part)

    @property
    def asked(self) -> str:
        """Yêu cầu khắc phục: what is asked of whoever is to mend it, as the directive says it."""
        return ASKED[self.kind]

    @property
    def figure(self) -> str:
        """Số liệu của bài học: as printed: "3/40", or so many working days."""
        return figure_shown(self.count, self.of)


#: Yêu cầu theo loại bài học (theo tinh thần mục 2 Công văn 1085/UBND-NV ngày 04/8/2021 của UBND thị xã An Khê).
ASKED: Mapping[LessonKind, str] = {
    LessonKind.LATE: "bố trí người chịu trách nhiệm, hoàn thành đúng hạn trong đợt này",
    LessonKind.IMBALANCE: "đối chiếu hằng ngày số phiếu giao, phát, thu; thu đủ số phiếu được giao",
    LessonKind.REJECTED: "quán triệt đến từng điều tra viên, kiểm tra phiếu khi thu, không để lặp lại",
    LessonKind.SUPERVISION: "kiểm tra, chấn chỉnh việc phát, thu phiếu tại địa bàn",
    LessonKind.RECHECK: "kiểm tra việc đến tận nơi hỏi, rút kinh nghiệm với điều tra viên có sai sót",
}


class Mending(StrEnum):
    """Đã khắc phục chưa: what this year's books say of a lesson; noise alone is no verdict."""

    MENDED = "mended"  # đã khắc phục
    NOT_MENDED = "not_mended"  # chưa khắc phục
    INCONCLUSIVE = "inconclusive"  # chưa đủ để kết luận
    NOT_YET = "not_yet"  # chưa có số liệu năm nay
    NOT_COMPARABLE = "not_comparable"  # không so sánh được


MENDING_WORDS: Mapping[Mending, str] = {
    Mending.MENDED: "đã khắc phục",
    Mending.NOT_MENDED: "chưa khắc phục",
    Mending.INCONCLUSIVE: "chưa đủ để kết luận",
    Mending.NOT_YET: "chưa có số liệu năm nay",
    Mending.NOT_COMPARABLE: "không so sánh được",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Số liệu một năm: ``count`` out of ``of``; of lateness working days, with ``of`` 0."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Chưa có số liệu: why a year's books give no figure, and whether they still may."""

    why: str
    may_come: bool = True


def mending(item: LessonItem, now: Figure | Gap, difference: tuple[float, float] | None) -> Mending:
    """Kết luận: from this year's figure; of shares by the interval of the ``difference`` (now less before).

    Lateness is counted in full: a duty is done in time or is not. A share that lies within what chance explains
    gives no verdict, even when it is 0 now.
    """
    if isinstance(now, Gap):
        return Mending.NOT_YET if now.may_come else Mending.NOT_COMPARABLE
    if item.kind is LessonKind.LATE:
        return Mending.NOT_MENDED if now.count else Mending.MENDED
    if difference is None:
        return Mending.NOT_COMPARABLE
    if difference[1] < 0:
        return Mending.MENDED
    return Mending.NOT_MENDED if difference[0] > 0 else Mending.INCONCLUSIVE


def figure_shown(count: int, of: int) -> str:
    """Số liệu khi in: "3/40"; of lateness "5 ngày làm việc".

    >>> figure_shown(3, 40), figure_shown(5, 0), figure_shown(0, 0)
    ('3/40', '5 ngày làm việc', 'đúng hạn')
    """
    if of:
        return f"{whole_number(count)}/{whole_number(of)}"
    return f"{whole_number(count)} ngày làm việc" if count else "đúng hạn"


@dataclass(frozen=True, slots=True)
class Correction:
    """Sửa bài học: a person's words in the place of the machine's, or that it is struck; always with a reason."""

    text: str = ""
    struck: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Biện pháp khắc phục: what whoever is to mend a lesson has done about it, in words and by a document."""

    text: str
    document: str
    day: date


def corrected(item: LessonItem, by: Correction | None) -> LessonItem:
    """Bài học sau khi sửa: with the words of the correction; its figure stays as it was counted."""
    return replace(item, text=by.text) if by and by.text else item


_ITEM, _CORRECTION, _REMEDY = TypeAdapter(LessonItem), TypeAdapter(Correction), TypeAdapter(Remedy)


def item_as_json(item: LessonItem) -> dict[str, Any]:
    """Bài học dạng JSON: plain values, as the file of lessons keeps them."""
    content: dict[str, Any] = _ITEM.dump_python(item, mode="json")
    return content


def item_from_json(content: Mapping[str, object]) -> LessonItem:
    """Bài học đã ghi: what was written by ``item_as_json``."""
    return _ITEM.validate_python(content)


def correction_as_json(one: Correction) -> dict[str, object]:
    """Bản sửa dạng JSON: to be kept as a version."""
    content: dict[str, object] = _CORRECTION.dump_python(one, mode="json")
    return content


def correction_from_json(content: Mapping[str, object]) -> Correction:
    """Bản sửa đã ghi: what was written by ``correction_as_json``."""
    return _CORRECTION.validate_python(content)


def remedy_as_json(one: Remedy) -> dict[str, object]:
    """Biện pháp dạng JSON: to be kept as a version."""
    content: dict[str, object] = _REMEDY.dump_python(one, mode="json")
    return content


def remedy_from_json(content: Mapping[str, object]) -> Remedy:
    """Biện pháp đã ghi: what was written by ``remedy_as_json``."""
    return _REMEDY.validate_python(content)


#: Biện pháp được nộp trước ngày phát phiếu bấy nhiêu ngày làm việc.
BEFORE_FIELD_WORK = 5
EVIDENCE = "biện pháp khắc phục, kết quả kiểm tra, chấn chỉnh"
_PREFIX = "bh-"
#: Names of steps have at most 60 letters; room is left for another step of the same lesson.
_LONGEST = 52


def step_code(item: LessonItem) -> str:
    """Mã bước của bài học: lessons which units mend each for itself share a step; others have one of their own."""
    parts = [item.kind.value, item.about, *([] if _each_for_itself(item) else [item.unit])]
    code = _PREFIX + re.sub(r"[^a-z0-9_]+", "-", "-".join(part for part in parts if part).lower())
    if len(code) <= _LONGEST:
        return code
    return f"{code[: _LONGEST - 9]}-{sha256(item.code.encode()).hexdigest()[:8]}"


def is_step_of(step: Step, item: LessonItem) -> bool:
    """Bước của bài học này: made of it, at first or when it was added later."""
    code = step_code(item)
    rest = step.code.removeprefix(code)
    mine = step.code.startswith(code) and (not rest or re.fullmatch(r"-\d+", rest) is not None)
    return step.book is ResultBook.LESSON and mine and (not item.owner or item.owner in step.owed_by)


def is_made_of_lessons(step: Step) -> bool:
    """Bước lập từ bài học: by ``lesson_steps``; not one that a planner wrote."""
    return step.book is ResultBook.LESSON and step.code.startswith(_PREFIX)


def lesson_steps(items: Sequence[LessonItem], known: Sequence[Step], due: Due) -> tuple[Step, ...]:
    """Bước từ bài học: a duty for every item that has none yet in the ``known`` steps; nothing known is changed."""
    new: dict[str, list[LessonItem]] = {}
    for item in items:
        if not any(is_step_of(step, item) for step in known):
            new.setdefault(step_code(item), []).append(item)
    codes = {step.code for step in known}
    found = []
    for code, together in new.items():
        free = _free(code, codes)
        codes.add(free)
        found.append(_step(free, together, due))
    return tuple(found)


def _step(code: str, items: Sequence[LessonItem], due: Due) -> Step:
    owers = tuple(dict.fromkeys(item.owner for item in items if item.owner))
    return Step(
        code,
        f"Khắc phục tồn tại của đợt trước: {_named(items)}",
        ActKind.EVIDENCE,
        due,
        owed_by=owers,
        evidence=EVIDENCE,
        book=ResultBook.LESSON,
    )


def _named(items: Sequence[LessonItem]) -> str:
    first = items[0]
    match first.kind:
        case LessonKind.LATE:
            # Its words begin with the unit; the step is the same for all of them.
            found = re.search(r"“.*”", first.text)
            return f"chậm việc {found[0]}" if found else "chậm việc được giao"
        case LessonKind.IMBALANCE:
            return "thiếu phiếu hợp lệ" + ("" if _each_for_itself(first) else f" tại {first.name}")
        case LessonKind.REJECTED:
            return f"phiếu bị loại ({_lower(first.name)})"
        case LessonKind.SUPERVISION:
            return f"giám sát phát hiện ({_lower(first.name)})"
        case LessonKind.RECHECK:
            return f"phúc tra phát hiện ({_lower(first.name)})"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _each_for_itself(item: LessonItem) -> bool:
    return bool(item.owner) and item.owner == item.unit


def _free(code: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(one for one in (code, *(f"{code}-{n}" for n in range(2, len(used) + 3))) if one not in used)
