"""Chữ dính: words which lost the blank between them on their way ("Chínhphủ", "ngày27"), read apart.

Only a word with Vietnamese letters which is no syllable, and whose two parts are: by the one cut that leaves two
syllables, one of which the document has as a word of its own, or by the one cut both of whose parts it has.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from directives.vocabulary.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]{4,14}")
_COUNTED = re.compile(r"(?<!\w)(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Ss]ố|[Đđ]iều|[Kk]hoản|[Qq]uý|[Đđ]ến|[Tt]ừ)(?=\d)")
_AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?P<word>[^\W\d_]{2,7})(?!\w))")


@dataclass(frozen=True, slots=True)
class Parted:
    """Dòng đã tách: the ``text`` with blanks put in, and where: ``cuts`` count letters of the line as it stands."""

    text: str
    cuts: tuple[int, ...]


def known_words(lines: Sequence[str]) -> frozenset[str]:
    """Từ đã biết: the syllables of a document, in small letters."""
    return frozenset(
        word.lower() for line in lines for word in re.findall(r"[^\W\d_]+", line) if is_syllable(word)
    )


def parted_words(line: str, known: Collection[str]) -> Parted:
    """Tách chữ dính: of one line; ``known`` are the words of its document.

    >>> parted_words("Thủtướng Chínhphủ, ngày27", {"thủ", "tướng"}).text
    'Thủ tướng Chính phủ, ngày 27'
    """
    cuts = [found.end() for found in _COUNTED.finditer(line)]
    cuts += [
        f.end() for f in _AFTER_YEAR.finditer(line) if not f["word"].isascii() and is_syllable(f["word"])
    ]
    if not line.isascii():
        cuts += [
            found.start() + cut
            for found in _WORD.finditer(line)
            if (cut := _cut(found[0], known)) is not None
        ]
    cuts.sort()
    pieces = (line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True))
    return Parted(" ".join(pieces), tuple(cuts))


def _cut(word: str, known: Collection[str]) -> int | None:
    if word.isascii() or is_syllable(word):
        return None
    found = [at for at in range(2, len(word) - 1) if _reads(word[:at]) and _reads(word[at:])]
    both = [at for at in found if word[:at].lower() in known and word[at:].lower() in known]
    if len(both) == 1:
        return both[0]
    alone = len(found) == 1 and (word[: found[0]].lower() in known or word[found[0] :].lower() in known)
    return found[0] if alone else None


def _reads(part: str) -> bool:
    return is_syllable(part) and (part.islower() or part.isupper() or part.istitle())
