"""Tệp bộ câu hỏi: a ``Q.toml`` read strictly; every mistake is reported, not only the first."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from sipas_engine.errors import N_, NoSuchFile, SipasError
from sipas_engine.methods.instrument_file import INSTRUMENT_KEYS, InstrumentReader
from sipas_engine.methods.question_set import Component, Criterion, Element, QuestionSet, Source
from sipas_engine.methods.toml_reader import join

LARGEST_SCALE = 8
"""Thang đo dài nhất: 9 in a file of forms means "không biết", so a scale ends at 8."""

RESERVED_COLUMNS = ("form_id", "province", "district", "commune", "stratum", "psu", "weight", "status")
"""Cột dành riêng: columns of a file of forms which are no criterion."""


class UnreadableQuestionSet(SipasError):
    """Tệp bộ câu hỏi không đọc được: not there, not text, or not TOML."""

    kind: ClassVar[str] = "unreadable_question_set"
    template: ClassVar[str] = N_("{file} cannot be read as a question set: {reason}.")


class BadQuestionSet(SipasError):
    """Bộ câu hỏi sai: the file is TOML, but not a question set."""

    kind: ClassVar[str] = "bad_question_set"
    template: ClassVar[str] = N_("{file} is not a valid question set: {count} problem(s).")


def load_question_set(path: Path) -> QuestionSet:
    """Đọc bộ câu hỏi: the question set written in a TOML file.

    Raises UnreadableQuestionSet (no TOML in UTF-8), NoSuchFile or BadQuestionSet with all problems.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError as error:
        raise NoSuchFile(where=path.name, file=str(path)) from error
    except (OSError, ValueError, RecursionError) as error:  # no UTF-8, no TOML, endless numbers or tables
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise UnreadableQuestionSet(where=path.name, file=path.name, reason=reason) from error
    return question_set_from_table(table, file=path.name)


def question_set_from_table(table: Mapping[str, object], *, file: str) -> QuestionSet:
    """Lập bộ câu hỏi: the question set held by a parsed TOML table.

    Raises BadQuestionSet listing every unknown or missing key, doubled code, empty list and bad level.
    """
    reader = _Reader(file)
    question_set = reader.question_set(table)
    reader.check_codes(question_set)
    if reader.problems:
        raise BadQuestionSet(where=file, problems=reader.problems, file=file, count=len(reader.problems))
    return question_set


class _Reader(InstrumentReader):
    """Reads the components and criteria of a question set, beside what else the form asks."""

    def question_set(self, table: Mapping[str, object]) -> QuestionSet:
        known = ("code", "name", "satisfied", "scale", "source", "component", "general", *INSTRUMENT_KEYS)
        self.known_keys(table, "", known)
        scale = self.scale(table)
        return QuestionSet(
            code=self.text(table, "", "code") if "code" in table else "",
            name=self.text(table, "", "name") if "name" in table else "",
            scale=scale,
            satisfied=self.satisfied(table, scale),
            components=tuple(self.component(t, p) for p, t in self.tables(table, "", "component")),
            source=self.source(table),
            instrument=self.instrument(table),
            general=self.text(table, "", "general") if "general" in table else "",
        )

    def component(self, table: Mapping[str, object], place: str) -> Component:
        self.known_keys(table, place, ("code", "name", "element"))
        elements = tuple(self.element(t, p) for p, t in self.tables(table, place, "element"))
        return Component(self.text(table, place, "code"), self.text(table, place, "name"), elements)

    def element(self, table: Mapping[str, object], place: str) -> Element:
        self.known_keys(table, place, ("code", "name", "criteria", "question", "experience"))
        criteria = tuple(self.criterion(t, p) for p, t in self.tables(table, place, "criteria"))
        question = self.text(table, place, "question") if "question" in table else ""
        if question and question not in [criterion.code for criterion in criteria]:
            self.report(
                join(place, "question"),
                N_("The code {code!r} is none of the criteria here."),
                code=question,
            )
        experience = self.text(table, place, "experience") if "experience" in table else ""
        code, name = self.text(table, place, "code"), self.text(table, place, "name")
        return Element(code, name, criteria, question, experience)

    def criterion(self, table: Mapping[str, object], place: str) -> Criterion:
        self.known_keys(table, place, ("code", "name"))
        return Criterion(self.text(table, place, "code"), self.text(table, place, "name"))

    def source(self, table: Mapping[str, object]) -> Source:
        found = table.get("source", {})
        if not isinstance(found, dict):
            self.report("source", N_("{key} must be a table."), key="source")
            return Source()
        self.known_keys(found, "source", ("legal", "first_day", "last_day", "published_criteria", "notes"))
        return Source(
            legal=self.text(found, "source", "legal") if "legal" in found else "",
            first_day=self.day(found, "source", "first_day"),
            last_day=self.day(found, "source", "last_day"),
            published_criteria=self.number(found, "source", "published_criteria"),
            notes=self.texts(found, "source", "notes"),
        )

    def scale(self, table: Mapping[str, object]) -> int:
        value = table.get("scale")
        if type(value) is int and 2 <= value <= LARGEST_SCALE:
            return value
        self.report(
            "scale",
            N_("scale must be the number of levels, from 2 to {largest}; found {value!r}."),
            largest=LARGEST_SCALE,
            value=value,
        )
        return LARGEST_SCALE

    def satisfied(self, table: Mapping[str, object], scale: int) -> tuple[int, ...]:
        value = table.get("satisfied")
        if not isinstance(value, list) or not value or not all(type(level) is int for level in value):
            self.report(
                "satisfied", N_("satisfied must list the levels counted as satisfied, such as [4, 5].")
            )
            return ()
        for level in value:
            if not 1 <= level <= scale:
                self.report(
                    "satisfied",
                    N_("Level {level} is not on the scale 1 to {scale}."),
                    level=level,
                    scale=scale,
                )
        if len(set(value)) != len(value):
            self.report("satisfied", N_("satisfied names a level twice."))
        if set(value) >= set(range(1, scale + 1)):
            self.report("satisfied", N_("satisfied holds every level, so nothing could be unsatisfied."))
        return tuple(sorted(value))

    def check_codes(self, questions: QuestionSet) -> None:
        for kind, codes in (
            ("component", [component.code for component in questions.components]),
            ("element", [element.code for element in questions.elements]),
            ("criteria", [criterion.code for criterion in questions.criteria]),
        ):
            for code, times in Counter(codes).items():
                if code and times > 1:
                    self.report(
                        kind,
                        N_("The code {code!r} stands {times} times; each code must be its own."),
                        code=code,
                        times=times,
                    )
        self.check_columns(questions.instrument, questions.criterion_codes)
        asked = {column for question in questions.instrument.questions for column in question.columns}
        for element in questions.elements:
            if element.experience and element.experience not in asked:
                self.report(
                    "element",
                    N_("Element {code}: no question of the form has the column {column!r}."),
                    code=element.code,
                    column=element.experience,
                )
        if questions.general and questions.general not in questions.criterion_codes:
            self.report(
                "general", N_("The code {code!r} is none of the criteria here."), code=questions.general
            )
        for code in questions.criterion_codes:
            if code in RESERVED_COLUMNS:
                self.report(
                    "criteria",
                    N_("The code {code!r} is the name of another column of a file of forms."),
                    code=code,
                )
