"""Tệp độc hại ở cửa: a file made to hurt, given to the command that reads it, is refused by name and soon.

The ids are those of the requirements on uploads (docs/hostile-input.md says which test shows which). The readers have
finer tests of their own; here the whole command is started, as a clerk would.
"""

import json
import os
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pytest

from tests.command_line import VANTHU, vanthu
from tests.directives.conversion.test_pdf_layout import with_stream
from tests.directives.conversion.word_files import with_part
from tests.directives.conversion.word_xml import package, paragraph, run
from tests.directives.conversion.workbooks import cell, raw
from tests.directives.exchange import builders

_MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout, done.stderr, used.ru_maxrss]))
"""
SECRET = "khong-duoc-lo"  # the content of a file on the machine, which no answer may hold
QUESTIONS = """satisfied = [4, 5]
scale = 5
[[component]]
code = "1"
name = "Tiếp cận"
[[component.element]]
code = "1.1"
name = "Tiếp cận"
criteria = [{ code = "1.1.1", name = "Dễ tìm" }]
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, outputs, seconds, megabytes of the largest process."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def measured(folder: Path, *arguments: str) -> Ended:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "VANTHU_HOME": str(folder / "var")}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, VANTHU, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    code, out, err, kilobytes = json.loads(done.stdout)
    return Ended(code, out, err, time.monotonic() - begun, kilobytes / 1024)


def blown_up(content: bytes, name: str) -> bytes:
    """One part replaced by 60 MB of blanks, a thousandth of that when packed."""
    return with_part(content, name, lambda part: part + b" " * 60_000_000)


def many_members() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(3000):
            archive.writestr(f"word/{number}.xml", b"<x/>")
    return made.getvalue()


def zipped_blanks() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", b" " * 90_000_000)
    return made.getvalue()


WORD, SHEET = package(paragraph(run("Số: 05/UBND-NV"))), raw(f"<row r='1'>{cell('A1', 'a')}</row>")
READ, CHECK = ("read", "{file}", "--json"), ("check", "{file}", "--json")
INDEX = ("index", "{file}", "--questions", "q.toml", "--by", "province", "--json")
EDXML = ("edxml", "read", "{file}", "--json")


def entity(encoding: str) -> bytes:
    said = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "bi-mat.txt">]>'
    return f"{said}<document>&e;</document>".encode(encoding)


MAIN, SHEET_PART = "word/document.xml", "xl/worksheets/sheet1.xml"


@cache
def pdf_bomb() -> bytes:
    return with_stream(zlib.compress(b"0 0 m 1 1 l S\n" * 30_000_000, 9))


@cache
def word_bomb() -> bytes:
    return blown_up(WORD, MAIN)


def book_bomb() -> bytes:
    return blown_up(SHEET, SHEET_PART)


def spoilt_zips() -> bytes:
    return builders.raw("", attached=builders.attachment_element(zipped_blanks()))


def far_cell() -> bytes:
    return raw(cell("A1", "a") + cell("XFD1048576", "z"))


def declaring_book() -> bytes:
    return raw("", head='<!DOCTYPE w [<!ENTITY e SYSTEM "bi-mat.txt">]>')


def with_entity(name: str, encoding: str) -> Callable[[], bytes]:
    return lambda: with_part(WORD, name, lambda _: entity(encoding))


