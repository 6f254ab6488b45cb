"""Định dạng hiệu lực: what a run or paragraph really looks like after Word's inheritance.

Order of levels: document defaults, table style, paragraph style chain, character style chain, direct.
A property absent on every level stays absent here; the meaning of absence (not bold, 10 pt) is Word's own.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_MAX_CHAIN = 50  # a chain of styles longer than this is a loop

Properties = Mapping[str, Mapping[str, str]]
"""Thuộc tính: element name without namespace → its attributes without namespace."""


def is_on(properties: Properties, name: str) -> bool:
    """Thuộc tính bật/tắt: whether a toggle such as ``b`` holds."""
    return name in properties and properties[name].get("val", "1") not in _OFF


def properties_of(element: etree._Element | None) -> dict[str, dict[str, str]]:
    """Đọc thuộc tính: the children of an rPr or pPr; borders are given as ``pBdr.bottom``."""
    found: dict[str, dict[str, str]] = {}
    for child in element if element is not None else ():
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        found[name] = {etree.QName(k).localname: str(v) for k, v in child.attrib.items()}
        if name == "pBdr":
            for side in child:
                if isinstance(side.tag, str):
                    key = f"pBdr.{etree.QName(side).localname}"
                    found[key] = {etree.QName(k).localname: str(v) for k, v in side.attrib.items()}
    return found


def merged(levels: Iterable[Properties]) -> dict[str, dict[str, str]]:
    """Gộp các cấp: later levels win, attribute by attribute (an indent may set only its first line)."""
    result: dict[str, dict[str, str]] = {}
    for level in levels:
        for name, attributes in level.items():
            known = result.setdefault(name, {})
            if name == "rFonts":  # a plain font name beats a theme font of a lower level, and the reverse
                for key in attributes:
                    other = key.removesuffix("Theme") if key.endswith("Theme") else f"{key}Theme"
                    known.pop(other, None)
            known.update(attributes)
            if not attributes:
                known.pop("val", None)  # <w:b/> after <w:b w:val="0"/> means on
    return result


class Styles:
    """Bảng kiểu: the styles part and the theme's fonts, with every chain resolved once."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self._cache: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        self._defaults: dict[str, dict[str, dict[str, str]]] = {"rPr": {}, "pPr": {}}
        if styles is not None:
            for style in styles.iter(f"{W}style"):
                identifier = style.get(f"{W}styleId", "")
                self._styles[identifier] = style
                if style.get(f"{W}default", "0") not in _OFF:
                    self._default[style.get(f"{W}type", "")] = identifier
            for kind in ("rPr", "pPr"):
                path = f"{W}docDefaults/{W}{kind}Default/{W}{kind}"
                self._defaults[kind] = properties_of(styles.find(path))
        self._theme_fonts = _theme_fonts(theme)

    def run(
        self, direct: Properties, paragraph_style: str | None, table_style: str | None
    ) -> dict[str, dict[str, str]]:
        """Định dạng chữ: effective run properties, theme fonts replaced by their names."""
        character_style = direct.get("rStyle", {}).get("val")
        result = merged(
            [
                self._defaults["rPr"],
                self._chain(table_style, "rPr") if table_style else {},
                self._chain(paragraph_style or self._default.get("paragraph"), "rPr"),
                self._chain(character_style, "rPr"),
                direct,
            ]
        )
        fonts = result.get("rFonts", {})
        for script in ("ascii", "hAnsi"):
            theme = fonts.get(f"{script}Theme")
            if theme:
                fonts[script] = self._theme_fonts.get(theme[:5], "")
        return result

    def paragraph(self, direct: Properties, table_style: str | None) -> dict[str, dict[str, str]]:
        """Định dạng đoạn: effective paragraph properties."""
        style = direct.get("pStyle", {}).get("val") or self._default.get("paragraph")
        table = self._chain(table_style, "pPr") if table_style else {}
        return merged([self._defaults["pPr"], table, self._chain(style, "pPr"), direct])

    def _chain(self, identifier: str | None, kind: str) -> dict[str, dict[str, str]]:
        if not identifier:
            return {}
        key = (identifier, kind)
        if key not in self._cache:
            chain: list[Properties] = []
            current: str | None = identifier
            while current in self._styles and len(chain) < _MAX_CHAIN:
                style = self._styles[current]
                chain.append(properties_of(style.find(f"{W}{kind}")))
                based = style.find(f"{W}basedOn")
                current = based.get(f"{W}val") if based is not None else None
            self._cache[key] = merged(reversed(chain))
        return self._cache[key]


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """Phông của chủ đề: ``minor`` and ``major`` → Latin typeface."""
    found = {}
    if theme is not None:
        for kind in ("minor", "major"):
            latin = theme.find(f".//{_A}{kind}Font/{_A}latin")
            if latin is not None:
                found[kind] = latin.get("typeface", "")
    return found
