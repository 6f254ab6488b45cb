"""Các chỗ sai: rows of planted mistakes, one module for each part of a document; ``all_cases`` gathers them.

A module holds ``CASES``, and may hold ``SHOWN``: (rule, right, wrong) proven by another test, which its comment names.
"""

import importlib
import pkgutil
from types import ModuleType

from tests.directives.checking.spoiling import Case

#: Rules which nobody can show failing here, each with its reason (at most twelve).
NOT_SHOWABLE: dict[str, str] = {}


def all_cases() -> list[Case]:
    """Every case of every module here, in the order of the modules' names."""
    return [case for module in _modules() for case in module.CASES]


def shown() -> dict[str, list[tuple[str, str]]]:
    """Right and wrong examples by rule, each row proven by a test."""
    found: dict[str, list[tuple[str, str]]] = {}
    for module in _modules():
        rows = [(case.rule, case.right, case.wrong) for case in module.CASES]
        for rule, right, wrong in [*rows, *getattr(module, "SHOWN", [])]:
            found.setdefault(rule, []).append((right, wrong))
    return found


def _modules() -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]
