"""Phông chữ cũ: text from before Unicode is converted once, by its font or by its words; Unicode stays."""

import pytest

from directives.conversion.legacy_fonts import encoding_of, encodings, from_font, from_words, old_fonts

BY_FONT = [
    # font, as the file has it, as it is shown, why
    (".VnTime", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", "TCVN3"),
    (
        ".VnTime",
        "§éc lËp - Tù do - H¹nh phóc",
        "Độc lập - Tự do - Hạnh phúc",
        "capital Đ has a sign of its own",
    ),
    (
        ".VnTimeH",
        "ñy ban nh©n d©n tØnh",
        "ỦY BAN NHÂN DÂN TỈNH",
        "the capital face shows small letters as capitals",
    ),
    (".VnArial NarrowH", "quyÕt ®Þnh", "QUYẾT ĐỊNH", "every face ending in H is a capital one"),
    (".VnTime", "th\u00ad tr\u00adëng", "thư trưởng", "ư is written where others have the soft hyphen"),
    (".VnTime", "th\u2212 tr\u2212ëng", "thư trưởng", "so PDFs write it"),
    (".vntime", "c¸c së", "các sở", "names of fonts in any case"),
    ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "VNI"),
    (
        "VNI-Times",
        "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC",
        "ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
        "capitals with capital signs",
    ),
    (
        "VNI-Helve",
        "kyõ thuaät, öùng duïng, nghæ, nghò",
        "kỹ thuật, ứng dụng, nghỉ, nghị",
        "letters without a sign after",
    ),
    (".VnTime", "Ủy ban nhân dân", "Ủy ban nhân dân", "Unicode under an old font's name is Unicode"),
]


@pytest.mark.parametrize(("font", "seen", "shown", "why"), BY_FONT, ids=[row[3] for row in BY_FONT])
def test_text_of_an_old_font_is_shown_in_unicode(font: str, seen: str, shown: str, why: str) -> None:
    encoding = encoding_of(font)
    assert encoding is not None
    assert from_font(seen, font, encoding) == shown, why


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "Vntime of mine", "My VNI-Times", ""])
def test_other_fonts_have_no_old_encoding(font: str) -> None:
    assert encoding_of(font) is None


FONTS = [
    # runs of a document, fonts whose text is old, why
    ([("C¸c së, ban, ngµnh", ".VnTime")], {".VnTime"}, "old text"),
    (
        [("các sở, có lúa", ".VnTime"), ("và bà con", ".VnTime")],
        set(),
        "converted once: letters of Latin-1 only",
    ),
    ([("Sở Nội vụ", ".VnTime"), ("có các", ".VnTime")], set(), "converted once"),
    ([("cã", ".VnTime"), ("C¸c së", ".VnArial"), ("có", "Arial")], {".VnArial", ".VnTime"}, "two old fonts"),
    ([("OK 12", ".VnTime")], {".VnTime"}, "nothing that could be misread"),
]


@pytest.mark.parametrize(("runs", "old", "why"), FONTS, ids=[row[2] for row in FONTS])
def test_a_font_is_old_only_when_its_words_are(runs: list[tuple[str, str]], old: set[str], why: str) -> None:
    assert set(old_fonts(runs)) == old, why


MIXED = [
    # lines of unknown font, the same after, why
    (["đối tượng hưởng chÝnh s¸ch trî gióp xã hội", "chính sách trợ giúp khác"],
     ["đối tượng hưởng chính sách trợ giúp xã hội", "chính sách trợ giúp khác"], "words in the middle of Unicode"),
    (["hưởng chÝnh s¸ch xã hội của Nhà nước"], ["hưởng chính sách xã hội của Nhà nước"], "its neighbour xã stays xã"),
    (["Quyết định số 1", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Sè: 12/Q§-UB", "Tuyªn Quang, ngµy 3 th¸ng 4"],
     ["Quyết định số 1", "Cộng hoà xã hội chủ nghĩa Việt Nam", "Số: 12/QĐ-UB", "Tuyên Quang, ngày 3 tháng 4"],
     "a whole text below a portal's title in Unicode"),
    (["Ñoäc laäp - Töï do - Haïnh phuùc", "Soá: 12/QÑ-UB"], ["Độc lập - Tự do - Hạnh phúc", "Số: 12/QĐ-UB"], "VNI"),
    (["đo 10 µm, © 2020, 5 m² «trích» a·b ® ½ §3"], ["đo 10 µm, © 2020, 5 m² «trích» a·b ® ½ §3"], "signs"),
    (["quán café São Paulo, ông Müller, Zürich, Malmö"], ["quán café São Paulo, ông Müller, Zürich, Malmö"], "names"),
    (["hòa, và, có, ý kiến, công tác, quê"], ["hòa, và, có, ý kiến, công tác, quê"], "Unicode, Latin-1 letters only"),
    (["plain ASCII only"], ["plain ASCII only"], "nothing to do"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "why"), MIXED, ids=[row[2] for row in MIXED])
def test_words_of_unknown_font_are_converted_when_they_can_be_nothing_else(
    lines: list[str], expected: list[str], why: str
) -> None:
    found = from_words(lines)
    assert list(found.lines) == expected, why
    assert set(found.changed) == {
        n for n, pair in enumerate(zip(lines, expected, strict=True)) if pair[0] != pair[1]
    }
    assert from_words(found.lines).lines == found.lines, "nothing is converted twice"


def test_the_tables_write_every_letter_of_vietnamese() -> None:
    tcvn3, vni = encodings()
    small = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    assert set(small) <= set(tcvn3.single.values())
    written = {*vni.single.values(), *vni.pairs.values(), *"ìíÌÍ"}
    assert set(small + small.upper()) <= written
