"""Nét kẻ của đoạn văn: its borders, those of its cell, lines typed as its words or drawn beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from directives.conversion.formatting import Properties
from directives.conversion.layout import Run, Stroke
from directives.conversion.word_drawings import Drawn
from directives.conversion.word_measures import TWIPS_PER_MM, millimetres
from directives.conversion.word_places import Place
from directives.document.text_width import text_width

_BORDER_SIDES = ("top", "bottom", "left", "right")
_TYPED = re.compile(r"[ \u00a0]*[_\-\u2013\u2014\u2500=\u00af][_\-\u2013\u2014\u2500=\u00af \u00a0]+")
_LEAST_TYPED = 3  # signs: fewer are a dash
_MAYBE = re.compile(r"[ \u00a0_\-\u2013\u2014\u2500=\u00af]{3,}$")
_BLANK = re.compile(r"[ \u00a0]+")
_LINE_OVER_SIZE = 1.15  # height of a line of Times New Roman, in its sizes
_AT_THE_TOP_MM = 1.0  # a line drawn no further below the top of a paragraph than this stands above its words
_POINTS_PER_MM = 72 / 25.4


def has_border(look: Properties, side: str) -> bool:
    """Có viền: whether a side of the paragraph is drawn."""
    return look.get(f"pBdr.{side}", {}).get("val", "none") not in ("none", "nil")


def borders_of(look: Properties) -> tuple[Mapping[str, str], ...]:
    """Viền và thụt lề: what neighbouring paragraphs must have alike for Word to draw one frame round both."""
    return tuple(
        look.get(name, {}) for name in (*(f"pBdr.{side}" for side in _BORDER_SIDES), "pBdr.between", "ind")
    )


def may_be_typed(text: str) -> bool:
    """Có thể là nét gõ: whether a line of these words may be one that is typed, which ``strokes_of`` sees."""
    return any(_MAYBE.match(line) is not None for line in text.split("\n"))


def strokes_of(
    look: Properties, place: Place, runs: Sequence[Run], drawn: Sequence[Drawn], *, joined: tuple[bool, bool]
) -> Iterator[Stroke]:
    """Các nét kẻ: ``joined`` says whether the paragraph before and the one after share its frame."""
    room = place.room
    left, right = indents(look)
    inside = None if room is None else room - left - right
    boxed = all(has_border(look, side) for side in ("left", "right"))
    for side, neighbour in (("top", joined[0]), ("bottom", joined[1])):
        if has_border(look, side) and not neighbour and not boxed:
            yield Stroke("border", side == "top", _rounded(inside), _rounded(left))
    for above, width in ((True, place.above), (False, place.below)):
        if width is not None:
            yield Stroke("border", above, _rounded(width), _rounded(-place.margin))
    yield from _typed(look, room, runs)
    words = "".join(run.text for run in runs).strip()
    for one in drawn:
        if one.kind == "line":
            width = one.width or (one.share * room if room is not None else None)
            top = down_to(one)
            above = bool(words) and top is not None and top <= _AT_THE_TOP_MM and one.down[0] != ""
            offset = offset_in_room(one, width, place, look, alone=not words)
            yield Stroke("drawing", above, _rounded(width), _rounded(offset), _rounded(top))


def boxed_size(look: Properties, place: Place, runs: Sequence[Run]) -> tuple[float, float] | None:
    """Khung: size in millimetres of what is drawn round a paragraph: its four borders, its frame or its text box.

    The height of borders round words is counted from their lines, which a wide word may break otherwise.
    """
    if not all(has_border(look, side) for side in _BORDER_SIDES):
        return place.box
    frame = look.get("framePr", {})
    left, right = indents(look)
    room = millimetres(frame["w"]) if frame.get("w") else place.room
    if room is None:
        return place.box
    width = room - left - right
    if frame.get("h"):
        return round(width, 2), round(millimetres(frame["h"]), 2)
    spacing = look.get("spacing", {})
    if spacing.get("lineRule") == "exact":
        line = millimetres(spacing.get("line"))
    else:
        size = max((run.size or 10.0 for run in runs), default=10.0)
        line = (
            size
            * _LINE_OVER_SIZE
            / _POINTS_PER_MM
            * millimetres(spacing.get("line", "240"))
            / millimetres("240")
        )
    air = sum(float(look[f"pBdr.{side}"].get("space") or 0) for side in ("top", "bottom")) / _POINTS_PER_MM
    length = sum(_width(run.text, run) for run in runs)
    lines = max(1, -int(-length // width)) if width > 0 else 1
    return round(width, 2), round(lines * line + air, 2)


def indents(look: Properties) -> tuple[float, float]:
    """Thụt lề: left and right of a paragraph, in millimetres."""
    indent = look.get("ind", {})
    return (
        millimetres(indent.get("left") or indent.get("start")),
        millimetres(indent.get("right") or indent.get("end")),
    )


def down_to(one: Drawn) -> float | None:
    """Xuống bao xa: from the top of its paragraph, in millimetres; None where it is counted from something else."""
    return one.down[2] if one.down[0] in ("paragraph", "line") else None


def offset_in_room(
    one: Drawn, width: float | None, place: Place, look: Properties, *, alone: bool
) -> float | None:
    """Từ mép trái: where a drawing begins, in millimetres from the left of the room; None where it cannot be told."""
    origin, align, distance = one.across
    if origin == "" and align == "" and alone and width is not None and place.room is not None:
        left, right = indents(look)  # stands in the line, alone: the paragraph's alignment places it
        align = {"center": "center", "right": "right", "end": "right"}.get(
            look.get("jc", {}).get("val", ""), "left"
        )
        return left + _aligned(align, place.room - left - right, width)
    if origin == "page":
        return distance - place.left if distance is not None and place.left is not None else None
    if origin == "column" or (origin == "margin" and place.kind == "body"):
        if distance is not None:
            return distance
        if align and width is not None and place.room is not None:
            return _aligned(align, place.room, width)
    return None


def _aligned(align: str, room: float, width: float) -> float:
    return {"center": (room - width) / 2, "right": room - width}.get(align, 0.0)


def _typed(look: Properties, room: float | None, runs: Sequence[Run]) -> Iterator[Stroke]:
    """Nét gõ: lines of the paragraph made of underscores or dashes only, or of blanks that are underlined."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(_with(run, first))
        lines.extend([_with(run, text)] for text in others)
    worded = [any(run.text.strip() for run in line) and not _is_typed(line) for line in lines]
    for number, line in enumerate(lines):
        if not _is_typed(line):
            continue
        shown = _trimmed(line)
        width = sum(_width(run.text, run) for run in shown)
        above = not any(worded[:number]) and any(worded[number:])
        left, right = indents(look)
        align = {"center": "center", "right": "right", "end": "right"}.get(
            look.get("jc", {}).get("val", ""), "left"
        )
        offset = None if room is None else left + _aligned(align, room - left - right, width)
        yield Stroke("underscores", above, _rounded(width), _rounded(offset))


