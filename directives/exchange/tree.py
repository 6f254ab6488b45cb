"""Cây edXML: a foreign message as local names and texts; variants that systems write are met here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from directives.exchange.message import plain


@dataclass(slots=True)
class Node:
    """Phần tử: one element by its local name; asked for direct children only.

    A name such as DocumentId stands at three places of a message: a search of the whole tree would find the
    wrong one first. What was never asked for is told by ``unread``.
    """

    name: str
    namespace: str = ""
    text: str = ""
    children: tuple["Node", ...] = ()
    _seen: bool = field(default=False)

    @classmethod
    def of(cls, plain_tree: Sequence[Any]) -> "Node":
        """Từ giá trị thường: as the child process hands it over."""
        name, namespace, text, children = plain_tree
        return cls(name, namespace, text, tuple(cls.of(child) for child in children))

    def all(self, *names: str) -> tuple["Node", ...]:
        """Các phần tử con: direct children of one of these names, in order."""
        wanted = {name.casefold() for name in names}
        found = tuple(child for child in self.children if child.name.casefold() in wanted)
        for child in found:
            child._seen = True
        return found

    def first(self, *names: str) -> "Node":
        """Phần tử con: the first direct child of one of these names; an empty one when there is none."""
        found = self.all(*names)
        return found[0] if found else Node("")

    def word(self, *names: str) -> str:
        """Chữ của phần tử con: trimmed, N/A as nothing; of the first name that says something."""
        return next((text for node in self.all(*names) if (text := plain(node.text))), "")

    def words(self, *names: str) -> tuple[str, ...]:
        """Chữ của các phần tử con: all of these names that say something."""
        return tuple(text for node in self.all(*names) if (text := plain(node.text)))

    @property
    def exists(self) -> bool:
        """Có mặt: whether the element stands in the file."""
        return bool(self.name)

    def find(self, *names: str) -> "Node":
        """Tìm từ gốc: the outermost element of one of these names, breadth first; itself included."""
        wanted = {name.casefold() for name in names}
        row: tuple[tuple[Node, ...], ...] = ((self,),)
        while row:
            for path in row:
                if path[-1].name.casefold() in wanted:
                    for node in path:
                        node._seen = True
                    return path[-1]
            row = tuple((*path, child) for path in row for child in path[-1].children)
        return Node("")

    def count(self, *names: str) -> int:
        """Đếm: how many elements of these names stand anywhere in the tree."""
        wanted = {name.casefold() for name in names}
        own = int(self.name.casefold() in wanted)
        return own + sum(child.count(*names) for child in self.children)

    def unread(self, path: str = "") -> Iterator[str]:
        """Chưa đọc: the paths of elements with text that nobody asked for."""
        here = f"{path}/{self.name}" if path else self.name
        for child in self.children:
            if not child._seen and child.says_something:
                yield f"{here}/{child.name}"
            elif child._seen:
                yield from child.unread(here)

    @property
    def says_something(self) -> bool:
        """Có nội dung: whether the element or one below it has a text."""
        return bool(plain(self.text)) or any(child.says_something for child in self.children)
