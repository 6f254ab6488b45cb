"""Từ ngữ: the words and phrases by which the reader recognises fields and duties; data, not code.

Every list is a row of a file in ``data``; no list is in two of them. A phrase can be taken away (``without``), which is
how the score of a document is computed as if nobody had ever seen it.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Từ ngữ: phrases by list (``agents``, ``duty_verbs``…), and pairs (seen, meant) of slips of character recognition.

    Hashable, so that patterns made of it can be kept.
    """

    lists: tuple[tuple[str, tuple[str, ...]], ...]
    slips: tuple[tuple[str, str], ...]

    def phrases(self, name: str) -> tuple[str, ...]:
        """Danh sách: the phrases of a list, longest first, so that none hides a longer one. Raises KeyError."""
        return dict(self.lists)[name]

    def without(self, phrases: Collection[str]) -> "Lexicon":
        """Bớt từ ngữ: the same without some phrases (and without the slips seen as one of them)."""
        kept = tuple((name, tuple(p for p in row if p not in phrases)) for name, row in self.lists)
        return Lexicon(kept, tuple(pair for pair in self.slips if pair[0] not in phrases))

    def all_phrases(self) -> frozenset[str]:
        """Mọi từ ngữ: of all lists, and the slips as they are seen."""
        listed = {phrase for _, row in self.lists for phrase in row}
        return frozenset(listed | {seen for seen, _ in self.slips})


@cache
def lexicon() -> Lexicon:
    """Từ ngữ đang dùng: of the package's data files."""
    folder = files(__package__) / "data"
    rows = sorted((row for row in folder.iterdir() if row.name.endswith(".toml")), key=lambda row: row.name)
    return read_lexicon(*(row.read_text(encoding="utf-8") for row in rows))


def read_lexicon(*texts: str) -> Lexicon:
    """Đọc từ ngữ: of TOML texts with [lists] name = [phrases] and [slips] seen = meant.

    Raises ValueError for a list that stands in two of them.
    """
    lists: dict[str, tuple[str, ...]] = {}
    slips: dict[str, str] = {}
    for text in texts:
        data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
        for name, row in data.get("lists", {}).items():
            if name in lists:
                raise ValueError(f"two lists named {name}")
            lists[name] = tuple(sorted(row, key=len, reverse=True))
        slips.update((seen, str(meant)) for seen, meant in data.get("slips", {}).items())
    return Lexicon(tuple(lists.items()), tuple(slips.items()))
