"""PDF có hại: whatever arrives ends within half a minute in words or a clear refusal, and nothing in it is run."""

import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from directives.conversion.child import convert_in_child
from directives.conversion.errors import (
    ArchiveBomb,
    BrokenFile,
    ConversionLimit,
    EncryptedFile,
    RefusedFile,
    TooManyPages,
)
from directives.conversion.limits import limits
from directives.conversion.page_words import UNREADABLE
from tests.directives.conversion.pdf_files import WORDS, of_objects, one_page, packed, stream, text_pages

_SECONDS = 30
_LINES = b"0 0 m 1 1 l S\n"


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * count
    return of_objects(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *pages
    )


def encrypted() -> bytes:
    return one_page(WORDS).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
        % (b"ab" * 32, b"cd" * 32),
    )


def twice_packed() -> bytes:
    inner = zlib.compress(zlib.compress(_LINES * 20_000_000, 1), 9)
    return one_page(stream(inner, b"/Filter[/FlateDecode/FlateDecode]"))


def one_drawing_a_thousand_times() -> bytes:
    content = one_page(packed(_LINES * 1_000_000))
    return content.replace(b"/Contents 4 0 R", b"/Contents[%s]" % (b"4 0 R " * 1_000))


def bomb() -> bytes:
    return one_page(packed(_LINES * 20_000_000))


def tree_within_itself() -> bytes:
    return of_objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def form_within_itself() -> bytes:
    resources = b"/Resources<</XObject<</X 5 0 R>>>>"
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources)
    return one_page(stream(b"/X Do"), form, page=resources)


REFUSED: list[tuple[str, Callable[[], bytes], type[RefusedFile]]] = [
    ("a small drawing of 280 MB", bomb, ArchiveBomb),
    ("a hundred thousand pages", lambda: many_pages(100_000), TooManyPages),
    ("no page at all", lambda: many_pages(0), BrokenFile),
    ("a password", encrypted, EncryptedFile),
    ("cut off in the middle", lambda: one_page(WORDS)[:-200], BrokenFile),
    ("rubbish behind the name of the format", lambda: b"%PDF-1.7\n" + b"rubbish " * 100, BrokenFile),
    ("a tree of pages that holds itself", tree_within_itself, BrokenFile),
]


@pytest.mark.parametrize(("made", "refusal"), [(m, r) for _, m, r in REFUSED], ids=[n for n, _, _ in REFUSED])
def test_a_hostile_file_is_refused_by_name(made: Callable[[], bytes], refusal: type[RefusedFile]) -> None:
    content = made()
    begun = time.monotonic()
    with pytest.raises(refusal) as caught:
        convert_in_child("pdf", content, "den.pdf")
    assert time.monotonic() - begun < _SECONDS
    assert caught.value.where == "den.pdf"


HEAVY: list[tuple[str, Callable[[], bytes]]] = [
    ("packed twice", twice_packed),
    ("one drawing a thousand times", one_drawing_a_thousand_times),
    ("lists within lists", lambda: one_page(stream(b"[" * 3_000_000))),
    ("states saved without end", lambda: one_page(stream(b"q " * 2_000_000))),
    ("a form that draws itself", form_within_itself),
]
SLOW = ("packed twice", "one drawing a thousand times")  # seconds pass until their memory is used up


@pytest.mark.parametrize(
    "made",
    [pytest.param(m, id=n, marks=[pytest.mark.slow] if n in SLOW else []) for n, m in HEAVY],
)
def test_a_heavy_file_ends_in_a_page_or_a_refusal_within_the_limits(made: Callable[[], bytes]) -> None:
    content = made()
    begun = time.monotonic()
    try:
        pages = len(convert_in_child("pdf", content, "den.pdf")["printed"])
    except (ArchiveBomb, BrokenFile, ConversionLimit):
        pages = 1
    assert pages == 1
    assert time.monotonic() - begun < _SECONDS + 5


def test_scripts_launches_and_attachments_are_neither_run_nor_read(tmp_path: Path) -> None:
    mark = tmp_path / "run"
    content = one_page(
        WORDS,
        b"<</S/JavaScript/JS(app.launchURL\\('file://%s'\\))>>" % str(mark).encode(),
        b"<</S/Launch/F(/usr/bin/touch)/Win<</F(%s)>>>>" % str(mark).encode(),
        b"<</Type/Filespec/F(secret.txt)/EF<</F 8 0 R>>>>",
        stream(b"inside the attachment"),
        page=b"/AA<</O 6 0 R>>",
        catalogue=b"/OpenAction 5 0 R/Names<</EmbeddedFiles<</Names[(secret.txt) 7 0 R]>>>>",
    )
    (text,) = convert_in_child("pdf", content, "den.pdf")["pages"]
    assert text == "So: 05/SNV-CCHC"
    assert not mark.exists()


def test_letters_whose_font_says_no_meaning_ask_for_recognition() -> None:
    glyphs = b"".join(b"%04x" % code for code in range(0xE000, 0xE060))
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+X/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/AAAAAA+X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]"
        b"/ToUnicode 6 0 R>>"
    )
    meanings = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000><ffff> endcodespacerange "
        b"1 beginbfrange <e000><e05f><e100> endbfrange endcmap end"
    )
    content = one_page(stream(b"BT /F 12 Tf 90 700 Td <%s> Tj ET" % glyphs), font, meanings).replace(
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>", b"5 0 R"
    )
    (page,) = convert_in_child("pdf", content, "den.pdf")["printed"]
    assert page["wants"] == UNREADABLE
    assert page["unknown"] == 96


@pytest.mark.parametrize("side", [14_400, 10_000_000], ids=["five metres", "three kilometres"])
def test_a_page_of_enormous_size_is_drawn_small(side: int) -> None:
    content = one_page(WORDS).replace(b"[0 0 595 842]", b"[0 0 %d %d]" % (side, side))
    begun = time.monotonic()
    picture = convert_in_child("page_picture", content, "den.pdf", {"index": 0})
    assert len(picture["file"]) < 10_000_000
    assert time.monotonic() - begun < _SECONDS


@pytest.mark.libreoffice  # its fonts
def test_as_many_pages_as_are_granted_are_read_in_time() -> None:
    line = (90.0, 100.0, 13.0, "Căn cứ Kế hoạch số 243/KH-BNV ngày 03/4/2020 của Bộ Nội vụ")
    begun = time.monotonic()
    pages = convert_in_child("pdf", text_pages(*[[line]] * limits().read_pages), "den.pdf")["pages"]
    assert len(pages) == limits().read_pages
    assert time.monotonic() - begun < _SECONDS
