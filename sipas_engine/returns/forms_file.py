"""Đọc tệp phiếu: a file of forms checked and coded; every bad cell is found before it is refused."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.answers import answer_code
from sipas_engine.returns.forms import Forms, Labels, Weights
from sipas_engine.returns.refusals import BadForms
from sipas_engine.returns.text_table import TextTable, read_text_table

if TYPE_CHECKING:
    import polars as pl

INVALID_WORDS = frozenset({"invalid", "không hợp lệ", "rejected"})
"""Chữ "không hợp lệ": the words of column ``status`` by which a form leaves the tally, in any case."""

MOST_LISTED = 20
"""Số lỗi liệt kê: how many problems a refusal lists one by one; it says how many more there are."""

_WEIGHT = re.compile(r"\+?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")

Coded = TypeVar("Coded", bound=np.generic)


def read_forms(
    path: Path,
    questions: QuestionSet,
    *,
    labels: Sequence[str],
    weight: str | None = None,
    optional: Sequence[str] = (),
) -> Forms:
    """Đọc tệp phiếu: the forms of a .csv, .parquet or .xlsx file, coded by the question set.

    ``labels`` are the columns that name units, strata and clusters, none of which may be empty; ``optional``
    are read when the file has them and may be empty; ``weight`` is the column of weights to apply. Columns
    ``weight`` and ``status`` are checked whenever they are there. Raises BadForms with all problems (up to
    ``MOST_LISTED`` by name), and what ``read_text_table`` raises.
    """
    table = read_text_table(path)
    checker = _Checker(table)
    checker.check_header(["form_id", *labels, *([weight] if weight else []), *questions.criterion_codes])
    form_ids = checker.form_ids()
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

    def __init__(self, table: TextTable) -> None:
        self.table = table
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
        texts = self._texts("form_id")
        self._check_label_texts("form_id", texts, may_be_empty=False)
        doubled = texts.is_duplicated() & (texts != "")
        if doubled.any():
            first_rows: dict[str, int] = {}
            rows = np.flatnonzero(doubled.to_numpy())
            for row in rows:
                first_rows.setdefault(texts[int(row)], int(self.table.row_numbers[row]))
            repeats = [int(row) for row in rows if first_rows[texts[int(row)]] != self.table.row_numbers[row]]
            self._report(
                "form_id",
                repeats,
                N_("Row {row}: form {value!r} is already in row {first_row}; number each form once."),
                lambda row: {"value": texts[row], "first_row": first_rows[texts[row]]},
            )
        return tuple(texts)

    def labels(self, name: str, *, may_be_empty: bool) -> Labels:
        texts = self._texts(name)
        self._check_label_texts(name, texts, may_be_empty=may_be_empty)
        values = tuple(sorted(texts.unique()))
        return Labels(values, self._coded(texts, {text: i for i, text in enumerate(values)}, np.int32))

    def valid(self) -> npt.NDArray[np.bool_]:
        if not self.has("status"):
            return np.ones(len(self.table.row_numbers), dtype=np.bool_)
        texts = self._texts("status")
        codes = {text: int(text.casefold() not in INVALID_WORDS) for text in texts.unique()}
        return self._coded(texts, codes, np.int8).astype(np.bool_)

    def weights(self, name: str) -> Weights:
        texts = self._texts(name)
        fractions = {text: _weight(text) for text in texts.unique()}
        self._report_bad_texts(
            name,
            texts,
            [text for text, fraction in fractions.items() if fraction is None],
            N_("Row {row}, column {column} has {value!r}; a weight is a number above 0, such as 1 or 1.25."),
        )
        values = tuple(sorted({fraction for fraction in fractions.values() if fraction is not None}))
        place = {fraction: i for i, fraction in enumerate(values)}
        codes = {text: -1 if fraction is None else place[fraction] for text, fraction in fractions.items()}
        return Weights(values, self._coded(texts, codes, np.int32))

    def answers(self, code: str, scale: int) -> npt.NDArray[np.int8]:
        cells = self._column(code)
        codes = {text: answer_code(text, scale) for text in cells.unique()}
        self._report_bad_texts(
            code,
            cells,
            [text for text, found in codes.items() if found is None],
            N_("Row {row}, column {column} has {value!r}; allowed: 1 to {scale}, empty, 45 (two ticks), KB."),
            scale=scale,
        )
        return self._coded(cells, {text: found or 0 for text, found in codes.items()}, np.int8)

    def refuse_if_bad(self) -> None:
        count = len(self.structure) + self.bad_cell_count
        if not count:
            return
        in_order = sorted(self.bad_cells, key=lambda found: found[:2])
        problems = [*self.structure, *(problem for _, _, problem in in_order)][:MOST_LISTED]
        if count > len(problems):
            problems.append(Problem(N_("… and {more} more."), {"more": count - len(problems)}))
        raise BadForms(where=problems[0].where, problems=problems, file=self.table.file, count=count)

    def _column(self, name: str) -> "pl.Series":
        return self.table.cells[str(self.table.header.index(name))].fill_null("")

    def _texts(self, name: str) -> "pl.Series":
        """The texts of a column without blanks round them, in NFC."""
        texts = self._column(name).str.strip_chars()
        composed = {text: unicodedata.normalize("NFC", text) for text in _beyond_ascii(texts)}
        changed = {text: nfc for text, nfc in composed.items() if nfc != text}
        return texts.replace(list(changed), list(changed.values())) if changed else texts

    def _check_label_texts(self, name: str, texts: "pl.Series", *, may_be_empty: bool) -> None:
        if not may_be_empty:
            self._report_bad_texts(
                name, texts, [""], N_("Row {row}, column {column} is empty; it must be filled in.")
            )
        foreign = [text for text in _beyond_ascii(texts) if _FOREIGN_DIGIT.search(text)]
        self._report_bad_texts(
            name,
            texts,
            foreign,
            N_("Row {row}, column {column} has {value!r}: type its digits as 0 to 9, not full width."),
        )

    def _report_bad_texts(
        self, name: str, texts: "pl.Series", bad: Sequence[str], template: str, **fields: object
    ) -> None:
        if bad:
            rows = np.flatnonzero(texts.is_in(list(bad)).to_numpy())
            self._report(
                name, rows, template, lambda row: {"value": _shown(texts[row].strip(), 40), **fields}
            )

    def _report(
        self,
        name: str,
        rows: "Sequence[int] | npt.NDArray[np.int64]",
        template: str,
        fields: Callable[[int], dict[str, object]],
    ) -> None:
        """Counts the bad cells of a column and keeps the first of them, as many as can be listed."""
        position = self.table.header.index(name)
        self.bad_cell_count += len(rows)
        for row in map(int, rows[:MOST_LISTED]):
            number = int(self.table.row_numbers[row])
            where = f"{self.table.file}:{number}:{name}"
            found = Problem(template, {"row": number, "column": name, **fields(row)}, where)
            self.bad_cells.append((number, position, found))

    @staticmethod
    def _coded(texts: "pl.Series", codes: dict[str, int], dtype: type[Coded]) -> "npt.NDArray[Coded]":
        import polars as pl

        kind = {np.int8: pl.Int8, np.int32: pl.Int32}[dtype]
        coded = texts.replace_strict(list(codes), list(codes.values()), return_dtype=kind).to_numpy().copy()
        coded.setflags(write=False)
        return coded


def _beyond_ascii(texts: "pl.Series") -> list[str]:
    """The distinct texts with letters beyond ASCII: the only ones that can be written in two ways."""
    return texts.filter(texts.str.len_bytes() != texts.str.len_chars()).unique().to_list()


def _weight(text: str) -> Fraction | None:
    """The exact value of a weight's text, or None when it is no number above 0."""
    if _WEIGHT.fullmatch(text) is None:
        return None
    value = Fraction(text)
    return value if value > 0 else None


def _shown(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
