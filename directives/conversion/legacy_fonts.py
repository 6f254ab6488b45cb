"""Phông chữ cũ: text typed for the fonts .Vn… (TCVN3) and VNI-… before Unicode, turned into Unicode.

By the name of its font where that is known; else by what the words are: what is no Vietnamese syllable as it stands
and is one when converted. What is Unicode already is left alone, whatever its font. Pure functions on text.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from directives.vocabulary.syllables import is_syllable

#: What PDFs and old programs write for two of the signs: the minus for the soft hyphen (ư), the dot for the middle dot.
_STAND_INS = str.maketrans({"\u2212": "\u00ad", "\u2219": "\u00b7"})
_STAND_IN = re.compile(r"(?<=[^\W\d_])[\u2212\u2219]|[\u2212\u2219](?=[^\W\d_])")
#: Letters that only Unicode has: Đ, Ă, Ĩ, Ũ, Ơ, Ư, those with two marks, and loose marks.
_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_ALONE = 3  # letters of a word which is taken for old text without any such word beside it


@dataclass(frozen=True, slots=True)
class Encoding:
    """Bảng mã cũ: ``single`` letters and ``pairs`` (a letter with the sign after it), seen -> meant."""

    name: str
    font: str
    capital_font: str
    single: Mapping[str, str]
    pairs: Mapping[str, str]
    word: re.Pattern[str]

    def text(self, seen: str) -> str:
        """Chữ Unicode: of text in this encoding, composed (NFC); what the table lacks stays."""
        seen = _STAND_IN.sub(lambda found: found[0].translate(_STAND_INS), seen)
        meant, at = [], 0
        while at < len(seen):
            pair = self.pairs.get(seen[at : at + 2])
            meant.append(pair or self.single.get(seen[at], seen[at]))
            at += 2 if pair else 1
        return unicodedata.normalize("NFC", "".join(meant))

    def shown(self, seen: str, font: str) -> str:
        """Chữ như phông hiện ra: converted, and in capitals where the face shows capitals."""
        text = self.text(seen)
        capitals = bool(self.capital_font) and font.rstrip().endswith(self.capital_font)
        return text.upper() if capitals else text

    def words(self, text: str) -> list[str]:
        """Các từ: those with a letter or sign that this encoding reads in another way, and none of Unicode alone."""
        return [found[0] for found in self.word.finditer(text) if self._may_be_old(found[0])]

    def _may_be_old(self, word: str) -> bool:
        return not word.isascii() and not _UNICODE_ONLY.search(word) and self.text(word) != word


@cache
def encodings() -> tuple[Encoding, ...]:
    """Các bảng mã: of ``data/legacy_fonts.toml``."""
    data = (files(__package__) / "data" / "legacy_fonts.toml").read_text(encoding="utf-8")
    return tuple(map(_encoding, tomllib.loads(data)["encoding"]))


def encoding_of(font: str) -> Encoding | None:
    """Bảng mã của phông: by the font's name; None = a font of Unicode."""
    return next((one for one in encodings() if re.match(one.font, font, re.IGNORECASE)), None)


def old_fonts(runs: Iterable[tuple[str, str]]) -> dict[str, Encoding]:
    """Phông chữ cũ đang dùng: of all (text, font) of a document, the fonts whose text is really in their encoding.

    Files that were converted once keep such a font's name over Unicode text: then more words are syllables as they
    stand than converted, and the font is not among those given back.
    """
    seen: dict[str, list[str]] = {}
    for text, font in runs:
        seen.setdefault(font, []).append(text)
    found = {}
    for font, texts in seen.items():
        encoding = encoding_of(font)
        if encoding is None:
            continue
        words = encoding.words("\n".join(texts))
        if sum(map(_reads_well, words)) <= sum(_reads_well(encoding.text(word)) for word in words):
            found[font] = encoding
    return found


def from_font(text: str, font: str, encoding: Encoding) -> str:
    """Từ phông cũ: the text of one run in such a font; a run with letters that only Unicode has is Unicode."""
    return text if _UNICODE_ONLY.search(text) else encoding.shown(text, font)


@dataclass(frozen=True, slots=True)
class Found:
    """Chữ mã cũ tìm thấy: lines with the old words converted; ``changed``: line -> (seen, meant) in order."""

    lines: tuple[str, ...]
    encoding: str
    changed: Mapping[int, tuple[tuple[str, str], ...]]


