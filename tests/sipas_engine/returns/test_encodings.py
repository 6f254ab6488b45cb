"""Bảng mã của tệp csv: the same forms in every encoding offices send, and what is refused rather than guessed."""

import unicodedata

import pytest

from directives.conversion.legacy_fonts import encodings
from sipas_engine.errors import SipasError
from sipas_engine.returns.forms_file import read_forms
from sipas_engine.returns.syllables import is_syllable
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"1": ["1.1", "1.2"]}})
TEXT = (
    "form_id;province;commune;weight;1.1;1.2\n"
    "p1;Thành phố Hà Nội;Xã Đại Thịnh;1,5;4;5\n"
    "p2;Tỉnh Đắk Lắk;Phường Buôn Hồ;0,5;;45\n"
)
NFD = unicodedata.normalize("NFD", TEXT)


def windows_1258(text):
    """As Windows writes it: letters with their hat or horn, the tone as a sign of its own behind."""
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(sign for sign in parts if sign in "\u0300\u0309\u0303\u0301\u0323")
        bare = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in tone))
        out += (bare + tone).encode("cp1258")
    return out


def old_bytes(text, name):
    """The bytes by which fonts of the old code show the text."""
    old = next(encoding for encoding in encodings() if encoding.name == name)
    signs = [chr(code) for code in (*range(224, 256), *range(161, 224))]  # small letters first
    seen = [letter + sign for letter in "aeiouyAEIOUYôöÔÖ" for sign in signs] + signs
    out = ""
    for letter in text:
        out += letter if letter.isascii() else next(s for s in seen if s != letter and old.text(s) == letter)
    return out.encode("cp1252")


READ = [
    (TEXT.encode(), "UTF-8"),
    (b"\xef\xbb\xbf" + TEXT.encode(), "UTF-8 with its mark"),
    (TEXT.encode("utf-16"), "UTF-16, little end first"),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16, big end first"),
    (TEXT.replace(";", "\t").encode("utf-16"), "UTF-16 with tabs, the “Unicode text” of Excel"),
    (TEXT.replace("\n", "\r\n").encode("utf-16"), "UTF-16 with line ends of Windows"),
    (NFD.encode("utf-16"), "UTF-16, letters taken apart"),
    (windows_1258(TEXT), "Windows-1258"),
    (windows_1258(TEXT).replace(b"\n", b"\r\n"), "Windows-1258 with line ends of Windows"),
]


@pytest.mark.parametrize(("content", "reason"), READ, ids=[reason for _, reason in READ])
def test_the_same_forms_are_read_from_every_encoding(tmp_path, content, reason):
    path = tmp_path / "phieu.csv"
    path.write_bytes(content)
    forms = read_forms(path, QUESTIONS, labels=["province", "commune"], weight="weight", any_encoding=True)
    names = forms.labels["province"]
    assert [names.values[i] for i in names.index] == ["Thành phố Hà Nội", "Tỉnh Đắk Lắk"]
    assert forms.labels["commune"].values == ("Phường Buôn Hồ", "Xã Đại Thịnh")
    assert [str(forms.weights.values[i]) for i in forms.weights.index] == ["3/2", "1/2"]
    assert forms.answers["1.2"].tolist() == [5, 6]


HEAD = b"form_id,province,1.1,1.2\n"
REFUSED = [
    (old_bytes("Thành phố Hà Nội, Xã Đại Thịnh", "TCVN3"), "old_letters", "TCVN3"),
    (old_bytes("Thành phố Hà Nội, Xã Đại Thịnh", "VNI"), "old_letters", "VNI"),
    (b"L\xfd", "unsure_encoding", "'Lư' in Windows-1258, 'Lý' in Windows-1252"),
    (b"\x81\x8d\xff\xfe", "not_utf8", "row 2"),
    ("Жилой дом".encode("cp1251"), "not_utf8", "row 2"),
    ("Thành phố Hà Nội Quảng Trị".encode().decode("cp1252").encode(), "garbled_text", "'Thành' was meant"),
    ("Hµ Néi, Qu¶ng TrÞ, §µ N½ng".encode(), "old_letters", "TCVN3"),
    (b"A\x00", "not_utf8", "row 2"),
]


@pytest.mark.parametrize(("name", "kind", "sentence"), REFUSED)
def test_letters_that_can_be_read_wrongly_are_refused_with_the_reason(tmp_path, name, kind, sentence):
    path = tmp_path / "phieu.csv"
    path.write_bytes(HEAD + b'p1,"' + name + b'",4,5\n')
    with pytest.raises(SipasError) as caught:
        read_forms(path, QUESTIONS, labels=["province"], any_encoding=True)
    assert caught.value.kind == kind
    assert sentence in str(caught.value)


BROKEN_UTF16 = [
    (TEXT.encode("utf-16")[:-1], "cut inside a letter"),
    (b"\xff\xfe" + b"\x00\xd8A\x00", "half of a pair"),
]


@pytest.mark.parametrize(("content", "reason"), BROKEN_UTF16)
def test_broken_utf16_is_refused(tmp_path, content, reason):
    path = tmp_path / "phieu.csv"
    path.write_bytes(content)
    with pytest.raises(SipasError) as caught:
        read_forms(path, QUESTIONS, labels=["province"], any_encoding=True)
    assert caught.value.kind == "broken_utf16", reason


@pytest.mark.parametrize("content", [TEXT.encode("utf-16"), windows_1258(TEXT)])
def test_where_only_utf8_is_allowed_nothing_else_is_read(tmp_path, content):
    path = tmp_path / "phieu.csv"
    path.write_bytes(content)
    with pytest.raises(SipasError) as caught:
        read_forms(path, QUESTIONS, labels=["province"])
    assert caught.value.kind == "not_utf8"


WEIGHTS = [
    (";", ["1,5", "2"], ["3/2", "2"], "a decimal comma between semicolons"),
    (";", ["1.5", "2"], ["3/2", "2"], "a decimal point as well"),
    (";", ["1,5", "1.500"], None, "both in one column: thousands?"),
    (";", ["1.000,5", "2"], None, "thousands"),
    (";", ["1,5,0", "2"], None, "two commas"),
    (",", ['"1,5"', "2"], None, "a comma where commas separate"),
]


@pytest.mark.parametrize(("sign", "weights", "expected", "reason"), WEIGHTS)
def test_a_decimal_comma_is_read_where_it_can_be_nothing_else(tmp_path, sign, weights, expected, reason):
    rows = [["form_id", "weight", "1.1", "1.2"], ["p1", weights[0], "4", "5"], ["p2", weights[1], "4", "5"]]
    path = tmp_path / "phieu.csv"
    path.write_text("\n".join(sign.join(row) for row in rows))
    if expected is None:
        with pytest.raises(SipasError, match="a weight is a number above 0"):
            read_forms(path, QUESTIONS, labels=[], weight="weight")
    else:
        found = read_forms(path, QUESTIONS, labels=[], weight="weight").weights
        assert [str(found.values[i]) for i in found.index] == expected, reason


SYLLABLES = [
    ("Thuỷ thủy quyển khuya giếng nghiêng tuyết khoắng quảng Ngữ huơ xoong ương yêu ưu", True),
    ("Đắk Lắk Krông Plông Mường Lạc Lâm Ươi", True),
    ("xă Nôòi Hµ Néi đâ ưô ăng1 àá ngq", False),
]


@pytest.mark.parametrize(("words", "expected"), SYLLABLES)
def test_a_syllable_is_told_from_what_a_wrong_encoding_gives(words, expected):
    assert {word: is_syllable(word) for word in words.split()} == dict.fromkeys(words.split(), expected)
