"""Tệp Word độc hại: a file made to hurt is refused by name or read within the limits."""

import io
import time
import zipfile

import pytest

from directives.conversion.child import convert_in_child
from directives.conversion.errors import REFUSALS
from directives.conversion.layout import Layout
from tests.directives.conversion.word_files import with_part
from tests.directives.conversion.word_xml import package, paragraph, run

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS = 10


def link(kind: str, target: str) -> str:
    return f'<Relationship Id="ngoai" Type="{_RELATION}/{kind}" TargetMode="External" Target="{target}"/>'


def field(code: str) -> str:
    return paragraph(f'<w:fldSimple w:instr=" {code} ">' + run("x") + "</w:fldSimple>")


def strict(content: bytes) -> bytes:
    return with_part(
        content,
        "word/document.xml",
        lambda part: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )


def corrupt(content: bytes) -> bytes:
    """The packed bytes of the main part are spoilt, their declared checks are not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    return content[: place + 20] + bytes(40) + content[place + 60 :]


PLAIN = package(paragraph(run("a")))
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>'

#: File, refusal, why.
REFUSED = [
    (package(paragraph(), relations=link("image", "http://x/y.png")), "linked_content", "a picture from elsewhere"),
    (package(paragraph(), relations=link("oleObject", "file:///etc/passwd")), "linked_content", "a linked object"),
    (package(paragraph(), relations=link("frame", "http://x")), "linked_content", "a frame from elsewhere"),
    (package(paragraph(), relations=link("subDocument", "x.docx")), "linked_content", "a part in another file"),
    (package(field("INCLUDETEXT /etc/passwd")), "linked_content", "a field that fetches text"),
    (package(field("includepicture http://x")), "linked_content", "a field that fetches a picture"),
    (package(field("DDEAUTO excel x")), "linked_content", "a field that starts a program"),
    (strict(PLAIN), "strict_format", "the strict kind of file"),
    (with_part(PLAIN, "word/document.xml", lambda _: b"<x/>"), "unknown_format", "a main part of another kind"),
    (with_part(PLAIN, "word/document.xml", lambda _: ENTITY), "entities_declared", "entities that grow"),
    (with_part(PLAIN, "word/document.xml", lambda part: part[:-30]), "broken_file", "a part cut off"),
    (corrupt(PLAIN), "broken_file", "packed bytes that are spoilt"),
    (package("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000), "broken_file",
     "tables in tables, 2,000 deep"),
    (package("<w:ins>" * 5000 + "</w:ins>" * 5000), "broken_file", "revisions in revisions, 5,000 deep"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "kind", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_a_hostile_file_is_refused_by_name(content: bytes, kind: str, why: str) -> None:
    with pytest.raises(REFUSALS[kind]) as refusal:
        convert_in_child("word", content, "thu.docx")
    assert refusal.value.where == "thu.docx"


MANY = "".join(paragraph(run(f"{n * n}")) for n in range(5_000))
HARMLESS = [
    (package(paragraph(run("a")), relations=link("hyperlink", "http://x")), "a link is only text"),
    (package(paragraph(run("a")), relations=link("attachedTemplate", "file:///x.dotm")),
     "the template it was made from"),
    (package("<w:tbl><w:tr><w:tc>" * 60 + paragraph(run("a")) + "</w:tc></w:tr></w:tbl>" * 60), "sixty tables deep"),
    (package(paragraph(run("a"), f'<w:ind w:left="{"9" * 100_000}"/>')), "a number of 100,000 figures"),
    (package(paragraph(run("a"), f'<w:pStyle w:val="{"x" * 1_000_000}"/>')), "a name of a million letters"),
    (package(paragraph(run("a")) + MANY), "five thousand paragraphs"),
    (package("<w:tbl>" + "<w:tr><w:tc>" + paragraph(run("a")) + "</w:tc></w:tr>" + "<w:tr/>" * 50_000 + "</w:tbl>"),
     "fifty thousand empty rows"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "why"), HARMLESS, ids=[row[1] for row in HARMLESS])
def test_what_is_only_odd_is_read_in_time(content: bytes, why: str) -> None:
    started = time.monotonic()
    layout = Layout.from_json(convert_in_child("word", content, "thu.docx"))
    assert layout.paragraphs[0].text == "a"
    assert time.monotonic() - started < SECONDS
