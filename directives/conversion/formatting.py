"""Định dạng hiệu lực: what a run or paragraph really looks like after Word's inheritance.

Order of levels: document defaults, table style (with its first row and the like), paragraph style chain, character
style chain, direct. A property absent on every level stays absent here; the meaning of absence (not bold, 10 pt) is
Word's own. Switches such as bold are turned by every level of styles that sets them (ECMA-376 part 1, 17.7.3).
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from directives.conversion.word_theme import Theme, read_theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_MAX_CHAIN = 50  # a chain of styles longer than this is a loop
_TOGGLES = (
    "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "vanish", "emboss", "imprint", "outline", "shadow",
)  # fmt: skip
#: Groups whose children are properties of their own.
_GROUPS = ("pBdr", "numPr")
#: Indents of which a later level that sets one takes the other away.
_INSTEAD = {
    "firstLine": "hanging", "hanging": "firstLine",
    "left": "start", "start": "left", "right": "end", "end": "right",
}  # fmt: skip
_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_UNTHEMED = {theme: plain for plain, theme in _THEMED.items()}

_COMPLEX = re.compile("[\u0590-\u0fff\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
_EASTERN = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")

Properties = Mapping[str, Mapping[str, str]]
"""Thuộc tính: element name without namespace → its attributes without namespace."""

Values = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class TableLook:
    """Kiểu bảng: the style of a table and those of its special parts (such as "firstRow") in which a cell stands."""

    style: str
    parts: tuple[str, ...] = ()


def is_on(properties: Properties, name: str) -> bool:
    """Thuộc tính bật/tắt: whether a toggle such as ``b`` holds."""
    return name in properties and properties[name].get("val", "1") not in _OFF


@lru_cache(maxsize=4096)
def local_name(tag: str) -> str:
    """Tên không kèm không gian tên: ``val`` of ``{http://…}val``."""
    return tag.rpartition("}")[2]


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Đọc thuộc tính XML: by their names without namespace."""
    return {local_name(str(name)): str(value) for name, value in element.attrib.items()}


def properties_of(element: etree._Element | None) -> Values:
    """Đọc thuộc tính: the children of an rPr or pPr.

    Borders are given as ``pBdr.bottom``, numbers as ``numPr.numId``, tab stops as ``tabs.<twips>``.
    """
    found: Values = {}
    for child in element if element is not None else ():
        if not isinstance(child.tag, str):
            continue
        name = local_name(child.tag)
        found[name] = attributes_of(child)
        if name in _GROUPS:
            for side in child:
                if isinstance(side.tag, str):
                    found[f"{name}.{local_name(side.tag)}"] = attributes_of(side)
        elif name == "tabs":
            for stop in child.iterchildren(f"{W}tab"):
                found[f"tabs.{stop.get(f'{W}pos')}"] = attributes_of(stop)
    return found


def merged(levels: Iterable[Properties]) -> Values:
    """Gộp các cấp: later levels win, attribute by attribute (an indent may set only its first line)."""
    result: Values = {}
    for level in levels:
        for name, attributes in level.items():
            known = result.setdefault(name, {})
            if name == "rFonts":  # a plain font name beats a theme font of a lower level, and the reverse
                for key in attributes:
                    known.pop(_THEMED.get(key) or _UNTHEMED.get(key, ""), None)
            elif name == "ind":
                for key in attributes:
                    known.pop(_INSTEAD.get(key, ""), None)
            known.update(attributes)
            if not attributes:
                known.pop("val", None)  # <w:b/> after <w:b w:val="0"/> means on
    return result


def fonts_shown(look: Properties, text: str) -> tuple[str, ...]:
    """Phông của chữ: those in which these letters are shown: Word may take others for letters beyond ASCII.

    Vietnamese letters with marks take that of ``hAnsi``, Chinese signs and scripts of the East have theirs.
    """
    fonts = look.get("rFonts", {})
    if is_on(look, "rtl") or is_on(look, "cs"):
        scripts = {"cs"}
    elif text.isascii():
        scripts = {"ascii"}
    elif fonts.get("ascii") == fonts.get("hAnsi") and not (_EASTERN.search(text) or _COMPLEX.search(text)):
        scripts = {"hAnsi"}
    else:
        scripts = {_script(letter) for letter in set(text) if not letter.isspace()} or {"ascii"}
    return tuple(sorted({fonts[script] for script in scripts if fonts.get(script)}))


def _key(properties: Properties) -> Hashable:
    """Khóa: by which equal properties are found again; paragraphs and runs of one look are many."""
    return tuple([(name, *attributes.items()) for name, attributes in properties.items()])


def _script(letter: str) -> str:
    if letter.isascii():
        return "ascii"
    if _COMPLEX.match(letter):
        return "cs"
    return "eastAsia" if _EASTERN.match(letter) else "hAnsi"


class Styles:
    """Bảng kiểu: the styles part and the theme, with every chain resolved once."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[tuple[str, str], Values] = {}
        self._styled: dict[tuple[str | None, TableLook | None, str | None], Values] = {}
        self._runs: dict[Hashable, Values] = {}
        self._paragraphs: dict[Hashable, Values] = {}
        self._defaults: dict[str, Values] = {"rPr": {}, "pPr": {}}
        self._theme_part = theme
        self._theme: Theme | None = None
        if styles is not None:
            for style in styles.iterchildren(f"{W}style"):
                identifier = style.get(f"{W}styleId", "")
                self._styles[identifier] = style
                if style.get(f"{W}default", "0") not in _OFF:
                    self._default[style.get(f"{W}type", "")] = identifier
            for kind in ("rPr", "pPr"):
                path = f"{W}docDefaults/{W}{kind}Default/{W}{kind}"
                self._defaults[kind] = properties_of(styles.find(path))

    @property
    def theme(self) -> Theme:
        """Chủ đề: fonts and colours by their names in the theme, read when first asked for."""
        if self._theme is None:
            self._theme = read_theme(self._theme_part)
        return self._theme

    def run(self, direct: Properties, paragraph_style: str | None, table: TableLook | None) -> Values:
        """Định dạng chữ: effective run properties, theme fonts replaced by their names."""
        key = (paragraph_style, table, _key(direct))
        known = self._runs.get(key)
        if known is None:
            base = self._styled_run(paragraph_style, table, direct.get("rStyle", {}).get("val"))
            known = self._runs[key] = self._with_fonts(merged([base, direct]))
        return known

    def paragraph(
        self, direct: Properties, table: TableLook | None, numbering: Properties | None = None
    ) -> Values:
        """Định dạng đoạn: effective paragraph properties; ``numbering`` are those which the level of a list adds."""
        key = (table, _key(direct), _key(numbering or {}))
        known = self._paragraphs.get(key)
        if known is None:
            styled = self._of_paragraph(direct.get("pStyle", {}).get("val"), "pPr")
            levels: list[Properties] = [self._defaults["pPr"], *self._of_table(table, "pPr"), styled]
            if numbering:
                levels.append(numbering)
                if (
                    "numPr.numId" not in direct
                ):  # a list joined by the style: the style's own indent comes later
                    levels.append({"ind": styled.get("ind", {})})
            known = self._paragraphs[key] = merged([*levels, direct])
        return known

    def chain(self, identifier: str | None, kind: str) -> Values:
        """Chuỗi kiểu: what a style says with all those it is based on.

        ``kind`` is "rPr", "pPr", "tblPr", or of a special part of a table "firstRow/rPr".
        """
        if not identifier:
            return {}
        key = (identifier, kind)
        if key not in self._chains:
            found = [properties_of(_part_of(style, kind)) for style in self.lineage(identifier)]
            self._chains[key] = merged(reversed(found))
        return self._chains[key]

    def lineage(self, identifier: str | None) -> Sequence[etree._Element]:
        """Dòng kiểu: the style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        current = identifier
        while current in self._styles and len(found) < _MAX_CHAIN:
            style = self._styles[current]
            found.append(style)
            based = style.find(f"{W}basedOn")
            current = based.get(f"{W}val") if based is not None else None
        return found

    def default(self, kind: str) -> str | None:
        """Kiểu mặc định: the style of paragraphs or tables that name none."""
        return self._default.get(kind)

    def _styled_run(
        self, paragraph_style: str | None, table: TableLook | None, character_style: str | None
    ) -> Values:
        key = (paragraph_style, table, character_style)
        if key in self._styled:
            return self._styled[key]
        styles = [
            merged(self._of_table(table, "rPr")),
            self._of_paragraph(paragraph_style, "rPr"),
            self.chain(character_style, "rPr"),
        ]
        result = merged([self._defaults["rPr"], *styles])
        for name in _TOGGLES:
            if name in result and not is_on(self._defaults["rPr"], name):
                turned = sum(is_on(level, name) for level in styles) % 2
                result[name] = {"val": str(turned)}
            elif name in result:
                result[name] = {"val": "1"}
        self._styled[key] = result
        return result

    def _of_paragraph(self, identifier: str | None, kind: str) -> Values:
        known = identifier if identifier in self._styles else None
        return self.chain(known or self._default.get("paragraph"), kind)

    def _of_table(self, table: TableLook | None, kind: str) -> list[Values]:
        if table is None:
            return []
        return [
            self.chain(table.style, kind),
            *(self.chain(table.style, f"{part}/{kind}") for part in table.parts),
        ]

    def _with_fonts(self, result: Values) -> Values:
        fonts = result.get("rFonts", {})
        for script, themed in _THEMED.items():
            if fonts.get(themed):
                fonts[script] = self.theme.fonts.get(fonts.pop(themed), "")
        return result


def _part_of(style: etree._Element, kind: str) -> etree._Element | None:
    """Phần của kiểu: its rPr or pPr, or those of a special part of a table ("firstRow/rPr")."""
    part, _, group = kind.rpartition("/")
    if not part:
        return style.find(f"{W}{group}")
    for special in style.iterchildren(f"{W}tblStylePr"):
        if special.get(f"{W}type") == part:
            return special.find(f"{W}{group}")
    return None
