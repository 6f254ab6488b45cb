"""Nét kẻ của trang PDF: pdfium's paths become level and upright lines and ruled tables. In the child process only."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from types import SimpleNamespace
from typing import Any

from pypdfium2 import raw

from directives.conversion.pdf_drawings import Drawings, drawings_of
from directives.conversion.pdf_words import Turn

_MOST_PATHS = 6_000  # a page that draws more is a map or a chart; its lines are no table
_MOST_SEGMENTS = 400  # of one path


def strokes_of_page(page: Any) -> Drawings:
    """Đọc nét kẻ: level lines and ruled tables of a page; a drawing of very many lines has none."""
    turn = Turn(page)
    width, height = page.get_size()
    shapes: list[dict[str, Any]] = []
    for path in page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        shapes.extend(_shapes(path, turn))
        if len(shapes) > _MOST_PATHS:
            return Drawings((), ())
    page_of_shapes = SimpleNamespace(width=width, height=height, lines=shapes, rects=[], curves=[])
    return drawings_of(page_of_shapes)


def _shapes(path: Any, turn: Turn) -> Iterator[dict[str, Any]]:
    """Hình: each piece of a path as the box round it, in the words of pdfplumber."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    if not fill.value and not stroke.value:
        return
    get_color = raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor
    color = _color(path, get_color)
    for points in _pieces(path):
        shown = [turn.point(x, y) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        yield {
            "x0": min(xs),
            "x1": max(xs),
            "top": min(ys),
            "bottom": max(ys),
            "stroke": bool(stroke.value),
            "stroking_color": color,
            "non_stroking_color": color,
            "object_type": "rect" if _is_rectangle(points) else "curve",
        }


def _color(path: Any, get_color: Any) -> tuple[float, ...]:
    parts = [c_uint() for _ in range(4)]
    if not get_color(path, *map(byref, parts)):
        return ()
    return tuple(part.value / 255 for part in parts[:3])


def _pieces(path: Any) -> Iterator[list[tuple[float, float]]]:
    count = raw.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS:
        return
    matrix = path.get_matrix()
    x, y = c_float(), c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append(matrix.on_point(x.value, y.value))
    if len(points) > 1:
        yield points


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    corners = {(round(x, 1), round(y, 1)) for x, y in points}
    return len(corners) == 4 and len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2
