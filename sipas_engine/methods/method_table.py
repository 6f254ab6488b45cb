"""Bảng cách tính: the table ``[method]`` of a campaign's plan, read strictly, and written again to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.methods.method import BadMethod, Method

_LEVELS = frozenset({"blank_as", "double_as", "dont_know_as", "decimals"})
_SWITCHES = frozenset({"filter_by_experience"})
_UNKNOWN = N_("The key {key!r} is not known here. Known: {known}.")
_NO_TEXT = N_("{key} must be text in quotes, not {value}.")
_NO_WHOLE = N_("{key} must be a whole number, not {value}.")
_NO_SWITCH = N_("{key} must be true or false, not {value}.")
_NO_WEIGHTS = N_("{key} must be a table of weights above 0, such as {{ I = 0.373, II = 0.627 }}.")
_NO_LEVELS = N_("{key} must be a list of levels, such as [4, 5].")


class BadMethodTable(SipasError):
    """Bảng cách tính sai: settings that are unknown, of the wrong kind, or cannot have this value."""

    kind: ClassVar[str] = "bad_method_table"
    template: ClassVar[str] = N_("{file} sets the method wrongly: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class ChosenMethod:
    """Cách tính của đợt: the method, and the levels that count as satisfied where they differ from the form's own."""

    method: Method
    satisfied: tuple[int, ...] | None = None


def method_from_table(table: Mapping[str, object], *, file: str) -> ChosenMethod:
    """Đọc bảng cách tính: what is left out keeps its default. Raises BadMethodTable with all problems."""
    known = [field.name for field in fields(Method)]
    problems: list[Problem] = []
    chosen: dict[str, Any] = {}

    def report(key: str, template: str, **found: object) -> None:
        problems.append(Problem(template, {"key": key, **found}, f"{file}:method.{key}"))

    for key, value in table.items():
        if key == "satisfied":
            if not _is_levels(value):
                report(key, _NO_LEVELS)
        elif key not in known:
            report(key, _UNKNOWN, known=", ".join([*known, "satisfied"]))
        elif key == "component_weights":
            weights = _weights(value)
            if weights is None:
                report(key, _NO_WEIGHTS)
            else:
                chosen[key] = weights
        elif key in _SWITCHES:
            if not isinstance(value, bool):
                report(key, _NO_SWITCH, value=value)
            chosen[key] = value
        elif key in _LEVELS:
            if type(value) is not int:
                report(key, _NO_WHOLE, value=value)
            chosen[key] = value
        elif not isinstance(value, str):
            report(key, _NO_TEXT, value=value)
        else:
            chosen[key] = value
    method = Method()
    if not problems:
        try:
            method = Method(**chosen)
        except BadMethod as error:
            setting = error.fields["setting"]
            problems.append(Problem(error.template, error.fields, f"{file}:method.{setting}"))
    if problems:
        raise BadMethodTable(where=problems[0].where, problems=problems, file=file, count=len(problems))
    satisfied = table.get("satisfied")
    return ChosenMethod(method, tuple(satisfied) if isinstance(satisfied, list) else None)


def method_table(method: Method) -> dict[str, object]:
    """Ghi bảng cách tính: every setting that differs from its default, as ``method_from_table`` reads it again."""
    default = Method()
    found = {field.name: getattr(method, field.name) for field in fields(Method)}
    kept = {name: value for name, value in found.items() if value != getattr(default, name)}
    if "component_weights" in kept:
        kept["component_weights"] = {code: str(weight) for code, weight in method.component_weights.items()}
    return kept


def _is_levels(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(type(level) is int for level in value)


def _weights(value: object) -> dict[str, Fraction] | None:
    if not isinstance(value, dict):
        return None
    found: dict[str, Fraction] = {}
    for code, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, str | int | float):
            return None
        try:
            found[str(code)] = Fraction(str(weight))
        except (ValueError, ZeroDivisionError):
            return None
    return found
