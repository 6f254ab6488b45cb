"""Tệp văn bản thuần: encodings read right or refused, hostile files refused in time."""

import time
import unicodedata
from pathlib import Path

import pytest

from directives.conversion.errors import (
    FileTooLarge,
    NotOfficialDocument,
    RefusedFile,
    TextTooLong,
    UnknownEncoding,
    UnknownFormat,
)
from directives.conversion.legacy_fonts import encodings
from directives.reading import read_file
from directives.reading.sources.encoding import decoded
from directives.reading.sources.lines import logical_lines
from directives.reading.sources.text_source import read_unpaged

LETTER = (
    "UBND TỈNH KHÁNH HÒA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/UBND-NC\n"
    "Khánh Hòa, ngày 05 tháng 3 năm 2026\nKính gửi: Các sở, ban, ngành.\n"
    "Đề nghị thực hiện nghiêm túc Luật Ngân sách./.\n"
)


def in_windows_1258(text: str) -> bytes:
    """Bảng mã Windows: letters it lacks are written as a letter and a loose tone mark after it."""
    made = b""
    for letter in text:
        tones = [c for c in unicodedata.normalize("NFD", letter) if c in "\u0300\u0301\u0303\u0309\u0323"]
        bare = unicodedata.normalize(
            "NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in tones)
        )
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            made += (bare + "".join(tones)).encode("cp1258")
    return made


def in_tcvn3(text: str) -> bytes:
    """Bảng mã TCVN3: capital letters with tones do not exist there."""
    table = {meant: seen for seen, meant in encodings()[0].single.items()}
    return "".join(table.get(c, table.get(c.lower(), c)) for c in text).encode("latin-1")


RIGHT = [
    (LETTER.encode(), LETTER, None, "UTF-8"),
    (LETTER.encode("utf-8-sig"), LETTER, None, "UTF-8 with a mark"),
    (LETTER.encode("utf-16"), LETTER, None, "UTF-16 with a mark"),
    (LETTER.encode("utf-16-be"), LETTER, None, "UTF-16 without one"),
    (LETTER.encode("utf-16-le"), LETTER, None, "UTF-16 without one, the other way round"),
    (unicodedata.normalize("NFD", LETTER).encode(), LETTER, None, "loose marks"),
    (in_windows_1258(LETTER), LETTER, "Windows-1258", "Windows-1258"),
    (in_tcvn3(LETTER.lower()), LETTER.lower(), "TCVN3", "TCVN3"),
    (LETTER.encode().decode("latin-1").encode(), LETTER, "", "UTF-8 encoded twice"),
    (b"plain ASCII", "plain ASCII", None, "ASCII"),
]


@pytest.mark.parametrize(("content", "text", "named", "why"), RIGHT, ids=[row[3] for row in RIGHT])
def test_text_is_read_in_the_encoding_it_is_in(
    content: bytes, text: str, named: str | None, why: str
) -> None:
    read, doubts = decoded(content, "cv.txt")
    assert read == text, why
    assert [doubt.fields.get("encoding", "") for doubt in doubts] == ([] if named is None else [named])


REFUSED = [
    (bytes(range(128, 256)) * 9, "bytes of no text"),
    (b"S\x00\x01\x02 k\xfdnh g\xeei", "zero bytes"),
    (LETTER.encode() + b"\xff", "UTF-8 with one wrong byte"),
    ("Größe, Müller, Straße".encode("latin-1"), "another language"),
    (b"\xff\xfeS", "half a letter"),
    (b"binary \x01\x02\x03", "control characters"),
]


@pytest.mark.parametrize(("content", "why"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_cannot_be_told_is_refused_and_never_garbled(content: bytes, why: str) -> None:
    with pytest.raises(UnknownEncoding) as refusal:
        decoded(content, "cv.txt")
    assert refusal.value.where == "cv.txt"


FILES = [
    ("cv.txt", b"x" * 10_485_761, FileTooLarge, "too many bytes"),
    ("cv.txt", LETTER.encode() + b"so " * 700_000, TextTooLong, "too many letters"),
    ("cv.txt", b"{\\rtf1 }", NotOfficialDocument, "another format under the name of text"),
    ("cv.docx", LETTER.encode(), UnknownFormat, "text under the name of Word"),
    ("cv.txt", b"", NotOfficialDocument, "nothing"),
    ("cv.md", "Danh sách mua hàng".encode(), NotOfficialDocument, "no official document"),
    ("cv.docx", b"PK\x03\x04 broken", RefusedFile, "a broken archive"),
    ("cv.html", b"", RefusedFile, "an empty page"),
]


@pytest.mark.parametrize(("name", "content", "error", "why"), FILES, ids=[row[3] for row in FILES])
def test_a_file_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, error: type[RefusedFile], why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as refusal:
        read_file(path)
    assert refusal.value.where == name


LONG = 20_000
HOSTILE = {
    "blanks": " " * LONG + "x",
    "one word": "a" * LONG,
    "capitals": "A " * LONG,
    "dashes": "- " * LONG,
    "strokes": "| " * LONG,
    "tabs": "a\t" * LONG,
    "gaps": "a     " * (LONG // 6),
    "numbers": "1. " * (LONG // 3),
    "letters": "a) B; " * (LONG // 6),
    "number lines": "Số: 1/" * (LONG // 6),
    "dates": "ngày 1 tháng 1 năm 2020 " * (LONG // 24),
    "dots": "ngày ......" * (LONG // 11),
    "state name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM " * (LONG // 35),
    "half of it": "CỘNG HÒA XÃ HỘI " * (LONG // 16),
    "stars": "**a " * (LONG // 4),
    "links": "**x** " + "[a](" * (LONG // 4),
    "tags": "**x** " + "<a " * (LONG // 3),
    "old letters": "s¸ch " * (LONG // 5),
    "old signs": "¸" * LONG,
    "soft hyphens": "\u00ad" * LONG,
    "marks": "o\u0323\u0302" * LONG,
    "lines": "a\n" * (LONG // 4),
    "broken names": "ỦY\n" * (LONG // 4),
    "grid": "+---+\n|a|\n" * (LONG // 10),
    "ruler": "--- ---\n" * (LONG // 8),
    "rows": "|a|b|\n" * (LONG // 6),
    "quotes": "“" * LONG,
    "recipients": "Nơi nhận: " * (LONG // 10),
    "clauses": "khoản 1, " * (LONG // 9),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_takes_time_out_of_measure(name: str) -> None:
    begun = time.process_time()
    text = read_unpaged(HOSTILE[name].encode(), ".txt", "xau.txt")
    assert text is not None
    assert all(len(line.text) <= 10_000 for line in text.lines), "what others look at is never without end"
    assert time.process_time() - begun < 3


def test_words_of_an_old_encoding_are_noted_with_their_line() -> None:
    content = (LETTER + "Đối tượng hưởng chÝnh s¸ch trî gióp xã hội, được trợ giúp.\n").encode()
    text = read_unpaged(content, ".txt", "cv.txt")
    assert text is not None
    (doubt,) = text.notes
    assert doubt.fields["seen"] == "chÝnh → chính, s¸ch → sách, trî → trợ, gióp → giúp"
    assert doubt.line is not None
    assert "chính sách trợ giúp xã hội" in text.lines[doubt.line].text


def test_logical_lines_of_logical_lines_are_the_same() -> None:
    text = read_unpaged(LETTER.encode(), ".txt", "cv.txt")
    assert text is not None
    assert [line.text for line in logical_lines(text.lines)] == [line.text for line in text.lines]
