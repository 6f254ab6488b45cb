"""Phiếu hỏi: what a person is asked, in printed order, as values: paper, phone and workbook are made of them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

Purpose = Literal["respondent", "perception", "satisfaction", "expectation", "opinion"]
"""Mục đích của một phần phiếu: who answers; what is thought; how satisfied; what is wanted; anything else."""

_VERSION_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """Phương án trả lời: ``code`` is what is kept of the answer, ``text`` what the person reads."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """Câu hỏi chọn: one choice is ticked, or ``several``, ``most`` of them at most when that is asked for."""

    code: str
    text: str
    choices: tuple[Choice, ...]
    several: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """Mục hỏi: one line of a matrix; its code is the column of the answer in a file of forms."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Nhóm mục hỏi: items below one heading, which may be empty; ``part`` is the heading above it, if it opens one."""

    heading: str
    items: tuple[AskedItem, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """Câu hỏi bảng: every item is answered with one of the same levels."""

    code: str
    text: str
    levels: tuple[Choice, ...]
    groups: tuple[ItemGroup, ...]

    @property
    def items(self) -> tuple[AskedItem, ...]:
        """Mục hỏi: those of all groups, in printed order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Câu hỏi mở: answered in the person's own words."""

    code: str
    text: str


Question = ChoiceQuestion | MatrixQuestion | OpenQuestion


@dataclass(frozen=True, slots=True)
class Section:
    """Phần của phiếu hỏi: questions that serve one purpose."""

    purpose: Purpose
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Phiếu hỏi: the sections of one question set, in printed order."""

    set_code: str
    title: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Câu hỏi: all of them, in printed order."""
        return tuple(question for section in self.sections for question in section.questions)

    def of_purpose(self, purpose: Purpose) -> tuple[Question, ...]:
        """Câu hỏi theo mục đích: those of one kind of section."""
        return tuple(q for section in self.sections if section.purpose == purpose for q in section.questions)

    @property
    def version(self) -> str:
        """Phiên bản: code of the set and a mark of every word asked; another wording is another version."""
        words = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()
        mark = hashlib.sha256(words).hexdigest()[:_VERSION_LETTERS]
        return f"{self.set_code}-{mark}" if self.set_code else mark

    def columns(self) -> Iterator[str]:
        """Cột câu trả lời: the columns of a file of forms, one for each thing asked, in printed order."""
        for question in self.questions:
            match question:
                case MatrixQuestion():
                    yield from (item.code for item in question.items)
                case ChoiceQuestion() | OpenQuestion():
                    yield question.code
