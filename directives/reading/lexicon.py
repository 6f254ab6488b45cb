"""Từ ngữ: the words and phrases by which the reader recognises fields and duties; data, not code.

Every list is a row of ``data/lexicon.toml``. A phrase can be taken away (``without``), which is how the score of a
document is computed as if nobody had ever seen it.
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
    """Từ ngữ đang dùng: of the package's data file."""
    return read_lexicon((files(__package__) / "data" / "lexicon.toml").read_text(encoding="utf-8"))


def read_lexicon(text: str) -> Lexicon:
    """Đọc từ ngữ: of TOML with [lists] name = [phrases] and [slips] seen = meant."""
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    lists = tuple((name, tuple(sorted(row, key=len, reverse=True))) for name, row in data["lists"].items())
    return Lexicon(lists, tuple((seen, str(meant)) for seen, meant in data["slips"].items()))
