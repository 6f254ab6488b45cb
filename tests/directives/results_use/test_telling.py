"""Minh chứng và bài thông tin: what is refused, how figures are read aloud, what a text becomes."""

import re
from datetime import date, time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.conversion.errors import MacrosInside, UnknownFormat
from directives.results_use.telling import (
    AlreadyWithdrawn,
    BadTelling,
    Outlet,
    Purpose,
    TellingEvidence,
    Told,
    evidence_as_json,
    evidence_from_json,
    is_web_address,
    refuse_bad,
)
from directives.results_use.telling_capture import capture_kind
from directives.results_use.telling_docx import telling_docx
from directives.results_use.telling_rules import asks_of, telling_rules
from directives.results_use.telling_spoken import duration, reading_seconds, spoken, syllables
from directives.results_use.telling_text import (
    BlockKind,
    TellingText,
    TextBlock,
    as_html,
    as_plain,
    read_aloud,
    telling_text,
)

TODAY = date(2022, 3, 15)
PAGE = "https://cujut.daknong.gov.vn/tin/12"

#: Outlet, place, hour, day -> the fields which are refused.
EVIDENCE = [
    (Outlet.WEBSITE, PAGE, None, TODAY, [], "a page of today"),
    (Outlet.WEBSITE, "cujut.daknong.gov.vn", None, TODAY, ["place"], "no scheme"),
    (Outlet.WEBSITE, "javascript:alert(1)", None, TODAY, ["place"], "no page"),
    (Outlet.WEBSITE, "", time(8), date(2022, 3, 16), ["place", "hour", "day"], "all mistakes at once"),
    (Outlet.TELEVISION, "Thời sự tối", time(18, 30), TODAY, [], "a broadcast with its hour"),
    (Outlet.TELEVISION, "Thời sự tối", None, TODAY, ["hour"], "a broadcast without"),
    (Outlet.RADIO, "", time(5), TODAY, ["place"], "which loudspeaker?"),
    (Outlet.NEWSPAPER, "Số 4321", time(5), TODAY, ["hour"], "a newspaper has no hour"),
    (Outlet.NOTICE_BOARD, "Bộ phận một cửa", None, TODAY, [], "a board"),
    (Outlet.NOTICE_BOARD, "x" * 501, None, TODAY, ["place"], "too long"),
    (Outlet.NOTICE_BOARD, "hai\ndòng", None, TODAY, ["place"], "two lines"),
]


@pytest.mark.parametrize(
    ("outlet", "place", "hour", "day", "wrong", "why"), EVIDENCE, ids=[r[-1] for r in EVIDENCE]
)
def test_evidence_is_refused_field_by_field(
    outlet: Outlet, place: str, hour: time | None, day: date, wrong: list[str], why: str
) -> None:
    told = Told("x", Purpose.CITIZENS, outlet, day, place, hour)
    if not wrong:
        refuse_bad(told, TODAY)
        return
    with pytest.raises(BadTelling) as refused:
        refuse_bad(told, TODAY)
    assert [one.where for one in refused.value.problems] == wrong


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        (PAGE, True),
        ("http://xa.vn:8080/a?b=c#d", True),
        ("https://[::1]/x", False),
        ("https://người.vn/tin", True),
        ("ftp://xa.vn/tin", False),
        ("https://ai:mật@xa.vn/", False),
        ("https://xa.vn:99999/", False),
        ("https://xa.vn/hai từ", False),
        ("https:///tin", False),
        ("https://localhost/tin", False),
        ("https://xa\u202e.vn/", False),
    ],
)
def test_an_address_is_a_whole_one_of_the_web(address: str, fits: bool) -> None:
    assert is_web_address(address) is fits


def test_withdrawn_evidence_is_neither_mended_nor_withdrawn_again() -> None:
    told = Told(
        "x", Purpose.STAFF, Outlet.RADIO, TODAY, "Loa thôn 1", time(17, 0), "a" * 64, "mp3", "ghi chú"
    )
    one = TellingEvidence(3, told).withdrawn(TODAY, "nhầm")
    assert evidence_from_json(evidence_as_json(one)) == one
    with pytest.raises(AlreadyWithdrawn):
        one.corrected(told)
    with pytest.raises(AlreadyWithdrawn):
        one.withdrawn(TODAY, "lần nữa")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n0", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"ID3\x03", "mp3"),
        (b"\xff\xfb\x90", "mp3"),
        (b"PK\x03\x04[Content_Types].xml word/document.xml", "docx"),
    ],
)
def test_what_shows_it_is_told_by_its_content(content: bytes, kind: str) -> None:
    assert capture_kind(content) == kind


