"""Đọc câu nhận định: the answers to the questions besides satisfaction, from a file of forms, read strictly.

One answer: the number of the option or level (``2``), ``KB`` or ``9`` where it is no option for "không biết";
several numbers are a double tick. Several answers: ``2;5``. Empty is a blank. Anything else is refused by row.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem
from sipas_engine.methods.instrument import Instrument, Question
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms_file import INVALID_WORDS, MOST_LISTED
from sipas_engine.returns.refusals import BadForms
from sipas_engine.returns.return_file import read_text_table
from sipas_engine.returns.text_table import TextTable
from sipas_engine.returns.texts import Texts

DONT_KNOW = -1
DOUBLE = -2
_DONT_KNOW_WORDS = ("KB", "9")


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """Câu trả lời ngoài hài lòng: one array a column, over the valid forms only.

    ``single[column]`` holds 0 for a blank, 1 upward for the option, −1 for "không biết", −2 for a double tick;
    ``several[column]`` holds the options as bits (option k is bit k − 1). A column the file lacks is not there.
    """

    n_valid: int
    single: Mapping[str, npt.NDArray[np.int16]]
    several: Mapping[str, npt.NDArray[np.int64]]

    def chosen(self, mask: npt.NDArray[np.bool_]) -> "Opinions":
        """Một phần: the forms of a group, as a mask over the valid forms."""
        return Opinions(
            int(mask.sum()),
            {column: values[mask] for column, values in self.single.items()},
            {column: values[mask] for column, values in self.several.items()},
        )


def opinion_columns(questions: QuestionSet) -> frozenset[str]:
    """Cột nhận định, mong đợi: those a file of forms may have."""
    instrument = questions.instrument
    columns = {column for question in instrument.questions for column in question.columns}
    return frozenset({*columns, *instrument.expectation_columns()})


def read_opinions(
    path: Path,
    questions: QuestionSet,
    *,
    any_encoding: bool = False,
    counting: Collection[str] | None = None,
) -> Opinions:
    """Đọc câu nhận định, mong đợi: every column of the form's other questions which the file has.

    ``counting`` are the serials of the forms that count; None: as column ``status`` says. Raises BadForms naming row
    and column of each answer that may not stand there, and what reading a table raises.
    """
    wanted = {"form_id", "status", *opinion_columns(questions)}
    table = read_text_table(path, wanted.__contains__, any_encoding=any_encoding)
    return opinions_of_table(table, questions, counting=counting)


def opinions_of_table(
    table: TextTable, questions: QuestionSet, *, counting: Collection[str] | None = None
) -> Opinions:
    """Nhận định, mong đợi của một bảng chữ: the same from columns already read. Raises BadForms."""
    instrument = questions.instrument
    reader = _Reader(table)
    for question in instrument.questions:
        match question.kind:
            case "single":
                reader.single(question.code, len(question.options))
            case "multi":
                reader.several(question, len(question.options))
            case "matrix":
                levels = len(instrument.scale(question.scale).levels)
                for column in question.columns:
                    reader.single(column, levels)
            case "expectations":
                _read_expectations(reader, question, instrument)
            case "satisfaction" | "text":
                continue
    reader.refuse_if_bad()
    valid = reader.valid() if counting is None else reader.among(counting)
    return Opinions(int(valid.sum()), reader.singles, reader.multiples).chosen(valid)


def _read_expectations(reader: "_Reader", question: Question, instrument: Instrument) -> None:
    if question.choose is not None:
        reader.several(question, len(instrument.expectations))
        return
    levels = len(instrument.scale(question.scale).levels)
    for column in instrument.expectation_columns():
        reader.single(column, levels)


class _Reader:
    """Codes one column at a time and collects what may not stand there."""

    def __init__(self, table: TextTable) -> None:
        self.table = table
        self.singles: dict[str, npt.NDArray[np.int16]] = {}
        self.multiples: dict[str, npt.NDArray[np.int64]] = {}
        self.problems: list[Problem] = list(table.problems)

    def single(self, column: str, options: int) -> None:
        codes = self._coded(column, lambda text: _one(text, options), f"1–{options}, KB")
        if codes is not None:
            self.singles[column] = codes.astype(np.int16)

    def several(self, question: Question, options: int) -> None:
        most = question.choose or options
        allowed = f"1–{options}" if question.choose is None else f"1–{options}, ≤ {most}"
        codes = self._coded(question.code, lambda text: _many(text, options, most), f"{allowed}: 2;5")
        if codes is not None:
            self.multiples[question.code] = codes

    def valid(self) -> npt.NDArray[np.bool_]:
        texts = self._texts("status")
        if texts is None:
            return np.ones(len(self.table.row_numbers), dtype=np.bool_)
        kept = [text.strip().casefold() not in INVALID_WORDS for text in texts.values]
        return np.array(kept, dtype=np.bool_)[texts.index]

    def among(self, serials: Collection[str]) -> npt.NDArray[np.bool_]:
        texts = self._texts("form_id")
        if texts is None:
            return np.zeros(len(self.table.row_numbers), dtype=np.bool_)
        kept = [normalize("NFC", text).strip() in serials for text in texts.values]
        return np.array(kept, dtype=np.bool_)[texts.index]

    def refuse_if_bad(self) -> None:
        if self.problems:
            listed = self.problems[:MOST_LISTED]
            if len(self.problems) > len(listed):
                listed.append(Problem(N_("… and {more} more."), {"more": len(self.problems) - len(listed)}))
            raise BadForms(
                where=listed[0].where, problems=listed, file=self.table.file, count=len(self.problems)
            )

    def _coded(
        self, column: str, code: Callable[[str], int | None], allowed: str
    ) -> npt.NDArray[np.int64] | None:
        texts = self._texts(column)
        if texts is None:
            return None
        codes = [code(text.strip()) for text in texts.values]
        bad = np.array([found is None for found in codes], dtype=np.bool_)
        for record in np.flatnonzero(bad[texts.index]).tolist():
            row = int(self.table.row_numbers[record])
            self.problems.append(
                Problem(
                    N_("Row {row}, column {column} has {value!r}; allowed: {allowed}, or empty."),
                    {"row": row, "column": column, "value": texts[record].strip()[:40], "allowed": allowed},
                    f"{self.table.file}:{row}:{column}",
                )
            )
        return np.array([found or 0 for found in codes], dtype=np.int64)[texts.index]

    def _texts(self, column: str) -> Texts | None:
        return self.table.texts(column) if column in self.table.header else None


def _one(text: str, options: int) -> int | None:
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 1 <= int(text) <= options and text == str(int(text)):
        return int(text)
    if text in _DONT_KNOW_WORDS:
        return DONT_KNOW
    parts = [part.strip() for part in text.split(";")]
    if len(set(parts)) > 1 and all(part.isdigit() and 1 <= int(part) <= options for part in parts):
        return DOUBLE
    return None


def _many(text: str, options: int, most: int) -> int | None:
    """The options as bits; None for what is no list of different options, or more of them than may be chosen."""
    if not text:
        return 0
    parts = [part.strip() for part in text.split(";")]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= options for part in parts):
        return None
    if len(set(parts)) < len(parts) or len(parts) > most:
        return None
    return sum(1 << (int(part) - 1) for part in parts)