#: Requirement, command, file, what makes it, kind of refusal, seconds it may take, why.
ROWS = [
    ("U01", READ, "thu.docx", word_bomb, "archive_bomb", 2, "a Word file that unpacks 1:1000"),
    ("U01", CHECK, "thu.docx", word_bomb, "archive_bomb", 2, "the same, to be checked"),
    ("U01", READ, "thu.docx", many_members, "archive_bomb", 2, "three thousand members"),
    ("U01", INDEX, "phieu.xlsx", book_bomb, "archive_bomb", 2, "a workbook that unpacks 1:1000"),
    ("U01", EDXML, "goi.edxml", spoilt_zips, "archive_bomb", 5, "an attachment that unpacks 1:1000"),
    ("U04", INDEX, "phieu.xlsx", far_cell, "sheet_too_large", 5, "a cell in the last row and column"),
    ("U05", READ, "thu.pdf", pdf_bomb, "archive_bomb", 30, "a stream of 420 MB, to be read"),
    ("U05", CHECK, "thu.pdf", pdf_bomb, "archive_bomb", 30, "the same, to be checked"),
    ("U08", READ, "thu.docx", with_entity(MAIN, "utf-8"), "entities_declared", 5, "an entity in a Word file"),
    ("U08", READ, "thu.docx", with_entity(MAIN, "utf-16"), "entities_declared", 5, "the same in UTF-16"),
    ("U08", CHECK, "thu.docx", with_entity("[Content_Types].xml", "utf-8"), "entities_declared", 5, "in its list"),
    ("U08", INDEX, "phieu.xlsx", declaring_book, "entities_declared", 5, "in a workbook"),
    ("U08", EDXML, "goi.edxml", partial(entity, "utf-8"), "entities_declared", 5, "in a package"),
    ("U08", EDXML, "goi.edxml", partial(entity, "utf-16"), "entities_declared", 5, "in a package in UTF-16"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("requirement", "command", "name", "content", "kind", "seconds", "why"),
    ROWS,
    ids=[f"{row[0]}: {row[6]}" for row in ROWS],
)
def test_a_file_made_to_hurt_is_refused_by_name(
    requirement: str,
    command: tuple[str, ...],
    name: str,
    content: Callable[[], bytes],
    kind: str,
    seconds: int,
    why: str,
    tmp_path: Path,
) -> None:
    (tmp_path / name).write_bytes(content())
    (tmp_path / "bi-mat.txt").write_text(SECRET)
    (tmp_path / "q.toml").write_text(QUESTIONS, encoding="utf-8")
    ended = measured(tmp_path, *(word.format(file=name) for word in command))
    assert ended.code == 2, (ended.out, ended.err)
    error = json.loads(ended.out)["error"]
    assert error["kind"] == kind
    assert name in error["where"]
    assert "Traceback" not in ended.err
    assert SECRET not in ended.out + ended.err
    assert ended.seconds < seconds + 2  # the program starts and ends as well
    assert ended.megabytes < 300 if requirement != "U05" else ended.megabytes < 1200


#: A name that somebody else chose, and what must not be shown of it as it is.
NAMES = [
    ("../thu.docx", "", "a way out of the folder"),
    ("thu\u202excod.exe.docx", "\u202e", "a mark that turns the reading round"),
    ("thu\x1b[31m.docx", "\x1b", "a command to the screen"),
    ("thu\nsố hai.docx", "\nsố", "a line break"),
    ("CON.docx", "", "a name reserved elsewhere"),
    ("x" * 250 + ".docx", "", "255 letters"),
]


@pytest.mark.parametrize(("name", "hidden", "why"), NAMES, ids=[row[2] for row in NAMES])
def test_a_file_name_is_never_a_path_and_is_shown_written_out(
    name: str, hidden: str, why: str, tmp_path: Path
) -> None:
    inner = tmp_path / "trong"
    inner.mkdir()
    (inner / name).write_bytes(b"PK\x03\x04 no zip")
    before = {path for path in tmp_path.rglob("*") if "var" not in path.parts}
    ended = vanthu(inner, "read", name)
    assert ended.returncode == 2
    assert not hidden or hidden not in ended.stderr
    assert {path for path in tmp_path.rglob("*") if "var" not in path.parts} == before


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_name_with_nothing_behind_it_is_named(command: str, tmp_path: Path) -> None:
    ended = vanthu(tmp_path, command, "khong-co.docx", "--json")
    assert ended.returncode == 2
    assert "khong-co.docx" in json.loads(ended.stdout)["error"]["where"]
