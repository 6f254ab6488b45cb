"""Hình vẽ của Word: straight lines, pictures, text boxes, charts and objects anchored to a paragraph.

Both ways of drawing are read: DrawingML (``wp:anchor``, ``wp:inline``) and the older VML (``v:line``, ``v:shape``);
of a drawing written in both, for old versions of Word, only the newer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.word_measures import emu, millimetres, twips, whole
from directives.conversion.word_text import FALLBACK

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P, _DRAWING, _PICT, _OBJECT = f"{W}p", f"{W}drawing", f"{W}pict", f"{W}object"
_VML_SHAPES = (f"{_V}line", f"{_V}shape", f"{_V}rect", f"{_V}roundrect", f"{_V}polyline")
_THIN_MM = 1.5  # a shape no taller than this is a line
_SHORT_MM = 3.0  # a mark no wider than this is not one
_INSET_MM = 2.54  # between a text box's edge and its words where nothing is said
_MAX_STYLE = 4_000
_QUARTER_TURN = 5_400_000  # 90 degrees in 60,000ths
_PIXEL_TWIPS = 15.0
_INKS = (f"{_A}solidFill", f"{_A}gradFill", f"{_A}pattFill")
_STRAIGHT = frozenset({"line", "straightConnector1"})
_GRAPHICS = {"/chart": "chart", "/chartex": "chart", "/diagram": "diagram", "/ole": "object"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hình được neo: "line", "picture", "chart", "diagram" or "object"; lengths in millimetres.

    ``across`` and ``down`` say what its place is counted from, an alignment or a distance: ("column", "center", None)
    or ("page", "", 12.5); ("", "", None) for what stands in the line as a letter does. ``share`` of the room instead
    of a width (0 = none). ``picture`` is the relationship that leads to the image.
    """

    kind: str
    width: float
    height: float
    across: tuple[str, str, float | None] = ("", "", None)
    down: tuple[str, str, float | None] = ("", "", None)
    share: float = 0.0
    picture: str = ""


def drawn_in(paragraph: etree._Element) -> Iterator[Drawn]:
    """Các hình: what is anchored to a paragraph itself, in document order."""
    for holder in paragraph.iter(_DRAWING, _PICT, _OBJECT):
        if not _belongs(holder, paragraph):
            continue
        if holder.tag == _DRAWING:
            yield from _drawing(holder, paragraph)
        elif holder.tag == _OBJECT:
            yield Drawn("object", *_object_size(holder))
        else:
            yield from _vml(holder, paragraph)


def text_box(content: etree._Element) -> tuple[float | None, tuple[float, float] | None]:
    """Hộp chữ: the room for its words, and its size (width, height) where an outline is drawn round it; millimetres."""
    for holder in content.iterancestors(f"{_WPS}wsp", *_VML_SHAPES, _P):
        if holder.tag == f"{_WPS}wsp":
            return _drawingml_box(holder)
        if holder.tag != _P:
            return _vml_box(holder)
    return None, None


def placed_in_box(paragraph: etree._Element) -> str:
    """Căn theo hộp chữ: how the text box round a paragraph is aligned on the page; "" where nothing says it."""
    for frame in paragraph.iterancestors(f"{_WP}anchor", *_VML_SHAPES):
        across = _position(frame, "H") if frame.tag == f"{_WP}anchor" else _vml_position(frame)[0]
        return {"inside": "left", "outside": "right"}.get(across[1], across[1])
    return ""


def _belongs(element: etree._Element, paragraph: etree._Element) -> bool:
    return next(element.iterancestors(_P, FALLBACK), None) is paragraph


def _drawing(holder: etree._Element, paragraph: etree._Element) -> Iterator[Drawn]:
    for frame in holder.iterchildren(f"{_WP}anchor", f"{_WP}inline"):
        extent = frame.find(f"{_WP}extent")
        size = (emu(extent.get("cx")), emu(extent.get("cy"))) if extent is not None else (0.0, 0.0)
        across, down = _position(frame, "H"), _position(frame, "V")
        data = frame.find(f"{_A}graphic/{_A}graphicData")
        if data is None:
            continue
        uri = data.get("uri", "")
        kind = next((kind for ending, kind in _GRAPHICS.items() if uri.endswith(ending)), "")
        if kind:
            yield Drawn(kind, *size, across, down)
        for shape in data.iter(f"{_WPS}wsp", f"{_PIC}pic"):
            if not _belongs(shape, paragraph):
                continue
            alone = next(shape.iterancestors(f"{_WPG}wgp", f"{_WPG}grpSp"), None) is None
            width, height, left, top = _shape_frame(shape, size, alone)
            place = _moved(across, left), _moved(down, top)
            if shape.tag == f"{_PIC}pic":
                blip = shape.find(f"{_PIC}blipFill/{_A}blip")
                name = blip.get(f"{_R}embed", "") if blip is not None else ""
                yield Drawn("picture", width, height, *place, picture=name)
            elif _is_line(shape, width, height):
                yield Drawn("line", width, height, *place)


