"""Đánh số tự động của Word: the number or bullet which Word prints before a paragraph, no part of its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from directives.conversion.formatting import Properties, Styles, W, is_on, properties_of
from directives.conversion.word_measures import whole
from directives.conversion.word_symbols import symbols

_LEVELS = 9
_MAX_LINKS = 10  # a list style that leads to another, and so on: longer is a loop
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HIGHEST_ROMAN = 4_999
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")


@dataclass(frozen=True, slots=True)
class Level:
    """Cấp của danh sách: how one level is counted and printed."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str
    font: str
    paragraph: Properties


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """Các danh sách: counts the paragraphs of a document in order."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        for child in part if part is not None else ():
            if child.tag == f"{W}abstractNum":
                self._abstracts.setdefault(child.get(f"{W}abstractNumId", ""), child)
            elif child.tag == f"{W}num":
                self._numbers.setdefault(child.get(f"{W}numId", ""), child)
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of(self, look: Properties) -> tuple[str, int, Level] | None:
        """Cấp của đoạn: list, level and its definition, of a paragraph's effective properties; None = not numbered."""
        identifier = look.get("numPr.numId", {}).get("val", "0")
        if identifier == "0" or identifier not in self._numbers:
            return None
        found = self._list(identifier)
        if found is None:
            return None
        said = look.get("numPr.ilvl", {}).get("val")
        style = look.get("pStyle", {}).get("val")
        if said is None:
            number = next((n for n, level in found.levels.items() if style and level.style == style), 0)
        else:
            number = min(max(whole(said, 0), 0), _LEVELS - 1)
        level = found.levels.get(number)
        return (identifier, number, level) if level is not None else None

    def next(self, identifier: str, number: int) -> str:
        """Số kế tiếp: counts one paragraph more of a level, and what is printed; "" where that cannot be told."""
        found = self._list(identifier)
        assert found is not None  # ``level_of`` gave it
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        first = (identifier, number) not in self._begun
        self._begun.add((identifier, number))
        start = found.starts.get(number, found.levels[number].start)
        current = counters[number]
        counters[number] = start if current is None or (first and number in found.starts) else current + 1
        for deeper in range(number + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or number < restart <= deeper:
                counters[deeper] = None
        return self._printed(found, number, counters)

    def _printed(self, found: _List, number: int, counters: list[int | None]) -> str:
        level = found.levels[number]
        if level.format == "bullet":
            font = level.font.lower()
            return symbols(level.font, level.text) if font.startswith(_SYMBOL_FONTS) else level.text
        if level.format == "none":
            return _PLACE.sub("", level.text)
        parts: dict[str, str] = {}
        for place in set(_PLACE.findall(level.text)):
            other = int(place) - 1
            shown = found.levels.get(other)
            if shown is None:
                return ""
            count = counters[other]
            value = count if count is not None else found.starts.get(other, shown.start)
            said = _counted(value, "decimal" if level.legal else shown.format)
            if said is None:
                return ""
            parts[place] = said
        return _PLACE.sub(lambda place: parts[place[1]], level.text)

    def _list(self, identifier: str) -> _List | None:
        if identifier not in self._lists:
            self._lists[identifier] = self._read(identifier)
        return self._lists[identifier]

    def _read(self, identifier: str) -> _List | None:
        number = self._numbers[identifier]
        abstract = _value(number, "abstractNumId")
        definition = self._definition(abstract)
        if definition is None:
            return None
        levels = {}
        for element in definition.iterchildren(f"{W}lvl"):
            levels[whole(element.get(f"{W}ilvl"), 0)] = _level(element)
        starts = {}
        for override in number.iterchildren(f"{W}lvlOverride"):
            place = whole(override.get(f"{W}ilvl"), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[place] = _level(own)
            if override.find(f"{W}startOverride") is not None:
                starts[place] = whole(_value(override, "startOverride"), 1)
        return _List(abstract, {n: level for n, level in levels.items() if 0 <= n < _LEVELS}, starts)

    def _definition(self, abstract: str) -> etree._Element | None:
        """Định nghĩa: of a list; one that is kept in a list style is found through that style."""
        for _ in range(_MAX_LINKS):
            definition = self._abstracts.get(abstract)
            link = _value(definition, "numStyleLink") if definition is not None else ""
            if not link:
                return definition
            identifier = self._styles.chain(link, "pPr").get("numPr.numId", {}).get("val", "")
            if identifier not in self._numbers:
                return None
            abstract = _value(self._numbers[identifier], "abstractNumId")
        return None


def _level(element: etree._Element) -> Level:
    found = properties_of(element)
    restart = found.get("lvlRestart", {}).get("val")
    fonts = properties_of(element.find(f"{W}rPr")).get("rFonts", {})
    return Level(
        start=whole(found.get("start", {}).get("val"), 0),
        format=found.get("numFmt", {}).get("val", "decimal"),
        text=found.get("lvlText", {}).get("val", ""),
        restart=None if restart is None else whole(restart, 0),
        legal=is_on(found, "isLgl"),
        style=found.get("pStyle", {}).get("val", ""),
        font=fonts.get("ascii") or fonts.get("hAnsi", ""),
        paragraph={
            name: one
            for name, one in properties_of(element.find(f"{W}pPr")).items()
            if name == "ind" or name.startswith("tabs.")
        },
    )


def _counted(value: int, kind: str) -> str | None:
    """Số theo kiểu: None for a way of counting that is not known here."""
    if kind == "decimal":
        return str(value)
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind == "none":
        return ""
    if kind in ("lowerLetter", "upperLetter") and 0 < value <= 26 * _LEVELS:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < value <= _HIGHEST_ROMAN:
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (value // worth)
            value %= worth
        return roman if kind == "lowerRoman" else roman.upper()
    return None


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""
