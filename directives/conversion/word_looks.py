"""Dáng chữ và đoạn: runs of one look out of a paragraph's XML."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from directives.conversion.formatting import (
    Properties,
    Styles,
    TableLook,
    W,
    fonts_shown,
    is_on,
    properties_of,
)
from directives.conversion.layout import Run
from directives.conversion.legacy_fonts import encoding_of
from directives.conversion.word_measures import font_size, points, twips
from directives.conversion.word_text import letters, marked_runs

_ALIGNMENT = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both", "": "left"}
_AUTO_SPACE = 14.0  # points that Word puts where spacing is left to it
_RPR = f"{W}rPr"
_RAISED = ("superscript", "subscript")


def aligned(look: Properties) -> str:
    """Căn lề: of a paragraph, LibreOffice's "start" and "end" by Word's names."""
    said = look.get("jc", {}).get("val", "")
    return _ALIGNMENT.get(said, said)


class Looks:
    """Các dáng: of the runs and paragraphs of a document, each counted out once."""

    def __init__(self, styles: Styles, *, soft_hyphens: bool = False) -> None:
        self.styles = styles
        self._soft_hyphens = soft_hyphens
        self._letters: dict[int, tuple[Properties, _Letters]] = {}
        self._forms: dict[int, tuple[Properties, Form]] = {}

    def form(self, look: Properties) -> "Form":
        """Dáng đoạn: of a paragraph's effective properties."""
        known = self._forms.get(id(look))
        if known is None:  # the properties are kept too, lest another object get their identity
            known = self._forms[id(look)] = (look, _form(look))
        return known[1]

    def runs(
        self, paragraph: etree._Element, paragraph_style: str | None, table: TableLook | None
    ) -> tuple[Run, ...]:
        """Các đoạn chữ: neighbours of one look as one; hidden text is not on the page."""
        pieces = list(self._pieces(paragraph, paragraph_style, table))
        if len(pieces) == 1:
            look, text = pieces[0]
            return (Run(text, *look),)
        return tuple(
            Run("".join(text for _, text in group), *look)
            for look, group in groupby(pieces, key=lambda piece: piece[0])
        )

    def _pieces(
        self, paragraph: etree._Element, paragraph_style: str | None, table: TableLook | None
    ) -> Iterator[tuple[tuple[Any, ...], str]]:
        for run, inserted in marked_runs(paragraph):
            text = letters(run)
            if not (text or self._soft_hyphens):
                continue
            effective = self.styles.run(properties_of(run.find(_RPR)), paragraph_style, table)
            known = self._letters.get(id(effective))
            if known is None:
                known = self._letters[id(effective)] = (effective, self._read(effective))
            seen = known[1]
            if self._soft_hyphens and any(map(encoding_of, fonts_shown(effective, "\u00ad"))):
                text = letters(run, soft_hyphens=True)
            if text and not seen.hidden:
                yield (fonts_shown(effective, text), *seen.look, inserted, seen.raised), text

    def _read(self, look: Properties) -> "_Letters":
        return _Letters(
            (
                font_size(look.get("sz", {}).get("val")),
                is_on(look, "b"),
                is_on(look, "i"),
                look.get("u", {}).get("val", "none") != "none",
                is_on(look, "caps"),
                self.styles.theme.colour(look.get("color", {})),
            ),
            look.get("vertAlign", {}).get("val") in _RAISED,
            is_on(look, "vanish"),
        )


class _Letters(NamedTuple):
    """Dáng chữ: size, bold, italic, underline, caps, colour as ``Run`` has them; raised and hidden."""

    look: tuple[float | None, bool, bool, bool, bool, str]
    raised: bool
    hidden: bool


class Form(NamedTuple):
    """Dáng đoạn: what ``Paragraph`` says of alignment, spacing and indents; ``bordered`` when a side is drawn."""

    alignment: str
    space_before: float
    space_after: float
    left_indent: float
    right_indent: float
    first_line: float
    lines: float | None
    line_height: float | None
    least: bool
    contextual: bool
    bordered: bool


def _form(look: Properties) -> Form:
    spacing, indent = look.get("spacing", {}), look.get("ind", {})
    fixed = spacing.get("lineRule", "auto") in ("exact", "atLeast")
    hanging = indent.get("hanging")
    return Form(
        aligned(look),
        _AUTO_SPACE if _auto(spacing, "before") else points(spacing.get("before")),
        _AUTO_SPACE if _auto(spacing, "after") else points(spacing.get("after")),
        points(indent.get("left") or indent.get("start")),
        points(indent.get("right") or indent.get("end")),
        -points(hanging) if hanging else points(indent.get("firstLine")),
        None if fixed else twips(spacing.get("line", "240")) / 240,
        points(spacing.get("line")) if fixed else None,
        spacing.get("lineRule") == "atLeast",
        is_on(look, "contextualSpacing"),
        "pBdr" in look,
    )


def _auto(spacing: Mapping[str, str], side: str) -> bool:
    return spacing.get(f"{side}Autospacing", "0") not in ("0", "false", "off")
