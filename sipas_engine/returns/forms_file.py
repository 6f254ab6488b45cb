"""Đọc tệp phiếu: a file of forms checked and coded; every bad cell is found before it is refused."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.answers import answer_code
from sipas_engine.returns.forms import Forms, Labels, Weights
from sipas_engine.returns.refusals import BadForms
from sipas_engine.returns.return_file import read_text_table
from sipas_engine.returns.text_table import TextTable
from sipas_engine.returns.texts import Texts, recoded

INVALID_WORDS = frozenset({"invalid", "không hợp lệ", "rejected"})
"""Chữ "không hợp lệ": the words of column ``status`` by which a form leaves the tally, in any case."""

MOST_LISTED = 20
"""Số lỗi liệt kê: how many problems a refusal lists one by one; it says how many more there are."""

_WEIGHT = re.compile(r"\+?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_ASCII_BLANKS = " \t\r\v\f\x1c\x1d\x1e\x1f"  # what str.strip takes off, without the line end

Coded = TypeVar("Coded", bound=np.generic)


def read_forms(
    path: Path,
    questions: QuestionSet,
    *,
    labels: Sequence[str],
    weight: str | None = None,
    optional: Sequence[str] = (),
    any_encoding: bool = False,
) -> Forms:
    """Đọc tệp phiếu: the forms of a .csv, .parquet, .xlsx or .ods file, coded by the question set.

    ``labels`` are the columns that name units, strata and clusters, none of which may be empty; ``optional``
    are read when the file has them and may be empty; ``weight`` is the column of weights to apply. Columns
    ``weight`` and ``status`` are checked whenever they are there. ``any_encoding`` also takes a csv in UTF-16 or
    Windows-1258. Raises BadForms with all problems (up to ``MOST_LISTED`` by name), and what ``read_text_table``
    raises.
    """
    wanted = {"form_id", *labels, *optional, *questions.criterion_codes, "weight", weight, "status"}
    table = read_text_table(path, wanted.__contains__, any_encoding=any_encoding)
    return forms_of_table(table, questions, labels=labels, weight=weight, optional=optional)


def forms_of_table(
    table: TextTable,
    questions: QuestionSet,
    *,
    labels: Sequence[str],
    weight: str | None = None,
    optional: Sequence[str] = (),
    numbered: bool = True,
    most_listed: int = MOST_LISTED,
) -> Forms:
    """Phiếu của một bảng chữ: the same from columns already read.

    When not ``numbered`` the column "form_id" is not looked at, as in a part of a file. Raises BadForms, which lists
    up to ``most_listed`` problems.
    """
    checker = _Checker(table, most_listed)
    numbers = ["form_id"] if numbered else []
    checker.check_header([*numbers, *labels, *([weight] if weight else []), *questions.criterion_codes])
    form_ids = checker.form_ids() if numbered else ()
    text_columns = {name: checker.labels(name, may_be_empty=False) for name in labels if checker.has(name)}
    text_columns |= {name: checker.labels(name, may_be_empty=True) for name in optional if checker.has(name)}
    valid = checker.valid()
    weights = checker.weights(weight) if weight and checker.has(weight) else None
    if weight != "weight" and checker.has("weight"):
        checker.weights("weight")
    answers = {
        code: checker.answers(code, questions.scale)
        for code in questions.criterion_codes
        if checker.has(code)
    }
    checker.refuse_if_bad()
    return Forms(table.file, questions.scale, form_ids, valid, text_columns, answers, weights)


class _Checker:
    """Codes one column at a time and collects what is wrong, by row and column of the file."""

    def __init__(self, table: TextTable, most_listed: int) -> None:
        self.table = table
        self.most_listed = most_listed
        self.structure = list(table.problems)
        self.bad_cells: list[tuple[int, int, Problem]] = []
        self.bad_cell_count = 0

    def has(self, name: str) -> bool:
        return name in self.table.header

    def check_header(self, required: Sequence[str]) -> None:
        header = self.table.header
        for name in dict.fromkeys(name for name in header if name and header.count(name) > 1):
            self.structure.append(
                Problem(
                    N_("Column {column} stands {times} times in the header."),
                    {"column": name, "times": header.count(name)},
                    f"{self.table.file}:1:{name}",
                )
            )
        for name in dict.fromkeys(required):
            if name not in header:
                self.structure.append(
                    Problem(
                        N_("Column {column} is missing. The header has: {header}."),
                        {"column": name, "header": _shown(", ".join(header), 200)},
                        f"{self.table.file}:1:{name}",
                    )
                )

    def form_ids(self) -> tuple[str, ...]:
        if not self.has("form_id"):
            return ()
        texts = self._composed("form_id")
        self._check_label_texts("form_id", texts, may_be_empty=False)
        if len(texts.values) < len(texts):
            first = np.zeros(len(texts.values), dtype=np.int64)
            first[texts.index[::-1]] = np.arange(len(texts))[::-1]
            repeated = first[texts.index] != np.arange(len(texts))
            repeated &= np.array([text != "" for text in texts.values], dtype=np.bool_)[texts.index]
            self._report(
                "form_id",
                np.flatnonzero(repeated),
                N_("Row {row}: form {value!r} is already in row {first_row}; number each form once."),
                lambda row: {
                    "value": texts[row],
                    "first_row": int(self.table.row_numbers[first[texts.index[row]]]),
                },
            )
            return tuple(texts.values[number] for number in texts.index)
        if np.array_equal(texts.index, np.arange(len(texts))):
            return tuple(texts.values)
        return tuple(texts.values[number] for number in texts.index.tolist())  # short ones are numbered first

    def labels(self, name: str, *, may_be_empty: bool) -> Labels:
        texts = self._composed(name)
        self._check_label_texts(name, texts, may_be_empty=may_be_empty)
        values = sorted(texts.values)
        place = {text: number for number, text in enumerate(values)}
        return Labels(tuple(values), _coded(texts, [place[text] for text in texts.values], np.int32))

    def valid(self) -> npt.NDArray[np.bool_]:
        if not self.has("status"):
            return np.ones(len(self.table.row_numbers), dtype=np.bool_)
        texts = self._composed("status")
        return _coded(texts, [text.casefold() not in INVALID_WORDS for text in texts.values], np.bool_)

    def weights(self, name: str) -> Weights:
        texts = self._composed(name)
        comma = self.table.decimal_comma and any("," in text for text in texts.values)
        fractions = [_weight(text, "," if comma else ".") for text in texts.values]
        self._report_bad_texts(
            name,
            texts,
            [fraction is None for fraction in fractions],
            N_("Row {row}, column {column} has {value!r}; a weight is a number above 0, such as 1 or 1.25."),
        )
        values = tuple(sorted({fraction for fraction in fractions if fraction is not None}))
        place = {fraction: number for number, fraction in enumerate(values)}
        numbers = [-1 if fraction is None else place[fraction] for fraction in fractions]
        return Weights(values, _coded(texts, numbers, np.int32))

    def answers(self, code: str, scale: int) -> npt.NDArray[np.int8]:
        texts = self.table.texts(code)
        codes = [answer_code(text, scale) for text in texts.values]
        self._report_bad_texts(
            code,
            texts,
            [found is None for found in codes],
            N_("Row {row}, column {column} has {value!r}; allowed: 1 to {scale}, empty, 45 (two ticks), KB."),
            scale=scale,
        )
        return _coded(texts, [found or 0 for found in codes], np.int8)

    def refuse_if_bad(self) -> None:
        count = len(self.structure) + self.bad_cell_count
        if not count:
            return
        in_order = sorted(self.bad_cells, key=lambda found: found[:2])
        problems = [*self.structure, *(problem for _, _, problem in in_order)][: self.most_listed]
        if count > len(problems):
            problems.append(Problem(N_("… and {more} more."), {"more": count - len(problems)}))
        raise BadForms(where=problems[0].where, problems=problems, file=self.table.file, count=count)

    def _composed(self, name: str) -> Texts:
        """The texts of a column in NFC, without blanks round them."""
        texts = self.table.texts(name)
        together = "\n".join(texts.values)
        if together.isascii() and not any(blank in together for blank in _ASCII_BLANKS):
            return texts
        return recoded(texts, [unicodedata.normalize("NFC", text).strip() for text in texts.values])

    def _check_label_texts(self, name: str, texts: Texts, *, may_be_empty: bool) -> None:
        if not may_be_empty and "" in texts.values:
            self._report_bad_texts(
                name,
                texts,
                [not text for text in texts.values],
                N_("Row {row}, column {column} is empty; it must be filled in."),
            )
        together = "\n".join(texts.values)
        if not together.isascii() and _FOREIGN_DIGIT.search(together):
            self._report_bad_texts(
                name,
                texts,
                [_FOREIGN_DIGIT.search(text) is not None for text in texts.values],
                N_("Row {row}, column {column} has {value!r}: type its digits as 0 to 9, not full width."),
            )

    def _report_bad_texts(
        self, name: str, texts: Texts, bad: Sequence[bool], template: str, **fields: object
    ) -> None:
        """Reports the rows whose text is one of the bad among the distinct ones."""
        if any(bad):
            rows = np.flatnonzero(np.array(bad, dtype=np.bool_)[texts.index])
            self._report(
                name, rows, template, lambda row: {"value": _shown(texts[row].strip(), 40), **fields}
            )

    def _report(
        self,
        name: str,
        rows: npt.NDArray[np.int64],
        template: str,
        fields: Callable[[int], dict[str, object]],
    ) -> None:
        """Counts the bad cells of a column and keeps the first of them, as many as can be listed."""
        position = self.table.header.index(name)
        self.bad_cell_count += len(rows)
        for row in map(int, rows[: self.most_listed]):
            number = int(self.table.row_numbers[row])
            where = f"{self.table.file}:{number}:{name}"
            found = Problem(template, {"row": number, "column": name, **fields(row)}, where)
            self.bad_cells.append((number, position, found))


def _coded(texts: Texts, codes: Sequence[int], kind: type[Coded]) -> npt.NDArray[Coded]:
    """The code of each row, from the code of each distinct text."""
    coded: npt.NDArray[Coded] = np.array(codes, dtype=kind)[texts.index]
    coded.setflags(write=False)
    return coded


def _weight(text: str, sign: str) -> Fraction | None:
    """The exact value of a weight's text, or None when it is no number above 0.

    ``sign`` is the decimal sign of the whole column: where one weight has a comma, a point may mean thousands.
    """
    if sign == ",":
        if "." in text:
            return None
        text = text.replace(",", ".")
    if _WEIGHT.fullmatch(text) is None:
        return None
    value = Fraction(text)
    return value if value > 0 else None


def _shown(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
