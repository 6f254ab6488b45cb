"""Csv: read right or refused with a reason, never garbled (U14)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.conversion.csv_reader import read_csv
from directives.conversion.errors import BrokenFile, RefusedFile, UnknownDelimiter, UnknownEncoding

TEXT = "Tên đơn vị;Chỉ số\r\nXã Đắk R'lấp;84,50\r\nỦy ban nhân dân huyện;0912345678\r\n"
ROWS = [["Tên đơn vị", "Chỉ số"], ["Xã Đắk R'lấp", "84,50"], ["Ủy ban nhân dân huyện", "0912345678"]]


def windows_1258(text: str) -> bytes:
    """As Vietnamese Windows writes: letters with their roof or horn in one, the tone after them."""
    written = ""
    for letter in text:
        plain = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in plain if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in tones))
        written += base + tones
    return written.encode("cp1258")


READ = [
    (TEXT.encode(), "UTF-8"),
    (b"\xef\xbb\xbf" + TEXT.encode(), "UTF-8 with its mark"),
    (TEXT.encode("utf-16"), "UTF-16, little end first"),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16, big end first"),
    (windows_1258(TEXT), "Windows-1258"),
    (unicodedata.normalize("NFD", TEXT).encode(), "decomposed letters"),
    (TEXT.replace(";", "\t").encode("utf-16"), "Unicode text of a spreadsheet program"),
    (TEXT.replace("84,50", '"84,50"').replace(";", ",").encode(), "commas, and quotes round a decimal comma"),
]


@pytest.mark.parametrize(("content", "why"), READ, ids=[row[1] for row in READ])
def test_every_usual_way_of_writing_is_read_right(content: bytes, why: str) -> None:
    assert read_csv(content) == ROWS, why


def test_the_line_that_names_the_delimiter_keeps_its_row_number() -> None:
    assert read_csv(b"sep=;\r\na,b;c\r\n1,5;2\r\n") == [[], ["a,b", "c"], ["1,5", "2"]]


def test_a_comma_of_the_text_is_no_delimiter() -> None:
    assert read_csv("Tên;Địa chỉ (thôn, xã)\nAn;Tổ 1, phường Hòa Bình\n".encode()) == [
        ["Tên", "Địa chỉ (thôn, xã)"],
        ["An", "Tổ 1, phường Hòa Bình"],
    ]


REFUSED = [
    (
        "T\u00aan \u00ae\u00acn v\u00de;S\u00e8\nX\u00b7;1\n".encode("latin-1"),
        UnknownEncoding,
        "the font TCVN3",
    ),
    ("Teân ñôn vò;Soá\nXaõ;1\n".encode("latin-1"), UnknownEncoding, "the font VNI"),
    ("Nom;Crédit\nFrançois;1\n".encode("latin-1"), UnknownEncoding, "another language of the West"),
    ("Tên;Số\n".encode("utf-16-le"), UnknownEncoding, "UTF-16 without its mark"),
    (b"\xff\xfeT\x00\xea", UnknownEncoding, "UTF-16 cut off"),
    (b"a;b,c\n1;2,3\n", UnknownDelimiter, "two delimiters fit"),
    (b"a;b,c\n1;2\n3\n", UnknownDelimiter, "no delimiter fits"),
    (b'a;b\n"1;2\n', BrokenFile, "quotation marks that do not close"),
]


@pytest.mark.parametrize(("content", "refusal", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_could_be_garbled_is_refused(content: bytes, refusal: type[RefusedFile], why: str) -> None:
    with pytest.raises(refusal):
        read_csv(content)


_TEXTS = "Nguyễn Đắk Lắk Ủy ban nhân dân xã phường Hòa Bình thuỷ quý Ê-đê Krông 84,50 0912"
_WORDS = st.sampled_from(_TEXTS.split())


@given(
    st.lists(st.tuples(_WORDS, _WORDS), min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "1258"])
)
def test_words_come_back_or_nothing_does(rows: list[tuple[str, str]], encoding: str) -> None:
    text = "Cột một;Cột hai\n" + "".join(f"{a};{b}\n" for a, b in rows)
    content = windows_1258(text) if encoding == "1258" else text.encode(encoding)
    try:
        read = read_csv(content)
    except RefusedFile:
        assert "," in text  # the comma of 84,50 may look like a second delimiter; nothing else is refused
        return
    assert read == [["Cột một", "Cột hai"], *map(list, rows)]
