"""Bảng mã: bytes of a text file as text, by the encoding they are really in; or a refusal, never garbage."""

import codecs
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from directives.conversion.errors import UnknownEncoding
from directives.conversion.legacy_fonts import encodings
from directives.errors import N_
from directives.reading.record import Doubt
from directives.vocabulary.syllables import is_syllable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 200_000  # letters by which an encoding is judged
_FEWEST, _SHARE = 3, 0.85  # words that must be syllables of Vietnamese, and their share of all with marks
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1b\x1c\x1d\x1e")


def decoded(content: bytes, name: str) -> tuple[str, list[Doubt]]:
    """Giải mã: the text (NFC), and a doubt where its encoding had to be guessed. Raises UnknownEncoding.

    UTF-8 and UTF-16 are known by their marks and by being valid; Windows-1258, TCVN3 and VNI by what they give: nearly
    every word with marks must be a syllable of Vietnamese.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), []
    if unmarked := _utf_16_without_mark(content):
        return _strictly(content, unmarked, name), []
    try:
        text = _strictly(content, "utf-8", name)
    except UnknownEncoding as refusal:
        guessed = max(_guesses(content), key=lambda pair: _share(pair[1]), default=("", ""))
        if _share(guessed[1]) < _SHARE:
            raise refusal
        said = N_("the file is not UTF-8; it was read as {encoding}: compare it with the original")
        return _printable(guessed[1], name), [Doubt("lines", said, {"encoding": guessed[0]})]
    twice = _encoded_twice(text)
    if twice is not None and _share(twice) >= _SHARE > _share(text):
        said = N_("the text was encoded twice on its way; it was read back: compare it with the original")
        return twice, [Doubt("lines", said)]
    return text, []


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return _printable(unicodedata.normalize("NFC", content.decode(encoding)), name)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(where=name, offset=error.start) from error


def _printable(text: str, name: str) -> str:
    """Chữ in được: the text, unless it has control characters that no text has. Raises UnknownEncoding."""
    at = next((place for place, sign in enumerate(text) if sign in _CONTROLS), None)
    if at is not None:
        raise UnknownEncoding(where=name, offset=at)
    return text


def _utf_16_without_mark(content: bytes) -> str:
    """UTF-16 thiếu dấu hiệu: told by the zero bytes of its blanks and line feeds."""
    sample = content[:4_000]
    if b"\x00" not in sample or len(content) % 2:
        return ""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if max(low, high) < len(sample) / 10 or min(low, high) > len(sample) / 100:
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def _guesses(content: bytes) -> Iterator[tuple[str, str]]:
    with suppress(UnicodeDecodeError):  # a byte which that page leaves free: it is another one
        yield "Windows-1258", unicodedata.normalize("NFC", content.decode("cp1258"))
    latin = content.decode("cp1252", errors="replace")
    if "\ufffd" not in latin:
        for encoding in encodings():
            yield encoding.name, encoding.text(latin)


def _encoded_twice(text: str) -> str | None:
    """Mã hóa hai lần: UTF-8 once taken for Windows-1252 and written as UTF-8 again."""
    if "\u00c3" not in text and "\u00e1\u00bb" not in text and "\u00c4" not in text:
        return None
    try:
        raw = b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252") for c in text)
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _share(text: str) -> float:
    """Phần đọc được: how many of the words with marks are syllables; 0 where there are too few to tell."""
    words = [word.strip(".,;:!?()[]\"'“”/-–…") for word in text[:_SAMPLE].split()]
    marked = [word for word in words if not word.isascii() and word.isalpha() and not word[1:].isupper()]
    garbled = sum(1 for word in words if not word.isascii() and not word.isalpha() and len(word) > 1)
    known = sum(map(is_syllable, marked))
    return 0.0 if known < _FEWEST else known / (len(marked) + garbled / 3)
