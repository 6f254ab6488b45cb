"""Bước tính: the tree of values behind a figure, each formula with its numbers filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from sipas_engine.annexes.printing import printed
from sipas_engine.bundle.contents import Printed
from sipas_engine.bundle.counts import CountedUnit
from sipas_engine.bundle.redaction import UnitKey
from sipas_engine.errors import N_, SipasError
from sipas_engine.index.aggregate import AnswerPoints, answer_points
from sipas_engine.index.formulas import Formula, Formulas, Pool, formulas_of
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value

FigureKind = Literal["sipas", "component", "element", "criterion"]
"""Loại số: the index itself, or a part of it that has a code."""


class UnknownFigure(SipasError):
    """Không có số này: the bundle has no such criterion, element or component, or prints no such figure."""

    kind: ClassVar[str] = "unknown_figure"
    template: ClassVar[str] = N_("The bundle has no {figure!r}. There are: {known}.")


@dataclass(frozen=True, slots=True)
class Figure:
    """Số được hỏi: of which unit, and which of its values; ``code`` is empty for the index itself."""

    unit: UnitKey
    kind: FigureKind = "sipas"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Bước tính: one value, the formula that gives it with its numbers, and the steps whose values it takes."""

    name: str
    formula: str
    value: Value
    published: str
    parts: tuple["Step", ...] = ()


class Steps:
    """Các bước tính: of the values of one unit; each formula is named after what it is the value of."""

    def __init__(self, shown: Printed, unit: UnitIndex, counted: CountedUnit) -> None:
        self.result, self.unit, self.counted = shown.result, unit, counted
        self.shown = shown
        self.method, self.questions = self.result.method, self.result.questions
        self.formulas: Formulas = formulas_of(self.questions, self.method)
        self.points: AnswerPoints = answer_points(self.method, self.questions)
        self.place = {code: i for i, code in enumerate(shown.counts.criteria)}
        self.names: dict[int, str] = {}
        for kind, code, formula in self.formulas.parts:
            self.names.setdefault(id(formula), f"{_KINDS[kind]} {code} “{_name_of(self.result, kind, code)}”")

    def of(self, figure: Figure) -> Step:
        """Bước tính của một số: down to the counts. Raises UnknownFigure for a code that is not there."""
        formula, value = self._asked(figure)
        name = figure_name(self.result, figure)
        if self.counted.counts is None:
            return Step(name, "", value, self._published(value))
        if not self.unit.path and self.method.rollup != "pooled":
            return self._over_units(figure, name, value)
        return self._step(formula, name)

    def _asked(self, figure: Figure) -> tuple[Formula, Value]:
        kinds: Mapping[str, tuple[Mapping[str, Formula], Mapping[str, Value]]] = {
            "component": (self.formulas.components, self.unit.components),
            "element": (self.formulas.elements, self.unit.elements),
            "criterion": (self.formulas.criteria, {c: v.value for c, v in self.unit.criteria.items()}),
        }
        if figure.kind == "sipas":
            return self.formulas.sipas, self.unit.sipas
        formulas, values = kinds[figure.kind]
        if figure.code not in formulas:
            raise UnknownFigure(where=figure.code, figure=figure.code, known=", ".join(formulas))
        return formulas[figure.code], values[figure.code]

    def _step(self, formula: Formula, name: str) -> Step:
        if isinstance(formula, Pool):
            return self._pool(formula, name)
        parts = [self._step(part, self.names.get(id(part), "")) for part in formula.parts]
        weights = formula.weights or (Fraction(1),) * len(parts)
        known = [(p, Fraction(w)) for p, w in zip(parts, weights, strict=True) if p.value is not None]
        value = _mean([(p.value or Fraction(0), w) for p, w in known])
        return Step(name, self._mean_said(known, value), value, self._published(value), tuple(parts))

    def _pool(self, formula: Pool, name: str) -> Step:
        found = [self._answers(code) for code in formula.criteria]
        points, answers = sum(p for p, _ in found), sum(n for _, n in found)
        value = Fraction(100 * points) / answers if answers else None
        if len(found) == 1:
            return Step(name, self._criterion_said(formula.criteria[0], value), value, self._published(value))
        parts = tuple(
            self._pool(Pool((code,)), f"Tiêu chí {code} “{_name_of(self.result, 'criteria', code)}”")
            for code in formula.criteria
        )
        whole = self.points.whole
        above = f"({' + '.join(_figure(p * whole) for p, _ in found)})"
        below = f"({' + '.join(_figure(n) for _, n in found)})"
        words, all_of = ("s", "n") if self.method.metric == "F1" else ("điểm", f"({whole} × n)")
        said = f"100 × tổng {words} / tổng {all_of} = 100 × {above} / "
        said += below if whole == 1 else f"({whole} × {below})"
        return Step(name, f"{said} = {self._published(value)}", value, self._published(value), parts)

    def _answers(self, code: str) -> tuple[Fraction, Fraction]:
        """Points (0 to 1 each) and answers to a criterion, weighted where the forms are."""
        given = self._given(code)
        earned = [(g, part) for g, part in zip(given, self.points.parts, strict=True) if part is not None]
        points = sum((g * Fraction(part, self.points.whole) for g, part in earned), Fraction(0))
        return points, sum((g for g, _ in earned), Fraction(0))

    def _given(self, code: str) -> list[Fraction]:
        rows = self.counted.counts if self.counted.weighted is None else self.counted.weighted
        return [] if rows is None else [Fraction(one) for one in rows[self.place[code]].tolist()]

    def _criterion_said(self, code: str, value: Value) -> str:
        points, n = self._answers(code)
        given, scale = self._given(code)[1 : self.questions.scale + 1], self.questions.scale
        sum_of_levels = " + ".join(f"{level}×{_figure(g)}" for level, g in enumerate(given, start=1))
        shown = self._published(value)
        if value is None:
            return "Không có câu trả lời (n = 0): không có giá trị, không phải bằng 0"
        match self.method.metric:
            case "F1":
                return f"F1 = 100 × s / n = 100 × {_figure(points)} / {_figure(n)} = {shown}"
            case "F1m":
                return (
                    f"F1m = 100 × tổng (mức × số câu) / ({scale} × n) = "
                    f"100 × ({sum_of_levels}) / ({scale} × {_figure(n)}) = {shown}"
                )
            case _:
                return (
                    f"F1z = 100 × (tổng (mức × số câu) / n − 1) / {scale - 1} = "
                    f"100 × (({sum_of_levels}) / {_figure(n)} − 1) / {scale - 1} = {shown}"
                )

    def _mean_said(self, known: Sequence[tuple[Step, Fraction]], value: Value) -> str:
        shown = self._published(value)
        if not known:
            return "Không có thành phần nào có giá trị"
        if all(weight == known[0][1] for _, weight in known):
            total = " + ".join(step.published for step, _ in known)
            return f"Trung bình cộng = ({total}) / {len(known)} = {shown} (cộng số chưa làm tròn)"
        total = " + ".join(f"{_figure(weight)} × {step.published}" for step, weight in known)
        heavy = _figure(sum((weight for _, weight in known), Fraction(0)))
        return f"Trung bình theo trọng số = ({total}) / {heavy} = {shown} (cộng số chưa làm tròn)"

    def _over_units(self, figure: Figure, name: str, value: Value) -> Step:
        """The nation as a mean of the units of the first level."""
        found = []
        for counted in self.shown.counts.of_level(self.result.by[0]):
            unit = unit_of(self.result, counted.key)
            own = Steps(self.shown, unit, counted)
            _, one = own._asked(figure)
            weight = Fraction(1)
            if self.method.rollup == "by_forms":
                weight = counted.weight_of_valid or Fraction(counted.n_valid)
            step = Step(unit.label, f"{unit.n_valid} phiếu hợp lệ", one, self._published(one))
            found.append((step, weight))
        known = [(step, weight) for step, weight in found if step.value is not None]
        said = self._mean_said(known, value)
        return Step(name, said, value, self._published(value), tuple(step for step, _ in found))

    def _published(self, value: Value) -> str:
        return printed(published_value(value, self.method.decimals, self.method.rounding), "percent")


