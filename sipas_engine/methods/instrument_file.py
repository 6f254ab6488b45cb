"""Phần còn lại của tệp bộ câu hỏi: scales, the respondent's card, questions and expectations, read strictly."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import cast, get_args

from sipas_engine.errors import N_
from sipas_engine.methods.instrument import (
    AnswerScale,
    Expectation,
    Instrument,
    Question,
    QuestionKind,
    RespondentField,
)
from sipas_engine.methods.toml_reader import Table, TomlReader, join

INSTRUMENT_KEYS = ("answer_scale", "respondent_field", "question", "expectation")
"""Các bảng: the keys of a question set which this module reads."""

_NEEDS = {"single": "options", "multi": "options", "matrix": "items"}


class InstrumentReader(TomlReader):
    """Đọc phần còn lại của phiếu: everything of the form but the criteria."""

    def instrument(self, table: Table) -> Instrument:
        """Phần còn lại của phiếu: empty when the file has none of it."""

        def tables(key: str) -> list[tuple[str, Table]]:
            return list(self.tables(table, "", key, required=False))

        found = Instrument(
            scales=tuple(self._scale(t, p) for p, t in tables("answer_scale")),
            fields=tuple(self._field(t, p) for p, t in tables("respondent_field")),
            questions=tuple(self._question(t, p) for p, t in tables("question")),
            expectations=tuple(self._expectation(t, p) for p, t in tables("expectation")),
        )
        self._check(found)
        return found

    def check_columns(self, instrument: Instrument, criterion_codes: Sequence[str]) -> None:
        """Cột trùng: no question's column may be that of a criterion or of another question."""
        columns = [column for question in instrument.questions for column in question.columns]
        columns += [field.code for field in instrument.fields]
        for column, times in Counter([*columns, *criterion_codes]).items():
            if column and times > 1 and column in columns:
                self.report(
                    "question",
                    N_("The code {code!r} stands {times} times; each code must be its own."),
                    code=column,
                    times=times,
                )

    def _scale(self, table: Table, place: str) -> AnswerScale:
        self.known_keys(table, place, ("code", "levels", "weights"))
        levels = self.texts(table, place, "levels")
        weights = table.get("weights", [])
        if not isinstance(weights, list) or not all(_is_share(weight) for weight in weights):
            self.report(join(place, "weights"), N_("weights must be numbers from 0 to 1."))
            weights = []
        if weights and len(weights) != len(levels):
            self.report(join(place, "weights"), N_("weights must name one number a level."))
        exact = tuple(Fraction(str(weight)) for weight in weights)
        return AnswerScale(self.text(table, place, "code"), levels, exact)

    def _field(self, table: Table, place: str) -> RespondentField:
        self.known_keys(table, place, ("code", "label", "options", "personal", "last_day"))
        personal = table.get("personal", False)
        if not isinstance(personal, bool):
            self.report(join(place, "personal"), N_("{key} must be true or false."), key="personal")
        return RespondentField(
            code=self.text(table, place, "code"),
            label=self.text(table, place, "label"),
            options=self.texts(table, place, "options"),
            personal=personal is True,
            last_day=self.day(table, place, "last_day"),
        )

    def _question(self, table: Table, place: str) -> Question:
        self.known_keys(table, place, ("code", "kind", "text", "options", "items", "scale", "choose"))
        kind = self.text(table, place, "kind")
        if kind and kind not in get_args(QuestionKind):
            self.report(
                join(place, "kind"),
                N_("{value!r} is no kind of question. There are: {known}."),
                value=kind,
                known=", ".join(get_args(QuestionKind)),
            )
        needed = _NEEDS.get(kind)
        if needed and not table.get(needed):
            self.report(join(place, needed), N_("{key} is missing."), key=needed)
        return Question(
            code=self.text(table, place, "code"),
            kind=cast(QuestionKind, kind),
            text=self.text(table, place, "text"),
            options=self.texts(table, place, "options"),
            items=self.texts(table, place, "items"),
            scale=self.text(table, place, "scale") if kind == "matrix" or "scale" in table else "",
            choose=self.number(table, place, "choose"),
        )

    def _expectation(self, table: Table, place: str) -> Expectation:
        self.known_keys(table, place, ("code", "name"))
        name = self.text(table, place, "name") if "name" in table else None
        return Expectation(self.text(table, place, "code"), name)

    def _check(self, found: Instrument) -> None:
        scales = {scale.code for scale in found.scales}
        for question in found.questions:
            if question.scale and question.scale not in scales:
                self.report(
                    "question",
                    N_("Question {code} names the scale {scale!r}, which the file does not define."),
                    code=question.code,
                    scale=question.scale,
                )
        for kind, codes in (
            ("answer_scale", [scale.code for scale in found.scales]),
            ("question", [question.code for question in found.questions]),
            ("expectation", [item.code for item in found.expectations]),
        ):
            for code, times in Counter(codes).items():
                if code and times > 1:
                    self.report(
                        kind,
                        N_("The code {code!r} stands {times} times; each code must be its own."),
                        code=code,
                        times=times,
                    )


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
