"""Bài thông tin: a text without number for press, loudspeaker or notice board, from a template filled with facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import Any

from directives.document.draft_template import fill
from directives.document.toml_table import toml_table
from directives.results_use.telling_spoken import duration, reading_seconds, spoken


class BlockKind(StrEnum):
    """Loại đoạn: what a block of a text is, and so how it looks."""

    NOTICE = "notice"  # lời lưu ý
    FIGURE = "figure"  # con số chính
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FACT = "fact"  # dòng của khung số liệu
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Đoạn của bài: its words; ``label`` is what stands before those of a fact."""

    kind: BlockKind
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class TellingText:
    """Bài thông tin: kicker ``above`` the title, title, blocks in their order; ``scale`` of its letters in print.

    ``one_page``: printed on one page A4, in smaller letters where there is more to say.
    """

    title: str
    above: str
    blocks: tuple[TextBlock, ...]
    scale: float = 1.0
    one_page: bool = False

    @property
    def words(self) -> str:
        """Toàn bộ lời: everything that is read, one line each."""
        said = (f"{block.label}: {block.text}" if block.label else block.text for block in self.blocks)
        return "\n".join([self.title, *said])


def telling_text(template: str, facts: Mapping[str, Any], *, file: str) -> TellingText:
    """Điền bài: a template of blocks, those with ``each`` once for every item. Raises UnfilledDraft."""
    table = fill(toml_table(template), facts, file=file)
    blocks = tuple(
        TextBlock(BlockKind(row["kind"]), row["text"], row.get("label", "")) for row in table["block"]
    )
    scale, one_page = table.get("scale", 1.0), table.get("one_page", False)
    return TellingText(table["title"], table.get("above", ""), blocks, scale, one_page)


def read_aloud(text: TellingText) -> TellingText:
    """Bài đọc hai lượt: every word as it is said, the whole read twice; how long that takes stands above it."""
    said = [replace(block, text=spoken(block.text)) for block in text.blocks]
    once = reading_seconds("\n".join(block.text for block in said))
    times = f"Thời gian đọc: khoảng {duration(once)} mỗi lượt, hai lượt khoảng {duration(2 * once)}."
    again = TextBlock(BlockKind.PARAGRAPH, "Sau đây, xin nhắc lại thông báo.")
    blocks = (
        TextBlock(BlockKind.SMALL, f"{times} Chữ trong dòng này và các tiêu đề không đọc."),
        TextBlock(BlockKind.HEADING, "Lượt thứ nhất"),
        *said,
        TextBlock(BlockKind.HEADING, "Lượt thứ hai"),
        again,
        *said,
    )
    return replace(text, blocks=blocks)


def as_plain(text: TellingText) -> str:
    """Bài dạng chữ: for a mail or the field of a web page; one paragraph a line."""
    lines = [*([text.above] if text.above else []), text.title.upper(), ""]
    for kind, blocks in groupby(text.blocks, key=lambda block: block.kind):
        for block in blocks:
            lines += _plain(kind, block)
        lines += [""] if kind in (BlockKind.ITEM, BlockKind.FACT) else []
    return "\n".join(lines).rstrip() + "\n"


def as_html(text: TellingText) -> str:
    """Bài dạng HTML: a part to be pasted into a page; no script, no style, everything escaped."""
    lines = ['<article lang="vi">', *_tag("p", text.above), *_tag("h2", text.title)]
    for kind, blocks in groupby(text.blocks, key=lambda block: block.kind):
        lines += _html(kind, list(blocks))
    return "\n".join([*lines, "</article>"]) + "\n"


def _plain(kind: BlockKind, block: TextBlock) -> list[str]:
    match kind:
        case BlockKind.ITEM:
            return [f"- {block.text}"]
        case BlockKind.FACT:
            return [f"{block.label}: {block.text}"]
        case BlockKind.HEADING:
            return [block.text.upper(), ""]
        case _:
            return [block.text, ""]


def _html(kind: BlockKind, blocks: list[TextBlock]) -> Iterator[str]:
    match kind:
        case BlockKind.ITEM:
            yield "<ul>"
            for block in blocks:
                yield from _tag("li", block.text)
            yield "</ul>"
        case BlockKind.FACT:
            yield "<dl>"
            for block in blocks:
                yield from (*_tag("dt", block.label), *_tag("dd", block.text))
            yield "</dl>"
        case _:
            for block in blocks:
                yield from _tag(_TAGS.get(kind, "p"), block.text, _INSIDE.get(kind, ""))


_TAGS = {BlockKind.HEADING: "h3"}
_INSIDE = {BlockKind.NOTICE: "strong", BlockKind.FIGURE: "strong", BlockKind.SMALL: "small"}


def _tag(name: str, text: str, inside: str = "") -> list[str]:
    written = escape(text)
    if inside:
        written = f"<{inside}>{written}</{inside}>"
    return [f"<{name}>{written}</{name}>"] if text else []