_KINDS = {"components": "Nội dung", "elements": "Yếu tố", "criteria": "Tiêu chí"}
_PLURALS: Mapping[FigureKind, str] = {
    "component": "components",
    "element": "elements",
    "criterion": "criteria",
}


def _mean(weighted: Sequence[tuple[Fraction, Fraction]]) -> Value:
    heavy = sum((weight for _, weight in weighted), Fraction(0))
    return sum((value * weight for value, weight in weighted), Fraction(0)) / heavy if heavy else None


def unit_of(result: IndexResult, key: UnitKey) -> UnitIndex:
    """Đơn vị theo khóa: the nation for the key without a path."""
    if not key[1]:
        return result.national
    return next(unit for unit in result.units if (unit.level, unit.path) == key)


def _name_of(result: IndexResult, kind: str, code: str) -> str:
    questions = result.questions
    names = {
        "components": {part.code: part.name for part in questions.components},
        "elements": {part.code: part.name for part in questions.elements},
        "criteria": {part.code: part.name for part in questions.criteria},
    }
    return names[kind].get(code, code)


def figure_name(result: IndexResult, figure: Figure) -> str:
    """Tên của số: what it is the value of."""
    if figure.kind == "sipas":
        return "Chỉ số hài lòng chung"
    kind = _PLURALS[figure.kind]
    return f"{_KINDS[kind]} {figure.code} “{_name_of(result, kind, figure.code)}”"


def _figure(number: Fraction) -> str:
    """A count as people write it; a sum of weights as a decimal, when it is one of a few places."""
    if number.denominator == 1:
        return str(number.numerator)
    exact = number * 10**6
    return f"{float(number):g}".replace(".", ",") if exact.denominator == 1 else str(number)
