"""Đọc csv: the rows of a text file with columns, whatever encoding and delimiter an office program chose.

UTF-8, UTF-16 with its mark, and Windows-1258 (the code page of Vietnamese Windows, which has no mark) are read;
between columns stands a comma, a semicolon or a tab. What could be read in two ways is refused, never guessed:
bytes of the old Vietnamese fonts (TCVN3, VNI) also are letters of Windows-1258, but not Vietnamese words.
Runs inside the child process only.
"""

import csv
import io
import re
import unicodedata

from directives.conversion.errors import BrokenFile, UnknownDelimiter, UnknownEncoding
from directives.text import normalise

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t"
_NAMES = {",": ",", ";": ";", "\t": "tab"}
_NAMED = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)

_VOWELS = "aăâeêioôơuưy"
_LETTERS = frozenset(_VOWELS + "đ")
_SIGNS = frozenset("\u00a0°²³·«»½×÷–—‘’“”…•₫€±§©®™")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED_VOWEL = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
#: No syllable of Vietnamese has its tone on the last of these vowels; words in the VNI font look so.
_TONE_MISPLACED = re.compile("[aăâeêoôơưy]u[\u0300-\u0323]|[aăâeêiôơuưy]o[\u0300-\u0323]")


def read_csv(content: bytes) -> list[list[str]]:
    """Đọc csv: every row as texts, empty rows too, so that row numbers stay true.

    Raises UnknownEncoding, UnknownDelimiter, BrokenFile.
    """
    text = _decoded(content)
    named = _NAMED.match(text)
    rows = [[], *_rows(text[named.end() :], named[1])] if named else _rows(text, _delimiter(text))
    return [[normalise(cell) for cell in row] for row in rows]


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding or not _is_windows_1258(content):
            raise UnknownEncoding(offset=error.start) from error
        text = content.decode("cp1258")
    if "\x00" in text:
        raise UnknownEncoding(offset=text.index("\x00"))
    return text


def _is_windows_1258(content: bytes) -> bool:
    """Windows-1258: whether these bytes give nothing but Vietnamese letters, words and ordinary signs."""
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return False
    foreign = {letter for letter in text if letter > "\x7f" and letter not in _SIGNS}
    if not all(_is_vietnamese(letter) for letter in foreign):
        return False
    return all(map(_is_sayable, {word for word in _WORD.findall(text) if not word.isascii()}))


def _is_vietnamese(letter: str) -> bool:
    plain = unicodedata.normalize("NFC", _MARKED_VOWEL.sub("", unicodedata.normalize("NFD", letter.lower())))
    return plain in _LETTERS


def _is_sayable(word: str) -> bool:
    """Đọc lên được: at most one tone, and not where no syllable has it."""
    spelled = "".join(
        unicodedata.normalize("NFC", _MARKED_VOWEL.sub("", parts)) + "".join(_MARKED_VOWEL.findall(parts))
        for parts in (unicodedata.normalize("NFD", letter) for letter in word.lower())
    )
    return len(_MARKED_VOWEL.findall(spelled)) <= 1 and not _TONE_MISPLACED.search(spelled)


def _delimiter(text: str) -> str:
    """Dấu phân cách: the one by which every row has as many fields as the first. Raises UnknownDelimiter.

    A mark which is followed by a blank in every row is one of the text: "Tổ 1, phường Hòa Bình".
    """
    fitting = []
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in _rows(text, delimiter) if any(row)]
        except BrokenFile:
            continue
        widths = {len(row) for row in rows}
        of_text = all(any(cell.startswith(" ") for cell in row[1:]) for row in rows)
        if len(widths) == 1 and widths != {1} and not of_text:
            fitting.append(delimiter)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UnknownDelimiter(reason=" / ".join(_NAMES[one] for one in fitting))
    head = text.partition("\n")[0]
    present = [one for one in _DELIMITERS if one in head]
    if len(present) > 1:
        raise UnknownDelimiter(reason=" / ".join(_NAMES[one] for one in present))
    return present[0] if present else _DELIMITERS[0]


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BrokenFile(reason=f"csv: {error}") from error