def _position(frame: etree._Element, axis: str) -> tuple[str, str, float | None]:
    found = frame.find(f"{_WP}position{axis}")
    if found is None:
        return "", "", None
    align, offset = found.find(f"{_WP}align"), found.find(f"{_WP}posOffset")
    distance = emu((offset.text or "").strip()) if offset is not None else None
    return found.get("relativeFrom", ""), (align.text or "") if align is not None else "", distance


def _moved(position: tuple[str, str, float | None], by: float) -> tuple[str, str, float | None]:
    """Vị trí trong nhóm: of a shape that lies ``by`` millimetres within its group; its group's alignment is not its."""
    origin, align, distance = position
    return (
        (origin, align, distance)
        if by == 0
        else (origin, "", distance + by if distance is not None else None)
    )


def _shape_frame(
    shape: etree._Element, size: tuple[float, float], alone: bool
) -> tuple[float, float, float, float]:
    """Khung hình: width, height, left and top within the drawing, of a shape in groups within groups."""
    properties = shape.find(f"{_WPS}spPr" if shape.tag == f"{_WPS}wsp" else f"{_PIC}spPr")
    form = properties.find(f"{_A}xfrm") if properties is not None else None
    if form is None or (alone and shape.tag == f"{_PIC}pic"):
        return *size, 0.0, 0.0
    left, top = _pair(form, "off", "x", "y")
    width, height = _pair(form, "ext", "cx", "cy")
    if alone:
        left = top = 0.0
    for group in shape.iterancestors(f"{_WPG}wgp", f"{_WPG}grpSp"):
        own = group.find(f"{_WPG}grpSpPr/{_A}xfrm")
        if own is None:
            continue
        inner, outer = _pair(own, "chExt", "cx", "cy"), _pair(own, "ext", "cx", "cy")
        start, place = _pair(own, "chOff", "x", "y"), _pair(own, "off", "x", "y")
        by = [outer[n] / inner[n] if inner[n] else 1.0 for n in (0, 1)]
        nested = group.tag == f"{_WPG}grpSp"
        left = (left - start[0]) * by[0] + (place[0] if nested else 0.0)
        top = (top - start[1]) * by[1] + (place[1] if nested else 0.0)
        width, height = width * by[0], height * by[1]
    if whole(form.get("rot"), 0) % (2 * _QUARTER_TURN) == _QUARTER_TURN:
        width, height = height, width
    return width, height, left, top


def _pair(form: etree._Element, name: str, first: str, second: str) -> tuple[float, float]:
    found = form.find(f"{_A}{name}")
    return (emu(found.get(first)), emu(found.get(second))) if found is not None else (0.0, 0.0)


def _is_line(shape: etree._Element, width: float, height: float) -> bool:
    """Là nét kẻ: drawn flat and visible, with no words in it."""
    if height > _THIN_MM or width < _SHORT_MM or shape.find(f"{_WPS}txbx") is not None:
        return False
    return _outlined(shape) or shape.find(f"{_WPS}spPr/{_A}solidFill") is not None


def _outlined(shape: etree._Element) -> bool:
    """Có viền: by its own line, else by its style (a connector has one); no line without either."""
    line = shape.find(f"{_WPS}spPr/{_A}ln")
    if line is not None and len(line) and line.find(f"{_A}noFill") is not None:
        return False
    if line is not None and next(line.iterchildren(*_INKS), None) is not None:
        return True
    reference = shape.find(f"{_WPS}style/{_A}lnRef")
    if reference is not None:
        return whole(reference.get("idx"), 0) > 0
    geometry = shape.find(f"{_WPS}spPr/{_A}prstGeom")
    return line is not None or (geometry is not None and geometry.get("prst") in _STRAIGHT)


def _drawingml_box(shape: etree._Element) -> tuple[float | None, tuple[float, float] | None]:
    frame = next(shape.iterancestors(f"{_WP}anchor", f"{_WP}inline"), None)
    extent = frame.find(f"{_WP}extent") if frame is not None else None
    size = (emu(extent.get("cx")), emu(extent.get("cy"))) if extent is not None else (0.0, 0.0)
    alone = next(shape.iterancestors(f"{_WPG}wgp", f"{_WPG}grpSp"), None) is None
    width, height, _, _ = _shape_frame(shape, size, alone)
    body = shape.find(f"{_WPS}bodyPr")
    insets = [
        emu(body.get(name)) if body is not None and body.get(name) else _INSET_MM for name in ("lIns", "rIns")
    ]
    room = round(width - sum(insets), 2) if width else None
    return room, (round(width, 2), round(height, 2)) if _outlined(shape) else None


