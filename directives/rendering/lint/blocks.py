"""Khối lệnh: every ``for`` and ``if`` is ended, in the same holder and at the same level as it was begun."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from directives.conversion.template import Passage
from directives.errors import N_
from directives.rendering.lint.expressions import ENDS, item_of
from directives.rendering.lint.findings import Fault, LintFinding
from directives.rendering.lint.tags import Tag, misplaced

_PARAGRAPH_LOSES = N_("the rest of its paragraph would be lost; give the tag a paragraph of its own")
_ROW_LOSES = N_("“{%tr” must stand alone in its row of a table")
_CELL_LOSES = N_("“{%tc” must stand alone in its cell of a table")
_OTHER_HOLDER = N_("it was begun in another cell, box or part of the text")
_OTHER_LEVEL = N_("its beginning bears another letter after “{%”; both must be alike")
_OVER_PARAGRAPHS = N_("it goes over several paragraphs: write “{%p” at both ends")
_NOT_FILLED = N_("nothing is filled in here")
_IN_MARKUP = N_("a field belongs into the text, not into the markup")
_DASH = N_("the dash at its end takes away the words beside it; leave it out")
_IN_REMARK = N_("no tag may stand within a remark")
_TOO_DEEP = N_("too many blocks stand in each other")
#: Deeper than any form; far deeper than that, Python itself gives up.
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Open:
    tag: Tag
    items: Mapping[str, str]


class Blocks:
    """Các khối đang mở: of one part of the file, in the order of its text."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._open: list[_Open] = []
        self._passages = passages

    @property
    def items(self) -> Mapping[str, str]:
        """Phần tử đang lặp: of the loops open here, the list of each."""
        return {name: value for one in self._open for name, value in one.items.items()}

    def take(self, tag: Tag) -> Iterator[LintFinding]:
        """Đi qua một thẻ: findings about where it stands; a beginning is opened, an end closes the last one."""
        yield from self._placed(tag)
        if tag.keyword in ("for", "if"):
            if len(self._open) == _MAX_DEPTH:
                yield misplaced(tag, _TOO_DEEP)
            item = item_of(tag)
            self._open.append(_Open(tag, dict([item]) if item else {}))
        elif tag.keyword in ENDS or tag.keyword in ("else", "elif"):
            yield from self._ended(tag)

    def rest(self) -> Iterator[LintFinding]:
        """Còn để ngỏ: what was never ended."""
        for one in self._open:
            closer = f"{{%{one.tag.level} end{one.tag.keyword} %}}"
            yield LintFinding(Fault.UNCLOSED_BLOCK, one.tag.place, {"tag": one.tag.shown, "closer": closer})

    def _ended(self, tag: Tag) -> Iterator[LintFinding]:
        wanted = ENDS.get(tag.keyword)
        while wanted and self._open and self._open[-1].tag.keyword != wanted:
            if all(one.tag.keyword != wanted for one in self._open):
                break
            lost = self._open.pop().tag
            closer = f"{{%{lost.level} end{lost.keyword} %}}"
            yield LintFinding(Fault.UNCLOSED_BLOCK, lost.place, {"tag": lost.shown, "closer": closer})
        begun = self._open[-1].tag if self._open else None
        if begun is None or (wanted is not None and begun.keyword != wanted):
            yield LintFinding(Fault.STRAY_END, tag.place, {"tag": tag.shown})
            return
        yield from self._together(begun, tag)
        if wanted:
            self._open.pop()

    def _together(self, begun: Tag, tag: Tag) -> Iterator[LintFinding]:
        if begun.level != tag.level:
            yield misplaced(tag, _OTHER_LEVEL)
        elif _holder(begun) != _holder(tag):
            yield misplaced(tag, _OTHER_HOLDER)
        elif not begun.level and begun.place.paragraph != tag.place.paragraph:
            yield misplaced(tag, _OVER_PARAGRAPHS)

    def _placed(self, tag: Tag) -> Iterator[LintFinding]:
        place = tag.place
        if place.area == "other":
            yield misplaced(tag, _NOT_FILLED)
        elif place.attribute and place.area != "property":
            yield misplaced(tag, _IN_MARKUP)
        elif tag.dashed:
            yield misplaced(tag, _DASH)
        elif tag.opener == "{#" and any(mark in tag.words for mark in ("{{", "{%", "{#")):
            yield misplaced(tag, _IN_REMARK)
        elif tag.level == "p" and not tag.alone:
            yield misplaced(tag, _PARAGRAPH_LOSES)
        elif tag.level == "tr" and not self._alone(tag, row=True):
            yield misplaced(tag, _ROW_LOSES)
        elif tag.level == "tc" and not self._alone(tag, row=False):
            yield misplaced(tag, _CELL_LOSES)

    def _alone(self, tag: Tag, *, row: bool) -> bool:
        place = tag.place
        if not place.table or not tag.alone:
            return False
        beside = [
            one
            for one in self._passages
            if (one.place.table, one.place.row) == (place.table, place.row)
            and (row or one.place.cell == place.cell)
            and one.text.strip()
        ]
        return len(beside) == 1


def _holder(tag: Tag) -> tuple[object, ...]:
    """Nơi chứa: what both ends of a block must share: rows their table, cells their row, the rest their cell."""
    place = tag.place
    around = (place.part, place.note, place.box, place.table)
    within = {"tr": (), "tc": (place.row,)}.get(tag.level, (place.row, place.cell))
    return (*around, *within)
