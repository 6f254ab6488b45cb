"""Cây mục: the numbered body as a tree; the lowest level carries the duties, those above give them their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from directives.reading.duties.marks import ARTICLE, BULLET, NUMBER, PART, BodyLine, Mark, body_lines, mark_of


@dataclass(slots=True, eq=False)
class Item:
    """Mục: one marked line, the plain paragraphs below it and its sub-items; the root has neither mark nor text.

    ``ref`` is the numbering path ("II.3.-1"), ``rank`` the family of its mark, ``words`` what stands after the mark.
    """

    ref: str
    rank: int
    label: str
    words: BodyLine
    parent: "Item | None" = None
    children: "list[Item]" = field(default_factory=list)
    paragraphs: list[BodyLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Chữ của mục: what stands after its mark."""
        return self.words.text

    def lines(self) -> Iterator[BodyLine]:
        """Dòng của mục: its own and its paragraphs', without its sub-items."""
        yield self.words
        yield from self.paragraphs


def read_items(lines: Sequence[str], start: int, end: int) -> Item:
    """Đọc các mục: the root of the tree of lines ``start`` to ``end``; its paragraphs stand before the first item."""
    root = Item("", -1, "", BodyLine("", start, start))
    path = [root]
    bullets: list[str] = []  # signs in use, the highest first
    expected: int | None = None
    for one in body_lines(lines, start, end):
        mark = None if "|" in one.text else mark_of(one.text, expected)  # a table's row is no item
        if mark is None:
            if one.text.endswith(":") and one.text[-2:-1].isalpha():
                expected = 1 if expected is None else expected
            path[-1].paragraphs.append(one)
            continue
        if mark.rank == BULLET:
            rank, bullets = _bullet_rank(mark.label, bullets)
        else:
            rank, bullets = mark.rank, []
        while path[-1].rank >= rank:
            path.pop()
        parent = path[-1]
        words = BodyLine(mark.text, one.line, one.last)
        item = Item(_ref(parent, mark, rank), rank, mark.label, words, parent)
        parent.children.append(item)
        path.append(item)
        if rank == NUMBER:
            expected = int(mark.label) + 1
        elif rank < NUMBER or mark.text.endswith(":"):
            expected = 1
    return root


def _bullet_rank(sign: str, bullets: list[str]) -> tuple[int, list[str]]:
    """Bậc của gạch đầu dòng: a sign in use closes those opened below it; a new one stands below all others."""
    bullets = bullets[: bullets.index(sign) + 1] if sign in bullets else [*bullets, sign]
    return BULLET + len(bullets) - 1, bullets


def _ref(parent: Item, mark: Mark, rank: int) -> str:
    label = mark.label
    if rank >= BULLET:
        label = f"{mark.label}{1 + sum(child.label == mark.label for child in parent.children)}"
    elif "." in label and label.rpartition(".")[0] == parent.label and parent.parent is not None:
        parent = parent.parent  # 2.1 below 2 says its whole path itself
    within = parent.ref if parent.rank not in (PART,) or rank != ARTICLE else ""
    return f"{within}.{label}" if within else label


def last_item(root: Item) -> Item:
    """Mục cuối: the item, or the root, to which the body's last paragraphs were added."""
    item = root
    while item.children:
        item = item.children[-1]
    return item
