"""Trang có đánh dấu: the picture of a page with a numbered mark at the place of each finding, as SVG."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from directives.checking.reporting.marks import Box, Mark
from directives.conversion.page_views import PageView

_STEP = 19.0  # points between two numbers in the margin
_EDGE = 17.0  # points from the edge of the page to the middle of a number
_TOP = 20.0


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """Dấu và lời: what a mark is called for those who do not see it, and whether it is an error or a warning."""

    mark: Mark
    severity: str
    name: str


def marked_page(view: PageView, said: Sequence[MarkSaid], name: str) -> Markup:
    """Trang có đánh dấu: numbers stand in the margins, each a link to its finding; ``name`` is the picture's."""
    width, height = view.width, view.height
    picture = b64encode(view.picture).decode("ascii")
    image = Markup('<image width="{}" height="{}" href="data:image/png;base64,{}"/>').format(
        width, height, picture
    )
    marks = Markup("").join(_drawn(one, at) for one, at in _placed(said, width, height))
    return Markup(
        '<svg class="sheet-picture" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>'
    ).format(width, height, name, image, marks)


def _placed(
    said: Sequence[MarkSaid], width: float, height: float
) -> Iterator[tuple[MarkSaid, tuple[float, float]]]:
    """Chỗ của các số: beside what they are about, in the nearer margin, never one upon another."""
    for right in (False, True):
        side = [one for one in said if _is_right(one.mark, width) is right]
        side.sort(key=lambda one: (_middle(one.mark), one.mark.number))
        free = _TOP
        for left_over, one in zip(range(len(side), 0, -1), side, strict=True):
            lowest = height - _TOP - _STEP * (left_over - 1)  # so that those below still find room
            at = min(max(_middle(one.mark), free), max(lowest, free))
            free = at + _STEP
            yield one, (width - _EDGE if right else _EDGE, at)


def _is_right(mark: Mark, width: float) -> bool:
    return bool(mark.boxes) and mark.boxes[0].left > width / 2


def _middle(mark: Mark) -> float:
    return (mark.boxes[0].top + mark.boxes[0].bottom) / 2 if mark.boxes else 0.0


def _drawn(one: MarkSaid, at: tuple[float, float]) -> Markup:
    x, y = at
    boxes = Markup("").join(map(_box, one.mark.boxes))
    line = Markup("")
    if one.mark.boxes:
        box = one.mark.boxes[0]
        end = box.left - 2 if box.left > x else box.right + 2
        line = Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
            x, y, end, (box.top + box.bottom) / 2
        )
    return Markup(
        '<a class="finding-mark is-{severity}" id="dau-{number}" href="#loi-{number}" aria-label="{name}">{boxes}{line}'
        '<circle cx="{x:.1f}" cy="{y:.1f}" r="8.5"/><text x="{x:.1f}" y="{below:.1f}">{number}</text></a>'
    ).format(
        severity=escape(one.severity), number=one.mark.number, name=one.name,
        boxes=boxes, line=line, x=x, y=y, below=y + 3.2,
    )  # fmt: skip


def _box(box: Box) -> Markup:
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="1.5"/>').format(
        box.left - 1.5, box.top - 1, box.right - box.left + 3, box.bottom - box.top + 2
    )
