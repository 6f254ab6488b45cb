"""Phông chữ, mã chữ, màu chữ: judges the letters of the whole document (PL.I-I.4)."""

import re
from collections.abc import Callable

from directives.checking.judging.letters import letters_with
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.conversion.layout import Run

#: What a PDF adds to a font's name: the mark of a part of it before, its face behind.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FACE = re.compile(r"(?:[ ,-](?:Bold|Italic|Regular)|(?:Bold|Italic|MT|PSMT))+$")
_LEGACY = (".vn", "vni-", "vntime")


@checks("F-09", "F-10")
def font_is_times(page: Page, rule: Rule) -> Judgements:
    """Phông chữ: one finding for each other font, at its first words; signs alone (bullets, boxes) may have their own.

    Fonts of the old codes are F-11's matter.
    """
    lawful = {rule.expects["font"], *rule.expects["otherwise_named"]}
    known: set[str] = set(lawful)
    for line in page.lines:
        for run in line.runs:
            for font in run.fonts:
                if font in known or not any(letter.isalnum() for letter in run.text):
                    continue
                known.add(font)
                if plain_name(font) not in lawful and not font.lower().startswith(_LEGACY):
                    at = letters_with(line, _is_set_in(font))
                    yield rule.finding(line, font, rule.expects["font"], at=at)


def plain_name(font: str) -> str:
    """Tên phông: without what a PDF adds to it.

    >>> plain_name("ABCDEF+TimesNewRomanPS-BoldItalicMT")
    'TimesNewRomanPS'
    """
    return _FACE.sub("", _SUBSET.sub("", font))


@checks("F-11")
def font_is_unicode(page: Page, rule: Rule) -> Judgements:
    """Bảng mã cũ: fonts of TCVN3 and VNI show letters that are not Unicode Vietnamese."""
    starts = tuple(rule.expects["starts"])
    seen: set[str] = set()
    for line in page.lines:
        for run in line.runs:
            for font in run.fonts:
                if font not in seen and font.lower().startswith(starts):
                    seen.add(font)
                    at = letters_with(line, _is_set_in(font))
                    yield rule.finding(line, font, rule.expects["font"], at=at)


@checks("F-12")
def letters_are_composed(page: Page, rule: Rule) -> Judgements:
    """Chữ dựng sẵn: counted when the file was read, for every text is composed from then on."""
    if page.layout.decomposed:
        yield rule.finding("document", f"{page.layout.decomposed} đoạn có chữ tổ hợp", rule.expects["form"])


@checks("F-13")
def letters_are_black(page: Page, rule: Rule) -> Judgements:
    """Chữ đen: one finding for each other colour, at its first words; a stamp may be red.

    White words are seen on a dark ground only; on paper they are the marks of a program that signs.
    """
    near = rule.expects["near"]
    stamps = {line.index for box in rule.expects["except"] for line in page.boxes.get(box, ())}
    seen: set[str] = {""}
    for line in page.lines:
        for run in line.runs:
            color = run.color
            if color in seen or line.index in stamps or not run.text.strip():
                continue
            seen.add(color)
            if color == rule.expects["paper"]:
                yield rule.unseen(
                    "some words are as white as the paper, and on what ground they stand is not known"
                )
            elif not _prints_black(color, near):
                at = letters_with(line, _is_of_color(color))
                yield rule.finding(line, f"#{color}", rule.expects["color"], at=at)


def _is_set_in(font: str) -> Callable[[Run], bool]:
    return lambda run: font in run.fonts


def _is_of_color(color: str) -> Callable[[Run], bool]:
    return lambda run: run.color == color


def _prints_black(color: str, near: int) -> bool:
    try:
        return len(color) != 6 or max(bytes.fromhex(color)) <= near
    except ValueError:
        return True  # a colour nobody can name is none to call wrong
