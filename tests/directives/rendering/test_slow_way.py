"""Cách chậm: pictures and rich text go by docxtpl: fenced in, word for word, and the same bytes each time."""

import hashlib
import struct
import zlib
from dataclasses import replace

import pytest

from directives.document.model import BodyKind, BodyPart, Document, Picture
from directives.rendering.docx_template import BrokenForm, Way, compile_form
from directives.rendering.fields import field_values
from directives.rendering.package import read_parts, write_parts
from directives.rendering.render import MissingPicture, form_of, render
from directives.rendering.template_language import UnprintableCharacter
from directives.rulebook.regimes import regime_on
from tests.directives.rendering.builders import LETTER, a_letter
from tests.directives.rendering.docx_text import part, tree, w
from tests.directives.rendering.template_files import (
    in_body,
    in_footnote,
    in_pieces,
    letter_parts,
    planted,
    without,
)

HARD = "A & B <w:b/> \"y\" 'z' ]]> {{ 7*7 }} {_{ x }_} {% if %} “ngoặc”\nDòng hai\tcột"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x30\x30" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PICTURE = png(80, 40)
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def with_pictures(*pictures: Picture, text: str = HARD) -> Document:
    body = [BodyPart(BodyKind.PARAGRAPH, text)]
    body += [BodyPart(BodyKind.PICTURE, title=f"Hình {n}", picture=one) for n, one in enumerate(pictures, 1)]
    return a_letter(body=(*body, BodyPart(BodyKind.PARAGRAPH, "Sau hình.")))


def body_texts(content: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in tree(content).iter(w("p")) if "".join(one.itertext()).strip()]


def test_a_picture_stands_in_its_place_with_its_width_its_title_and_its_words_for_the_blind() -> None:
    document = with_pictures(Picture(SHA256, 60, "Biểu đồ & <chỉ số>"))
    made = render(document, pictures={SHA256: PICTURE})
    assert made.way is Way.PICTURES
    (drawing,) = tree(made.content).iter(w("drawing"))
    (inline,) = drawing
    assert inline[0].get("cx") == str(60 * 36_000)
    assert inline[0].get("cy") == str(30 * 36_000)
    assert inline[1].get("descr") == "Biểu đồ & <chỉ số>"
    texts = body_texts(made.content)
    assert texts.index("Hình 1") < texts.index("Sau hình./.")
    assert read_parts(made.content)["word/media/image1.png"] == PICTURE


def test_every_drawing_has_a_number_of_its_own() -> None:
    twice = with_pictures(Picture(SHA256, 60), Picture(SHA256, 60), Picture(SHA256, 20))
    content = render(twice, pictures={SHA256: PICTURE}).content
    numbers = [one[0][1].get("id") for one in tree(content).iter(w("drawing"))]
    assert len(set(numbers)) == 3


def test_the_slow_way_gives_the_same_words_as_the_fast_one() -> None:
    fast = render(with_pictures())
    slow = render(with_pictures(Picture(SHA256, 60)), pictures={SHA256: PICTURE})
    assert fast.way is Way.COMPILED
    assert [one for one in body_texts(slow.content) if one != "Hình 1"] == body_texts(fast.content)
    for name in ("docProps/core.xml", "word/header1.xml"):
        assert "".join(tree(slow.content, name).itertext()) == "".join(tree(fast.content, name).itertext())


def test_the_slow_way_gives_the_same_bytes_each_time() -> None:
    document = with_pictures(Picture(SHA256, 60))
    assert len({render(document, pictures={SHA256: PICTURE}).content for _ in range(3)}) == 1


def test_a_picture_that_is_not_at_hand_stops_the_rendering() -> None:
    with pytest.raises(MissingPicture, match=SHA256):
        render(with_pictures(Picture(SHA256, 60)))


@pytest.mark.parametrize("plant", [in_body, in_pieces])
def test_rich_text_comes_as_a_run_word_for_word(plant: object) -> None:
    template = planted("{{r signer_name }}", plant)  # type: ignore[arg-type]  # one of two functions
    hard = HARD.replace("\n", " ").replace("\t", " ")
    document = a_letter(signature=replace(LETTER.signature, name=hard))
    made = render(document, template)
    assert made.way is Way.RICH_TEXT
    assert body_texts(made.content)[-1] == hard


def test_rich_text_cannot_hold_what_word_cannot_carry() -> None:
    document = a_letter(signature=replace(LETTER.signature, name="Nguyễn\x0bVăn"))
    with pytest.raises(UnprintableCharacter):
        render(document, planted("{{r signer_name }}"))


def test_the_slow_way_is_as_strict_as_the_fast_one() -> None:
    word = compile_form(planted("{{r nguoi_ky }}"), file="mau.docx")
    values = field_values(LETTER, regime_on(LETTER.issued_on), form_of(LETTER).names)
    with pytest.raises(BrokenForm, match="nguoi_ky"):
        word.fill(values)


#: To the compiled way the words between the remarks are a remark; to the slow way they would stand in the open.
_TWO_FACED = (
    "<w:p><w:r><w:t>{# {{ #}</w:t></w:r><w:r><w:instrText>{#</w:instrText></w:r>"
    "<w:r><w:t> }} {{ subject.upper() }} #}</w:t></w:r></w:p>"
)


def test_code_which_only_the_slow_way_would_read_does_not_run() -> None:
    parts = in_body("{{r signer_name }}", letter_parts())
    head, mark, tail = parts["word/document.xml"].decode().rpartition("<w:sectPr")
    template = write_parts({**parts, "word/document.xml": f"{head}{_TWO_FACED}{mark}{tail}".encode()})
    with pytest.raises(BrokenForm, match="unsafe"):
        compile_form(template, file="mau.docx")


def test_what_is_neither_text_nor_number_is_not_printed() -> None:
    for words in ("{{ recipients }}", "{{ subject == subject }}", "{{ subject + 1 }}", "{{ 1 // 0 }}"):
        for template in (planted(words), in_slow_way(words)):
            with pytest.raises(BrokenForm):
                render(a_letter(), template)


def in_slow_way(words: str) -> bytes:
    return write_parts(in_body("{{r signer_name }}", in_body(words, letter_parts())))


def test_a_table_of_the_template_stays_as_it_was_drawn() -> None:
    """docxtpl by itself takes columns away which no cell uses, and stumbles over a table without a grid."""
    for grid in ('<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="900"/></w:tblGrid>', ""):
        cell = "<w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc>"
        parts = without(
            in_body("CHỖ NÀY", in_body("{{r signer_name }}", letter_parts())),
            '<w:p><w:r><w:t xml:space="preserve">CHỖ NÀY</w:t></w:r></w:p>',
            f"<w:tbl><w:tblPr/>{grid}<w:tr>{cell}</w:tr></w:tbl>",
        )
        made = render(a_letter(), write_parts(parts))
        assert made.way is Way.RICH_TEXT
        *_, table = tree(made.content).iter(w("tbl"))
        assert len(list(table.iter(w("gridCol")))) == grid.count("gridCol ")


def test_a_footnote_is_filled_by_the_fast_way() -> None:
    made = render(a_letter(), planted("Xem {{ number_line }} & {{ subject }}", in_footnote))
    assert made.way is Way.COMPILED
    assert "{{" not in part(made.content, "word/footnotes.xml").decode()
    assert "V/v" in "".join(tree(made.content, "word/footnotes.xml").itertext())