def _vml_box(shape: etree._Element) -> tuple[float | None, tuple[float, float] | None]:
    width, height = _vml_size(shape)
    box = shape.find(f"{_V}textbox")
    inset = (box.get("inset", "") if box is not None else "").split(",")
    sides = [
        millimetres(inset[n], _PIXEL_TWIPS) if len(inset) > n and inset[n].strip() else _INSET_MM
        for n in (0, 2)
    ]
    drawn = shape.get("stroked", "t") not in ("f", "false")
    return (round(width - sum(sides), 2) if width else None), (
        round(width, 2),
        round(height, 2),
    ) if drawn else None


def _vml(holder: etree._Element, paragraph: etree._Element) -> Iterator[Drawn]:
    for shape in holder.iter(*_VML_SHAPES):
        if not _belongs(shape, paragraph):
            continue
        width, height = _vml_size(shape)
        across, down = _vml_position(shape)
        image = shape.find(f"{_V}imagedata")
        if image is not None:
            name = image.get(f"{_R}id") or image.get(f"{_R}pict") or ""
            yield Drawn("picture", width, height, across, down, picture=name)
        elif shape.get(f"{_O}hr") in ("t", "true"):
            share = whole(shape.get(f"{_O}hrpct"), 0 if width else 1000) / 1000
            align = shape.get(f"{_O}hralign", "left")
            yield Drawn("line", width, height, ("column", align, None), share=share)
        elif _is_vml_line(shape, width, height):
            yield Drawn("line", width, height, across, down)


def _is_vml_line(shape: etree._Element, width: float, height: float) -> bool:
    if height > _THIN_MM or width < _SHORT_MM or shape.find(f"{_V}textbox") is not None:
        return False
    stroked, filled = (shape.get(name, "t") not in ("f", "false") for name in ("stroked", "filled"))
    return stroked or (filled and shape.tag != f"{_V}line")


def _vml_size(shape: etree._Element) -> tuple[float, float]:
    style = _style(shape)
    units = _group_units(shape)
    if shape.tag == f"{_V}line":
        (x1, y1), (x2, y2) = (_ends(shape.get(name, "0,0"), units) for name in ("from", "to"))
        return abs(x2 - x1), abs(y2 - y1)
    return millimetres(style.get("width"), units[0]), millimetres(style.get("height"), units[1])


def _vml_position(
    shape: etree._Element,
) -> tuple[tuple[str, str, float | None], tuple[str, str, float | None]]:
    top = next((one for one in shape.iterancestors(f"{_V}group")), None)
    style = _style(top if top is not None else shape)
    if style.get("position", "static") == "static" and top is None and shape.tag != f"{_V}line":
        return ("", "", None), ("", "", None)
    found = []
    for axis, side, origin in (
        ("horizontal", "margin-left", "column"),
        ("vertical", "margin-top", "paragraph"),
    ):
        align = style.get(f"mso-position-{axis}", "")
        align = "" if align == "absolute" else align
        counted = {"text": origin, "margin": "margin", "page": "page"}
        relative = counted.get(style.get(f"mso-position-{axis}-relative", "text"), "")
        distance: float | None = millimetres(style.get(side), _PIXEL_TWIPS)
        if shape.tag == f"{_V}line" and top is None:
            ends = [_ends(shape.get(name, "0,0"), (_PIXEL_TWIPS, _PIXEL_TWIPS)) for name in ("from", "to")]
            distance = min(end[axis == "vertical"] for end in ends)
        elif top is not None and top is not shape:
            distance = None  # where in the group it lies is not counted here
        found.append((relative, align, distance if not align else None))
    return found[0], found[1]


def _group_units(shape: etree._Element) -> tuple[float, float]:
    """Đơn vị trong nhóm: twips to one unit of a shape in a group, across and down; pixels outside groups."""
    across, down = 1.0, 1.0
    groups = list(shape.iterancestors(f"{_V}group"))
    for group in groups:
        style = _style(group)
        size = [
            whole(part.strip(), 1000) or 1000
            for part in (group.get("coordsize", "1000,1000") + ",").split(",")
        ]
        unit = _PIXEL_TWIPS if group is groups[-1] else 1.0
        across *= twips(style.get("width"), unit) / size[0]
        down *= twips(style.get("height"), unit) / size[1]
    return (across, down) if groups else (_PIXEL_TWIPS, _PIXEL_TWIPS)


def _ends(value: str, units: tuple[float, float]) -> tuple[float, float]:
    parts = [*value.split(","), "0", "0"]
    return millimetres(parts[0], units[0]), millimetres(parts[1], units[1])


def _style(shape: etree._Element) -> Mapping[str, str]:
    pairs = (part.partition(":") for part in shape.get("style", "")[:_MAX_STYLE].split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _object_size(holder: etree._Element) -> tuple[float, float]:
    shape = next(holder.iter(*_VML_SHAPES), None)
    return _vml_size(shape) if shape is not None else (0.0, 0.0)