def test_programs_pages_and_macros_are_no_captures() -> None:
    for content in (b"MZ\x90", b"<html>", b"", b"GIF89a"):
        with pytest.raises(UnknownFormat, match="png"):
            capture_kind(content)
    with pytest.raises(MacrosInside):
        capture_kind(b"PK\x03\x04[Content_Types].xml word/document.xml vbaProject.bin")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("84,50%", "tám mươi bốn phẩy năm phần trăm"),
        ("84,05 %", "tám mươi bốn phẩy không năm phần trăm"),
        ("84,00%", "tám mươi bốn phần trăm"),
        ("1.234 phiếu", "một nghìn hai trăm ba mươi bốn phiếu"),
        ("thứ 3/12", "thứ ba trên mười hai"),
        ("ngày 01/4/2022", "ngày mồng một tháng tư năm hai nghìn không trăm hai mươi hai"),
        ("UBND Phường 1", "Ủy ban nhân dân Phường một"),
        (
            "12345678901234567890",
            "một hai ba bốn năm sáu bảy tám chín không một hai ba bốn năm sáu bảy tám chín không",
        ),
        ("0,125", "không phẩy một hai năm"),
    ],
)
def test_figures_are_read_as_a_person_says_them(written: str, said: str) -> None:
    assert spoken(written) == said


@given(st.text(max_size=200))
def test_no_figure_is_left_for_the_reader(text: str) -> None:
    assert not re.search(r"\d|%", spoken(text))


@given(st.decimals(0, 100, places=2))
def test_a_share_is_said_once_and_ends_with_its_unit(share: object) -> None:
    said = spoken(str(share).replace(".", ",") + "%")
    assert said.endswith(" phần trăm")
    assert said.count("phẩy") <= 1


def test_the_time_of_reading_is_said() -> None:
    minute = " ".join(["tiếng"] * telling_rules().syllables_a_minute)
    assert (syllables(minute), reading_seconds(minute), duration(130)) == (180, 60, "2 phút 10 giây")


TEMPLATE = """
above = "Bản tin"
title = "Chỉ số {{ figure }}%"
[[block]]
kind = "paragraph"
text = "{{ words }}"
[[block]]
each = "rows"
kind = "fact"
label = "{{ item.name }}"
text = "{{ item.value }}"
[[block]]
each = "rows"
kind = "item"
text = "{{ item.name }}"
"""
FACTS = {
    "figure": "84,5",
    "words": "Năm 2021 <b>& thế</b>",
    "rows": [{"name": "Một", "value": "1"}, {"name": "Hai", "value": "2"}],
}


def test_a_text_says_the_same_in_every_shape() -> None:
    text = telling_text(TEMPLATE, FACTS, file="x.toml")
    plain, page = as_plain(text), as_html(text)
    assert plain == "Bản tin\nCHỈ SỐ 84,5%\n\nNăm 2021 <b>& thế</b>\n\nMột: 1\nHai: 2\n\n- Một\n- Hai\n"
    assert "<p>Năm 2021 &lt;b&gt;&amp; thế&lt;/b&gt;</p>" in page
    assert "<dl>\n<dt>Một</dt>\n<dd>1</dd>\n<dt>Hai</dt>\n<dd>2</dd>\n</dl>" in page
    assert telling_docx(text) == telling_docx(text)


class Tags(HTMLParser):
    """Thẻ của trang: all that open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Thẻ mở: with no attribute but the language."""
        self.opened.add(tag)
        assert attrs in ([], [("lang", "vi")])


@given(st.lists(st.tuples(st.sampled_from(BlockKind), st.text(min_size=1, max_size=40)), max_size=6))
def test_nobody_can_put_a_tag_into_the_page(blocks: list[tuple[BlockKind, str]]) -> None:
    tags = Tags()
    tags.feed(as_html(TellingText("t", "", tuple(TextBlock(kind, text, text) for kind, text in blocks))))
    assert tags.opened <= {"article", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd", "strong", "small"}


def test_what_is_read_aloud_is_read_twice() -> None:
    text = read_aloud(telling_text(TEMPLATE, FACTS, file="x.toml"))
    said = [block.text for block in text.blocks]
    assert said.count("Năm hai nghìn không trăm hai mươi mốt <b>& thế</b>") == 2
    assert said[0].startswith("Thời gian đọc: khoảng 10 giây mỗi lượt, hai lượt khoảng 20 giây.")


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        (["Kết quả cung ứng dịch vụ hành chính công"], ["đúng hẹn", "nguyên nhân"]),
        (["Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị"], ["Tiếp nhận mọi góp ý", "nguyên nhân"]),
        (["Công chức trực tiếp", "Thủ tục hành chính"], ["không đòi thêm giấy tờ", "Niềm nở", "nguyên nhân"]),
        (["Điều lạ"], ["nguyên nhân"]),
    ],
)
def test_staff_are_asked_what_the_low_elements_ask_for(elements: list[str], words: list[str]) -> None:
    asks = asks_of(elements)
    assert len(asks) == len(words)
    assert all(word in ask for word, ask in zip(words, asks, strict=True))
