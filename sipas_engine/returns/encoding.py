"""Bảng mã: the bytes of a csv file as UTF-8; read in the one way that makes sense, or refused."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sipas_engine.returns.csv_blocks import lines_from
from sipas_engine.returns.legacy_letters import from_tcvn3, from_vni
from sipas_engine.returns.refusals import BrokenUtf16, GarbledText, NotUtf8, OldLetters, UnsureEncoding
from sipas_engine.returns.syllables import is_syllable

WELL_READ = 0.9
"""Đọc xuôi: the share of words with marks that must be Vietnamese syllables before a reading is believed."""

_FEWEST_WORDS = 3  # distinct ones, before UTF-8 is said to hold something else than it says
_MARKED = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_NO_LETTERS = re.compile("[\u00a0«»“”‘’–—…,.;:!?()'\"-]+")

Reading = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Utf8Text:
    """Chữ UTF-8: the text of a file as UTF-8 bytes without a mark, and the delimiters it may have."""

    utf8: bytes
    delimiters: str = ",;"


def utf8_only(file: str, content: bytes) -> bytes:
    """Chỉ UTF-8: the content without a byte order mark. Raises NotUtf8, naming the first row that is none."""
    content = content.removeprefix(codecs.BOM_UTF8)
    place = content.find(b"\x00")  # no text has it; UTF-16 without a mark is full of it
    if place < 0 and content.isascii():
        return content
    for begin, lines in lines_from(content, 0) if place < 0 else ():
        try:
            lines.decode("utf-8")
        except UnicodeDecodeError as error:
            place = begin + error.start
            break
    if place >= 0:
        row = content.count(b"\n", 0, place) + 1
        raise NotUtf8(where=f"{file}:{row}", file=file, row=row)
    return content


def any_text_as_utf8(file: str, content: bytes) -> Utf8Text:
    """Mọi bảng mã thường gặp: UTF-8, UTF-16 with its mark (also with tabs, as Excel saves it), Windows-1258.

    Windows-1258 has no mark: it is believed where nearly every word with marks is then a Vietnamese syllable and no
    other reading does as well. Raises BrokenUtf16, OldLetters (TCVN3, VNI), UnsureEncoding, GarbledText or NotUtf8.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Utf8Text(content.decode("utf-16").encode("utf-8"), ",;\t")
        except UnicodeError as error:
            raise BrokenUtf16(where=file, file=file) from error
    try:
        utf8 = utf8_only(file, content)
    except NotUtf8 as refusal:
        text = _one_byte_text(file, content)
        if text is None:
            raise refusal
        return Utf8Text(unicodedata.normalize("NFC", text).encode("utf-8"))
    _refuse_wrong_letters(file, utf8)
    return Utf8Text(utf8)


def _one_byte_text(file: str, content: bytes) -> str | None:
    """The text of a file whose letters take one byte, or None when no reading makes sense of it."""
    words = Counter(_MARKED.findall(content))
    read = _well_read(words, _ONE_BYTE)
    if not read or b"\x00" in content:
        return None
    meanings = {name: {word: _ONE_BYTE[name](word) for word in words} for name in read}
    first, *others = read
    for other in others:
        differing = next((word for word in words if meanings[first][word] != meanings[other][word]), None)
        if differing is not None:
            raise UnsureEncoding(
                where=file,
                file=file,
                one=meanings[first][differing],
                encoding=first,
                other=meanings[other][differing],
                other_encoding=other,
            )
    if first in ("TCVN3", "VNI"):
        raise OldLetters(where=file, file=file, code=first)
    return content.decode(_CODECS[first])


def _refuse_wrong_letters(file: str, utf8: bytes) -> None:
    """UTF-8 may hold letters of an old font, or UTF-8 that was taken for Windows-1252 and encoded once more."""
    words = Counter(_MARKED.findall(utf8))
    if len(words) < _FEWEST_WORDS or _share(words, bytes.decode) >= WELL_READ:
        return
    for name in _well_read(words, _INSIDE_UTF8):
        example = next(iter(words))
        if name in ("TCVN3", "VNI"):
            raise OldLetters(where=file, file=file, code=name)
        raise GarbledText(where=file, file=file, seen=example.decode(), meant=_INSIDE_UTF8[name](example))


def _well_read(words: Mapping[bytes, int], readings: Mapping[str, Reading]) -> list[str]:
    """The readings that make Vietnamese of nearly every word."""
    return [name for name, reading in readings.items() if _share(words, reading) >= WELL_READ]


def _share(words: Mapping[bytes, int], reading: Reading) -> float:
    read = sum(times for word, times in words.items() if _is_vietnamese(word, reading))
    return read / sum(words.values()) if words else 0.0


def _is_vietnamese(word: bytes, reading: Reading) -> bool:
    try:
        parts = _NO_LETTERS.split(reading(word))
    except UnicodeError:
        return False
    return all(is_syllable(part) for part in parts if part)


def _windows_1258(word: bytes) -> str:
    return unicodedata.normalize("NFC", word.decode("cp1258"))


def _windows_1252(word: bytes) -> str:
    return word.decode("cp1252")


_CODECS = {"Windows-1258": "cp1258", "Windows-1252": "cp1252"}
_ONE_BYTE: dict[str, Reading] = {
    "Windows-1258": _windows_1258,
    "Windows-1252": _windows_1252,
    "TCVN3": lambda word: from_tcvn3(word.decode("cp1252")),
    "VNI": lambda word: from_vni(word.decode("cp1252")),
}
_INSIDE_UTF8: dict[str, Reading] = {
    "UTF-8": lambda word: word.decode().encode("cp1252").decode("utf-8"),
    "TCVN3": lambda word: from_tcvn3(word.decode()),
    "VNI": lambda word: from_vni(word.decode()),
}