def _is_typed(line: Sequence[Run]) -> bool:
    text = "".join(run.text for run in line)
    if _BLANK.fullmatch(text):
        return len(text) >= _LEAST_TYPED and all(run.underline for run in line if run.text)
    return bool(_TYPED.fullmatch(text)) and len(text.replace(" ", "").replace("\u00a0", "")) >= _LEAST_TYPED


def _trimmed(line: Sequence[Run]) -> list[Run]:
    """Phần thấy được: without the blanks round it, unless it is made of underlined blanks."""
    text = "".join(run.text for run in line)
    if not text.strip():
        return list(line)
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    found, place = [], 0
    for run in line:
        piece = run.text[max(begin - place, 0) : max(end - place, 0)]
        place += len(run.text)
        if piece:
            found.append(_with(run, piece))
    return found


def _with(run: Run, text: str) -> Run:
    return run if text == run.text else Run(
        text, run.fonts, run.size, run.bold, run.italic, run.underline, run.caps, run.color, run.inserted, run.raised
    )  # fmt: skip


def _width(text: str, run: Run) -> float:
    plain = text.replace("\u00a0", " ").replace("\u2500", "\u2013").replace("\u00af", "_")
    size = (run.size or 10.0) * (_RAISED if run.raised else 1.0)
    return text_width(plain, size, bold=run.bold) / TWIPS_PER_MM


_RAISED = 0.65  # letters set as superscript or subscript are so much smaller


def _rounded(value: float | None) -> float | None:
    return round(value, 2) if value is not None else None
