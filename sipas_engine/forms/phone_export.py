"""Phiếu từ điện thoại: the CSV export of Kobo or ODK Central becomes forms, or is refused with every reason.

Kobo names a column by its groups with "/" between ("phan_2/c_1_1"), ODK Central with "-". Several choices stand in
one column with blanks between, in one column of 0 and 1 for each choice, or in both, which must then agree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.forms.answer_names import answer_name
from sipas_engine.forms.questionnaire import (
    ChoiceQuestion,
    MatrixQuestion,
    OpenQuestion,
    Question,
    Questionnaire,
)
from sipas_engine.forms.serials import UnreadFormCode, is_code, read_form_code
from sipas_engine.forms.xlsform import (
    DONT_KNOW,
    ENUMERATOR,
    FINISHED,
    REQUIRED_PLACES,
    SCANNED,
    SERIAL,
    STARTED,
    places_asked,
)
from sipas_engine.returns.return_file import read_text_table
from sipas_engine.returns.text_table import TextTable

#: Where the two systems write which submission a row is, and when it came.
_IDENTIFIERS = ("_uuid", "KEY", "meta-instanceID", "meta/instanceID")
_SENT = ("_submission_time", "SubmissionDate")
#: Columns of the systems themselves.
_OWN_PREFIX, _OWN = "_", ("start", "end", "today", "deviceid", "formhub", "meta", "KEY", "SubmissionDate",
    "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState",
    "DeviceID", "Edits", "FormVersion", "instanceID", "instanceName")  # fmt: skip
_SEPARATORS = "/-"
_MOST_LISTED = 20
COLLECTED = "collected_at"


class BadExport(SipasError):
    """Tệp xuất có lỗi: rows or columns that cannot be taken; nothing of it became a form."""

    kind: ClassVar[str] = "bad_export"
    template: ClassVar[str] = N_("{file} was refused, no form was made of it: {count} problem(s):")


@dataclass(frozen=True, slots=True)
class TakenExport:
    """Phiếu nhận từ điện thoại: a row of texts for each form, below ``header``.

    ``repeated`` are submissions that came more than once, word for word; ``left_out`` are columns that are neither
    the form's nor the system's.
    """

    header: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    repeated: tuple[str, ...]
    left_out: tuple[str, ...]


def read_phone_export(path: Path, questionnaire: Questionnaire) -> TakenExport:
    """Đọc tệp xuất: forms in the order of the file. Raises BadExport and what reading a file of forms refuses."""
    table = read_text_table(path, lambda name: True)
    return _Export(table, questionnaire).taken()


class _Export:
    """Reads row by row and collects what is wrong; what it made is of use only when nothing was."""

    def __init__(self, table: TextTable, questionnaire: Questionnaire) -> None:
        self.table = table
        self.questionnaire = questionnaire
        self.problems: list[Problem] = list(table.problems)
        self.places = places_asked(questionnaire)
        self.asked = [one for one in questionnaire.questions if one.code not in self.places]
        self.satisfaction = set(questionnaire.of_purpose("satisfaction"))
        self.card = set(questionnaire.of_purpose("respondent"))
        self.column = {name: place for place, name in enumerate(table.header)}
        self.used: set[int] = set()

    def taken(self) -> TakenExport:
        named = (SCANNED, SERIAL, ENUMERATOR, STARTED, FINISHED, *self.places)
        fixed = {name: self.find(name) for name in named}
        sent = next((self.column[name] for name in _SENT if name in self.column), None)
        identifier = next((self.column[name] for name in _IDENTIFIERS if name in self.column), None)
        answers = {question: self.columns_of(question) for question in self.asked}
        if fixed[SERIAL] is None and fixed[SCANNED] is None:
            self.missing(SERIAL)
        for name in REQUIRED_PLACES:
            if fixed[name] is None:
                self.missing(name)
        if identifier is None:
            self.missing("_uuid")
        self.refuse_if_bad()
        header = (SERIAL, *self.places, ENUMERATOR, STARTED, FINISHED, COLLECTED, *self.answer_columns())
        seen: dict[str, tuple[str, ...]] = {}
        rows_of: dict[str, int] = {}
        repeated: list[str] = []
        for record in range(len(self.table.row_numbers)):
            name = self.cell(record, identifier)
            form = (
                self.serial(record, fixed[SCANNED], fixed[SERIAL]),
                *(self.place(record, one, fixed[one]) for one in self.places),
                *(self.cell(record, fixed[one]) for one in (ENUMERATOR, STARTED, FINISHED)),
                self.cell(record, sent),
                *(
                    text
                    for question in self.asked
                    for text in self.answer(record, question, answers[question])
                ),
            )
            if not name:
                self.report(
                    record, "_uuid", N_("Row {row}: the submission has no identifier in column {column}.")
                )
            elif name in seen:
                self.repeat(record, name, form, seen[name], repeated)
            else:
                seen[name] = form
                self.once(record, form[0], rows_of)
        self.refuse_if_bad()
        return TakenExport(header, tuple(seen.values()), tuple(dict.fromkeys(repeated)), self.left_out())

    def answer_columns(self) -> Iterator[str]:
        for question in self.asked:
            if isinstance(question, MatrixQuestion):
                yield from (item.code for item in question.items)
            else:
                yield question.code

    def find(self, name: str) -> int | None:
        """The column of that name, whatever groups it stands in."""
        for header, place in self.column.items():
            if header == name or any(header.endswith(f"{sign}{name}") for sign in _SEPARATORS):
                self.used.add(place)
                return place
        return None

    def columns_of(self, question: Question) -> "Mapping[str, int | None]":
        """Where each answer of a question stands: by item, by choice, or the one column under ""."""
        match question:
            case MatrixQuestion():
                found = {item.code: self.find(answer_name(item.code)) for item in question.items}
                for code, place in found.items():
                    if place is None:
                        self.missing(answer_name(code))
                return found
            case ChoiceQuestion(several=True):
                name = answer_name(question.code)
                split = {
                    choice.code: place
                    for choice in question.choices
                    for sign in _SEPARATORS
                    if (place := self.find(f"{name}{sign}{choice.code}")) is not None
                }
                whole = self.find(name)
                if whole is None and len(split) != len(question.choices):
                    self.missing(name)
                return {"": whole, **split}
            case ChoiceQuestion() | OpenQuestion():
                place = self.find(answer_name(question.code))
                if place is None:
                    self.missing(answer_name(question.code))
                return {"": place}

    def cell(self, record: int, place: int | None) -> str:
        if place is None:
            return ""
        text = self.table.columns[place][record].strip()
        return "" if text == "n/a" else text  # how Central writes what was not asked

    def serial(self, record: int, scanned: int | None, typed: int | None) -> str:
        code, text = self.cell(record, scanned), self.cell(record, typed)
        if code:
            try:
                found = read_form_code(code)
            except UnreadFormCode:
                said = N_("Row {row}, column {column}: {value!r} is not the square code of a form.")
                self.report(record, SCANNED, said, value=code[:60])
                return ""
            if found.version != self.questionnaire.version:
                said = N_(
                    "Row {row}, column {column}: the form is of version {value}, this question set is {asked}."
                )
                asked = self.questionnaire.version
                self.report(record, SCANNED, said, value=found.version, asked=asked)
            if text and text != found.serial:
                said = N_(
                    "Row {row}, column {column}: {value!r} was typed, but the square code says {scanned!r}."
                )
                self.report(record, SERIAL, said, value=text, scanned=found.serial)
            return found.serial
        if not is_code(text):
            said = N_("Row {row}, column {column}: {value!r} is no serial of a form.")
            self.report(record, SERIAL, said, value=text[:60])
        return text

    def place(self, record: int, name: str, column: int | None) -> str:
        text = self.cell(record, column)
        if not text and name in REQUIRED_PLACES:
            self.report(record, name, N_("Row {row}, column {column} is empty; it must be filled in."))
        return text

    def answer(self, record: int, question: Question, columns: "Mapping[str, int | None]") -> Iterator[str]:
        match question:
            case MatrixQuestion():
                allowed = [level.code for level in question.levels]
                if question in self.satisfaction:
                    allowed.append(DONT_KNOW.code)
                for code, place in columns.items():
                    yield self.one_of(record, answer_name(code), self.cell(record, place), allowed)
            case ChoiceQuestion(several=True):
                yield self.several(record, question, columns)
            case ChoiceQuestion():
                texts = {choice.code: choice.text for choice in question.choices}
                found = self.one_of(record, answer_name(question.code), self.cell(record, columns[""]), texts)
                yield texts.get(found, "") if question in self.card else found
            case OpenQuestion():
                yield self.cell(record, columns[""])

    def several(self, record: int, question: ChoiceQuestion, columns: "Mapping[str, int | None]") -> str:
        name, known = answer_name(question.code), [choice.code for choice in question.choices]
        split = {code for code in known if self.ticked(record, name, code, columns.get(code))}
        if columns[""] is None:
            return ";".join(code for code in known if code in split)
        words = self.cell(record, columns[""]).split()
        for word in words:
            self.one_of(record, name, word, known)
        if len(columns) > len(known) and split != set(words):
            said = N_("Row {row}: column {column} says {value!r}, its columns of 0 and 1 say {split!r}.")
            self.report(record, name, said, value=" ".join(words), split=" ".join(sorted(split)))
        if question.most and len(words) > question.most:
            said = N_("Row {row}, column {column}: {value!r} are more than {most} choices.")
            self.report(record, name, said, value=" ".join(words), most=question.most)
        return ";".join(code for code in known if code in words)

    def ticked(self, record: int, name: str, code: str, place: int | None) -> bool:
        text = self.cell(record, place)
        self.one_of(record, f"{name}/{code}", text.casefold(), ("0", "1", "true", "false"))
        return text.casefold() in ("1", "true")

    def one_of(
        self, record: int, column: str, text: str, allowed: "Sequence[str] | Mapping[str, str]"
    ) -> str:
        if text and text not in allowed:
            said = N_("Row {row}, column {column} has {value!r}; allowed: {allowed}, or empty.")
            self.report(record, column, said, value=text[:40], allowed=", ".join(allowed))
        return text

    def repeat(
        self, record: int, name: str, form: tuple[str, ...], before: tuple[str, ...], repeated: list[str]
    ) -> None:
        if form == before:
            repeated.append(name)
        else:
            said = N_(
                "Row {row}: submission {value} stands there before with other answers. Keep one of them."
            )
            self.report(record, "_uuid", said, value=name)

    def once(self, record: int, serial: str, rows_of: dict[str, int]) -> None:
        """A form is sent once: two submissions of one serial are for a person to decide."""
        row = int(self.table.row_numbers[record])
        if serial and rows_of.setdefault(serial, row) != row:
            said = N_("Row {row}: form {value!r} was sent in row {first_row} as well. Keep one of them.")
            self.report(record, SERIAL, said, value=serial, first_row=rows_of[serial])

    def left_out(self) -> tuple[str, ...]:
        groups = (name for name, place in self.column.items() if place not in self.used)
        return tuple(name for name in groups if not _is_own(name))

    def missing(self, name: str) -> None:
        self.problems.append(
            Problem(
                N_("Column {column} is missing. Is it the export of this form, with XML values and headers?"),
                {"column": name},
                f"{self.table.file}:1:{name}",
            )
        )

    def report(self, record: int, column: str, template: str, **fields: object) -> None:
        row = int(self.table.row_numbers[record])
        where = f"{self.table.file}:{row}:{column}"
        self.problems.append(Problem(template, {"row": row, "column": column, **fields}, where))

    def refuse_if_bad(self) -> None:
        if not self.problems:
            return
        shown = self.problems[:_MOST_LISTED]
        if len(self.problems) > len(shown):
            shown.append(Problem(N_("… and {more} more."), {"more": len(self.problems) - len(shown)}))
        count = len(self.problems)
        raise BadExport(where=shown[0].where, problems=shown, file=self.table.file, count=count)


def _is_own(name: str) -> bool:
    """Whether a column is the system's: of its own, or a group's."""
    first = name.replace("/", "-").split("-")[0]
    return name.startswith(_OWN_PREFIX) or first in _OWN or name in _OWN