def from_words(lines: Sequence[str]) -> Found:
    """Từ chữ: text of unknown font. The whole where nearly all its words are in one old encoding, else single words.

    A single word is converted when it is no syllable as it stands, is one converted, and is longer than two letters
    or stands beside another such word. A word that could be both goes with its neighbours only when they stand on
    both sides, or when the text elsewhere has the converted word and never the other.
    """
    whole = "\n".join(lines)
    if whole.isascii():
        return Found(tuple(lines), "", {})
    best = max(encodings(), key=lambda one: _sure(one, one.words(whole)))
    words = best.words(whole)
    sure = _sure(best, words)
    if not sure:
        return Found(tuple(lines), "", {})
    everything = sure > sum(len(best.words(line)) for line in lines if not _UNICODE_ONLY.search(line)) / 2
    known = Counter(re.findall(r"[^\W\d_]+", whole.lower()))
    changed: dict[int, tuple[tuple[str, str], ...]] = {}
    result = []
    for place, line in enumerate(lines):
        text, pairs = (
            (best.text(line), tuple((w, best.text(w)) for w in best.words(line)))
            if (everything or _mostly_old(best, line)) and not _UNICODE_ONLY.search(line)
            else _single_words(best, line, known)
        )
        result.append(text)
        if pairs:
            changed[place] = pairs
    return Found(tuple(result), best.name if changed else "", changed)


def _mostly_old(encoding: Encoding, line: str) -> bool:
    words = encoding.words(line)
    return _sure(encoding, words) > max(1, len(words) / 2)


def _sure(encoding: Encoding, words: Iterable[str]) -> int:
    """Chắc chắn: how many words are syllables only when converted."""
    return sum(1 for word in words if _is_sure(encoding.name, word))


@lru_cache(maxsize=20_000)
def _is_sure(name: str, word: str) -> bool:
    encoding = next(one for one in encodings() if one.name == name)
    return len(word) > 1 and not _reads_well(word) and _reads_well(encoding.text(word))


def _reads_well(word: str) -> bool:
    """Đọc được: a syllable in small letters, in capitals, or with a capital before."""
    return is_syllable(word) and (word.islower() or word.isupper() or word.istitle())


def _single_words(
    encoding: Encoding, line: str, known: Mapping[str, int]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    spans = list(encoding.word.finditer(line))
    words = [span[0] for span in spans]
    old = set(encoding.words(line))
    if not old:
        return line, ()
    sure = [word in old and _is_sure(encoding.name, word) for word in words]
    taken = set()
    for at, word in enumerate(words):
        before = at > 0 and sure[at - 1] and _adjoin(line, spans[at - 1], spans[at])
        after = at + 1 < len(words) and sure[at + 1] and _adjoin(line, spans[at], spans[at + 1])
        if sure[at]:
            if len(word) >= _ALONE or before or after:
                taken.add(at)
        elif word in old and _reads_well(meant := encoding.text(word)):
            both = before and after
            elsewhere = known.get(meant.lower(), 0) and known.get(word.lower(), 0) <= words.count(word)
            if both or ((before or after) and elsewhere):
                taken.add(at)
    pieces, end, pairs = [], 0, []
    for at in sorted(taken):
        meant = encoding.text(words[at])
        pieces += [line[end : spans[at].start()], meant]
        end = spans[at].end()
        pairs.append((words[at], meant))
    return "".join([*pieces, line[end:]]), tuple(pairs)


def _adjoin(line: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return line[first.end() : second.start()].isspace()


def _encoding(row: Mapping[str, object]) -> Encoding:
    single = dict(zip(str(row["seen"]), str(row["meant"]), strict=True))
    pairs: dict[str, str] = {}
    after = row.get("after", {})
    assert isinstance(after, dict)
    for letter, table in after.items():
        for sign, meant in zip(table["seen"], table["meant"], strict=True):
            for first in {letter, letter.upper()}:  # the sign's own case is not always that of its letter
                shown = meant if first == letter else meant.upper()
                pairs |= {first + sign: shown, first + sign.upper(): shown}
    signs = "".join(sorted({sign for sign in (*single, "\u2212", "\u2219") if not sign.isalpha()}))
    return Encoding(
        str(row["name"]),
        str(row["font"]),
        str(row["capital_font"]),
        single,
        pairs,
        re.compile(rf"(?:[^\W\d_]|[{re.escape(signs)}])+"),
    )
